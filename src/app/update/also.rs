//! What may be the same as an entry: asks for it, takes what jobs have found, and carries out answers. It finds and writes nothing
//! itself.

use std::sync::Arc;

use super::decided::put_back;
use crate::app::also::{FailedComparison, is_several};
use crate::app::effect::Effects;
use crate::app::job::{Job, JobId, JobKind};
use crate::app::link_step::{LinkOutcome, LinkStep, PairAnswer};
use crate::app::overlays::Overlay;
use crate::app::overlays::decision_form::DecisionForm;
use crate::app::pane::cx;
use crate::app::panes::View;
use crate::app::panes::links::LinkDesk;
use crate::app::state::State;
use crate::crosswalk::{LinkIndexes, NearLinks, WaitingPair};
use crate::desk::ask::DecisionAsk;
use crate::keymap::Action;
use crate::model::{LinkAnswer, LinkRelation, Workspace};

/// The list of pairs, if it is the topmost view.
pub(super) fn desk(state: &mut State) -> Option<&mut LinkDesk> {
    match state.views.last_mut() {
        Some(View::LinkDesk(desk)) => Some(desk),
        _ => None,
    }
}

/// Asks for what is not known yet: the indexes of what is open, all pairs, and what may be the same as the entry that is
/// looked at. That is known at once, apart from what its rows say.
pub(super) fn ask(state: &mut State, workspace: &Workspace) -> Effects {
    // What failed is tried again once it is of other sources.
    state.also.failed.take_if(|failed| !failed.is_of(workspace));
    if let Some(indexes) = state.also.indexes.clone() {
        let (sets, corpus) = (indexes.are_of(&workspace.sets), indexes.hold(&workspace.corpus));
        if !sets || !corpus {
            // What was found between data sets holds while only the corpus changes.
            let all = state.also.all.take().or(state.also.known.1.take());
            state.also.known = if sets { (Some(indexes), all) } else { (None, None) };
            (state.also.indexes, state.also.near, state.also.reading) = (None, None, None);
        }
    }
    let is_several = is_several(workspace);
    let mut effects = Effects::none();
    let idle = |state: &State, kind: JobKind| state.jobs.running(kind).is_none() && state.also.failed.is_none();
    let is_open = !state.jobs.is_opening() && state.stopped.is_none() && idle(state, JobKind::Index);
    if state.also.indexes.is_none() && is_several && is_open && idle(state, JobKind::LinkIndex) {
        effects = effects.and(state.jobs.start(Job::LinkIndex).1);
    }
    let wanted = state.also.beside || state.views.iter().any(|view| matches!(view, View::LinkDesk(_)));
    if state.also.indexes.is_some() && state.also.all.is_none() && wanted && idle(state, JobKind::Join) {
        effects = effects.and(state.jobs.start(Job::Join).1);
    }
    state.also.progress = state.jobs.running(JobKind::Join).map(|job| job.progress.unwrap_or_default());
    effects = effects.and(look(state, workspace));
    sync(state, workspace);
    // The list may have gone on to another pair.
    effects.and(look(state, workspace))
}

/// Looks up what may be the same as the entry that is looked at, and asks for the words of its rows.
fn look(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(indexes) = state.also.indexes.clone() else { return Effects::none() };
    let of = match state.views.last() {
        Some(View::LinkDesk(desk)) => desk.looked_at(),
        _ => state.entry(workspace),
    };
    let Some(of) = of else { return Effects::none() };
    if state.also.near.as_ref().is_some_and(|near| near.of == of) {
        return Effects::none();
    }
    // Without rows nothing can fail.
    let near = indexes.near(of, None).unwrap_or_else(|_| NearLinks { of, links: Vec::new(), with_words: false });
    state.also.near = Some(Arc::new(near));
    let (id, effect) = state.jobs.start(Job::Near(of));
    state.also.reading = Some((id, of));
    effect.into()
}

/// Lets the lists of pairs follow what is known.
fn sync(state: &mut State, workspace: &Workspace) {
    let mut views = std::mem::take(&mut state.views);
    for view in &mut views {
        if let View::LinkDesk(desk) = view {
            desk.sync(&cx!(state, workspace));
        }
    }
    state.views = views;
}

/// Takes the indexes.
pub(super) fn indexed(state: &mut State, indexes: Arc<LinkIndexes>) {
    state.also.indexes = Some(indexes);
    state.also.known.0 = None;
    state.also.near = None;
}

/// Takes all pairs.
pub(super) fn joined(state: &mut State, all: Arc<[WaitingPair]>) {
    // If the corpus has changed meanwhile, incidents are others now, and all is compared again.
    if state.also.indexes.is_some() {
        state.also.all = Some(all);
        state.also.known.1 = None;
    }
}

/// Takes what may be the same as an entry, unless another one is looked at by now.
pub(super) fn near(state: &mut State, id: JobId, near: NearLinks) {
    if state.also.reading.is_some_and(|(job, of)| job == id && of == near.of) {
        state.also.near = Some(Arc::new(near));
    }
}

