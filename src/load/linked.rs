//! Finds the records that links name, by their ids in the files.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::{Loaded, Opened};
use crate::datasets::{DataSetFile, DetailScope};
use crate::diagnostic::{DiagnosticCode, Report, Severity};
use crate::links;
use crate::model::curie::prefix;
use crate::model::{Curie, DataSet, Entry, LinkAnswer, Linked, Subject, Workspace};

impl Loaded {
    /// Finds the records that the links of the workspace name, and says which names are of nothing that is open.
    pub(super) fn find_linked(&mut self) {
        if self.workspace.linked.links().is_empty() {
            return;
        }
        let linked = found(Linked::clone(&self.workspace.linked), &self.workspace.sets, &self.files);
        self.workspace.linked = Arc::new(linked);
        missing(&self.workspace, &mut self.report);
    }

    /// An entry with those that confirmed links show together with it, of records with everything in their rows.
    pub fn joined(&self, entry: Entry) -> Subject {
        Subject::joined_by(&self.workspace, entry, &|entry| self.member(entry))
    }
}

impl Opened {
    /// Reads a file of links. Their records are found once the data sets have been read.
    pub fn read_links(&mut self, path: &Path) {
        let report = &mut self.loaded.report;
        match links::read(path, report) {
            Ok(table) => {
                self.loaded.workspace.linked = Arc::new(Linked::new(table.links()));
                self.links = Some(path.to_owned());
            }
            Err(error) => {
                report.about_file(Severity::Error, DiagnosticCode::BadLink, error.to_string(), "");
            }
        }
    }
}

/// Most names that are listed one by one.
const MOST_MISSING: usize = 20;

/// Warns of names that are of an open source and of none of its events.
fn missing(workspace: &Workspace, report: &mut Report) {
    let mut open: Vec<String> = workspace.sets.iter().map(|set| prefix(&set.about)).collect();
    if workspace.corpus.incidents().len() > 0 {
        open.push(Curie::INCIDENT.to_owned());
    }
    let links = workspace.linked.links().iter().filter(|link| link.answer != LinkAnswer::Rejected);
    let names: BTreeSet<&Curie> = links.flat_map(|link| [&link.subject, &link.object]).collect();
    let is_missing = |name: &&&Curie| open.iter().any(|p| p == name.prefix()) && workspace.named(name).is_none();
    let missing: Vec<&&Curie> = names.iter().filter(is_missing).collect();
    for name in missing.iter().take(MOST_MISSING) {
        let help = "ids of some events change between versions of a data set; the link is kept";
        let message = format!("a link names {name}, which is in no open file");
        report.about_file(Severity::Warning, DiagnosticCode::BadLink, message, help);
    }
    if missing.len() > MOST_MISSING {
        let message = format!("{} more names of links are in no open file", missing.len() - MOST_MISSING);
        report.about_file(Severity::Warning, DiagnosticCode::BadLink, message, "");
    }
}

/// The name of an entry in links; of a record its row is read. `None` if it has no id of its own.
pub fn curie(workspace: &Workspace, files: &[Arc<DataSetFile>], entry: Entry) -> Option<Curie> {
    let Entry::Record(record) = entry else { return workspace.name_of(entry) };
    if let Some(known) = workspace.linked.name(record) {
        return Some(known.clone());
    }
    let file = files.get(usize::from(record.set))?;
    let detail = file.detail(&workspace.row(record)).ok()?;
    Curie::record(&workspace.set(record).about, &detail.id)
}

/// Links with the records that they name in data sets, which are read again from `files`.
pub fn found(linked: Linked, sets: &[Arc<DataSet>], files: &[Arc<DataSetFile>]) -> Linked {
    linked.found_in(sets, &|set, rows| {
        let mut ids = vec![None; rows.len()];
        if let Some(file) = files.get(set) {
            // A file that has changed meanwhile gives no ids, and its records are not found.
            let _ = file.details(&sets[set], rows, DetailScope::Tables, &mut |at, _, detail| {
                ids[at] = Some(detail.id.clone());
                Ok(())
            });
        }
        ids
    })
}
