//! The map of what the filter lets through: how many entries lie in each cell, coasts and borders, names; beside it what is no point, and
//! the entries of the cell under the cursor.
//!
//! Knows the entries shown; does not know how a filter is changed.

mod cell;
mod laid_out;
mod moving;
mod open_spots;
mod painted;
pub(in crate::app::panes) mod row;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::panes::timeline::chips;
use crate::app::pointed::Pointed;
use crate::keymap::{Action, Context};
use crate::map::drawn_box::{BoxStart, DrawnBox};
use crate::map::places::{SoughtPlace, PlaceNames};
use crate::map::tally::{MapTally, MapTolls};
use crate::map::towns::TownList;
use crate::map::view::MapView;
use crate::model::geo_box::GeoBox;
use crate::model::{Key, Subject, Workspace};
use crate::present::exported::ExportedView;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::{List, Move, has_list};
use crate::ui::text::cut;
use crate::ui::theme::Role;
use cell::CellContents;
use open_spots::OpenSpots;
use painted::Painted;

/// Columns of the list beside the map, and from how many columns on there is one.
const BESIDE: u16 = 46;
const WIDE: u16 = 112;
/// Maximum number of places that a name finds.
const PLACES: usize = 100;
/// Rows of the list over the map, with its heading.
const OVER: u16 = 9;

/// The map.
#[derive(Debug, Clone, Default)]
pub struct Map {
    /// What is seen; `None` until it is first laid out.
    view: Option<MapView>,
    /// The cell under the cursor.
    at: (u16, u16),
    /// The entries of that cell, for the list.
    list: List,
    /// Whether the list has the cursor.
    in_list: bool,
    /// Where a box begins.
    corner: Option<BoxStart>,
    /// Whether the cells are shaded by the number killed.
    weighed: bool,
    /// The rank of the cell to which the cursor was brought in the order of what lies in them.
    ranked: Option<usize>,
    /// All entries by position.
    spots: Option<OpenSpots>,
    /// The entries shown, by position.
    tally: Option<(Arc<[u32]>, Arc<MapTally>)>,
    /// The number killed at each position, if one rule counts them.
    tolls: Option<Arc<MapTolls>>,
    /// Towns, once they are read.
    towns: Option<Arc<TownList>>,
    /// The place that was gone to by its name.
    visited: Option<Arc<SoughtPlace>>,
    painted: Option<Arc<Painted>>,
    cell: Option<Arc<CellContents>>,
    /// The entry under the cursor of the list.
    subject: Option<Arc<Subject>>,
    /// The number of the entry that the list had under its cursor before the entries changed.
    kept: Option<u32>,
}

impl Shown for Map {
    const NAME: &'static str = "map";

    fn show(cx: &Cx, over: &dyn Pane) -> Result<Self, &'static str> {
        Self::can_show(cx, over).map(|()| Self::default())
    }

    fn can_show(cx: &Cx, _over: &dyn Pane) -> Result<(), &'static str> {
        if cx.entries.all.is_empty() { Err("there are no entries to be shown on a map") } else { Ok(()) }
    }
}

/// The parts of the area: chips, map, list, margin and legend.
struct MapAreas {
    chips: Rect,
    map: Rect,
    list: Option<Rect>,
    /// What lies in the cell under the cursor.
    cell: Rect,
    margin: Rect,
    legend: Rect,
}

impl Map {
    /// Whether it waits for the names of towns.
    pub fn waits(&self) -> bool {
        self.towns.is_none()
    }

    /// Takes the towns.
    pub fn take(&mut self, towns: Arc<TownList>) {
        self.towns = Some(towns);
    }

    /// The places that a typed name fits, once the names of the world are read.
    pub fn places(&self, workspace: &Workspace, typed: &str) -> Option<Vec<SoughtPlace>> {
        let ((_, tally), towns) = self.tally.as_ref().zip(self.towns.as_ref())?;
        Some(PlaceNames { workspace, tally, towns }.find(typed, PLACES))
    }

    /// Goes from the list to the map, or gives up the box that was begun. Returns whether there was one of them.
    pub fn back(&mut self) -> bool {
        let was = self.in_list || self.corner.is_some();
        (self.in_list, self.corner) = (false, None);
        was
    }

