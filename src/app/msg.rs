//! Facts that reach the workbench.

use crate::keymap::Chord;
use crate::search::Answer;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted; only a prompt takes it.
    Paste(String),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// A question was answered.
    Found(u64, Answer),
    /// The mouse pointed at something and clicked.
    Point(Pointed),
    /// The wheel turned over something, so many steps; up is negative.
    Wheel(Pointed, i16),
}

/// What lies at a cell of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// An item of the timeline, by its row.
    Timeline(usize),
    /// An item of the ledger pane.
    Ledger(usize),
    /// An item of the view on top.
    View(usize),
    /// A hit or an action.
    Overlay(usize),
    /// Nothing that can be selected.
    Nothing,
}
