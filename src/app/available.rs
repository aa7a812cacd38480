//! Whether an action is available in the current state, and if not, why. Said when the key is pressed, and shown in help
//! and palette before.

use super::job::JobKind;
use super::panes::View;
use super::state::State;
use crate::keymap::Action;
use crate::model::Workspace;

/// `Err` says why not.
pub fn available(state: &State, workspace: &Workspace, action: Action) -> Result<(), &'static str> {
    let need = |holds: bool, why| if holds { Ok(()) } else { Err(why) };
    let cx = state.cx(workspace);
    match action {
        Action::Back => need(state.history.has_past(), "nothing to go back to"),
        Action::Forward => need(state.history.has_future(), "nothing to go forward to"),
        Action::ToggleText => {
            need(workspace.corpus.has_text(), "no text is attached; start with --sources DIR to read your copies")
        }
        Action::Show(name) => View::show(name, &cx, state.pane()).map(drop),
        Action::CopyCitation | Action::CopyMarkdown => need(
            state.pane().citation(&cx, false).is_some(),
            "no passage is selected; a claim, passage or quote can be cited",
        ),
        Action::Mark => need(state.pane().marked(&cx).is_some(), "nothing to mark is selected"),
        Action::Open if state.views.is_empty() => need(state.subject.is_some(), "there is nothing to open"),
        Action::CountingRule => need(
            state.current_record(workspace).is_some(),
            "an incident of a corpus: its figures are each source's own",
        ),
        Action::ClearFilter => need(state.filter.is_on(), "no filter is on; f narrows the timeline"),
        Action::StopReading => need(state.jobs.running(JobKind::Open).is_some(), "nothing is being read"),
        action => state.pane().available(&cx, action),
    }
}
