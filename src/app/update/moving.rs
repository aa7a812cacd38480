//! Lets drafts be about another incident, a new one or several, and joins two: asks which, and what comes of it. It does not know
//! files.

use super::asking::{ask_new_incident, confirm};
use super::deciding::{brief, decide, desk};
use super::hand_claim;
use crate::app::effect::Effects;
use crate::app::overlays::Overlay;
use crate::app::overlays::decision_form::DecisionForm;
use crate::app::overlays::incident_choice::{ChoiceFor, ChosenIncident, IncidentChoice};
use crate::app::state::State;
use crate::desk::ask::DecisionAsk;
use crate::desk::decision::{Decided, Decision, MovedDrafts};
use crate::desk::item::{ClaimKey, DraftItem, TopicKey, claim_key, find_claim, opening};
use crate::desk::likely::{self, ClaimWords, Lately, LikelyIncident};
use crate::desk::{incident_line, parted};
use crate::keymap::Action;
use crate::model::{Claim, Corpus, IncidentId, Topic, Workspace};
use crate::present::counted::counted;
use crate::present::words::{self, count};

/// How many of the drafts that go to a new incident are named.
const MOST_NAMED: usize = 6;

/// Drafts in a few words: one as it is, several by their number.
fn said(corpus: &Corpus, items: &[DraftItem]) -> String {
    if let [only] = items {
        return brief(corpus, *only);
    }
    let claims = items.iter().filter(|item| matches!(item, DraftItem::Claim(_))).count();
    let all = counted(&[(claims, "claim"), (items.len() - claims, "quotation")]);
    let mut about: Vec<String> = Vec::new();
    for topic in items.iter().filter_map(|item| item.topic(corpus)) {
        let title = words::topic(corpus, topic);
        if !about.contains(&title) {
            about.push(title);
        }
    }
    let of = if about.len() > 2 { count(about.len(), "incident") } else { about.join(" and ") };
    format!("{all} of {of}")
}

/// The drafts that are ticked, or else the selected one. `None` with a message if nothing would be left of what they are about.
fn chosen(state: &mut State, workspace: &Workspace) -> Option<Vec<DraftItem>> {
    let items = desk(state)?.chosen(workspace);
    let emptied = if items.len() > 1 { parted::emptied(&workspace.corpus, &items) } else { None };
    if let Some(topic) = emptied {
        let (title, join) = (words::topic(&workspace.corpus, topic), state.key(Action::JoinIncidents));
        let way = match topic {
            Topic::Incident(_) => format!("{join} joins it with another incident"),
            Topic::Name(_) => "its note would be left alone: take that out of its file first".to_owned(),
        };
        state.notice = Some(format!("that is all that is told of {title}; {way}"));
        return None;
    }
    Some(items)
}

/// The incidents that a draft is likely about, the likeliest first.
fn likely_of(state: &State, corpus: &Corpus, item: DraftItem) -> Vec<LikelyIncident> {
    let Some(passage) = item.passage(corpus) else { return Vec::new() };
    let words = match item {
        DraftItem::Claim(id) => corpus.str(corpus.claim(id).words),
        DraftItem::Quote(id) => opening(corpus, id),
        DraftItem::Incident(_) | DraftItem::Origin(_) => "",
    };
    likely::of_words(corpus, ClaimWords { passage, words }, Lately { open: None, chosen: &state.folder.chosen })
}

/// Asks which incident drafts go to.
pub(super) fn ask_move(state: &mut State, workspace: &Workspace) {
    let corpus = &*workspace.corpus;
    let Some(items) = chosen(state, workspace) else { return };
    let Some(&first) = items.first() else { return };
    let mut likely = likely_of(state, corpus, first);
    let about = first.topic(corpus);
    if items.iter().all(|item| item.topic(corpus) == about) {
        likely.retain(|likely| about != Some(Topic::Incident(likely.id)));
    }
    let purpose = ChoiceFor::Move(MovedDrafts::of(corpus, &items));
    let choice = IncidentChoice::new(corpus, purpose, said(corpus, &items), likely);
    state.overlay = Some(Overlay::IncidentChoice(choice));
}

