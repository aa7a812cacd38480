//! Facts that reach the workbench.

use std::sync::Arc;

use super::filter::SharedFilterResult;
use super::state::Reading;
use crate::keymap::Chord;
use crate::model::RecordId;
use crate::model::dataset::RecordDetail;
use crate::saved_state::Memory;
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
    /// A filter was surveyed.
    Filtered(u64, SharedFilterResult),
    /// More of a data set has been read; all entries in their order.
    Grown(Arc<[u32]>),
    /// How far reading has come; nothing when all is read.
    Reading(Option<Reading>),
    /// What is remembered of earlier runs, and the name of what is open, if it has one that lasts.
    Recalled(Box<Memory>, Option<String>),
    /// A word to the user.
    Notice(String),
    /// The row of a record was read, or why it could not be.
    RecordDetail(RecordId, Result<Box<RecordDetail>, String>),
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
