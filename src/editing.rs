//! One corpus folder that is edited: what a person decides is written into its files, and can be undone.
//!
//! ```text
//! lock ─► recover ─► read the folder anew ─► decide ─► project ─► journal ─► write the files ─► done
//! ```
//!
//! An edit reads the files anew under the lock, so that several copies of the program keep each other's edits. It is in the
//! journal, on the disk, before a file is written; a crash between the two is finished before the next edit. Undo and redo are
//! entries too, so that they work across restarts. Knows no view and no incident: `documents` decides what an edit is.

mod entry;
mod error;
mod follow;
mod history;
mod hunk;
mod journal;
mod new_errors;
mod pass;
pub mod past;
mod seen;
mod writing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use entry::{JournalEntry, StepKind};
use journal::{Journal, unwritable};
use seen::SeenFiles;
use writing::NewText;

use crate::atomic_file::Lock;
use crate::diagnostic::Report;
use crate::documents::document::{DocumentChange, Documents};
use crate::documents::edit::{Edit, Patch, Refusal};
use crate::documents::file_stamp::FileStamp;
use crate::documents::kept_drafts::KeptDrafts;
use crate::model::Corpus;

pub use entry::{FileStep, hash, now};
pub use error::EditError;
pub use follow::Followed;
pub use new_errors::KnownErrors;
pub use pass::BackWay;
pub use writing::{present, put};

/// How often an edit is tried whose files are changed by others while it is made.
const TRIES: usize = 3;

/// One corpus folder that is edited.
#[derive(Debug)]
pub struct EditedCorpus {
    folder: PathBuf,
    sources: Vec<PathBuf>,
    journal: Journal,
    kept: KeptDrafts,
    /// What the user has not been told yet of edits that a crash interrupted, a sentence each.
    notes: Vec<String>,
    /// The files as they were when they were read or written last.
    seen: SeenFiles,
    /// The errors of the corpus that was handed over last, if they are known.
    known: Option<KnownErrors>,
}

/// What an edit, an undo or a redo did, and the corpus after it.
#[derive(Debug)]
pub struct Edited {
    /// What was decided, as given; empty if the folder was only read.
    pub what: String,
    /// The corpus as the folder now holds it.
    pub corpus: Arc<Corpus>,
    /// The messages about its files.
    pub report: Report,
    /// Whether any file was changed.
    pub wrote: bool,
    /// How many edits can be undone.
    pub undoable: usize,
    /// How many undone edits can be redone.
    pub redoable: usize,
    /// What the user should know of edits that a crash interrupted, a sentence each.
    pub notes: Vec<String>,
}

/// What is written under one lock.
struct Step<'w> {
    kind: StepKind,
    /// The edit that is undone or redone.
    of: Option<u64>,
    what: &'w str,
    /// Whether the corpus may have errors that it did not have.
    may_add_errors: bool,
    /// The permissions of files that are created again.
    permissions: Vec<(String, u32)>,
}

