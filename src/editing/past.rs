//! What was decided in a corpus folder, as its journal has it: read only, without its lock.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use super::entry::{JournalLine, StepKind};
use super::journal::Journal;

/// Something that was decided, undone, redone or passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastDecision {
    /// When (RFC 3339 in UTC).
    pub time: String,
    /// `decided`, `undid`, `redid` or `passed over`.
    pub kind: &'static str,
    /// What, in the words of the decision.
    pub what: String,
    /// The files of the corpus that it changed; of what is passed over those that the edit changed.
    pub files: Vec<String>,
}

/// What the journal of a corpus folder still holds, oldest first. Nothing where there is no journal; lines that cannot be read are
/// passed over. A long journal is compacted, and then holds only what can be undone or redone.
///
/// # Errors
///
/// The journal cannot be read.
pub fn past(folder: &Path) -> io::Result<Vec<PastDecision>> {
    let bytes = Journal::of(folder).bytes()?.unwrap_or_default();
    let lines = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    let entries = lines.filter_map(|line| match line {
        JournalLine::Entry(entry) if entry.is_of_corpus() => Some(entry),
        _ => None,
    });
    // What is passed over changes no file: it is about the files of the edit.
    let mut changed: HashMap<u64, Vec<String>> = HashMap::new();
    let mut decision = |entry: super::entry::JournalEntry| PastDecision {
        time: entry.time,
        kind: match entry.kind {
            StepKind::Edit => "decided",
            StepKind::Undo => "undid",
            StepKind::Redo => "redid",
            StepKind::Pass => "passed over",
        },
        what: entry.what,
        files: match entry.kind {
            StepKind::Pass => changed.get(&entry.of).cloned().unwrap_or_default(),
            StepKind::Edit | StepKind::Undo | StepKind::Redo => {
                let files: Vec<String> = entry.files.into_iter().map(|step| step.file).collect();
                changed.insert(entry.of, files.clone());
                files
            }
        },
    };
    Ok(entries.map(&mut decision).collect())
}
