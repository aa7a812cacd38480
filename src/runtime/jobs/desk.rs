//! Steps of the desk: writes decisions into the corpus folder, takes them back, or writes the corpus into a folder first; reads
//! again what others change there. Hands over the workspace with the new corpus. Knows no keys and no view.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::control::{Control, Work};
use super::export::whole;
use super::noted::{NotesKeeper, RefusedStep, dated};
use crate::app::desk_step::{DecisionOutcome, DeskStep, FollowOutcome};
use crate::app::entries::order;
use crate::app::job::{JobResult, Revision};
use crate::atomic_file;
use crate::datasets::DataSetFile;
use crate::desk::decision::Decided;
use crate::desk::edits;
use crate::diagnostic::Report;
use crate::documents::edit::Refusal;
use crate::documents::write::{self, WriteOptions};
use crate::editing::{self, BackWay, EditError, Edited, EditedCorpus, Followed};
use crate::load::noted::find;
use crate::model::{Corpus, Workspace};
use crate::runtime::watch::WatchHint;
use crate::sanitize;
use crate::session::Session;

/// The corpus folder in which decisions are kept, if there is one.
#[derive(Debug, Clone, Default)]
pub struct DeskFolder {
    edited: Arc<Mutex<Option<EditedCorpus>>>,
    /// The path of the folder, which is asked for while the folder is read.
    path: Arc<Mutex<Option<PathBuf>>>,
    /// The file that is told of each decision.
    log: Option<PathBuf>,
    /// Who is told that the folder is another one.
    hints: Option<Sender<WatchHint>>,
    /// Whether the program ends, so that nobody sees a message any more.
    ends: Arc<AtomicBool>,
    /// What could not be carried out since then.
    lost: Arc<Mutex<Vec<String>>>,
    /// Where annotations on records are kept while there is no folder.
    notes: NotesKeeper,
    /// Whether the files of the corpus have new mistakes, so that what was read before stays.
    corpus_is_held_back: Arc<AtomicBool>,
}

impl DeskFolder {
    /// Decisions are kept in `folder`; copies of its articles come from `sources`. Touches nothing.
    pub fn new(folder: &Path, sources: &[PathBuf]) -> Self {
        let edited = EditedCorpus::new(folder, sources);
        let path = Arc::new(Mutex::new(Some(folder.to_owned())));
        Self { edited: Arc::new(Mutex::new(Some(edited))), path, ..Self::default() }
    }

    /// Tells a file of each decision: a line with the time and what was decided, undone or decided again.
    #[must_use]
    pub fn logging_to(self, log: Option<PathBuf>) -> Self {
        Self { log, ..self }
    }

    /// Knows the files of the data sets, beside which annotations on their records are kept.
    #[must_use]
    pub fn beside(self, files: &[Arc<DataSetFile>]) -> Self {
        Self { notes: NotesKeeper::new(files), ..self }
    }

    /// The files of annotations beside data sets, whether they are there or not.
    pub(in crate::runtime) fn beside_paths(&self) -> Vec<PathBuf> {
        self.notes.paths()
    }

    /// The files of the data sets.
    pub(in crate::runtime) fn set_paths(&self) -> Vec<PathBuf> {
        self.notes.set_paths()
    }

    /// Tells the watch of files of another folder.
    #[must_use]
    pub(in crate::runtime) fn telling(self, hints: Option<Sender<WatchHint>>) -> Self {
        Self { hints, ..self }
    }

    /// Asks for a look at a file that was edited. `false` if it is not watched.
    pub(in crate::runtime) fn look_at(&self, file: &Path) -> bool {
        let is_inside = self.path().is_some_and(|folder| file.starts_with(folder));
        is_inside && self.hints.as_ref().is_some_and(|hints| hints.send(WatchHint::Changed).is_ok())
    }

    /// Says that the program ends: what cannot be carried out from now on is told at its end.
    pub(super) fn end(&self) {
        self.ends.store(true, Ordering::Release);
    }

