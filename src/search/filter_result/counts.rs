//! The numbers that facets count with: certain and possible entries apart, the killed in the certain ones, how they lie over the
//! years, and ranges of the number killed.

use crate::model::toll::{CountedToll, TollRule, TollSum};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::search::facets::{FACETS, FacetValue};
use crate::search::fields::{CERTAINLY, NO, POSSIBLY};
use crate::search::query::Comparison;
use crate::search::year_profile::{EntryYears, YearProfile};

/// A range of the number killed. They overlap: each but the first is open above.
pub(super) struct Band {
    pub(super) comparison: Comparison,
    pub(super) number: u32,
    pub(super) label: &'static str,
    pub(super) value: &'static str,
}

const fn least(number: u32, label: &'static str, value: &'static str) -> Band {
    Band { comparison: Comparison::AtLeast, number, label, value }
}

pub(super) const BANDS: [Band; 6] = [
    Band { comparison: Comparison::Equal, number: 0, label: "none", value: "0" },
    least(1, "1 or more", ">=1"),
    least(5, "5 or more", ">=5"),
    least(25, "25 or more", ">=25"),
    least(100, "100 or more", ">=100"),
    least(1_000, "1,000 or more", ">=1000"),
];

/// Records of data sets by the bands of the least and the greatest number killed, for certain and possible records.
#[derive(Debug, Clone, Default)]
pub(super) struct BandCounts([[[RecordCount; BANDS.len()]; BANDS.len()]; 2]);

impl BandCounts {
    /// Counts a record with a range of the number killed.
    #[inline]
    pub(super) fn count(&mut self, (min, max): (u32, u32), state: u8, killed: Option<TollSum>, years: EntryYears) {
        let band = |n: u32| BANDS[1..].iter().map(|band| usize::from(n >= band.number)).sum::<usize>();
        self.0[usize::from(state != CERTAINLY)][band(min)][band(max)].count(state, killed, years);
    }

    pub(super) fn add(&mut self, other: &Self) {
        let cells = self.0.iter_mut().flatten().flatten();
        cells.zip(other.0.iter().flatten().flatten()).for_each(|(a, b)| a.add(b));
    }

    /// The counts of a band: a range lies in it certainly if its least number does, and in the first, none, if its
    /// greatest number does.
    pub(super) fn of(&self, band: usize) -> RecordCount {
        let mut count = RecordCount::default();
        for ranges in &self.0 {
            for (min, row) in ranges.iter().enumerate() {
                for (max, cell) in row.iter().enumerate() {
                    let (sure, open) = if band == 0 { (max == 0, min == 0) } else { (min >= band, max >= band) };
                    if sure {
                        count.add(cell);
                    } else if open {
                        count.possible += cell.certain + cell.possible;
                        count.years.add_possible(&cell.years);
                    }
                }
            }
        }
        count
    }
}

/// How an entry stands towards the fields of a filter: the facets whose fields it fails, and those whose fields it
/// satisfies only possibly, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    fails: u16,
    doubts: u16,
}

impl Standing {
    /// It satisfies all fields certainly.
    pub(super) const CERTAIN: Self = Self { fails: 0, doubts: 0 };

    /// From how certainly each field holds, with the bit of its facet.
    #[inline]
    pub(super) fn of<'f>(states: impl Iterator<Item = (u8, &'f u16)>) -> Self {
        let mut standing = Self::CERTAIN;
        for (state, bit) in states {
            match state {
                NO => standing.fails |= bit,
                POSSIBLY => standing.doubts |= bit,
                _ => {}
            }
        }
        standing
    }

    /// How certainly it passes.
    pub(super) fn state(self) -> u8 {
        Self::passes(self.fails, self.doubts)
    }

    /// How certainly it passes without the fields of a facet.
    #[inline]
    pub(super) fn of_facet(self, facet: usize) -> u8 {
        Self::passes(self.fails & !(1 << facet), self.doubts & !(1 << facet))
    }

    /// The facet that it fails, if it passes without the fields of that facet.
    #[inline]
    pub(super) fn fails_only(self) -> Option<usize> {
        let facet = self.fails.trailing_zeros() as usize;
        (self.fails.is_power_of_two() && facet < FACETS.len()).then_some(facet)
    }

    /// Whether it counts for no facet.
    pub(super) fn is_out(self) -> bool {
        self.state() == NO && self.fails_only().is_none()
    }

    #[inline]
    fn passes(fails: u16, doubts: u16) -> u8 {
        match (fails, doubts) {
            (0, 0) => CERTAINLY,
            (0, _) => POSSIBLY,
            _ => NO,
        }
    }
}

