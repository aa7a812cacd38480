//! The timeline: entries by year, the latest first, the undated at the end; all of them, or those that a filter lets
//! through. Whatever it holds, only the rows in sight are looked at.

use std::sync::Arc;

use chrono::Datelike;

use super::list::{List, Move};
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

/// The timeline's entries and the selection among them. The list's offset counts rows, its cursor entries.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// All entries in order.
    pub all: Arc<[u32]>,
    /// Those shown, in order.
    pub shown: Arc<[u32]>,
    /// Each year with the position of its first entry.
    years: Vec<(Option<i32>, usize)>,
    /// Selection and scroll.
    pub list: List,
}

/// The order of all entries.
pub fn order(library: &Workspace) -> Arc<[u32]> {
    let mut keys = library.incident_keys();
    for set in 0..library.sets.len() {
        keys.extend(library.record_keys(set, 0));
    }
    keys.sort_unstable();
    keys.into_iter().map(numbered).collect()
}

impl Timeline {
    /// All entries, in this order.
    pub fn new(library: &Workspace, all: Arc<[u32]>) -> Self {
        let mut timeline = Self { shown: Arc::clone(&all), all, ..Self::default() };
        timeline.years = years(library, &timeline.shown);
        timeline
    }

    /// Shows these only, which are in the timeline's order; keeps the selection if it is among them.
    pub fn show(&mut self, library: &Workspace, shown: Arc<[u32]>) {
        let selected = self.selected();
        self.years = years(library, &shown);
        self.shown = shown;
        self.list.cursor = 0;
        if let Some(entry) = selected {
            self.select(library, entry);
        }
    }

    /// Shows all.
    pub fn show_all(&mut self, library: &Workspace) {
        let all = Arc::clone(&self.all);
        self.show(library, all);
    }

    /// Takes in an order that has grown; what is shown stays until it is shown anew.
    /// `to_latest` selects the latest entry, which is the one to see before anybody has moved.
    pub fn grow(&mut self, library: &Workspace, all: Arc<[u32]>, to_latest: bool) {
        let was_all = Arc::ptr_eq(&self.all, &self.shown);
        self.all = all;
        if was_all {
            self.show_all(library);
            if to_latest {
                self.list.cursor = 0;
            }
        }
    }

    /// The number of the selected entry; `None` only in an empty timeline.
    pub fn selected(&self) -> Option<u32> {
        self.shown.get(self.list.cursor).copied()
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
    fn row_of(&self, at: usize) -> usize {
        at + self.years.iter().filter(|(_, first)| *first <= at).count()
    }

    /// The entry on a row.
    pub fn at_row(&self, row: usize) -> Option<u32> {
        match self.row(row)? {
            TimelineRow::Entry(number) => Some(number),
            TimelineRow::Year(_) => None,
        }
    }

    /// Moves the selection.
    pub fn go(&mut self, movement: Move) {
        self.list.cursor = self.list.moved(movement, self.shown.len());
    }

    /// Selects an entry; `false` if it is not shown.
    pub fn select(&mut self, library: &Workspace, entry: u32) -> bool {
        let Some(at) = self.position(library, entry) else { return false };
        self.list.cursor = at;
        true
    }

    /// Whether an entry is among those shown.
    pub fn shows(&self, library: &Workspace, entry: u32) -> bool {
        self.position(library, entry).is_some()
    }

    /// Where an entry stands among those shown.
    fn position(&self, library: &Workspace, entry: u32) -> Option<usize> {
        let day = library.day(entry);
        let from = self.first_until(library, day);
        let after = self.shown[from..].iter().take_while(|n| library.day(**n) == day);
        after.enumerate().find(|(_, n)| **n == entry).map(|(i, _)| from + i)
    }

    /// The position of the first entry that began on `day` or before it; undated ones come last of all.
    pub fn first_until(&self, library: &Workspace, day: i32) -> usize {
        self.shown.partition_point(|&n| {
            let own = library.day(n);
            own > day || (day == UNDATED && own != UNDATED)
        })
    }

    /// How many of those shown began on the days from `lo` to `hi`.
    pub fn count(&self, library: &Workspace, lo: i32, hi: i32) -> usize {
        self.first_until(library, lo - 1) - self.first_until(library, hi)
    }

    /// First and last day on which any of those shown began; `None` if none is dated.
    pub fn span(&self, library: &Workspace) -> Option<(i32, i32)> {
        let dated = self.first_until(library, UNDATED);
        let last = library.day(*self.shown[..dated].last()?);
        Some((last, library.day(*self.shown.first()?)))
    }

    /// Keeps the selection, and its year if it is the first of it, in sight.
    pub fn fit(&mut self, height: usize) {
        if self.shown.is_empty() {
            self.list.offset = 0;
            self.list.height = height;
            return;
        }
        let row = self.row_of(self.list.cursor);
        let heads = row > 0 && matches!(self.row(row - 1), Some(TimelineRow::Year(_)));
        let rows = self.rows();
        self.list.show(if heads { row - 1 } else { row }, row, rows, height);
    }

    /// Selects the entry that began last on `day` or before; the last dated one if all began later.
    pub fn go_to_day(&mut self, library: &Workspace, day: i32) {
        let at = self.first_until(library, day);
        self.list.cursor = at.min(self.shown.len().saturating_sub(1));
    }
}

/// Each year with the position of its first entry.
fn years(library: &Workspace, shown: &[u32]) -> Vec<(Option<i32>, usize)> {
    let mut years = Vec::new();
    let mut at = 0;
    while let Some(&first) = shown.get(at) {
        let year = day(library.day(first)).map(|d| d.year());
        years.push((year, at));
        let same = |n: &u32| day(library.day(*n)).map(|d| d.year()) == year;
        // A year's entries are a run; its end is found by halving.
        at += shown[at..].partition_point(same);
    }
    years
}
