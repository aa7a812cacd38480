//! A year of what the filter lets through as a calendar: a row for each day of the week, a column for each week, in shades by the number
//! of entries; below it what is known to no day, and the entries of the day under the cursor.
//!
//! Knows the entries shown; does not know how a filter is changed.

mod laid_out;
mod moving;
mod painted;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::analysis::calendar::YearCalendar;
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::panes::entry_list::{EntryList, row};
use crate::app::panes::shading::Shading;
use crate::app::panes::timeline::chips;
use crate::app::pointed::Pointed;
use crate::keymap::{Action, Context};
use crate::model::dataset::number;
use crate::model::toll::CountedToll;
use crate::model::{Subject, Workspace};
use crate::present::exported::ExportedView;
use crate::present::words::count;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::{Move, has_list};
use crate::ui::text::cut;
use crate::ui::theme::Role;

/// Columns of the names of the days of the week.
const NAMES: u16 = 4;
/// The most weeks that a year touches.
const WEEKS: u16 = 54;

/// A year by day.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// The day under the cursor; `None` until it is first laid out.
    day: Option<NaiveDate>,
    /// Whether it is to go to the day with the most of its year, once that is counted.
    seeks_most: bool,
    /// The entries of that day.
    listed: EntryList,
    /// The day on which a span begins.
    begun: Option<NaiveDate>,
    /// What the days are shaded by.
    shading: Shading,
    /// The rank of the day gone to last by how much is on it.
    ranked: Option<usize>,
    /// The year of that day, of the entries shown.
    counted: Option<(Arc<[u32]>, Arc<YearCalendar>)>,
    /// The day of which the entries are listed, and the number killed on it.
    looked_at: Option<(NaiveDate, CountedToll)>,
}

impl Shown for Calendar {
    const NAME: &'static str = "calendar";

    fn show(cx: &Cx, over: &dyn Pane) -> Result<Self, &'static str> {
        Self::can_show(cx, over).map(|()| Self::default())
    }

    fn can_show(cx: &Cx, _over: &dyn Pane) -> Result<(), &'static str> {
        if cx.entries.all.is_empty() { Err("there are no entries to be shown in a calendar") } else { Ok(()) }
    }
}

/// The parts of the area.
struct CalendarAreas {
    chips: Rect,
    /// The names of the months and seven rows of days.
    year: Rect,
    /// Columns of a week.
    week: u16,
    /// What the cursor is on.
    day: Rect,
    legend: Rect,
    beside: Rect,
    list: Rect,
}

impl Calendar {
    /// Goes to the day of a year with the most entries, if the cursor is in another year.
    pub fn show_year(&mut self, year: i32) {
        if self.day.is_none_or(|day| day.year() != year) {
            self.day = NaiveDate::from_ymd_opt(year, 1, 1);
            self.seeks_most = true;
        }
    }

    /// Goes from the list to the days, or gives up the span that was begun. Returns whether there was one of them.
    pub fn back(&mut self) -> bool {
        self.listed.leave() | self.begun.take().is_some()
    }

    /// Begins a span of days at the cursor, or ends it there and gives its first and last day, as numbers.
    pub fn brush(&mut self) -> Option<(i32, i32)> {
        let here = self.day?;
        match self.begun.take() {
            Some(from) => Some((number(from.min(here)), number(from.max(here)))),
            None => {
                self.begun = Some(here);
                None
            }
        }
    }

    /// Whether Enter goes into the list: the day has several entries.
    pub fn enter_list(&mut self) -> bool {
        self.listed.enter_several()
    }

    /// The entries of the day under the cursor.
    pub fn pictured(&self) -> impl Iterator<Item = u32> {
        self.listed.entries().iter().copied()
    }

