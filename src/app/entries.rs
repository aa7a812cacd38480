//! The entries of the timeline by year: latest first, undated last; all of them, or those that pass the filter certainly
//! and after them, under a heading of their own, those that pass possibly. A timeline may have millions of entries, so
//! nothing here visits all of them for a frame.
//!
//! Knows entry numbers and their days; does not know selection, drawing or filters.

mod beginnings;

use std::ops::Range;
use std::sync::Arc;

use chrono::Datelike;

pub use beginnings::SharedBeginnings;

use crate::model::Workspace;
use crate::model::dataset::{UNDATED, day};
use crate::model::workspace::numbered;

/// A row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineRow {
    /// The heading of the entries that pass the filter only possibly, with their number.
    Possibly(usize),
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
    /// The entries shown, in order: those that pass the filter certainly.
    pub shown: Arc<[u32]>,
    /// The entries shown after them, in order: those that pass it only possibly.
    pub possible: Arc<[u32]>,
    /// Each heading with the position of its first entry.
    headings: Vec<(TimelineRow, usize)>,
    /// What titles of incidents have in common.
    pub beginnings: SharedBeginnings,
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
        let mut entries = Self { all, ..Self::default() };
        entries.show_all(workspace);
        entries
    }

    /// Shows only these entries, those that pass certainly and those that pass possibly, each in the timeline's order.
    pub fn show(&mut self, workspace: &Workspace, shown: Arc<[u32]>, possible: Arc<[u32]>) {
        self.headings = years(workspace, &shown, 0);
        if !possible.is_empty() {
            self.headings.push((TimelineRow::Possibly(possible.len()), shown.len()));
            self.headings.extend(years(workspace, &possible, shown.len()));
        }
        (self.shown, self.possible) = (shown, possible);
    }

    /// Shows all entries.
    pub fn show_all(&mut self, workspace: &Workspace) {
        self.show(workspace, Arc::clone(&self.all), Arc::default());
    }

    /// Replaces the entries by a larger set. Filtered entries stay as they are until the filter runs again.
    pub fn grow(&mut self, workspace: &Workspace, all: Arc<[u32]>) {
        let unfiltered = Arc::ptr_eq(&self.all, &self.shown);
        self.all = all;
        if unfiltered {
            self.show_all(workspace);
        }
    }

    /// Number of entries shown, certain and possible.
    pub fn len(&self) -> usize {
        self.shown.len() + self.possible.len()
    }

    /// Whether no entry is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at a position among those shown.
    pub fn get(&self, at: usize) -> Option<u32> {
        self.shown.get(at).or_else(|| self.possible.get(at.checked_sub(self.shown.len())?)).copied()
    }

    /// Number of rows, with the headings.
    pub fn rows(&self) -> usize {
        self.len() + self.headings.len()
    }

    /// The heading or entry in a row.
    pub fn row(&self, row: usize) -> Option<TimelineRow> {
        let (k, (heading, first)) = self.heading(row)?;
        if first + k == row {
            return Some(heading);
        }
        self.get(row - k - 1).map(TimelineRow::Entry)
    }

    /// The last heading in or above a row, with its number. A heading precedes its entries.
    fn heading(&self, row: usize) -> Option<(usize, (TimelineRow, usize))> {
        self.headings.iter().copied().enumerate().rev().find(|(k, (_, first))| first + k <= row)
    }

    /// The year of the entry in `row`, whose heading lies above; `None` if the row is a heading.
    pub fn year_above(&self, row: usize) -> Option<Option<i32>> {
        match self.heading(row)? {
            (k, (TimelineRow::Year(year), first)) if first + k < row => Some(year),
            _ => None,
        }
    }

    /// Whether a row lies below the heading of the possible entries.
    pub fn is_possible(&self, row: usize) -> bool {
        let mut headings = self.headings.iter().enumerate();
        headings.any(|(k, (heading, first))| matches!(heading, TimelineRow::Possibly(_)) && first + k < row)
    }

    /// The row of the entry at a position.
    pub fn row_of(&self, at: usize) -> usize {
        at + self.headings.iter().filter(|(_, first)| *first <= at).count()
    }

    /// The rows that must be visible with an entry: its own, and the headings right above it.
    pub fn rows_of(&self, at: usize) -> Range<usize> {
        let row = self.row_of(at);
        let headings = self.headings.iter().filter(|(_, first)| *first == at).count();
        row - headings..row + 1
    }

    /// Whether an entry passes the filter certainly.
    pub fn shows(&self, workspace: &Workspace, entry: u32) -> bool {
        find(workspace, &self.shown, entry).is_some()
    }

    /// The position of an entry among the entries shown; `None` if it is not shown.
    pub fn position(&self, workspace: &Workspace, entry: u32) -> Option<usize> {
        let possible = || find(workspace, &self.possible, entry).map(|at| self.shown.len() + at);
        find(workspace, &self.shown, entry).or_else(possible)
    }

    /// The position of the entry to go to for a day: the first one that began then or earlier, else the last one. Among
    /// the certain entries if there are any. `None` if no entry is shown.
    pub fn at_day(&self, workspace: &Workspace, day: i32) -> Option<usize> {
        let (list, from) = if self.shown.is_empty() { (&self.possible, self.shown.len()) } else { (&self.shown, 0) };
        let last = list.len().checked_sub(1)?;
        Some(from + first_until(workspace, list, day).min(last))
    }

    /// Number of entries that began on the days from `lo` to `hi` and pass the filter certainly.
    pub fn count(&self, workspace: &Workspace, lo: i32, hi: i32) -> usize {
        first_until(workspace, &self.shown, lo - 1) - first_until(workspace, &self.shown, hi)
    }

    /// First and last day on which an entry that passes the filter certainly began; `None` if none is dated.
    pub fn span(&self, workspace: &Workspace) -> Option<(i32, i32)> {
        let dated = first_until(workspace, &self.shown, UNDATED);
        let last = workspace.day(*self.shown[..dated].last()?);
        Some((last, workspace.day(*self.shown.first()?)))
    }
}

/// The position of an entry in an ordered list.
fn find(workspace: &Workspace, list: &[u32], entry: u32) -> Option<usize> {
    let day = workspace.day(entry);
    let from = first_until(workspace, list, day);
    let after = list[from..].iter().take_while(|n| workspace.day(**n) == day);
    after.enumerate().find(|(_, n)| **n == entry).map(|(i, _)| from + i)
}

/// The position of the first entry of an ordered list that began on `day` or earlier. Undated entries come last.
fn first_until(workspace: &Workspace, list: &[u32], day: i32) -> usize {
    list.partition_point(|&n| {
        let own = workspace.day(n);
        own > day || (day == UNDATED && own != UNDATED)
    })
}

/// The heading of each year with the position of its first entry; the list begins at position `from`.
fn years(workspace: &Workspace, list: &[u32], from: usize) -> Vec<(TimelineRow, usize)> {
    let mut years = Vec::new();
    let mut at = 0;
    while let Some(&first) = list.get(at) {
        let year = day(workspace.day(first)).map(|d| d.year());
        years.push((TimelineRow::Year(year), from + at));
        let same = |n: &u32| day(workspace.day(*n)).map(|d| d.year()) == year;
        // Entries are sorted, so binary search finds the end of the year.
        at += list[at..].partition_point(same);
    }
    years
}
