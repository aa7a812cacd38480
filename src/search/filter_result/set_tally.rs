//! Counts the records of a data set by the numbers of its distinct values: certain ones and possible ones apart.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::counts::{BandCounts, RecordCount, Standing, Years};
use crate::model::dataset::{self, Bound, DataSet, Placing, Segment, UNDATED, day};
use crate::model::time::Grain;
use crate::model::toll::{CountedToll, TollRule, TollSum};
use crate::search::facets::FACETS;
use crate::search::fields::{CERTAINLY, NO, grain_of, range, reach};

/// The first and last year that have a place of their own in a list.
const NEAR: (i32, i32) = (1900, 2099);

/// Counts for one data set. Lists have a count for each distinct value.
pub(super) struct SetTally {
    pub(super) locations: Vec<RecordCount>,
    pub(super) event_types: Vec<RecordCount>,
    pub(super) actor_groups: Vec<RecordCount>,
    pub(super) source: RecordCount,
    pub(super) years: Years,
    pub(super) bands: BandCounts,
    /// By how exactly the place is known.
    pub(super) placings: [RecordCount; Placing::ALL.len()],
    /// How exactly each location is known, as a position in that list.
    placing_of: Vec<u8>,
    pub(super) grains: [RecordCount; Grain::ALL.len()],
    pub(super) verdict: RecordCount,
    /// By the tags that editors give.
    pub(super) tags: BTreeMap<String, RecordCount>,
    bound: Bound,
    /// Who counts the killed.
    pub(super) rule: TollRule,
    /// Whether a span of days can be how long a record lasted.
    spans_last: bool,
    /// The year of the last record with its first day: consecutive records often share it.
    last: (i32, i32),
    /// Records dated to one year, by year.
    near_years: Vec<RecordCount>,
}

impl SetTally {
    pub(super) fn new(set: &DataSet, rule: TollRule) -> Self {
        Self {
            locations: vec![RecordCount::default(); set.locations.len()],
            event_types: vec![RecordCount::default(); set.event_types.len()],
            actor_groups: vec![RecordCount::default(); set.actor_groups.len()],
            source: RecordCount::default(),
            years: Years::default(),
            bands: BandCounts::default(),
            placings: Default::default(),
            placing_of: set.locations.iter().map(|location| placing(location.precision)).collect(),
            grains: Default::default(),
            verdict: RecordCount::default(),
            tags: BTreeMap::new(),
            bound: set.about.rule.bound,
            rule,
            spans_last: set.spans_last,
            last: (i32::MAX, 0),
            near_years: (NEAR.0..=NEAR.1).map(|_| RecordCount::default()).collect(),
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let sum = |a: &mut [RecordCount], b: &[RecordCount]| a.iter_mut().zip(b).for_each(|(a, b)| a.add(*b));
        sum(&mut self.locations, &other.locations);
        sum(&mut self.event_types, &other.event_types);
        sum(&mut self.actor_groups, &other.actor_groups);
        sum(&mut self.placings, &other.placings);
        sum(&mut self.grains, &other.grains);
        self.bands.add(&other.bands);
        self.source.add(other.source);
        self.verdict.add(other.verdict);
        for (tag, count) in &other.tags {
            self.tags.entry(tag.clone()).or_default().add(*count);
        }
        self.years.add(&other.years);
        for (year, count) in (NEAR.0..).zip(&other.near_years).filter(|(_, count)| !count.is_zero()) {
            self.years.whole(year, count.by(self.rule));
        }
    }

    /// Counts a record that stands so towards the filter.
    #[inline]
    pub(super) fn record(&mut self, segment: &Segment, i: usize, standing: Standing) {
        let figures = [segment.low[i], segment.best[i], segment.high[i]];
        let killed = TollSum::of_record(self.bound, figures, segment.flags[i]);
        if standing == Standing::CERTAIN {
            for facet in 0..FACETS.len() {
                self.facet(facet, segment, i, CERTAINLY, killed);
            }
        } else if let Some(facet) = standing.fails_only() {
            self.facet(facet, segment, i, standing.of_facet(facet), killed);
        } else if standing.state() != NO {
            for facet in 0..FACETS.len() {
                self.facet(facet, segment, i, standing.of_facet(facet), killed);
            }
        }
    }

    /// Counts a record in each of its tags.
    pub(super) fn tags(&mut self, segment: &Segment, i: usize, standing: Standing, tags: &[&str]) {
        let state = standing.of_facet(TAG);
        if standing.is_out() || state == NO {
            return;
        }
        let killed =
            TollSum::of_record(self.bound, [segment.low[i], segment.best[i], segment.high[i]], segment.flags[i]);
        for tag in tags {
            self.tags.entry((*tag).to_owned()).or_default().count(state, killed);
        }
    }

    /// Counts a record in one facet; it passes the rest of the filter, certainly or possibly.
    #[inline]
    fn facet(&mut self, facet: usize, segment: &Segment, i: usize, state: u8, killed: Option<TollSum>) {
        let (lo, hi) = (segment.lo[i], segment.hi[i]);
        match facet {
            0 => self.locations[segment.location[i] as usize].count(state, killed),
            1 => self.event_types[segment.event_type[i] as usize].count(state, killed),
            2 => self.actor_groups[segment.actor_group[i] as usize].count(state, killed),
            3 => self.source.count(state, killed),
            4 if lo != UNDATED => self.year(reach(lo, hi, segment.flags[i]), state, killed),
            5 => {
                let figures = [segment.low[i], segment.best[i], segment.high[i]];
                if let Some(range) = range(self.bound, figures, segment.flags[i]) {
                    self.bands.count(range, state, killed);
                }
            }
            6 => self.placings[usize::from(self.placing_of[segment.location[i] as usize])].count(state, killed),
            7 => {
                let grain = grain_of(lo, hi, self.spans_last);
                self.grains[grain as usize].count(state, killed);
            }
            8 => self.verdict.count(state, killed),
            // A record is no draft. The few that editors note something on are counted by their tags.
            _ => {}
        }
    }

    #[inline]
    fn year(&mut self, (lo, hi): (i32, i32), state: u8, killed: Option<TollSum>) {
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
        let near = usize::try_from(self.last.1 - NEAR.0).ok().and_then(|n| self.near_years.get_mut(n));
        match near {
            Some(count) => count.count(state, killed),
            None => self.years.one(self.last.1, state, CountedToll::one(self.rule, killed)),
        }
    }
}

/// The position of a precision among all.
fn placing(precision: Placing) -> u8 {
    Placing::ALL.iter().position(|known| *known == precision).unwrap_or_default() as u8
}

/// The position of the facet of tags.
const TAG: usize = 10;
const _: () = assert!(FACETS.len() == 11, "each facet is counted above");
