//! The mouse: a click selects, a click on the selection opens, the wheel moves what is under it.

use ratatui::layout::Position;

use crate::app::effect::Effect;
use crate::app::screen::{Areas, Part};
use crate::app::settings::Focus;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;

/// Takes the mouse from the terminal, or gives it back.
pub(super) fn toggle(state: &mut State) -> Effect {
    state.mouse = !state.mouse;
    let whose = if state.mouse { "the mouse works here; M gives it back" } else { "the mouse is the terminal's again" };
    state.notice = Some(whose.into());
    Effect::Mouse(state.mouse)
}

/// A click selects; a click on what is selected gives the action that opens it.
pub(super) fn point(state: &mut State, workspace: &Workspace, (x, y): (u16, u16)) -> Option<Action> {
    state.touched = true;
    state.notice = None;
    let at = Position { x, y };
    let areas = Areas::of(&state.settings, state.views.is_empty()).ok()?;
    let (part, area) = areas.part_at(at, state.overlay.is_some())?;
    let (focus, selection) = (state.focus, selection(state));
    let hit = match part {
        Part::Overlay => state.overlay.as_mut().is_some_and(|overlay| overlay.over_mut().select_at(area, at)),
        Part::Timeline | Part::Ledger | Part::View => {
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
        return Some(if part == Part::Overlay { Action::Accept } else { Action::Open });
    }
    if part == Part::Timeline && state.look(workspace) {
        state.ledger = state.ledger.anew();
    }
    None
}

/// The cursor that a click can move.
fn selection(state: &State) -> usize {
    match &state.overlay {
        Some(overlay) => overlay.over().list().cursor,
        None => state.pane().list().cursor,
    }
}

fn focus_on(state: &mut State, part: Part) {
    match part {
        Part::Timeline => state.focus = Focus::Timeline,
        Part::Ledger => state.focus = Focus::Ledger,
        Part::View | Part::Overlay => {}
    }
}

/// The wheel turns over something, which is what then moves.
pub(super) fn wheel(state: &mut State, (x, y): (u16, u16)) {
    let at = Position { x, y };
    let areas = Areas::of(&state.settings, state.views.is_empty()).ok();
    if let Some((part, _)) = areas.and_then(|areas| areas.part_at(at, state.overlay.is_some())) {
        focus_on(state, part);
    }
}
