//! Annotations on records of data sets: reads the files beside the data sets, and finds the records that they and the corpus name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Loaded;
use super::linked::{ids, named};
use crate::datasets::DataSetFile;
use crate::diagnostic::{DiagnosticCode, Report, Severity};
use crate::documents::beside;
use crate::model::curie::prefix;
use crate::model::dataset::About;
use crate::model::figure::thousands;
use crate::model::noted::AnnotationsBeside;
use crate::model::{Curie, Workspace};

impl Loaded {
    /// Reads the annotations beside the data sets, and finds the records of all annotations.
    pub(super) fn find_noted(&mut self) {
        let abouts: Vec<Arc<About>> = self.workspace.sets.iter().map(|set| Arc::clone(&set.about)).collect();
        let abouts: Vec<&About> = abouts.iter().map(|about| &**about).collect();
        take(&mut self.workspace, read(&self.files, &abouts, &mut self.report));
        find(&mut self.workspace, &self.files);
        report_missing(&self.workspace, &self.files, &mut self.report);
    }
}

/// The files of annotations beside data sets, whether they are there or not, each with the numbers of its data sets.
pub fn files(files: &[Arc<DataSetFile>]) -> Vec<(PathBuf, Vec<usize>)> {
    let mut all: Vec<(PathBuf, Vec<usize>)> = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let Some(path) = &file.annotations else { continue };
        match all.iter_mut().find(|(known, _)| known == path) {
            Some((_, sets)) => sets.push(number),
            None => all.push((path.to_owned(), vec![number])),
        }
    }
    all
}

/// Reads them; `abouts` are the descriptions of the data sets. Mistakes go to `report`.
pub fn read(of: &[Arc<DataSetFile>], abouts: &[&About], report: &mut Report) -> Vec<AnnotationsBeside> {
    files(of).into_iter().map(|(path, sets)| read_file(&path, sets, abouts, report)).collect()
}

/// Reads one of them, which is beside the data sets with the numbers `sets`; `abouts` are the descriptions of all. Mistakes go to
/// `report`.
pub fn read_file(path: &Path, sets: Vec<usize>, abouts: &[&About], report: &mut Report) -> AnnotationsBeside {
    let mut prefixes: Vec<String> = sets.iter().filter_map(|&set| abouts.get(set)).map(|about| prefix(about)).collect();
    prefixes.dedup();
    AnnotationsBeside { all: beside::read(path, &prefixes, report), sets }
}

/// Gives a workspace these annotations beside its data sets. Their records are found once these have been read.
pub fn take(workspace: &mut Workspace, beside: Vec<AnnotationsBeside>) {
    if !workspace.noted.is_empty() || beside.iter().any(|file| !file.all.is_empty()) {
        workspace.noted = Arc::new(workspace.noted.with_beside(beside));
    }
}

/// Finds the records that the annotations of a workspace name, which are read again from `files`.
pub fn find(workspace: &mut Workspace, files: &[Arc<DataSetFile>]) {
    if !workspace.noted.is_empty() {
        let (sets, noted) = (&workspace.sets, workspace.noted.as_ref().clone());
        workspace.noted = Arc::new(noted.found_in(sets, &|set, rows| ids(sets, files, set, rows)));
    }
}

/// Says of each file, once, which annotations are on no record of it. For a workspace whose sources are all read.
pub fn report_missing(workspace: &Workspace, of: &[Arc<DataSetFile>], report: &mut Report) {
    let (corpus, beside) = workspace.noted.missing(&workspace.sets);
    let mut warn = |missing: &[&Curie], of: &str, where_: &str| {
        let message = match missing {
            [] => return,
            [only] => format!("{of}an annotation is on {only}, which is {where_}"),
            all => {
                let some: Vec<Curie> = all.iter().copied().cloned().collect();
                format!(
                    "{of}{} annotations are on records that are {where_}, such as {}",
                    thousands(all.len()),
                    named(&some)
                )
            }
        };
        let help = "they are kept; ids of some events change between versions of a data set";
        report.about_file(Severity::Warning, DiagnosticCode::Annotation, message, help);
    };
    warn(&corpus, "", "in no open file");
    for ((path, _), missing) in files(of).into_iter().zip(beside) {
        warn(&missing, &format!("{}: ", path.display()), "not in the file");
    }
}
