//! Counts the records of a data set by the numbers of its distinct values: certain ones and possible ones apart.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike;

use super::counts::{BandCounts, RecordCount, Standing, Years};
use super::place_slots::PlaceSlots;
use crate::model::dataset::{self, CountingRule, DataSet, Placing, Segment, UNDATED, day};
use crate::model::time::Grain;
use crate::model::toll::{CountedToll, TollRule, TollSum};
use crate::search::facets::FACETS;
use crate::search::fields::{NO, grain_of, lasted_into, range, reach};
use crate::search::year_profile::{EntryYears, YearAxis};

/// The first and last year that have a place of their own in a list.
const NEAR: (i32, i32) = (1900, 2099);

/// Counts for one data set. Lists have a count for each distinct value.
pub(super) struct SetTally {
    /// By place: a country, or a location that counts by itself.
    pub(super) places: Vec<RecordCount>,
    pub(super) slots: Arc<PlaceSlots>,
    pub(super) event_types: Vec<RecordCount>,
    pub(super) actor_groups: Vec<RecordCount>,
    pub(super) source: RecordCount,
    pub(super) years: Years,
    pub(super) bands: BandCounts,
    /// By how exactly the place is known.
    pub(super) placings: [RecordCount; Placing::ALL.len()],
    pub(super) grains: [RecordCount; Grain::ALL.len()],
    pub(super) verdict: RecordCount,
    /// By the tags that editors give.
    pub(super) tags: BTreeMap<String, RecordCount>,
    counts: CountingRule,
    /// Who counts the killed.
    pub(super) rule: TollRule,
    /// Whether a span of days can be how long a record lasted.
    spans_last: bool,
    /// The years over which records lie.
    axis: Option<YearAxis>,
    /// The year of the last record with its first day: consecutive records often share it.
    last: (i32, i32, EntryYears),
    /// Records dated to one year, by year.
    near_years: Vec<RecordCount>,
}

