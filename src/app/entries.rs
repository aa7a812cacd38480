//! The entries of the timeline by year: latest first, undated last; all of them or those that pass the filter. A
//! timeline may have millions of entries, so nothing here visits all of them for a frame.
//!
//! Knows entry numbers and their days; does not know selection, drawing or filters.

use std::ops::Range;
use std::sync::Arc;

use chrono::Datelike;

use crate::model::Workspace;
use crate::model::dataset::{UNDATED, day};
use crate::model::workspace::numbered;

/// A row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineRow {
    /// The heading of a year; `None` for undated entries.
    Year(Option<i32>),
    /// An entry number.
    Entry(u32),
}

/// All entries, and the entries shown.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// All entries, in order.
    pub all: Arc<[u32]>,
    /// The entries shown, in order.
    pub shown: Arc<[u32]>,
    /// Each year with the position of its first entry shown.
    years: Vec<(Option<i32>, usize)>,
}

/// All entries of the workspace in the order of the timeline.
pub fn order(workspace: &Workspace) -> Arc<[u32]> {
    let mut keys = workspace.incident_keys();
    for set in 0..workspace.sets.len() {
        keys.extend(workspace.record_keys(set, 0));
    }
    keys.sort_unstable();
    keys.into_iter().map(numbered).collect()
}

impl Entries {
    /// Shows all entries, which must be in the timeline's order.
    pub fn new(workspace: &Workspace, all: Arc<[u32]>) -> Self {
        let mut entries = Self { shown: Arc::clone(&all), all, years: Vec::new() };
        entries.years = years(workspace, &entries.shown);
        entries
    }

    /// Shows only these entries, which must be in the timeline's order.
    pub fn show(&mut self, workspace: &Workspace, shown: Arc<[u32]>) {
        self.years = years(workspace, &shown);
        self.shown = shown;
    }

    /// Shows all entries.
    pub fn show_all(&mut self, workspace: &Workspace) {
        self.show(workspace, Arc::clone(&self.all));
    }

    /// Replaces the entries by a larger set. Filtered entries stay as they are until the filter runs again.
    pub fn grow(&mut self, workspace: &Workspace, all: Arc<[u32]>) {
        let unfiltered = Arc::ptr_eq(&self.all, &self.shown);
        self.all = all;
        if unfiltered {
            self.show_all(workspace);
        }
    }

    /// Number of rows, with those of the years.
    pub fn rows(&self) -> usize {
        self.shown.len() + self.years.len()
    }

    /// The year or entry in a row.
    pub fn row(&self, row: usize) -> Option<TimelineRow> {
        // A year's heading precedes its entries.
        let at = self.years.iter().enumerate().rev().find(|(k, (_, first))| first + k <= row);
        let (k, (year, first)) = at?;
        if first + k == row {
            return Some(TimelineRow::Year(*year));
        }
        self.shown.get(row - k - 1).map(|&n| TimelineRow::Entry(n))
    }

    /// The year of the entry in `row`, whose heading lies above; `None` if the row is a heading.
    pub fn year_above(&self, row: usize) -> Option<Option<i32>> {
        let (k, (year, first)) = self.years.iter().enumerate().rev().find(|(k, (_, first))| first + k <= row)?;
        (first + k < row).then_some(*year)
    }

    /// The row of the entry at a position.
    pub fn row_of(&self, at: usize) -> usize {
        at + self.years.iter().filter(|(_, first)| *first <= at).count()
    }

    /// The rows that must be visible with an entry: its own, and its year's heading if it is the first of the year.
    pub fn rows_of(&self, at: usize) -> Range<usize> {
        let row = self.row_of(at);
        let is_first = row > 0 && matches!(self.row(row - 1), Some(TimelineRow::Year(_)));
        if is_first { row - 1..row + 1 } else { row..row + 1 }
    }

    /// Whether an entry is shown.
    pub fn shows(&self, workspace: &Workspace, entry: u32) -> bool {
        self.position(workspace, entry).is_some()
    }

    /// The position of an entry among the entries shown; `None` if it is not shown.
    pub fn position(&self, workspace: &Workspace, entry: u32) -> Option<usize> {
        let day = workspace.day(entry);
        let from = self.first_until(workspace, day);
        let after = self.shown[from..].iter().take_while(|n| workspace.day(**n) == day);
        after.enumerate().find(|(_, n)| **n == entry).map(|(i, _)| from + i)
    }

    /// The position of the first entry that began on `day` or earlier. Undated entries come last.
    pub fn first_until(&self, workspace: &Workspace, day: i32) -> usize {
        self.shown.partition_point(|&n| {
            let own = workspace.day(n);
            own > day || (day == UNDATED && own != UNDATED)
        })
    }

    /// Number of entries shown that began on the days from `lo` to `hi`.
    pub fn count(&self, workspace: &Workspace, lo: i32, hi: i32) -> usize {
        self.first_until(workspace, lo - 1) - self.first_until(workspace, hi)
    }

    /// First and last day on which an entry shown began; `None` if none is dated.
    pub fn span(&self, workspace: &Workspace) -> Option<(i32, i32)> {
        let dated = self.first_until(workspace, UNDATED);
        let last = workspace.day(*self.shown[..dated].last()?);
        Some((last, workspace.day(*self.shown.first()?)))
    }
}

/// Each year with the position of its first entry.
fn years(workspace: &Workspace, shown: &[u32]) -> Vec<(Option<i32>, usize)> {
    let mut years = Vec::new();
    let mut at = 0;
    while let Some(&first) = shown.get(at) {
        let year = day(workspace.day(first)).map(|d| d.year());
        years.push((year, at));
        let same = |n: &u32| day(workspace.day(*n)).map(|d| d.year()) == year;
        // Entries are sorted, so binary search finds the end of the year.
        at += shown[at..].partition_point(same);
    }
    years
}
