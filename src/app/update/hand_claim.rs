//! Claims that a person makes of words of a passage: opens the passage, selects the words, and asks for facet and value. It does
//! not know files.

use crate::app::overlays::Overlay;
use crate::app::overlays::decision_form::{AskedThing, DecisionForm};
use crate::app::overlays::word_choice::WordChoice;
use crate::app::state::State;
use crate::desk::ask::DecisionAsk;
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
    let choice = passage.and_then(|passage| WordChoice::new(&workspace.corpus, passage));
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

/// Asks for the facet and the value of the selected words.
pub(super) fn accept_words(state: &mut State, workspace: &Workspace) {
    let Some(Overlay::WordChoice(choice)) = &state.overlay else { return };
    let words = match choice.words() {
        Ok(words) => words.to_owned(),
        Err(why) => {
            state.notice = Some(why);
            return;
        }
    };
    let (line, others) = choice.proposed(&workspace.corpus);
    let (article, number) = (choice.article.clone(), choice.passage);
    let subject = format!("“{words}” ({article} ¶{number})");
    // What the rules do not read is the value, to which the facet is typed.
    let line = if line.is_empty() { format!(" {}", words.replace(';', ";;")) } else { line };
    let ask = DecisionAsk::Claim(article, number, words);
    let asked = |line| AskedThing { ask: ask.clone(), subject: subject.clone(), line };
    let form = DecisionForm::of_several(std::iter::once(line).chain(others).map(asked).collect());
    state.overlay = form.map(Overlay::DecisionForm);
}
