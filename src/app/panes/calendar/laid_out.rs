//! What the calendar is made of for the entries shown and the day under the cursor: kept until one of them changes. Knows no keys.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::Calendar;
use crate::analysis::calendar::{YearCalendar, day_of};
use crate::app::pane::Cx;
use crate::map::tally::MapTolls;
use crate::model::dataset::day;
use crate::model::{Entry, Subject};
use crate::ui::list::List;

impl Calendar {
    /// The number killed by day, if the days are shaded by it.
    pub(super) fn tolls(&self) -> Option<&Arc<MapTolls>> {
        self.tolls.as_ref().filter(|_| self.weighed)?.as_ref().ok()
    }

    /// Counts the entries shown in the year under the cursor, if they are others than before.
    pub(super) fn count(&mut self, cx: &Cx) {
        let known = |number: u32| day_of(cx.workspace, number).or_else(|| day(cx.workspace.day(number)));
        let first = || cx.selected().and_then(known).or_else(|| cx.entries.shown.first().copied().and_then(known));
        let here = self.day.or_else(first).or_else(|| NaiveDate::from_ymd_opt(2000, 1, 1));
        self.day = here;
        let year = here.map_or(2000, |day| day.year());
        let is_same = |(of, calendar): &(Arc<[u32]>, Arc<YearCalendar>)| {
            calendar.year == year && Arc::ptr_eq(of, &cx.entries.shown)
        };
        if self.counted.as_ref().is_some_and(is_same) {
            return;
        }
        let calendar = Arc::new(YearCalendar::of(cx.workspace, &cx.entries.shown, year));
        self.counted = Some((Arc::clone(&cx.entries.shown), calendar));
        (self.tolls, self.ranked) = (None, None);
        self.entries.clear();
        self.weigh_days(cx);
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// Adds up the number killed by day, if it is asked for.
    pub(super) fn weigh_days(&mut self, cx: &Cx) {
        if let (true, Some((_, calendar))) = (self.weighed, &self.counted) {
            let entries = calendar.entries().iter().copied();
            self.tolls = Some(MapTolls::of(cx.workspace, entries, calendar.days.len()).map(Arc::new));
        }
    }

    /// Collects the entries of the day under the cursor.
    pub(super) fn look(&mut self, cx: &Cx) {
        let (Some((_, calendar)), Some(day)) = (&self.counted, self.day) else { return };
        let entries: Vec<u32> = calendar.on(day.ordinal0() as usize).collect();
        if entries != self.entries {
            self.entries = entries;
            self.list = List { height: self.list.height, ..List::default() };
        }
        self.in_list &= !self.entries.is_empty();
        let entry = self.listed().filter(|_| self.in_list).map(|n| cx.workspace.entry(n));
        let key = entry.map(|entry| cx.workspace.key(entry));
        let record = if let Some(Entry::Record(id)) = entry { Some(id) } else { None };
        let shown = self.subject.as_ref().map(|subject| (subject.key().clone(), subject.record()));
        if shown != key.map(|key| (key, record)) {
            self.subject = entry.map(|entry| Arc::new(Subject::joined(cx.workspace, entry)));
        }
    }
}
