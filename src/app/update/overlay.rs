//! The finder and the palette: typing, choosing, going there.

use super::{act, jump, narrow, read, remember};
use crate::app::effect::{Effect, Effects};
use crate::app::finder::Finder;
use crate::app::job::JobId;
use crate::app::list::Move;
use crate::app::state::State;
use crate::keymap::Chord;
use crate::model::{Corpus, Entry, NameId, NameKind, Workspace};
use crate::saved_state::{self, Change};
use crate::search::{Answer, Target};

pub(super) fn overlay_go(state: &mut State, movement: Move) {
    if let Some(palette) = &mut state.palette {
        palette.go(movement);
    } else if let Some(facets) = state.facets.as_mut().filter(|_| state.finder.is_none()) {
        facets.go(movement);
    } else if let Some(finder) = &mut state.finder {
        finder.go(movement);
    }
}

/// Goes to the selected hit, or does the selected action.
pub(super) fn accept(state: &mut State, library: &Workspace) -> Effects {
    let corpus = &*library.corpus;
    if let Some(palette) = &state.palette {
        if let Some(when) = palette.date() {
            state.palette = None;
            narrow::go_to(state, library, when);
            return Effects::none();
        }
        let Some(action) = palette.selected() else {
            state.notice = Some("no action is called that".into());
            return Effects::none();
        };
        state.palette = None;
        return act(state, library, action);
    }
    if state.finder.is_none() {
        return narrow::accept(state);
    }
    if let Some(finder) = state.finder.as_mut().filter(|f| f.is_waiting()) {
        finder.eager = true;
        return Effects::none();
    }
    let Some(target) = state.finder.as_ref().and_then(Finder::selected).map(|h| h.target) else {
        state.notice = Some("nothing is found; change the query or leave with Esc".into());
        return Effects::none();
    };
    let query = state.finder.take().map(|f| f.prompt.text().trim().to_owned()).unwrap_or_default();
    saved_state::remember(&mut state.queries, &query);
    let save = if query.is_empty() { None } else { remember::save(state, Change::Query(query)) };
    match target {
        Target::Incident(incident) => jump(state, library, library.number(Entry::Incident(incident))),
        Target::Record(record) => jump(state, library, library.number(Entry::Record(record))),
        Target::Article(article) => {
            if let Some(passage) = corpus.article(article).passages.ids().next() {
                read(state, library, passage, None, None);
            }
        }
        Target::Quote(quote) => {
            let record = corpus.quote(quote);
            read(state, library, record.passage, record.incidents.first().copied(), None);
        }
        Target::Passage(passage) => {
            let told = corpus.accounts_of(passage).first().map(|&a| corpus.account(a).incident);
            read(state, library, passage, told, None);
        }
        // A name leads to the incidents it stands in, by looking its id up as a field.
        Target::Name(name) => return Effects::from(save).and(overlay_of_name(state, corpus, name)),
    }
    save.into()
}

/// Looks up the incidents of a name: at a place, with an actor.
fn overlay_of_name(state: &mut State, corpus: &Corpus, name: NameId) -> Option<Effect> {
    let record = corpus.name(name);
    let field = if record.kind == NameKind::Place { "at" } else { "who" };
    let mut finder = Finder::default();
    finder.prompt.paste(&format!("{field}:\"{}\" kind:incident", corpus.str(record.name)));
    state.finder = Some(finder);
    ask(state)
}

/// Keys that mean nothing of their own edit the prompt, if one is open.
pub(super) fn edit(state: &mut State, chord: Chord) -> Effects {
    if let Some(palette) = &mut state.palette {
        if palette.prompt.edit(chord) {
            palette.search();
        }
    } else if let Some(facets) = state.facets.as_mut().filter(|_| state.finder.is_none()) {
        if facets.prompt.edit(chord) {
            facets.narrow();
        }
    } else if state.finder.as_mut().is_some_and(|f| f.prompt.edit(chord)) {
        return ask(state).into();
    }
    Effects::none()
}

pub(super) fn paste(state: &mut State, text: &str) -> Effects {
    if let Some(palette) = &mut state.palette {
        palette.prompt.paste(text);
        palette.search();
    } else if let Some(facets) = state.facets.as_mut().filter(|_| state.finder.is_none()) {
        facets.prompt.paste(text);
        facets.narrow();
    } else if let Some(finder) = &mut state.finder {
        finder.prompt.paste(text);
        return ask(state).into();
    } else {
        state.notice = Some("pasted text is taken by the finder only: / first".into());
    }
    Effects::none()
}

/// Searches for what the prompt now says.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    Some(state.finder.as_mut()?.ask(&mut state.jobs))
}

/// More has been read: the search is repeated, once the one that runs has answered.
pub(super) fn refresh(state: &mut State) -> Option<Effect> {
    let finder = state.finder.as_mut().filter(|f| !f.prompt.text().trim().is_empty())?;
    if finder.is_waiting() {
        finder.grown = true;
        return None;
    }
    let effect = finder.ask(&mut state.jobs);
    finder.again = true;
    Some(effect)
}

/// Takes in an answer, unless a later search runs. If Enter came before it, the first hit opens.
pub(super) fn found(state: &mut State, library: &Workspace, job: JobId, answer: Answer) -> Effects {
    let Some(finder) = state.finder.as_mut().filter(|f| f.job == Some(job)) else { return Effects::none() };
    finder.take(answer);
    if finder.eager {
        return accept(state, library);
    }
    if std::mem::take(&mut finder.grown) { refresh(state).into() } else { Effects::none() }
}

/// An earlier query again.
pub(super) fn recall(state: &mut State) -> Effects {
    if let Some(finder) = &mut state.finder {
        if finder.recall(&state.queries) {
            return ask(state).into();
        }
        state.notice = Some("no earlier query".into());
    }
    Effects::none()
}

/// Completes a field or its value.
pub(super) fn complete(state: &mut State) -> Effects {
    if state.finder.as_mut().is_some_and(super::super::finder::Finder::complete) {
        return ask(state).into();
    }
    state.notice = Some(
        "nothing to complete; fields are kind: by: in: at: who: on: after: before: killed: sources: verdict: …".into(),
    );
    Effects::none()
}
