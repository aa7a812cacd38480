//! The map as it is drawn: kept until the view or the entries change, so that a frame only copies it. Knows no selection of its own.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::pane::Cx;
use crate::app::panes::shading::{RankedCount, ShadesShown, Shading, shade_role};
use crate::app::panes::timeline::sign::signed;
use crate::map::drawn_box::DrawnBox;
use crate::map::grid::{MapGrid, NOT_GIVEN, SHADES};
use crate::map::labels::{LabelKind, MapLabel, labels};
use crate::map::outline::world;
use crate::map::placement::{MarginKind, position};
use crate::map::places::SoughtPlace;
use crate::map::strokes::{CellDots, strokes};
use crate::map::tally::MapTally;
use crate::map::towns::{NamedTown, TownList};
use crate::map::view::MapView;
use crate::model::figure::thousands;
use crate::model::{Entry, Verdict};
use crate::sanitize;
use crate::ui::text::{cut, in_lines, width};
use crate::ui::theme::Role;

/// Whose borders these are.
pub(super) const INFO: &str = "Borders: Natural Earth, 1:50 million, as they are held (de facto); towns: GeoNames";

/// The sign of the cell of the selected entry.
const SELECTED: &str = "◎";
/// The sign of a town.
const TOWN: &str = "∘";
/// Columns of the map for each name of a town.
const COLUMNS_A_TOWN: usize = 90;

/// What is drawn.
#[derive(Debug, Clone)]
pub(super) struct Painted {
    pub(super) grid: MapGrid,
    dots: Vec<CellDots>,
    labels: Vec<MapLabel>,
    /// The place that is named before all others.
    visited: Option<Arc<SoughtPlace>>,
    /// Whether names of towns are among the labels.
    has_towns: bool,
    peaks: Vec<(u16, u16)>,
}

impl Painted {
    pub(super) fn new(grid: MapGrid, towns: Option<&Arc<TownList>>, visited: Option<&Arc<SoughtPlace>>) -> Self {
        let dots = strokes(world(), &grid.view);
        let most = usize::from(grid.view.columns) * usize::from(grid.view.rows) / COLUMNS_A_TOWN;
        let point = visited.filter(|place| place.extent.is_none());
        // It may be a name of a file.
        let named = point.map(|place| (sanitize::line(&place.name), place.at));
        let first = named.as_ref().map(|(name, at)| NamedTown { name, lat: at.0, lon: at.1 });
        let labels = labels(world(), towns.map(|towns| &**towns), first, &grid, most.clamp(4, 40), width);
        let peaks = grid.peaks();
        Self { grid, dots, labels, has_towns: towns.is_some(), visited: visited.cloned(), peaks }
    }

    /// Whether it is of a view with these towns.
    pub(super) fn is_of(
        &self,
        view: MapView,
        towns: Option<&Arc<TownList>>,
        visited: Option<&Arc<SoughtPlace>>,
    ) -> bool {
        let is_same = self.visited.as_ref().map(Arc::as_ptr) == visited.map(Arc::as_ptr);
        is_same && self.grid.view == view && self.has_towns == towns.is_some()
    }

    /// The cells in which something lies, those with most first.
    pub(super) fn peaks(&self) -> &[(u16, u16)] {
        &self.peaks
    }

    /// How many cells that are, and how many of them have a number.
    pub(super) fn ranking(&self) -> RankedCount {
        let has_number = |at: &&(u16, u16)| self.grid.value(self.grid.cell(**at)).is_some();
        RankedCount { all: self.peaks.len(), numbered: self.peaks.iter().filter(has_number).count() }
    }

    /// Draws coasts and borders, names and cells.
    pub(super) fn draw(&self, cx: &Cx, tally: &MapTally, selected: Option<u32>, area: Rect, buf: &mut Buffer) {
        let theme = cx.theme();
        let border = theme.style(Role::Border);
        let view = &self.grid.view;
        for (at, dots) in self.dots.iter().enumerate().filter(|(_, dots)| **dots != 0) {
            let (column, row) = ((at % usize::from(view.columns)) as u16, (at / usize::from(view.columns)) as u16);
            if let Some(cell) = buf.cell_mut((area.x + column, area.y + row)).filter(|_| row < area.height) {
                // Braille patterns begin there, and each of the 256 is one.
                cell.set_char(char::from_u32(0x2800 + u32::from(*dots)).unwrap_or(' ')).set_style(border);
            }
        }
        for label in self.labels.iter().filter(|label| label.row < area.height) {
            let dim = theme.style(Role::Dim);
            let (x, y) = (area.x + label.column, area.y + label.row);
            buf.set_string(x, y, &label.text, dim);
            match label.kind {
                LabelKind::Town(column) if self.grid.cell((column, label.row)).entries == 0 => {
                    buf.set_string(area.x + column, y, TOWN, dim);
                }
                LabelKind::Town(_) | LabelKind::Country => {}
            }
        }
        for &(column, row) in &self.peaks {
            let held = self.grid.cell((column, row));
            let only = tally.at(held.spot as usize).first().filter(|_| held.entries == 1);
            let (sign, role) = match (self.grid.shade(held), only.map(|n| sign(cx, *n))) {
                (None, _) => (NOT_GIVEN, Role::Title),
                (Some(0), Some(signed)) => signed,
                (Some(shade), _) => (SHADES[shade], shade_role(shade)),
            };
            if let Some(cell) = buf.cell_mut((area.x + column, area.y + row)).filter(|_| row < area.height) {
                cell.set_symbol(sign).set_style(theme.style(role));
            }
        }
        let of_selected = selected.and_then(|n| position(cx.workspace, n).ok());
        let seen = of_selected.and_then(|(lat, lon)| view.cell(lat, lon));
        if let Some((column, row)) = seen.filter(|at| self.grid.cell(*at).entries > 0)
            && let Some(cell) = buf.cell_mut((area.x + column, area.y + row)).filter(|_| row < area.height)
        {
            cell.set_symbol(SELECTED).set_style(theme.style(Role::Key));
        }
    }