    fn areas(&self, cx: &Cx, area: Rect) -> CalendarAreas {
        let inner = inner(area);
        let mut y = inner.y;
        let mut take = |rows: usize| {
            let height = u16::try_from(rows).unwrap_or(u16::MAX).min(inner.bottom() - y);
            let area = Rect { y, height, ..inner };
            y += height;
            area
        };
        let beside = self.beside(cx, inner.width.into()).len();
        let chips = take(cx.filter.is_on().into());
        let (year, day) = (take(8), take(1));
        let (beside, legend, list) = (take(beside), take(1), take(usize::from(u16::MAX)));
        CalendarAreas {
            chips,
            year,
            week: if inner.width >= NAMES + 2 * WEEKS { 2 } else { 1 },
            day,
            legend,
            beside,
            list,
        }
    }
}

impl Pane for Calendar {
    fn context(&self) -> Context {
        Context::Calendar
    }

    fn title(&self, cx: &Cx) -> String {
        let year = self.counted.as_ref().map_or_else(String::new, |(_, calendar)| format!(" · {}", calendar.year));
        let shown = count(cx.entries.shown.len(), "entry");
        let weighed = self.shading.in_title();
        let list = if self.listed.has_cursor() { " · list" } else { "" };
        format!("Calendar{year} · {shown}{weighed}{list}")
    }

    /// The entries of the day, those on the screen.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        self.listed.content(cx, columns)
    }

    fn has_visible_lines_only(&self) -> bool {
        true
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.listed.entries().len()
    }

    has_list!(listed.list);

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let entry = self.listed.listed().ok_or("nothing was on this day for certain")?;
        Ok(Lead::Entry(cx.workspace.key(cx.workspace.entry(entry))))
    }

    fn subject<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        self.listed.subject(cx)
    }

    fn set_subject(&mut self, subject: &Arc<Subject>) {
        self.listed.set_subject(subject);
    }

    /// The day and the entry of the list stay, if they still exist.
    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        self.listed.rebase(old, new);
        (self.counted, self.looked_at) = (None, None);
        true
    }

    fn narrowing(&self, _cx: &Cx) -> Option<(&'static str, String)> {
        Some(("on", self.day?.format("%Y-%m-%d").to_string()))
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        self.subject(cx).map(Pointed::topic)
    }

    fn has_ranges(&self) -> bool {
        false
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        let (shown, possible) = cx.entries.listed();
        ExportedView::entries_of(cx.filter.given(), shown, possible, cx.entries.possible.len())
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        let (is_own, notice) = self.acted(cx, action);
        is_own.then_some(notice)
    }

    fn go(&mut self, cx: &Cx, _area: Rect, movement: Move) {
        self.go_by(cx, movement);
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        self.count(cx);
        self.look(cx);
        let height = self.areas(cx, area).list.height;
        self.listed.fit(height);
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.theme();
        canvas::frame(theme, &self.title(cx), focused, area, buf);
        let areas = self.areas(cx, area);
        if cx.filter.is_on() {
            window(&[chips::line(cx, areas.chips.width.into())], 0, areas.chips, buf);
        }
        let (_, calendar) = self.counted.as_ref()?;
        let mut at = self.draw_year(cx, calendar, &areas, buf);
        let columns = areas.day.width.into();
        let said = match self.listed.selected() {
            Some(entry) => cut(&row::text(cx, entry), columns),
            None => self.said(cx, columns),
        };
        window(&[Line::styled(said, theme.style(Role::Text))], 0, areas.day, buf);
        let beside = self.beside(cx, columns).into_iter();
        let beside: Vec<Line> = beside.map(|line| Line::styled(line, theme.style(Role::Dim))).collect();
        window(&beside, 0, areas.beside, buf);
        window(&[self.legend(cx, calendar, columns)], 0, areas.legend, buf);
        let of_list = self.listed.draw(cx, areas.list, buf);
        if self.listed.has_cursor() {
            at = of_list;
        }
        at
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let areas = self.areas(cx, area);
        if let Some(row) = row_at(areas.list, at) {
            return self.listed.select(row);
        }
        let Some(day) = self.day_at(&areas, at) else { return false };
        self.listed.leave();
        self.day = Some(day);
        true
    }
}
