//! The entries of the timeline in its order, in groups that fold: all of them, or those that pass the filter certainly and after
//! them, under a heading of their own, those that pass possibly. A timeline may have millions of entries, so nothing here visits all
//! of them for a frame. A selectable item is an entry or a folded group.
//!
//! Knows entry numbers and their days; does not know selection, drawing or filters.

pub mod arrange;
mod beginnings;
mod by_day;
pub mod changes;
mod folds;
mod over_time;
mod saved;
mod sorted;
mod tolls;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use chrono::Datelike;

use arrange::{Arrangement, EntryGroup, Section, arrange, is_quick, told};
pub use beginnings::SharedBeginnings;
use by_day::find;
use changes::VisitChanges;
pub use over_time::{DateFit, FitRank};
use sorted::tolls;
pub use sorted::{SortedEntries, sort};
pub use tolls::Tolls;

use crate::model::Workspace;
use crate::model::dataset::day;
use crate::model::workspace::numbered;

/// Stands for a folded group among the numbers of entries.
pub const FOLDED: u32 = u32::MAX;

/// A row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineRow {
    /// The heading of the entries that pass the filter only possibly, with their number.
    Possibly(usize),
    /// The heading of a group, with the number of its entries.
    Group(EntryGroup, usize),
    /// A folded group, with the number of its entries.
    Folded(EntryGroup, usize),
    /// The heading of a year; `None` for undated entries.
    Year(Option<i32>),
    /// An entry number.
    Entry(u32),
}

