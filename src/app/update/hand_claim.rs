//! Claims that a person makes of words of a passage: opens the passage, ticks claims that are offered or selects the words, and
//! asks for facet, value and, where it is not plain, the incident. It does not know files.

use super::decided::start;
use crate::app::desk_step::DeskStep;
use crate::app::effect::Effects;
use crate::app::overlays::Overlay;
use crate::app::overlays::decision_form::{AskedThing, DecisionForm};
use crate::app::overlays::incident_choice::{ChoiceFor, IncidentChoice};
use crate::app::overlays::word_choice::WordChoice;
use crate::app::state::State;
use crate::desk::ask::{DecisionAsk, DecisionFormAnswer};
use crate::desk::by_hand::HandClaim;
use crate::desk::decision::{Decided, Decision};
use crate::desk::item::{TopicKey, find_passage};
use crate::desk::likely::{self, ClaimWords, Lately};
use crate::keymap::Action;
use crate::model::Workspace;

/// Opens the words of the selected passage, to select those of a claim.
pub(super) fn choose_words(state: &mut State, workspace: &Workspace) {
    let cx = state.cx(workspace);
    // The reader names the passage before a paragraph that is none.
    if let Some((article, number)) = state.pane().pointed(&cx).and_then(|pointed| pointed.paragraph()) {
        state.notice = Some(format!(
            "¶{number} is no passage of {article} yet; `### {number} \"…\"` with its first words in its file makes it one"
        ));
        return;
    }
    let passage = state.pane().passage(&cx);
    let open = state.current(workspace).and_then(|subject| subject.member(0).topic.incident());
    let lately = Lately { open, chosen: &state.folder.chosen };
    let choice = passage.and_then(|passage| WordChoice::new(&workspace.corpus, passage, lately));
    match choice {
        Some(choice) => state.overlay = Some(Overlay::WordChoice(choice)),
        None => state.notice = Some("the passage has no text here: a claim needs the words of its source".into()),
    }
}

/// Performs a motion among the words, or begins their selection.
pub(super) fn act(state: &mut State, action: Action) {
    if let Some(Overlay::WordChoice(choice)) = &mut state.overlay {
        state.notice = choice.act(action).map(str::to_owned);
    }
}

/// Ticks the offered claim of a number, or not any more.
pub(super) fn tick(state: &mut State, number: Option<usize>) {
    if let (Some(Overlay::WordChoice(choice)), Some(number)) = (&mut state.overlay, number)
        && let Err(why) = choice.tick(number)
    {
        state.notice = Some(why);
    }
}

/// Makes the claims that are ticked; if none is, asks for the facet and the value of the selected words.
pub(super) fn accept_words(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(Overlay::WordChoice(choice)) = &state.overlay else { return Effects::none() };
    match choice.decided(&workspace.corpus) {
        Ok(Some(decided)) => {
            let asked = state.overlay.take();
            return start(state, DeskStep::Decide(Box::new(decided)), asked);
        }
        Ok(None) => ask_value(state, workspace),
        Err(why) => state.notice = Some(why),
    }
    Effects::none()
}

/// Asks for the facet and the value of the selected words.
fn ask_value(state: &mut State, workspace: &Workspace) {
    let Some(Overlay::WordChoice(choice)) = &state.overlay else { return };
    let words = match choice.words() {
        Ok(words) => words.to_owned(),
        Err(why) => {
            state.notice = Some(why);
            return;
        }
    };
    let open = state.current(workspace).and_then(|subject| subject.member(0).topic.incident());
    let hints = choice.hints(&workspace.corpus, Lately { open, chosen: &state.folder.chosen });
    let (article, number) = (choice.article.clone(), choice.passage);
    let subject = format!("“{words}” ({article} ¶{number})");
    // What the rules do not read is the value, to which the facet is typed.
    let mut lines = hints.proposed.clone();
    if lines.is_empty() {
        lines.push(format!(" {}", words.replace(';', ";;")));
    }
    let ask = DecisionAsk::Claim(article, number, words);
    let asked = |line| AskedThing { ask: ask.clone(), subject: subject.clone(), line };
    let form = DecisionForm::of_several(lines.into_iter().map(asked).collect());
    state.overlay = form.map(|form| Overlay::DecisionForm(form.with_hints(hints)));
}

/// Asks of which incident the typed claim is, the likeliest first. What is wrong with the line is said.
pub(super) fn ask_incident(state: &mut State, workspace: &Workspace) {
    let Some(Overlay::DecisionForm(form)) = &state.overlay else { return };
    let corpus = &*workspace.corpus;
    let claim = match form.answer(corpus) {
        Ok(DecisionFormAnswer::ChooseFor(claim)) => claim,
        Ok(_) => {
            state.notice = Some("the line says what it is about".into());
            return;
        }
        Err(why) => {
            state.notice = Some(why);
            return;
        }
    };
    let words = find_passage(corpus, &claim.article, claim.passage);
    let words = words.map(|passage| ClaimWords { passage, words: &claim.words });
    let open = state.current(workspace).and_then(|subject| subject.member(0).topic.incident());
    let lately = Lately { open, chosen: &state.folder.chosen };
    let likely = words.map(|words| likely::of_words(corpus, words, lately)).unwrap_or_default();
    let said = said(&claim);
    let choice = IncidentChoice::new(corpus, ChoiceFor::Claim(claim, Box::new(form.clone())), said, likely);
    state.overlay = Some(Overlay::IncidentChoice(choice));
}

/// Makes a claim of an incident, given by id and title. If that is refused, the form in which it was typed comes back.
pub(super) fn make(state: &mut State, claim: HandClaim, (id, title): (String, String), form: DecisionForm) -> Effects {
    state.overlay = None;
    let what = format!("claimed {} of “{title}”", said(&claim));
    let decided = Decided { decision: Decision::Claim(claim, TopicKey::Incident(id)), what };
    start(state, DeskStep::Decide(Box::new(decided)), Some(Overlay::DecisionForm(form)))
}

/// A claim in a few words, before it is made.
fn said(claim: &HandClaim) -> String {
    format!("{} “{}” ({} ¶{})", claim.claim.facet, claim.words, claim.article, claim.passage)
}
