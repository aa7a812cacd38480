//! Adds and removes marks, and restores the saved state of earlier runs. It does not know files.

use crate::app::effect::{Effect, Effects};
use crate::app::marks::{Mark, Marks};
use crate::app::navigate::{return_to, set_filter};
use crate::app::panes::View;
use crate::app::settings::zoom;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::saved_state::{Change, SavedState};

/// Marks or unmarks the selected item. In the list of marks it always unmarks.
pub(super) fn mark(state: &mut State, workspace: &Workspace) -> Option<Effect> {
    let (key, trail) = state.pane().mark_target(&state.cx(workspace))?;
    if let Some(removed) = state.marks.remove(&key) {
        if let Some(View::MarkList(list)) = state.views.last_mut() {
            list.stay_within(state.marks.all().len());
        } else {
            state.notice = Some("mark removed".into());
        }
        return state.save(Change::Unmark(removed.bookmark()));
    }
    let mark = Mark::new(workspace, key, trail);
    let bookmark = mark.bookmark();
    state.marks.add(mark);
    let text = if state.saves { "marked" } else { "marked until you quit" };
    state.notice = Some(format!("{text}; {} lists your marks", state.key(Action::Show("marks"))));
    state.save(Change::Mark(bookmark))
}

/// Restores the saved state of earlier runs. `of` is the permanent name of the workspace, if it has one.
pub(super) fn recalled(state: &mut State, workspace: &Workspace, memory: &SavedState, of: Option<&str>) -> Effects {
    state.saves = true;
    state.queries.clone_from(&memory.queries);
    state.named.clone_from(&memory.named);
    state.marks = Marks::from_bookmarks(workspace, &memory.marks);
    let Some(view) = of.and_then(|of| memory.view(of)) else { return Effects::none() };
    state.settings.zoom = zoom(&view.zoom);
    state.text_choice = Some(view.text);
    state.choose_text(workspace);
    state.left_at = view.at.as_ref().map(Mark::from_bookmark);
    let entry = return_to(state, workspace);
    if view.filter.trim().is_empty() {
        return Effects::none();
    }
    let clears = state.key(Action::ClearFilter);
    state.notice = Some(format!("filtered as in your last session; {clears} clears the filter"));
    set_filter(state, workspace, view.filter.clone(), entry)
}
