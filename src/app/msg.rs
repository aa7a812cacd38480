//! Messages: facts that reach the workbench. They say what happened, not what it means.

use super::job::{JobEnd, JobId, JobReport, JobResult, Revision};
use crate::keymap::Chord;
use crate::saved_state::Memory;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted; only a prompt takes it.
    Paste(String),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// The mouse pointed at something and clicked.
    Point(Pointed),
    /// The wheel turned over something, so many steps; up is negative.
    Wheel(Pointed, i16),
    /// The workbench begins, and the rest of what was asked for may be opened beside it.
    Begin {
        /// Whether there is more to open.
        more: bool,
    },
    /// A job reports.
    Job(JobId, JobReport),
    /// A job hands over a revision of the workspace.
    Revised(JobId, Revision),
    /// The saved state of earlier runs, and the name of the workspace, if it has one that lasts.
    Recalled(Box<Memory>, Option<String>),
    /// A message for the user.
    Notice(String),
}

impl Msg {
    /// Whether it changes nothing that is on the screen, so that no frame needs to be drawn for it.
    pub fn is_unseen(&self) -> bool {
        matches!(
            self,
            Self::Job(_, JobReport::Ended(JobEnd::Superseded | JobEnd::Done(JobResult::Indexed | JobResult::Saved)))
        )
    }
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
