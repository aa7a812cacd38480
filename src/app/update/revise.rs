//! Corrects what is confirmed: asks for other fields of what the cursor is on, and whether a claim is to go. It does not know files.

use super::asking::confirm;
use crate::app::effect::Effects;
use crate::app::overlays::Overlay;
use crate::app::overlays::decision_form::{AskedThing, DecisionForm};
use crate::app::state::State;
use crate::desk::ask::DecisionAsk;
use crate::desk::decision::{Decided, Decision};
use crate::desk::edits::copies::confirmed_with;
use crate::desk::item::{DraftItem, claim_key, quote_key};
use crate::desk::rejected::mentions;
use crate::model::annotation::Annotated;
use crate::model::{ClaimId, Corpus, PassageId, Topic, Workspace};
use crate::present::words;

/// Opens the form of what the cursor is on.
pub(super) fn ask_revision(state: &mut State, workspace: &Workspace) {
    let corpus = &workspace.corpus;
    let pointed = state.pane().pointed(&state.cx(workspace)).and_then(|pointed| pointed.annotated());
    // What stands in linked data sets is none of the corpus.
    let thing = pointed.filter(|(of, _)| std::ptr::eq(*of, std::sync::Arc::as_ptr(corpus))).map(|(_, thing)| thing);
    let about = state.pane().subject(&state.cx(workspace)).map(|subject| subject.member(0).topic);
    // Of a passage, all that it says comes first.
    let here: Vec<Annotated> = match thing {
        Some(Annotated::Passage(id)) => parts_of(corpus, id, about).chain(thing).collect(),
        thing => thing.into_iter().collect(),
    };
    let mut asked: Vec<AskedThing> = here.into_iter().filter_map(|thing| revised(corpus, thing)).collect();
    let all = asked.len();
    // What the form would cut is left out.
    asked.retain(|thing| DecisionForm::new(thing.ask.clone(), String::new(), &thing.line).holds(&thing.line));
    match DecisionForm::of_several(asked) {
        None if all > 0 => state.notice = Some("it is too long for this form: edit it in its file".into()),
        Some(form) => state.overlay = Some(Overlay::DecisionForm(form)),
        None => state.notice = Some("incidents, claims, quotations and digests are corrected here".into()),
    }
}

/// The claims and quotations of a passage: first those about the subject of the view.
fn parts_of(corpus: &Corpus, id: PassageId, about: Option<Topic>) -> impl Iterator<Item = Annotated> {
    let mut accounts: Vec<_> = corpus.accounts_of(id).to_vec();
    accounts.sort_by_key(|&account| about != Some(corpus.account(account).about));
    let claims: Vec<_> = accounts.into_iter().flat_map(|account| corpus.account(account).claims.ids()).collect();
    let quotes = corpus.quotes_in(id).to_vec();
    claims.into_iter().map(Annotated::Claim).chain(quotes.into_iter().map(Annotated::Quote))
}

/// What is asked about a thing. `None` if it is not corrected in a form.
fn revised(corpus: &Corpus, thing: Annotated) -> Option<AskedThing> {
    let (ask, subject) = asked(corpus, thing)?;
    Some(AskedThing { line: ask.present(corpus).unwrap_or_default(), ask, subject })
}

fn asked(corpus: &Corpus, thing: Annotated) -> Option<(DecisionAsk, String)> {
    Some(match thing {
        Annotated::Incident(id) => {
            let incident = corpus.incident(id);
            let (was_draft, said) =
                (incident.drafted.is_some(), format!("the incident “{}”", corpus.str(incident.title)));
            (DecisionAsk::Incident { id: corpus.str(incident.id).to_owned(), was_draft, accepts: false }, said)
        }
        Annotated::Claim(id) => {
            let was_draft = corpus.claim(id).drafted.is_some();
            (DecisionAsk::Revise(claim_key(corpus, id), was_draft), claim_said(corpus, id))
        }
        Annotated::Quote(id) => {
            let key = quote_key(corpus, id);
            let said = format!("“{} …” ({} ¶{})", key.opening, key.article, key.passage);
            (DecisionAsk::Quote(key, corpus.quote(id).drafted.is_some()), said)
        }
        Annotated::Passage(id) => {
            let passage = corpus.passage(id);
            let article = corpus.str(corpus.article(passage.article).id).to_owned();
            corpus.given(passage.digest)?;
            let said = format!("{article} ¶{}", passage.number);
            (DecisionAsk::Digest(article, passage.number), said)
        }
        Annotated::Name(_) | Annotated::Article(_) => return None,
    })
}

/// A claim in a few words: `killed 94 (courier ¶12)`.
fn claim_said(corpus: &Corpus, id: ClaimId) -> String {
    let claim = corpus.claim(id);
    let passage = corpus.passage(corpus.account(claim.account).passage);
    let article = corpus.str(corpus.article(passage.article).id);
    let value = words::bare_value(corpus, claim);
    format!("{} {value} ({article} ¶{})", corpus.facet_word(claim.facet), passage.number)
}

/// Asks whether the claim of the form is to go.
pub(super) fn ask_removal(state: &mut State, workspace: &Workspace) {
    let Some(Overlay::DecisionForm(form)) = &state.overlay else { return };
    let corpus = &*workspace.corpus;
    let key = form.ask.removable().map(|(key, was_draft)| (key.clone(), was_draft));
    let Some((key, was_draft)) = key else { return };
    let item = form.ask.item(corpus);
    // What goes is what is there now, not what the form began with.
    let said = match item {
        Some(DraftItem::Claim(id)) => claim_said(corpus, id),
        _ => form.subject().to_owned(),
    };
    if let Some(item) = item.filter(|_| was_draft) {
        let decision = Decision::Reject(vec![item.key(corpus)], mentions(corpus, item));
        confirm(state, Decided { decision, what: format!("rejected {said}") }, format!("Reject {said}?"));
        return;
    }
    let (key, confirmed) = match item {
        Some(DraftItem::Claim(id)) => (claim_key(corpus, id), confirmed_with(corpus, id)),
        _ => (key, Vec::new()),
    };
    let titles: Vec<String> =
        confirmed.iter().map(|&id| format!("“{}”", corpus.str(corpus.incident(id).title))).collect();
    let more = match titles.as_slice() {
        [] => String::new(),
        [only] => format!(" The confirmed claim of {only} that names this incident with it names it no more."),
        all => {
            format!(" The confirmed claims of {} that name this incident with them name it no more.", all.join(", "))
        }
    };
    let agreed = confirmed.into_iter().map(|id| corpus.str(corpus.incident(id).id).to_owned()).collect();
    let decided = Decided { decision: Decision::Remove { key, agreed }, what: format!("removed {said}") };
    confirm(state, decided, format!("Remove {said}?{more}"));
}

/// Completes the line of the form.
pub(super) fn complete(state: &mut State, workspace: &Workspace) -> Effects {
    if let Some(Overlay::DecisionForm(form)) = &mut state.overlay
        && !form.is_question()
        && !form.complete(&workspace.corpus)
    {
        state.notice = Some("nothing to complete here".into());
    }
    Effects::none()
}
