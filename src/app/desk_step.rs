//! What the desk asks a job to do in the corpus folder, what that did, and what the files say after changes by others.
//!
//! Knows no files and no threads.

use crate::desk::decision::Decided;

/// A step of the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum DeskStep {
    /// Carry out a decision.
    Decide(Box<Decided>),
    /// Undo the last one; first pass over the decision with this number, if it is still the last one.
    Undo(Option<u64>),
    /// Decide again what was undone; likewise.
    Redo(Option<u64>),
    /// Write the corpus into a new folder of this name, where decisions are kept from then on.
    WriteTo(String),
}

/// What a step of the desk did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionOutcome {
    /// This was decided, undone or decided again.
    Decided {
        /// What.
        what: String,
        /// What the user should know besides.
        notes: Vec<String>,
    },
    /// Nothing is changed: the files said so already. With what the user should know besides.
    Same(Vec<String>),
    /// The last decision cannot be undone, or decided again, as a file was changed at the same place.
    Blocked {
        /// Its number.
        number: u64,
        /// Whether it was to be undone.
        undoes: bool,
        /// Why not.
        why: String,
    },
    /// The corpus was written into this folder.
    Written {
        /// The folder, as an argument of the program.
        folder: String,
    },
}

/// What others have done to the corpus folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowOutcome {
    /// Nothing.
    Same,
    /// It is read again.
    Read {
        /// The files that have changed; none if it was only possible that some had.
        files: Vec<String>,
        /// What the user should know besides.
        notes: Vec<String>,
        /// Whether other files have new mistakes still.
        held_back: bool,
    },
    /// Its files have new mistakes; what was shown before stays.
    Mistakes(String),
}
