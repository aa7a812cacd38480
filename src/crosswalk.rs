//! Finds records of different data sets that may be one event, and says why: candidates by time and place, evidence facet by
//! facet, and a judgement of each pair against its rivals. Suggests only; what is a link is decided by people.
//!
//! ```text
//! LinkIndex of each set ─► pairs near in time and place ─► evidence ─► words of those ─► judged against rivals ─► suggestions
//! ```
//!
//! Pure: rows are read by whoever implements [`RecordRows`].

pub mod actor_signature;
pub mod candidates;
pub mod event_class;
pub mod evidence;
pub mod found;
pub mod incident_set;
mod judge;
pub mod link_index;
mod pairs;
mod scatter;
mod series;
mod sweep;
pub mod toll_fit;
pub mod whereabouts;
mod words;

use std::borrow::Borrow;
use std::io;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

pub use actor_signature::ActorNames;
pub use candidates::Window;
pub use evidence::PairEvidence;
pub use found::{LinkIndexes, NearLink, NearLinks, WaitingPair};
pub use link_index::LinkIndex;
pub use pairs::{JoinProgress, all_candidates};

use crate::model::dataset::{About, RecordRows};
use crate::model::{Entry, LinkRelation, LinkStrength, RecordId};
use crate::shares;
use judge::Edge;

/// The weight that evidence must have before a pair is as likely as that the record has no partner: one in twenty of the
/// records that lie near is one.
pub const PRIOR: f32 = 3.0;
/// The probability from which a pair is likely. More than half, so that of two rivals that fit equally well none is.
pub const LIKELY: f32 = 0.6;
/// The probability from which a pair is possible.
pub const POSSIBLE: f32 = 0.06;
/// Maximum number of suggestions for a record.
pub const MOST: usize = 10;

/// The share of suggestions of a strength that are right, in thousandths: at least so many were on each of five invented truths
/// that were made by what was measured on real pairs. On real pairs it was not measured. `None` for what was measured nowhere:
/// pairs with an incident, and those of which the words of rows were not compared.
pub fn precision(strength: LinkStrength, entries: [Entry; 2], evidence: &PairEvidence) -> Option<u16> {
    let is_measured = evidence.words.is_some() && entries.iter().all(|entry| matches!(entry, Entry::Record(_)));
    is_measured.then_some(match strength {
        LinkStrength::Likely => 950,
        LinkStrength::Possible => 400,
    })
}

/// Two records that may be one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkSuggestion {
    /// The records, in the order of their data sets.
    pub records: [RecordId; 2],
    /// How the first relates to the second.
    pub relation: LinkRelation,
    /// How strongly it is suggested.
    pub strength: LinkStrength,
    /// The probability, as far as the weights of the evidence are true.
    pub probability: f32,
    /// Why.
    pub evidence: PairEvidence,
}

/// All suggestions between data sets, in order; `None` if it was stopped. An error if rows cannot be read.
pub fn suggest_all(
    indexes: &[impl Borrow<LinkIndex>],
    rows: Option<&dyn RecordRows>,
    window: Window,
    progress: &JoinProgress<'_>,
) -> io::Result<Option<Vec<LinkSuggestion>>> {
    suggest_between(indexes, rows, window, progress, &|_, _| true)
}

/// The same, between those data sets of which `takes` says so.
pub fn suggest_between(
    indexes: &[impl Borrow<LinkIndex>],
    rows: Option<&dyn RecordRows>,
    window: Window,
    progress: &JoinProgress<'_>,
    takes: &dyn Fn(&LinkIndex, &LinkIndex) -> bool,
) -> io::Result<Option<Vec<LinkSuggestion>>> {
    let mut all = Vec::new();
    for (n, one) in indexes.iter().enumerate() {
        let one = one.borrow();
        let others = indexes[n + 1..].iter().map(Borrow::borrow);
        for other in others.filter(|other| can_share(one, other) && takes(one, other)) {
            let (a, b) = in_order(one, other);
            let Some(edges) = pairs::all(a, b, window, pairs::floor(rows.is_some()), progress) else { return Ok(None) };
            let Some(found) = suggestions(a, b, edges, rows, progress.stop)? else { return Ok(None) };
            all.extend(found);
        }
    }
    Ok(Some(limited(&all)))
}

/// The suggestions for one record, the strongest first. An error if rows cannot be read.
pub fn suggest_near(
    indexes: &[impl Borrow<LinkIndex>],
    record: RecordId,
    rows: Option<&dyn RecordRows>,
    window: Window,
) -> io::Result<Vec<LinkSuggestion>> {
    let mut all = Vec::new();
    let indexes = || indexes.iter().map(Borrow::borrow);
    let Some(here) = indexes().find(|index| index.number == record.set) else { return Ok(all) };
    for other in indexes().filter(|other| can_share(here, other)) {
        let edges = pairs::neighbourhood(here, record.row, other, window, pairs::floor(rows.is_some()));
        let found = suggestions(here, other, edges, rows, &|| false)?;
        all.extend(found.into_iter().flatten().filter(|found| found.records.contains(&record)));
    }
    Ok(limited(&all))
}

