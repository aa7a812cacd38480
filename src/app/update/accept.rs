//! Actions of overlays: open a hit, toggle a value, run an action, recall or complete a query. It does not know keys or
//! drawing.

use crate::app::effect::{Effect, Effects};
use crate::app::navigate::{
    ask_filter, ask_finder, follow, go_to_date, jump, look_up_name, open, open_name, show, subject,
};
use crate::app::overlays::Overlay;
use crate::app::overlays::finder::Finder;
use crate::app::overlays::saved::unknown_filter;
use crate::app::pane::{Lead, Shown};
use crate::app::panes::View;
use crate::app::panes::beside::Beside;
use crate::app::panes::compare::Compare;
use crate::app::state::State;
use crate::app::update::active;
use crate::app::update::desk;
use crate::app::update::export;
use crate::app::update::hand_claim;
use crate::app::update::jumps;
use crate::app::update::map;
use crate::app::update::saved_filters;
use crate::app::update::tags;
use crate::app::view_search::HitTrail;
use crate::keymap::Action;
use crate::model::{ArticleId, Corpus, Entry, Facet, In, Member, Subject, Topic, Workspace};
use crate::saved_state::saved_filter::{expanded, is_named};
use crate::saved_state::{self, Change};
use crate::search::Target;
use crate::ui::prompt::Prompt;

/// Message if no hit is selected.
const NO_HIT: &str = "no hits; change the query or close with Esc";

/// Opens the selected hit, toggles the selected value, or returns the selected action of the palette as the error, for
/// the caller to perform.
pub(super) fn accept(state: &mut State, workspace: &Workspace) -> Result<Effects, Action> {
    match &state.overlay {
        Some(Overlay::Palette(palette)) if palette.query().is_some() => {
            let mut finder = Finder::default();
            finder.prompt.paste(palette.query().unwrap_or_default());
            state.overlay = Some(Overlay::Finder(finder));
            Ok(ask_finder(state))
        }
        Some(Overlay::Palette(_)) => palette(state, workspace).map_or(Ok(Effects::none()), Err),
        Some(Overlay::Facets(_)) => Ok(facets(state, &workspace.corpus)),
        Some(Overlay::Jumps(_)) => Ok(jumps::accept(state, workspace)),
        Some(Overlay::ActiveFilters(_)) => Ok(active::edit(state)),
        Some(Overlay::Finder(_)) => Ok(finder(state, workspace)),
        Some(Overlay::SavedFilters(_)) => Ok(saved_filters::accept(state, workspace)),
        Some(Overlay::TagForm(_)) => Ok(tags::accept(state)),
        Some(Overlay::ExportForm(_)) => Ok(export::accept(state)),
        Some(Overlay::DecisionForm(_)) => Ok(desk::accept_form(state, workspace)),
        Some(Overlay::WordChoice(_)) => Ok(hand_claim::accept_words(state, workspace)),
        Some(Overlay::PlaceFinder(_)) => {
            map::go_to_place(state);
            Ok(Effects::none())
        }
        Some(Overlay::IncidentChoice(_)) => Ok(super::moving::choose(state, workspace)),
        Some(Overlay::Help(_) | Overlay::Reasons(_)) | None => Ok(Effects::none()),
    }
}

/// Picks the selected hit of the finder, or leaves it out again.
pub(super) fn pick(state: &mut State) {
    if let Some(finder) = state.finder_mut() {
        finder.pick();
    }
}

/// Goes to the typed date, or returns the selected action.
fn palette(state: &mut State, workspace: &Workspace) -> Option<Action> {
    let Some(Overlay::Palette(palette)) = &state.overlay else { return None };
    if let Some(when) = palette.date() {
        state.overlay = None;
        go_to_date(state, workspace, when);
        return None;
    }
    let Some(action) = palette.selected() else {
        state.notice = Some("no action matches".into());
        return None;
    };
    state.overlay = None;
    Some(action)
}

/// Adds the typed query to the filter, or toggles the selected value, in place of the part that is edited if there is one. Waits
/// for the numbers if nothing is found before.
pub(super) fn facets(state: &mut State, corpus: &Corpus) -> Effects {
    let Some(edited) = state.facets_mut().and_then(|facets| facets.edited.take()) else {
        return add_part(state, corpus);
    };
    let before = state.filter.clone();
    state.filter.remove(&edited);
    let without = state.filter.text.clone();
    let effects = add_part(state, corpus);
    if state.filter.text == without {
        (state.filter.text, state.filter.off) = (before.text, before.off);
        if let Some(facets) = state.facets_mut() {
            facets.edited = Some(edited);
        }
    }
    effects
}

