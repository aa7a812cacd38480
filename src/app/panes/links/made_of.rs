//! What a list of pairs is made of, to tell whether it is to be made again. Knows no pairs.

use std::sync::Arc;

use crate::app::pane::Cx;
use crate::crosswalk::{NearLinks, WaitingPair};
use crate::model::Linked;

/// Which pairs are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkScope {
    /// Those of the entry that it was opened on.
    OfEntry,
    /// All that wait for an answer.
    Waiting,
    /// All that are answered.
    Answered,
    /// Those of the entry that are answered.
    AnsweredOfEntry,
}

impl LinkScope {
    /// Whether its pairs are answered.
    pub(super) fn is_answered(self) -> bool {
        matches!(self, Self::Answered | Self::AnsweredOfEntry)
    }

    /// Whether its pairs are those of one entry.
    pub(super) fn is_of_entry(self) -> bool {
        matches!(self, Self::OfEntry | Self::AnsweredOfEntry)
    }

    /// The one in which a pair stands: among those of the entry, and answered.
    pub(super) fn of(is_of_entry: bool, is_answered: bool) -> Self {
        match (is_of_entry, is_answered) {
            (true, false) => Self::OfEntry,
            (true, true) => Self::AnsweredOfEntry,
            (false, false) => Self::Waiting,
            (false, true) => Self::Answered,
        }
    }

    /// Which pairs they are, behind their number.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::OfEntry => "of this entry",
            Self::Waiting => "waiting",
            Self::Answered => "answered",
            Self::AnsweredOfEntry => "of this entry, answered",
        }
    }

    /// What is said where there are none.
    pub(super) fn none(self) -> &'static str {
        match self {
            Self::OfEntry => "Nothing waits for an answer about this entry.",
            Self::Waiting => "No pair waits for an answer.",
            Self::Answered => "No pair is answered.",
            Self::AnsweredOfEntry => "No pair of this entry is answered.",
        }
    }
}

/// What the list was made of.
#[derive(Debug, Clone, Default)]
pub(super) struct MadeOf {
    pub(super) linked: Option<Arc<Linked>>,
    pub(super) all: Option<Arc<[WaitingPair]>>,
    pub(super) near: Option<Arc<NearLinks>>,
}

impl MadeOf {
    /// What there is now.
    pub(super) fn now(cx: &Cx) -> Self {
        Self { linked: Some(Arc::clone(&cx.workspace.linked)), all: cx.also.all.clone(), near: cx.also.near.clone() }
    }

    /// Whether links and pairs are those of another one.
    pub(super) fn has_pairs_of(&self, other: &Self) -> bool {
        is_one(self.linked.as_ref(), other.linked.as_ref()) && is_one(self.all.as_ref(), other.all.as_ref())
    }

    /// Whether what may be the same as the entry looked at is that of another one.
    pub(super) fn has_near_of(&self, other: &Self) -> bool {
        is_one(self.near.as_ref(), other.near.as_ref())
    }
}

fn is_one<T: ?Sized>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}
