//! What the state is made of beside panes and views: places to come back to, marks, the zoom of the strip.

use std::sync::Arc;

use super::detail::Detail;
use super::list::List;
use super::state::{Focus, View};
use crate::model::{Corpus, IncidentId, PassageId, RecordId, Sight};

/// A place one can come back to.
#[derive(Debug, Clone)]
pub struct Place {
    /// The entry selected in the timeline.
    pub entry: Option<u32>,
    /// Selection and scroll there, as long as it shows the same.
    pub timeline: List,
    /// The filter it had.
    pub filter: String,
    /// The record looked at, if it was one.
    pub sight: Option<Arc<Sight>>,
    /// Selection in the ledger.
    pub detail: Detail,
    /// Pane.
    pub focus: Focus,
    /// Views over it.
    pub views: Vec<View>,
}

/// Something marked, to find again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An incident.
    Incident(IncidentId),
    /// A record of a data set.
    Record(RecordId),
    /// A passage, read on the trail of an incident.
    Passage(PassageId, Option<IncidentId>),
}

/// The unit of the strip above the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// All years that fit.
    #[default]
    Whole,
    /// Months around the selection.
    Month,
    /// Days around the selection.
    Day,
}

impl Zoom {
    /// The unit in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }

    /// The next finer unit, or the same.
    #[must_use]
    pub fn finer(self) -> Self {
        if self == Self::Whole { Self::Month } else { Self::Day }
    }

    /// The next coarser unit, or the same.
    #[must_use]
    pub fn coarser(self) -> Self {
        if self == Self::Day { Self::Month } else { Self::Whole }
    }
}

/// A corpus that is looked at.
pub struct Here {
    pub(super) sight: Option<Arc<Sight>>,
    pub(super) corpus: Arc<Corpus>,
}

impl std::ops::Deref for Here {
    type Target = Corpus;
    fn deref(&self) -> &Corpus {
        self.sight.as_deref().map_or(&self.corpus, |s| &s.corpus)
    }
}
