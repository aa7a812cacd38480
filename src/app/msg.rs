//! Facts that reach the workbench.

use crate::keymap::Chord;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted; only a prompt takes it.
    Paste(String),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
}
