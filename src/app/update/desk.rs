//! Decisions about drafts: makes them from the selected draft, and asks for what they need. It does not know files.

use std::sync::Arc;

use super::also;
use super::asking::{ask, ask_kind, confirm};
use super::decided::start;
use super::deciding::{brief, decide, desk};
use super::hand_claim;
use super::moving;
use super::rejecting;
use crate::app::available::available;
use crate::app::desk_step::DeskStep;
use crate::app::effect::{Effect, Effects};
use crate::app::job::{FoundIn, Job, JobKind};
use crate::app::overlays::Overlay;
use crate::app::overlays::decision_form::DecisionForm;
use crate::app::panes::View;
use crate::app::panes::desk::AfterDecision;
use crate::app::state::State;
use crate::desk::annotate::{AnnotatedKey, TypedAnnotation};
use crate::desk::ask::{DecisionAsk, DecisionFormAnswer};
use crate::desk::decision::{Decided, Decision};
use crate::desk::item::{DraftItem, DraftKey};
use crate::desk::queue::DraftQueue;
use crate::desk::rejected::mentions;
use crate::desk::rest;
use crate::keymap::Action;
use crate::model::{Corpus, Workspace};
use crate::present::words::{self, count};

/// Asks for the order of the drafts, if the desk waits for it.
pub(super) fn ask_order(state: &mut State) -> Option<Effect> {
    let waits = state.views.iter().any(|view| matches!(view, View::Desk(desk) if desk.waits()));
    let asks = waits && state.jobs.running(JobKind::Queue).is_none() && !state.jobs.is_opening();
    asks.then(|| state.jobs.start(Job::Queue).1)
}

/// Takes the order of the drafts, unless the corpus has changed since; then it is asked for again.
pub(super) fn ordered(state: &mut State, workspace: &Workspace, ordered: &FoundIn<DraftQueue>) {
    if !Arc::ptr_eq(&ordered.of, &workspace.corpus) {
        return;
    }
    for view in &mut state.views {
        if let View::Desk(desk) = view
            && desk.waits()
        {
            desk.take(workspace, Arc::clone(&ordered.found));
        }
    }
}

