//! Annotations on records, in the files beside their data sets: writes them, takes them back, and reads again what others say
//! there. Hands over the workspace with them. Knows no keys and no view.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::links::shown;
use crate::app::desk_step::{DeskStep, FollowOutcome};
use crate::app::job::Revision;
use crate::atomic_file::lock;
use crate::datasets::DataSetFile;
use crate::desk::annotate::AnnotatedKey;
use crate::desk::decision::{Decided, Decision};
use crate::desk::edits::annotations::annotate_in;
use crate::diagnostic::Report;
use crate::documents::beside::READ_AS;
use crate::documents::document::{DocumentChange, Documents};
use crate::documents::edit::Refusal;
use crate::documents::files::CorpusFile;
use crate::editing::{self, BackWay, FileStep, KnownErrors};
use crate::load::noted;
use crate::model::dataset::About;
use crate::model::noted::AnnotationsBeside;
use crate::model::{RecordId, Workspace};
use crate::runtime::clock::today;
use crate::sanitize;

/// How long a change waits for another copy of the program.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// An annotation that was written or taken away.
#[derive(Debug, Clone)]
struct GivenNote {
    path: PathBuf,
    step: FileStep,
    what: String,
}

/// What can be undone, and what is known of the files.
#[derive(Debug, Default)]
struct KeptNotes {
    done: Vec<GivenNote>,
    undone: Vec<GivenNote>,
    /// What is known of each file.
    files: Vec<KnownFile>,
    /// What the user was told last of the file of a data set.
    told: Vec<(PathBuf, &'static str)>,
}

/// What is known of a file of annotations.
#[derive(Debug, Clone, Default)]
struct KnownFile {
    /// The mistakes with which it was read; `None` before it was.
    mistakes: Option<KnownErrors>,
    /// The first of those that it has since, so that what was read before stays.
    held_back: Option<String>,
}

/// Keeps annotations on records in the files beside their data sets.
#[derive(Debug, Clone, Default)]
pub struct NotesKeeper {
    files: Vec<Arc<DataSetFile>>,
    kept: Arc<Mutex<KeptNotes>>,
}

/// Why a step was not carried out.
#[derive(Debug)]
pub struct RefusedStep {
    /// The reason, for the user.
    pub why: String,
    /// The workspace as the files now are, where others have changed them.
    pub revision: Option<Revision>,
}

impl<T: Into<String>> From<T> for RefusedStep {
    fn from(why: T) -> Self {
        Self { why: why.into(), revision: None }
    }
}

/// An annotation with the day on which it is made.
pub(super) fn dated(decision: &Decision) -> Decision {
    let mut decision = decision.clone();
    if let Decision::Annotate { date, .. } = &mut decision {
        *date = today().to_string();
    }
    decision
}

impl NotesKeeper {
    /// Keeps annotations beside these files. Touches nothing.
    pub(super) fn new(files: &[Arc<DataSetFile>]) -> Self {
        Self { files: files.to_vec(), kept: Arc::default() }
    }

    /// The files of the data sets.
    pub(super) fn files(&self) -> &[Arc<DataSetFile>] {
        &self.files
    }

    /// The files of annotations, whether they are there or not.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        noted::files(&self.files).into_iter().map(|(path, _)| path).collect()
    }

    /// The files of the data sets, without pipes.
    pub(super) fn set_paths(&self) -> Vec<PathBuf> {
        self.files.iter().filter_map(|file| Some(file.opened.as_ref()?.path.clone())).collect()
    }

