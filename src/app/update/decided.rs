//! Steps of the desk: starts their jobs, and says how they ended. What was typed for one that is refused comes back. It does not
//! know files.

use crate::app::desk_step::{DecisionOutcome, DeskStep};
use crate::app::effect::Effects;
use crate::app::job::{Job, JobId};
use crate::app::overlays::Overlay;
use crate::app::panes::View;
use crate::app::panes::desk::AfterDecision;
use crate::app::state::State;
use crate::desk::edits::copies::{ABOUT_ONE, PART_THERE};
use crate::desk::item::DraftKey;
use crate::keymap::{Action, Context};
use crate::model::Workspace;

/// Starts the job of a step. If it is refused, `asked`, in which it was typed or chosen, is opened again.
pub(super) fn start(state: &mut State, step: DeskStep, asked: Option<Overlay>) -> Effects {
    start_on(state, step, asked, None)
}

/// The same about the draft of the desk that a key names, which is selected again if it is refused.
pub(super) fn start_on(state: &mut State, step: DeskStep, asked: Option<Overlay>, key: Option<DraftKey>) -> Effects {
    if let DeskStep::Decide(decided) = &step {
        state.folder.note_choice(&decided.decision);
    }
    let (id, effect) = state.jobs.start(Job::Decide(step));
    state.folder.deciding.extend(key.map(|key| (id, key)));
    // A question has nothing typed, and the drafts that it is about are in the queue.
    let asked = asked.filter(|asked| !matches!(asked, Overlay::DecisionForm(form) if form.is_question()));
    state.folder.asked.extend(asked.map(|asked| (id, asked)));
    effect.into()
}

/// Says what was decided, undone or written.
pub(super) fn done(state: &mut State, id: JobId, outcome: DecisionOutcome) {
    state.folder.asked.retain(|(job, _)| *job != id);
    state.folder.deciding.retain(|(job, _)| *job != id);
    let undo = state.key(Action::UndoDecision);
    let said = match outcome {
        DecisionOutcome::Decided { what, notes } => {
            let undo = if undo.is_empty() { String::new() } else { format!("; {undo} undoes") };
            notes.into_iter().chain([format!("{what}{undo}")]).collect::<Vec<_>>().join("; ")
        }
        DecisionOutcome::Same(notes) => {
            let same = "nothing is changed: the files say so already".to_owned();
            notes.into_iter().chain([same]).collect::<Vec<_>>().join("; ")
        }
        DecisionOutcome::Blocked { number, undoes, why } => {
            state.folder.blocked = Some((number, undoes));
            end_undoing(state);
            let (action, past) = if undoes {
                (Action::UndoDecision, "leaves it so for good and undoes what was decided before")
            } else {
                (Action::RedoDecision, "leaves it so for good and goes on with what was undone before")
            };
            format!("{why}; {} again {past}", state.key(action))
        }
        DecisionOutcome::Written { folder } => {
            state.settings.keeps_decisions = true;
            format!("written; start with `parallax {folder}` from now on")
        }
    };
    state.notice = Some(said);
}

/// Nothing comes back to the queue of the desk, and its cursor stays.
fn end_undoing(state: &mut State) {
    for view in &mut state.views {
        if let View::Desk(desk) = view {
            desk.go_after(AfterDecision::Stay);
        }
    }
}

/// Says why a step was refused, and keeps what was typed for it.
pub(super) fn refused(state: &mut State, workspace: &Workspace, id: JobId, why: String) {
    let at = state.folder.deciding.iter().position(|(job, _)| *job == id);
    let key = at.map(|at| state.folder.deciding.remove(at).1);
    end_undoing(state);
    // The queue had gone on.
    if let (Some(View::Desk(desk)), Some(key)) = (state.views.last_mut(), key) {
        desk.select(workspace, &key);
    }
    let why = with_keys(state, why);
    put_back(state, id, why);
}

/// A reason with the keys that do what it asks for.
fn with_keys(state: &State, why: String) -> String {
    let keys = if why.contains(ABOUT_ONE) {
        [Some(state.key(Action::SpreadClaim)), None]
    } else if why.contains(PART_THERE) {
        [Some(state.key(Action::Revise)), Some(state.keymap.label(Context::Decision, Action::RemoveClaim))]
    } else {
        return why;
    };
    let keys: Vec<String> = keys.into_iter().flatten().filter(|key| !key.is_empty()).collect();
    if keys.is_empty() { why } else { format!("{why} ({})", keys.join(", ")) }
}

/// Says why a step was refused. What was typed for it is opened again once nothing else is open.
pub(super) fn put_back(state: &mut State, id: JobId, why: String) {
    if let Some(at) = state.folder.asked.iter().position(|(job, _)| *job == id) {
        let (_, mut asked) = state.folder.asked.remove(at);
        if let Overlay::DecisionForm(form) = &mut asked {
            form.refuse(&why);
        }
        state.folder.refused.push_back(asked);
    }
    state.notice = Some(why);
}

/// Opens again what was typed for a step that was refused, once nothing else is open.
pub(super) fn offer_again(state: &mut State) {
    if state.overlay.is_none() && !state.view_search.as_ref().is_some_and(|search| search.typing) {
        state.overlay = state.folder.refused.pop_front();
    }
}
