//! Searches a whole workspace: the corpus and all data sets, with one ranking.

use std::sync::Arc;

use super::engine::{Answer, Stale, near, ranked};
use super::index::{Index, Target, Values};
use super::query::Query;
use super::read_query::{NameScope, read};
use super::reasons;
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
    let corpus = &workspace.corpus;
    let filters = read(&NameScope::new(workspace, &index.sets), query);
    let (mut hits, mut all) = ranked(corpus, &index.corpus, query, &filters, limit, stale)?;
    let sets: Vec<RecordQuery<'_>> = if query.is_empty() {
        Vec::new()
    } else {
        let sets = workspace.sets.iter().zip(&index.sets).enumerate();
        sets.map(|(n, (set, values))| RecordQuery::new(set, values, n, query, &filters)).collect()
    };
    for (n, set_query) in sets.iter().enumerate() {
        let (mut more, count) = records::ranked(set_query, n as u16, limit, stale)?;
        hits.append(&mut more);
        all.add(count);
    }
    hits.sort_by_key(|(order, _)| *order);
    hits.truncate(limit);
    let hits: Vec<_> = hits
        .into_iter()
        .map(|(_, mut hit)| {
            hit.reasons = match hit.target {
                Target::Record(record) => sets[usize::from(record.set)].reasons(record.row as usize, &filters),
                target => reasons::of_target(corpus, target, &filters),
            };
            hit
        })
        .collect();
    let near = if hits.is_empty() { suggestions(index, query) } else { Vec::new() };
    let readings = filters.into_iter().map(|filter| filter.shown).collect();
    Some(Answer { hits, all: all.all, possible: all.possible, near, readings })
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
