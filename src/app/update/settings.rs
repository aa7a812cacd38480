//! Changes of display settings: drafts beside verdicts, the unit of the strip. It does not know keys.

use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;

/// Shows or hides the draft verdict beside what is confirmed.
pub(super) fn toggle_drafts(state: &mut State, workspace: &Workspace) {
    let corpus = &workspace.corpus;
    let is_draft = corpus.incidents().any(|(_, incident)| incident.drafted.is_some());
    state.notice = Some(if !is_draft && corpus.claims().all(|(_, claim)| claim.drafted.is_none()) {
        "nothing here is a draft".to_owned()
    } else {
        state.settings.drafts = !state.settings.drafts;
        let is =
            if state.settings.drafts { "shown beside each verdict" } else { "shown only where nothing is confirmed" };
        format!("what drafts say is {is}; {} changes it", state.key(Action::ToggleDrafts))
    });
}

/// Changes the unit of time of the density strip.
pub(super) fn zoom(state: &mut State, finer: bool) {
    let zoom = state.settings.zoom;
    let to = if finer { zoom.finer() } else { zoom.coarser() };
    if to == zoom {
        let how = if finer { "finer" } else { "coarser" };
        state.notice = Some(format!("the strip shows {}s; there is no {how} unit", to.word()));
    }
    state.settings.zoom = to;
}
