//! Compiles the fields of a query into predicates on the numbers of a data set's records.
//!
//! Text is matched once against the distinct values; the scan over records compares numbers only.

use super::filter::{has, is_code};
use super::fold::fold;
use super::index::Values;
use super::query::{Comparison, FieldFilter, FieldValue, TargetKind};
use crate::model::Verdict;
use crate::model::dataset::{self, DataSet, Segment, UNDATED};
use crate::model::time::{Certainty, Grain};

/// A value of a query field, compiled for one data set. Lists hold a boolean for each distinct value.
pub(super) enum FieldPredicate {
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

impl FieldPredicate {
    /// Whether it holds for record `i` of a segment.
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
            FieldPredicate::Location(all) => listed(all, segment.location[i] as usize),
            FieldPredicate::ActorGroup(all) => listed(all, segment.actor_group[i] as usize),
            FieldPredicate::EventType(all) => listed(all, segment.event_type[i] as usize),
            FieldPredicate::All(holds) => certain(*holds),
            FieldPredicate::On(..) | FieldPredicate::After(_) | FieldPredicate::Before(_) if lo == UNDATED => {
                Certainty::No
            }
            FieldPredicate::On(from, to) => side(lo >= *from && hi <= *to, lo <= *to && hi >= *from),
            FieldPredicate::After(day) => side(lo > *day, hi > *day),
            FieldPredicate::Before(day) => side(hi < *day, lo < *day),
            FieldPredicate::Killed(comparison, n) => certain(kills(*comparison, *n, segment.best[i])),
            FieldPredicate::Dated(grain) => {
                let found = if lo == UNDATED { Grain::Never } else { Grain::of_span(i64::from(hi) - i64::from(lo)) };
                certain(found == *grain)
            }
        }
    }

    /// Sets `out` for each record of a segment for which it holds certainly or possibly. Works column by column, which
    /// the compiler can vectorise.
    pub(super) fn add(&self, segment: &Segment, out: &mut [bool]) {
        let days = || segment.lo.iter().zip(&segment.hi);
        match self {
            FieldPredicate::Location(all) => listed(out, segment.location.iter().map(|n| *n as usize), all),
            FieldPredicate::ActorGroup(all) => listed(out, segment.actor_group.iter().map(|n| *n as usize), all),
            FieldPredicate::EventType(all) => listed(out, segment.event_type.iter().map(|n| *n as usize), all),
            FieldPredicate::All(holds) => out.iter_mut().for_each(|slot| *slot |= *holds),
            FieldPredicate::On(from, to) => {
                either(out, days().map(|(lo, hi)| *lo <= *to && *hi >= *from && *lo != UNDATED));
            }
            FieldPredicate::After(day) => either(out, days().map(|(lo, hi)| *hi > *day && *lo != UNDATED)),
            FieldPredicate::Before(day) => either(out, days().map(|(lo, _)| *lo < *day && *lo != UNDATED)),
            FieldPredicate::Killed(comparison, n) => {
                either(out, segment.best.iter().map(|best| kills(*comparison, *n, *best)));
            }
            FieldPredicate::Dated(_) => {
                let each = (0..segment.len()).map(|i| self.of(segment, i) != Certainty::No);
                either(out, each);
            }
        }
    }
}

/// Whether the best estimate of the killed satisfies the comparison; false if it is not given.
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

/// The alternatives of a field as predicates.
pub(super) fn predicates(set: &DataSet, values: &Values, filter: &FieldFilter) -> Vec<FieldPredicate> {
    filter.any.iter().map(|value| predicate(set, values, value)).collect()
}

fn predicate(set: &DataSet, values: &Values, wanted: &FieldValue) -> FieldPredicate {
    let about = &set.about;
    let day = |day: chrono::NaiveDate| dataset::number(day);
    match wanted {
        FieldValue::Target(kind) => FieldPredicate::All(*kind == TargetKind::Incident),
        FieldValue::By(_) => FieldPredicate::All(false),
        FieldValue::In(words) => {
            FieldPredicate::All([about.tag, &about.title, about.publisher, &about.file].iter().any(|t| has(t, words)))
        }
        FieldValue::At(words) => {
            let coded: Vec<bool> = set.countries.iter().map(|c| fold(c.code()) == *words).collect();
            // A country code means that country, not places that begin with these letters.
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
            FieldPredicate::Location(set.locations.iter().enumerate().map(location).collect())
        }
        FieldValue::Who(words) if words.starts_with('=') => {
            let actors: Vec<bool> = set.actors.iter().map(|name| has(name, words)).collect();
            let any = |actor_group: &dataset::ActorGroup| actor_group.actors.iter().any(|(a, _)| actors[*a as usize]);
            FieldPredicate::ActorGroup(set.actor_groups.iter().map(any).collect())
        }
        FieldValue::Who(words) => FieldPredicate::ActorGroup(values.named(1, words)),
        FieldValue::KindOf(words) => FieldPredicate::EventType(
            set.event_types.iter().map(|k| has(&k.name, words) || has(&k.group, words)).collect(),
        ),
        FieldValue::On(period) => FieldPredicate::On(day(period.earliest()), day(period.latest())),
        FieldValue::After(period) => FieldPredicate::After(day(period.latest())),
        FieldValue::Before(period) => FieldPredicate::Before(day(period.earliest())),
        FieldValue::Killed(comparison, n) => FieldPredicate::Killed(*comparison, *n),
        FieldValue::Sources(comparison, n) => FieldPredicate::All(comparison.possible(Some(1), Some(1), *n)),
        FieldValue::Verdict(verdict) => FieldPredicate::All(*verdict == Verdict::Single),
        FieldValue::Precision(placing) => {
            FieldPredicate::Location(set.locations.iter().map(|s| s.precision == *placing).collect())
        }
        FieldValue::Dated(grain) => FieldPredicate::Dated(*grain),
    }
}
