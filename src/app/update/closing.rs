//! Closes what is open, from the top down. Knows no keys.

use super::map::{open_calendar, open_map};
use super::view_search;
use crate::app::effect::{Effect, Effects};
use crate::app::navigate::{ask_filter, ask_overlay};
use crate::app::overlays::Overlay;
use crate::app::overlays::incident_choice::ChoiceFor;
use crate::app::panes::calendar::Calendar;
use crate::app::panes::map::Map;
use crate::app::screen::key_rows;
use crate::app::settings::Focus;
use crate::app::state::State;
use crate::keymap::{Action, Context};
use crate::model::Workspace;

/// Closes the topmost view, then the ledger; quits from the timeline.
pub(super) fn close(state: &mut State) -> Effects {
    if state.views.pop().is_some() {
        view_search::closed(state);
        return Effects::none();
    }
    if state.focus == Focus::Ledger {
        state.focus = Focus::Timeline;
        return Effects::none();
    }
    Effect::Quit.into()
}

/// Ends the search in what is open, or closes the overlay, the topmost view or the list of keys; never quits. A box that signs and keys covered comes
/// back, and asks anew what it could not be told meanwhile.
pub(super) fn cancel(state: &mut State, workspace: &Workspace) -> Effects {
    if matches!(state.overlay, Some(Overlay::Help(_))) && state.covered.is_some() && state.view_search.is_none() {
        state.overlay = state.covered.take();
        let values = if state.has_facets() { ask_filter(state) } else { Effects::none() };
        return values.and(ask_overlay(state));
    }
    close_top(state, workspace);
    Effects::none()
}

fn close_top(state: &mut State, workspace: &Workspace) {
    // A box into which is typed lies over what is searched.
    let is_typed = state.overlay.is_some() && state.context() != Context::Search && state.context().takes_text();
    if !is_typed && view_search::end(state, workspace) {
        return;
    }
    if let Some(overlay) = state.overlay.take() {
        // What was typed for a claim stays until it is given up itself.
        let overlay = match overlay {
            Overlay::IncidentChoice(choice) => match choice.purpose {
                ChoiceFor::Claim(_, form) => {
                    state.overlay = Some(Overlay::DecisionForm(*form));
                    return;
                }
                _ => return,
            },
            overlay => overlay,
        };
        // The filter has been applied with each choice, which the box does not say.
        if matches!(overlay, Overlay::Facets(_)) && state.filter.is_on() {
            let (undoes, clears) = (state.key(Action::Undo), state.key(Action::ClearFilter));
            state.notice = Some(format!("filtered; {undoes} undoes the last change, {clears} clears the filter"));
        }
        return;
    }
    if state.range_from.take().is_some() {
        state.notice = Some("the range is dropped; nothing was marked".into());
        return;
    }
    if open_map(state).is_some_and(Map::back) || open_calendar(state).is_some_and(Calendar::back) {
        return;
    }
    if state.views.pop().is_some() {
        return;
    }
    // Nothing else is to close.
    let is_last = state.focus == Focus::Timeline && state.timeline.brush.is_none();
    if is_last && state.settings.split.lists_keys && key_rows(state.settings.size.1) > 0 {
        state.settings.split.lists_keys = false;
        state.notice = Some(format!("the list of keys is closed; {} opens it", state.key(Action::ListKeys)));
    }
    // From the ledger one goes back to the span.
    if state.focus == Focus::Timeline && state.timeline.brush.take().is_some() {
        state.notice = Some("the span of time is given up".into());
    }
    state.focus = Focus::Timeline;
}
