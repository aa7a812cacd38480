//! Messages: events that reach the state. They report events; `update` decides their meaning.

use std::sync::Arc;

use super::desk_step::FollowOutcome;
use super::job::{JobEnd, JobId, JobReport, JobResult, Revision};
use crate::keymap::{Chord, Keymap};
use crate::saved_state::SavedState;
use crate::ui::theme::RoleColours;

/// An event.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted.
    Paste(String),
    /// The screen was resized to this many columns and rows.
    Resize(u16, u16),
    /// The mouse clicked on the cell in this column and row.
    Point(u16, u16),
    /// The mouse moved with its button down to the cell in this column and row.
    Drag(u16, u16),
    /// The mouse button was let go.
    Release,
    /// The mouse wheel turned over the cell in this column and row, by this many steps; up is negative.
    Wheel(u16, u16, i16),
    /// The program starts. Sources that are not open yet are opened in the background.
    Begin {
        /// Whether there are such sources.
        more: bool,
    },
    /// A job reported progress or its end.
    Job(JobId, JobReport),
    /// A job delivered a revision of the workspace.
    Revised(JobId, Revision),
    /// The saved state of earlier runs, and the permanent name of the workspace, if it has one.
    Recalled(Box<SavedState>, Option<String>),
    /// The user wants to begin with this filter, in which no `@name` stands.
    FilterFirst(String),
    /// The view with this name is wanted, whatever key opens it.
    Show(&'static str),
    /// This year is wanted as a calendar, whatever key opens it.
    ShowYear(i32),
    /// Only the finder is wanted, with this query, to pick hits.
    Pick(String),
    /// Files that are open may have changed.
    FilesChanged,
    /// The configuration was changed.
    Reconfigured(Box<Reconfigured>),
    /// A status message for the user.
    Notice(String),
}

/// What a changed configuration puts in force at once.
#[derive(Debug, Clone)]
pub struct Reconfigured {
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The colours of roles.
    pub colours: &'static RoleColours,
    /// What the user is told: what is wrong with it, if anything.
    pub notice: Option<String>,
}

impl Msg {
    /// Whether the message changes nothing on the screen, so that no frame is needed.
    pub fn is_unseen(&self) -> bool {
        use JobResult::{Followed, Indexed, Saved};
        matches!(
            self,
            Self::FilesChanged
                | Self::Job(
                    _,
                    JobReport::Ended(
                        JobEnd::Superseded | JobEnd::Done(Indexed | Saved | Followed(FollowOutcome::Same))
                    )
                )
        )
    }
}
