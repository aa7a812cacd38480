//! The list of jumps: says in words where each led from, and goes there. It does not know keys or drawing.

use crate::app::effect::Effects;
use crate::app::history::HistoryItem;
use crate::app::marks::{brief, entry_label};
use crate::app::navigate::travel;
use crate::app::overlays::Overlay;
use crate::app::overlays::jumps::Jumps;
use crate::app::pane::trail_line;
use crate::app::settings::Focus;
use crate::app::state::State;
use crate::model::Workspace;
use crate::sanitize;
use crate::ui::text::width;

/// Columns of the screen that a row of the list does not have for a place.
const BESIDE: usize = 17;

/// Opens the list.
pub(super) fn list(state: &mut State, workspace: &Workspace) {
    let (past, future) = state.history.items();
    let present = state.history_item();
    let here = past.len();
    let all = past.iter().chain([&present]).chain(future.iter().rev());
    let places = all.map(|item| place(state, workspace, item)).collect();
    state.overlay = Some(Overlay::Jumps(Jumps::new(places, here)));
}

/// Goes to the selected place.
pub(super) fn accept(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(Overlay::Jumps(jumps)) = &state.overlay else { return Effects::none() };
    let selected = jumps.selected();
    state.overlay = None;
    match selected {
        Some((back, steps)) => travel(state, workspace, back, steps),
        None => Effects::none(),
    }
}

/// A place in words: `Ledger · Kerman bombings · 3 Jan 2024`, with the filter that was on.
fn place(state: &State, workspace: &Workspace, item: &HistoryItem) -> String {
    let cx = state.cx(workspace);
    let mut words = if let Some(view) = item.views.last() {
        let pane = view.pane();
        let trail = pane.trail(&cx);
        let context = pane.context().name();
        let room = usize::from(state.settings.size.0).saturating_sub(BESIDE + width(context));
        let what = if trail.is_empty() { pane.title(&cx) } else { trail_line(&trail, room) };
        if what.starts_with(context) { what } else { format!("{context} · {what}") }
    } else {
        let pane = if item.focus == Focus::Ledger { "Ledger" } else { "Timeline" };
        let entry = item.entry.as_ref().and_then(|key| workspace.find_near(key, item.number));
        match entry.map(|entry| brief(&entry_label(workspace, entry))) {
            Some(label) => format!("{pane} · {label}"),
            None => pane.to_owned(),
        }
    };
    if !item.filter.trim().is_empty() {
        words = format!("{words} · filter {}", item.filter.trim());
    }
    sanitize::line(&words).into_owned()
}
