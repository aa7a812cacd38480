//! What the map and the calendar ask for beyond themselves: towns, a box or days as a part of the filter. It does not know what is drawn.

use std::sync::Arc;

use super::arrange;
use crate::app::effect::{Effect, Effects};
use crate::app::job::{Job, JobKind};
use crate::app::navigate::set_filter;
use crate::app::overlays::Overlay;
use crate::app::overlays::place_finder::PlaceFinder;
use crate::app::panes::View;
use crate::app::panes::calendar::Calendar;
use crate::app::panes::map::Map;
use crate::app::state::State;
use crate::keymap::Action;
use crate::map::towns::TownList;
use crate::model::Workspace;
use crate::sanitize;

/// The map, if it is on top.
pub(super) fn open_map(state: &mut State) -> Option<&mut Map> {
    match state.views.last_mut() {
        Some(View::Map(map)) => Some(map),
        _ => None,
    }
}

/// The calendar, if it is on top.
pub(super) fn open_calendar(state: &mut State) -> Option<&mut Calendar> {
    match state.views.last_mut() {
        Some(View::Calendar(calendar)) => Some(calendar),
        _ => None,
    }
}

/// Goes to a year in the calendar.
pub(super) fn show_year(state: &mut State, year: i32) {
    if let Some(calendar) = open_calendar(state) {
        calendar.show_year(year);
    }
}

/// Begins a span of days at the cursor of the calendar, or narrows the filter to the one that ends there.
pub(super) fn brush(state: &mut State, workspace: &Workspace) -> Effects {
    let key = state.key(Action::Brush);
    match open_calendar(state).and_then(Calendar::brush) {
        Some(days) => arrange::narrow_to(state, workspace, days),
        None => {
            state.notice =
                Some(format!("a span of days begins here; move, and {key} again narrows to it; Esc gives it up"));
            Effects::none()
        }
    }
}

/// Asks for the names of towns, if the map waits for them.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    let waits = matches!(state.views.last(), Some(View::Map(map)) if map.waits());
    (waits && state.jobs.running(JobKind::Towns).is_none()).then(|| state.jobs.start(Job::Towns).1)
}

/// Hands the towns to the map, and looks up what was typed meanwhile.
pub(super) fn take(state: &mut State, workspace: &Workspace, towns: &Arc<TownList>) {
    for view in &mut state.views {
        if let View::Map(map) = view {
            map.take(Arc::clone(towns));
        }
    }
    find_places(state, workspace);
}

/// Asks for a place to go to.
pub(super) fn find_place(state: &mut State) {
    state.overlay = Some(Overlay::PlaceFinder(PlaceFinder::default()));
}

/// Whether a place is asked for and nothing is typed yet.
pub(super) fn is_place_unnamed(state: &State) -> bool {
    matches!(&state.overlay, Some(Overlay::PlaceFinder(finder)) if finder.prompt.text().is_empty())
}

/// Looks up the place that is asked for.
pub(super) fn find_places(state: &mut State, workspace: &Workspace) {
    if let (Some(Overlay::PlaceFinder(finder)), Some(View::Map(map))) = (&mut state.overlay, state.views.last()) {
        finder.take(map.places(workspace, finder.prompt.text()));
    }
}

/// Shows the place that is selected.
pub(super) fn go_to_place(state: &mut State) {
    let Some(Overlay::PlaceFinder(finder)) = &state.overlay else { return };
    let Some(place) = finder.selected().cloned() else {
        state.notice = Some(finder.remark().to_owned());
        return;
    };
    state.overlay = None;
    let of = if place.country.is_empty() { String::new() } else { format!(", {}", place.country) };
    let said = format!("{}{of} ({}): the cursor is there", place.name, place.kind.word());
    state.notice = Some(sanitize::line(&said).into_owned());
    if let Some(map) = open_map(state) {
        map.visit(place);
    }
}

/// Begins a box at the cursor, or narrows the filter to the one that ends there.
pub(super) fn corner(state: &mut State, workspace: &Workspace) -> Effects {
    let key = state.key(Action::BoxCorner);
    let Some(map) = open_map(state) else { return Effects::none() };
    let Some(part) = map.corner() else {
        state.notice = Some(format!("a box begins here; move, and {key} again filters to it; Esc gives it up"));
        return Effects::none();
    };
    let chip = format!("box:{part}");
    let filter = format!("{} {chip}", state.filter.text).trim().to_owned();
    state.notice = Some(format!("narrowed to {chip}; {} clears the filter", state.key(Action::ClearFilter)));
    set_filter(state, workspace, filter, state.selected())
}
