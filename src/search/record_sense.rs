//! What a clause asks of the numbers of a data set's records: dates and figures. Knows no words and no ranking of hits.

use chrono::Datelike;

use super::clause::ClauseSense;
use super::clause_match::possible;
use super::fields::{lasted_into, reach};
use super::index::MatchField;
use super::order::pack;
use super::rank::Fit;
use super::spoken_date::Reading;
use crate::model::Facet;
use crate::model::dataset::{self, DataSet, NOT_GIVEN, Segment, UNDATED};

/// A sense of a clause, compiled for records.
#[derive(Debug, Clone)]
pub(super) enum RecordSense {
    /// A date in one of these spans of days, in order; whether it is certain that they are meant, and whether a span of a
    /// record can be how long it lasted.
    Days(Vec<(i32, i32)>, bool, bool),
    /// On this day of any month.
    DayOfMonth(u32),
    /// So many killed or injured.
    Figure(u32),
    /// Somebody killed.
    Killed,
    /// Somebody injured.
    Injured,
}

/// The years in which days without a year are looked for.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

impl RecordSense {
    /// The sense for the records of a set; `None` if they code no such thing.
    pub(super) fn of_sense(set: &DataSet, sense: &ClauseSense) -> Option<Self> {
        Some(match sense {
            ClauseSense::Words(_) | ClauseSense::Numeric(_) | ClauseSense::Meaning(_) => return None,
            ClauseSense::Date(readings) | ClauseSense::OneOfDates(readings) => {
                let mut days: Vec<(i32, i32)> = Vec::new();
                for reading in readings {
                    match reading {
                        Reading::Period(period) => {
                            days.push((dataset::number(period.earliest()), dataset::number(period.latest())));
                        }
                        Reading::Yearly(yearly) => days.extend(
                            YEARS
                                .filter_map(|year| yearly.of(year))
                                .map(|(a, b)| (dataset::number(a), dataset::number(b))),
                        ),
                    }
                }
                days.sort_unstable();
                Self::Days(days, matches!(sense, ClauseSense::Date(_)), set.spans_last)
            }
            ClauseSense::DayOfMonth(day) => Self::DayOfMonth(*day),
            ClauseSense::Figure(n) => Self::Figure(*n),
            ClauseSense::Claim(facets) if facets.contains(&Facet::Killed) => Self::Killed,
            ClauseSense::Claim(facets) if facets.contains(&Facet::Injured) => Self::Injured,
            ClauseSense::Claim(_) => return None,
        })
    }

    /// The rank of record `i` of a segment; [`u32::MAX`] if it does not have it.
    #[inline]
    pub(super) fn of(&self, segment: &Segment, i: usize) -> u32 {
        let holds = |holds: bool, field, penalty| if holds { pack(Fit::Word, field, penalty) } else { u32::MAX };
        match self {
            Self::Days(days, is_meant, lasts) => {
                let (lo, hi) = reach(segment.lo[i], segment.hi[i], segment.flags[i]);
                if lo == UNDATED {
                    return u32::MAX;
                }
                // Spans may overlap only where one date has several readings, which are few.
                let from = days.partition_point(|(_, end)| *end < lo);
                let mut rank = u32::MAX;
                for &(start, end) in days[from..].iter().take_while(|(start, _)| *start <= hi) {
                    let whole = pack(Fit::Word, MatchField::Date, 0);
                    let within =
                        lo >= start && hi <= end || *lasts && lasted_into((lo, hi), segment.flags[i], (start, end));
                    rank = rank.min(if *is_meant && within { whole } else { possible(whole) });
                }
                rank
            }
            Self::DayOfMonth(day) => {
                let (lo, hi) = (segment.lo[i], segment.hi[i]);
                let of = |n: i32| dataset::day(n).map(|date| date.day());
                holds(lo == hi && of(lo) == Some(*day), MatchField::Date, 8)
            }
            Self::Figure(n) => {
                let killed = segment.best[i] == *n;
                holds(killed || injured(segment, i) == *n, MatchField::Figure, u16::from(!killed))
            }
            Self::Killed => holds(given(segment.best[i]), MatchField::Claim, 0),
            Self::Injured => holds(given(injured(segment, i)), MatchField::Claim, 0),
        }
    }
}

/// The number injured; data sets that do not count them have no such column.
fn injured(segment: &Segment, i: usize) -> u32 {
    segment.injured.get(i).copied().unwrap_or(NOT_GIVEN)
}

fn given(n: u32) -> bool {
    n != NOT_GIVEN && n > 0
}