fn add_part(state: &mut State, corpus: &Corpus) -> Effects {
    let State { overlay: Some(Overlay::Facets(facets)), filter, notice, saved_filters, .. } = state else {
        return Effects::none();
    };
    if is_named(facets.prompt.text()) {
        match expanded(saved_filters, facets.prompt.text()) {
            Ok(part) => {
                let text = format!("{} {part}", filter.text);
                text.trim().clone_into(&mut filter.text);
                facets.retype(Prompt::default());
                return ask_filter(state);
            }
            Err(unknown) => *notice = Some(unknown_filter(saved_filters, &unknown)),
        }
        return Effects::none();
    }
    if let Some(chip) = facets.typed(corpus) {
        let text = format!("{} {chip}", filter.text);
        text.trim().clone_into(&mut filter.text);
        facets.retype(Prompt::default());
    } else if facets.is_undecided() {
        facets.eager = true;
        return Effects::none();
    } else if let Some(part) = facets.selected() {
        filter.choose(&part);
        facets.drop_typed();
    } else {
        *notice = Some(facets.nothing(corpus));
        return Effects::none();
    }
    ask_filter(state)
}

/// Opens the selected hit, after the search has ended if it is still running.
pub(super) fn finder(state: &mut State, workspace: &Workspace) -> Effects {
    let reading = state.jobs.is_opening();
    let Some(finder) = state.finder_mut() else { return Effects::none() };
    if finder.is_waiting() {
        finder.eager = true;
        return Effects::none();
    }
    if finder.picked.as_ref().is_some_and(|picked| !picked.is_empty()) {
        state.picked = finder.picked.take();
        return Effect::Quit.into();
    }
    let Some(target) = finder.selected().map(|h| h.target) else {
        if finder.texts.is_waiting() {
            finder.eager = true;
            state.notice = Some("no hits yet; the texts of records are being searched".into());
            return Effects::none();
        }
        finder.eager = false;
        if finder.picked.is_some() && !reading {
            state.picked = Some(Vec::new());
            return Effect::Quit.into();
        }
        // More is being read; the first hit in it is opened.
        finder.eager = reading;
        state.notice = Some(if reading { "no hits yet; still reading" } else { NO_HIT }.into());
        return Effects::none();
    };
    if finder.picked.is_some() {
        state.picked = Some(vec![target]);
        return Effect::Quit.into();
    }
    let query = finder.prompt.text().trim().to_owned();
    let asked = std::mem::take(&mut finder.answer.asked);
    // A name without a ledger leads to another query, not to a place.
    let is_place = |target: &Target| match target {
        Target::Name(name) => !workspace.corpus.name(*name).accounts.is_empty(),
        _ => true,
    };
    let all = finder.targets();
    let hits = all.len();
    let targets: Vec<Target> = all.into_iter().filter(is_place).collect();
    let left_out = hits - targets.len();
    state.overlay = None;
    saved_state::add_query(&mut state.queries, &query);
    let saved: Effects = if query.is_empty() { None } else { state.save(Change::Query(query.clone())) }.into();
    let effects = saved.and(go_to(state, workspace, target));
    if matches!(target, Target::Incident(_) | Target::Record(_)) {
        answer(state, workspace, &asked);
    }
    let at = targets.iter().position(|at| *at == target);
    state.hit_trail = at.map(|at| HitTrail { query, targets, left_out, at });
    effects
}

/// Selects in the ledger what a question asked about.
fn answer(state: &mut State, workspace: &Workspace, asked: &[Facet]) {
    let (Some(subject), Some(first)) = (&state.subject, asked.first()) else { return };
    if !state.ledger.select_facet(subject, asked) {
        state.notice = Some(format!("no source states {}", workspace.corpus.facet_word(*first)));
    }
}

/// Opens the finder alone, to pick hits.
pub(super) fn begin_picking(state: &mut State, query: &str) -> Effects {
    let mut finder = Finder { picked: Some(Vec::new()), ..Finder::default() };
    finder.prompt.paste(query);
    state.overlay = Some(Overlay::Finder(finder));
    ask_finder(state)
}

/// Goes to the target of a hit.
pub(super) fn go_to(state: &mut State, workspace: &Workspace, target: Target) -> Effects {
    let corpus = &workspace.corpus;
    let passage = |passage, topic: Option<Topic>| match topic {
        Some(topic) => {
            let subject = Subject::of(Member::topic(corpus, topic));
            Lead::Passage(subject.into(), In::first(passage))
        }
        None => Lead::Untrailed(passage),
    };
    match target {
        Target::Incident(incident) => jump(state, workspace, Entry::Incident(incident)),
        Target::Record(record) => jump(state, workspace, Entry::Record(record)),
        Target::Article(article) => {
            if let Some(first) = corpus.article(article).passages.ids().next() {
                follow(state, workspace, Lead::Untrailed(first));
            }
        }
        Target::Quote(quote) => {
            let quote = corpus.quote(quote);
            follow(state, workspace, passage(quote.passage, quote.incidents.first().copied().map(Topic::Incident)));
        }
        Target::Passage(id) => {
            // Accounts of incidents precede those of names.
            let topic = corpus.accounts_of(id).first().map(|&a| corpus.account(a).about);
            follow(state, workspace, passage(id, topic));
        }
        Target::Name(name) if !corpus.name(name).accounts.is_empty() => open_name(state, workspace, name),
        Target::Name(name) => return look_up_name(state, workspace, name),
    }
    Effects::none()
}

