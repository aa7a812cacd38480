//! The entries of the timeline: by year, the latest first, the undated at the end; all of them, or those that a filter
//! lets through. Whatever it holds, only the rows in sight are looked at.
//!
//! Knows entry numbers and their days; nothing of selection, drawing or filters.

use std::ops::Range;
use std::sync::Arc;

use chrono::Datelike;

use crate::model::Workspace;
use crate::model::dataset::{UNDATED, day};
use crate::model::workspace::numbered;

/// A line of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineRow {
    /// The year of those below; `None` for the undated.
    Year(Option<i32>),
    /// An entry, by its number.
    Entry(u32),
}

/// The entries, and those of them that are shown.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// All entries in order.
    pub all: Arc<[u32]>,
    /// Those shown, in order.
    pub shown: Arc<[u32]>,
    /// Each year with the position of its first entry.
    years: Vec<(Option<i32>, usize)>,
}

/// The order of all entries.
pub fn order(workspace: &Workspace) -> Arc<[u32]> {
    let mut keys = workspace.incident_keys();
    for set in 0..workspace.sets.len() {
        keys.extend(workspace.record_keys(set, 0));
    }
    keys.sort_unstable();
    keys.into_iter().map(numbered).collect()
}

impl Entries {
    /// All entries, in this order.
    pub fn new(workspace: &Workspace, all: Arc<[u32]>) -> Self {
        let mut entries = Self { shown: Arc::clone(&all), all, years: Vec::new() };
        entries.years = years(workspace, &entries.shown);
        entries
    }

    /// Shows these only, which are in the timeline's order.
    pub fn show(&mut self, workspace: &Workspace, shown: Arc<[u32]>) {
        self.years = years(workspace, &shown);
        self.shown = shown;
    }

    /// Shows all.
    pub fn show_all(&mut self, workspace: &Workspace) {
        self.show(workspace, Arc::clone(&self.all));
    }

    /// Takes in an order that has grown. What a filter lets through stays until it is asked for anew.
    pub fn grow(&mut self, workspace: &Workspace, all: Arc<[u32]>) {
        let was_all = Arc::ptr_eq(&self.all, &self.shown);
        self.all = all;
        if was_all {
            self.show_all(workspace);
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.shown.len() + self.years.len()
    }

    /// What stands on a row.
    pub fn row(&self, row: usize) -> Option<TimelineRow> {
        // The year's own row comes before those of its entries.
        let at = self.years.iter().enumerate().rev().find(|(k, (_, first))| first + k <= row);
        let (k, (year, first)) = at?;
        if first + k == row {
            return Some(TimelineRow::Year(*year));
        }
        self.shown.get(row - k - 1).map(|&n| TimelineRow::Entry(n))
    }

    /// The year whose own row lies above `row` while its entries go on there; `None` where the row is a year's own.
    pub fn year_above(&self, row: usize) -> Option<Option<i32>> {
        let (k, (year, first)) = self.years.iter().enumerate().rev().find(|(k, (_, first))| first + k <= row)?;
        (first + k < row).then_some(*year)
    }

    /// The row of an entry by its position.
    pub fn row_of(&self, at: usize) -> usize {
        at + self.years.iter().filter(|(_, first)| *first <= at).count()
    }

    /// The rows that must be in sight with an entry: its own, and that of its year if it is the first of it.
    pub fn rows_of(&self, at: usize) -> Range<usize> {
        let row = self.row_of(at);
        let heads = row > 0 && matches!(self.row(row - 1), Some(TimelineRow::Year(_)));
        if heads { row - 1..row + 1 } else { row..row + 1 }
    }

    /// Whether an entry is among those shown.
    pub fn shows(&self, workspace: &Workspace, entry: u32) -> bool {
        self.position(workspace, entry).is_some()
    }

    /// Where an entry stands among those shown.
    pub fn position(&self, workspace: &Workspace, entry: u32) -> Option<usize> {
        let day = workspace.day(entry);
        let from = self.first_until(workspace, day);
        let after = self.shown[from..].iter().take_while(|n| workspace.day(**n) == day);
        after.enumerate().find(|(_, n)| **n == entry).map(|(i, _)| from + i)
    }

    /// The position of the first entry that began on `day` or before it; undated ones come last of all.
    pub fn first_until(&self, workspace: &Workspace, day: i32) -> usize {
        self.shown.partition_point(|&n| {
            let own = workspace.day(n);
            own > day || (day == UNDATED && own != UNDATED)
        })
    }

    /// How many of those shown began on the days from `lo` to `hi`.
    pub fn count(&self, workspace: &Workspace, lo: i32, hi: i32) -> usize {
        self.first_until(workspace, lo - 1) - self.first_until(workspace, hi)
    }

    /// First and last day on which any of those shown began; `None` if none is dated.
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
        // A year's entries are a run; its end is found by halving.
        at += shown[at..].partition_point(same);
    }
    years
}