/// Numbers of certain and of possible entries, and the killed in the certain ones.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct EntryCount {
    certain: u32,
    possible: u32,
    killed: CountedToll,
    years: YearProfile,
}

impl EntryCount {
    pub(super) fn is_zero(&self) -> bool {
        (self.certain, self.possible) == (0, 0)
    }

    /// Adds it to a value.
    pub(super) fn add_to(&self, value: &mut FacetValue) {
        value.count += self.certain as usize;
        value.possible += self.possible as usize;
        value.killed.add(self.killed);
        value.years.add(&self.years);
    }

    /// An entry that passes so, the killed in it, and when it was.
    pub(super) fn one(state: u8, killed: CountedToll, years: EntryYears) -> Self {
        let mut count = Self::default();
        count.count(state, killed, years);
        count
    }

    #[inline]
    pub(super) fn count(&mut self, state: u8, killed: CountedToll, years: EntryYears) {
        if state != NO {
            self.years.count(state == CERTAINLY, years);
        }
        self.possible += u32::from(state == POSSIBLY);
        if state == CERTAINLY {
            self.certain += 1;
            self.killed.add(killed);
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.certain += other.certain;
        self.possible += other.possible;
        self.killed.add(other.killed);
        self.years.add(&other.years);
    }
}

/// The same of records of one data set, which one rule counts: numbers that are only added, as there are millions.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RecordCount {
    certain: u32,
    possible: u32,
    /// How many of the certain ones have a number that is added.
    tolled: u32,
    killed: TollSum,
    years: YearProfile,
}

impl RecordCount {
    pub(super) fn is_zero(&self) -> bool {
        (self.certain, self.possible) == (0, 0)
    }

    #[inline]
    pub(super) fn count(&mut self, state: u8, killed: Option<TollSum>, years: EntryYears) {
        if state != NO {
            self.years.count(state == CERTAINLY, years);
        }
        self.possible += u32::from(state == POSSIBLY);
        if state == CERTAINLY {
            self.certain += 1;
            self.tolled += u32::from(killed.is_some());
            self.killed = self.killed.plus(killed.unwrap_or_default());
        }
    }

    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        self.certain += other.certain;
        self.possible += other.possible;
        self.tolled += other.tolled;
        self.killed = self.killed.plus(other.killed);
        self.years.add(&other.years);
    }

    /// The count with the rule that counts the killed.
    pub(super) fn by(&self, rule: TollRule) -> EntryCount {
        let killed = if self.tolled > 0 { CountedToll::By(rule, self.killed) } else { CountedToll::Nothing };
        EntryCount { certain: self.certain, possible: self.possible, killed, years: self.years }
    }
}

/// Counts by year: of entries in a year certainly, and of spans of years that an entry may lie in.
#[derive(Debug, Clone, Default)]
pub(super) struct Years {
    counts: HashMap<i32, EntryCount>,
    /// Changes of the number of possible entries from one year to the next.
    steps: BTreeMap<i32, i64>,
    /// The first and last years of such spans.
    ends: BTreeSet<i32>,
}

impl Years {
    pub(super) fn add(&mut self, other: &Self) {
        other.counts.iter().for_each(|(year, count)| self.whole(*year, count));
        other.steps.iter().for_each(|(year, step)| *self.steps.entry(*year).or_default() += step);
        self.ends.extend(&other.ends);
    }

    /// Entries that lie in one year.
    pub(super) fn whole(&mut self, year: i32, count: &EntryCount) {
        self.counts.entry(year).or_default().add(count);
    }

    /// An entry that lies in one year.
    pub(super) fn one(&mut self, year: i32, state: u8, killed: CountedToll) {
        self.counts.entry(year).or_default().count(state, killed, EntryYears::default());
    }

    /// An entry that possibly lies in each of these years.
    pub(super) fn span(&mut self, from: i32, to: i32) {
        if from > to {
            return;
        }
        *self.steps.entry(from).or_default() += 1;
        *self.steps.entry(to.saturating_add(1)).or_default() -= 1;
        self.ends.extend([from, to]);
    }

    /// The years with their counts. Years that a query cannot name are left out.
    pub(super) fn listed(&self) -> impl Iterator<Item = (i32, EntryCount)> {
        let mut years: BTreeSet<i32> = self.counts.keys().copied().collect();
        years.extend(&self.ends);
        let mut steps = self.steps.iter().peekable();
        let mut possible = 0_i64;
        years.into_iter().filter(|year| (0..=9999).contains(year)).map(move |year| {
            while let Some((_, step)) = steps.next_if(|(from, _)| **from <= year) {
                possible += step;
            }
            let mut count = self.counts.get(&year).copied().unwrap_or_default();
            count.possible += u32::try_from(possible).unwrap_or_default();
            (year, count)
        })
    }
}
