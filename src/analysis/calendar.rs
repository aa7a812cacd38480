//! Entries by year and by day: only what is dated that exactly counts there, the others are counted beside. Draws nothing.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::model::{When, Workspace};

/// Entries by year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearCounts {
    /// How many entries were in each year, whatever of their date is open.
    pub years: BTreeMap<i32, usize>,
    /// How many were in one of several years, or in a year that is in doubt.
    pub across: usize,
    /// How many have no date.
    pub undated: usize,
}

impl YearCounts {
    /// Of these entries.
    pub fn of(workspace: &Workspace, entries: &[u32]) -> Self {
        let mut made = Self::default();
        for &number in entries {
            match workspace.when(workspace.entry(number)).map(year_of) {
                Some(Some(year)) => *made.years.entry(year).or_default() += 1,
                Some(None) => made.across += 1,
                None => made.undated += 1,
            }
        }
        made
    }
}

/// The entries of one year by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearCalendar {
    /// The year.
    pub year: i32,
    /// How many entries were on each day.
    pub days: Vec<usize>,
    /// How many were in the year, on one of several days.
    pub inexact: usize,
    /// How many were in other years, or possibly in others.
    pub others: usize,
    /// How many have no date.
    pub undated: usize,
}

impl YearCalendar {
    /// Of these entries.
    pub fn of(workspace: &Workspace, entries: &[u32], year: i32) -> Self {
        let length = if NaiveDate::from_ymd_opt(year, 2, 29).is_some() { 366 } else { 365 };
        let mut made = Self { year, days: vec![0; length], inexact: 0, others: 0, undated: 0 };
        for &number in entries {
            let Some(when) = workspace.when(workspace.entry(number)) else {
                made.undated += 1;
                continue;
            };
            let (first, last) = when.reach();
            match (year_of(when) == Some(year), first == last) {
                (true, true) => made.days[first.ordinal0() as usize] += 1,
                (true, false) => made.inexact += 1,
                (false, _) => made.others += 1,
            }
        }
        made
    }
}

/// The year in which all days lie that a date leaves open; none of a date that is doubted.
fn year_of(when: When) -> Option<i32> {
    let (first, last) = when.reach();
    let is_open = when.is_open_start() || when.is_open_end();
    (!is_open && first.year() == last.year() && !when.is_uncertain()).then_some(first.year())
}
