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
