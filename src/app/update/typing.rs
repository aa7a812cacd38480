//! Text typed and pasted: it goes to the prompt that is open. It does not know what is searched.

use super::map;
use super::opened;
use super::view_search;
use crate::app::effect::Effects;
use crate::app::navigate::ask_overlay;
use crate::app::state::State;
use crate::keymap::{Action, Chord, KeyMeaning};
use crate::model::Workspace;

/// Passes a key without an action to the prompt, if one is open.
pub(super) fn edit(state: &mut State, workspace: &Workspace, chord: Chord) -> Effects {
    if let Some(search) = state.view_search.as_mut().filter(|search| search.typing) {
        let changed = search.prompt.edit(chord);
        return if changed { view_search::retyped(state, workspace) } else { Effects::none() };
    }
    // Pressed again in the empty finder, the key that opened it searches in what is open.
    let is_empty = state.finder().is_some_and(|finder| finder.picked.is_none() && finder.prompt.text().is_empty());
    if is_empty && state.keymap.meaning(state.beneath(), &[chord]) == KeyMeaning::Action(Action::Find) {
        state.overlay = None;
        view_search::begin(state);
        return Effects::none();
    }
    // Likewise that of the map, which opens the finder.
    let is_unnamed = map::is_place_unnamed(state);
    if is_unnamed && state.keymap.meaning(state.beneath(), &[chord]) == KeyMeaning::Action(Action::FindPlace) {
        return opened::find(state);
    }
    let Some(overlay) = &mut state.overlay else { return Effects::none() };
    let pane = overlay.pane_mut();
    let changed = pane.prompt_mut().is_some_and(|prompt| prompt.edit(chord));
    let searches = changed && pane.edited();
    if changed {
        map::find_places(state, workspace);
    }
    if searches { ask_overlay(state) } else { Effects::none() }
}

/// Passes pasted text to the prompt, if one is open.
pub(super) fn paste(state: &mut State, workspace: &Workspace, text: &str) -> Effects {
    if let Some(search) = state.view_search.as_mut().filter(|search| search.typing) {
        search.prompt.paste(text);
        return view_search::retyped(state, workspace);
    }
    if let Some(overlay) = &mut state.overlay {
        let pane = overlay.pane_mut();
        if let Some(prompt) = pane.prompt_mut() {
            prompt.paste(text);
            let searches = pane.edited();
            map::find_places(state, workspace);
            return if searches { ask_overlay(state) } else { Effects::none() };
        }
    }
    state.notice = Some(format!("only the finder takes pasted text; press {} first", state.key(Action::Find)));
    Effects::none()
}
