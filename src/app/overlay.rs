//! What an overlay is: what lies over the panes and takes the keys while it is open. Each is one file in `overlays/`.
//!
//! Knows no overlay, no state and no terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::pane::Cx;
use crate::keymap::{Action, Context};
use crate::ui::canvas::row_at;
use crate::ui::list::{List, Move};
use crate::ui::prompt::Prompt;

/// What overlays look at besides panes' [`Cx`].
#[derive(Clone, Copy)]
pub struct OverlayCx<'a> {
    /// What panes look at.
    pub cx: Cx<'a>,
    /// Where keys would go if no overlay were open.
    pub beneath: Context,
    /// Why an action is not available, if it is not.
    pub unavailable: &'a dyn Fn(Action) -> Option<&'static str>,
}

/// What lies over the panes.
pub trait OverPanes {
    /// Where its keys stand in the table of bindings.
    fn context(&self) -> Context;

    /// How many rows can be selected.
    fn row_count(&self) -> usize;

    /// Selection and scroll.
    fn list(&self) -> &List;

    /// The same, to change.
    fn list_mut(&mut self) -> &mut List;

    /// Where its rows stand in its area.
    fn rows(&self, area: Rect) -> Rect;

    /// Its prompt, if it has one.
    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        None
    }

    /// Takes in that the prompt has changed. `true` if the new text is a question to the workspace.
    fn edited(&mut self) -> bool {
        false
    }

    /// Moves the selection.
    fn go(&mut self, movement: Move) {
        let len = self.row_count();
        let list = self.list_mut();
        list.cursor = list.moved(movement, len);
    }

    /// Keeps the selection in sight.
    fn fit(&mut self, _cx: &OverlayCx, area: Rect) {
        let (len, height) = (self.row_count(), self.rows(area).height.max(1).into());
        let list = self.list_mut();
        list.show(list.cursor, list.cursor, len, height);
    }

    /// Draws it; gives the place of the terminal's cursor.
    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position>;

    /// Selects what lies at a cell of the screen; `false` if nothing does.
    fn select_at(&mut self, area: Rect, at: Position) -> bool {
        let Some(row) = row_at(self.rows(area), at) else { return false };
        let last = self.row_count().saturating_sub(1);
        let list = self.list_mut();
        list.cursor = (list.offset + row).min(last);
        true
    }
}
