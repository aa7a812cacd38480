//! The finder and the palette: typing, choosing, going there.

use super::{World, act, jump, read};
use crate::app::effect::Effect;
use crate::app::finder::Finder;
use crate::app::list::Move;
use crate::app::state::State;
use crate::keymap::Chord;
use crate::search::Target;

pub(super) fn overlay_go(state: &mut State, movement: Move) {
    if let Some(palette) = &mut state.palette {
        palette.go(movement);
    } else if let Some(finder) = &mut state.finder {
        finder.go(movement);
    }
}

/// Goes to the selected hit, or does the selected action.
pub(super) fn accept(state: &mut State, world: &World) -> Effect {
    if let Some(palette) = &state.palette {
        let Some(action) = palette.selected() else {
            state.notice = Some("no action is called that".into());
            return Effect::None;
        };
        state.palette = None;
        return act(state, world, action);
    }
    let Some(target) = state.finder.as_ref().and_then(Finder::selected).map(|h| h.target) else {
        state.notice = Some("nothing is found; change the query or leave with Esc".into());
        return Effect::None;
    };
    state.finder = None;
    match target {
        Target::Incident(incident) => jump(state, world.corpus, incident),
        Target::Article(article) => {
            if let Some(passage) = world.corpus.article(article).passages.ids().next() {
                read(state, world.corpus, passage, None);
            }
        }
    }
    Effect::None
}

/// Keys that mean nothing of their own edit the prompt, if one is open.
pub(super) fn edit(state: &mut State, world: &World, chord: Chord) {
    if let Some(palette) = &mut state.palette {
        if palette.prompt.edit(chord) {
            palette.search();
        }
    } else if let Some(finder) = &mut state.finder
        && finder.prompt.edit(chord)
    {
        finder.search(world.index);
    }
}

pub(super) fn paste(state: &mut State, world: &World, text: &str) {
    if let Some(palette) = &mut state.palette {
        palette.prompt.paste(text);
        palette.search();
    } else if let Some(finder) = &mut state.finder {
        finder.prompt.paste(text);
        finder.search(world.index);
    } else {
        state.notice = Some("pasted text is taken by the finder only: / first".into());
    }
}
