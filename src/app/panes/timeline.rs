//! The timeline: the density strip, years, and entries with dates as precise as known and verdicts.
//!
//! Knows the entries in order; does not know other panes.

pub(super) mod chips;
mod group;
mod hit;
mod row;
mod searched;
pub(super) mod sign;
mod strip;
mod title;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

pub use hit::TimelinePart;
use hit::{inner, rows};
use row::TimelineColumns;
pub(super) use searched::row_text;
use sign::{disputed, signed};
pub use strip::Sweep;

use crate::app::entries::TimelineRow;
use crate::app::entries::arrange::{SortKey, ToldBy};
use crate::app::pane::{Cx, Lead, Pane, RANGE_SIGN, Reason};
use crate::app::pointed::Pointed;
use crate::app::view_search::rows::SearchedRows;
use crate::keymap::{Action, Context};
use crate::model::figure::thousands;
use crate::model::{Entry, Subject};
use crate::present::exported::ExportedView;
use crate::sanitize;
use crate::ui::canvas::{self, Content, row_at, window};
use crate::ui::list::{List, Move, has_list};
use crate::ui::text::{cut, paragraph};
use crate::ui::theme::Role;

/// The timeline. The list's offset counts rows, its cursor entries.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Selection and scroll.
    pub list: List,
    /// The days on which a span of time begins, until its end is marked.
    pub brush: Option<(i32, i32)>,
    /// The span of the strip that the mouse is marking.
    pub sweep: Option<Sweep>,
    /// Whether somebody has moved the selection.
    moved: bool,
}

impl Pane for Timeline {
    fn context(&self) -> Context {
        Context::Timeline
    }

    /// Includes the headings of the first visible row that are not visible: possibly, and the year.
    fn title(&self, cx: &Cx) -> String {
        let arrangement = cx.entries.arrangement;
        let mut part = "Timeline".to_owned();
        if arrangement.key != SortKey::Date {
            part = format!("{part} by {}", arrangement.key.word());
        }
        if arrangement.told_by != ToldBy::Any {
            part = format!("{part} · {}", arrangement.told_by.word());
        }
        if cx.entries.is_waiting() {
            part.push_str(" · sorting …");
        }
        if cx.entries.is_possible(self.list.offset) {
            part.push_str(" · possibly");
        }
        match cx.entries.year_above(self.list.offset) {
            Some(Some(year)) => format!("{part} · {year}"),
            Some(None) => format!("{part} · undated"),
            None => part,
        }
    }

