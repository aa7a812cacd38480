//! What is shown of records, with the annotations that they have now.

use std::sync::Arc;

use super::state::State;
use crate::model::{Subject, Workspace};

/// Gives the records that are shown the annotations that they have in a workspace.
pub(super) fn renote(state: &mut State, workspace: &Workspace) {
    if let Some(before) = &state.subject
        && let Some(subject) = renoted(before, workspace)
    {
        state.ledger.keep_row(before, &subject);
        state.subject = Some(subject);
    }
    for at in 0..state.views.len() {
        let subject = state.views[at].pane().subject(&state.cx(workspace));
        if let Some(subject) = subject.and_then(|subject| renoted(subject, workspace)) {
            state.views[at].pane_mut().set_subject(&subject);
        }
    }
}

/// A subject with the annotations that its records have now; `None` if none of its members is a record.
fn renoted(subject: &Arc<Subject>, workspace: &Workspace) -> Option<Arc<Subject>> {
    let mut now: Option<Subject> = None;
    for member in subject.members().iter().filter(|member| member.record.is_some()) {
        let member = member.clone().noted_in(workspace);
        now = now.as_ref().unwrap_or(subject).with_member(&member).or(now);
    }
    now.map(Arc::new)
}
