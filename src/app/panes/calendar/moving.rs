//! Moving in the calendar: by day, week, month and year, and from one day to the next fuller one. Knows no drawing.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Calendar;
use super::laid_out::killed;
use crate::analysis::calendar::day_of;
use crate::app::pane::Cx;
use crate::app::panes::shading::{RankedCount, next_rank};
use crate::keymap::Action;
use crate::model::dataset::day;
use crate::ui::list::Move;

/// The years that can be gone to: those that a query can name.
const YEARS: (i32, i32) = (1, 9999);

impl Calendar {
    /// Performs one of its actions. Gives whether it was one, and what to say of it.
    pub(super) fn acted(&mut self, cx: &Cx, action: Action) -> (bool, Option<String>) {
        let notice = match action {
            Action::Left | Action::Right if self.listed.has_cursor() => None,
            Action::Left => {
                self.days(-7);
                None
            }
            Action::Right => {
                self.days(7);
                None
            }
            Action::NextPeak => self.peak(true),
            Action::PreviousPeak => self.peak(false),
            Action::MapEntry => self.show_entry(cx),
            Action::Weigh => Some(self.weigh(cx)),
            Action::NextKind if self.listed.leave() => None,
            Action::NextKind if self.listed.entries().is_empty() => {
                Some("nothing was on this day for certain".to_owned())
            }
            Action::NextKind => {
                self.listed.enter();
                None
            }
            _ => return (false, None),
        };
        (true, notice)
    }

    /// Moves the cursor of the list or of the days.
    pub(super) fn go_by(&mut self, cx: &Cx, movement: Move) {
        if self.listed.has_cursor() {
            return self.listed.go(movement);
        }
        let many = |n: isize| i32::try_from(n.clamp(-100_000, 100_000)).unwrap_or(0);
        match movement {
            Move::By(n) => self.days(many(n)),
            Move::Half(n) => self.months(many(n)),
            Move::Page(n) => self.months(many(n).saturating_mul(12)),
            Move::First => self.go_to(cx.entries.shown.iter().rev().find_map(|n| day_of(cx.workspace, *n))),
            Move::Last => self.go_to(cx.entries.shown.iter().find_map(|n| day_of(cx.workspace, *n))),
            Move::To(n) => self.go_to(self.counted.as_ref().and_then(|(_, calendar)| calendar.date(n))),
        }
    }

    fn days(&mut self, days: i32) {
        let by = Days::new(days.unsigned_abs().into());
        self.go_to(self.day.and_then(|day| if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }));
    }

    fn months(&mut self, months: i32) {
        let by = Months::new(months.unsigned_abs());
        let to = |day: NaiveDate| if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
        self.go_to(self.day.and_then(to));
    }

    fn go_to(&mut self, day: Option<NaiveDate>) {
        self.day = day.filter(|day| (YEARS.0..=YEARS.1).contains(&day.year())).or(self.day);
    }

    /// Goes to the day with most, then down the ranking, or back up.
    fn peak(&mut self, next: bool) -> Option<String> {
        let (_, calendar) = self.counted.as_ref()?;
        let peaks = self.ranked_days(calendar);
        let numbered = peaks.iter().filter(|at| self.value(calendar, **at).is_some()).count();
        let ranking = RankedCount { all: peaks.len(), numbered };
        let Some(last) = peaks.len().checked_sub(1) else {
            return Some(format!("nothing was on a day of {} for certain", calendar.year));
        };
        // Whoever has moved the cursor begins again.
        let at = self.day.filter(|day| day.year() == calendar.year).map(|day| day.ordinal0() as usize);
        let here = self.ranked.filter(|rank| at.is_some() && peaks.get(*rank).copied() == at);
        let to = next_rank(here, last, next);
        let year = calendar.year;
        let day = calendar.date(peaks[to]);
        self.ranked = Some(to);
        self.go_to(day);
        if last == 0 {
            return Some(format!("the only day of {year} on which something was"));
        }
        Some(self.shading.rank_words(to, ranking, "day", &format!("of {year}")))
    }

    /// Goes to the day of the entry that is selected in the timeline.
    fn show_entry(&mut self, cx: &Cx) -> Option<String> {
        let selected = cx.selected()?;
        let exact = day_of(cx.workspace, selected);
        let Some(to) = exact.or_else(|| day(cx.workspace.day(selected))) else {
            return Some("the selected entry has no date".to_owned());
        };
        self.go_to(Some(to));
        exact.is_none().then(|| "the selected entry is on no day for certain; it is counted below the days".to_owned())
    }

    /// Shades the days by the number killed, or by entries again.
    fn weigh(&mut self, cx: &Cx) -> String {
        self.ranked = None;
        let counted = self.counted.as_ref();
        let nothing = "no entry on a day of this year has a number killed that can be added";
        self.shading.turn(cx, || killed(cx, counted), nothing)
    }
}
