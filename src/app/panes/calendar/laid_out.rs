//! What the calendar is made of for the entries shown and the day under the cursor: kept until one of them changes. Knows no keys.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::Calendar;
use crate::analysis::calendar::{YearCalendar, day_of};
use crate::app::pane::Cx;
use crate::map::toll_list::{TollList, toll};
use crate::model::dataset::day;
use crate::model::toll::CountedToll;

impl Calendar {
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
        self.counted = Some((Arc::clone(&cx.entries.shown), Arc::clone(&calendar)));
        self.listed.keep();
        (self.ranked, self.looked_at) = (None, None);
        let counted = self.counted.as_ref();
        self.shading.add(|| killed(cx, counted));
        if std::mem::take(&mut self.seeks_most) {
            let most = self.ranked_days(&calendar).first().and_then(|at| calendar.date(*at));
            self.day = most.or(self.day);
        }
    }

    /// The days on which something was, those with most first and those without a number last, then in order.
    pub(super) fn ranked_days(&self, calendar: &YearCalendar) -> Vec<usize> {
        let value = |at: usize| (self.value(calendar, at), calendar.days[at]);
        let mut days: Vec<usize> = (0..calendar.days.len()).filter(|at| calendar.days[*at] > 0).collect();
        days.sort_by_key(|at| (Reverse(value(*at)), *at));
        days
    }

    /// Collects the entries of the day under the cursor.
    pub(super) fn look(&mut self, cx: &Cx) {
        let (Some((_, calendar)), Some(day)) = (&self.counted, self.day) else { return };
        if self.looked_at.is_none_or(|(of, _)| of != day) {
            let entries: Vec<u32> = calendar.on(day.ordinal0() as usize).collect();
            let mut killed = CountedToll::default();
            for (rule, sum) in entries.iter().filter_map(|number| toll(cx.workspace, *number)) {
                killed.add(CountedToll::one(rule, Some(sum)));
            }
            self.looked_at = Some((day, killed));
            self.listed.hold(entries);
        }
        self.listed.look(cx);
    }
}

/// The number killed by day, if one rule counts it; else how many do.
pub(super) fn killed(cx: &Cx, counted: Option<&(Arc<[u32]>, Arc<YearCalendar>)>) -> Result<TollList, usize> {
    let (_, calendar) = counted.ok_or(0usize)?;
    TollList::of(cx.workspace, calendar.entries().iter().copied(), calendar.days.len())
}
