//! Time bins of histograms: edges in days of the common era, and their labels.
//!
//! Knows days and the available number of bins; does not count or draw.

use chrono::{Datelike, NaiveDate};

use crate::model::dataset::number;

/// Adjacent bins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeBins {
    /// First day of each bin, and the day after the last bin.
    pub edges: Vec<i32>,
    /// The period that they cover.
    pub label: String,
}

impl TimeBins {
    /// Bins of whole months over all years from the first to the last day, as even as possible. `room` gives the number of
    /// bins that fit beside a label.
    pub fn years(first: NaiveDate, last: NaiveDate, room: impl Fn(&str) -> usize) -> Self {
        let label = format!("  {}–{}", first.year(), last.year());
        let room = room(&label);
        let from = year_start(first.year());
        let months = i64::from(last.year() - first.year() + 1) * 12;
        let edge = |i: usize| {
            let room = room.max(1) as i64;
            let month = (i as i64 * months + room - 1) / room;
            let (year, rest) = (first.year() + (month / 12) as i32, month % 12);
            NaiveDate::from_ymd_opt(year, rest as u32 + 1, 1).map_or(from, number)
        };
        let mut edges: Vec<i32> = (0..room).map(edge).collect();
        edges.push(year_start(last.year() + 1));
        Self { edges, label }
    }

    /// One bin per month, centred on the month of `middle`.
    pub fn months(middle: NaiveDate, room: impl Fn(&str) -> usize) -> Self {
        let label = format!("  {}", middle.format("%b %Y"));
        let room = room(&label);
        let month = middle.year() * 12 + middle.month0().cast_signed();
        let edge = |i: usize| {
            let month = month - (room / 2) as i32 + i as i32;
            let first = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12).cast_unsigned() + 1, 1);
            first.map_or(0, number)
        };
        Self { edges: (0..=room).map(edge).collect(), label }
    }

    /// One bin per day, centred on `middle`.
    pub fn days(middle: NaiveDate, room: impl Fn(&str) -> usize) -> Self {
        let label = format!("  {}", middle.format("%-d %b %Y"));
        let room = room(&label) as i32;
        let from = number(middle) - room / 2;
        Self { edges: (0..=room).map(|i| from + i).collect(), label }
    }

    /// First and last day of each bin.
    pub fn bins(&self) -> impl Iterator<Item = (i32, i32)> {
        self.edges.windows(2).map(|edge| (edge[0], edge[1] - 1))
    }
}

fn year_start(year: i32) -> i32 {
    NaiveDate::from_ymd_opt(year, 1, 1).map_or(0, number)
}
