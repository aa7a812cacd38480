//! Answers to pairs that may be one event, as steps of a job. Knows no files and no keys.

use super::queued_pair::QueuedPair;
use crate::model::{Entry, LinkAnswer, LinkRelation, LinkStrength};

/// What somebody says of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairAnswer {
    /// Both entries.
    pub entries: [Entry; 2],
    /// How the first relates to the second.
    pub relation: LinkRelation,
    /// The answer.
    pub answer: LinkAnswer,
    /// How strongly this relation was suggested, if it was.
    pub strength: Option<LinkStrength>,
    /// How often suggestions of this strength are right, in thousandths, as far as that was measured.
    pub precision: Option<u16>,
    /// Why, without what rows hold.
    pub reason: String,
    /// Who answers; empty if the configuration does not say.
    pub by: String,
    /// What is said of it on the screen.
    pub what: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkStep {
    /// Write an answer; into a file of this name from now on, if one is given.
    Answer(Box<PairAnswer>, Option<String>),
    /// Undo the last answer.
    Undo,
    /// Give again what was undone.
    Redo,
    /// Read again what others have changed in the file.
    Follow,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOutcome {
    /// What was answered, undone or read; empty if nothing has changed.
    pub what: String,
    /// The file that keeps the answers, as it is called.
    pub file: Option<String>,
    /// Number of answers that can be undone, and of those that can be given again.
    pub turns: (usize, usize),
    /// The pair whose answer was undone or given again, as it is now.
    pub turned: Option<QueuedPair>,
}
