//! The journal of a corpus folder: `.parallax/journal` with its lock. Every entry is on the disk before a file is written.
//!
//! It is read under the lock, from where this process read it last. A last line that was torn by a crash is cut off: what
//! it says was never confirmed.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::entry::{JournalEntry, JournalLine};
use super::error::EditError;
use super::history::EditHistory;
use crate::atomic_file::{self, Access, Lock, log};

/// How long to wait for another copy of the program to release the lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// The version of the journal that this program writes.
const VERSION: u32 = 1;
/// Maximum length of the journal that is read, in bytes.
const LONGEST: u64 = 1 << 30;
/// The length in bytes from which on the journal is compacted, if that halves it.
const LONG: u64 = 4 << 20;
/// The length from which on the oldest edits are dropped, down to the number that can always be undone.
const TOO_LONG: (u64, usize) = (64 << 20, 10_000);

/// The journal of one folder.
#[derive(Debug)]
pub struct Journal {
    /// `.parallax` in the corpus folder.
    folder: PathBuf,
    /// What can be undone and redone.
    pub history: EditHistory,
    /// The last entry, unless its files are known to be written.
    pub in_doubt: Option<JournalEntry>,
    /// The number of bytes read, and the last line of them.
    read: (u64, Vec<u8>),
    /// The byte at which the last entry begins.
    last_entry: u64,
}

impl Journal {
    /// The journal of a corpus folder. Touches nothing.
    pub fn of(corpus: &Path) -> Self {
        Self {
            folder: corpus.join(".parallax"),
            history: EditHistory::default(),
            in_doubt: None,
            read: (0, Vec::new()),
            last_entry: 0,
        }
    }

    /// All that is in it, as it is on the disk; `None` if there is none.
    pub(super) fn bytes(&self) -> io::Result<Option<Vec<u8>>> {
        log::read_from(&self.path(), 0, LONGEST)
    }

    fn path(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// Whether there is one.
    pub fn exists(&self) -> bool {
        self.path().exists()
    }

    /// Locks the folder against other copies of the program. With `create`, the folder of the journal is created.
    pub fn lock(&self, create: bool) -> Result<Lock, EditError> {
        let lock = self.folder.join("lock");
        for path in [&self.folder, &self.path(), &lock] {
            // What is written must stay inside the corpus folder.
            if path.is_symlink() {
                return Err(EditError::Unwritable(format!("{} is a link", path.display())));
            }
        }
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::ResourceBusy => EditError::Busy,
            _ => unwritable(&self.folder, &error),
        };
        if create && !lock.exists() {
            log::shared_folder(&self.folder).map_err(failed)?;
            let ignored = self.folder.join(".gitignore");
            if !ignored.exists() {
                atomic_file::replace(&ignored, Access::Usual, |out| out.write_all(b"*\n")).map_err(failed)?;
            }
            // So that all who may write to the folder can take the lock.
            log::append(&lock, b"", false).map_err(failed)?;
        }
        atomic_file::lock(&lock, PATIENCE).map_err(failed)
    }

    /// Reads what has been added. With `cut`, which needs the lock, a torn last line is cut off. The lines that cannot be
    /// read are counted and passed over.
    pub fn refresh(&mut self, cut: bool) -> Result<usize, EditError> {
        let path = self.path();
        let from = self.read.0 - self.read.1.len() as u64;
        let failed = |error: io::Error| EditError::Unwritable(format!("{}: {error}", path.display()));
        let mut bytes = log::read_from(&path, from, LONGEST).map_err(failed)?;
        if !bytes.as_ref().is_some_and(|bytes| bytes.starts_with(&self.read.1)) {
            // It was removed, or compacted by another copy of the program.
            self.forget();
            bytes = log::read_from(&path, 0, LONGEST).map_err(failed)?;
        }
        let bytes = bytes.unwrap_or_default();
        let mut unread = 0;
        for line in bytes[self.read.1.len()..].split_inclusive(|byte| *byte == b'\n') {
            if !line.ends_with(b"\n") {
                if cut {
                    log::cut(&path, self.read.0).map_err(failed)?;
                }
                break;
            }
            match serde_json::from_slice(line) {
                Ok(JournalLine::Version(version)) if version > VERSION => return Err(EditError::LaterVersion),
                Ok(JournalLine::Version(_)) => {}
                Ok(JournalLine::Entry(entry)) if entry.is_of_corpus() => self.added(entry),
                Ok(JournalLine::Done(number)) => {
                    self.in_doubt.take_if(|entry| entry.number == number);
                }
                Ok(JournalLine::Entry(_)) | Err(_) => unread += 1,
            }
            self.read_line(line);
        }
        Ok(unread)
    }

