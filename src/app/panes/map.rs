//! The map of what the filter lets through: how many entries lie in each cell, coasts and borders, names; beside it what is no point, and
//! the entries of the cell under the cursor.
//!
//! Knows the entries shown; does not know how a filter is changed.

mod cell;
mod laid_out;
mod moving;
mod open_spots;
mod painted;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::panes::entry_list::{EntryList, row};
use crate::app::panes::shading::Shading;
use crate::app::panes::timeline::chips;
use crate::app::pointed::Pointed;
use crate::keymap::{Action, Context};
use crate::map::drawn_box::{BoxStart, DrawnBox};
use crate::map::places::{PlaceNames, SoughtPlace};
use crate::map::tally::MapTally;
use crate::map::towns::TownList;
use crate::map::view::MapView;
use crate::model::geo_box::GeoBox;
use crate::model::{Subject, Workspace};
use crate::present::exported::ExportedView;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::{Move, has_list};
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
    /// The entries of that cell.
    listed: EntryList,
    /// Where a box begins.
    corner: Option<BoxStart>,
    /// What the cells are shaded by.
    shading: Shading,
    /// The rank of the cell to which the cursor was brought in the order of what lies in them.
    ranked: Option<usize>,
    /// All entries by position.
    spots: Option<OpenSpots>,
    /// The entries shown, by position.
    tally: Option<(Arc<[u32]>, Arc<MapTally>)>,
    /// Towns, once they are read.
    towns: Option<Arc<TownList>>,
    /// The place that was gone to by its name.
    visited: Option<Arc<SoughtPlace>>,
    painted: Option<Arc<Painted>>,
    cell: Option<Arc<CellContents>>,
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
        self.listed.leave() | self.corner.take().is_some()
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
        self.listed.enter_several()
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
        let list = self.listed.list;
        first.chain(self.listed.entries().iter().copied().take(list.offset + list.height))
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
            self.listed.has_cursor().then_some(Rect { y, height, ..map })
        };
        // Counted from below, as far as there is room.
        let lines = |last: u16, n: u16| Rect {
            y: inner.bottom().saturating_sub(n),
            height: if below >= n { n - last } else { 0 },
            ..inner
        };
        MapAreas {
            chips,
            map,
            list,
            cell: lines(margin + 1, margin + 2),
            margin: lines(1, margin + 1),
            legend: lines(0, 1),
        }
    }

    /// What the cursor is on: an entry of the list in full, or what lies in the cell.
    fn said(&self, cx: &Cx, columns: usize) -> String {
        match self.listed.selected() {
            Some(entry) => cut(&row::text(cx, entry), columns),
            None => self.cell.as_ref().map_or_else(String::new, |cell| cell.status(cx, columns)),
        }
    }
}

impl Pane for Map {
    fn context(&self) -> Context {
        Context::Map
    }

    fn title(&self, cx: &Cx) -> String {
        let shown = crate::present::words::count(cx.entries.shown.len(), "entry");
        let weighed = self.shading.in_title();
        let list = if self.listed.has_cursor() { " · list" } else { "" };
        format!("Map · {shown}{weighed}{list}")
    }

    /// The entries of the cell, those on the screen.
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
        let entry = self.listed.listed().ok_or("nothing lies in this cell")?;
        Ok(Lead::Entry(cx.workspace.key(cx.workspace.entry(entry))))
    }

    fn subject<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        self.listed.subject(cx)
    }

    fn set_subject(&mut self, subject: &Arc<Subject>) {
        self.listed.set_subject(subject);
    }

    /// The view, the cell and the entry of the list stay, if they still exist.
    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        self.listed.rebase(old, new);
        (self.spots, self.tally, self.painted, self.cell) = (None, None, None, None);
        true
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

    fn go(&mut self, _cx: &Cx, _area: Rect, movement: Move) {
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
        self.listed.fit(height);
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
        buf.set_style(cursor, theme.style(if self.listed.has_cursor() { Role::Marked } else { Role::Selected }));
        let dim = theme.style(Role::Dim);
        let said = self.said(cx, areas.cell.width.into());
        window(&[Line::styled(said, theme.style(Role::Text))], 0, areas.cell, buf);
        let margin = painted::margin(cx, tally, &painted.grid, areas.margin.width.into());
        let margin: Vec<Line> = margin.into_iter().map(|line| Line::styled(line, dim)).collect();
        window(&margin, 0, areas.margin, buf);
        window(&[painted.legend(cx, &self.shading, areas.legend.width.into())], 0, areas.legend, buf);
        let mut at = (cursor.width > 0).then_some(Position { x: cursor.x, y: cursor.y });
        if let Some(area) = areas.list {
            canvas::clear(area, buf);
            let heading = format!("{} here", crate::present::words::count(self.listed.entries().len(), "entry"));
            window(
                &[Line::styled(heading, theme.style(Role::Title))],
                0,
                Rect { height: area.height.min(1), ..area },
                buf,
            );
            let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
            let of_list = self.listed.draw(cx, rows, buf);
            if self.listed.has_cursor() {
                at = of_list;
            }
        }
        at
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let areas = self.areas(cx, area);
        if let Some(list) = areas.list {
            let rows = Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list };
            if let Some(row) = row_at(rows, at) {
                return self.listed.select(row);
            }
        }
        if !areas.map.contains(at) {
            return false;
        }
        self.listed.leave();
        self.move_to((at.x - areas.map.x, at.y - areas.map.y));
        true
    }
}