    /// A sentence for each file of a data set of which something else has become than was said last. What was read of it stays.
    pub(super) fn changed_sets(&self) -> Vec<String> {
        let told = &mut self.kept.lock().unwrap_or_else(PoisonError::into_inner).told;
        let mut said = Vec::new();
        for opened in self.files.iter().filter_map(|file| file.opened.as_ref()) {
            let became = opened.has_become();
            let known = told.iter().position(|(path, _)| *path == opened.path);
            if known.map(|at| told[at].1) == became {
                continue;
            }
            known.map(|at| told.remove(at));
            if let Some(became) = became {
                told.push((opened.path.clone(), became));
                let file = opened.path.file_name().unwrap_or_default().to_string_lossy();
                said.push(sanitize::line(&format!("{file} {became}")).into_owned());
            }
        }
        said
    }

    /// Whether a step is one that this carries out where there is no corpus folder.
    pub(super) fn keeps(step: &DeskStep) -> bool {
        match step {
            DeskStep::Undo(_) | DeskStep::Redo(_) => true,
            DeskStep::Decide(decided) => {
                matches!(decided.decision, Decision::Annotate { on: AnnotatedKey::Record(..), .. })
            }
            DeskStep::WriteTo(_) => false,
        }
    }

    /// Notes that the files were read, with the mistakes of this report.
    pub(super) fn opened(&self, report: &Report) {
        let read = KnownFile { mistakes: Some(KnownErrors::of(report)), held_back: None };
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).files = vec![read; self.paths().len()];
    }

    /// Carries out a step; gives the workspace with the annotations as the files then have them, and what was done.
    pub(super) fn carry_out(&self, workspace: &Workspace, step: &DeskStep) -> Result<(Revision, String), RefusedStep> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = &mut *kept;
        let (what, path) = match step {
            DeskStep::Decide(decided) => {
                let Decided { decision, what } = &**decided;
                let given = self.annotate(&dated(decision), what, workspace, &mut kept.files);
                let given = given.map_err(|why| self.refused(workspace, &mut kept.files, &why))?;
                let path = given.path.clone();
                kept.done.push(given);
                kept.undone.clear();
                (what.clone(), path)
            }
            DeskStep::Undo(_) => {
                let given = kept.done.pop().ok_or("nothing can be undone")?;
                if let Err(unwritten) = self.turn(&given, &given.step.inverse(), workspace, &mut kept.files) {
                    return Err(self.not_turned(workspace, kept, BackWay::Undo, given, &unwritten));
                }
                let said = (format!("undone: {}", given.what), given.path.clone());
                kept.undone.push(given);
                said
            }
            DeskStep::Redo(_) => {
                let given = kept.undone.pop().ok_or("nothing was undone")?;
                if let Err(unwritten) = self.turn(&given, &given.step, workspace, &mut kept.files) {
                    return Err(self.not_turned(workspace, kept, BackWay::Redo, given, &unwritten));
                }
                let said = (format!("decided again: {}", given.what), given.path.clone());
                kept.done.push(given);
                said
            }
            DeskStep::WriteTo(_) => return Err("the corpus is no folder".into()),
        };
        Ok((self.read_again(workspace, &mut kept.files, Some(&path)), what))
    }

    /// Reads again what others have changed; gives the workspace with it, if that is something else.
    pub(super) fn follow(&self, workspace: &Workspace) -> (Option<Workspace>, FollowOutcome) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let was_held_back = kept.files.iter().any(|file| file.held_back.is_some());
        let beside = self.look(workspace, &mut kept.files, None);
        let before = workspace.noted.beside();
        let is_other = |number: usize| {
            let none = &AnnotationsBeside::default();
            before.get(number).unwrap_or(none).all != beside.get(number).unwrap_or(none).all
        };
        let changed = self.paths().into_iter().enumerate().filter(|(number, _)| is_other(*number));
        let files: Vec<String> = changed.map(|(_, path)| shown(&path)).collect();
        let mistakes = kept.files.iter().find_map(|file| file.held_back.clone());
        let outcome = match mistakes {
            Some(mistakes) => FollowOutcome::Mistakes(mistakes),
            None if files.is_empty() && !was_held_back => return (None, FollowOutcome::Same),
            None => FollowOutcome::Read { files: files.clone(), notes: Vec::new(), held_back: false },
        };
        let is_other = !files.is_empty();
        (is_other.then(|| self.with(workspace, beside)), outcome)
    }

    /// Writes an annotation into the file beside its data set.
    fn annotate(
        &self,
        decision: &Decision,
        what: &str,
        workspace: &Workspace,
        known: &mut Vec<KnownFile>,
    ) -> Result<GivenNote, Unwritten> {
        let Decision::Annotate { on, says, by, date, from } = decision else {
            return Err("the corpus is no folder".into());
        };
        let AnnotatedKey::Record(_, RecordId { set, .. }) = on else { return Err("the corpus is no folder".into()) };
        let path = self.files.get(usize::from(*set)).and_then(|file| file.annotations.clone());
        let path = path.ok_or("this data set comes from a pipe, beside which nothing can be kept")?;
        self.is_sound(&path, workspace, known)?;
        let mut step = None;
        change(&path, &mut |text| {
            let file = text.map(|text| CorpusFile::given(READ_AS.to_owned(), text.as_bytes().to_vec()));
            let mut documents = Documents::new(file)?;
            annotate_in(READ_AS, on, says, (by, date, from), &mut documents)?;
            let after = documents.text(READ_AS).unwrap_or_default();
            // A file that is not there is one without a word, so that what others add to a new one stays when this is undone.
            let before = text.unwrap_or_default();
            step = Some(FileStep::of(&DocumentChange { path: READ_AS, before: Some(before), after: Some(&after) }));
            Ok(after)
        })?;
        let step = step.ok_or("nothing is changed")?;
        Ok(GivenNote { path, step, what: what.to_owned() })
    }

    /// All annotations beside the data sets, as the files now have them; of a file with mistakes that it did not have before, as they
    /// were. If a path is given, only that file is read.
    fn look(&self, workspace: &Workspace, known: &mut Vec<KnownFile>, only: Option<&Path>) -> Vec<AnnotationsBeside> {
        let abouts: Vec<&About> = workspace.sets.iter().map(|set| &*set.about).collect();
        let paths = noted::files(&self.files);
        known.resize_with(paths.len(), KnownFile::default);
        let before = workspace.noted.beside();
        let looked = paths.into_iter().zip(known).enumerate().map(|(number, ((path, sets), known))| {
            let as_it_was = |sets| before.get(number).cloned().unwrap_or(AnnotationsBeside { all: Vec::new(), sets });
            if only.is_some_and(|only| only != path) {
                return as_it_was(sets);
            }
            let mut report = Report::default();
            let read = noted::read_file(&path, sets.clone(), &abouts, &mut report);
            known.held_back = known.mistakes.as_ref().and_then(|known| known.first_new_in(&report));
            if known.held_back.is_none() {
                known.mistakes = Some(KnownErrors::of(&report));
                return read;
            }
            as_it_was(sets)
        });
        looked.collect()
    }

    /// Looks whether a file has no mistakes that it did not have when it was read: what is written into it would not be seen.
    fn is_sound(&self, path: &Path, workspace: &Workspace, known: &mut Vec<KnownFile>) -> Result<(), Unwritten> {
        self.look(workspace, known, Some(path));
        let at = self.paths().iter().position(|other| other == path);
        let mistakes = at.and_then(|at| known.get(at)).and_then(|file| file.held_back.clone());
        mistakes.map_or(Ok(()), |mistakes| Err(Unwritten::from(mistakes)))
    }

    /// Undoes or redoes what was written.
    fn turn(
        &self,
        given: &GivenNote,
        step: &FileStep,
        workspace: &Workspace,
        known: &mut Vec<KnownFile>,
    ) -> Result<(), Unwritten> {
        self.is_sound(&given.path, workspace, known)?;
        turn(given, step)
    }

    fn with(&self, workspace: &Workspace, beside: Vec<AnnotationsBeside>) -> Workspace {
        let mut workspace = workspace.clone();
        noted::take(&mut workspace, beside);
        noted::find(&mut workspace, &self.files);
        workspace
    }

    /// The workspace with the annotations as the files now have them; if a path is given, as that file has them.
    fn read_again(&self, workspace: &Workspace, known: &mut Vec<KnownFile>, only: Option<&Path>) -> Revision {
        let workspace = self.with(workspace, self.look(workspace, known, only));
        // The order does not change with annotations.
        Revision { workspace: Arc::new(workspace), order: Arc::default(), progress: None }
    }

    /// Why a step was refused; what others have written is seen from now on, so that it can be decided anew.
    fn refused(&self, workspace: &Workspace, known: &mut Vec<KnownFile>, unwritten: &Unwritten) -> RefusedStep {
        let revision = unwritten.is_changed.then(|| self.read_again(workspace, known, None));
        RefusedStep { why: format!("not written: {}", unwritten.why), revision }
    }

    /// Why a step was not undone or redone. What others have changed since stays as they have it; else it can be tried again.
    fn not_turned(
        &self,
        workspace: &Workspace,
        kept: &mut KeptNotes,
        way: BackWay,
        given: GivenNote,
        unwritten: &Unwritten,
    ) -> RefusedStep {
        if !unwritten.is_changed {
            match way {
                BackWay::Undo => kept.done.push(given),
                BackWay::Redo => kept.undone.push(given),
            }
        }
        self.refused(workspace, &mut kept.files, unwritten)
    }
}

