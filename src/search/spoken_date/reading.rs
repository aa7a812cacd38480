//! What a date in words can mean: a period, or the same days of any year. Knows no words and no clock.

use chrono::{Datelike, NaiveDate};

use crate::model::When;
use crate::model::time::Certainty;

/// One meaning of a date in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// A period, such as a day of one year.
    Period(When),
    /// The same days of any year: *March 22*.
    Yearly(YearDays),
}

impl Reading {
    /// Whether `when` is in it.
    pub fn certainty(self, when: When) -> Certainty {
        match self {
            Self::Period(period) => when.within(period),
            Self::Yearly(days) => days.certainty(when),
        }
    }

    /// Display form: `22 Mar 2024`, `22 Mar of any year`.
    pub fn display(self) -> String {
        match self {
            Self::Period(period) => period.display(),
            Self::Yearly(days) => days.display(),
        }
    }

    /// The period; `None` without a year.
    pub fn period(self) -> Option<When> {
        match self {
            Self::Period(period) => Some(period),
            Self::Yearly(_) => None,
        }
    }
}

/// Days of a year that is not given: a day, a month, a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YearDays {
    /// Month and day; a day below 1 counts from the end of the month, 0 being its last.
    pub(super) first: (u8, i8),
    /// Likewise.
    pub(super) last: (u8, i8),
    /// How many years later the last day is: 1 for a winter.
    pub(super) years: u8,
}

impl YearDays {
    pub(super) const fn day(month: u8, day: i8) -> Self {
        Self { first: (month, day), last: (month, day), years: 0 }
    }

    pub(super) const fn months(first: u8, last: u8) -> Self {
        Self { first: (first, 1), last: (last, 0), years: if last < first { 1 } else { 0 } }
    }

    /// The first and last day in a year.
    pub(in crate::search) fn of(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let first = date(year, self.first)?;
        let last = date(year.checked_add(self.years.into())?, self.last)?;
        (first <= last).then_some((first, last))
    }

    /// Whether `when` is on these days of some year.
    fn certainty(self, when: When) -> Certainty {
        let (lo, hi) = (when.earliest(), when.latest());
        if (hi - lo).num_days() > 366 {
            return Certainty::Possibly;
        }
        let years = lo.year().saturating_sub(i32::from(self.years))..=hi.year();
        let periods = years.filter_map(|year| self.of(year)).filter_map(|(lo, hi)| When::between(lo, hi, false));
        periods.map(|period| when.within(period)).min_by_key(|c| *c as u8).unwrap_or(Certainty::No)
    }

    fn display(self) -> String {
        // Any leap year: 29 February is a day of some years.
        let Some((lo, hi)) = self.of(2000) else { return String::new() };
        let month = |d: NaiveDate| d.format("%B").to_string();
        let day = |d: NaiveDate| d.format("%-d %b").to_string();
        let words = match self {
            _ if lo == hi => day(lo),
            Self { first: (a, 1), last: (b, 0), .. } if a == b => month(lo),
            Self { first: (_, 1), last: (_, 0), .. } => format!("{} – {}", month(lo), month(hi)),
            _ => format!("{} – {}", day(lo), day(hi)),
        };
        format!("{words} of any year")
    }
}

/// The day of a year, with days below 1 counted from the end of the month.
fn date(year: i32, (month, day): (u8, i8)) -> Option<NaiveDate> {
    if day > 0 {
        return NaiveDate::from_ymd_opt(year, month.into(), u32::try_from(day).ok()?);
    }
    let (next_year, next) = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month + 1) };
    let after = NaiveDate::from_ymd_opt(next_year, next.into(), 1)?;
    after.checked_sub_days(chrono::Days::new(1 + u64::from(day.unsigned_abs())))
}