/// Adds the selected hit to the comparison as a column: the article, or the first article that reports an incident. If
/// no comparison is open, opens one of the selected incident.
pub(super) fn add_column(state: &mut State, workspace: &Workspace) {
    const NO_ARTICLES: &str = "a record has no articles to compare";
    let corpus = &workspace.corpus;
    let Some(target) = state.finder().and_then(Finder::selected).map(|h| h.target) else {
        state.notice = Some(NO_HIT.into());
        return;
    };
    if let Target::Record(_) = target {
        state.notice = Some("a record cannot be a column; open it instead".into());
        return;
    }
    let begin = |article| corpus.article(article).passages.ids().next();
    let is_beside = matches!(state.views.last(), Some(View::Beside(_)));
    let compared = if is_beside { Vec::new() } else { compared(state, workspace) };
    let reports: Vec<ArticleId> = match target {
        Target::Incident(incident) => {
            let subject = subject(workspace, Entry::Incident(incident));
            own_articles(workspace, &subject, subject.ledger().columns.iter().map(|c| c.article))
        }
        _ => Vec::new(),
    };
    let passage = match target {
        Target::Article(article) => begin(article),
        Target::Incident(_) => {
            let new = reports.iter().find(|article| !compared.contains(article));
            new.or(reports.first()).copied().and_then(begin)
        }
        Target::Quote(quote) => Some(corpus.quote(quote).passage),
        Target::Passage(passage) => Some(passage),
        Target::Name(_) | Target::Record(_) => None,
    };
    let Some(passage) = passage else {
        state.notice = Some("a name cannot be a column; open it instead".into());
        return;
    };
    let article = corpus.passage(passage).article;
    if compared.contains(&article) {
        let id = corpus.str(corpus.article(article).id);
        let others = if reports.len() > 1 { " and the others that report this" } else { "" };
        let (has, already) = match state.views.last() {
            Some(View::Compare(_)) => ("the comparison has", " already"),
            _ => ("a comparison opens with", ""),
        };
        state.notice = Some(format!("no column is added: {has} {id}{others}{already}"));
        return;
    }
    state.overlay = None;
    if let Some(View::Beside(view)) = state.views.last_mut() {
        view.add(workspace, passage);
        return;
    }
    // An article that follows no incident is put beside the hit.
    let alone = match state.views.last() {
        Some(View::Reader(reader)) if reader.trail.is_none() => reader.selected(workspace),
        _ => None,
    };
    if let Some(here) = alone {
        let mut view = Beside::new(workspace, &[here]);
        view.add(workspace, passage);
        open(state, View::Beside(view));
        return;
    }
    if !matches!(state.views.last(), Some(View::Compare(_))) {
        show(state, workspace, <Compare as Shown>::NAME);
    }
    if let Some(View::Compare(view)) = state.views.last_mut() {
        let is_added = view.add(workspace, article);
        state.notice = if is_added { None } else { Some(NO_ARTICLES.into()) };
    }
}

/// The articles of the workspace's corpus that are columns of the open comparison, or of the one that would open; none where
/// an article that follows no incident is open.
fn compared(state: &State, workspace: &Workspace) -> Vec<ArticleId> {
    match (state.views.last(), state.pane().subject(&state.cx(workspace))) {
        (Some(View::Compare(view)), _) => own_articles(workspace, &view.subject, view.columns.iter().copied()),
        (_, Some(subject)) => own_articles(workspace, subject, subject.ledger().columns.iter().map(|c| c.article)),
        _ => Vec::new(),
    }
}

/// Those of the articles of a subject that the workspace's corpus has. Records that are linked to it have ids of their own corpora.
fn own_articles(
    workspace: &Workspace,
    subject: &Subject,
    articles: impl Iterator<Item = In<ArticleId>>,
) -> Vec<ArticleId> {
    let is_own = |article: &In<ArticleId>| std::ptr::eq(subject.corpus(article.member), &raw const *workspace.corpus);
    articles.filter(is_own).map(|article| article.id).collect()
}

/// Puts an earlier query into the finder.
pub(super) fn recall(state: &mut State) -> Effects {
    let State { overlay: Some(Overlay::Finder(finder)), queries, notice, .. } = state else { return Effects::none() };
    if finder.recall(queries) {
        return ask_finder(state);
    }
    *notice = Some("no earlier query".into());
    Effects::none()
}

/// Completes the typed field or its value.
pub(super) fn complete(state: &mut State) -> Effects {
    if state.finder_mut().is_some_and(Finder::complete) {
        return ask_finder(state);
    }
    let fields = "kind: by: in: at: who: on: after: before: killed: sources: verdict: …";
    state.notice = Some(format!("nothing to complete; fields are {fields}"));
    Effects::none()
}
