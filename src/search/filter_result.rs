//! What a filter lets through, in the timeline's order, and how much of it each value of each facet holds.
//!
//! A value's count is what choosing it would show: it obeys the filter's other fields and leaves out its own, so that
//! the alternatives to what is chosen can be seen.

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
use tally::{Counted, CountsFor, Tally};

/// What a filter comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterResult {
    /// What passes, in the timeline's order.
    pub shown: Arc<[u32]>,
    /// Facets with their values.
    pub facets: Vec<FacetCounts>,
}

/// Surveys `library`, whose entries stand in `order`, under `query`; facets only if they are `wanted`. `None` if
/// nobody waits any more.
pub fn survey(
    library: &Workspace,
    prepared: &WorkspaceIndex,
    order: &Arc<[u32]>,
    query: &Query,
    wanted: bool,
    stale: Stale<'_>,
) -> Option<FilterResult> {
    let fields: Vec<Option<usize>> =
        query.filters.iter().map(|f| FACETS.iter().position(|(field, _)| *field == f.field)).collect();
    let mut tally = Tally::default();
    let passed: Vec<bool> = library
        .corpus
        .incidents()
        .map(|(id, _)| {
            // Words of a filter are the finder's affair; of incidents only fields are asked here.
            let target = Target::Incident(id);
            let fails = query.filters.iter().map(|f| holds(&library.corpus, target, f) == Certainty::No);
            let named = query.terms.iter().all(|t| says(library, id, &t.text) != t.not);
            let counts = if named { counts_for(fails, &fields) } else { CountsFor::None };
            if wanted {
                tally.incident(&library.corpus, id, counts);
            }
            counts == CountsFor::All
        })
        .collect();
    // Whether each entry passes, by its number.
    let mut passes = passed;
    for (number, set) in library.sets.iter().enumerate() {
        let Some(values) = prepared.sets.get(number) else { break };
        let asked = RecordQuery::new(set, values, query);
        let shares = shared(set.segments.len(), |share| walk(&asked, &fields, share, wanted, stale));
        let mut counted = Counted::new(&asked);
        for share in shares {
            let (some, counts) = share?;
            passes.extend(some);
            counted.add(&counts);
        }
        if wanted {
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
    Some(FilterResult { shown, facets: if wanted { tally.facets() } else { Vec::new() } })
}

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

/// Whether an incident is called something that begins with a word: title, aliases, kind, places, actors.
fn says(library: &Workspace, id: IncidentId, word: &str) -> bool {
    let corpus = &library.corpus;
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

/// Whether each record of a run of segments passes, and counts by value.
fn walk(
    asked: &RecordQuery<'_>,
    fields: &[Option<usize>],
    share: Range<usize>,
    wanted: bool,
    stale: Stale<'_>,
) -> Option<(Vec<bool>, Counted)> {
    let mut counted = Counted::new(asked);
    let mut last = (i32::MAX, 0);
    let mut all = Vec::with_capacity(share.len() * SEGMENT);
    let mut held = vec![vec![false; SEGMENT]; fields.len()];
    for s in share {
        if stale() {
            return None;
        }
        let segment = &*asked.set.segments[s];
        let len = segment.len();
        for (filter, held) in held.iter_mut().enumerate() {
            asked.holds_all(filter, segment, &mut held[..len]);
        }
        let from = all.len();
        all.resize(from + len, true);
        let passes = &mut all[from..];
        for held in &held {
            passes.iter_mut().zip(held).for_each(|(slot, held)| *slot &= *held);
        }
        if asked.has_words() {
            for (i, slot) in passes.iter_mut().enumerate() {
                *slot = *slot && asked.words(segment, i);
            }
        }
        for i in (0..len).filter(|_| wanted) {
            let counts = if passes[i] {
                CountsFor::All
            } else if asked.words(segment, i) {
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
