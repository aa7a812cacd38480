//! What links show together with the selected entry.

use std::sync::Arc;

use super::state::State;
use crate::model::{Subject, Workspace};

/// Shows the selected entry with what links show together with it now.
pub(super) fn relink(state: &mut State, workspace: &Workspace) {
    let Some(entry) = state.entry(workspace) else { return };
    let subject = Subject::joined(workspace, entry);
    let standing =
        |subject: &Subject| -> Vec<_> { subject.members().iter().map(|m| (m.key.clone(), m.link.clone())).collect() };
    let differs =
        |old: &Arc<Subject>| standing(old) != standing(&subject) || old.other_links() != subject.other_links();
    if state.subject.as_ref().is_none_or(differs) {
        state.subject = Some(Arc::new(subject));
    }
}
