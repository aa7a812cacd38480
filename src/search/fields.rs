//! What a query's field asks of records, as numbers: asked of a data set's distinct values once, then compared.

use super::filter::{has, is_code};
use super::fold::fold;
use super::index::Values;
use super::query::{Comparison, FieldFilter, FieldValue, TargetKind};
use crate::model::Verdict;
use crate::model::dataset::{self, DataSet, Segment, UNDATED};
use crate::model::time::{Certainty, Grain};

/// What a field asks, as numbers.
pub(super) enum Test {
    Location(Vec<bool>),
    ActorGroup(Vec<bool>),
    EventType(Vec<bool>),
    All(bool),
    On(i32, i32),
    After(i32),
    Before(i32),
    Killed(Comparison, u32),
    Dated(Grain),
}

impl Test {
    /// Whether it holds for a record.
    #[inline]
    pub(super) fn of(&self, segment: &Segment, i: usize) -> Certainty {
        let certain = |holds: bool| if holds { Certainty::Certainly } else { Certainty::No };
        let listed = |all: &[bool], n: usize| certain(all.get(n).copied().unwrap_or(false));
        let side = |sure: bool, open: bool| match (sure, open) {
            (true, _) => Certainty::Certainly,
            (false, true) => Certainty::Possibly,
            (false, false) => Certainty::No,
        };
        let (lo, hi) = (segment.lo[i], segment.hi[i]);
        match self {
            Test::Location(all) => listed(all, segment.location[i] as usize),
            Test::ActorGroup(all) => listed(all, segment.actor_group[i] as usize),
            Test::EventType(all) => listed(all, segment.event_type[i] as usize),
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

    /// Adds the records of a segment for which it holds, possibly too; column by column, so that a walk over millions
    /// of records stays a walk over numbers.
    pub(super) fn add(&self, segment: &Segment, out: &mut [bool]) {
        let days = || segment.lo.iter().zip(&segment.hi);
        match self {
            Test::Location(all) => listed(out, segment.location.iter().map(|n| *n as usize), all),
            Test::ActorGroup(all) => listed(out, segment.actor_group.iter().map(|n| *n as usize), all),
            Test::EventType(all) => listed(out, segment.event_type.iter().map(|n| *n as usize), all),
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
                let each = (0..segment.len()).map(|i| self.of(segment, i) != Certainty::No);
                either(out, each);
            }
        }
    }
}

/// Whether a record's figure, as its data set gives it, compares so.
#[inline]
fn kills(comparison: Comparison, n: u32, best: u32) -> bool {
    best != dataset::NOT_GIVEN
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

/// A field's alternatives as tests of numbers.
pub(super) fn tests(set: &DataSet, values: &Values, filter: &FieldFilter) -> Vec<Test> {
    filter.any.iter().map(|wanted| test(set, values, wanted)).collect()
}

fn test(set: &DataSet, values: &Values, wanted: &FieldValue) -> Test {
    let about = &set.about;
    let day = |day: chrono::NaiveDate| dataset::number(day);
    match wanted {
        FieldValue::Target(kind) => Test::All(*kind == TargetKind::Incident),
        FieldValue::By(_) => Test::All(false),
        FieldValue::In(words) => {
            Test::All([about.tag, &about.title, about.publisher, &about.file].iter().any(|t| has(t, words)))
        }
        FieldValue::At(words) => {
            let coded: Vec<bool> = set.countries.iter().map(|c| fold(c.code()) == *words).collect();
            // Two letters that are a country's code mean that country, not places that begin so.
            let by_code = is_code(words);
            let named = if by_code { Vec::new() } else { values.named(0, words) };
            let location = |(n, location): (usize, &dataset::Location)| {
                let exactly = || {
                    let names = std::iter::once(&location.name).chain(&location.within);
                    let country = &set.countries.get(location.country as usize).name;
                    names.chain(std::iter::once(country)).any(|name| has(name, words))
                };
                if by_code {
                    coded[location.country as usize]
                } else if words.starts_with('=') {
                    exactly()
                } else {
                    named.get(n).copied().unwrap_or(false)
                }
            };
            Test::Location(set.locations.iter().enumerate().map(location).collect())
        }
        FieldValue::Who(words) if words.starts_with('=') => {
            let actors: Vec<bool> = set.actors.iter().map(|name| has(name, words)).collect();
            let any = |actor_group: &dataset::ActorGroup| actor_group.actors.iter().any(|(a, _)| actors[*a as usize]);
            Test::ActorGroup(set.actor_groups.iter().map(any).collect())
        }
        FieldValue::Who(words) => Test::ActorGroup(values.named(1, words)),
        FieldValue::KindOf(words) => {
            Test::EventType(set.event_types.iter().map(|k| has(&k.name, words) || has(&k.group, words)).collect())
        }
        FieldValue::On(period) => Test::On(day(period.earliest()), day(period.latest())),
        FieldValue::After(period) => Test::After(day(period.latest())),
        FieldValue::Before(period) => Test::Before(day(period.earliest())),
        FieldValue::Killed(comparison, n) => Test::Killed(*comparison, *n),
        FieldValue::Sources(comparison, n) => Test::All(comparison.possible(Some(1), Some(1), *n)),
        FieldValue::Verdict(verdict) => Test::All(*verdict == Verdict::Single),
        FieldValue::Precision(placing) => {
            Test::Location(set.locations.iter().map(|s| s.precision == *placing).collect())
        }
        FieldValue::Dated(grain) => Test::Dated(*grain),
    }
}
