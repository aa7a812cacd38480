//! The rows of a long list, for a job that searches them. Knows the ids listed; does not know what is searched.

use std::sync::Arc;

use crate::app::queued_pair::QueuedPair;
use crate::desk::queue::QueuedDraft;
use crate::desk::todo::TodoItem;
use crate::model::{ArticleId, NameId};

/// Rows of a list that makes only its visible lines, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchedRows {
    /// The items of the timeline: entries, and folded groups.
    Entries(Arc<[u32]>),
    /// Names.
    Names(Arc<[NameId]>),
    /// Articles.
    Articles(Arc<[ArticleId]>),
    /// Drafts.
    Drafts(Arc<[QueuedDraft]>),
    /// What is left to do.
    Todo(Arc<[TodoItem]>),
    /// Pairs that may be one event.
    Pairs(Arc<[QueuedPair]>),
}

impl SearchedRows {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Entries(items) => items.len(),
            Self::Names(names) => names.len(),
            Self::Articles(articles) => articles.len(),
            Self::Drafts(drafts) => drafts.len(),
            Self::Todo(items) => items.len(),
            Self::Pairs(pairs) => pairs.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether both are the same lists, compared without visiting the rows.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Entries(a), Self::Entries(b)) => Arc::ptr_eq(a, b),
            (Self::Names(a), Self::Names(b)) => Arc::ptr_eq(a, b),
            (Self::Articles(a), Self::Articles(b)) => a == b,
            (Self::Drafts(a), Self::Drafts(b)) => Arc::ptr_eq(a, b),
            (Self::Todo(a), Self::Todo(b)) => Arc::ptr_eq(a, b),
            (Self::Pairs(a), Self::Pairs(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}
