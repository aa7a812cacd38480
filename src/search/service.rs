//! The search service: searches and filters the workspace, with an index that is built once and kept.
//!
//! It can be cloned into any thread. It knows no jobs: callers decide where a search runs and when it is given up.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::filter_result::{FilterCount, FilterResult, filter_entries};
use super::hit::{Answer, Stale};
use super::query::{FieldFilter, Query};
use super::texts::{self, TextAnswer};
use super::vocabulary;
use super::workspace::{WorkspaceIndex, search};
use crate::model::dataset::RecordTexts;
use crate::model::{Corpus, Workspace};

/// The workspace and its index.
#[derive(Debug, Default)]
struct Current {
    workspace: Arc<Workspace>,
    order: Arc<[u32]>,
    /// The index, and its corpus.
    index: Option<(Arc<Corpus>, Arc<WorkspaceIndex>)>,
    /// The texts of the records.
    texts: Option<Arc<dyn RecordTexts>>,
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

    /// Searches texts of records in `texts`.
    pub fn read_texts(&self, texts: Arc<dyn RecordTexts>) {
        self.current().texts = Some(texts);
    }

    /// Builds the index if needed, so that the first search does not wait for it.
    pub fn prepare(&self) {
        vocabulary::prepare();
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

    /// The best `limit` hits of a query, without what only texts of records say; `None` once `stale` returns true. An
    /// error if texts that must be excluded cannot be read.
    pub fn search(&self, query: &str, limit: usize, stale: Stale<'_>) -> io::Result<Option<Answer>> {
        let (workspace, _, index) = self.indexed();
        let query = self.resolved(query, &workspace, |filter| filter.not, stale)?;
        Ok(query.and_then(|query| search(&workspace, &index, &query, limit, stale)))
    }

    /// What the texts of records say of a query, besides the hits of [`search`](Self::search). Calls `report` from time to
    /// time with what has been found. `None` if it asks nothing of texts, or once `stale` returns true.
    pub fn search_texts(
        &self,
        query: &str,
        limit: usize,
        stale: Stale<'_>,
        report: &(dyn Fn(TextAnswer) + Sync),
    ) -> io::Result<Option<TextAnswer>> {
        let (workspace, _, index) = self.indexed();
        let Some(texts) = self.current().texts.clone() else { return Ok(None) };
        let query = Query::parse_in(query, &workspace.corpus);
        texts::search_texts(&workspace, &index, &query, &*texts, limit, stale, report)
    }

    /// The entries that pass a filter, and the facet counts if `facets`; `None` once `stale` returns true. An error if texts
    /// of records cannot be read.
    pub fn filter(&self, filter: &str, facets: bool, stale: Stale<'_>) -> io::Result<Option<Arc<FilterResult>>> {
        let (workspace, order, index) = self.indexed();
        let query = self.resolved(filter, &workspace, |_| true, stale)?;
        let result = query.and_then(|query| filter_entries(&workspace, &index, &order, &query, facets, stale));
        Ok(result.map(Arc::new))
    }

    /// A query, with the records of each `text:` that is `wanted`.
    fn resolved(
        &self,
        query: &str,
        workspace: &Workspace,
        wanted: impl Fn(&FieldFilter) -> bool,
        stale: Stale<'_>,
    ) -> io::Result<Option<Query>> {
        let mut query = Query::parse_in(query, &workspace.corpus);
        let Some(texts) = self.current().texts.clone() else { return Ok(Some(query)) };
        Ok(texts::resolve(&mut query, workspace, &*texts, wanted, stale)?.map(|()| query))
    }

    /// How many entries each of some filters shows; `None` once `stale` returns true.
    pub fn count(&self, filters: &[String], stale: Stale<'_>) -> io::Result<Option<Vec<FilterCount>>> {
        let counts = filters.iter().map(|filter| Ok(self.filter(filter, false, stale)?.map(|r| FilterCount::of(&r))));
        counts.collect()
    }
}
