//! Messages: facts that reach the workbench. They say what happened, not what it means.

use super::job::{JobEnd, JobId, JobReport, JobResult, Revision};
use crate::keymap::Chord;
use crate::saved_state::SavedState;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted; only a prompt takes it.
    Paste(String),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// The mouse clicked on the cell in this column and row.
    Point(u16, u16),
    /// The wheel turned over the cell in this column and row, so many steps; up is negative.
    Wheel(u16, u16, i16),
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
    Recalled(Box<SavedState>, Option<String>),
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
