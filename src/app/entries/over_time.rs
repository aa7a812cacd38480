//! The entries listed over time: their number and the killed between two days, and the entry for a day.

use crate::model::toll::TollSum;
use std::ops::Range;

use super::Entries;
use super::by_day::first_until;
use crate::model::Workspace;
use crate::model::dataset::UNDATED;

impl Entries {
    /// The entry to go to for a day: the first one that began then or earlier, else the last one. Among the certain entries if
    /// there are any. `None` if no entry is shown.
    pub fn at_day(&self, workspace: &Workspace, day: i32) -> Option<u32> {
        let list = if self.timed.is_empty() { &self.possible } else { &self.timed };
        let last = list.len().checked_sub(1)?;
        list.get(first_until(workspace, list, day).min(last)).copied()
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
