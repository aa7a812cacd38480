//! The list of active filters: switches parts on and off, edits and deletes them. It does not know keys or drawing.

use crate::app::effect::Effects;
use crate::app::entries::arrange::{Arrangement, ToldBy};
use crate::app::navigate::{ask_filter, set_filter};
use crate::app::overlays::Overlay;
use crate::app::overlays::active::{ActiveFilters, ActivePart};
use crate::app::overlays::facets::Facets;
use crate::app::state::State;
use crate::app::update::arrange;
use crate::keymap::{Action, Context};
use crate::model::Workspace;
use crate::ui::prompt::Prompt;

/// The list, if it is open.
pub(super) fn open_list(state: &mut State) -> Option<&mut ActiveFilters> {
    match &mut state.overlay {
        Some(Overlay::ActiveFilters(active)) => Some(active),
        _ => None,
    }
}

/// Opens the list.
pub(super) fn list(state: &mut State) -> Effects {
    state.overlay = Some(Overlay::ActiveFilters(ActiveFilters::default()));
    Effects::none()
}

/// Brings the list, if it is open, to the present filter, whatever has changed it; counts what is not counted.
pub(super) fn sync(state: &mut State, workspace: &Workspace) -> Effects {
    let State { overlay: Some(Overlay::ActiveFilters(active)), jobs, filter, entries, .. } = state else {
        return Effects::none();
    };
    active.sync(jobs, workspace, filter, entries.arrangement.told_by).into()
}

/// Switches the selected part off, or on again.
pub(super) fn switch(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(active) = open_list(state) else { return Effects::none() };
    let Some((part, was_on)) = active.selected().cloned() else { return Effects::none() };
    active.switch();
    apply(state, workspace, &part, !was_on)
}

/// Deletes the selected part, and says how it comes back.
pub(super) fn delete(state: &mut State, workspace: &Workspace) -> Effects {
    let Some((part, was_on)) = open_list(state).and_then(ActiveFilters::remove) else { return Effects::none() };
    let text = match &part {
        ActivePart::Chip(text) => text.clone(),
        ActivePart::ToldBy(by) => format!("only {}", by.word()),
    };
    state.notice = Some(match (was_on, &part) {
        // What was off and is no chip is only a line of this list.
        (false, ActivePart::ToldBy(_)) => format!("{text} is out of the list"),
        (false, _) => format!("{text} is out of the list; {} brings it back", state.key(Action::Undo)),
        (true, _) => format!("{text} is out of the filter; {} brings it back", state.key(Action::Undo)),
    });
    apply(state, workspace, &part, false)
}

/// Filters as the list says after a change of one of its parts.
fn apply(state: &mut State, workspace: &Workspace, changed: &ActivePart, is_on: bool) -> Effects {
    if let ActivePart::ToldBy(by) = changed {
        let told_by = if is_on { *by } else { ToldBy::Any };
        let before = state.entries.arrangement;
        arrange::set(state, workspace, Arrangement { told_by, ..before });
        return Effects::none();
    }
    let Some(active) = open_list(state) else { return Effects::none() };
    let (on, off) = (active.chips(true), active.chips(false));
    state.filter.off = off;
    let on = on.join(" ");
    if on == state.filter.text {
        return Effects::none();
    }
    state.filter.text = on;
    if state.filter.is_on() { ask_filter(state) } else { set_filter(state, workspace, String::new(), state.selected()) }
}

/// Puts the selected part into the line of the filter.
pub(super) fn edit(state: &mut State) -> Effects {
    let Some((part, _)) = open_list(state).and_then(|active| active.selected().cloned()) else {
        return Effects::none();
    };
    let ActivePart::Chip(text) = part else {
        let key = state.keymap.label(Context::Timeline, Action::ToldBy);
        state.notice = Some(format!("{key} changes this, in the timeline"));
        return Effects::none();
    };
    let mut prompt = Prompt::default();
    prompt.paste(&text);
    let mut facets = Facets::default();
    facets.edited = Some(text.clone());
    facets.retype(prompt);
    state.overlay = Some(Overlay::Facets(facets));
    state.notice = Some(format!("Enter puts what is typed in place of {text}; Esc leaves it as it is"));
    ask_filter(state)
}