/// Says why it cannot be told what may be the same. What was found without rows stays.
pub(super) fn failed(state: &mut State, workspace: &Workspace, kind: JobKind, why: String) {
    if kind != JobKind::Near {
        state.notice = Some(format!("{} failed: {why}", kind.words()));
        state.also.failed = Some(FailedComparison::new(workspace, why));
    }
}

/// Answers the selected pair, or undoes an answer.
pub(super) fn act(state: &mut State, action: Action) -> Effects {
    match action {
        Action::UndoDecision => return state.jobs.start(Job::Link(LinkStep::Undo)).1.into(),
        Action::RedoDecision => return state.jobs.start(Job::Link(LinkStep::Redo)).1.into(),
        _ => {}
    }
    let by = state.author.clone();
    let Some(desk) = desk(state) else { return Effects::none() };
    let Some(pair) = desk.selected() else { return Effects::none() };
    let (relation, given) = match action {
        Action::AcceptDraft => (pair.relation, LinkAnswer::Confirmed),
        Action::LinkSame => (LinkRelation::Same, LinkAnswer::Confirmed),
        Action::LinkPart => (LinkRelation::PartOf, LinkAnswer::Confirmed),
        Action::LinkWhole => (LinkRelation::HasPart, LinkAnswer::Confirmed),
        Action::LinkRelated => (LinkRelation::Related, LinkAnswer::Confirmed),
        Action::LinkUnsure => (pair.relation, LinkAnswer::Unsure),
        Action::RejectDraft => (pair.relation, LinkAnswer::Rejected),
        Action::PutOff => {
            desk.put_off();
            return Effects::none();
        }
        _ => return Effects::none(),
    };
    // What was found speaks for the relation that is suggested, and for no other.
    let (strength, precision, reason) = if relation == pair.relation {
        (pair.strength, desk.precision(), desk.reason())
    } else {
        (None, None, String::new())
    };
    let what = said(desk.named(), relation, given);
    let entries = pair.entries;
    let answered = PairAnswer { entries, relation, answer: given, strength, precision, reason, by, what };
    if state.also.file.is_some() {
        return write(state, answered, None, None);
    }
    let proposed = state.also.proposed.clone();
    let said = answered.what.clone();
    let mut form = DecisionForm::new(DecisionAsk::LinksFile, said, &proposed);
    form.keeps = Some(Box::new(answered));
    state.overlay = Some(Overlay::DecisionForm(form));
    Effects::none()
}

/// What an answer says, for the notice: `confirmed: GED 990004 is the same as GTD 2024…`.
fn said([one, other]: [String; 2], relation: LinkRelation, given: LinkAnswer) -> String {
    let relates = match relation {
        LinkRelation::Same => "the same as",
        LinkRelation::PartOf => "a part of",
        LinkRelation::HasPart => "the whole of",
        LinkRelation::Related => "related to",
        LinkRelation::Different => "not the same as",
    };
    format!("{}: {one} is {relates} {other}", given.word())
}

/// Starts the job that writes an answer; `asked` comes back if it is refused.
pub(super) fn write(state: &mut State, answer: PairAnswer, file: Option<String>, asked: Option<Overlay>) -> Effects {
    let pair = answer.entries;
    let (id, effect) = state.jobs.start(Job::Link(LinkStep::Answer(Box::new(answer), file)));
    state.folder.asked.extend(asked.map(|asked| (id, asked)));
    if let Some(desk) = desk(state) {
        desk.deciding(id, pair);
    }
    effect.into()
}

/// Says what a step did.
pub(super) fn done(state: &mut State, id: JobId, outcome: LinkOutcome) {
    state.folder.asked.retain(|(job, _)| *job != id);
    settled(state, id);
    let LinkOutcome { what, file, turns, turned } = outcome;
    let is_new = file.is_some() && state.also.file != file;
    (state.also.file, state.also.turns) = (file, turns);
    if let (Some(turned), Some(desk)) = (turned, desk(state)) {
        desk.go_to(turned);
    }
    if what.is_empty() {
        return;
    }
    let undo = state.key(Action::UndoDecision);
    let undo = if undo.is_empty() || turns.0 == 0 { String::new() } else { format!("; {undo} undoes") };
    let kept = match &state.also.file {
        Some(file) if is_new => format!("; kept in {file}: start with --links {file} from now on"),
        _ => String::new(),
    };
    state.notice = Some(format!("{what}{undo}{kept}"));
}

/// Says why a step was refused, and opens again what was typed for it.
pub(super) fn refused(state: &mut State, id: JobId, why: String) {
    settled(state, id);
    put_back(state, id, why);
}

fn settled(state: &mut State, id: JobId) {
    for view in &mut state.views {
        if let View::LinkDesk(desk) = view {
            desk.settled(id);
        }
    }
}