/// Asks for the new incident that the ticked drafts go to, and shows what goes.
pub(super) fn ask_split(state: &mut State, workspace: &Workspace) {
    let corpus = &*workspace.corpus;
    let Some(items) = chosen(state, workspace) else { return };
    if !items.iter().any(|item| matches!(item, DraftItem::Claim(_))) {
        state.notice = Some("an incident needs a claim that tells of it: tick one too".into());
        return;
    }
    let said = said(corpus, &items);
    let named: Vec<String> = items.iter().take(MOST_NAMED).map(|&item| brief(corpus, item)).collect();
    let more = items.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!("; {more} more") } else { String::new() };
    let way = format!("{} takes one along (; about)", state.key(Action::Revise));
    let stays = match parted::confirmed_beside(corpus, &items) {
        0 => String::new(),
        1 => format!(" 1 confirmed claim of the same passages stays; {way}."),
        several => format!(" {} of the same passages stay; {way}.", count(several, "confirmed claim")),
    };
    let shown = format!("Split off: {said}. {}{more}.{stays}", named.join("; "));
    let line = incident_line::line(corpus, &parted::incident(corpus, &items));
    let asks = DecisionAsk::NewIncident(MovedDrafts::of(corpus, &items), said);
    state.overlay = Some(Overlay::DecisionForm(DecisionForm::new(asks, shown, &line).from_start()));
}

/// Asks which incidents a claim is about together.
pub(super) fn ask_spread(state: &mut State, corpus: &Corpus, item: DraftItem) {
    let DraftItem::Claim(id) = item else { return };
    let mut likely = likely_of(state, corpus, item);
    let own = corpus.account(corpus.claim(id).account).about.incident();
    let now: Vec<IncidentId> = own.into_iter().chain(corpus.claim(id).with.iter().copied()).collect();
    // What it is about now comes first.
    likely.sort_by_key(|likely| now.iter().position(|id| *id == likely.id).unwrap_or(now.len()));
    let purpose = ChoiceFor::Several(claim_key(corpus, id));
    let choice = IncidentChoice::new(corpus, purpose, brief(corpus, item), likely).with_ticks(now.len());
    state.overlay = Some(Overlay::IncidentChoice(choice));
}

/// Asks whether a claim is about these incidents, by ids and titles.
fn confirm_spread(
    state: &mut State,
    workspace: &Workspace,
    key: ClaimKey,
    said: &str,
    (ids, titles): (Vec<String>, Vec<String>),
) {
    let corpus = &*workspace.corpus;
    let with = find_claim(corpus, &key).map(|id| corpus.claim(id).with.clone()).unwrap_or_default();
    let mut now: Vec<&str> = with.iter().map(|&id| corpus.str(corpus.incident(id).id)).collect();
    now.extend(Some(key.about.id()).filter(|_| matches!(key.about, TopicKey::Incident(_))));
    if now.len() == ids.len() && ids.iter().all(|id| now.contains(&id.as_str())) {
        let one = if now.len() == 1 {
            "that one alone; Tab ticks others"
        } else {
            "these already; Tab ticks others, or none"
        };
        state.notice = Some(format!("it is about {one}"));
        return;
    }
    let all: Vec<String> = titles.iter().map(|title| format!("“{title}”")).collect();
    let question = match all.as_slice() {
        [] => return,
        [only] => format!("Let {said} be about {only} alone?"),
        all => format!(
            "Let {said} be about {} incidents together: {}? It stands with each, and bears on the agreement about none.",
            all.len(),
            all.join(", ")
        ),
    };
    let what = format!("let {said} be about {}", all.join(", "));
    confirm(state, Decided { decision: Decision::Spread(key, ids), what }, question);
}

/// Asks with which incident that of a draft is joined.
pub(super) fn ask_join(state: &mut State, corpus: &Corpus, item: DraftItem) {
    let Some(id) = item.topic(corpus).and_then(Topic::incident) else { return };
    let incident = corpus.incident(id);
    let purpose = ChoiceFor::Join(corpus.str(incident.id).to_owned());
    let said = corpus.str(incident.title).to_owned();
    let mut likely = likely::same_as(corpus, id, &state.folder.chosen);
    likely.retain(|likely| likely.id != id);
    state.overlay = Some(Overlay::IncidentChoice(IncidentChoice::new(corpus, purpose, said, likely)));
}

