//! What can be undone and redone, from the entries of a journal.

use super::entry::{FileStep, JournalEntry, StepKind};

/// The edits in effect, and those undone.
#[derive(Debug, Default)]
pub struct EditHistory {
    undoable: Vec<JournalEntry>,
    redoable: Vec<JournalEntry>,
    /// The highest number so far.
    last: u64,
}

impl EditHistory {
    /// Adds an entry. Each edit is held with the entry that did it last: the edit or its redo, or else its undo.
    pub fn add(&mut self, entry: JournalEntry) {
        self.last = self.last.max(entry.number);
        // An entry about something that is not on top follows a damaged line; it moves nothing.
        let is_top = |stack: &[JournalEntry]| stack.last().is_some_and(|top| top.of == entry.of);
        match entry.kind {
            StepKind::Edit => {
                self.redoable.clear();
                self.undoable.push(entry);
            }
            StepKind::Undo if is_top(&self.undoable) => turn_back(&mut self.undoable, &mut self.redoable, entry),
            StepKind::Redo if is_top(&self.redoable) => turn_back(&mut self.redoable, &mut self.undoable, entry),
            StepKind::Pass if is_top(&self.undoable) => drop(self.undoable.pop()),
            StepKind::Pass if is_top(&self.redoable) => drop(self.redoable.pop()),
            StepKind::Undo | StepKind::Redo | StepKind::Pass => {}
        }
    }

    /// The number of the next entry.
    pub fn next(&self) -> u64 {
        self.last + 1
    }

    /// How many edits can be undone, and how many redone.
    pub fn depth(&self) -> (usize, usize) {
        (self.undoable.len(), self.redoable.len())
    }

    /// The entry that an undo or a redo takes back, with the steps that do so.
    pub fn back(&self, kind: StepKind) -> Option<(&JournalEntry, Vec<FileStep>)> {
        let stack = if kind == StepKind::Redo { &self.redoable } else { &self.undoable };
        let entry = stack.last()?;
        Some((entry, entry.files.iter().rev().map(FileStep::inverse).collect()))
    }

    /// The fewest entries that give this history, without the `oldest` edits.
    pub fn entries(&self, oldest: usize) -> Vec<JournalEntry> {
        let edit = |entry: &JournalEntry, files: Vec<FileStep>| JournalEntry {
            number: entry.of,
            kind: StepKind::Edit,
            files,
            ..entry.clone()
        };
        let mut all: Vec<_> = self.undoable.iter().skip(oldest).map(|e| edit(e, e.files.clone())).collect();
        let before = |undo: &JournalEntry| edit(undo, undo.files.iter().rev().map(FileStep::inverse).collect());
        all.extend(self.redoable.iter().rev().map(before));
        all.extend(self.redoable.iter().cloned());
        all
    }
}

/// Moves what is on top of one stack to the other, as an undo or redo did. Files that already were as it leaves them, taken
/// back by hand, say, are no part of the entry and stay part of the edit.
fn turn_back(from: &mut Vec<JournalEntry>, to: &mut Vec<JournalEntry>, mut entry: JournalEntry) {
    for step in from.pop().into_iter().flat_map(|top| top.files) {
        if entry.files.iter().all(|own| own.file != step.file) {
            entry.files.push(step.inverse());
        }
    }
    to.push(entry);
}
