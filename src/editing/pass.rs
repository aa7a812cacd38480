//! Passes over an edit that cannot be undone or redone, as somebody has changed its files at the same place: what was edited by hand
//! stays, and the edits before it can be undone.

use super::entry::{JournalEntry, StepKind, now};
use super::journal::unwritable;
use super::{EditError, EditedCorpus};

/// Which way an edit is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackWay {
    /// It is undone.
    Undo,
    /// It is redone.
    Redo,
}

impl BackWay {
    fn kind(self) -> StepKind {
        match self {
            Self::Undo => StepKind::Undo,
            Self::Redo => StepKind::Redo,
        }
    }
}

impl EditedCorpus {
    /// The number of the edit that would be undone or redone next.
    pub fn next_back(&self, way: BackWay) -> Option<u64> {
        self.journal.history.back(way.kind()).map(|(entry, _)| entry.of)
    }

    /// Passes over the edit with this number, if it is still the one that would be undone or redone next: no file is touched, and it is
    /// never undone or redone. Gives what was decided by it.
    pub fn pass(&mut self, way: BackWay, number: u64) -> Result<Option<String>, EditError> {
        if !self.journal.exists() {
            return Err(EditError::Nothing);
        }
        let _lock = self.begin()?;
        let Some(what) = self.journal.history.back(way.kind()).filter(|(entry, _)| entry.of == number) else {
            return Ok(None);
        };
        let what = what.0.what.clone();
        let entry = JournalEntry {
            number: self.journal.history.next(),
            time: now(),
            kind: StepKind::Pass,
            of: number,
            what: what.clone(),
            files: Vec::new(),
        };
        self.journal.append(entry).map_err(|error| unwritable(&self.folder.join(".parallax/journal"), &error))?;
        self.journal.done();
        Ok(Some(what))
    }
}
