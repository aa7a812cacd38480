//! Opens the forms of decisions, with what is likeliest typed already. It does not know files.

use crate::app::overlays::Overlay;
use crate::app::overlays::decision_form::DecisionForm;
use crate::app::state::State;
use crate::desk::ask::DecisionAsk;
use crate::desk::decision::Decided;
use crate::desk::incident_line;
use crate::desk::item::find_passage;
use crate::desk::line::joined;
use crate::desk::proposed::incidents;
use crate::model::{Corpus, IncidentId};

/// Opens the form.
pub(super) fn ask(state: &mut State, ask: DecisionAsk, about: String, begins_with: &str) {
    state.overlay = Some(Overlay::DecisionForm(DecisionForm::new(ask, about, begins_with)));
}

pub(super) fn confirm(state: &mut State, decided: Decided, question: String) {
    ask(state, DecisionAsk::Confirm(decided), question, "");
}

/// Asks for a new incident that a claim in a passage is about; the line begins with its title and what the rules read of it.
pub(super) fn ask_new_incident(state: &mut State, corpus: &Corpus, asked: DecisionAsk, said: String, title: &str) {
    let place = match &asked {
        DecisionAsk::NewIncident(moved, _) => moved.claims.first().map(|key| (key.article.as_str(), key.passage)),
        DecisionAsk::ClaimOfNew(claim) => Some((claim.article.as_str(), claim.passage)),
        _ => None,
    };
    let passage = place.and_then(|(article, number)| find_passage(corpus, article, number));
    let line = incident_line::line(corpus, &incidents::new_incident(corpus, title, passage));
    ask(state, asked, said, &line);
}

/// Asks for the kind of a draft incident, with which it is accepted: the likeliest stands there.
pub(super) fn ask_kind(state: &mut State, corpus: &Corpus, id: IncidentId, said: String) {
    let incident = corpus.str(corpus.incident(id).id).to_owned();
    let asked = DecisionAsk::Incident { id: incident, was_draft: true, accepts: true };
    let title = asked.present(corpus).unwrap_or_default();
    let kind = incidents::kind(corpus, id).unwrap_or_default();
    let line = format!("{title} ; {}", joined(&[format!("kind {kind}")]));
    state.overlay = Some(Overlay::DecisionForm(DecisionForm::new(asked, said, &title).with_typed(&line)));
}
