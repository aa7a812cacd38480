//! Filters the entries of a workspace and counts them by facet value.
//!
//! Entries that satisfy the filter certainly and those that do so only possibly are kept apart. A count applies the filter
//! without the facet's own field: it says how many entries selecting the value would show, so that the alternatives to a
//! selected value stay visible.

mod counts;
mod place_slots;
mod set_tally;
mod tally;

pub use super::facets::{FACETS, FacetCounts, FacetValue};

use crate::model::toll::{TollRule, first_alike};
use std::ops::Range;
use std::sync::Arc;

use super::annotated::{of_segment, tagged};
use super::clause::Clauses;
use super::fields::{CERTAINLY, NO, POSSIBLY};
use super::filter::holds;
use super::fold::fold;
use super::hit::Stale;
use super::index::Target;
use super::query::Query;
use super::rank::Guesses;
use super::ranking::ReadQuery;
use super::read_query::{NameScope, ReadFilter, read};
use super::records::{RecordQuery, shared};
use super::workspace::WorkspaceIndex;
use super::year_profile::YearAxis;
use crate::model::dataset::SEGMENT;
use crate::model::incident::Who;
use crate::model::time::Certainty;
use crate::model::{IncidentId, Workspace};
use counts::Standing;
use place_slots::PlaceSlots;
use set_tally::SetTally;
use tally::{Tally, axis};

/// The result of a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterResult {
    /// Numbers of the entries that pass certainly, in the order of the timeline.
    pub shown: Arc<[u32]>,
    /// Numbers of those that pass only possibly, likewise.
    pub possible: Arc<[u32]>,
    /// The fields of the filter, as their names were read: `at:^kotu`.
    pub readings: Vec<String>,
    /// Facets with their values; empty if they were not counted.
    pub facets: Arc<[FacetCounts]>,
    /// The years over which their entries lie; `None` if no entry has a date, or they were not counted.
    pub axis: Option<YearAxis>,
}

impl FilterResult {
    /// The entries of this result with the facets of another.
    #[must_use]
    pub fn with_facets_of(&self, other: &Self) -> Self {
        Self { facets: Arc::clone(&other.facets), axis: other.axis, ..self.clone() }
    }
}

/// What a filter shows, without the entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterCount {
    /// Number of entries that pass certainly.
    pub certain: usize,
    /// Number of entries that pass only possibly.
    pub possible: usize,
    /// Its last field, as its names were read.
    pub reading: Option<String>,
}

impl FilterCount {
    /// The counts of a result.
    pub fn of(result: &FilterResult) -> Self {
        let (certain, possible) = (result.shown.len(), result.possible.len());
        Self { certain, possible, reading: result.readings.last().cloned() }
    }
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
    let scope = NameScope::new(workspace, &index.sets);
    let filters = read(&scope, query);
    let fields = facet_bits(&filters);
    let axis = if count_facets { axis(workspace, order) } else { None };
    let mut tally = if count_facets { Tally::new(&scope, axis) } else { Tally::default() };
    let mut states: Vec<u8> = workspace
        .corpus
        .incidents()
        .map(|(id, _)| {
            if !query.terms.iter().all(|t| matches_word(workspace, id, &t.text) != t.not) {
                return NO;
            }
            let states = filters.iter().map(|filter| state(workspace, id, filter));
            let standing = Standing::of(states.zip(&fields));
            if count_facets {
                tally.incident(&workspace.corpus, id, standing);
            }
            standing.state()
        })
        .collect();
    let clauses = Clauses::plain(query);
    let read = ReadQuery { query, filters: &filters, clauses: &clauses, guesses: Guesses::All, named_only: false };
    for (number, set) in workspace.sets.iter().enumerate() {
        let Some(values) = index.sets.get(number) else { break };
        let rule = TollRule::Coded(first_alike(&workspace.sets, number));
        let set_query = RecordQuery::new(set, values, number, &read);
        let tagged = if count_facets { tagged(workspace, number) } else { Vec::new() };
        let slots = Arc::new(if count_facets { tally.slots(number, set) } else { PlaceSlots::default() });
        let counts = || count_facets.then(|| SetTally::new(set, rule, &slots, axis));
        let shares = shared(set.segments.len(), |share| scan(&set_query, &fields, share, &counts, &tagged, stale));
        let mut counted = counts();
        for share in shares {
            let (some, counts) = share?;
            states.extend(some);
            if let Some((counted, counts)) = counted.as_mut().zip(counts) {
                counted.add(&counts);
            }
        }
        if let Some(counted) = counted {
            tally.records(number, set, &counted);
        }
    }
    if stale() {
        return None;
    }
    let (shown, possible): (Arc<[u32]>, Arc<[u32]>) = if query.is_empty() {
        (Arc::clone(order), Arc::default())
    } else {
        let keep = |range: Range<usize>| {
            let (mut shown, mut possible) = (Vec::new(), Vec::new());
            for &n in &order[range] {
                match states.get(n as usize) {
                    Some(&CERTAINLY) => shown.push(n),
                    Some(&POSSIBLY) => possible.push(n),
                    _ => {}
                }
            }
            (shown, possible)
        };
        let (shown, possible): (Vec<Vec<u32>>, Vec<Vec<u32>>) = shared(order.len(), keep).into_iter().unzip();
        (shown.concat().into(), possible.concat().into())
    };
    let facets = if count_facets { tally.facets().into() } else { Arc::default() };
    Some(FilterResult { shown, possible, readings: filters.into_iter().map(|f| f.shown).collect(), facets, axis })
}

