//! Follows files that others change: asks for a look at them when nothing stands in the way, and says what came of it. Has the corpus
//! folder read before something is decided. It does not know files.

use crate::app::desk_step::FollowOutcome;
use crate::app::effect::Effects;
use crate::app::job::{Job, JobKind};
use crate::app::link_step::LinkStep;
use crate::app::overlays::Overlay;
use crate::app::panes::View;
use crate::app::state::State;
use crate::present::words::count;

/// Asks for a look at the files, if they may have changed, and for all of them to be read, if something may be decided.
pub(super) fn ask(state: &mut State) -> Effects {
    ask_look(state).and(ask_preparation(state))
}

/// Asks once for the folder to be read, as soon as the desk is open or what a decision is typed or chosen in: the first decision does
/// not wait for it then. Until then nothing is kept for decisions.
fn ask_preparation(state: &mut State) -> Effects {
    let is_asked = match &state.overlay {
        // Answers to pairs stand in a file of their own.
        Some(Overlay::DecisionForm(form)) => form.keeps.is_none(),
        other => matches!(other, Some(Overlay::IncidentChoice(_) | Overlay::WordChoice(_))),
    };
    let decides = is_asked || matches!(state.views.last(), Some(View::Desk(_)));
    if state.folder.preparation_asked || !decides || !state.settings.keeps_decisions || state.jobs.is_opening() {
        return Effects::none();
    }
    state.folder.preparation_asked = true;
    state.jobs.start(Job::Prepare).1.into()
}

/// What is being opened or replaced is waited for.
fn ask_look(state: &mut State) -> Effects {
    let busy = [JobKind::Open, JobKind::Outside, JobKind::WriteCorpus, JobKind::Follow];
    if !state.folder.may_have_changed || busy.into_iter().any(|kind| state.jobs.running(kind).is_some()) {
        return Effects::none();
    }
    state.folder.may_have_changed = false;
    let links = state.also.file.is_some().then(|| state.jobs.start(Job::Link(LinkStep::Follow)).1);
    Effects::from(state.jobs.start(Job::Follow).1).and(links)
}

/// Says what was read again, or why what was shown before stays.
pub(super) fn done(state: &mut State, outcome: FollowOutcome) {
    let said = match outcome {
        FollowOutcome::Same => return,
        FollowOutcome::Read { files, notes, held_back } => {
            if !held_back {
                state.folder.held_back = None;
            }
            let what = match files.as_slice() {
                [] => None,
                [file] => Some(format!("{file} has changed and is read again")),
                _ => Some(format!("{} have changed and are read again", count(files.len(), "file"))),
            };
            notes.into_iter().chain(what).collect::<Vec<_>>().join("; ")
        }
        FollowOutcome::Mistakes(mistakes) => {
            let said = format!("{mistakes}; until that is mended, what was read before stays");
            state.folder.held_back = Some(mistakes);
            said
        }
    };
    say(state, said);
}

/// Says why the files could not be read.
pub(super) fn failed(state: &mut State, why: String) {
    say(state, format!("changed files are not read: {why}"));
    state.folder.held_back = Some(why);
}

/// Says something of the files. What was said of something else just before stays beside it.
fn say(state: &mut State, said: String) {
    let other = state.notice.take().filter(|other| *other != state.folder.said);
    state.notice = match other {
        Some(other) if said.is_empty() => Some(other),
        Some(other) => Some(format!("{other} · {said}")),
        None => Some(said.clone()).filter(|said| !said.is_empty()),
    };
    state.folder.said = said;
}