    /// Begins a box at the cursor, or ends it there and gives it.
    pub fn corner(&mut self) -> Option<GeoBox> {
        let view = self.view?;
        let (_, tally) = self.tally.as_ref()?;
        match self.corner.take() {
            Some(start) => DrawnBox::of(view, start, self.at).map(|drawn| drawn.numbers(tally.spots())),
            None => {
                self.corner = Some(BoxStart { at: view.middle(self.at), east: 0.0 });
                None
            }
        }
    }

    /// Whether Enter goes into the list: the cell has several entries.
    pub fn enter_list(&mut self) -> bool {
        let several = !self.in_list && self.cell.as_ref().is_some_and(|cell| cell.entries.len() > 1);
        self.in_list |= several;
        several
    }

    /// The entries whose positions can be seen, one for each position, and those listed.
    pub fn pictured(&self) -> impl Iterator<Item = u32> {
        let tally = self.tally.as_ref().map(|(_, tally)| Arc::clone(tally));
        let view = self.view;
        let first = tally.into_iter().flat_map(move |tally| {
            let seen = |(spot, (lat, lon)): (usize, &(f64, f64))| {
                view?.cell(*lat, *lon)?;
                tally.at(spot).first().copied()
            };
            tally.spots().iter().enumerate().filter_map(seen).collect::<Vec<u32>>()
        });
        let listed = self.cell.iter().flat_map(|cell| cell.entries.iter().copied());
        first.chain(listed.take(self.list.offset + self.list.height))
    }

    fn areas(&self, cx: &Cx, area: Rect) -> MapAreas {
        let inner = inner(area);
        let chips = Rect { height: u16::from(cx.filter.is_on()).min(inner.height), ..inner };
        let counted = |(_, tally): &(_, Arc<MapTally>)| painted::margin_rows(cx, tally, inner.width.into());
        let margin = self.tally.as_ref().map_or(1, counted);
        let below = inner.height.saturating_sub(chips.height).min(margin + 2);
        let rows = inner.height - chips.height - below;
        let wide = inner.width >= WIDE;
        let columns = if wide { inner.width - BESIDE - 1 } else { inner.width };
        let map = Rect { y: inner.y + chips.height, width: columns, height: rows, ..inner };
        let list = if wide {
            Some(Rect { x: map.right() + 1, width: BESIDE, ..map })
        } else {
            // Over the half of the map where the cursor is not.
            let height = OVER.min(rows.saturating_sub(2));
            let y = if self.at.1 + height + 1 >= rows { map.y } else { map.bottom() - height };
            self.in_list.then_some(Rect { y, height, ..map })
        };
        // Counted from below, as far as there is room.
        let lines = |last: u16, n: u16| Rect {
            y: inner.bottom().saturating_sub(n),
            height: if below >= n { n - last } else { 0 },
            ..inner
        };
        MapAreas { chips, map, list, cell: lines(margin + 1, margin + 2), margin: lines(1, margin + 1), legend: lines(0, 1) }
    }

    /// What the cursor is on: an entry of the list in full, or what lies in the cell.
    fn said(&self, cx: &Cx, columns: usize) -> String {
        match self.listed().filter(|_| self.in_list) {
            Some(entry) => cut(&row::text(cx, entry), columns),
            None => self.cell.as_ref().map_or_else(String::new, |cell| cell.status(cx, columns)),
        }
    }

    /// The number of the entry under the cursor of the list.
    fn listed(&self) -> Option<u32> {
        self.cell.as_ref()?.entries.get(self.list.cursor).copied()
    }

}

impl Pane for Map {
    fn context(&self) -> Context {
        Context::Map
    }

    fn title(&self, cx: &Cx) -> String {
        let shown = crate::present::words::count(cx.entries.shown.len(), "entry");
        let weighed = if self.weighed { " · shaded by killed" } else { "" };
        let list = if self.in_list { " · list" } else { "" };
        format!("Map · {shown}{weighed}{list}")
    }

