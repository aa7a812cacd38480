//! Asks for the row of the record shown. It does not know how files are read.

use crate::app::effect::Effect;
use crate::app::job::Job;
use crate::app::state::State;
use crate::model::Workspace;

/// Starts reading the row of the shown record, unless it has been read or is being read.
pub(super) fn ask(state: &mut State, workspace: &Workspace) -> Option<Effect> {
    let record = state.unread(workspace)?;
    if state.row.is_some_and(|(job, of)| of == record && state.jobs.runs(job)) {
        return None;
    }
    let (id, effect) = state.jobs.start(Job::ReadRow(record));
    state.row = Some((id, record));
    Some(effect)
}
