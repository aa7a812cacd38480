//! Searches records of data sets: evaluates a query once on the distinct values, then on each record's numbers.
//!
//! A record's rank for a word is the best of its location, actor group, event type and id; it must match every word. A
//! field's answer for locations and actors is a list of booleans by value. The scan over the records therefore compares
//! numbers only, and all processors share it.

use std::collections::BinaryHeap;
use std::ops::Range;
use std::thread;

use super::clause::Clause;
use super::fields::{self, CERTAINLY, FieldPredicate, NO, POSSIBLY, predicates};
use super::hit::{Hit, HitCount, Stale};
use super::index::{Target, Values};
use super::lookup::look_up_banned;
use super::order::{Best, MatchSpread, Order, field_of, fit_of, is_possible, score};
use super::partial::ClauseUse;
use super::rank::{Guesses, Ranker};
use super::ranking::{Ranked, ReadQuery};
use super::read_query::ReadFilter;
use super::reasons::{self, FieldReason};
use super::record_words::{ClauseRanks, ValueRanks, clause_ranks, ranks};
use crate::model::RecordId;
use crate::model::dataset::{DataSet, SEGMENT, Segment};

/// A query compiled for one data set.
pub(super) struct RecordQuery<'s> {
    pub(super) set: &'s DataSet,
    values: &'s Values,
    clauses: Vec<ClauseRanks>,
    /// Number of clauses that only decide the order. Records, which have no prose here, lack them all.
    soft: u8,
    /// Whether a word must stand in a place, actor or event type.
    named_only: bool,
    banned: Vec<ValueRanks>,
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

impl<'s> RecordQuery<'s> {
    /// Evaluates a query on the distinct values of `set`, which is data set number `number`.
    pub(super) fn new(set: &'s DataSet, values: &'s Values, number: usize, read: &ReadQuery<'s>) -> Self {
        let ranker = Ranker::default();
        let filters = read.filters;
        let alone = read.clauses.required().nth(1).is_none();
        let clauses = read.clauses.required();
        let clauses = clauses.map(|clause| clause_ranks(set, values, &ranker, clause, read.guesses, alone));
        let clauses = clauses.collect();
        let banned = read.query.terms.iter().filter(|t| t.not);
        let banned =
            banned.map(|t| ranks(set, values, t, &look_up_banned(&values.index, &ranker, t), Guesses::All)).collect();
        let filters = filters.iter().map(|filter| RecordFilter {
            any: predicates(set, number, filter),
            possibly: filter.possibly,
            not: filter.not,
        });
        let mut filters: Vec<RecordFilter<'s>> = filters.collect();
        let plain = filters.iter_mut().filter(|filter| !filter.not && !filter.possibly);
        let alone = plain.filter_map(|filter| match filter.any.as_deref_mut() {
            Some([only]) => Some(only),
            _ => None,
        });
        fields::join_killed(alone);
        let soft = read.clauses.all.len() - read.clauses.required().count();
        let soft = u8::try_from(soft).unwrap_or(u8::MAX);
        Self { set, values, clauses, soft, named_only: read.named_only, banned, filters }
    }

    /// Whether a record matches every clause and no negated term.
    #[inline]
    pub(super) fn words(&self, segment: &Segment, i: usize) -> bool {
        self.clauses.iter().all(|t| t.of(segment, i) != u32::MAX) && !self.is_banned(segment, i)
    }

    /// Whether the query has words.
    pub(super) fn has_words(&self) -> bool {
        !self.clauses.is_empty() || !self.banned.is_empty()
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

/// What is known of a clause in a data set: the number of its values that have it, and whether a place or actor is one.
pub(super) fn known(set: &DataSet, values: &Values, clause: &Clause) -> ClauseUse {
    let found = clause_ranks(set, values, &Ranker::default(), clause, Guesses::Spellings, false).words;
    let count = |all: &[Best]| all.iter().filter(|best| best.rank != u32::MAX).count();
    let (places, actors) = (count(&found.locations), count(&found.actor_groups));
    let records = places + actors + count(&found.event_types);
    ClauseUse { records, in_name: places + actors > 0, names: places + actors, is_place: places > 0 }
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
        let target = Target::Record(RecordId { set: number, row: row as u32 });
        let by_words = || query.clauses.iter().filter(|clause| clause.coded(segment, i).is_none());
        let words = by_words().map(|clause| {
            let rank = clause.words.of(segment, i);
            (clause.words.word(segment, i, query.values), fit_of(rank), clause.typed.clone())
        });
        let literal = by_words().filter(|clause| clause.meant(segment, i).is_none());
        let worst_word = literal.map(|clause| clause.words.of(segment, i)).max().unwrap_or(0);
        let meant = by_words().filter_map(|clause| {
            let (meaning, word) = (clause.meant(segment, i)?, clause.words.word(segment, i, query.values));
            Some(reasons::of_meaning(&clause.typed, meaning, &word, !is_possible(clause.of(segment, i))))
        });
        let reasons = query.clauses.iter().filter_map(|clause| {
            let sense = clause.coded(segment, i)?;
            reasons::of_coded(query.set, &segment.row(i), sense, !is_possible(sense.of(segment, i)))
        });
        let (field, fit, score) = (field_of(worst_word), fit_of(worst_word), score(order.worst));
        let (words, reasons) = (words.collect(), reasons::distinct(meant.chain(reasons)));
        (order, Hit { target, field, fit, words, score, doubt: order.doubt, reasons })
    });
    Some((hits.collect(), all))
}

type Share = (Vec<(Order, usize)>, HitCount);

fn best(query: &RecordQuery<'_>, number: u16, limit: usize, share: Range<usize>, stale: Stale<'_>) -> Option<Share> {
    let mut heap: BinaryHeap<(Order, usize)> = BinaryHeap::new();
    let mut all = HitCount::default();
    let mut found = Vec::with_capacity(query.clauses.len());
    for s in share {
        let segment = &*query.set.segments[s];
        for i in 0..segment.len() {
            if i % 16_384 == 0 && stale() {
                return None;
            }
            found.clear();
            found.extend(query.clauses.iter().map(|clause| clause.of(segment, i)).take_while(|rank| *rank != u32::MAX));
            if found.len() < query.clauses.len() || query.is_banned(segment, i) {
                continue;
            }
            let spread = MatchSpread::of(found.iter().copied());
            if query.named_only && spread.nearest.is_prose() {
                continue;
            }
            let Some(doubt) = query.doubt(segment, i) else { continue };
            let row = s * SEGMENT + i;
            let target = Target::Record(RecordId { set: number, row: row as u32 });
            let head = spread.head(target, doubt);
            all.count(head.0);
            // Among equals: entries of the corpus first, then the latest records.
            let day = (i64::from(i32::MAX) - i64::from(segment.lo[i])).clamp(0, 0x7fff_ffff) as u64;
            let tie = 1 << 63 | day << 32 | row as u64;
            if heap.len() == limit {
                let Some((last, _)) = heap.peek() else { continue };
                if last.head() < head || (last.head() == head && found.len() < 2 && last.tie < tie) {
                    continue;
                }
            }
            let mut order = Order::of(head, spread, 1, tie);
            order.lacks = query.soft;
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