/// All entries, and the entries shown.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// All entries, in order of time.
    pub all: Arc<[u32]>,
    /// The entries that pass the filter certainly, in order of time.
    pub shown: Arc<[u32]>,
    /// The entries that pass it only possibly, in order of time.
    pub possible: Arc<[u32]>,
    /// The order in which they are listed.
    pub arrangement: Arrangement,
    /// What titles of incidents have in common.
    pub beginnings: SharedBeginnings,
    /// What has changed since the last visit.
    pub changes: VisitChanges,
    /// The entries listed that pass certainly, in order of time: what the strip counts.
    timed: Arc<[u32]>,
    /// The number killed in them, where the order goes by it.
    pub tolls: Tolls,
    /// The entries listed, in the order of the list; the possible ones from this section on.
    sections: Vec<Section>,
    possible_from: usize,
    /// The groups that are folded.
    folded: Vec<EntryGroup>,
    /// Whether the sections are still those of another order, until a job has sorted them.
    is_waiting: bool,
    /// The items in their order, for the search in the list; made when it is asked for.
    items: OnceLock<Arc<[u32]>>,
    /// Each heading with the position of its first item.
    headings: Vec<(TimelineRow, usize)>,
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

    /// All entries of a workspace that takes this one's place, in the same order and with the same groups folded.
    #[must_use]
    pub fn rebased(&self, old: &Workspace, new: &Workspace, all: Arc<[u32]>) -> Self {
        // Incidents are compared with outside knowledge, whether or not the view leaves it out.
        let is_same_corpus = std::ptr::eq(old.whole_corpus(), new.whole_corpus());
        let changes = if is_same_corpus { self.changes.clone() } else { VisitChanges::default() };
        let mut entries =
            Self { all, arrangement: self.arrangement, folded: self.folded.clone(), changes, ..Self::default() };
        entries.show_all(new);
        entries
    }

    /// Shows only these entries, those that pass certainly and those that pass possibly, each in order of time.
    pub fn show(&mut self, workspace: &Workspace, shown: Arc<[u32]>, possible: Arc<[u32]>) {
        (self.shown, self.possible) = (shown, possible);
        self.arrange(workspace);
    }

    /// Lists them in another order, or others of them.
    pub fn set_arrangement(&mut self, workspace: &Workspace, arrangement: Arrangement) {
        self.arrangement = arrangement;
        self.arrange(workspace);
    }

    /// Arranges them, those of a large workspace in order of time until a job has sorted them.
    fn arrange(&mut self, workspace: &Workspace) {
        self.is_waiting = !is_quick(self.shown.len() + self.possible.len(), self.arrangement);
        let by = if self.is_waiting { Arrangement::default() } else { self.arrangement };
        let changes = self.changes.by_incident();
        let certain = arrange(workspace, &self.shown, by, changes);
        let possible = arrange(workspace, &self.possible, by, changes);
        self.timed = told(workspace, &self.shown, by.told_by);
        self.tolls = tolls(workspace, &self.timed, by);
        self.set_sections(workspace, certain, possible);
    }

    /// Whether a job must sort them.
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// Takes what a job has sorted, unless it is of other entries or another order.
    pub fn take(&mut self, workspace: &Workspace, sorted: &SortedEntries) -> bool {
        let is_of = Arc::ptr_eq(&sorted.shown, &self.shown) && Arc::ptr_eq(&sorted.possible, &self.possible);
        let is_in_order = sorted.arrangement == self.arrangement && sorted.changes == *self.changes.by_incident();
        if !is_of || !is_in_order {
            return false;
        }
        self.is_waiting = false;
        (self.timed, self.tolls) = (Arc::clone(&sorted.timed), sorted.tolls.clone());
        self.set_sections(workspace, sorted.sections.clone(), sorted.possible_sections.clone());
        true
    }

    fn set_sections(&mut self, workspace: &Workspace, certain: Vec<Section>, possible: Vec<Section>) {
        self.possible_from = certain.len();
        self.sections = certain;
        self.sections.extend(possible);
        self.set_headings(workspace);
    }

    fn set_headings(&mut self, workspace: &Workspace) {
        self.items = OnceLock::new();
        self.headings.clear();
        let mut at = 0;
        for (i, section) in self.sections.iter().enumerate() {
            if i == self.possible_from {
                let possible = self.sections[i..].iter().map(|section| section.list.len()).sum();
                self.headings.push((TimelineRow::Possibly(possible), at));
            }
            let items = self.items_of(section);
            if let Some(group) = section.group
                && !self.folded.contains(&group)
            {
                self.headings.push((TimelineRow::Group(group, section.list.len()), at));
            }
            if section.by_time && items == section.list.len() && !self.is_folded(section) {
                self.headings.extend(years(workspace, &section.list, at));
            }
            at += items;
        }
    }

    fn is_folded(&self, section: &Section) -> bool {
        section.group.is_some_and(|group| self.folded.contains(&group))
    }

    /// Number of items of a section.
    fn items_of(&self, section: &Section) -> usize {
        if self.is_folded(section) { 1 } else { section.list.len() }
    }

    /// The items in their order: entries, and [`FOLDED`] for each folded group. The same list until the order or a fold changes.
    pub fn items(&self) -> Arc<[u32]> {
        let made = self.items.get_or_init(|| match self.sections.as_slice() {
            [only] if !self.is_folded(only) => Arc::clone(&only.list),
            all => {
                let list =
                    |section: &Section| if self.is_folded(section) { vec![FOLDED] } else { section.list.to_vec() };
                all.iter().flat_map(list).collect()
            }
        });
        Arc::clone(made)
    }

    /// The entries listed in their order, folded ones too: those that pass certainly, and those that pass only possibly.
    pub fn listed(&self) -> (Arc<[u32]>, Arc<[u32]>) {
        let joined = |sections: &[Section]| match sections {
            [only] => Arc::clone(&only.list),
            all => all.iter().flat_map(|section| section.list.iter().copied()).collect(),
        };
        let (certain, possible) = self.sections.split_at(self.possible_from.min(self.sections.len()));
        (joined(certain), joined(possible))
    }

    /// The section of a position, with the position of its first item.
    fn section_at(&self, at: usize) -> Option<(&Section, usize)> {
        let mut first = 0;
        self.sections.iter().find_map(|section| {
            let from = first;
            first += self.items_of(section);
            (at < first).then_some((section, from))
        })
    }

    /// The group of a position, if its section has one.
    pub fn group_at(&self, at: usize) -> Option<EntryGroup> {
        self.section_at(at)?.0.group
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

    /// Number of items listed: entries and folded groups.
    pub fn len(&self) -> usize {
        self.sections.iter().map(|section| self.items_of(section)).sum()
    }

    /// The entries listed that pass the filter certainly, folded or not, in order of time.
    pub fn listed_certain(&self) -> &[u32] {
        &self.timed
    }

    /// Number of entries listed, folded or not, certainly or possibly.
    pub fn listed_len(&self) -> usize {
        self.sections.iter().map(|section| section.list.len()).sum()
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The entry at a position of the list; `None` for a folded group.
    pub fn get(&self, at: usize) -> Option<u32> {
        let (section, first) = self.section_at(at)?;
        if self.is_folded(section) { None } else { section.list.get(at - first).copied() }
    }

    /// Number of rows, with the headings.
    pub fn rows(&self) -> usize {
        self.len() + self.headings.len()
    }

    /// The heading or item in a row.
    pub fn row(&self, row: usize) -> Option<TimelineRow> {
        let Some((k, (heading, first))) = self.heading(row) else { return self.item_row(row) };
        if first + k == row {
            return Some(heading);
        }
        self.item_row(row - k - 1)
    }

    /// The row of an item.
    fn item_row(&self, at: usize) -> Option<TimelineRow> {
        let (section, first) = self.section_at(at)?;
        match section.group.filter(|_| self.is_folded(section)) {
            Some(group) => Some(TimelineRow::Folded(group, section.list.len())),
            None => section.list.get(at - first).map(|&n| TimelineRow::Entry(n)),
        }
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

    /// The position of the item in a row; `None` for a heading.
    pub fn item_at(&self, row: usize) -> Option<usize> {
        match self.heading(row) {
            Some((k, (_, first))) if first + k == row => None,
            Some((k, _)) => Some(row - k - 1),
            None => Some(row),
        }
    }

    /// The position of the item in a row, or in the nearest one towards another row, which has an item.
    pub fn item_towards(&self, row: usize, from: usize) -> Option<usize> {
        if row > from {
            (from + 1..=row).rev().find_map(|row| self.item_at(row))
        } else {
            (row..from).find_map(|row| self.item_at(row))
        }
    }

    /// The row of the item at a position.
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

    /// The position of an entry in the list; `None` if it is not listed, or its group is folded.
    pub fn position(&self, workspace: &Workspace, entry: u32) -> Option<usize> {
        let (section, at) = self.section_of(workspace, entry)?;
        if self.is_folded(section) { None } else { Some(at) }
    }

    /// The section that lists an entry, with the position of the entry while the section is not folded.
    fn section_of(&self, workspace: &Workspace, entry: u32) -> Option<(&Section, usize)> {
        let mut first = 0;
        self.sections.iter().find_map(|section| {
            let from = first;
            first += self.items_of(section);
            position_in(workspace, section, entry).map(|at| (section, from + at))
        })
    }

    /// Unfolds the group of an entry, if it is folded.
    pub fn reveal(&mut self, workspace: &Workspace, entry: u32) {
        let group = self.section_of(workspace, entry).and_then(|(section, _)| section.group);
        if let Some(group) = group.filter(|group| self.folded.contains(group)) {
            self.fold(workspace, group, false);
        }
    }
}

/// The position of an entry in a section.
fn position_in(workspace: &Workspace, section: &Section, entry: u32) -> Option<usize> {
    // A list in order of time is searched by its days. In others, and in one that is turned, all are compared, which takes a millisecond
    // for a million.
    let by_day = section.by_time.then(|| find(workspace, &section.list, entry)).flatten();
    by_day.or_else(|| section.list.iter().position(|n| *n == entry))
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
