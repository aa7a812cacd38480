//! Moving on the map: the cursor, what is seen, and from one cell to the next. Knows no drawing.

use std::sync::Arc;

use super::{Map, painted};
use crate::app::pane::{Cx, Pane as _};
use crate::app::panes::shading::next_rank;
use crate::keymap::Action;
use crate::map::placement::position;
use crate::map::places::SoughtPlace;
use crate::map::view::MapView;
use crate::ui::list::Move;

/// How much closer one step of zooming is.
const ZOOM: f64 = 1.6;

impl Map {
    /// Performs one of its actions. Gives whether it was one, and what to say of it.
    pub(super) fn acted(&mut self, cx: &Cx, action: Action) -> (bool, Option<String>) {
        let notice = match action {
            Action::Left | Action::Right if self.listed.has_cursor() => None,
            Action::Left => {
                self.step(-1, 0);
                None
            }
            Action::Right => {
                self.step(1, 0);
                None
            }
            Action::ZoomIn => {
                self.zoom(ZOOM);
                None
            }
            Action::ZoomOut => {
                self.zoom(1.0 / ZOOM);
                None
            }
            Action::WholeMap => {
                if let (Some(view), Some((_, tally))) = (self.view, &self.tally) {
                    let whole = MapView::around(tally.spots().iter().copied(), view.columns, view.rows);
                    self.put(whole, (view.columns / 2, view.rows / 2));
                }
                None
            }
            Action::MapEntry => self.show_entry(cx),
            Action::NextPeak => self.peak(true),
            Action::PreviousPeak => self.peak(false),
            Action::Weigh => Some(self.weigh(cx)),
            Action::MapInfo => Some(painted::INFO.to_owned()),
            Action::NextKind if self.listed.leave() => None,
            Action::NextKind if self.item_count(cx) == 0 => Some("nothing lies in this cell".to_owned()),
            Action::NextKind => {
                self.listed.enter();
                None
            }
            _ => return (false, None),
        };
        (true, notice)
    }

    /// Moves the cursor of the list or of the map.
    pub(super) fn go_by(&mut self, movement: Move) {
        if self.listed.has_cursor() {
            return self.listed.go(movement);
        }
        let rows = self.view.map_or(1, |view| view.rows).max(2);
        let by = |n: isize, rows: u16| i32::try_from(n).unwrap_or(0).clamp(-1000, 1000) * i32::from(rows);
        match movement {
            Move::By(n) => self.step(0, by(n, 1)),
            Move::Half(n) => self.pan(by(n, rows / 2)),
            Move::Page(n) => self.pan(by(n, rows - 1)),
            Move::First => self.move_to_rank(0),
            Move::Last => self.move_to_rank(usize::MAX),
            Move::To(n) => self.move_to_rank(n),
        }
    }

    /// Shows a view with the cursor in a cell, or in the nearest in which there is something of the globe. The side of a box that was
    /// begun goes the same way.
    pub(super) fn put(&mut self, view: MapView, at: (u16, u16)) {
        let (first, last) = view.globe();
        let at = (at.0.clamp(first, last), at.1.min(view.rows.saturating_sub(1)));
        if let (Some(start), Some(before)) = (&mut self.corner, &self.view) {
            start.east += view.east_of(at, before, self.at);
        }
        (self.view, self.at) = (Some(view), at);
    }

    /// Moves the cursor to a cell in view.
    pub(super) fn move_to(&mut self, at: (u16, u16)) {
        if let Some(view) = self.view {
            self.put(view, at);
        }
    }

    /// Goes to the cell with this rank by what lies in it, or to the last.
    fn move_to_rank(&mut self, rank: usize) {
        let Some(painted) = &self.painted else { return };
        let peaks = painted.peaks();
        let rank = rank.min(peaks.len().saturating_sub(1));
        if let Some(at) = peaks.get(rank).copied() {
            self.ranked = Some(rank);
            self.move_to(at);
        }
    }

    /// Moves the cursor; what it leads out of is moved instead.
    fn step(&mut self, columns: i32, rows: i32) {
        let Some(view) = self.view else { return };
        let to = (i32::from(self.at.0) + columns, i32::from(self.at.1) + rows);
        let (first, last) = view.globe();
        let kept = (to.0.clamp(first.into(), last.into()), to.1.clamp(0, i32::from(view.rows) - 1));
        let over = (to.0 - kept.0, to.1 - kept.1);
        let view = if over == (0, 0) { view } else { view.moved(f64::from(over.0), f64::from(over.1)) };
        self.put(view, (kept.0 as u16, kept.1 as u16));
    }

    /// Shows a position, at the cursor.
    fn go_to(&mut self, (lat, lon): (f64, f64)) {
        let Some(view) = self.view else { return };
        let view = if view.cell(lat, lon).is_some() { view } else { view.centred((lat, lon)) };
        self.put(view, view.cell(lat, lon).unwrap_or(self.at));
    }

    /// Shows a place as its kind asks for, with the cursor on it and its name beside it.
    pub fn visit(&mut self, place: SoughtPlace) {
        let Some(view) = self.view else { return };
        let view = place.seen_in(view);
        self.listed.leave();
        self.put(view, view.cell(place.at.0, place.at.1).unwrap_or(self.at));
        self.visited = Some(Arc::new(place));
    }

    fn zoom(&mut self, factor: f64) {
        let Some(view) = self.view else { return };
        // What lies in the cell stays under the cursor.
        let held = self.painted.as_ref().map(|painted| painted.grid.cell(self.at)).filter(|cell| cell.entries > 0);
        let spots = self.tally.as_ref().map(|(_, tally)| tally.spots());
        let lies = held.zip(spots).and_then(|(cell, spots)| spots.get(cell.spot as usize).copied());
        let here = lies.unwrap_or_else(|| view.middle(self.at));
        let closer = view.zoomed(factor, here);
        self.put(closer, closer.cell(here.0, here.1).unwrap_or(self.at));
    }

    /// Goes to the cell with most; from there to the next by what lies in them, or back. Says which one it is.
    fn peak(&mut self, next: bool) -> Option<String> {
        let painted = self.painted.as_ref()?;
        let (peaks, ranking) = (painted.peaks(), painted.ranking());
        let last = peaks.len().checked_sub(1)?;
        // Whoever has moved the cursor begins again.
        let here = self.ranked.filter(|rank| peaks.get(*rank) == Some(&self.at));
        let to = next_rank(here, last, next);
        self.move_to_rank(to);
        if last == 0 {
            return Some("the only cell in view in which something lies".to_owned());
        }
        Some(self.shading.rank_words(to, ranking, "cell", "in view"))
    }

    /// Shades the cells by the number killed, or by entries again.
    fn weigh(&mut self, cx: &Cx) -> String {
        (self.painted, self.ranked) = (None, None);
        let tally = self.tally.as_ref().map(|(_, tally)| tally);
        let killed = || tally.map_or(Err(0), |tally| tally.tolls(cx.workspace));
        self.shading.turn(cx, killed, "no entry here has a number killed that can be added")
    }

    /// Shows the selected entry of the timeline.
    fn show_entry(&mut self, cx: &Cx) -> Option<String> {
        let selected = cx.selected()?;
        match position(cx.workspace, selected) {
            Ok(at) => {
                self.go_to(at);
                None
            }
            Err(kind) => {
                Some(format!("the selected entry is no point of the map; it is counted below: {}", kind.words()))
            }
        }
    }

    /// Moves what is seen by so many rows.
    fn pan(&mut self, rows: i32) {
        if let Some(view) = self.view {
            self.put(view.moved(0.0, f64::from(rows)), self.at);
        }
    }
}