/// Why a file was not written.
struct Unwritten {
    why: String,
    /// Whether it was since somebody else has changed it.
    is_changed: bool,
}

impl<T: Into<String>> From<T> for Unwritten {
    fn from(why: T) -> Self {
        Self { why: why.into(), is_changed: false }
    }
}

/// Undoes or redoes what was written.
fn turn(given: &GivenNote, step: &FileStep) -> Result<(), Unwritten> {
    let mut is_other = false;
    let changed = change(&given.path, &mut |text| {
        let Ok((after, _)) = step.apply(Some(text.unwrap_or_default())) else {
            is_other = true;
            return Err(Refusal::Settled);
        };
        Ok(after.unwrap_or_default())
    });
    if is_other {
        let why = format!("{} has other text now where “{}” changed it, and stays so", shown(&given.path), given.what);
        return Err(Unwritten { why, is_changed: true });
    }
    changed
}

/// Gives a file another text, whole or not at all: that which `make` makes of what it has at that moment. One without a word
/// goes.
fn change(path: &Path, make: &mut dyn FnMut(Option<&str>) -> Result<String, Refusal>) -> Result<(), Unwritten> {
    let failed = |error: std::io::Error| Unwritten::from(format!("{}: {}", shown(path), why(&error)));
    // What is not there is not locked: a new file replaces none that appears meanwhile.
    let _lock = path.exists().then(|| lock(path, PATIENCE)).transpose().map_err(failed)?;
    let before = editing::present(path).map_err(failed)?.map(String::from_utf8).transpose();
    let before = before.map_err(|_| format!("{}: not UTF-8; save the file as UTF-8", shown(path)))?;
    let after = make(before.as_deref()).map_err(|refusal| Unwritten {
        is_changed: matches!(refusal, Refusal::Stale(_) | Refusal::Settled),
        why: refusal.to_string(),
    })?;
    let after = Some(after).filter(|text| !text.is_empty());
    if after != before {
        editing::put(path, before.as_deref(), after.as_deref(), None).map_err(failed)?;
    }
    Ok(())
}

fn why(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            "the file or its folder may not be written; copy the data set to a folder of yours".to_owned()
        }
        std::io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        std::io::ErrorKind::ResourceBusy => "another copy of parallax is writing it".to_owned(),
        _ => error.to_string(),
    }
}