/// Performs an action of the desk.
pub(super) fn act(state: &mut State, workspace: &Workspace, action: Action) -> Effects {
    if also::desk(state).is_some() {
        return also::act(state, action);
    }
    let corpus = &*workspace.corpus;
    if matches!(action, Action::UndoDecision | Action::RedoDecision) {
        return take_back(state, action == Action::UndoDecision);
    }
    let Some(desk) = desk(state) else { return Effects::none() };
    let Some(item) = desk.selected() else { return Effects::none() };
    let (key, said) = (item.key(corpus), brief(corpus, item));
    match action {
        Action::AcceptDraft if matches!(item, DraftItem::Quote(id) if corpus.given(corpus.quote(id).gist).is_none()) => {
            correct(state, corpus, item, said);
        }
        Action::AcceptDraft if matches!(item, DraftItem::Incident(id) if corpus.given(corpus.incident(id).kind).is_none()) =>
        {
            let DraftItem::Incident(id) = item else { return Effects::none() };
            ask_kind(state, corpus, id, said);
        }
        Action::AcceptDraft => {
            let what = format!("accepted {said}");
            return decide(state, workspace, Decided { decision: Decision::Accept(vec![key]), what }, None);
        }
        Action::RejectDraft => {
            let decision = Decision::Reject(vec![key], mentions(corpus, item));
            let decided = Decided { decision, what: format!("rejected {said}") };
            let DraftItem::Incident(id) = item else { return decide(state, workspace, decided, None) };
            let accounts = corpus.accounts_in(corpus.incident(id).accounts);
            let claims: usize = accounts.iter().map(|account| account.claims.len()).sum();
            let confirmed = accounts.iter().flat_map(|account| corpus.claims_in(account.claims));
            let confirmed = confirmed.filter(|claim| claim.drafted.is_none()).count();
            let confirmed = if confirmed > 0 { format!(", {confirmed} of them confirmed") } else { String::new() };
            let all = format!("{} and {}{confirmed}", count(accounts.len(), "account"), count(claims, "claim"));
            confirm(state, decided, format!("Reject {said}, with its {all}?"));
        }
        Action::PutOff => desk.put_off(workspace),
        Action::Correct => correct(state, corpus, item, said),
        Action::AcceptEqual => {
            let all = desk.equal(workspace);
            let place = if all.len() > 1 { format!("{said} and {} more like it", all.len() - 1) } else { said };
            let keys: Vec<DraftKey> = all.iter().map(|item| item.key(corpus)).collect();
            let decided = Decided { what: format!("accepted {place}"), decision: Decision::Accept(keys) };
            confirm(state, decided, format!("Accept {}: {place}?", count(all.len(), "claim")));
        }
        Action::AcceptPlain => {
            let all = desk.plain(workspace);
            if all.is_empty() {
                state.notice = Some("nothing plain and undisputed waits here".into());
                return Effects::none();
            }
            let title = item.topic(corpus).map(|topic| words::topic(corpus, topic)).unwrap_or_default();
            let plain = format!("{} of {title}", count(all.len(), "plain claim"));
            let keys: Vec<DraftKey> = all.iter().map(|item| item.key(corpus)).collect();
            let decided = Decided { what: format!("accepted {plain}"), decision: Decision::Accept(keys) };
            confirm(state, decided, format!("Accept {plain}, on which no sources disagree?"));
        }
        Action::RejectRest => {
            let Some(topic) = item.topic(corpus) else { return Effects::none() };
            if let Some(left) = desk.left_behind(workspace) {
                let (key, here) = (state.key(action), words::topic(corpus, topic));
                state.notice = Some(format!("{left}; {key} again is for {here}, where the cursor is"));
                return Effects::none();
            }
            let rest = rest::of_topic(corpus, topic);
            rejecting::ask_reject(state, corpus, &rest, &format!("of {}", words::topic(corpus, topic)));
        }
        Action::RejectPassage => {
            let Some(id) = item.passage(corpus) else { return Effects::none() };
            let passage = corpus.passage(id);
            let article = corpus.str(corpus.article(passage.article).id);
            rejecting::ask_reject(
                state,
                corpus,
                &rest::of_passage(corpus, id),
                &format!("in {article} ¶{}", passage.number),
            );
        }
        Action::MoveDraft => moving::ask_move(state, workspace),
        Action::SplitIncident => moving::ask_split(state, workspace),
        Action::SpreadClaim => moving::ask_spread(state, corpus, item),
        Action::JoinIncidents => moving::ask_join(state, corpus, item),
        _ => {}
    }
    Effects::none()
}

/// Undoes the last decision, or decides again what was undone.
fn take_back(state: &mut State, undoes: bool) -> Effects {
    if let Some(desk) = desk(state) {
        desk.moved();
        desk.go_after(if undoes { AfterDecision::Returned } else { AfterDecision::Stay });
    }
    // The same key again goes past what stood in the way.
    let passed = state.folder.blocked.take().filter(|(_, undid)| *undid == undoes).map(|(number, _)| number);
    start(state, if undoes { DeskStep::Undo(passed) } else { DeskStep::Redo(passed) }, None)
}

/// Asks for another value, title or gist.
fn correct(state: &mut State, corpus: &Corpus, item: DraftItem, said: String) {
    let asked = match item.key(corpus) {
        DraftKey::Claim(key) => DecisionAsk::Revise(key, true),
        DraftKey::Quote(key) => DecisionAsk::Quote(key, true),
        DraftKey::Incident(id) => DecisionAsk::Incident { id, was_draft: true, accepts: false },
        DraftKey::Origin(_) => return,
    };
    let line = asked.present(corpus).unwrap_or_default();
    ask(state, asked, said, &line);
}

/// Asks for the folder to write the corpus to.
pub(super) fn ask_folder(state: &mut State, workspace: &Workspace) {
    let corpus = &workspace.corpus;
    let what =
        format!("{} and {}", count(corpus.articles().len(), "article"), count(corpus.incidents().len(), "incident"));
    let title: String = corpus.title().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let name = format!("{}-corpus", title.trim_matches('-').to_lowercase());
    ask(state, DecisionAsk::Folder, what, &name);
}