/// How many confirmed claims are about an incident that goes together with theirs: those of other incidents, and those of the one
/// with which it is joined.
fn confirmed_naming(corpus: &Corpus, goes: &str, stays: &str) -> [usize; 2] {
    let (Some(goes), stays) = (corpus.find_incident(goes), corpus.find_incident(stays)) else { return [0, 0] };
    let naming = corpus.claims().filter(|(_, claim)| claim.drafted.is_none() && claim.with.contains(&goes));
    let of_stays = |claim: &Claim| corpus.account(claim.account).about.incident() == stays;
    let (own, others): (Vec<_>, Vec<_>) = naming.partition(|(_, claim)| of_stays(claim));
    [others.len(), own.len()]
}

/// Ticks an incident of the choice.
pub(super) fn tick(state: &mut State) {
    if let Some(Overlay::IncidentChoice(choice)) = &mut state.overlay {
        choice.tick();
    }
}

/// Moves drafts to the chosen incident, asks whether a claim is about several, or asks whether to join the two.
pub(super) fn choose(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(Overlay::IncidentChoice(choice)) = &state.overlay else { return Effects::none() };
    let Some(chosen) = choice.chosen() else {
        state.notice = Some("no incident matches".into());
        return Effects::none();
    };
    let said = choice.subject().to_owned();
    let ticked = choice.ticked();
    let purpose = choice.purpose.clone();
    let asked = state.overlay.take();
    match (purpose, chosen) {
        (ChoiceFor::Move(mut moved), ChosenIncident::Known(id, title)) => {
            // What is about it already stays where it is.
            moved.claims.retain(|key| key.about != TopicKey::Incident(id.clone()));
            moved.quotes.retain(|(_, about)| about.as_ref() != Some(&id));
            if moved == MovedDrafts::default() {
                state.notice = Some(format!("all of it is about “{title}” already"));
                return Effects::none();
            }
            let what = format!("moved {said} to “{title}”");
            let decision = Decision::Move(moved, TopicKey::Incident(id));
            decide(state, workspace, Decided { decision, what }, asked)
        }
        (ChoiceFor::Move(moved), ChosenIncident::New(_)) if moved.claims.is_empty() => {
            state.notice = Some("an incident needs a claim that tells of it".into());
            Effects::none()
        }
        (ChoiceFor::Move(moved), ChosenIncident::New(title)) => {
            let asks = DecisionAsk::NewIncident(moved, said.clone());
            ask_new_incident(state, &workspace.corpus, asks, said, &title);
            Effects::none()
        }
        (ChoiceFor::Several(key), _) => {
            let (ids, titles) = ticked.into_iter().unzip::<String, String, Vec<_>, Vec<_>>();
            confirm_spread(state, workspace, key, &said, (ids, titles));
            Effects::none()
        }
        (ChoiceFor::Join(goes), ChosenIncident::Known(stays, title)) => {
            let corpus = &*workspace.corpus;
            let is_draft = |id: &str| corpus.find_incident(id).is_some_and(|id| corpus.incident(id).drafted.is_some());
            // What somebody has confirmed stays.
            let turned = !is_draft(&goes) && is_draft(&stays);
            let (goes, stays) = if turned { (stays, goes) } else { (goes, stays) };
            let (said, title) = if turned { (title, said) } else { (said, title) };
            let what = format!("joined “{said}” with “{title}”");
            let [others, own] = confirmed_naming(corpus, &goes, &stays);
            let named = match others {
                0 => String::new(),
                1 => " 1 confirmed claim of another incident names the second in its place.".to_owned(),
                several => {
                    format!(" {} of other incidents name the second in its place.", count(several, "confirmed claim"))
                }
            };
            let no_more = match own {
                0 => String::new(),
                1 => " 1 confirmed claim of the second names the first no more.".to_owned(),
                several => format!(" {} of the second name the first no more.", count(several, "confirmed claim")),
            };
            let question = format!(
                "Say all that is told of “{said}” of “{title}”? The first one's title, kind, date, places and actors go.{named}{no_more}"
            );
            confirm(state, Decided { decision: Decision::Join { stays, goes }, what }, question);
            Effects::none()
        }
        (ChoiceFor::Claim(claim, form), ChosenIncident::Known(id, title)) => {
            hand_claim::make(state, claim, (id, title), *form)
        }
        (ChoiceFor::Claim(claim, _), ChosenIncident::New(title)) => {
            ask_new_incident(state, &workspace.corpus, DecisionAsk::ClaimOfNew(claim), said, &title);
            Effects::none()
        }
        (ChoiceFor::Join(_), ChosenIncident::New(_)) => Effects::none(),
    }
}
