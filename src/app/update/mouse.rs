//! The mouse: a click selects, a click on the selection opens, the wheel scrolls the part under the pointer. It does
//! not know the terminal.

use ratatui::layout::Position;

use crate::app::effect::Effect;
use crate::app::screen::{Areas, ScreenPart};
use crate::app::settings::Focus;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;

/// Captures the mouse, or releases it to the terminal.
pub(super) fn toggle(state: &mut State) -> Effect {
    state.mouse = !state.mouse;
    let text = if state.mouse { "mouse on; M returns it to the terminal" } else { "mouse off; the terminal uses it" };
    state.notice = Some(text.into());
    Effect::Mouse(state.mouse)
}

/// Selects the item at a cell. Returns the action that opens it if it was already selected.
pub(super) fn point(state: &mut State, workspace: &Workspace, (x, y): (u16, u16)) -> Option<Action> {
    state.touched = true;
    state.notice = None;
    let at = Position { x, y };
    let areas = Areas::of(&state.settings, state.focus, state.views.is_empty()).ok()?;
    let (part, area) = areas.part_at(at, state.overlay.is_some())?;
    let (focus, selection) = (state.focus, selection(state));
    let hit = match part {
        ScreenPart::Overlay => state.overlay.as_mut().is_some_and(|overlay| overlay.pane_mut().select_at(area, at)),
        ScreenPart::Timeline | ScreenPart::Ledger | ScreenPart::View => {
            let before = state.focus;
            focus_on(state, part);
            let hit = state.with_pane(workspace, |pane, cx| pane.select_at(cx, area, at));
            if !hit {
                state.focus = before;
            }
            hit
        }
    };
    if !hit {
        return None;
    }
    if (state.focus, self::selection(state)) == (focus, selection) {
        return Some(if part == ScreenPart::Overlay { Action::Accept } else { Action::Open });
    }
    if part == ScreenPart::Timeline {
        state.update_subject(workspace);
    }
    None
}

/// The cursor of the overlay, if one is open, else of the pane.
fn selection(state: &State) -> usize {
    match &state.overlay {
        Some(overlay) => overlay.pane().list().cursor,
        None => state.pane().list().cursor,
    }
}

fn focus_on(state: &mut State, part: ScreenPart) {
    match part {
        ScreenPart::Timeline => state.focus = Focus::Timeline,
        ScreenPart::Ledger => state.focus = Focus::Ledger,
        ScreenPart::View | ScreenPart::Overlay => {}
    }
}

/// Focuses the part under the pointer, which the wheel then scrolls.
pub(super) fn wheel(state: &mut State, (x, y): (u16, u16)) {
    let at = Position { x, y };
    let areas = Areas::of(&state.settings, state.focus, state.views.is_empty()).ok();
    if let Some((part, _)) = areas.and_then(|areas| areas.part_at(at, state.overlay.is_some())) {
        focus_on(state, part);
    }
}
