//! The interface of overlays, which cover the panes and take all keys while open. Each overlay is one file in
//! `overlays/`.
//!
//! This file knows no concrete overlay, no state and no terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::pane::{Cx, Reason};
use super::view_search::Occurrence;
use crate::keymap::{Action, Context};
use crate::saved_state::saved_filter::SavedFilter;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::{List, Move};
use crate::ui::prompt::Prompt;

/// The context of overlays, read only.
#[derive(Clone, Copy)]
pub struct OverlayCx<'a> {
    /// The context of panes.
    pub cx: Cx<'a>,
    /// The context of the pane below.
    pub beneath: Context,
    /// The saved filters.
    pub saved_filters: &'a [SavedFilter],
    /// The reason why an action is not available; `None` if it is.
    pub unavailable: &'a dyn Fn(Action) -> Option<Reason>,
}

/// A part of the screen that covers the panes and takes all keys.
pub trait OverlayPane {
    /// Its context in the table of bindings.
    fn context(&self) -> Context;

    /// Number of selectable rows; none in a form.
    fn row_count(&self) -> usize {
        0
    }

    /// Its selection and scroll.
    fn list(&self) -> &List;

    /// Its selection and scroll, mutable.
    fn list_mut(&mut self) -> &mut List;

    /// The part of its area that shows the rows: below the prompt, if it does not say.
    fn rows(&self, area: Rect) -> Rect {
        canvas::below_head(area)
    }

    /// Whether it stays open when an action is performed that is none of the overlay's own motions; else it is closed first, so
    /// that the effect is visible.
    fn stays_open(&self, _action: Action) -> bool {
        true
    }

    /// Its prompt, if it has one.
    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        None
    }

    /// Handles a change of the prompt. Returns `true` if the new text must be searched for.
    fn edited(&mut self) -> bool {
        false
    }

    /// Moves the selection.
    fn go(&mut self, movement: Move) {
        let len = self.row_count();
        let list = self.list_mut();
        list.cursor = list.moved(movement, len);
    }

    /// Scrolls so that the selection is visible in `area`. Comes after each message, so that an overlay may keep there what it shows.
    fn fit(&mut self, _cx: &OverlayCx, area: Rect) {
        let (len, height) = (self.row_count(), self.rows(area).height.max(1).into());
        let list = self.list_mut();
        list.show(list.cursor, list.cursor, len, height);
    }

    /// Draws the overlay. Returns the position of the terminal's cursor, if any.
    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position>;

    /// Its lines for the search in what is open, if it can be searched.
    fn searched(&self, _cx: &OverlayCx, _area: Rect) -> Option<Content> {
        None
    }

    /// Makes the line of an occurrence visible. Gives the cell in which the occurrence begins.
    fn reveal(&mut self, _cx: &OverlayCx, _area: Rect, _at: &Occurrence) -> Option<Position> {
        None
    }

    /// Selects the row at a cell of the screen. Returns `false` if there is none.
    fn select_at(&mut self, area: Rect, at: Position) -> bool {
        let Some(row) = row_at(self.rows(area), at) else { return false };
        let at = self.list().offset + row;
        let there = at < self.row_count();
        if there {
            self.list_mut().cursor = at;
        }
        there
    }

    /// Extends the selection to a cell of the screen, to which the mouse is dragged.
    fn drag_to(&mut self, _area: Rect, _at: Position) {}
}

/// An overlay of lines to read: it scrolls and has no selection.
pub trait TextOverlay {
    /// Its context in the table of bindings.
    fn context(&self) -> Context;

    /// The title in its frame.
    fn title(&self) -> String;

    /// Its lines at a width of `columns`.
    fn lines(&self, cx: &OverlayCx, columns: u16) -> Vec<Line<'static>>;

    /// Its scroll.
    fn list(&self) -> &List;

    /// Its scroll, mutable.
    fn list_mut(&mut self) -> &mut List;

    /// Whether it stays open when an action is performed that does not scroll.
    fn stays_open(&self, _action: Action) -> bool {
        false
    }
}

impl<T: TextOverlay> OverlayPane for T {
    fn context(&self) -> Context {
        TextOverlay::context(self)
    }

    fn list(&self) -> &List {
        TextOverlay::list(self)
    }

    fn list_mut(&mut self) -> &mut List {
        TextOverlay::list_mut(self)
    }

    fn rows(&self, area: Rect) -> Rect {
        inner(area)
    }

    fn stays_open(&self, action: Action) -> bool {
        TextOverlay::stays_open(self, action)
    }

    /// Scrolls; `fit` keeps the offset in bounds.
    fn go(&mut self, movement: Move) {
        let list = TextOverlay::list_mut(self);
        let at = List { cursor: list.offset, ..*list };
        list.offset = at.moved(movement, usize::MAX);
    }

    fn fit(&mut self, cx: &OverlayCx, area: Rect) {
        let inner = inner(area);
        let lines = self.lines(cx, inner.width).len();
        let list = TextOverlay::list_mut(self);
        list.height = inner.height.into();
        list.offset = list.offset.min(lines.saturating_sub(list.height));
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        canvas::overlay_frame(cx.cx.theme(), &self.title(), area, buf);
        let (inner, offset) = (inner(area), TextOverlay::list(self).offset);
        let lines = self.lines(cx, inner.width);
        window(&lines, offset, inner, buf);
        canvas::more(cx.cx.theme(), lines.len(), offset, area, buf);
        None
    }

    fn searched(&self, cx: &OverlayCx, area: Rect) -> Option<Content> {
        Some(Content { lines: self.lines(cx, inner(area).width), items: Vec::new() })
    }

    fn reveal(&mut self, cx: &OverlayCx, area: Rect, at: &Occurrence) -> Option<Position> {
        let inner = inner(area);
        let lines = self.lines(cx, inner.width).len();
        let list = TextOverlay::list_mut(self);
        list.show(at.line, at.line, lines, inner.height.into());
        canvas::cell(inner, at.line.checked_sub(list.offset)?, at.column)
    }

    fn select_at(&mut self, _area: Rect, _at: Position) -> bool {
        false
    }
}