    /// Draws the sides of a box that are in view.
    pub(super) fn draw_box(&self, cx: &Cx, drawn: &DrawnBox, area: Rect, buf: &mut Buffer) {
        let style = cx.theme().style(Role::Key);
        let (first, last) = self.grid.view.globe();
        for row in 0..area.height {
            for column in (first..=last).filter(|column| *column < area.width) {
                let (x, y) = (i64::from(column), i64::from(row));
                let is_out = |(east, south): (i64, i64)| !drawn.has(x + east, y + south);
                if is_out((0, 0)) {
                    continue;
                }
                let [above, below, left, right] = [(0, -1), (0, 1), (-1, 0), (1, 0)].map(is_out);
                let sign = match (above, below, left, right) {
                    (true, _, true, _) => "┌",
                    (true, _, _, true) => "┐",
                    (_, true, true, _) => "└",
                    (_, true, _, true) => "┘",
                    (true, ..) | (_, true, ..) => "─",
                    (_, _, true, _) | (.., true) => "│",
                    _ => continue,
                };
                buf.set_string(area.x + column, area.y + row, sign, style);
            }
        }
    }

    /// What the signs mean.
    pub(super) fn legend(&self, cx: &Cx, shading: &Shading, columns: usize) -> Line<'static> {
        let theme = cx.theme();
        let value = |at: Option<&(u16, u16)>| at.map(|at| self.grid.value(self.grid.cell(*at)));
        // Those with most stand first, those without a number last.
        let (most, least) = (value(self.peaks.first()), value(self.peaks.last()));
        let most = if most == Some(None) { None } else { Some(most.flatten().unwrap_or(0)) };
        let shades = ShadesShown { steps: self.grid.steps, most, has_not_given: least == Some(None) };
        let mut spans = shading.legend(theme, &shades);
        let km = self.grid.view.step * 111.2;
        let rows = if km >= 10.0 { format!("{km:.0}") } else { format!("{km:.1}") };
        let rest = format!("{SELECTED} selected · {TOWN} town · a row is {rows} km");
        let used: usize = spans.iter().map(|span| width(&span.content)).sum();
        spans.push(Span::styled(cut(&rest, columns.saturating_sub(used)), theme.style(Role::Dim)));
        Line::from(spans)
    }
}

/// The sign of a single entry: its verdict. A record is what one source says.
fn sign(cx: &Cx, number: u32) -> (&'static str, Role) {
    match cx.workspace.entry(number) {
        Entry::Incident(id) => {
            let (sign, verdict) = signed(cx, cx.workspace.corpus.overall(id));
            (sign, if verdict == Verdict::Single { Role::Title } else { Role::of(verdict) })
        }
        Entry::Record(_) => (Verdict::Single.glyph(), Role::Title),
    }
}

/// What is no point of the map, and what is out of view: with the cells all entries shown.
pub(super) fn margin(cx: &Cx, tally: &MapTally, grid: &MapGrid, columns: usize) -> Vec<String> {
    margin_of(cx, tally, grid.seen(), grid.unseen, columns)
}

/// How many lines that takes in the widest case, so that it does not depend on what is in view.
pub(super) fn margin_rows(cx: &Cx, tally: &MapTally, columns: usize) -> u16 {
    let all = tally.placed().max(1);
    u16::try_from(margin_of(cx, tally, all, all, columns).len()).unwrap_or(1)
}

fn margin_of(cx: &Cx, tally: &MapTally, seen: usize, unseen: usize, columns: usize) -> Vec<String> {
    let mut parts = vec![format!("{} in view", thousands(seen))];
    if unseen > 0 {
        parts.push(format!("{} elsewhere", thousands(unseen)));
    }
    let kinds = MarginKind::ALL.into_iter().filter(|kind| tally.margin(*kind) > 0);
    parts.extend(kinds.map(|kind| format!("{} {}", thousands(tally.margin(kind)), kind.words())));
    let possible = cx.entries.possible.len();
    if possible > 0 {
        parts.push(format!("beside these {} only possibly", thousands(possible)));
    }
    // A number never stands on another line than its words.
    in_lines(parts, columns)
}
