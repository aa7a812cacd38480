//! One question to everything that is open: the corpus by its index, each data set by its values; one answer.

use std::sync::Arc;

use super::engine::{Answer, Stale, near, ranked};
use super::index::{Index, Values};
use super::query::Query;
use super::records::{self, RecordQuery};
use crate::model::{DataSet, Workspace};

/// Everything that is open, prepared.
#[derive(Debug, Default)]
pub struct WorkspaceIndex {
    /// The corpus.
    pub index: Arc<Index>,
    /// The data sets, as far as they had been read.
    pub sets: Vec<Arc<Values>>,
}

impl WorkspaceIndex {
    /// Prepares `library`; what has not changed since `before` is taken from there.
    pub fn new(library: &Workspace, before: Option<&Self>) -> Self {
        let index = before.map_or_else(|| Arc::new(Index::new(&library.corpus)), |b| Arc::clone(&b.index));
        let sets = library.sets.iter().enumerate().map(|(n, set)| {
            let known = before.and_then(|b| b.sets.get(n)).filter(|v| v.counts == counts(set));
            known.map_or_else(|| Arc::new(Values::new(set, &library.names)), Arc::clone)
        });
        Self { sets: sets.collect(), index }
    }
}

fn counts(set: &DataSet) -> [usize; 3] {
    [set.locations.len(), set.actor_groups.len(), set.event_types.len()]
}

/// Looks `query` up everywhere, at most `limit` hits; `None` if `stale` says that nobody waits any more.
pub fn search(
    library: &Workspace,
    prepared: &WorkspaceIndex,
    query: &Query,
    limit: usize,
    stale: Stale<'_>,
) -> Option<Answer> {
    let (mut hits, mut all) = ranked(&library.corpus, &prepared.index, query, limit, stale)?;
    if !query.is_empty() {
        for (n, (set, values)) in library.sets.iter().zip(&prepared.sets).enumerate() {
            let asked = RecordQuery::new(set, values, query);
            let (mut more, count) = records::ranked(&asked, n as u16, limit, stale)?;
            hits.append(&mut more);
            all += count;
        }
    }
    hits.sort_by_key(|(order, _)| *order);
    hits.truncate(limit);
    let hits: Vec<_> = hits.into_iter().map(|(_, hit)| hit).collect();
    let near = if hits.is_empty() { suggestions(prepared, query) } else { Vec::new() };
    Some(Answer { hits, all, near })
}

/// Words near a typed one, of everything that is open.
fn suggestions(prepared: &WorkspaceIndex, query: &Query) -> Vec<String> {
    const MOST: usize = 3;
    let wanted = query.wanted();
    let mut all = near(&prepared.index, &wanted);
    for values in &prepared.sets {
        for word in near(&values.index, &wanted) {
            if !all.contains(&word) {
                all.push(word);
            }
        }
    }
    all.truncate(MOST);
    all
}
