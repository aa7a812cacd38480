//! Compiles the fields of a query into predicates on the numbers of a data set's records.
//!
//! Names are compared once with the distinct values; the scan over records compares numbers only. A figure satisfies a
//! field certainly if the whole coded range does, and so does a date if all its days do.

use chrono::{Datelike as _, NaiveDate};

use super::box_field::states;
use super::query::{Comparison, FieldValue, TargetKind};
use super::read_query::{ReadFilter, ReadValue};
use crate::model::dataset::{self, Bound, CountingRule, DataSet, RowState, Segment, UNDATED, flag};
use crate::model::time::{Certainty, Grain};
use crate::model::{Figure, Party, Qualifier, Verdict};

/// A value of a query field, compiled for one data set. Lists hold a boolean for each distinct value.
pub(super) enum FieldPredicate<'q> {
    Location(&'q [bool]),
    Precision(Vec<bool>),
    /// By location: of its records, and of those whose position contradicts their country.
    Within(Vec<[Certainty; 2]>),
    /// Those that are meant, and those that possibly are.
    ActorGroup(&'q [bool], &'q [bool]),
    EventType(&'q [bool]),
    All(bool),
    /// The first and last day, and whether spans of days can be how long a record lasted.
    On(i32, i32, bool),
    After(i32),
    Before(i32),
    /// The last are the ends of what all such fields of the query leave, in the first of them.
    Killed(CountingRule, Comparison, u32, (u32, u32)),
    Dated(Grain, bool),
    Row(RowState),
    /// The records that begin at these bytes of the file, in order.
    At(&'q [u64]),
}

/// How certainly a field holds, as a number: the larger the more certain.
pub(super) const NO: u8 = 0;
pub(super) const POSSIBLY: u8 = 1;
pub(super) const CERTAINLY: u8 = 2;

pub(super) fn certainty(state: u8) -> Certainty {
    match state {
        CERTAINLY => Certainty::Certainly,
        POSSIBLY => Certainty::Possibly,
        _ => Certainty::No,
    }
}

impl FieldPredicate<'_> {
    /// How certainly it holds for record `i` of a segment.
    #[inline]
    pub(super) fn of(&self, segment: &Segment, i: usize) -> u8 {
        let listed = |all: &[bool], n: u32| all.get(n as usize).map_or(NO, |holds| certain(*holds));
        let days = || reach(segment.lo[i], segment.hi[i], segment.flags[i]);
        if segment.flags[i] & flag::DAY_OPEN != 0
            && let Some(state) = self.of_open_day(segment, i)
        {
            return state;
        }
        match self {
            FieldPredicate::Location(all) => listed(all, segment.location[i]),
            FieldPredicate::Precision(all) => listed(all, segment.location[i]),
            FieldPredicate::Within(all) => within(all, segment.location[i], segment.flags[i]),
            FieldPredicate::ActorGroup(all, possible) => {
                let n = segment.actor_group[i];
                listed(all, n).max(listed(possible, n).min(POSSIBLY))
            }
            FieldPredicate::EventType(all) => listed(all, segment.event_type[i]),
            FieldPredicate::All(holds) => certain(*holds),
            FieldPredicate::On(from, to, lasts) => {
                let lasted = *lasts && lasted_into((segment.lo[i], segment.hi[i]), segment.flags[i], (*from, *to));
                on(days(), *from, *to).max(certain(lasted))
            }
            FieldPredicate::After(day) => after(days(), *day),
            FieldPredicate::Before(day) => before(days(), *day),
            FieldPredicate::Killed(rule, comparison, n, left) => {
                let figures = [segment.low[i], segment.best[i], segment.high[i]];
                satisfies(*comparison, *n, *left, range(rule, figures, segment.flags[i]))
            }
            FieldPredicate::Dated(grain, lasts) => certain(grain_of(segment.lo[i], segment.hi[i], *lasts) == *grain),
            FieldPredicate::Row(state) => certain(state.holds(segment.flags[i])),
            FieldPredicate::At(all) => certain(all.binary_search(&segment.at[i]).is_ok()),
        }
    }

    /// How certainly a field of days holds for a record whose day and month may be swapped: certainly if it does in every
    /// reading. `None` for other fields.
    fn of_open_day(&self, segment: &Segment, i: usize) -> Option<u8> {
        let (lo, hi, flags) = (segment.lo[i], segment.hi[i], segment.flags[i]);
        let of = |(lo, hi): (i32, i32)| {
            let days = reach(lo, hi, flags);
            Some(match self {
                FieldPredicate::On(from, to, lasts) => {
                    let lasted = *lasts && lasted_into((lo, hi), flags, (*from, *to));
                    on(days, *from, *to).max(certain(lasted))
                }
                FieldPredicate::After(day) => after(days, *day),
                FieldPredicate::Before(day) => before(days, *day),
                _ => return None,
            })
        };
        let first = of((lo, hi))?;
        let (other_lo, other_hi) = (swapped(lo), swapped(hi));
        let readings = if lo == hi {
            [Some((other_lo, other_hi)), None, None]
        } else {
            [(other_lo, other_hi), (other_lo, hi), (lo, other_hi)].map(|(lo, hi)| (lo <= hi).then_some((lo, hi)))
        };
        let others = readings.into_iter().flatten().filter_map(of);
        Some(others.fold(first, |all, state| if state == all { all } else { POSSIBLY }))
    }

    /// Raises `out` to how certainly it holds for each record of a segment. Works column by column, which the compiler
    /// can vectorise.
    pub(super) fn add(&self, segment: &Segment, out: &mut [u8]) {
        let listed = |out: &mut [u8], values: &[u32], all: &[bool]| {
            raise(out, values.iter().map(|n| all.get(*n as usize).map_or(NO, |holds| certain(*holds))));
        };
        let days = || {
            let columns = segment.lo.iter().zip(&segment.hi).zip(&segment.flags);
            columns.map(|((lo, hi), flags)| reach(*lo, *hi, *flags))
        };
        let is_of_days = matches!(self, FieldPredicate::On(..) | FieldPredicate::After(_) | FieldPredicate::Before(_));
        if is_of_days && segment.flags.iter().any(|flags| flags & flag::DAY_OPEN != 0) {
            return raise(out, (0..segment.len()).map(|i| self.of(segment, i)));
        }
        match self {
            FieldPredicate::Location(all) => listed(out, &segment.location, all),
            FieldPredicate::Precision(all) => listed(out, &segment.location, all),
            FieldPredicate::Within(all) => {
                raise(out, segment.location.iter().zip(&segment.flags).map(|(n, flags)| within(all, *n, *flags)));
            }
            FieldPredicate::ActorGroup(all, possible) => {
                listed(out, &segment.actor_group, all);
                if !possible.is_empty() {
                    let states = segment.actor_group.iter().map(|n| possible.get(*n as usize));
                    raise(out, states.map(|holds| u8::from(holds == Some(&true)) * POSSIBLY));
                }
            }
            FieldPredicate::EventType(all) => listed(out, &segment.event_type, all),
            FieldPredicate::All(holds) => raise(out, std::iter::repeat_n(certain(*holds), segment.len())),
            FieldPredicate::On(from, to, lasts) => {
                raise(out, days().map(|days| on(days, *from, *to)));
                if *lasts {
                    let columns = segment.lo.iter().zip(&segment.hi).zip(&segment.flags);
                    let lasted = columns.map(|((lo, hi), flags)| lasted_into((*lo, *hi), *flags, (*from, *to)));
                    raise(out, lasted.map(certain));
                }
            }
            FieldPredicate::After(day) => raise(out, days().map(|days| after(days, *day))),
            FieldPredicate::Before(day) => raise(out, days().map(|days| before(days, *day))),
            FieldPredicate::Killed(rule, comparison, n, left) => {
                let figures = segment.low.iter().zip(&segment.best).zip(&segment.high).zip(&segment.flags);
                let ranges = figures.map(|(((low, best), high), flags)| range(rule, [*low, *best, *high], *flags));
                raise(out, ranges.map(|range| satisfies(*comparison, *n, *left, range)));
            }
            FieldPredicate::Row(state) => raise(out, segment.flags.iter().map(|flags| certain(state.holds(*flags)))),
            FieldPredicate::At(all) => raise(out, segment.at.iter().map(|at| certain(all.binary_search(at).is_ok()))),
            FieldPredicate::Dated(grain, lasts) => {
                raise(
                    out,
                    segment.lo.iter().zip(&segment.hi).map(|(lo, hi)| certain(grain_of(*lo, *hi, *lasts) == *grain)),
                );
            }
        }
    }
}

/// The day with day and month swapped; the same where that is no day.
fn swapped(days: i32) -> i32 {
    let other = dataset::day(days).and_then(|day| NaiveDate::from_ymd_opt(day.year(), day.day(), day.month()));
    other.map_or(days, dataset::number)
}

#[inline]
fn certain(holds: bool) -> u8 {
    u8::from(holds) * CERTAINLY
}

/// How certainly a record of a location lies in a part of the map.
#[inline]
fn within(all: &[[Certainty; 2]], location: u32, flags: u16) -> u8 {
    match all.get(location as usize).map(|states| states[usize::from(flags & flag::MISPLACED != 0)]) {
        Some(Certainty::Certainly) => CERTAINLY,
        Some(Certainty::Possibly) => POSSIBLY,
        Some(Certainty::No) | None => NO,
    }
}

/// Certainly if `sure`, possibly if only `open`.
#[inline]
fn side(sure: bool, open: bool) -> u8 {
    u8::from(sure) + u8::from(sure || open)
}

fn raise(out: &mut [u8], states: impl Iterator<Item = u8>) {
    out.iter_mut().zip(states).for_each(|(slot, state)| *slot = (*slot).max(state));
}

/// First and last possible day; an approximate date is extended by its own length, as in [`When::reach`].
///
/// [`When::reach`]: crate::model::When::reach
#[inline]
pub(super) fn reach(lo: i32, hi: i32, flags: u16) -> (i32, i32) {
    let pad = i32::from(flags & flag::APPROXIMATE != 0) * hi.wrapping_sub(lo).wrapping_add(1);
    if lo == UNDATED { (lo, hi) } else { (lo.wrapping_sub(pad), hi.wrapping_add(pad)) }
}

#[inline]
fn on((lo, hi): (i32, i32), from: i32, to: i32) -> u8 {
    if lo == UNDATED { NO } else { side(lo >= from && hi <= to, lo <= to && hi >= from) }
}

/// Whether a record of a data set where spans can be how long it lasted went on during one of the days asked for.
#[inline]
pub(super) fn lasted_into((lo, hi): (i32, i32), flags: u16, (from, to): (i32, i32)) -> bool {
    lo != UNDATED && lo <= to && hi >= from && flags & flag::APPROXIMATE == 0 && dataset::lasted(lo, hi)
}

#[inline]
fn after((lo, hi): (i32, i32), day: i32) -> u8 {
    if lo == UNDATED { NO } else { side(lo > day, hi > day) }
}

#[inline]
fn before((lo, hi): (i32, i32), day: i32) -> u8 {
    if lo == UNDATED { NO } else { side(hi < day, lo < day) }
}

/// How exactly a record is dated; `lasts` says that a span can be how long it lasted, with both days known.
#[inline]
pub(super) fn grain_of(lo: i32, hi: i32, lasts: bool) -> Grain {
    if lasts && dataset::lasted(lo, hi) {
        return Grain::Day;
    }
    if lo == UNDATED { Grain::Never } else { Grain::of_span(i64::from(hi) - i64::from(lo)) }
}

/// Narrows the first of the comparisons of the killed of one query, which all must hold, to what they leave together: a number is
/// not both five or more and less than three. The others stay as they are, since the values of the facet are counted without the first.
pub(super) fn join_killed<'p, 'q: 'p>(all: impl Iterator<Item = &'p mut FieldPredicate<'q>>) {
    let compared: Vec<(Comparison, u32, &mut (u32, u32))> = all
        .filter_map(|predicate| match predicate {
            FieldPredicate::Killed(_, comparison, n, left) => Some((*comparison, *n, left)),
            _ => None,
        })
        .collect();
    let joint = compared.iter().fold((0, u32::MAX), |(from, to), (comparison, n, _)| match comparison {
        Comparison::Above => (from.max(n.saturating_add(1)), to),
        Comparison::AtLeast => (from.max(*n), to),
        Comparison::Below => (from, to.min(n.saturating_sub(1))),
        Comparison::AtMost => (from, to.min(*n)),
        Comparison::Equal => (from.max(*n), to.min(*n)),
    });
    if let Some((.., left)) = compared.into_iter().next() {
        *left = joint;
    }
}