impl SetTally {
    pub(super) fn new(set: &DataSet, rule: TollRule, slots: &Arc<PlaceSlots>, axis: Option<YearAxis>) -> Self {
        Self {
            places: vec![RecordCount::default(); slots.countries.len()],
            slots: Arc::clone(slots),
            event_types: vec![RecordCount::default(); set.event_types.len()],
            actor_groups: vec![RecordCount::default(); set.actor_groups.len()],
            source: RecordCount::default(),
            years: Years::default(),
            bands: BandCounts::default(),
            placings: Default::default(),
            grains: Default::default(),
            verdict: RecordCount::default(),
            tags: BTreeMap::new(),
            counts: set.about.rule,
            rule,
            spans_last: set.spans_last,
            axis,
            last: (i32::MAX, 0, EntryYears::default()),
            near_years: (NEAR.0..=NEAR.1).map(|_| RecordCount::default()).collect(),
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let sum = |a: &mut [RecordCount], b: &[RecordCount]| a.iter_mut().zip(b).for_each(|(a, b)| a.add(b));
        sum(&mut self.places, &other.places);
        sum(&mut self.event_types, &other.event_types);
        sum(&mut self.actor_groups, &other.actor_groups);
        sum(&mut self.placings, &other.placings);
        sum(&mut self.grains, &other.grains);
        self.bands.add(&other.bands);
        self.source.add(&other.source);
        self.verdict.add(&other.verdict);
        for (tag, count) in &other.tags {
            self.tags.entry(tag.clone()).or_default().add(count);
        }
        self.years.add(&other.years);
        for (year, count) in (NEAR.0..).zip(&other.near_years).filter(|(_, count)| !count.is_zero()) {
            self.years.whole(year, &count.by(self.rule));
        }
    }

    /// Counts a record that stands so towards the filter.
    #[inline]
    pub(super) fn record(&mut self, segment: &Segment, i: usize, standing: Standing) {
        let all = if standing.state() == NO { None } else { Some(0..FACETS.len()) };
        let Some(facets) = all.or(standing.fails_only().map(|facet| facet..facet + 1)) else { return };
        let record = self.counted(segment, i);
        for facet in facets {
            self.facet(facet, segment, i, standing.of_facet(facet), record);
        }
    }

    /// Counts a record in each of its tags.
    pub(super) fn tags(&mut self, segment: &Segment, i: usize, standing: Standing, tags: &[&str]) {
        let state = standing.of_facet(TAG);
        if state == NO {
            return;
        }
        let CountedRecord { killed, years, .. } = self.counted(segment, i);
        for tag in tags {
            self.tags.entry((*tag).to_owned()).or_default().count(state, killed, years);
        }
    }

    /// What each count of a record adds up.
    #[inline]
    fn counted(&mut self, segment: &Segment, i: usize) -> CountedRecord {
        let figures = [segment.low[i], segment.best[i], segment.high[i]];
        let killed = TollSum::of_record(&self.counts, figures, segment.flags[i]);
        let (lo, hi) = (segment.lo[i], segment.hi[i]);
        if lo == UNDATED {
            return CountedRecord { killed, years: EntryYears::default(), year: None, lasted: false };
        }
        let (from, to) = self.years_of(reach(lo, hi, segment.flags[i]));
        let is_short = from != to && to.saturating_sub(from) < MOST_YEARS;
        let lasted = is_short && self.spans_last && lasted_into((lo, hi), segment.flags[i], (lo, hi));
        let years = match self.axis {
            _ if from == to => self.last.2,
            Some(axis) if lasted => axis.throughout(from, to),
            Some(axis) => axis.possibly(from, to),
            None => EntryYears::default(),
        };
        CountedRecord { killed, years, year: Some((from, to)), lasted }
    }

    /// Counts a record in one facet; it passes the rest of the filter, certainly or possibly.
    #[inline]
    fn facet(&mut self, facet: usize, segment: &Segment, i: usize, state: u8, record: CountedRecord) {
        let CountedRecord { killed, years, year, lasted } = record;
        match facet {
            0 => self.places[self.slots.of(segment.location[i] as usize)].count(state, killed, years),
            1 => self.event_types[segment.event_type[i] as usize].count(state, killed, years),
            2 => self.actor_groups[segment.actor_group[i] as usize].count(state, killed, years),
            3 => self.source.count(state, killed, years),
            4 => match year {
                Some((year, to)) if year == to => self.year(year, state, killed),
                Some((from, to)) if lasted => (from..=to).for_each(|year| self.year(year, state, killed)),
                Some((from, to)) => self.years.span(from, to),
                None => {}
            },
            5 => {
                let figures = [segment.low[i], segment.best[i], segment.high[i]];
                if let Some(range) = range(&self.counts, figures, segment.flags[i]) {
                    self.bands.count(range, state, killed, years);
                }
            }
            6 => self.placings[self.slots.placing(segment.location[i] as usize)].count(state, killed, years),
            7 => {
                let grain = grain_of(segment.lo[i], segment.hi[i], self.spans_last);
                self.grains[grain as usize].count(state, killed, years);
            }
            8 => self.verdict.count(state, killed, years),
            // A record is no draft. The few that editors note something on are counted by their tags.
            _ => {}
        }
    }

    /// The first and the last year of these days. If it is one year, it is the last one known.
    #[inline]
    fn years_of(&mut self, (lo, hi): (i32, i32)) -> (i32, i32) {
        let in_last = |day: i32| day >= self.last.0 && day < self.last.0.saturating_add(365);
        if !(in_last(lo) && in_last(hi)) {
            // A day beyond the calendar is in its first or last year.
            let end = |number: i32| if number < 0 { chrono::NaiveDate::MIN } else { chrono::NaiveDate::MAX };
            let of = |number| day(number).unwrap_or(end(number)).year();
            let (from, to) = (of(lo), of(hi));
            if from != to {
                return (from, to);
            }
            let first = chrono::NaiveDate::from_ymd_opt(from, 1, 1).map_or(lo, dataset::number);
            self.last = (first, from, self.axis.map_or_else(EntryYears::default, |axis| axis.certainly(from)));
        }
        (self.last.1, self.last.1)
    }

    #[inline]
    fn year(&mut self, year: i32, state: u8, killed: Option<TollSum>) {
        let near = usize::try_from(year - NEAR.0).ok().and_then(|n| self.near_years.get_mut(n));
        match near {
            // The list of years has no columns of years.
            Some(count) => count.count(state, killed, EntryYears::default()),
            None => self.years.one(year, state, CountedToll::one(self.rule, killed)),
        }
    }
}

/// What each count of a record adds up: the killed, if they are added, the columns of its years, and its first and last year, if it is
/// dated.
#[derive(Debug, Clone, Copy)]
struct CountedRecord {
    killed: Option<TollSum>,
    years: EntryYears,
    year: Option<(i32, i32)>,
    /// Whether it was in all of these years.
    lasted: bool,
}

/// The years in each of which a record that lasted is counted as certain. One that would have lasted longer is mostly a mistake.
const MOST_YEARS: i32 = 100;
/// The position of the facet of tags.
const TAG: usize = 10;
const _: () = assert!(FACETS.len() == 11, "each facet is counted above");