    /// What could not be carried out since the program began to end.
    pub(super) fn lost(&self) -> Vec<String> {
        std::mem::take(&mut *self.lost.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Adds a line to the log. Gives what the user should know if that fails: the decision stands.
    fn log(&self, what: &str) -> Option<String> {
        let path = self.log.as_ref()?;
        let line = format!("{}\t{}\n", editing::now(), sanitize::line(what));
        let error = atomic_file::log::append(path, line.as_bytes(), false).err()?;
        Some(format!("{}: not logged: {error}", sanitize::line(&path.display().to_string())))
    }

    /// The folder, if there is one. Does not wait for what is read or written in it.
    pub(super) fn path(&self) -> Option<PathBuf> {
        self.path.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes that the folder has been read, with this report, and that this began at `since`.
    pub fn opened(&self, report: &Report, since: SystemTime) {
        self.notes.opened(report);
        if let Some(edited) = &mut *self.edited.lock().unwrap_or_else(PoisonError::into_inner) {
            edited.opened(report, since);
        }
    }

    /// Reads the folder, so that the first decision need not, unless `stop` is set.
    pub fn prepare(&self, stop: &AtomicBool) {
        if let Some(edited) = &mut *self.edited.lock().unwrap_or_else(PoisonError::into_inner) {
            edited.prepare(stop);
        }
    }

    /// Reads again what others have changed; gives the workspace with the new corpus, if there is one. An error is a reason for
    /// the user.
    pub fn follow(&self, workspace: &Workspace) -> Result<(Option<Revision>, FollowOutcome), String> {
        let mut folder = self.edited.lock().unwrap_or_else(PoisonError::into_inner);
        let followed = folder.as_mut().map(EditedCorpus::follow).transpose().map_err(|error| error.to_string())?;
        let (of_corpus, outcome) = match followed.unwrap_or(Followed::Same) {
            Followed::Same => (None, FollowOutcome::Same),
            Followed::Mistakes(mistakes) => (None, FollowOutcome::Mistakes(mistakes)),
            Followed::Changed(read, files) => {
                let Edited { corpus, notes, .. } = *read;
                (Some(self.revision(workspace, corpus)), FollowOutcome::Read { files, notes, held_back: false })
            }
        };
        // Where nothing has changed, its mistakes are those of the look before.
        if outcome != FollowOutcome::Same {
            self.corpus_is_held_back.store(matches!(outcome, FollowOutcome::Mistakes(_)), Ordering::Relaxed);
        }
        let now = of_corpus.as_ref().map_or(workspace, |revision| &*revision.workspace);
        let (noted, of_notes) = self.notes.follow(now);
        let order = of_corpus.as_ref().map(|revision| Arc::clone(&revision.order)).unwrap_or_default();
        let noted = noted.map(|workspace| Revision { workspace: Arc::new(workspace), order, progress: None });
        let mut outcome = together(outcome, of_notes);
        if !matches!(outcome, FollowOutcome::Mistakes(_)) {
            let said = self.notes.changed_sets();
            if !said.is_empty() {
                outcome = together(outcome, FollowOutcome::Read { files: Vec::new(), notes: said, held_back: false });
            }
        }
        if let FollowOutcome::Read { held_back, .. } = &mut outcome {
            *held_back = self.corpus_is_held_back.load(Ordering::Relaxed);
        }
        Ok((noted.or(of_corpus), outcome))
    }

    /// The workspace with another corpus.
    fn revision(&self, workspace: &Workspace, corpus: Arc<Corpus>) -> Revision {
        let mut workspace = workspace.clone();
        workspace.set_corpus(corpus);
        find(&mut workspace, self.notes.files());
        let order = order(&workspace);
        Revision { workspace: Arc::new(workspace), order, progress: None }
    }

    /// Carries out a step; gives the workspace with the new corpus, and what was done.
    pub fn carry_out(
        &self,
        workspace: &Workspace,
        step: &DeskStep,
    ) -> Result<(Revision, DecisionOutcome), RefusedStep> {
        let mut folder = self.edited.lock().unwrap_or_else(PoisonError::into_inner);
        if let DeskStep::WriteTo(typed) = step {
            let (edited, shown) =
                write_to(workspace, typed).map_err(|why| format!("the corpus is not written: {why}"))?;
            let edited = folder.insert(edited);
            *self.path.lock().unwrap_or_else(PoisonError::into_inner) = Some(edited.folder().to_owned());
            if let Some(hints) = &self.hints {
                // The watch may have ended.
                let _ = hints.send(WatchHint::Folder(edited.folder().to_owned()));
            }
            let read = edited.read().map_err(|error| format!("{shown} is written, and cannot be read: {error}"))?;
            return Ok((self.revision(workspace, read.corpus), DecisionOutcome::Written { folder: shown }));
        }
        if folder.is_none() && NotesKeeper::keeps(step) {
            let (revision, what) = self.notes.carry_out(workspace, step)?;
            let notes = self.log(&what).into_iter().collect();
            return Ok((revision, DecisionOutcome::Decided { what, notes }));
        }
        let edited = folder.as_mut().ok_or("the corpus is no folder")?;
        let (way, (passed, done)) = match step {
            DeskStep::Undo(past) => (Some(BackWay::Undo), back(edited, BackWay::Undo, *past)),
            DeskStep::Redo(past) => (Some(BackWay::Redo), back(edited, BackWay::Redo, *past)),
            DeskStep::Decide(decided) => {
                let Decided { decision, what } = &**decided;
                let decision = dated(decision);
                (None, (None, edited.edit(what, &mut |documents| edits::apply(&decision, documents))))
            }
            DeskStep::WriteTo(_) => return Err("the corpus is written already".into()),
        };
        let unlogged = passed.as_ref().and_then(|passed| self.log(passed));
        let passed = passed.into_iter().chain(unlogged);
        let Edited { what, corpus, notes, wrote, .. } = match done {
            Ok(done) => done,
            Err(error) => return self.refused(edited, workspace, way, passed.collect(), &error),
        };
        if way.is_none() && !wrote {
            return Ok((self.revision(workspace, corpus), DecisionOutcome::Same(notes)));
        }
        let did = match way {
            Some(BackWay::Undo) => "undone: ",
            Some(BackWay::Redo) => "decided again: ",
            None => "",
        };
        let what = format!("{did}{what}");
        let notes = notes.into_iter().chain(passed).chain(self.log(&what)).collect();
        Ok((self.revision(workspace, corpus), DecisionOutcome::Decided { what, notes }))
    }

    /// Why a step was not carried out; `said` is to be said before that. Where others have changed what the screen shows, it is
    /// read again.
    fn refused(
        &self,
        edited: &mut EditedCorpus,
        workspace: &Workspace,
        way: Option<BackWay>,
        said: Vec<String>,
        error: &EditError,
    ) -> Result<(Revision, DecisionOutcome), RefusedStep> {
        let is_changed = matches!(error, EditError::Changed { .. });
        let by_others =
            is_changed || matches!(error, EditError::Refused(Refusal::Settled | Refusal::Stale(_) | Refusal::NoFile));
        let read = if by_others || !said.is_empty() { edited.read().ok() } else { None };
        let notes = read.as_ref().map(|read| read.notes.clone()).unwrap_or_default();
        let why = notes.into_iter().chain(said).chain([error.to_string()]).collect::<Vec<_>>().join("; ");
        let next = way.filter(|_| is_changed).and_then(|way| Some((way, edited.next_back(way)?)));
        match (next, read) {
            (Some((way, number)), Some(read)) => {
                let outcome = DecisionOutcome::Blocked { number, undoes: way == BackWay::Undo, why };
                Ok((self.revision(workspace, read.corpus), outcome))
            }
            (_, read) => Err(RefusedStep { why, revision: read.map(|read| self.revision(workspace, read.corpus)) }),
        }
    }
}

/// What came of following the corpus folder and the files beside data sets. Mistakes are said before what was read: they stand until
/// they are mended.
fn together(corpus: FollowOutcome, notes: FollowOutcome) -> FollowOutcome {
    match (corpus, notes) {
        (FollowOutcome::Same, notes) => notes,
        (
            FollowOutcome::Read { mut files, mut notes, held_back },
            FollowOutcome::Read { files: others, notes: more, .. },
        ) => {
            files.extend(others);
            notes.extend(more);
            FollowOutcome::Read { files, notes, held_back }
        }
        (FollowOutcome::Read { .. }, notes @ FollowOutcome::Mistakes(_)) => notes,
        (corpus, _) => corpus,
    }
}

/// Undoes or redoes. If a file stands in the way and the edit with the number `past` is the next one, passes over it and goes on
/// with the one before; gives what is to be said of that too.
fn back(edited: &mut EditedCorpus, way: BackWay, past: Option<u64>) -> (Option<String>, Result<Edited, EditError>) {
    let turn = |edited: &mut EditedCorpus| match way {
        BackWay::Undo => edited.undo(),
        BackWay::Redo => edited.redo(),
    };
    match (turn(edited), past) {
        (Err(EditError::Changed { .. }), Some(number)) => match edited.pass(way, number) {
            Ok(passed) => (passed.map(|what| format!("“{what}” stays as the file has it")), turn(edited)),
            Err(error) => (None, Err(error)),
        },
        (done, _) => (None, done),
    }
}

/// Writes the corpus of a workspace into a new folder; gives it as an argument of the program too.
fn write_to(workspace: &Workspace, typed: &str) -> Result<(EditedCorpus, String), String> {
    let path = whole(typed)?;
    let options = WriteOptions { with_text: true, accept: None };
    let written = write::files(workspace.whole_corpus(), options).map_err(|error| error.to_string())?;
    let files = written.files.iter().map(|file| (file.path.as_str(), file.text.as_bytes()));
    atomic_file::fill(&path, files, &|| false).map_err(|error| {
        let shown = path.display().to_string();
        let why = match error.kind() {
            std::io::ErrorKind::DirectoryNotEmpty => "the folder is not empty; type the name of a new one".to_owned(),
            _ => error.to_string(),
        };
        format!("{}: {why}", sanitize::line(&shown))
    })?;
    let shown = sanitize::line(&sanitize::shell_argument(&path.display().to_string())).into_owned();
    Ok((EditedCorpus::new(&path, &[]), shown))
}

/// The work of a step of the session.
pub(super) fn deciding(session: &Session, step: DeskStep, folder: DeskFolder) -> Work {
    let workspace = session.workspace().clone();
    Box::new(move |control: &Control| match folder.carry_out(&workspace, &step) {
        Ok((revision, outcome)) => {
            control.revise(revision);
            Ok(Some(JobResult::Decided(outcome)))
        }
        Err(RefusedStep { why, revision }) => {
            if let Some(revision) = revision {
                control.revise(revision);
            }
            if folder.ends.load(Ordering::Acquire) {
                let lost = match &step {
                    DeskStep::Decide(decided) => format!("not {}: {why}", sanitize::line(&decided.what)),
                    DeskStep::Undo(_) | DeskStep::Redo(_) | DeskStep::WriteTo(_) => why.clone(),
                };
                folder.lost.lock().unwrap_or_else(PoisonError::into_inner).push(lost);
            }
            Err(why)
        }
    })
}

/// The work of reading the folder before something is decided.
pub(super) fn preparing(folder: DeskFolder) -> Work {
    Box::new(move |control: &Control| {
        folder.prepare(control.cancelled());
        Ok((!control.is_cancelled()).then_some(JobResult::Prepared))
    })
}

/// The work of looking at the folder.
pub(super) fn following(session: &Session, folder: DeskFolder) -> Work {
    let workspace = session.workspace().clone();
    Box::new(move |control: &Control| {
        let (revision, outcome) = folder.follow(&workspace)?;
        if let Some(revision) = revision {
            control.revise(revision);
        }
        Ok(Some(JobResult::Followed(outcome)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_known_while_it_is_read() {
        let desk = DeskFolder::new(Path::new("corpus"), &[]);
        let _reads = desk.edited.lock();
        assert_eq!(desk.path(), Some(PathBuf::from("corpus")));
    }
}
