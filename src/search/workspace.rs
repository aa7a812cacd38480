//! Searches a whole workspace: the corpus and all data sets, with one ranking.

use std::sync::Arc;

use super::answer::Searched;
use super::hit::{Answer, Stale};
use super::index::{Index, Values};
use super::query::Query;
use super::read_query::{NameScope, read};
use crate::model::{DataSet, Workspace};

/// The index of a workspace.
#[derive(Debug, Default)]
pub struct WorkspaceIndex {
    /// Index of the corpus.
    pub corpus: Arc<Index>,
    /// Indexes of the data sets, for the values read so far.
    pub sets: Vec<Arc<Values>>,
}

impl WorkspaceIndex {
    /// Indexes `workspace`; reuses the unchanged parts of `before`, which must have the same corpus.
    pub fn new(workspace: &Workspace, before: Option<&Self>) -> Self {
        let corpus = before.map_or_else(|| Arc::new(Index::new(&workspace.corpus)), |b| Arc::clone(&b.corpus));
        let sets = workspace.sets.iter().enumerate().map(|(n, set)| {
            let known = before.and_then(|b| b.sets.get(n)).filter(|v| v.counts == counts(set));
            known.map_or_else(|| Arc::new(Values::new(set, &workspace.names)), Arc::clone)
        });
        Self { sets: sets.collect(), corpus }
    }
}

fn counts(set: &DataSet) -> [usize; 3] {
    [set.locations.len(), set.actor_groups.len(), set.event_types.len()]
}

/// The best `limit` hits of `query` in the workspace; `None` once `stale` returns true.
pub fn search(
    workspace: &Workspace,
    index: &WorkspaceIndex,
    query: &Query,
    limit: usize,
    stale: Stale<'_>,
) -> Option<Answer> {
    let filters = read(&NameScope::new(workspace, &index.sets), query);
    let sets = workspace.sets.iter().zip(&index.sets).map(|(set, values)| (&**set, &**values)).collect();
    Searched { corpus: &workspace.corpus, index: &index.corpus, sets, query, filters }.answer(limit, stale)
}
