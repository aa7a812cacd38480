//! Records of data sets by the million: a query is asked of their distinct values once, then of each record's numbers.
//!
//! A record is as good for a word as the best of its place, cast and kind, or its id; it must have every word. What a
//! field asks of a place or an actor is a list of yes and no by value. So the walk over the records compares numbers
//! only, and every processor takes a share of it.

use std::collections::BinaryHeap;
use std::ops::Range;
use std::thread;

use super::engine::{Hit, Ranked, Stale};
use super::filter::{has, turned};
use super::fold::fold;
use super::index::{Target, Values, Why};
use super::lookup::{Found, Words, look_up, look_up_banned};
use super::order::{Best, NOTHING, Order, class, fit_of, pack, score, why_of};
use super::query::{Comparison, Filter, Kind, Mode, Query, Term, Wanted};
use super::rank::{Fit, Ranker};
use crate::model::set::{self, DataSet, SEGMENT, Segment, UNDATED, id_hash};
use crate::model::time::{Certainty, Grain};
use crate::model::{RecordId, Verdict};

/// A query as a data set's numbers.
pub(super) struct Asked<'s> {
    pub(super) set: &'s DataSet,
    values: &'s Values,
    terms: Vec<Ranks>,
    banned: Vec<Ranks>,
    pub(super) filters: Vec<(Vec<Test>, bool)>,
}

/// What each value is worth for a word; less is better, [`NOTHING`] is no hit.
struct Ranks {
    spots: Vec<Best>,
    casts: Vec<Best>,
    kinds: Vec<Best>,
    /// The hash of the word, if it may be an id.
    id: Option<u32>,
    typed: String,
}

impl Ranks {
    #[inline]
    fn of(&self, segment: &Segment, i: usize) -> u32 {
        if self.id == Some(segment.id[i]) {
            return pack(Fit::Word, Why::Alias, 0);
        }
        // Values met since the words were gathered are worth nothing yet.
        let at = |all: &[Best], n: usize| all.get(n).map_or(u32::MAX, |b| b.rank);
        let spot = at(&self.spots, segment.spot[i] as usize);
        let cast = at(&self.casts, segment.cast[i] as usize);
        spot.min(cast).min(at(&self.kinds, segment.kind[i].into()))
    }

    fn word(&self, segment: &Segment, i: usize, values: &Values) -> String {
        let all = [
            self.spots.get(segment.spot[i] as usize),
            self.casts.get(segment.cast[i] as usize),
            self.kinds.get(usize::from(segment.kind[i])),
        ];
        let best = all.into_iter().flatten().min_by_key(|b| b.rank).filter(|b| b.rank != u32::MAX);
        best.map_or_else(|| self.typed.clone(), |b| values.index.word(b.word as usize).to_owned())
    }
}

/// What a field asks, as numbers.
pub(super) enum Test {
    Spot(Vec<bool>),
    Cast(Vec<bool>),
    Kind(Vec<bool>),
    All(bool),
    On(i32, i32),
    After(i32),
    Before(i32),
    Killed(Comparison, u32),
    Dated(Grain),
}

impl<'s> Asked<'s> {
    /// Asks `query` of the values of `set`.
    pub(super) fn new(set: &'s DataSet, values: &'s Values, query: &Query) -> Self {
        let ranker = Ranker::default();
        let wanted = query.wanted();
        let terms = wanted.iter().map(|t| ranks(set, values, t, &look_up(&values.index, &ranker, t))).collect();
        let banned = query.terms.iter().filter(|t| t.not);
        let banned = banned.map(|t| ranks(set, values, t, &look_up_banned(&values.index, &ranker, t))).collect();
        let filters = query.filters.iter().map(|f| (tests(set, values, f), f.not)).collect();
        Self { set, values, terms, banned, filters }
    }

    /// Whether a record has every word and none of the banned ones.
    #[inline]
    pub(super) fn words(&self, segment: &Segment, i: usize) -> bool {
        self.terms.iter().all(|t| t.of(segment, i) != u32::MAX) && !self.is_banned(segment, i)
    }

    /// Whether words are asked for at all.
    pub(super) fn has_words(&self) -> bool {
        !self.terms.is_empty() || !self.banned.is_empty()
    }