    /// The entries of the cell, those on the screen.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        let entries = self.cell.iter().flat_map(|cell| &*cell.entries);
        for (at, entry) in entries.enumerate().skip(self.list.offset).take(self.list.height) {
            let selected = self.in_list && at == self.list.cursor;
            content.put([row::line(cx, *entry, selected, columns.into())]);
        }
        content
    }

    fn has_visible_lines_only(&self) -> bool {
        true
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.cell.as_ref().map_or(0, |cell| cell.entries.len())
    }

    has_list!();

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let entry = self.listed().ok_or("nothing lies in this cell")?;
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

    /// The view, the cell and the entry of the list stay, if they still exist.
    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        let listed = self.listed().filter(|_| self.in_list).map(|number| old.key(old.entry(number)));
        let found = listed.and_then(|key| new.find(&key));
        self.kept = found.map(|entry| new.number(entry));
        self.subject = found.map(|entry| Arc::new(Subject::joined(new, entry)));
        (self.spots, self.tally, self.tolls, self.painted, self.cell) = (None, None, None, None, None);
        self.in_list &= found.is_some();
        true
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

    fn go(&mut self, _cx: &Cx, movement: Move) {
        self.go_by(movement);
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        self.count(cx);
        let areas = self.areas(cx, area);
        if areas.map.width == 0 || areas.map.height == 0 {
            return;
        }
        self.see(cx, areas.map.width, areas.map.height);
        self.look(cx);
        let height = self.areas(cx, area).list.map_or(0, |list| list.height.saturating_sub(1));
        let len = self.item_count(cx);
        self.list.show(self.list.cursor, self.list.cursor, len, height.into());
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.theme();
        canvas::frame(theme, &self.title(cx), focused, area, buf);
        let areas = self.areas(cx, area);
        if cx.filter.is_on() {
            window(&[chips::line(cx, areas.chips.width.into())], 0, areas.chips, buf);
        }
        let (Some((_, tally)), Some(painted)) = (&self.tally, &self.painted) else { return None };
        painted.draw(cx, tally, cx.selected(), areas.map, buf);
        let cursor = Rect { x: areas.map.x + self.at.0, y: areas.map.y + self.at.1, width: 1, height: 1 };
        let cursor = cursor.intersection(areas.map);
        let begun = self.corner.and_then(|start| DrawnBox::of(painted.grid.view, start, self.at));
        if let Some(drawn) = begun {
            painted.draw_box(cx, &drawn, areas.map, buf);
        }
        buf.set_style(cursor, theme.style(if self.in_list { Role::Marked } else { Role::Selected }));
        let dim = theme.style(Role::Dim);
        let said = self.said(cx, areas.cell.width.into());
        window(&[Line::styled(said, theme.style(Role::Text))], 0, areas.cell, buf);
        let margin = painted::margin(cx, tally, &painted.grid, areas.margin.width.into());
        let margin: Vec<Line> = margin.into_iter().map(|line| Line::styled(line, dim)).collect();
        window(&margin, 0, areas.margin, buf);
        window(&[painted.legend(cx, areas.legend.width.into())], 0, areas.legend, buf);
        let mut at = (cursor.width > 0).then_some(Position { x: cursor.x, y: cursor.y });
        if let (Some(area), Some(cell)) = (areas.list, &self.cell) {
            canvas::clear(area, buf);
            let heading = format!("{} here", crate::present::words::count(cell.entries.len(), "entry"));
            window(&[Line::styled(heading, theme.style(Role::Title))], 0, Rect { height: area.height.min(1), ..area }, buf);
            let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
            let lines = self.content(cx, rows.width).lines;
            window(&lines, 0, rows, buf);
            canvas::more_rows(theme, &self.list, cell.entries.len(), rows, buf);
            if self.in_list {
                let row = u16::try_from(self.list.cursor.checked_sub(self.list.offset)?).ok()?;
                at = (row < rows.height).then_some(Position { x: rows.x, y: rows.y + row });
            }
        }
        at
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let areas = self.areas(cx, area);
        if let Some(list) = areas.list {
            let rows = Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list };
            if let Some(row) = row_at(rows, at) {
                let item = self.list.offset + row;
                if item >= self.item_count(cx) {
                    return false;
                }
                (self.in_list, self.list.cursor) = (true, item);
                return true;
            }
        }
        if !areas.map.contains(at) {
            return false;
        }
        self.in_list = false;
        self.move_to((at.x - areas.map.x, at.y - areas.map.y));
        true
    }
}
