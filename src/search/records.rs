//! Searches records of data sets: evaluates a query once on the distinct values, then on each record's numbers.
//!
//! A record's rank for a word is the best of its location, actor group, event type and id; it must match every word. A
//! field's answer for locations and actors is a list of booleans by value. The scan over the records therefore compares
//! numbers only, and all processors share it.

use std::collections::BinaryHeap;
use std::ops::Range;
use std::thread;

use super::engine::{Hit, HitCount, Ranked, Stale};

use super::fields::{self, CERTAINLY, FieldPredicate, NO, POSSIBLY, predicates};
use super::fold::fold;
use super::index::{MatchField, Target, Values};
use super::lookup::{Matches, WordMatch, look_up, look_up_banned};
use super::order::{Best, NOTHING, Order, class, field_of, fit_of, pack, score};
use super::query::{Mode, Query, Term};
use super::rank::{Fit, Ranker};
use super::read_query::ReadFilter;
use super::reasons::{self, FieldReason};
use crate::model::RecordId;
use crate::model::dataset::{DataSet, SEGMENT, Segment, id_hash};

/// A query compiled for one data set.
pub(super) struct RecordQuery<'s> {
    pub(super) set: &'s DataSet,
    values: &'s Values,
    terms: Vec<Ranks>,
    banned: Vec<Ranks>,
    filters: Vec<RecordFilter<'s>>,
}

/// A field compiled for one data set.
struct RecordFilter<'s> {
    /// Its alternatives; `None` if it does not apply to records.
    any: Option<Vec<FieldPredicate<'s>>>,
    possibly: bool,
    not: bool,
}

impl RecordFilter<'_> {
    /// The answer of the field by the most certain one of its alternatives.
    #[inline]
    fn asked(&self, state: u8) -> u8 {
        match (self.possibly, self.not) {
            (false, false) => state,
            (false, true) => CERTAINLY - state,
            (true, false) => {
                if state == POSSIBLY {
                    POSSIBLY
                } else {
                    NO
                }
            }
            (true, true) => {
                if state == POSSIBLY {
                    NO
                } else {
                    CERTAINLY
                }
            }
        }
    }
}

/// Match of a term for each distinct value of a data set; [`NOTHING`] if none.
struct Ranks {
    locations: Vec<Best>,
    actor_groups: Vec<Best>,
    event_types: Vec<Best>,
    /// Hash of the term, if it may be an id.
    id: Option<u32>,
    typed: String,
}

impl Ranks {
    #[inline]
    fn of(&self, segment: &Segment, i: usize) -> u32 {
        if self.id == Some(segment.id[i]) {
            return pack(Fit::Word, MatchField::Alias, 0);
        }
        // Values read after the index was built do not match yet.
        let at = |all: &[Best], n: usize| all.get(n).map_or(u32::MAX, |b| b.rank);
        let location = at(&self.locations, segment.location[i] as usize);
        let actor_group = at(&self.actor_groups, segment.actor_group[i] as usize);
        location.min(actor_group).min(at(&self.event_types, segment.event_type[i] as usize))
    }

    fn word(&self, segment: &Segment, i: usize, values: &Values) -> String {
        let all = [
            self.locations.get(segment.location[i] as usize),
            self.actor_groups.get(segment.actor_group[i] as usize),
            self.event_types.get(segment.event_type[i] as usize),
        ];
        let best = all.into_iter().flatten().min_by_key(|b| b.rank).filter(|b| b.rank != u32::MAX);
        best.map_or_else(|| self.typed.clone(), |b| values.index.word(b.word as usize).to_owned())
    }
}

impl<'s> RecordQuery<'s> {
    /// Evaluates `query`, with its fields as read, on the distinct values of `set`, which is data set number `number`.
    pub(super) fn new(
        set: &'s DataSet,
        values: &'s Values,
        number: usize,
        query: &Query,
        filters: &'s [ReadFilter],
    ) -> Self {
        let ranker = Ranker::default();
        let wanted = query.wanted();
        let terms = wanted.iter().map(|t| ranks(set, values, t, &look_up(&values.index, &ranker, t))).collect();
        let banned = query.terms.iter().filter(|t| t.not);
        let banned = banned.map(|t| ranks(set, values, t, &look_up_banned(&values.index, &ranker, t))).collect();
        let filters = filters.iter().map(|filter| RecordFilter {
            any: predicates(set, number, filter),
            possibly: filter.possibly,
            not: filter.not,
        });
        let filters = filters.collect();
        Self { set, values, terms, banned, filters }
    }