    fn is_banned(&self, segment: &Segment, i: usize) -> bool {
        self.banned.iter().any(|t| t.of(segment, i) != u32::MAX)
    }

    /// Whether a field holds for a record.
    #[inline]
    pub(super) fn holds(&self, filter: usize, segment: &Segment, i: usize) -> Certainty {
        let (tests, not) = &self.filters[filter];
        let mut answer = Certainty::No;
        for test in tests {
            match self.test(test, segment, i) {
                Certainty::Certainly => {
                    answer = Certainty::Certainly;
                    break;
                }
                Certainty::Possibly => answer = Certainty::Possibly,
                Certainty::No => {}
            }
        }
        turned(answer, *not)
    }

    /// Whether a field holds for each record of a segment, possibly too; column by column, so that a walk over millions
    /// of records stays a walk over numbers.
    pub(super) fn holds_all(&self, filter: usize, segment: &Segment, out: &mut [bool]) {
        let (tests, not) = &self.filters[filter];
        if *not {
            for (i, slot) in out.iter_mut().enumerate() {
                *slot = self.holds(filter, segment, i) != Certainty::No;
            }
            return;
        }
        out.fill(false);
        let days = || segment.lo.iter().zip(&segment.hi);
        for test in tests {
            match test {
                Test::Spot(all) => listed(out, segment.spot.iter().map(|n| *n as usize), all),
                Test::Cast(all) => listed(out, segment.cast.iter().map(|n| *n as usize), all),
                Test::Kind(all) => listed(out, segment.kind.iter().map(|n| usize::from(*n)), all),
                Test::All(holds) => out.iter_mut().for_each(|slot| *slot |= *holds),
                Test::On(from, to) => {
                    either(out, days().map(|(lo, hi)| *lo <= *to && *hi >= *from && *lo != UNDATED));
                }
                Test::After(day) => either(out, days().map(|(lo, hi)| *hi > *day && *lo != UNDATED)),
                Test::Before(day) => either(out, days().map(|(lo, _)| *lo < *day && *lo != UNDATED)),
                Test::Killed(comparison, n) => {
                    either(out, segment.best.iter().map(|best| kills(*comparison, *n, *best)));
                }
                Test::Dated(_) => {
                    let each = (0..segment.len()).map(|i| self.test(test, segment, i) != Certainty::No);
                    either(out, each);
                }
            }
        }
    }

    #[expect(clippy::unused_self, reason = "reads as a question to what is asked")]
    fn test(&self, test: &Test, segment: &Segment, i: usize) -> Certainty {
        let certain = |holds: bool| if holds { Certainty::Certainly } else { Certainty::No };
        let listed = |all: &[bool], n: usize| certain(all.get(n).copied().unwrap_or(false));
        let side = |sure: bool, open: bool| match (sure, open) {
            (true, _) => Certainty::Certainly,
            (false, true) => Certainty::Possibly,
            (false, false) => Certainty::No,
        };
        let (lo, hi) = (segment.lo[i], segment.hi[i]);
        match test {
            Test::Spot(all) => listed(all, segment.spot[i] as usize),
            Test::Cast(all) => listed(all, segment.cast[i] as usize),
            Test::Kind(all) => listed(all, segment.kind[i].into()),
            Test::All(holds) => certain(*holds),
            Test::On(..) | Test::After(_) | Test::Before(_) if lo == UNDATED => Certainty::No,
            Test::On(from, to) => side(lo >= *from && hi <= *to, lo <= *to && hi >= *from),
            Test::After(day) => side(lo > *day, hi > *day),
            Test::Before(day) => side(hi < *day, lo < *day),
            Test::Killed(comparison, n) => certain(kills(*comparison, *n, segment.best[i])),
            Test::Dated(grain) => {
                let found = if lo == UNDATED { Grain::Never } else { Grain::of_span(i64::from(hi) - i64::from(lo)) };
                certain(found == *grain)
            }
        }
    }

