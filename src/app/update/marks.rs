//! Marks made and taken away, and what earlier runs saved.

use crate::app::effect::{Effect, Effects};
use crate::app::marks::{Marked, Marks};
use crate::app::navigate::{narrow_to, return_to};
use crate::app::panes::View;
use crate::app::settings::zoom;
use crate::app::state::State;
use crate::model::Workspace;
use crate::saved_state::{Change, SavedState};

/// Marks what is selected, or takes the mark away. In the list of marks it is always taken away.
pub(super) fn mark(state: &mut State, workspace: &Workspace) -> Option<Effect> {
    let (key, trail) = state.pane().marked(&state.cx(workspace))?;
    if let Some(gone) = state.marks.remove(&key) {
        if let Some(View::Marks(list)) = state.views.last_mut() {
            list.stay_within(state.marks.all().len());
        } else {
            state.notice = Some("the mark is taken away".into());
        }
        return state.save(Change::Unmark(gone.bookmark()));
    }
    let marked = Marked::new(workspace, key, trail);
    let bookmark = marked.bookmark();
    state.marks.add(marked);
    let lasts = if state.saves { "marked" } else { "marked until you quit" };
    state.notice = Some(format!("{lasts}; ' lists what is marked"));
    state.save(Change::Mark(bookmark))
}

/// Takes in what earlier runs saved; `of` names what is open, if it has a name that lasts.
pub(super) fn recalled(state: &mut State, workspace: &Workspace, memory: &SavedState, of: Option<&str>) -> Effects {
    state.saves = true;
    state.queries.clone_from(&memory.queries);
    state.marks = Marks::saved(workspace, &memory.marks);
    let Some(view) = of.and_then(|of| memory.view(of)) else { return Effects::none() };
    state.settings.zoom = zoom(&view.zoom);
    state.settings.text = view.text && workspace.corpus.has_text();
    state.left_at = view.at.as_ref().map(Marked::saved);
    let entry = return_to(state, workspace);
    if view.filter.trim().is_empty() {
        return Effects::none();
    }
    state.notice = Some("narrowed as you left it; F shows everything".into());
    narrow_to(state, workspace, view.filter.clone(), entry)
}