    /// Whether a record matches every term and no negated one.
    #[inline]
    pub(super) fn words(&self, segment: &Segment, i: usize) -> bool {
        self.terms.iter().all(|t| t.of(segment, i) != u32::MAX) && !self.is_banned(segment, i)
    }

    /// Whether the query has terms.
    pub(super) fn has_words(&self) -> bool {
        !self.terms.is_empty() || !self.banned.is_empty()
    }

    /// Whether all fields apply to records.
    pub(super) fn is_applicable(&self) -> bool {
        self.filters.iter().all(|filter| filter.any.is_some())
    }

    /// Whether a record matches a negated term.
    pub(super) fn is_banned(&self, segment: &Segment, i: usize) -> bool {
        self.banned.iter().any(|t| t.of(segment, i) != u32::MAX)
    }

    /// How certainly a field holds for a record, as a number of [`fields`].
    #[inline]
    pub(super) fn holds(&self, filter: usize, segment: &Segment, i: usize) -> u8 {
        let filter = &self.filters[filter];
        let Some(any) = &filter.any else { return NO };
        filter.asked(any.iter().map(|test| test.of(segment, i)).max().unwrap_or(NO))
    }

    /// Sets `out` to how certainly a field holds for each record of a segment.
    pub(super) fn holds_all(&self, filter: usize, segment: &Segment, out: &mut [u8]) {
        let filter = &self.filters[filter];
        out.fill(NO);
        let Some(any) = &filter.any else { return };
        for test in any {
            test.add(segment, out);
        }
        if filter.possibly || filter.not {
            for state in out.iter_mut() {
                *state = filter.asked(*state);
            }
        }
    }

    /// Number of fields that hold only possibly; `None` if a field does not hold.
    #[inline]
    pub(super) fn doubt(&self, segment: &Segment, i: usize) -> Option<u8> {
        (0..self.filters.len()).try_fold(0, |doubt, f| match self.holds(f, segment, i) {
            NO => None,
            state => Some(doubt + u8::from(state == POSSIBLY)),
        })
    }

    /// Why each field holds for a record.
    pub(super) fn reasons(&self, row: usize, filters: &[ReadFilter]) -> Vec<FieldReason> {
        let (segment, i) = (&self.set.segments[row / SEGMENT], row % SEGMENT);
        let certainty = |filter| fields::certainty(self.holds(filter, segment, i));
        reasons::of_record(self.set, &segment.row(i), filters, certainty)
    }
}

/// The hits among the records of data set number `number`, best first, at most `limit`.
pub(super) fn ranked(query: &RecordQuery<'_>, number: u16, limit: usize, stale: Stale<'_>) -> Option<Ranked> {
    let shares = shared(query.set.segments.len(), |share| best(query, number, limit, share, stale));
    let mut all = HitCount::default();
    let mut hits: Vec<(Order, usize)> = Vec::new();
    for share in shares {
        let (mut some, count) = share?;
        hits.append(&mut some);
        all.add(count);
    }
    hits.sort_unstable();
    hits.truncate(limit);
    let hits = hits.into_iter().map(|(order, row)| {
        let (segment, i) = (&query.set.segments[row / SEGMENT], row % SEGMENT);
        let words = query.terms.iter().map(|t| {
            let rank = t.of(segment, i);
            (t.word(segment, i, query.values), fit_of(rank), t.typed.clone())
        });
        let worst = query.terms.iter().map(|t| t.of(segment, i)).max().unwrap_or(0);
        let target = Target::Record(RecordId { set: number, row: row as u32 });
        let (field, fit, score) = (field_of(worst), fit_of(worst), score(worst));
        (order, Hit { target, field, fit, words: words.collect(), score, doubt: order.doubt, reasons: Vec::new() })
    });
    Some((hits.collect(), all))
}

type Share = (Vec<(Order, usize)>, HitCount);

