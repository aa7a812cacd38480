//! Filters the entries of a workspace and counts them by facet value.
//!
//! A count applies the filter without the facet's own field: it says how many entries selecting the value would show,
//! so that the alternatives to a selected value stay visible.

mod tally;

pub use super::facets::{FACETS, FacetCounts, FacetValue};

use std::ops::Range;
use std::sync::Arc;

use super::engine::Stale;
use super::filter::holds;
use super::index::Target;
use super::query::Query;
use super::records::{RecordQuery, shared};
use super::workspace::WorkspaceIndex;
use crate::model::dataset::SEGMENT;
use crate::model::incident::Who;
use crate::model::time::Certainty;
use crate::model::{IncidentId, Workspace};
use tally::{CountsFor, DataSetCounts, Tally};

/// The result of a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterResult {
    /// Numbers of the entries that pass, in the order of the timeline.
    pub shown: Arc<[u32]>,
    /// Facets with their values; empty if they were not counted.
    pub facets: Vec<FacetCounts>,
}

/// Filters the entries of `workspace` by `query`; the result keeps `order`. Counts facets only if `count_facets`. `None`
/// once `stale` returns true.
pub fn filter_entries(
    workspace: &Workspace,
    index: &WorkspaceIndex,
    order: &Arc<[u32]>,
    query: &Query,
    count_facets: bool,
    stale: Stale<'_>,
) -> Option<FilterResult> {
    let fields: Vec<Option<usize>> =
        query.filters.iter().map(|f| FACETS.iter().position(|(field, _)| *field == f.field)).collect();
    let mut tally = Tally::default();
    let mut passes: Vec<bool> = workspace
        .corpus
        .incidents()
        .map(|(id, _)| {
            let target = Target::Incident(id);
            let fails = query.filters.iter().map(|f| holds(&workspace.corpus, target, f) == Certainty::No);
            let named = query.terms.iter().all(|t| matches_word(workspace, id, &t.text) != t.not);
            let counts = if named { counts_for(fails, &fields) } else { CountsFor::None };
            if count_facets {
                tally.incident(&workspace.corpus, id, counts);
            }
            counts == CountsFor::All
        })
        .collect();
    for (number, set) in workspace.sets.iter().enumerate() {
        let Some(values) = index.sets.get(number) else { break };
        let set_query = RecordQuery::new(set, values, query);
        let shares = shared(set.segments.len(), |share| scan(&set_query, &fields, share, count_facets, stale));
        let mut counted = DataSetCounts::new(&set_query);
        for share in shares {
            let (some, counts) = share?;
            passes.extend(some);
            counted.add(&counts);
        }
        if count_facets {
            tally.records(set, &counted);
        }
    }
    if stale() {
        return None;
    }
    let shown: Arc<[u32]> = if query.is_empty() {
        Arc::clone(order)
    } else {
        let keep = |range: Range<usize>| {
            let passing = order[range].iter().filter(|n| passes.get(**n as usize).copied().unwrap_or(false));
            passing.copied().collect::<Vec<u32>>()
        };
        shared(order.len(), keep).concat().into()
    };
    Some(FilterResult { shown, facets: if count_facets { tally.facets() } else { Vec::new() } })
}

/// The facets for which an entry counts: all if it passes, one if it fails only the fields of that facet.
fn counts_for(fails: impl Iterator<Item = bool>, fields: &[Option<usize>]) -> CountsFor {
    let mut counts = CountsFor::All;
    for (fails, field) in fails.zip(fields) {
        if fails {
            counts = match (counts, field) {
                (CountsFor::All, Some(field)) => CountsFor::One(*field),
                // Two chips of one facet fail together.
                (CountsFor::One(one), Some(field)) if one == *field => counts,
                _ => return CountsFor::None,
            };
        }
    }
    counts
}

/// Whether a word is a prefix of a word of the title, an alias, the event type, a place or an actor of an incident.
fn matches_word(workspace: &Workspace, id: IncidentId, word: &str) -> bool {
    let corpus = &workspace.corpus;
    let record = corpus.incident(id);
    let has = |text: &str| super::filter::has(text, word);
    let name = |n: crate::model::NameId| {
        let all = std::iter::successors(Some(n), |n| corpus.name(*n).part_of);
        all.map(|n| corpus.name(n)).any(|n| has(corpus.str(n.name)) || n.variants.iter().any(|&v| has(corpus.str(v))))
    };
    has(corpus.str(record.title))
        || has(corpus.str(record.kind))
        || record.aliases.iter().any(|&a| has(corpus.str(a)))
        || record.places.iter().any(|p| name(p.name))
        || record.actors.iter().any(|a| match a.who {
            Who::Name(n) => name(n),
            Who::Words(w) => has(corpus.str(w)),
        })
}

/// Whether each record of the segments in `share` passes, and the counts by value.
fn scan(
    set_query: &RecordQuery<'_>,
    fields: &[Option<usize>],
    share: Range<usize>,
    count_facets: bool,
    stale: Stale<'_>,
) -> Option<(Vec<bool>, DataSetCounts)> {
    let mut counted = DataSetCounts::new(set_query);
    let mut last = (i32::MAX, 0);
    let mut all = Vec::with_capacity(share.len() * SEGMENT);
    let mut held = vec![vec![false; SEGMENT]; fields.len()];
    for s in share {
        if stale() {
            return None;
        }
        let segment = &*set_query.set.segments[s];
        let len = segment.len();
        for (filter, held) in held.iter_mut().enumerate() {
            set_query.holds_all(filter, segment, &mut held[..len]);
        }
        let from = all.len();
        all.resize(from + len, true);
        let passes = &mut all[from..];
        for held in &held {
            passes.iter_mut().zip(held).for_each(|(slot, held)| *slot &= *held);
        }
        if set_query.has_words() {
            for (i, slot) in passes.iter_mut().enumerate() {
                *slot = *slot && set_query.words(segment, i);
            }
        }
        for i in (0..len).filter(|_| count_facets) {
            let counts = if passes[i] {
                CountsFor::All
            } else if set_query.words(segment, i) {
                counts_for(held.iter().map(|held| !held[i]), fields)
            } else {
                CountsFor::None
            };
            if counts != CountsFor::None {
                counted.record(segment, i, counts, &mut last);
            }
        }
    }
    Some((all, counted))
}