    /// The next refresh reads all again.
    fn forget(&mut self) {
        *self = Self { folder: std::mem::take(&mut self.folder), ..Self::of(Path::new("")) };
    }

    fn added(&mut self, entry: JournalEntry) {
        self.last_entry = self.read.0;
        self.in_doubt = Some(entry.clone());
        self.history.add(entry);
    }

    fn read_line(&mut self, line: &[u8]) {
        self.read = (self.read.0 + line.len() as u64, line.to_vec());
    }

    /// Adds an entry; it is on the disk when this returns.
    pub fn append(&mut self, entry: JournalEntry) -> io::Result<()> {
        let mut bytes = Vec::new();
        let version = if self.read.0 == 0 { write_line(&mut bytes, &JournalLine::Version(VERSION))? } else { 0 };
        let line = JournalLine::Entry(entry);
        write_line(&mut bytes, &line)?;
        log::append(&self.path(), &bytes, true)?;
        self.read.0 += version as u64;
        if let JournalLine::Entry(entry) = line {
            self.added(entry);
        }
        self.read_line(&bytes[version..]);
        Ok(())
    }

    /// Says that the files of the last entry are written. If that cannot be said, the next edit looks at them.
    pub fn done(&mut self) {
        let Some(entry) = self.in_doubt.take() else { return };
        let mut bytes = Vec::new();
        let said = write_line(&mut bytes, &JournalLine::Done(entry.number))
            .and_then(|_| log::append(&self.path(), &bytes, false));
        if said.is_ok() {
            self.read_line(&bytes);
        }
    }

    /// Removes the last entry, whose files are as they were before it.
    pub fn take_back(&mut self) -> io::Result<()> {
        log::cut(&self.path(), self.last_entry)?;
        self.forget();
        Ok(())
    }

    /// Writes a long journal anew without what can neither be undone nor redone. If that fails, it stays as it is.
    pub fn compact(&mut self) {
        self.compact_from(LONG, TOO_LONG);
    }

    fn compact_from(&mut self, long: u64, too_long: (u64, usize)) {
        if self.read.0 < long || self.in_doubt.is_some() {
            return;
        }
        let oldest = if self.read.0 < too_long.0 { 0 } else { self.history.depth().0.saturating_sub(too_long.1) };
        let mut bytes = Vec::new();
        let entries = self.history.entries(oldest);
        let last = entries.last().map(|entry| JournalLine::Done(entry.number));
        let lines = std::iter::once(JournalLine::Version(VERSION)).chain(entries.into_iter().map(JournalLine::Entry));
        let written = lines.chain(last).try_for_each(|line| write_line(&mut bytes, &line).map(|_| ()));
        if written.is_err() || bytes.len() as u64 > self.read.0 / 2 {
            return;
        }
        if atomic_file::replace(&self.path(), Access::Usual, |out| out.write_all(&bytes)).is_ok() {
            self.forget();
        }
    }

    /// Removes what killed copies of the program left in the folder of the journal.
    pub fn tidy(&self) {
        atomic_file::remove_leftovers(&self.folder);
    }
}

/// Adds a line and gives its length.
fn write_line(bytes: &mut Vec<u8>, line: &JournalLine) -> io::Result<usize> {
    let before = bytes.len();
    serde_json::to_writer(&mut *bytes, line)?;
    bytes.write_all(b"\n")?;
    Ok(bytes.len() - before)
}