impl EditedCorpus {
    /// The corpus in a folder, with copies of its articles from `sources`. Touches nothing.
    pub fn new(folder: &Path, sources: &[PathBuf]) -> Self {
        let (journal, kept) = (Journal::of(folder), KeptDrafts::default());
        Self {
            folder: folder.to_owned(),
            sources: sources.to_vec(),
            journal,
            kept,
            notes: Vec::new(),
            seen: SeenFiles::default(),
            known: None,
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Carries out what was decided. `decide` applies its edits to the documents, which are read anew; it is called again
    /// if other programs change the same files at that moment. All edits are written or none.
    pub fn edit(
        &mut self,
        what: &str,
        decide: &mut dyn FnMut(&mut Documents) -> Result<(), Refusal>,
    ) -> Result<Edited, EditError> {
        let _lock = self.begin()?;
        let mut tries = 1;
        loop {
            let mut documents = self.documents()?;
            decide(&mut documents)?;
            let permissions = Vec::new();
            let step = Step { kind: StepKind::Edit, of: None, what, may_add_errors: false, permissions };
            match self.carry_out(&documents, &step) {
                Err(EditError::Changed { .. }) if tries < TRIES => tries += 1,
                done => return done,
            }
        }
    }

    /// Undoes the last edit that is in effect, also one of an earlier session.
    pub fn undo(&mut self) -> Result<Edited, EditError> {
        self.back(StepKind::Undo)
    }

    /// Redoes the edit that was undone last.
    pub fn redo(&mut self) -> Result<Edited, EditError> {
        self.back(StepKind::Redo)
    }

    /// The folder as it now is. An edit that a crash interrupted is finished.
    pub fn read(&mut self) -> Result<Edited, EditError> {
        let mut read = self.look()?;
        self.hand_over(&read.report);
        read.notes.append(&mut self.notes);
        Ok(read)
    }

    /// The same, which need not be handed over.
    fn look(&mut self) -> Result<Edited, EditError> {
        // A folder that was never edited, or that may not be written, is only read.
        let _lock = match self.journal.exists().then(|| self.journal.lock(false)) {
            Some(Ok(lock)) => {
                match self.recover() {
                    Err(error @ EditError::Unwritable(_)) => self.notes.push(error.to_string()),
                    recovered => recovered?,
                }
                Some(lock)
            }
            Some(Err(EditError::Busy)) => return Err(EditError::Busy),
            Some(Err(_)) | None => {
                self.journal.refresh(false)?;
                None
            }
        };
        let documents = self.documents()?;
        let copies = documents.copy_stamps();
        let mut report = Report::default();
        let corpus = documents.project_over(&mut self.kept, &mut report);
        self.seen.note(&self.folder, self.kept.stamps(), copies, &report);
        Ok(self.edited("", corpus, report))
    }

    /// Reads the files, so that the first edit reads only those that have changed since. Hands nothing over, and leaves mistakes to be
    /// found by what comes. Nothing is kept if `stop` is set.
    pub fn prepare(&mut self, stop: &AtomicBool) {
        if let Ok(documents) = self.documents() {
            documents.prepare(&mut self.kept, stop);
        }
    }

    /// Takes the lock, reads the journal and finishes what a crash interrupted.
    fn begin(&mut self) -> Result<Lock, EditError> {
        let lock = self.journal.lock(true)?;
        self.recover()?;
        Ok(lock)
    }

    fn recover(&mut self) -> Result<(), EditError> {
        self.journal.tidy();
        let unread = self.journal.refresh(true)?;
        self.notes.extend(writing::recover(&self.folder, &mut self.journal)?);
        if unread > 0 {
            self.notes.push(format!("{unread} entries of .parallax/journal cannot be read and cannot be undone"));
        }
        // Recovery may have taken back an entry.
        self.journal.refresh(true).map(drop)
    }

    fn documents(&self) -> Result<Documents, EditError> {
        let mut report = Report::default();
        Documents::open(&self.folder, &self.sources, &mut report).ok_or_else(|| {
            EditError::Unreadable(report.messages.iter().map(|message| report.render(message)).collect())
        })
    }

    fn back(&mut self, kind: StepKind) -> Result<Edited, EditError> {
        if !self.journal.exists() {
            return Err(EditError::Nothing);
        }
        let _lock = self.begin()?;
        let (entry, steps) = self.journal.history.back(kind).ok_or(EditError::Nothing)?;
        let (of, what) = (entry.of, entry.what.clone());
        let mut documents = self.documents()?;
        let (mut is_exact, mut permissions) = (true, Vec::new());
        for step in steps {
            let changed = || EditError::Changed { file: step.file.clone(), what: what.clone() };
            let present = documents.text(&step.file);
            if present.is_none() && documents.paths().any(|path| path == step.file) {
                return Err(changed());
            }
            let (text, exact) = step.apply(present.as_deref()).map_err(|_| changed())?;
            is_exact &= exact;
            permissions.extend(step.permissions.map(|mode| (step.file.clone(), mode)));
            let file = step.file.clone();
            let edit = match (present, text) {
                (Some(before), Some(after)) => Edit::Patch { file, patch: Patch::between(&before, &after) },
                (None, Some(text)) => Edit::CreateFile { file, text },
                (Some(_), None) => Edit::RemoveFile { file },
                (None, None) => continue,
            };
            documents.apply(&edit)?;
        }
        // What restores the same bytes may bring back the errors that they had.
        let step = Step { kind, of: Some(of), what: &what, may_add_errors: is_exact, permissions };
        self.carry_out(&documents, &step)
    }

    /// Projects the corpus, and writes the files unless it has new errors.
    fn carry_out(&mut self, documents: &Documents, step: &Step<'_>) -> Result<Edited, EditError> {
        let copies = documents.copy_stamps();
        let mut report = Report::default();
        let corpus = documents.project_over(&mut self.kept, &mut report);
        let mut were_there = || self.seen.had_errors_of(&self.folder, &documents.stamps(), &copies, &report);
        if !step.may_add_errors && new_errors::has_errors(&report) && !were_there() {
            let mut before = Report::default();
            let _ = documents.project_before(&mut self.kept, &mut before);
            let new = KnownErrors::of(&before).new_in(&report);
            if !new.is_empty() {
                return Err(EditError::Mistakes(new));
            }
        }
        let changes: Vec<DocumentChange<'_>> = documents.edited().collect();
        let mut files: Vec<FileStep> = changes.iter().map(FileStep::of).collect();
        if files.is_empty() && step.kind == StepKind::Edit {
            self.written(copies, &[], &report);
            return Ok(Edited { wrote: false, ..self.edited(step.what, corpus, report) });
        }
        if let Some(file) = writing::changed(&self.folder, &files) {
            let what = if step.kind == StepKind::Edit { String::new() } else { step.what.to_owned() };
            return Err(EditError::Changed { file, what });
        }
        writing::note_permissions(&self.folder, &mut files, &step.permissions);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let texts: Vec<NewText> = changes
            .iter()
            .zip(&files)
            .map(|(change, step)| NewText {
                file: step.file.clone(),
                before: owned(change.before),
                after: owned(change.after),
                permissions: step.permissions,
            })
            .collect();
        let number = self.journal.history.next();
        let entry = JournalEntry {
            number,
            time: entry::now(),
            kind: step.kind,
            of: step.of.unwrap_or(number),
            what: step.what.to_owned(),
            files,
        };
        self.journal.append(entry).map_err(|error| unwritable(&self.folder.join(".parallax/journal"), &error))?;
        if let Err(not) = writing::write(&self.folder, &texts) {
            if !not.is_restored {
                return Err(EditError::PartlyWritten(not.error.to_string()));
            }
            self.journal.take_back().map_err(|_| not.error.clone())?;
            return Err(not.error);
        }
        self.journal.done();
        self.written(copies, &texts, &report);
        let edited = self.edited(step.what, corpus, report);
        self.journal.compact();
        Ok(edited)
    }

    /// Notes what the files are that were read and of which these were written, and that the corpus is handed over.
    fn written(&mut self, copies: BTreeMap<String, FileStamp>, written: &[NewText], report: &Report) {
        self.seen.note(&self.folder, self.kept.stamps(), copies, report);
        for new in written {
            self.seen.wrote(&self.folder, new);
        }
        self.hand_over(report);
    }

    /// Notes that a corpus with this report is handed over, and tells of the mistakes that the one before did not have.
    fn hand_over(&mut self, report: &Report) {
        if let Some(mistakes) = self.known.as_ref().and_then(|known| self.told(&known.new_in(report))) {
            self.notes.push(format!("the files are read with a mistake: {mistakes}"));
        }
        self.known = Some(KnownErrors::of(report));
    }

    /// Mistakes in one line; `None` if there are none. Paths begin in the folder.
    fn told(&self, mistakes: &[String]) -> Option<String> {
        let folder = format!("{}/", self.folder.display().to_string().trim_end_matches('/'));
        let first = mistakes.first()?;
        let others = mistakes.len() - 1;
        let more = if others > 0 { format!(" and {others} more") } else { String::new() };
        Some(format!("{}{more}", first.strip_prefix(&folder).unwrap_or(first)))
    }

    fn edited(&mut self, what: &str, corpus: Arc<Corpus>, report: Report) -> Edited {
        let (undoable, redoable) = self.journal.history.depth();
        let notes = std::mem::take(&mut self.notes);
        Edited { what: what.to_owned(), corpus, report, wrote: true, undoable, redoable, notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::edit::{EditPlace, EditValue};

    #[test]
    fn a_corpus_with_errors_is_built_once_for_a_decision_unless_others_have_changed_it() {
        let folder = std::env::temp_dir().join(format!("parallax-built-once-{}", std::process::id()));
        let put = |file: &str, text: &str| {
            let file = folder.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        let incident = "title = \"A fire\"\nkind = \"arson\"\nstatus = \"carried out\"\n";
        put("corpus.toml", "title = \"Fires\"\n");
        put("incidents/fire.toml", incident);
        put("incidents/other.toml", &format!("{incident}nonsense = 1\n"));
        let mut edited = EditedCorpus::new(&folder, &[]);
        assert!(new_errors::has_errors(&edited.read().unwrap().report));
        let mut is_built_once = |title: &str| {
            let edit = Edit::Set {
                file: "incidents/fire.toml".into(),
                at: EditPlace::Table(Vec::new()),
                field: "title".into(),
                value: EditValue::Text(title.into()),
            };
            let done = edited.edit("rename", &mut |documents| documents.apply(&edit).map(drop)).unwrap();
            Arc::ptr_eq(&done.corpus, &edited.kept.built().corpus)
        };
        assert!(is_built_once("One") && is_built_once("Two"));
        put("incidents/other.toml", &format!("{incident}nonsense = 1\nmore = 2\n"));
        assert!(!is_built_once("Three"), "whose the new error is shows only without the decision");
        assert!(is_built_once("Four"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