fn best(query: &RecordQuery<'_>, number: u16, limit: usize, share: Range<usize>, stale: Stale<'_>) -> Option<Share> {
    let mut heap: BinaryHeap<(Order, usize)> = BinaryHeap::new();
    let mut all = HitCount::default();
    let mut found = Vec::with_capacity(query.terms.len());
    for s in share {
        let segment = &*query.set.segments[s];
        for i in 0..segment.len() {
            if i % 16_384 == 0 && stale() {
                return None;
            }
            found.clear();
            let mut worst = 0;
            for term in &query.terms {
                let rank = term.of(segment, i);
                worst = worst.max(rank);
                if rank == u32::MAX {
                    break;
                }
                found.push(rank);
            }
            if worst == u32::MAX || query.is_banned(segment, i) {
                continue;
            }
            let Some(doubt) = query.doubt(segment, i) else { continue };
            all.count(doubt);
            let row = s * SEGMENT + i;
            let target = Target::Record(RecordId { set: number, row: row as u32 });
            // Among equals: entries of the corpus first, then the latest records.
            let day = (i64::from(i32::MAX) - i64::from(segment.lo[i])).clamp(0, 0x7fff_ffff) as u64;
            let tie = 1 << 63 | day << 32 | row as u64;
            if heap.len() == limit {
                let Some((last, _)) = heap.peek() else { continue };
                let fit = fit_of(worst);
                let head = (doubt, (!fit.is_plain()).then_some(fit), class(target, worst), worst);
                let held = (last.doubt, last.guessed, last.kind, last.worst);
                if held < head || (held == head && found.len() < 2 && last.tie < tie) {
                    continue;
                }
            }
            let order = Order::of(target, doubt, found.iter().copied(), 1, tie);
            if heap.len() < limit {
                heap.push((order, row));
            } else if heap.peek().is_some_and(|(last, _)| order < *last) {
                heap.pop();
                heap.push((order, row));
            }
        }
    }
    Some((heap.into_vec(), all))
}

/// Splits `0..len` among the processors; returns the results in order.
pub(super) fn shared<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    const MOST: usize = 8;
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST).min(len.max(1));
    if threads < 2 {
        return vec![work(0..len)];
    }
    thread::scope(|scope| {
        let work = &work;
        let run = |t: usize| t * len / threads..(t + 1) * len / threads;
        let others: Vec<_> = (1..threads).map(|t| scope.spawn(move || work(run(t)))).collect();
        let mut all = vec![work(run(0))];
        // The share of a thread that panicked is missing; the panic was reported when it happened.
        all.extend(others.into_iter().filter_map(|handle| handle.join().ok()));
        all
    })
}

/// The match of a term for each distinct value.
fn ranks(set: &DataSet, values: &Values, term: &Term, found: &Matches) -> Ranks {
    let mut best = vec![NOTHING; values.counts.iter().sum()];
    for WordMatch { word, fit, penalty } in found.all(&values.index) {
        let base = pack(fit, MatchField::Title, penalty);
        let word = u32::try_from(word).unwrap_or(0);
        for posting in values.index.postings(word as usize) {
            let rank = base | (posting.field_order() << 16);
            let slot = &mut best[posting.doc()];
            if rank < slot.rank {
                *slot = Best { rank, word };
            }
        }
    }
    let mut event_types = best.split_off(values.counts[0] + values.counts[1]);
    let mut actor_groups = best.split_off(values.counts[0]);
    if term.mode == Mode::Phrase {
        let says = |text: &str| format!(" {} ", fold(text)).contains(&format!(" {}", term.text));
        for (n, slot) in best.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let location = set.locations.get(n);
            let country = &set.countries.get(location.country as usize).name;
            if !(says(&location.name) || says(country) || location.within.iter().any(|w| says(w))) {
                *slot = NOTHING;
            }
        }
        for (n, slot) in actor_groups.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let actor_group = set.actor_groups.get(n);
            if !actor_group.actors.iter().any(|(a, _)| says(set.actors.get(*a as usize))) && !says(actor_group.meant) {
                *slot = NOTHING;
            }
        }
        for (n, slot) in event_types.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let event_type = set.event_types.get(n);
            if !says(&event_type.name) && !says(&event_type.group) {
                *slot = NOTHING;
            }
        }
    }
    let id = term.text.bytes().any(|b| b.is_ascii_digit()).then(|| id_hash(term.text.as_bytes()));
    let id = id.filter(|_| matches!(term.mode, Mode::Loose | Mode::Exact));
    Ranks { locations: best, actor_groups, event_types, id, typed: term.text.clone() }
}