    /// How many fields hold only possibly; `None` if one does not hold.
    #[inline]
    fn doubt(&self, segment: &Segment, i: usize) -> Option<u8> {
        (0..self.filters.len()).try_fold(0, |doubt, f| match self.holds(f, segment, i) {
            Certainty::Certainly => Some(doubt),
            Certainty::Possibly => Some(doubt + 1),
            Certainty::No => None,
        })
    }
}

/// Whether a record's figure, as its data set gives it, compares so.
#[inline]
fn kills(comparison: Comparison, n: u32, best: u32) -> bool {
    best != set::NOT_GIVEN
        && match comparison {
            Comparison::Above => best > n,
            Comparison::AtLeast => best >= n,
            Comparison::Below => best < n,
            Comparison::AtMost => best <= n,
            Comparison::Equal => best == n,
        }
}

fn either(out: &mut [bool], holds: impl Iterator<Item = bool>) {
    out.iter_mut().zip(holds).for_each(|(slot, holds)| *slot |= holds);
}

fn listed(out: &mut [bool], values: impl Iterator<Item = usize>, all: &[bool]) {
    either(out, values.map(|n| all.get(n).copied().unwrap_or(false)));
}

/// The hits among the records of data set number `number`, best first, at most `limit`.
pub(super) fn ranked(asked: &Asked<'_>, number: u16, limit: usize, stale: Stale<'_>) -> Option<Ranked> {
    let shares = shared(asked.set.segments.len(), |share| best(asked, number, limit, share, stale));
    let mut all = 0;
    let mut hits: Vec<(Order, usize)> = Vec::new();
    for share in shares {
        let (mut some, count) = share?;
        hits.append(&mut some);
        all += count;
    }
    hits.sort_unstable();
    hits.truncate(limit);
    let hits = hits.into_iter().map(|(order, row)| {
        let (segment, i) = (&asked.set.segments[row / SEGMENT], row % SEGMENT);
        let words = asked.terms.iter().map(|t| {
            let rank = t.of(segment, i);
            (t.word(segment, i, asked.values), fit_of(rank), t.typed.clone())
        });
        let worst = asked.terms.iter().map(|t| t.of(segment, i)).max().unwrap_or(0);
        let target = Target::Record(RecordId { set: number, row: row as u32 });
        (order, Hit { target, why: why_of(worst), fit: fit_of(worst), words: words.collect(), score: score(worst) })
    });
    Some((hits.collect(), all))
}

type Share = (Vec<(Order, usize)>, usize);

fn best(asked: &Asked<'_>, number: u16, limit: usize, share: Range<usize>, stale: Stale<'_>) -> Option<Share> {
    let mut heap: BinaryHeap<(Order, usize)> = BinaryHeap::new();
    let mut all = 0;
    let mut found = Vec::with_capacity(asked.terms.len());
    for s in share {
        let segment = &*asked.set.segments[s];
        for i in 0..segment.len() {
            if i % 16_384 == 0 && stale() {
                return None;
            }
            found.clear();
            let mut worst = 0;
            for term in &asked.terms {
                let rank = term.of(segment, i);
                worst = worst.max(rank);
                if rank == u32::MAX {
                    break;
                }
                found.push(rank);
            }
            if worst == u32::MAX || asked.is_banned(segment, i) {
                continue;
            }
            let Some(doubt) = asked.doubt(segment, i) else { continue };
            all += 1;
            let row = s * SEGMENT + i;
            let target = Target::Record(RecordId { set: number, row: row as u32 });
            // Of equals the latest first, after what the corpus has.
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

/// Gives every processor a run of `0..len` to work on.
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
        // A thread that died leaves its share out; its panic was reported when it happened.
        all.extend(others.into_iter().filter_map(|handle| handle.join().ok()));
        all
    })
}