    /// Only the visible rows, because the timeline may have millions.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        let columns = TimelineColumns::of(cx, columns.into());
        for row in self.list.offset..self.list.offset + self.list.height {
            let Some(line) = row_line(cx, row, &columns) else { break };
            content.put([line]);
        }
        content
    }

    fn item_count(&self, cx: &Cx) -> usize {
        cx.entries.len()
    }

    has_list!();

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        cx.subject.map(|_| Lead::Ledger).ok_or("no entry is selected".into())
    }

    fn subject<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        cx.subject
    }

    fn is_chosen(&self) -> bool {
        self.moved
    }

    /// By screens it goes by rows, so that it skips none where headings stand between entries.
    fn go(&mut self, cx: &Cx, _area: Rect, movement: Move) {
        self.moved = true;
        let by_rows = || {
            let row = cx.entries.row_of(self.list.cursor);
            let to = List { cursor: row, ..self.list }.moved(movement, cx.entries.rows());
            cx.entries.item_towards(to, row)
        };
        let item = movement.is_by_screens().then(by_rows).flatten();
        self.list.cursor = item.unwrap_or_else(|| self.list.moved(movement, self.item_count(cx)));
    }

    /// The entry. The claims on an incident are cited in the ledger.
    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        cx.subject.map(Pointed::topic)
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        let (shown, possible) = cx.entries.listed();
        ExportedView::entries_of(cx.filter.given(), shown, possible, cx.entries.possible.len())
    }

    fn status(&self, cx: &Cx, columns: usize) -> Option<String> {
        match self.selected(cx) {
            Some(entry) => Some(row::status(cx, cx.workspace.entry(entry), columns)),
            None => cx.entries.group_at(self.list.cursor).map(|group| group::meaning(group).to_owned()),
        }
    }

    fn searched_rows(&self, cx: &Cx) -> Option<SearchedRows> {
        Some(SearchedRows::Entries(cx.entries.items()))
    }

    /// The first country of the selected entry.
    fn narrowing(&self, cx: &Cx) -> Option<(&'static str, String)> {
        let code = match cx.workspace.entry(cx.entries.get(self.list.cursor)?) {
            Entry::Incident(id) => {
                cx.workspace.corpus.countries(cx.workspace.corpus.incident(id)).first().map(ToString::to_string)?
            }
            Entry::Record(id) => {
                let country = cx.workspace.set(id).country(&cx.workspace.row(id));
                if country.code.is_some() { country.code().to_owned() } else { format!("={}", country.name) }
            }
        };
        (code != "=").then_some(("at", code))
    }

    /// Makes the selection visible, with the year's heading if it is the first of its year.
    fn fit(&mut self, cx: &Cx, area: Rect) {
        let height = usize::from(rows(cx, area).height);
        if cx.entries.is_empty() {
            self.list.offset = 0;
            self.list.height = height;
            return;
        }
        let rows = cx.entries.rows_of(self.list.cursor);
        self.list.show(rows.start, rows.end - 1, cx.entries.rows(), height);
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.theme();
        canvas::frame(theme, &self.title(cx), focused, area, buf);
        let inner = inner(area);
        let mut top = strip::strip(cx, self.selected(cx), self.brush, self.sweep, inner.width.into());
        top.resize(strip::height(cx).into(), Line::default());
        if cx.filter.is_on() {
            top.push(chips::line(cx, inner.width.into()));
        }
        let columns = TimelineColumns::of(cx, inner.width.into());
        top.push(columns.head(cx));
        window(&top, 0, inner, buf);
        let list = rows(cx, area);
        let mut cursor = None;
        for y in 0..list.height {
            let Some(line) = row_line(cx, self.list.offset + usize::from(y), &columns) else { break };
            let y = list.y + y;
            window(&[line], 0, Rect { y, height: 1, ..list }, buf);
            let item = cx.entries.item_at(self.list.offset + usize::from(y - list.y));
            let is_in_range = |from: usize| {
                let range = from.min(self.list.cursor)..=from.max(self.list.cursor);
                item.is_some_and(|item| range.contains(&item))
            };
            if focused && cx.range_from.is_some_and(is_in_range) {
                buf.set_string(list.x, y, RANGE_SIGN, theme.style(Role::Key));
                buf.set_style(Rect { y, height: 1, ..list }, theme.style(Role::Marked));
            }
            if item == Some(self.list.cursor) {
                buf.set_string(list.x, y, "▸", theme.style(Role::Key));
                let role = if focused { Role::Selected } else { Role::Marked };
                buf.set_style(Rect { y, height: 1, ..list }, theme.style(role));
                cursor = Some(Position { x: list.x, y });
            }
        }
        if cx.entries.is_empty() {
            let key = |action| cx.keymap.label(Context::Timeline, action);
            let text = &match (cx.filter.is_on(), cx.reading) {
                (true, _) => format!("No entry passes the filter; {} clears it.", key(Action::ClearFilter)),
                (_, true) => "reading …".to_owned(),
                _ if !cx.entries.all.is_empty() => {
                    let next = key(Action::ToldBy);
                    match cx.entries.arrangement.told_by {
                        ToldBy::Series => format!("There are no series; {next} lists all."),
                        _ => format!("Nothing is told of by several origins; {next} goes on to series."),
                    }
                }
                _ if cx.workspace.corpus.articles().len() > 0 => {
                    let lists = key(Action::Show("articles"));
                    format!("No incidents are known in these articles; {lists} lists the articles.")
                }
                _ => "No entries.".to_owned(),
            };
            let dim = theme.style(Role::Dim);
            window(&paragraph("", dim, text, dim, list.width.into()), 0, list, buf);
        }
        if let Some(Entry::Incident(id)) = self.selected(cx).map(|number| cx.workspace.entry(number)) {
            let corpus = &cx.workspace.corpus;
            let (glyph, verdict) = signed(cx, corpus.overall(id));
            let facets = disputed(cx, corpus, id);
            if !facets.is_empty() {
                let text = format!("{glyph} {}", sanitize::line(&facets));
                canvas::foot(theme, &text, Role::of(verdict), area, buf);
            }
        }
        canvas::more(theme, cx.entries.rows() + usize::from(list.y - inner.y), self.list.offset, area, buf);
        cursor
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let Some(row) = row_at(rows(cx, area), at) else { return false };
        let item = cx.entries.item_at(self.list.offset + row).filter(|item| *item < cx.entries.len());
        self.moved |= item.is_some();
        item.map(|item| self.list.cursor = item).is_some()
    }
}

impl Timeline {
    /// What stands at a cell, unless it is an entry.
    pub fn part_at(&self, cx: &Cx, area: Rect, at: Position) -> Option<TimelinePart> {
        hit::part_at(cx, (self.list.offset, self.selected(cx), self.sweep), area, at)
    }

    /// First and last day of the strip's bar in a column of the screen; of the nearest one, if there is none in it.
    pub fn bin_at(&self, cx: &Cx, area: Rect, x: u16) -> Option<(i32, i32)> {
        hit::bin_at(cx, self.selected(cx), self.sweep, area, x)
    }

    /// The number of the selected entry; `None` in an empty timeline and on a folded group.
    fn selected(&self, cx: &Cx) -> Option<u32> {
        cx.entries.get(self.list.cursor)
    }
}

/// The line of a row, which is a heading or an item; `None` after the last.
fn row_line(cx: &Cx, at: usize, columns: &TimelineColumns) -> Option<Line<'static>> {
    let title = cx.theme().style(Role::Title);
    let label = |group, n| group::label(cx, group, n, cx.entries.is_possible(at));
    let heading = |words: String| Line::styled(cut(&words, columns.whole), title);
    Some(match cx.entries.row(at)? {
        TimelineRow::Possibly(number) => {
            let number = thousands(number);
            Line::styled(format!(" possibly: {number}"), cx.theme().style(Role::Notice))
        }
        TimelineRow::Year(Some(year)) => Line::styled(format!(" {year}"), title),
        TimelineRow::Year(None) => Line::styled(" undated", title),
        TimelineRow::Group(group, n) => heading(format!(" − {}", label(group, n))),
        TimelineRow::Folded(group, n) => heading(format!(" + {}", label(group, n))),
        TimelineRow::Entry(number) => columns.line(cx, cx.workspace.entry(number)),
    })
}
