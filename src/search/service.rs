//! The search service: searches and filters the workspace, with an index that is built once and kept.
//!
//! It can be cloned into any thread. It knows no jobs: callers decide where a search runs and when it is given up.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::engine::{Answer, Stale};
use super::filter_result::{FilterCount, FilterResult, filter_entries};
use super::query::Query;
use super::workspace::{WorkspaceIndex, search};
use crate::model::{Corpus, Workspace};

/// The workspace and its index.
#[derive(Debug, Default)]
struct Current {
    workspace: Arc<Workspace>,
    order: Arc<[u32]>,
    /// The index, and its corpus.
    index: Option<(Arc<Corpus>, Arc<WorkspaceIndex>)>,
    /// Whether the index belongs to this workspace rather than to the previous one.
    fresh: bool,
}

/// Searches and filters the workspace.
#[derive(Debug, Clone, Default)]
pub struct SearchService(Arc<Mutex<Current>>);

/// The workspace, all its entries in order, and its index.
type Indexed = (Arc<Workspace>, Arc<[u32]>, Arc<WorkspaceIndex>);

impl SearchService {
    /// Ignores poisoning: the fields are set together, so a panic leaves no partial state.
    fn current(&self) -> MutexGuard<'_, Current> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces the workspace and the order of its entries.
    pub fn revise(&self, workspace: &Arc<Workspace>, order: &Arc<[u32]>) {
        let mut current = self.current();
        (current.workspace, current.order, current.fresh) = (Arc::clone(workspace), Arc::clone(order), false);
    }

    /// Builds the index if needed, so that the first search does not wait for it.
    pub fn prepare(&self) {
        let _ = self.indexed();
    }

    fn indexed(&self) -> Indexed {
        let (workspace, order, before) = {
            let current = self.current();
            let (workspace, order) = (Arc::clone(&current.workspace), Arc::clone(&current.order));
            match &current.index {
                Some((_, index)) if current.fresh => return (workspace, order, Arc::clone(index)),
                // If the corpus is the same, unchanged parts of the index are reused.
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

    /// The best `limit` hits of a query; `None` once `stale` returns true.
    pub fn search(&self, query: &str, limit: usize, stale: Stale<'_>) -> Option<Answer> {
        let (workspace, _, index) = self.indexed();
        search(&workspace, &index, &Query::parse_in(query, &workspace.corpus), limit, stale)
    }

    /// The entries that pass a filter, and the facet counts if `facets`; `None` once `stale` returns true.
    pub fn filter(&self, filter: &str, facets: bool, stale: Stale<'_>) -> Option<Arc<FilterResult>> {
        let (workspace, order, index) = self.indexed();
        filter_entries(&workspace, &index, &order, &Query::parse_in(filter, &workspace.corpus), facets, stale)
            .map(Arc::new)
    }

    /// How many entries each of some filters shows; `None` once `stale` returns true.
    pub fn count(&self, filters: &[String], stale: Stale<'_>) -> Option<Vec<FilterCount>> {
        filters.iter().map(|filter| Some(FilterCount::of(&*self.filter(filter, false, stale)?))).collect()
    }
}
