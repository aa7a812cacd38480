//! Moves selections, and says where an article ends. It does not know which key did it.

use crate::app::overlays::Overlay;
use crate::app::state::State;
use crate::keymap::Context;
use crate::model::Workspace;
use crate::ui::list::Move;

/// Moves the selection of the overlay, if one is open, else of the pane.
pub(super) fn go(state: &mut State, workspace: &Workspace, movement: Move) {
    let area = state.focused_area().unwrap_or_default();
    match &mut state.overlay {
        Some(Overlay::DecisionForm(form)) => form.step(&workspace.corpus, movement),
        Some(overlay) => overlay.pane_mut().go(movement),
        None => {
            let before = *state.pane().list();
            state.with_pane(workspace, |pane, cx| pane.go(cx, area, movement));
            let after = *state.pane().list();
            let is_same = (before.cursor, before.offset) == (after.cursor, after.offset);
            // Lists show their ends; an article goes on below what is seen of it, or does not.
            if is_same && state.context() == Context::Reader {
                let end = if movement.is_forward() { "end" } else { "beginning" };
                state.notice = Some(format!("this is the {end} of the article"));
            }
        }
    }
}