/// How certainly a range of the dead satisfies a comparison, not at all if it lies outside of what is left.
#[inline]
fn satisfies(comparison: Comparison, n: u32, (from, to): (u32, u32), range: Option<(u32, u32)>) -> u8 {
    let Some((min, max)) = range else { return NO };
    let (sure, open) = match comparison {
        Comparison::Above => (min > n, max > n),
        Comparison::AtLeast => (min >= n, max >= n),
        Comparison::Below => (max < n, min < n),
        Comparison::AtMost => (max <= n, min <= n),
        Comparison::Equal => (min == n && max == n, min <= n && n <= max),
    };
    let meets = from <= to && min <= to && max >= from;
    side(sure, open) * u8::from(meets)
}

/// The range of the dead that a record codes, open above as [`u32::MAX`]; the bounds of [`dataset::figure`], without the
/// figure.
#[inline]
pub(super) fn range(rule: &CountingRule, [low, best, high]: [u32; 3], flags: u16) -> Option<(u32, u32)> {
    const NONE: u32 = dataset::NOT_GIVEN;
    let about = |best| {
        let figure = Figure::new(best, Qualifier::About, Party::Total);
        (figure.min.unwrap_or(0), figure.max.unwrap_or(u32::MAX))
    };
    match rule.bound {
        Bound::Between if best != NONE && flags & flag::RANGE_UNKNOWN != 0 => Some(about(best)),
        Bound::Between => {
            let least = low.min(best);
            let min = if least == NONE { 0 } else { least.min(high) };
            let most = |n: u32| if n == NONE { 0 } else { n };
            let max = if best == NONE && high == NONE { u32::MAX } else { most(low).max(most(best)).max(most(high)) };
            (least.min(high) != NONE).then_some((min, max))
        }
        Bound::AtLeast => (best != NONE).then(|| (rule.least(best), u32::MAX)),
        Bound::Stated if best != NONE && flags & flag::FRACTION != 0 => Some(about(best)),
        Bound::Stated => (best != NONE).then_some((best, best)),
    }
}

