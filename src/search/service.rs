//! The search service: searches and filters the workspace, with an index that is built once and kept.
//!
//! It can be cloned into any thread. It knows no jobs: callers decide where a search runs and when it is given up.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::engine::{Answer, Stale};
use super::filter_result::{FilterResult, survey};
use super::query::Query;
use super::workspace::{WorkspaceIndex, search};
use crate::model::{Corpus, Workspace};

/// The workspace and its index.
#[derive(Debug, Default)]
struct Current {
    workspace: Arc<Workspace>,
    order: Arc<[u32]>,
    /// The index, and the corpus that it is of.
    index: Option<(Arc<Corpus>, Arc<WorkspaceIndex>)>,
    /// Whether the index is of this workspace, or of the one before it.
    fresh: bool,
}

/// Searches and filters the workspace.
#[derive(Debug, Clone, Default)]
pub struct SearchService(Arc<Mutex<Current>>);

/// The workspace, all its entries in order, and its index.
type Indexed = (Arc<Workspace>, Arc<[u32]>, Arc<WorkspaceIndex>);

impl SearchService {
    /// A thread that panicked leaves nothing half done here: fields are set together.
    fn current(&self) -> MutexGuard<'_, Current> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Searches another workspace from now on, whose entries stand in this order.
    pub fn revise(&self, workspace: &Arc<Workspace>, order: &Arc<[u32]>) {
        let mut current = self.current();
        (current.workspace, current.order, current.fresh) = (Arc::clone(workspace), Arc::clone(order), false);
    }

    /// Builds the index, unless that has been done; the first search would otherwise wait for it.
    pub fn prepare(&self) {
        let _ = self.indexed();
    }

    fn indexed(&self) -> Indexed {
        let (workspace, order, before) = {
            let current = self.current();
            let (workspace, order) = (Arc::clone(&current.workspace), Arc::clone(&current.order));
            match &current.index {
                Some((_, index)) if current.fresh => return (workspace, order, Arc::clone(index)),
                // Parts of the index that have not changed are kept, as long as the corpus is the same.
                Some((corpus, index)) if Arc::ptr_eq(corpus, &workspace.corpus) => {
                    (workspace, order, Some(Arc::clone(index)))
                }
                _ => (workspace, order, None),
            }
        };
        let index = Arc::new(WorkspaceIndex::new(&workspace, before.as_deref()));
        let mut current = self.current();
        current.fresh = Arc::ptr_eq(&current.workspace, &workspace);
        current.index = Some((Arc::clone(&workspace.corpus), Arc::clone(&index)));
        (workspace, order, index)
    }

    /// The best hits of a query, at most `limit`; `None` if `stale` says that the answer is no longer wanted.
    pub fn search(&self, query: &str, limit: usize, stale: Stale<'_>) -> Option<Answer> {
        let (workspace, _, index) = self.indexed();
        search(&workspace, &index, &Query::parse(query), limit, stale)
    }

    /// The entries that pass a filter, and the values of all `facets` if they are wanted; `None` if `stale` says that
    /// the result is no longer wanted.
    pub fn filter(&self, filter: &str, facets: bool, stale: Stale<'_>) -> Option<Arc<FilterResult>> {
        let (workspace, order, index) = self.indexed();
        survey(&workspace, &index, &order, &Query::parse(filter), facets, stale).map(Arc::new)
    }
}
