//! What the map is made of for the entries shown and the size of its pane: kept until one of them changes. Knows no keys.

use std::sync::Arc;

use super::Map;
use super::cell::CellContents;
use super::open_spots::OpenSpots;
use super::painted::Painted;
use crate::app::pane::Cx;
use crate::map::grid::MapGrid;
use crate::map::placement::position;
use crate::map::tally::MapTally;
use crate::map::view::MapView;

impl Map {
    /// Counts the entries shown, if they are others than before.
    pub(super) fn count(&mut self, cx: &Cx) {
        if self.tally.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, &cx.entries.shown)) {
            return;
        }
        self.listed.keep();
        if !self.spots.as_ref().is_some_and(|spots| spots.is_of(cx.workspace)) {
            self.spots = Some(OpenSpots::of(cx.workspace));
        }
        let Some(spots) = &self.spots else { return };
        let tally = Arc::new(MapTally::among(&spots.all, &cx.entries.shown));
        self.shading.add(|| tally.tolls(cx.workspace));
        self.tally = Some((Arc::clone(&cx.entries.shown), tally));
        (self.painted, self.cell, self.ranked) = (None, None, None);
    }

    /// Lays out what is seen in so many columns and rows.
    pub(super) fn see(&mut self, cx: &Cx, columns: u16, rows: u16) {
        let Some(tally) = self.tally.as_ref().map(|(_, tally)| Arc::clone(tally)) else { return };
        let is_new = self.view.is_none();
        let view = match self.view {
            Some(view) => view.sized(columns, rows),
            None => MapView::around(tally.spots().iter().copied(), columns, rows),
        };
        self.put(view, self.at);
        let is_of = |painted: &Arc<Painted>| painted.is_of(view, self.towns.as_ref(), self.visited.as_ref());
        if !self.painted.as_ref().is_some_and(is_of) {
            let grid = MapGrid::of(&tally, view, self.shading.tolls().map(|tolls| &**tolls));
            self.painted = Some(Arc::new(Painted::new(grid, self.towns.as_ref(), self.visited.as_ref())));
        }
        if is_new && let Some(painted) = &self.painted {
            let of_selected = cx.selected().and_then(|n| position(cx.workspace, n).ok());
            let seen = of_selected.and_then(|(lat, lon)| view.cell(lat, lon));
            let middle = (view.columns / 2, view.rows / 2);
            let at = seen.or_else(|| painted.peaks().first().copied()).unwrap_or(middle);
            self.move_to(at);
        }
    }

    /// Collects the entries of the cell under the cursor.
    pub(super) fn look(&mut self, cx: &Cx) {
        let (Some((_, tally)), Some(painted)) = (&self.tally, &self.painted) else { return };
        if !self.cell.as_ref().is_some_and(|cell| cell.is_of(self.at, &painted.grid.view)) {
            let (cell, entries) = CellContents::of(cx, tally, &painted.grid, self.at);
            self.cell = Some(Arc::new(cell));
            self.listed.hold(entries);
        }
        self.listed.look(cx);
    }
}
