//! What the journal holds: entries, each with what was decided and what that did to files.

use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::hunk::{self, Hunk};
use crate::documents::document::{DocumentChange, is_corpus_path};

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JournalLine {
    /// The version of the journal: its first line.
    Version(u32),
    /// Something was decided, and files are about to be written.
    Entry(JournalEntry),
    /// The files of the entry with this number are written.
    Done(u64),
}

/// An edit, an undo or a redo, or that one is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Its number.
    pub number: u64,
    /// Time, RFC 3339 in UTC.
    pub time: String,
    /// What it is.
    pub kind: StepKind,
    /// The number of the edit that is undone, redone or passed over; its own for an edit.
    pub of: u64,
    /// What was decided, as given.
    pub what: String,
    /// What it does to files.
    pub files: Vec<FileStep>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// Something new was decided.
    Edit,
    /// An edit was undone.
    Undo,
    /// An edit was redone.
    Redo,
    /// An edit that cannot be undone or redone, as files have other text now, is passed over for good.
    Pass,
}

/// What an entry does to one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStep {
    /// The file's path within the corpus.
    pub file: String,
    /// The change of its text.
    pub change: TextChange,
    /// SHA-256 of the file before; `None` if there was none.
    pub before: Option<String>,
    /// SHA-256 of the file after; `None` if there is none.
    pub after: Option<String>,
    /// The permissions of a file that is removed, or created again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<u32>,
}

/// A change of a file's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextChange {
    /// Lines are replaced.
    Patched(Vec<Hunk>),
    /// The file is created with this text.
    Created(String),
    /// The file with this text is removed.
    Removed(String),
}

impl JournalEntry {
    /// Whether its files are files of a corpus. Others are never touched, whoever wrote the journal.
    pub fn is_of_corpus(&self) -> bool {
        self.files.iter().all(|step| is_corpus_path(&step.file))
    }
}

impl FileStep {
    /// The step that makes this change.
    pub fn of(change: &DocumentChange<'_>) -> Self {
        let text = match (change.before, change.after) {
            (Some(before), Some(after)) => TextChange::Patched(hunk::between(before, after)),
            (None, after) => TextChange::Created(after.unwrap_or_default().to_owned()),
            (Some(before), None) => TextChange::Removed(before.to_owned()),
        };
        let hashed = |text: Option<&str>| text.map(|text| hash(text.as_bytes()));
        Self {
            file: change.path.to_owned(),
            change: text,
            before: hashed(change.before),
            after: hashed(change.after),
            permissions: None,
        }
    }

    /// The step that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let change = match &self.change {
            TextChange::Patched(hunks) => TextChange::Patched(hunk::inverse(hunks)),
            TextChange::Created(text) => TextChange::Removed(text.clone()),
            TextChange::Removed(text) => TextChange::Created(text.clone()),
        };
        let (before, after) = (self.after.clone(), self.before.clone());
        Self { file: self.file.clone(), change, before, after, permissions: self.permissions }
    }

    /// What the step makes of the present text of its file; `None` stands for no file. An error if other text is there
    /// now. The flag says whether the file was as the step expects it.
    pub fn apply(&self, present: Option<&str>) -> Result<(Option<String>, bool), OtherText> {
        let is_now = present.map(|text| hash(text.as_bytes()));
        if is_now == self.after {
            return Ok((present.map(str::to_owned), true));
        }
        let as_expected = is_now == self.before;
        match (&self.change, present) {
            (TextChange::Patched(hunks), Some(text)) => {
                let exact = if as_expected { hunk::apply(hunks, text) } else { None };
                let moved = || hunk::apply_moved(hunks, text).map(|text| (Some(text), false));
                exact.map(|text| (Some(text), true)).or_else(moved).ok_or(OtherText)
            }
            (TextChange::Created(text), None) => Ok((Some(text.clone()), true)),
            (TextChange::Removed(_), Some(_)) if as_expected => Ok((None, true)),
            _ => Err(OtherText),
        }
    }
}

/// The file has other text than a step expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherText;

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The present time, RFC 3339 in UTC.
pub fn now() -> String {
    DateTime::<Utc>::from(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Millis, true)
}
