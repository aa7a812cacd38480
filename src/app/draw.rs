//! Layout and drawing of the whole screen.
//!
//! Apart from paging in the comparison and in overlays of text, only [`fit`] moves scroll offsets; drawing changes nothing. Panes,
//! overlays and `frame` draw the contents.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::available::available;
use super::frame;
use super::key_list;
use super::overlay::OverlayCx;
use super::overlays::Overlay;
use super::pane::{Pane, Reason, cx};
use super::panes::passages;
use super::screen::Areas;
use super::settings::Focus;
use super::state::State;
use super::view_search::{Occurrences, ViewSearch, marking};
use crate::keymap::Action;
use crate::model::Workspace;
use crate::ui::bidi::arrange::{arrange, leave};
use crate::ui::bidi::tags::were_drawn;
use crate::ui::canvas::window;
use crate::ui::text;
use crate::ui::theme::Role;

/// What overlays see of a state.
fn overlay_cx<'a>(
    state: &'a State,
    workspace: &'a Workspace,
    unavailable: &'a dyn Fn(Action) -> Option<Reason>,
) -> OverlayCx<'a> {
    let covered = state.covered.as_ref().filter(|_| matches!(state.overlay, Some(Overlay::Help(_)) | None));
    let (cx, beneath) = (state.cx(workspace), covered.map_or_else(|| state.beneath(), |box_| box_.pane().context()));
    OverlayCx { cx, beneath, saved_filters: &state.saved_filters, unavailable }
}

/// Scrolls all panes and the overlay so that their selections are visible.
pub fn fit(state: &mut State, workspace: &Workspace) {
    state.ledger.focused = state.focus == Focus::Ledger;
    let Ok(areas) = Areas::of(&state.settings, state.focus, state.views.is_empty()) else { return };
    // The panes keep their scroll offsets while a view covers them.
    let panes = Areas::of(&state.settings, state.focus, true).unwrap_or(areas);
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
        let cx = overlay_cx(state, workspace, &unavailable);
        overlay.pane_mut().fit(&cx, areas.overlay);
        state.overlay = Some(overlay);
    }
    refresh_search(state, workspace);
    reveal(state, workspace);
}

/// Finds the words of the search in what is open in the lines of the overlay or pane that handles keys. What makes only
/// the lines on the screen is searched by a job.
pub(super) fn refresh_search(state: &mut State, workspace: &Workspace) {
    let Some(area) = state.focused_area() else { return };
    let Some(mut search) = state.view_search.take_if(|search| search.words.is_some()) else { return };
    let (cx, mut own) = (state.cx(workspace), None);
    let rows = if state.overlay.is_none() { state.pane().searched_rows(&cx) } else { None };
    match (&state.overlay, &rows, &search.found) {
        (Some(overlay), ..) => {
            let unavailable = |action| available(state, workspace, action).err();
            let cx = overlay_cx(state, workspace, &unavailable);
            match overlay.pane().searched(&cx, area) {
                Some(content) => search.look_in(&content),
                None => search.found = Occurrences::None,
            }
        }
        (None, Some(rows), Occurrences::Rows(known, _)) if known.is_same(rows) => {}
        (None, Some(_), _) => (search.found, search.at) = (Occurrences::None, None),
        (None, None, _) => {
            let content = state.pane().searched(&cx, area);
            search.look_in(&content);
            own = state.pane().own_words(&cx, &content, area);
        }
    }
    search.tell_apart(own.as_ref());
    state.view_search = Some(search);
}

/// Makes the current occurrence visible, wherever in its item it is.
fn reveal(state: &mut State, workspace: &Workspace) {
    let Some(area) = state.focused_area() else { return };
    let current = state.view_search.as_ref().and_then(ViewSearch::current).copied();
    let cell = match (current, state.overlay.take()) {
        (Some(at), Some(mut overlay)) => {
            let unavailable = |action| available(state, workspace, action).err();
            let cx = overlay_cx(state, workspace, &unavailable);
            let cell = overlay.pane_mut().reveal(&cx, area, &at);
            state.overlay = Some(overlay);
            cell
        }
        (Some(at), None) => state.with_pane(workspace, |pane, cx| pane.reveal(cx, area, &at)),
        (None, overlay) => {
            state.overlay = overlay;
            None
        }
    };
    if let Some(search) = &mut state.view_search {
        search.cell = cell;
    }
}

/// Draws the whole screen. Returns the cell for the terminal's cursor: the selection, which screen readers follow.
pub fn draw(state: &State, workspace: &Workspace, buf: &mut Buffer) -> Option<Position> {
    let cursor = draw_in_text_order(state, workspace, buf);
    if !were_drawn() {
        return cursor;
    }
    if state.settings.orders_letters {
        arrange(buf, cursor)
    } else {
        leave(buf);
        cursor
    }
}

/// Draws the whole screen, every row in the order of its text, with the levels of its letters.
pub fn draw_in_text_order(state: &State, workspace: &Workspace, buf: &mut Buffer) -> Option<Position> {
    let theme = state.settings.theme;
    let areas = match Areas::of(&state.settings, state.focus, state.views.is_empty()) {
        Ok(areas) => areas,
        Err(message) => {
            let lines = text::cell(&message, theme.style(Role::Text), buf.area.width.into());
            window(&lines, 0, buf.area, buf);
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
            if let (Some(area), Some(pane)) = (areas.status, areas.focused(false, state.focus)) {
                let columns = usize::from(pane.width).saturating_sub(2);
                frame::status(state, state.pane().status(&cx, columns), area, buf);
            }
            if on_timeline { left.or(right) } else { right.or(left) }
        }
    };
    if let Some(overlay) = &state.overlay {
        let unavailable = |action| available(state, workspace, action).err();
        let cx = overlay_cx(state, workspace, &unavailable);
        cursor = overlay.pane().draw(&cx, areas.overlay, buf);
    }
    if let (Some(search), Some(area)) = (&state.view_search, state.focused_area())
        && let Some(words) = &search.words
    {
        marking::mark(theme, words, search.cell, area, buf);
        marking::ticks(theme, search, area, buf);
    }
    if let Some(area) = areas.keys {
        key_list::draw(state, workspace, area, buf);
    }
    frame::following(state, workspace, areas.main, buf);
    frame::footer(state, workspace, areas.footer, buf).or(cursor)
}