/// What each value is worth for a term.
fn ranks(set: &DataSet, values: &Values, term: &Term, found: &Words) -> Ranks {
    let mut best = vec![NOTHING; values.counts.iter().sum()];
    for Found { word, fit, penalty } in found.all(&values.index) {
        let base = pack(fit, Why::Title, penalty);
        let word = u32::try_from(word).unwrap_or(0);
        for posting in values.index.postings(word as usize) {
            let rank = base | (posting.field() << 16);
            let slot = &mut best[posting.doc()];
            if rank < slot.rank {
                *slot = Best { rank, word };
            }
        }
    }
    let mut kinds = best.split_off(values.counts[0] + values.counts[1]);
    let mut casts = best.split_off(values.counts[0]);
    if term.mode == Mode::Phrase {
        let says = |text: &str| format!(" {} ", fold(text)).contains(&format!(" {}", term.text));
        for (n, slot) in best.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let spot = set.spots.get(n);
            let country = &set.countries.get(spot.country.into()).name;
            if !(says(&spot.name) || says(country) || spot.within.iter().any(|w| says(w))) {
                *slot = NOTHING;
            }
        }
        for (n, slot) in casts.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let cast = set.casts.get(n);
            if !cast.actors.iter().any(|(a, _)| says(set.actors.get(*a as usize))) && !says(cast.meant) {
                *slot = NOTHING;
            }
        }
        for (n, slot) in kinds.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let kind = set.kinds.get(n);
            if !says(&kind.name) && !says(&kind.group) {
                *slot = NOTHING;
            }
        }
    }
    let id = term.text.bytes().any(|b| b.is_ascii_digit()).then(|| id_hash(term.text.as_bytes()));
    let id = id.filter(|_| matches!(term.mode, Mode::Loose | Mode::Exact));
    Ranks { spots: best, casts, kinds, id, typed: term.text.clone() }
}

/// A field's alternatives as tests of numbers.
fn tests(set: &DataSet, values: &Values, filter: &Filter) -> Vec<Test> {
    filter.any.iter().map(|wanted| test(set, values, wanted)).collect()
}

fn test(set: &DataSet, values: &Values, wanted: &Wanted) -> Test {
    let about = &set.about;
    let day = |day: chrono::NaiveDate| set::number(day);
    match wanted {
        Wanted::Kind(kind) => Test::All(*kind == Kind::Incident),
        Wanted::By(_) => Test::All(false),
        Wanted::In(words) => {
            Test::All([about.tag, &about.title, about.publisher, &about.file].iter().any(|t| has(t, words)))
        }
        Wanted::At(words) => {
            let coded: Vec<bool> = set.countries.iter().map(|c| fold(c.code()) == *words).collect();
            // Two letters that are a country's code mean that country, not places that begin so.
            let by_code = words.len() == 2 && coded.contains(&true);
            let named = if by_code { Vec::new() } else { values.named(0, words) };
            let spot = |(n, spot): (usize, &set::Spot)| {
                let exactly = || {
                    let names = std::iter::once(&spot.name).chain(&spot.within);
                    let country = &set.countries.get(spot.country.into()).name;
                    names.chain(std::iter::once(country)).any(|name| has(name, words))
                };
                if by_code {
                    coded[usize::from(spot.country)]
                } else if words.starts_with('=') {
                    exactly()
                } else {
                    named.get(n).copied().unwrap_or(false)
                }
            };
            Test::Spot(set.spots.iter().enumerate().map(spot).collect())
        }
        Wanted::Who(words) if words.starts_with('=') => {
            let actors: Vec<bool> = set.actors.iter().map(|name| has(name, words)).collect();
            let any = |cast: &set::Cast| cast.actors.iter().any(|(a, _)| actors[*a as usize]);
            Test::Cast(set.casts.iter().map(any).collect())
        }
        Wanted::Who(words) => Test::Cast(values.named(1, words)),
        Wanted::KindOf(words) => {
            Test::Kind(set.kinds.iter().map(|k| has(&k.name, words) || has(&k.group, words)).collect())
        }
        Wanted::On(period) => Test::On(day(period.earliest()), day(period.latest())),
        Wanted::After(period) => Test::After(day(period.latest())),
        Wanted::Before(period) => Test::Before(day(period.earliest())),
        Wanted::Killed(comparison, n) => Test::Killed(*comparison, *n),
        Wanted::Sources(comparison, n) => Test::All(comparison.possible(Some(1), Some(1), *n)),
        Wanted::Verdict(verdict) => Test::All(*verdict == Verdict::Single),
        Wanted::Precision(placing) => Test::Spot(set.spots.iter().map(|s| s.precision == *placing).collect()),
        Wanted::Dated(grain) => Test::Dated(*grain),
    }
}
