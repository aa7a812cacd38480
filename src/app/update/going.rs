//! Moves selections, and says where nothing follows in an article. It does not know which key did it.

use crate::app::overlays::Overlay;

use crate::app::state::State;
use crate::keymap::Context;
use crate::model::Workspace;
use crate::ui::canvas::inner;
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
            // Lists show their ends; an article goes on below what is seen of it, or does not.
            if state.context() != Context::Reader || (before.cursor, before.offset) != (after.cursor, after.offset) {
                return;
            }
            let lines = || state.pane().content(&state.cx(workspace), inner(area).width).lines.len();
            state.notice = match movement.is_forward() {
                Some(true) if after.offset + after.height >= lines() => Some("nothing stands below this".into()),
                Some(false) if after.offset == 0 => Some("nothing stands above this".into()),
                _ => return,
            };
        }
    }
}
