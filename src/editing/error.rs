//! Why an edit, an undo or a redo was not done.

use std::fmt;

use crate::documents::edit::Refusal;
use crate::sanitize;

/// Why an edit, an undo or a redo was not done. Unless it says otherwise, nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// The documents refuse it.
    Refused(Refusal),
    /// New errors that the corpus would have.
    Mistakes(Vec<String>),
    /// The folder cannot be read as a corpus; the messages say why.
    Unreadable(Vec<String>),
    /// The folder, its journal or a file cannot be written; the words say which and why.
    Unwritable(String),
    /// A file cannot be written, and those before it could not be given back their texts; the words say which and why. The next
    /// edit writes or takes back the rest.
    PartlyWritten(String),
    /// Another copy of the program has held the lock for seconds.
    Busy,
    /// Nothing to undo or redo.
    Nothing,
    /// A file has other text now than what is undone or redone left.
    Changed {
        /// The file's path within the corpus.
        file: String,
        /// What was decided, as given; empty for a new edit.
        what: String,
    },
    /// The journal was written by a later version of the program.
    LaterVersion,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sanitize::line(&self.sentence()))
    }
}

impl EditError {
    /// One sentence with the way out.
    fn sentence(&self) -> String {
        match self {
            Self::Refused(refusal) => format!("not written: {refusal}"),
            Self::Mistakes(messages) => format!("not written, as the corpus would not load: {}", messages.join("; ")),
            Self::Unreadable(messages) => format!("the folder cannot be read: {}", messages.join("; ")),
            Self::Unwritable(why) => {
                format!("not written: {why}; make the folder writable, or copy it and open the copy")
            }
            Self::PartlyWritten(why) => {
                format!("a part is written, and the next decision writes or takes back the rest: {why}")
            }
            Self::Busy => "another copy of the program is writing to this folder; try again".to_owned(),
            Self::Nothing => "there is nothing to undo or redo".to_owned(),
            Self::Changed { file, what } if what.is_empty() => {
                format!("{file} has changed meanwhile; look at it and decide again")
            }
            Self::Changed { file, what } => {
                format!("{file} has other text now where “{what}” changed it")
            }
            Self::LaterVersion => {
                "the journal of this folder was written by a later version of the program; use that version".to_owned()
            }
        }
    }
}

impl std::error::Error for EditError {}

impl From<Refusal> for EditError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
