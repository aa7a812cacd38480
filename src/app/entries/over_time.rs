//! The entries listed over time: their number and the killed between two days, and the entry for a day.

use std::ops::Range;

use super::Entries;
use super::arrange::is_series;
use super::by_day::first_until;
use crate::model::dataset::{UNDATED, number};
use crate::model::time::Certainty;
use crate::model::toll::TollSum;
use crate::model::{When, Workspace};

/// The entry whose date fits a period best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateFit {
    /// Its number.
    pub entry: u32,
    /// Whether its date lies in the period certainly or only possibly.
    pub certainty: Certainty,
    /// What it is among those whose dates lie in the period certainly.
    pub stands: FitRank,
    /// Number of single incidents and records whose date lies in the period certainly.
    pub singles: usize,
    /// Number of series whose date does.
    pub series: usize,
}

/// What the entry whose date fits is among those that fit certainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitRank {
    /// The only one whose date is the period itself.
    Best,
    /// It began after all others.
    Latest,
    /// Others are like it.
    OneOfThem,
}

impl Entries {
    /// The entry to go to for a day: the first one that began then or earlier, else the last one. Among the certain entries if
    /// there are any. `None` if no entry is shown.
    pub fn at_day(&self, workspace: &Workspace, day: i32) -> Option<u32> {
        let list = if self.timed.is_empty() { &self.possible } else { &self.timed };
        let last = list.len().checked_sub(1)?;
        list.get(first_until(workspace, list, day).min(last)).copied()
    }

    /// The entry that fits a period with both ends best: one whose date certainly lies in it, one incident before a series, the period
    /// itself before a part of it, the latest first. `None` if no entry that began then can lie in it.
    pub fn fitting(&self, workspace: &Workspace, period: When) -> Option<DateFit> {
        let list = if self.timed.is_empty() { &self.possible } else { &self.timed };
        let (lo, hi) = (number(period.earliest()), number(period.latest()));
        let began = &list[first_until(workspace, list, hi)..first_until(workspace, list, lo - 1)];
        let mut best: Option<((bool, bool, bool), u32)> = None;
        let (mut singles, mut series, mut same) = (0, 0, 0);
        // The last days on which one that fits certainly began.
        let mut days = Vec::with_capacity(2);
        for &entry in began {
            let Some(when) = workspace.when(workspace.entry(entry)) else { continue };
            let certainty = when.lies_in(period);
            if certainty == Certainty::No {
                continue;
            }
            let is_series = is_series(workspace, entry);
            let is_same = (when.earliest(), when.latest()) == (period.earliest(), period.latest());
            let is_certain = certainty == Certainty::Certainly;
            if is_certain {
                *(if is_series { &mut series } else { &mut singles }) += 1;
                same += usize::from(is_same);
                if days.len() < 2 {
                    days.push(workspace.day(entry));
                }
            }
            let rank = (!is_certain, is_series, !is_same);
            if best.is_none_or(|(known, _)| rank < known) {
                best = Some((rank, entry));
            }
        }
        best.map(|((is_possible, _, is_other), entry)| {
            let certainty = if is_possible { Certainty::Possibly } else { Certainty::Certainly };
            let stands = match days[..] {
                _ if !is_other && same == 1 => FitRank::Best,
                [last, ref before @ ..] if workspace.day(entry) == last && !before.contains(&last) => FitRank::Latest,
                _ => FitRank::OneOfThem,
            };
            DateFit { entry, certainty, stands, singles, series }
        })
    }

    /// Number of entries that began on the days from `lo` to `hi` and pass the filter certainly.
    pub fn count(&self, workspace: &Workspace, lo: i32, hi: i32) -> usize {
        self.within(workspace, lo, hi).len()
    }

    /// The number killed in them.
    pub fn toll(&self, workspace: &Workspace, lo: i32, hi: i32) -> TollSum {
        let Range { start, end } = self.within(workspace, lo, hi);
        self.tolls.between(start, end)
    }

    fn within(&self, workspace: &Workspace, lo: i32, hi: i32) -> Range<usize> {
        first_until(workspace, &self.timed, hi)..first_until(workspace, &self.timed, lo - 1)
    }

    /// First and last day on which an entry that passes the filter certainly began; `None` if none is dated.
    pub fn span(&self, workspace: &Workspace) -> Option<(i32, i32)> {
        let dated = first_until(workspace, &self.timed, UNDATED);
        let last = workspace.day(*self.timed[..dated].last()?);
        Some((last, workspace.day(*self.timed.first()?)))
    }
}