fn can_share(one: &LinkIndex, other: &LinkIndex) -> bool {
    one.number != other.number && can_share_events(&one.set.about, &other.set.about)
}

/// Whether two data sets can have records of one event. Those of one publisher have one record of an event, whose id tells
/// where files overlap.
pub fn can_share_events(one: &About, other: &About) -> bool {
    one.tag != other.tag || one.publisher.is_empty()
}

/// The two in an order that does not depend on that of opening.
fn in_order<'i>(one: &'i LinkIndex, other: &'i LinkIndex) -> (&'i LinkIndex, &'i LinkIndex) {
    let name = |index: &LinkIndex| (index.set.about.tag, index.set.about.file.clone());
    if name(one) <= name(other) { (one, other) } else { (other, one) }
}

/// Judges the pairs of two data sets; `None` if it was stopped.
fn suggestions(
    a: &LinkIndex,
    b: &LinkIndex,
    mut edges: Vec<Edge>,
    rows: Option<&dyn RecordRows>,
    stop: &(dyn Fn() -> bool + Sync),
) -> io::Result<Option<Vec<LinkSuggestion>>> {
    let profiles = match rows {
        Some(rows) => pairs::profiles(a, b, &edges, rows, stop)?,
        None => Some(Default::default()),
    };
    let Some(profiles) = profiles else { return Ok(None) };
    let Some(words) = pairs::word_fits(a, b, &edges, &profiles, stop) else { return Ok(None) };
    drop(profiles);
    for (edge, words) in edges.iter_mut().zip(&words) {
        edge.weight += words.as_ref().map_or(0.0, |words| words.weight + words.outlet_weight);
    }
    series::settle(&mut edges, a, b);
    let beliefs = judge::beliefs(&edges, PRIOR, judge::ROUNDS);
    let taken = |side: fn(&Edge) -> u32| {
        let likely = edges.iter().zip(&beliefs).filter(|(_, probability)| **probability >= LIKELY);
        likely.map(|(edge, _)| side(edge)).collect::<HashSet<u32, FixedState>>()
    };
    let (taken_a, taken_b) = (taken(|edge| edge.a), taken(|edge| edge.b));
    let judged = |n: usize| {
        let (edge, probability) = (&edges[n], beliefs[n]);
        if probability < POSSIBLE {
            return None;
        }
        let of_pair = if edge.part.is_some() { LinkIndex::evidence_of_part } else { LinkIndex::evidence };
        let mut evidence = of_pair(a, edge.a, (b, edge.b))?;
        evidence.words = words[n];
        let definite =
            [a.whereabouts(edge.a), b.whereabouts(edge.b)].iter().flatten().filter(|w| w.is_definite()).count();
        let strength =
            if probability >= LIKELY && definite == 2 { LinkStrength::Likely } else { LinkStrength::Possible };
        let is_taken = taken_a.contains(&edge.a) || taken_b.contains(&edge.b);
        let relation = match edge.part {
            _ if probability < LIKELY && is_taken && evidence.is_sequel() => LinkRelation::Related,
            Some(part) if part.whole_is_a => LinkRelation::HasPart,
            Some(_) => LinkRelation::PartOf,
            None => LinkRelation::Same,
        };
        let records = [RecordId { set: a.number, row: edge.a }, RecordId { set: b.number, row: edge.b }];
        Some(LinkSuggestion { records, relation, strength, probability, evidence })
    };
    let of_part = |n: usize| {
        let range = n * pairs::AT_ONCE..((n + 1) * pairs::AT_ONCE).min(edges.len());
        (!stop()).then(|| range.filter_map(judged).collect::<Vec<_>>())
    };
    let parts = edges.len().div_ceil(pairs::AT_ONCE);
    Ok(shares::in_turn(parts, pairs::threads(&edges), of_part).map(|parts| parts.concat()))
}

/// The strongest suggestions of each record.
fn limited(all: &[LinkSuggestion]) -> Vec<LinkSuggestion> {
    // Numbers are moved faster than suggestions.
    let mut order: Vec<(f32, u32)> = all.iter().zip(0..).map(|(one, n)| (one.probability, n)).collect();
    let records = |n: u32| all[n as usize].records;
    order.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then_with(|| records(x.1).cmp(&records(y.1))));
    let mut counts: HashMap<RecordId, usize, FixedState> = HashMap::default();
    let has_place = |n: &u32| {
        let full = records(*n).iter().any(|record| counts.get(record).is_some_and(|n| *n >= MOST));
        if !full {
            for record in records(*n) {
                *counts.entry(record).or_insert(0) += 1;
            }
        }
        !full
    };
    order.into_iter().map(|(_, n)| n).filter(has_place).map(|n| all[n as usize]).collect()
}
