//! What is left to do: asked for while its list waits for it, and handed to the list. It finds nothing itself.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::job::{FoundIn, Job, JobKind};
use crate::app::panes::View;
use crate::app::state::State;
use crate::desk::todo::Todo;
use crate::model::Workspace;

/// Asks for what is left to do, if a list waits for it.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    let waits = state.views.iter().any(|view| matches!(view, View::TodoList(list) if list.waits()));
    let asks = waits && state.jobs.running(JobKind::Todo).is_none() && !state.jobs.is_opening();
    asks.then(|| state.jobs.start(Job::Todo).1)
}

/// Takes what is left to do, unless the corpus has changed since; then it is asked for again.
pub(super) fn found(state: &mut State, workspace: &Workspace, found: &FoundIn<Todo>) {
    if !Arc::ptr_eq(&found.of, &workspace.corpus) {
        return;
    }
    for view in &mut state.views {
        if let View::TodoList(list) = view {
            list.take(Arc::clone(&found.found));
        }
    }
}
