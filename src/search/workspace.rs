//! Searches a whole workspace: the corpus and all data sets, with one ranking.

use std::sync::Arc;

use super::engine::{Answer, Stale, near, ranked};
use super::index::{Index, Values};
use super::query::Query;
use super::records::{self, RecordQuery};
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
    let (mut hits, mut all) = ranked(&workspace.corpus, &index.corpus, query, limit, stale)?;
    if !query.is_empty() {
        for (n, (set, values)) in workspace.sets.iter().zip(&index.sets).enumerate() {
            let set_query = RecordQuery::new(set, values, query);
            let (mut more, count) = records::ranked(&set_query, n as u16, limit, stale)?;
            hits.append(&mut more);
            all += count;
        }
    }
    hits.sort_by_key(|(order, _)| *order);
    hits.truncate(limit);
    let hits: Vec<_> = hits.into_iter().map(|(_, hit)| hit).collect();
    let near = if hits.is_empty() { suggestions(index, query) } else { Vec::new() };
    Some(Answer { hits, all, near })
}

/// Words of the workspace that are similar to a typed word.
fn suggestions(index: &WorkspaceIndex, query: &Query) -> Vec<String> {
    const MOST: usize = 3;
    let wanted = query.wanted();
    let mut all = near(&index.corpus, &wanted);
    for values in &index.sets {
        for word in near(&values.index, &wanted) {
            if !all.contains(&word) {
                all.push(word);
            }
        }
    }
    all.truncate(MOST);
    all
}
