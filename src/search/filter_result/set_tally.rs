//! Counts the records of a data set by the numbers of its distinct values: certain ones and possible ones apart.

use std::collections::HashMap;

use chrono::Datelike;

use super::counts::{BANDS, EntryCount, Standing, Years};
use crate::model::dataset::{self, Bound, DataSet, Segment, UNDATED, day};
use crate::model::time::Grain;
use crate::search::facets::FACETS;
use crate::search::fields::{NO, killed, reach};

/// Counts for one data set. Lists have a count for each distinct value.
pub(super) struct SetTally {
    pub(super) locations: Vec<EntryCount>,
    pub(super) event_types: Vec<EntryCount>,
    pub(super) actor_groups: Vec<EntryCount>,
    pub(super) source: EntryCount,
    pub(super) years: Years,
    pub(super) bands: [EntryCount; BANDS.len()],
    /// By location, for the facet precision.
    pub(super) placings: Vec<EntryCount>,
    pub(super) grains: [EntryCount; Grain::ALL.len()],
    pub(super) verdict: EntryCount,
    bound: Bound,
    /// The year of the last record with its first day: consecutive records often share it.
    last: (i32, i32),
    /// Records dated to one year, by year.
    whole_years: HashMap<i32, EntryCount>,
}

impl SetTally {
    pub(super) fn new(set: &DataSet) -> Self {
        Self {
            locations: vec![EntryCount::default(); set.locations.len()],
            event_types: vec![EntryCount::default(); set.event_types.len()],
            actor_groups: vec![EntryCount::default(); set.actor_groups.len()],
            source: EntryCount::default(),
            years: Years::default(),
            bands: Default::default(),
            placings: vec![EntryCount::default(); set.locations.len()],
            grains: Default::default(),
            verdict: EntryCount::default(),
            bound: set.about.rule.bound,
            last: (i32::MAX, 0),
            whole_years: HashMap::new(),
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let sum = |a: &mut [EntryCount], b: &[EntryCount]| a.iter_mut().zip(b).for_each(|(a, b)| a.add(*b));
        sum(&mut self.locations, &other.locations);
        sum(&mut self.event_types, &other.event_types);
        sum(&mut self.actor_groups, &other.actor_groups);
        sum(&mut self.placings, &other.placings);
        sum(&mut self.bands, &other.bands);
        sum(&mut self.grains, &other.grains);
        self.source.add(other.source);
        self.verdict.add(other.verdict);
        self.years.add(&other.years);
        for (year, count) in &other.whole_years {
            self.years.whole(*year, *count);
        }
    }

    /// Counts a record that stands so towards the filter.
    #[inline]
    pub(super) fn record(&mut self, segment: &Segment, i: usize, standing: Standing) {
        let on = |facet: usize| standing.of_facet(facet);
        if standing.is_out() {
            return;
        }
        self.locations[segment.location[i] as usize].count(on(0));
        self.event_types[segment.event_type[i] as usize].count(on(1));
        self.actor_groups[segment.actor_group[i] as usize].count(on(2));
        self.source.count(on(3));
        let (lo, hi) = (segment.lo[i], segment.hi[i]);
        if on(4) != NO && lo != UNDATED {
            self.year(reach(lo, hi, segment.flags[i]), on(4));
        }
        if on(5) != NO && (segment.best[i], segment.low[i], segment.high[i]) != NOBODY {
            for (count, band) in self.bands.iter_mut().zip(&BANDS) {
                count.count(on(5).min(killed(self.bound, band.comparison, band.number, segment, i)));
            }
        }
        self.placings[segment.location[i] as usize].count(on(6));
        let grain = if lo == UNDATED { Grain::Never } else { Grain::of_span(i64::from(hi) - i64::from(lo)) };
        self.grains[grain as usize].count(on(7));
        self.verdict.count(on(8));
    }

    #[inline]
    fn year(&mut self, (lo, hi): (i32, i32), state: u8) {
        let in_last = |day: i32| day >= self.last.0 && day < self.last.0.saturating_add(365);
        if !(in_last(lo) && in_last(hi)) {
            // A day beyond the calendar is in its first or last year.
            let end = |number: i32| if number < 0 { chrono::NaiveDate::MIN } else { chrono::NaiveDate::MAX };
            let of = |number| day(number).unwrap_or(end(number)).year();
            if of(lo) != of(hi) {
                self.years.span(of(lo), of(hi));
                return;
            }
            self.last = (chrono::NaiveDate::from_ymd_opt(of(lo), 1, 1).map_or(lo, dataset::number), of(lo));
        }
        self.whole_years.entry(self.last.1).or_default().count(state);
    }
}

/// The figures of a record that gives none.
const NOBODY: (u32, u32, u32) = (dataset::NOT_GIVEN, dataset::NOT_GIVEN, dataset::NOT_GIVEN);

const _: () = assert!(FACETS.len() == 9, "each facet is counted above");