/// The bit of each field: that of its facet for the field that choosing a value changes, which is the first one that is not
/// negated; one bit for all others.
fn facet_bits(filters: &[ReadFilter]) -> Vec<u16> {
    let others = 1 << FACETS.len();
    let mut bits: Vec<u16> = Vec::new();
    for filter in filters {
        let facet = FACETS.iter().position(|(field, _)| *field == filter.field && !filter.not);
        let bit = facet.map_or(others, |facet| 1 << facet);
        bits.push(if bits.contains(&bit) { others } else { bit });
    }
    bits
}

/// How certainly a field holds for an incident.
fn state(workspace: &Workspace, id: IncidentId, filter: &ReadFilter) -> u8 {
    match holds(&workspace.corpus, Target::Incident(id), filter).0 {
        Certainty::Certainly => CERTAINLY,
        Certainty::Possibly => POSSIBLY,
        Certainty::No => NO,
    }
}

/// Whether a word is a prefix of a word of the title, an alias, the event type, a place or an actor of an incident.
fn matches_word(workspace: &Workspace, id: IncidentId, word: &str) -> bool {
    let corpus = &workspace.corpus;
    let record = corpus.incident(id);
    let has = |text: &str| {
        let text = fold(text);
        word.split(' ').all(|w| text.split(' ').any(|t| t.starts_with(w)))
    };
    let name = |n: crate::model::NameId| {
        corpus
            .with_wholes(n)
            .map(|n| corpus.name(n))
            .any(|n| has(corpus.str(n.name)) || n.variants.iter().any(|&v| has(corpus.str(v))))
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

/// How certainly each record of the segments in `share` passes, and the counts by value, which begin with `counts`, if anything is
/// counted.
fn scan(
    set_query: &RecordQuery<'_>,
    fields: &[u16],
    share: Range<usize>,
    counts: &impl Fn() -> Option<SetTally>,
    tags: &[(usize, Vec<&str>)],
    stale: Stale<'_>,
) -> Option<(Vec<u8>, Option<SetTally>)> {
    let mut counted = counts();
    let count_facets = counted.is_some();
    let mut all = Vec::with_capacity(share.len() * SEGMENT);
    let mut held = vec![vec![NO; SEGMENT]; fields.len()];
    let mut named = vec![true; SEGMENT];
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
        all.resize(from + len, CERTAINLY);
        let passes = &mut all[from..];
        for held in &held {
            passes.iter_mut().zip(held).for_each(|(slot, held)| *slot = (*slot).min(*held));
        }
        if set_query.has_words() {
            for (i, slot) in passes.iter_mut().enumerate() {
                named[i] = (*slot != NO || count_facets) && set_query.words(segment, i);
                if !named[i] {
                    *slot = NO;
                }
            }
        }
        let standing = |i: usize| match passes[i] {
            CERTAINLY => Standing::CERTAIN,
            _ => Standing::of(held.iter().map(|held| held[i]).zip(fields)),
        };
        let Some(counted) = &mut counted else { continue };
        for i in (0..len).filter(|i| named[*i]) {
            counted.record(segment, i, standing(i));
        }
        for (i, tags) in of_segment(tags, s).filter(|(i, _)| named[*i]) {
            counted.tags(segment, i, standing(i), tags);
        }
    }
    Some((all, counted))
}