/// Asks for tags and a note on what the cursor is on; the line begins with what the user noted on it before.
pub(super) fn ask_annotation(state: &mut State, workspace: &Workspace) {
    let by = state.author.clone();
    let found = state.pane().pointed(&state.cx(workspace)).and_then(|pointed| {
        if let Some(Ok((name, record))) = pointed.named_record(workspace) {
            let line = TypedAnnotation::noted(workspace, record, state.settings.keeps_decisions, &by);
            return Some((format!("{} {name}", pointed.word()), AnnotatedKey::Record(name, record), line));
        }
        let (corpus, thing) = pointed.annotated()?;
        let own = corpus.annotations_on(thing).find(|annotation| corpus.str(annotation.by) == by);
        let line = own.map(|annotation| TypedAnnotation::line(corpus, annotation)).unwrap_or_default();
        let key = AnnotatedKey::of(corpus, thing);
        Some((format!("{} {}", pointed.word(), key.said()), key, line))
    });
    let Some((said, key, line)) = found else { return };
    let form = DecisionForm::new(DecisionAsk::Annotation(key, by, line.is_empty()), said, &line);
    if form.holds(&line) {
        state.overlay = Some(Overlay::DecisionForm(form));
    } else {
        state.notice = Some("the note has several lines, or is too long for this form: edit it in its file".into());
    }
}

/// Once the note on a record was refused, what somebody else noted meanwhile has been seen.
fn see_noted(state: &mut State, workspace: &Workspace) {
    let in_corpus = state.settings.keeps_decisions;
    if let Some(Overlay::DecisionForm(form)) = &mut state.overlay
        && let DecisionAsk::Annotation(AnnotatedKey::Record(_, record), by, _) = &*form.ask
        && form.was_refused()
    {
        let line = TypedAnnotation::noted(workspace, *record, in_corpus, by);
        form.begin_with(line);
    }
}

/// Carries out what the form asks for, unless its line is wrong.
pub(super) fn accept_form(state: &mut State, workspace: &Workspace) -> Effects {
    see_noted(state, workspace);
    let Some(Overlay::DecisionForm(form)) = &state.overlay else { return Effects::none() };
    let answer = form.answer(&workspace.corpus);
    let clear = form.clear(&workspace.corpus, &answer).cloned();
    match answer {
        Err(why) => {
            state.notice = Some(why);
            Effects::none()
        }
        Ok(DecisionFormAnswer::Decide(decided)) => {
            // The queue has gone on already when it was asked before.
            let stays = !form.ask.settles_draft() || form.was_refused();
            let asked = state.overlay.take();
            if stays {
                start(state, DeskStep::Decide(Box::new(decided)), asked)
            } else {
                decide(state, workspace, decided, asked)
            }
        }
        Ok(DecisionFormAnswer::ChooseFor(claim)) => match clear {
            Some(clear) => {
                let form = form.clone();
                hand_claim::make(state, claim, (clear.id, clear.title), form)
            }
            None => {
                hand_claim::ask_incident(state, workspace);
                Effects::none()
            }
        },
        Ok(DecisionFormAnswer::Renew(present)) => {
            if let Some(Overlay::DecisionForm(form)) = &mut state.overlay {
                form.renew(&present);
            }
            Effects::none()
        }
        Ok(DecisionFormAnswer::Nothing) => {
            state.overlay = None;
            state.notice = Some("nothing is changed".into());
            Effects::none()
        }
        Ok(DecisionFormAnswer::KeepLinks(file)) => {
            let answer = form.keeps.clone();
            let asked = state.overlay.take();
            answer.map_or_else(Effects::none, |answer| also::write(state, *answer, Some(file), asked))
        }
        Ok(DecisionFormAnswer::WriteTo(folder)) => {
            if let Err(why) = available(state, workspace, Action::WriteCorpus) {
                state.notice = Some(why.into());
                return Effects::none();
            }
            let asked = state.overlay.take();
            state.notice = Some(format!("writing {folder} …"));
            start(state, DeskStep::WriteTo(folder), asked)
        }
    }
}
