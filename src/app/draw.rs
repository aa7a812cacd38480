//! Layout and drawing of the whole screen.
//!
//! Apart from paging in the comparison and in overlays of text, only [`fit`] moves scroll offsets; drawing changes nothing. Panes,
//! overlays and `frame` draw the contents.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::available::available;
use super::frame;
use super::overlay::OverlayCx;
use super::pane::{Pane, cx};
use super::panes::passages;
use super::screen::Areas;
use super::settings::Focus;
use super::state::State;
use crate::model::Workspace;
use crate::ui::text::wrap;
use crate::ui::theme::Role;

/// Scrolls all panes and the overlay so that their selections are visible.
pub fn fit(state: &mut State, workspace: &Workspace) {
    state.ledger.focused = state.focus == Focus::Ledger;
    let Ok(areas) = Areas::of(&state.settings, state.views.is_empty()) else { return };
    // The panes keep their scroll offsets while a view covers them.
    let panes = Areas::of(&state.settings, true).unwrap_or(areas);
    let cx = cx!(state, workspace);
    if let Some(area) = panes.timeline {
        state.timeline.fit(&cx, area);
    }
    if let Some(area) = panes.ledger {
        state.ledger.fit(&cx, area);
    }
    if let Some(view) = state.views.last_mut() {
        view.pane_mut().fit(&cx, areas.main);
    }
    if let Some(mut overlay) = state.overlay.take() {
        let unavailable = |action| available(state, workspace, action).err();
        let cx = OverlayCx { cx: state.cx(workspace), beneath: state.beneath(), unavailable: &unavailable };
        overlay.pane_mut().fit(&cx, areas.overlay);
        state.overlay = Some(overlay);
    }
}

/// Draws the whole screen. Returns the cell for the terminal's cursor: the selection, which screen readers follow.
pub fn draw(state: &State, workspace: &Workspace, buf: &mut Buffer) -> Option<Position> {
    let theme = state.settings.theme;
    let areas = match Areas::of(&state.settings, state.views.is_empty()) {
        Ok(areas) => areas,
        Err(message) => {
            for (i, line) in wrap(&message, usize::from(buf.area.width)).iter().enumerate() {
                let row = u16::try_from(i).unwrap_or(u16::MAX);
                if row < buf.area.height {
                    buf.set_string(buf.area.x, buf.area.y + row, line, theme.style(Role::Text));
                }
            }
            return None;
        }
    };
    buf.set_style(buf.area, theme.style(Role::Text));
    frame::header(state, workspace, areas.header, buf);
    let cx = state.cx(workspace);
    let mut cursor = match state.views.last() {
        // The finder alone.
        _ if state.finder().is_some_and(|finder| finder.picked.is_some()) => None,
        Some(view) => view.pane().draw(&cx, true, areas.main, buf),
        None => {
            let on_timeline = state.focus == Focus::Timeline;
            let left = areas.timeline.and_then(|area| state.timeline.draw(&cx, on_timeline, area, buf));
            let right = areas.ledger.and_then(|area| state.ledger.draw(&cx, !on_timeline, area, buf));
            if let Some(area) = areas.passages {
                passages::draw(&cx, &state.ledger, area, buf);
            }
            if let (Some(area), Some(pane)) = (areas.status, areas.timeline) {
                let columns = usize::from(pane.width).saturating_sub(2);
                frame::status(theme, state.pane().status(&cx, columns), area, buf);
            }
            if on_timeline { left.or(right) } else { right.or(left) }
        }
    };
    if let Some(overlay) = &state.overlay {
        let unavailable = |action| available(state, workspace, action).err();
        let cx = OverlayCx { cx, beneath: state.beneath(), unavailable: &unavailable };
        cursor = overlay.pane().draw(&cx, areas.overlay, buf);
    }
    frame::footer(state, workspace, areas.footer, buf);
    cursor
}