/// The alternatives of a field as predicates for data set number `number`; `None` if it does not apply to records.
pub(super) fn predicates<'q>(set: &DataSet, number: usize, filter: &'q ReadFilter) -> Option<Vec<FieldPredicate<'q>>> {
    filter.any.iter().map(|value| predicate(set, number, value)).collect()
}

fn predicate<'q>(set: &DataSet, number: usize, wanted: &'q ReadValue) -> Option<FieldPredicate<'q>> {
    let day = |day: chrono::NaiveDate| dataset::number(day);
    let listed = |sets: &'q [Vec<bool>]| sets.get(number).map_or(&[][..], Vec::as_slice);
    Some(match wanted {
        ReadValue::By(_) => return None,
        ReadValue::Place(names) => FieldPredicate::Location(listed(&names.sets)),
        ReadValue::Actor(names) => FieldPredicate::ActorGroup(listed(&names.sets), listed(&names.possible)),
        ReadValue::Kind(names) => FieldPredicate::EventType(listed(&names.sets)),
        ReadValue::Source(names) => FieldPredicate::All(listed(&names.sets).first().copied().unwrap_or(false)),
        ReadValue::Noted(_, records) => FieldPredicate::At(records.get(number).map_or(&[][..], Vec::as_slice)),
        ReadValue::Plain(value) => match value {
            FieldValue::Target(kind) => FieldPredicate::All(*kind == TargetKind::Incident),
            FieldValue::On(period) => FieldPredicate::On(day(period.earliest()), day(period.latest()), set.spans_last),
            FieldValue::After(period) => FieldPredicate::After(day(period.latest())),
            FieldValue::Before(period) => FieldPredicate::Before(day(period.earliest())),
            FieldValue::Killed(comparison, n) => FieldPredicate::Killed(set.about.rule, *comparison, *n, (0, u32::MAX)),
            FieldValue::Sources(comparison, n) => FieldPredicate::All(comparison.possible(Some(1), Some(1), *n)),
            FieldValue::Verdict(verdict) => FieldPredicate::All(*verdict == Verdict::Single),
            // What editors note is looked for before.
            FieldValue::Draft(_) | FieldValue::Tag(_) | FieldValue::Noted(_) => FieldPredicate::All(false),
            FieldValue::Precision(placing) => {
                FieldPredicate::Precision(set.locations.iter().map(|s| s.precision == *placing).collect())
            }
            FieldValue::Within(part) => FieldPredicate::Within(states(set, *part)),
            FieldValue::Dated(grain) => FieldPredicate::Dated(*grain, set.spans_last),
            FieldValue::Row(state) => FieldPredicate::Row(*state),
            FieldValue::Text(field) => FieldPredicate::At(field.records(number)),
            // Records have no claims about the facets of a corpus.
            FieldValue::Declared(_) => return None,
            // Names are read before.
            FieldValue::By(_) | FieldValue::In(_) | FieldValue::At(_) | FieldValue::Who(_) | FieldValue::KindOf(_) => {
                return None;
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::{CodedNumber, CountingRule, NOT_GIVEN, Record};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_range_of_a_record_is_that_of_the_figure_shown(
            numbers in prop::array::uniform3(prop_oneof![0u32..2_000, 8u32..12, Just(NOT_GIVEN)]),
            bound in prop::sample::select(vec![Bound::Between, Bound::AtLeast, Bound::Stated]),
            flags in prop::sample::select(vec![0, flag::FRACTION, flag::RANGE_UNKNOWN]),
        ) {
            let [low, best, high] = numbers;
            let row = Record {
                lo: 0, hi: 0, location: 0, actor_group: 0, event_type: 0, low, best, high,
                injured: NOT_GIVEN, flags, id: 0, at: 0,
            };
            let coded = &[CodedNumber { number: 10, least: 2, word: "", sentence: "" }];
            let rule = CountingRule { bound, coded, ..CountingRule::not_counted("") };
            let shown = dataset::figure(&rule, &row).map(|f| (f.min.unwrap_or(0), f.max.unwrap_or(u32::MAX)));
            prop_assert_eq!(range(&rule, numbers, flags), shown);
        }
    }

    #[test]
    fn only_the_first_number_killed_is_narrowed_by_the_others() {
        let rule = CountingRule::not_counted("");
        let field = |comparison, n| FieldPredicate::Killed(rule, comparison, n, (0, u32::MAX));
        let mut all = [field(Comparison::AtLeast, 5), field(Comparison::Below, 20), field(Comparison::Above, 7)];
        join_killed(all.iter_mut());
        let left =
            |field: &FieldPredicate| if let FieldPredicate::Killed(.., left) = field { Some(*left) } else { None };
        assert_eq!(all.iter().filter_map(left).collect::<Vec<_>>(), [(8, 19), (0, u32::MAX), (0, u32::MAX)]);
    }
}
