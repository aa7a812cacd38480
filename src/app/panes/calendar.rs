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
use crate::app::panes::map::row;
use crate::app::panes::timeline::chips;
use crate::app::pointed::Pointed;
use crate::keymap::{Action, Context};
use crate::map::tally::MapTolls;
use crate::model::dataset::number;
use crate::model::{Key, Subject, Workspace};
use crate::present::exported::ExportedView;
use crate::present::words::count;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::{List, Move, has_list};
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
    /// The entries of that day, for the list.
    list: List,
    /// Whether the list has the cursor.
    in_list: bool,
    /// The day on which a span begins.
    begun: Option<NaiveDate>,
    /// Whether the days are to be shaded by the number killed.
    weighed: bool,
    /// The rank of the day gone to last by how much is on it.
    ranked: Option<usize>,
    /// The year of that day, of the entries shown.
    counted: Option<(Arc<[u32]>, Arc<YearCalendar>)>,
    /// The number killed on each of its days, or how many rules count them.
    tolls: Option<Result<Arc<MapTolls>, usize>>,
    /// The entries of the day under the cursor.
    entries: Vec<u32>,
    /// The entry under the cursor of the list.
    subject: Option<Arc<Subject>>,
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
    /// Goes to a year, if the cursor is in another.
    pub fn show_year(&mut self, year: i32) {
        let is_there = self.day.is_some_and(|day| day.year() == year);
        self.day = self.day.filter(|_| is_there).or_else(|| NaiveDate::from_ymd_opt(year, 1, 1));
    }

    /// Goes from the list to the days, or gives up the span that was begun. Returns whether there was one of them.
    pub fn back(&mut self) -> bool {
        let was = self.in_list || self.begun.is_some();
        (self.in_list, self.begun) = (false, None);
        was
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
        let several = !self.in_list && self.entries.len() > 1;
        self.in_list |= several;
        several
    }

    /// The entries of the day under the cursor.
    pub fn pictured(&self) -> impl Iterator<Item = u32> {
        self.entries.iter().copied()
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
        CalendarAreas { chips, year, week: if inner.width >= NAMES + 2 * WEEKS { 2 } else { 1 }, day, legend, beside, list }
    }

    /// The number of the entry under the cursor of the list.
    fn listed(&self) -> Option<u32> {
        self.entries.get(self.list.cursor).copied()
    }
}

impl Pane for Calendar {
    fn context(&self) -> Context {
        Context::Calendar
    }

    fn title(&self, cx: &Cx) -> String {
        let year = self.counted.as_ref().map_or_else(String::new, |(_, calendar)| format!(" · {}", calendar.year));
        let shown = count(cx.entries.shown.len(), "entry");
        let weighed = if self.tolls().is_some() { " · shaded by killed" } else { "" };
        let list = if self.in_list { " · list" } else { "" };
        format!("Calendar{year} · {shown}{weighed}{list}")
    }

    /// The entries of the day, those on the screen.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        for (at, entry) in self.entries.iter().enumerate().skip(self.list.offset).take(self.list.height) {
            let selected = self.in_list && at == self.list.cursor;
            content.put([row::line(cx, *entry, selected, columns.into())]);
        }
        content
    }

    fn has_visible_lines_only(&self) -> bool {
        true
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.entries.len()
    }

    has_list!();

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let entry = self.listed().ok_or("nothing was on this day for certain")?;
        Ok(Lead::Entry(cx.workspace.key(cx.workspace.entry(entry))))
    }

    fn subject<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        if self.in_list { self.subject.as_ref() } else { cx.subject }
    }

    fn set_subject(&mut self, subject: &Arc<Subject>) {
        if self.subject.as_ref().is_some_and(|own| own.key() == subject.key()) {
            self.subject = Some(Arc::clone(subject));
        }
    }

    fn rebase(&mut self, _old: &Workspace, _new: &Workspace) -> bool {
        (self.counted, self.tolls, self.subject) = (None, None, None);
        self.entries.clear();
        self.in_list = false;
        true
    }

    fn narrowing(&self, _cx: &Cx) -> Option<(&'static str, String)> {
        Some(("on", self.day?.format("%Y-%m-%d").to_string()))
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        self.subject(cx).map(Pointed::topic)
    }

    fn mark_target(&self, cx: &Cx) -> Option<(Key, Option<Key>)> {
        self.subject(cx).map(|subject| (subject.key().clone(), None))
    }

    fn has_ranges(&self) -> bool {
        false
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        let (shown, possible) = cx.entries.listed();
        ExportedView::Entries { shown, possible, filtered: cx.filter.is_on() }
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        let (is_own, notice) = self.acted(cx, action);
        is_own.then_some(notice)
    }

    fn go(&mut self, cx: &Cx, movement: Move) {
        self.go_by(cx, movement);
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        self.count(cx);
        self.look(cx);
        let height = self.areas(cx, area).list.height;
        let len = self.entries.len();
        self.list.show(self.list.cursor, self.list.cursor, len, height.into());
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
        let said = match self.listed().filter(|_| self.in_list) {
            Some(entry) => cut(&row::text(cx, entry), columns),
            None => self.said(cx, columns),
        };
        window(&[Line::styled(said, theme.style(Role::Text))], 0, areas.day, buf);
        let beside = self.beside(cx, columns).into_iter();
        let beside: Vec<Line> = beside.map(|line| Line::styled(line, theme.style(Role::Dim))).collect();
        window(&beside, 0, areas.beside, buf);
        window(&[self.legend(cx, calendar, columns)], 0, areas.legend, buf);
        window(&self.content(cx, areas.list.width).lines, 0, areas.list, buf);
        canvas::more_rows(theme, &self.list, self.entries.len(), areas.list, buf);
        if self.in_list {
            let row = u16::try_from(self.list.cursor.checked_sub(self.list.offset)?).ok()?;
            at = (row < areas.list.height).then_some(Position { x: areas.list.x, y: areas.list.y + row });
        }
        at
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let areas = self.areas(cx, area);
        if let Some(row) = row_at(areas.list, at) {
            let item = self.list.offset + row;
            if item >= self.entries.len() {
                return false;
            }
            (self.in_list, self.list.cursor) = (true, item);
            return true;
        }
        let Some(day) = self.day_at(&areas, at) else { return false };
        (self.in_list, self.day) = (false, Some(day));
        true
    }
}