/// The error of a path that cannot be written or read.
pub fn unwritable(path: &Path, error: &io::Error) -> EditError {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "you have no permission to write it".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "its file system is read-only".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    EditError::Unwritable(format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::super::entry::{FileStep, StepKind, TextChange, now};
    use super::*;

    fn entry(number: u64, kind: StepKind, of: u64) -> JournalEntry {
        let change = TextChange::Created(format!("text of {of}\n").repeat(20));
        let step = FileStep {
            file: format!("incidents/{of}.toml"),
            change,
            before: None,
            after: Some(of.to_string()),
            permissions: None,
        };
        let files = vec![if kind == StepKind::Undo { step.inverse() } else { step }];
        JournalEntry { number, time: now(), kind, of, what: format!("edit {of}"), files }
    }

    fn journal(name: &str) -> Journal {
        let folder = std::env::temp_dir().join(format!("parallax-journal-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join(".parallax")).unwrap();
        Journal::of(&folder)
    }

    fn add(journal: &mut Journal, entry: JournalEntry) {
        journal.refresh(true).unwrap();
        journal.append(entry).unwrap();
        journal.done();
    }

    /// What is undone and redone next, down to the last.
    fn told(journal: &Journal) -> (Vec<u64>, Vec<u64>) {
        let mut replayed = EditHistory::default();
        journal.history.entries(0).into_iter().for_each(|entry| replayed.add(entry));
        let numbers = |kind, history: &mut EditHistory| {
            let mut found = Vec::new();
            while let Some(entry) = history.back(kind).map(|(entry, _)| entry.clone()) {
                found.push(entry.of);
                history.add(JournalEntry { kind, ..entry });
            }
            found
        };
        let redo = numbers(StepKind::Redo, &mut replayed);
        let undo = numbers(StepKind::Undo, &mut replayed);
        (undo, redo)
    }

    #[test]
    fn a_long_journal_loses_only_what_can_neither_be_undone_nor_redone() {
        let mut journal = journal("compacted");
        let mut next = 1;
        for round in 0..41 {
            add(&mut journal, entry(next, StepKind::Edit, next));
            for n in 0..round % 7 {
                let kind = if n % 2 == 0 { StepKind::Undo } else { StepKind::Redo };
                add(&mut journal, entry(next + 1 + n, kind, next));
            }
            next += 1 + round % 7;
        }
        let (before, length) = (told(&journal), journal.read.0);
        journal.compact_from(length + 1, TOO_LONG);
        assert_eq!(journal.read.0, length, "it is not long");
        journal.compact_from(length, TOO_LONG);
        let mut again = Journal::of(journal.folder.parent().unwrap());
        for journal in [&mut journal, &mut again] {
            assert_eq!(journal.refresh(true).unwrap(), 0);
            assert!(journal.read.0 <= length / 2 && journal.in_doubt.is_none(), "{} of {length}", journal.read.0);
            assert_eq!(told(journal), before);
        }
        // Another process goes on with it, and this one follows.
        add(&mut again, entry(999, StepKind::Edit, 999));
        journal.refresh(true).unwrap();
        assert_eq!(told(&journal).0[0], 999);
        assert!(told(&journal).1.is_empty());
        std::fs::remove_dir_all(journal.folder.parent().unwrap()).unwrap();
    }

    #[test]
    fn the_oldest_edits_are_dropped_only_beyond_the_number_that_can_always_be_undone() {
        let mut journal = journal("oldest");
        for number in 1..=50 {
            add(&mut journal, entry(number, StepKind::Edit, number));
        }
        let length = journal.read.0;
        journal.compact_from(length, (length, 30));
        assert_eq!(journal.read.0, length, "it would not become half as long");
        journal.compact_from(length, (length + 1, 10));
        assert_eq!(journal.read.0, length, "it is not that long");
        journal.compact_from(length, (length, 10));
        journal.refresh(true).unwrap();
        assert_eq!(told(&journal).0, (41..=50).rev().collect::<Vec<_>>());
        std::fs::remove_dir_all(journal.folder.parent().unwrap()).unwrap();
    }
}
