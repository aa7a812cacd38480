//! The finder and the palette: typing, choosing, going there.

use super::{act, jump, narrow, read};
use crate::app::effect::Effect;
use crate::app::finder::Finder;
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
pub(super) fn accept(state: &mut State, library: &Workspace) -> Effect {
    let corpus = &*library.corpus;
    if let Some(palette) = &state.palette {
        if let Some(when) = palette.date() {
            state.palette = None;
            narrow::go_to(state, library, when);
            return Effect::None;
        }
        let Some(action) = palette.selected() else {
            state.notice = Some("no action is called that".into());
            return Effect::None;
        };
        state.palette = None;
        return act(state, library, action);
    }
    if state.finder.is_none() {
        return narrow::accept(state);
    }
    if let Some(finder) = state.finder.as_mut().filter(|f| f.waiting) {
        finder.eager = true;
        return Effect::None;
    }
    let Some(target) = state.finder.as_ref().and_then(Finder::selected).map(|h| h.target) else {
        state.notice = Some("nothing is found; change the query or leave with Esc".into());
        return Effect::None;
    };
    let query = state.finder.take().map(|f| f.prompt.text().trim().to_owned()).unwrap_or_default();
    saved_state::remember(&mut state.queries, &query);
    let kept = if query.is_empty() { Effect::None } else { Effect::Remember(Change::Query(query)) };
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
        Target::Name(name) => return kept.and(overlay_of_name(state, corpus, name)),
    }
    kept
}

/// Looks up the incidents of a name: at a place, with an actor.
fn overlay_of_name(state: &mut State, corpus: &Corpus, name: NameId) -> Effect {
    let record = corpus.name(name);
    let field = if record.kind == NameKind::Place { "at" } else { "who" };
    let mut finder = Finder::default();
    finder.prompt.paste(&format!("{field}:\"{}\" kind:incident", corpus.str(record.name)));
    state.finder = Some(finder);
    ask(state)
}

/// Keys that mean nothing of their own edit the prompt, if one is open.
pub(super) fn edit(state: &mut State, chord: Chord) -> Effect {
    if let Some(palette) = &mut state.palette {
        if palette.prompt.edit(chord) {
            palette.search();
        }
    } else if let Some(facets) = state.facets.as_mut().filter(|_| state.finder.is_none()) {
        if facets.prompt.edit(chord) {
            facets.narrow();
        }
    } else if state.finder.as_mut().is_some_and(|f| f.prompt.edit(chord)) {
        return ask(state);
    }
    Effect::None
}

pub(super) fn paste(state: &mut State, text: &str) -> Effect {
    if let Some(palette) = &mut state.palette {
        palette.prompt.paste(text);
        palette.search();
    } else if let Some(facets) = state.facets.as_mut().filter(|_| state.finder.is_none()) {
        facets.prompt.paste(text);
        facets.narrow();
    } else if let Some(finder) = &mut state.finder {
        finder.prompt.paste(text);
        return ask(state);
    } else {
        state.notice = Some("pasted text is taken by the finder only: / first".into());
    }
    Effect::None
}

/// Asks what the prompt now says.
pub(super) fn ask(state: &mut State) -> Effect {
    state.asked += 1;
    let number = state.asked;
    state.finder.as_mut().map_or(Effect::None, |finder| finder.ask(number))
}

/// More has been read: what is looked up is looked up anew, once the open question is answered.
pub(super) fn refresh(state: &mut State) -> Effect {
    match &mut state.finder {
        Some(finder) if finder.prompt.text().trim().is_empty() => Effect::None,
        Some(finder) if finder.waiting => {
            finder.grown = true;
            Effect::None
        }
        Some(_) => {
            let effect = ask(state);
            if let Some(finder) = &mut state.finder {
                finder.again = true;
            }
            effect
        }
        None => Effect::None,
    }
}

/// Takes in an answer, unless a later question was asked meanwhile. If Enter came before it, the first hit opens.
pub(super) fn found(state: &mut State, library: &Workspace, generation: u64, answer: &Answer) -> Effect {
    let Some(finder) = state.finder.as_mut().filter(|f| f.generation == generation) else { return Effect::None };
    finder.take(answer.clone());
    if finder.eager {
        return accept(state, library);
    }
    if std::mem::take(&mut finder.grown) { refresh(state) } else { Effect::None }
}

/// An earlier query again.
pub(super) fn recall(state: &mut State) -> Effect {
    if let Some(finder) = &mut state.finder {
        if finder.recall(&state.queries) {
            return ask(state);
        }
        state.notice = Some("no earlier query".into());
    }
    Effect::None
}

/// Completes a field or its value.
pub(super) fn complete(state: &mut State) -> Effect {
    if state.finder.as_mut().is_some_and(super::super::finder::Finder::complete) {
        return ask(state);
    }
    state.notice = Some(
        "nothing to complete; fields are kind: by: in: at: who: on: after: before: killed: sources: verdict: …".into(),
    );
    Effect::None
}
