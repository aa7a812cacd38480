//! The range that is begun in a list, or the span of time in the timeline: how long it is, and what can be done with it. It changes
//! nothing.

use std::ops::RangeInclusive;

use super::available::available;
use super::copied::are_records;
use super::panes::View;
use super::state::State;
use crate::keymap::{Action, Context};
use crate::model::{Entry, Workspace};
use crate::present::words::count;

/// Whether the list with the cursor is the timeline.
pub fn lists_entries(state: &State) -> bool {
    state.beneath() == Context::Timeline
}

/// The most items that are marked or copied at once: they are read by people.
pub const MOST_AT_ONCE: usize = 1_000;

/// The items of the range that is begun, if there is one: from its beginning to the selection, either way.
pub fn items_of_range(state: &State) -> Option<RangeInclusive<usize>> {
    let (from, here) = (state.range_from?, state.pane().list().cursor);
    Some(from.min(here)..=from.max(here))
}

/// Whether records are among the entries of a range that are copied at once. Their rows are not read, and the ids are there.
pub fn has_records(state: &State, workspace: &Workspace, mut range: RangeInclusive<usize>) -> bool {
    let is_record = |number| matches!(workspace.entry(number), Entry::Record(_));
    let is_in_marks = |at: usize| state.marks.all().get(at).is_some_and(|mark| are_records(std::slice::from_ref(mark)));
    let mut first = range.by_ref().take(MOST_AT_ONCE);
    match state.views.last() {
        None => lists_entries(state) && first.any(|at| state.entries.get(at).is_some_and(is_record)),
        Some(View::MarkList(_)) => first.any(is_in_marks),
        Some(_) => false,
    }
}

/// Number of folded groups in a range, which nothing is done with, and how that is said.
pub fn folded_within(state: &State, range: &RangeInclusive<usize>) -> (usize, String) {
    let folded = if lists_entries(state) { state.entries.folded_within(range) } else { 0 };
    let without = if folded == 0 { String::new() } else { format!(" without {}", count(folded, "folded group")) };
    (folded, without)
}

/// What can be done with the span of time that is begun, or how long the range is and what can be done with it; for the footer, as long as it is begun.
pub fn range_words(state: &State, workspace: &Workspace) -> Option<String> {
    if state.timeline.brush.is_some() && state.range_from.is_none() && lists_entries(state) && state.overlay.is_none() {
        let (narrows, drops) = (state.key(Action::Brush), state.key(Action::Cancel));
        return Some(format!("a span of time is begun: {narrows} narrows to it; {drops} gives it up"));
    }
    let range = items_of_range(state).filter(|_| state.overlay.is_none())?;
    let (folded, without) = folded_within(state, &range);
    let how_long = match range.end() - range.start() {
        0 => "a range begins here: move to its end".to_owned(),
        moved => format!("a range of {}{without}", count(moved + 1 - folded, "item")),
    };
    let is_marked = matches!(state.views.last(), Some(View::MarkList(_)));
    let is_offered = |action: Action| match action {
        Action::MarkRange => !is_marked,
        Action::CopyCitation => !has_records(state, workspace, range.clone()),
        Action::Export => lists_entries(state),
        _ => true,
    };
    let offered = [
        (Action::MarkRange, "marks"),
        (Action::CopyCitation, "copies"),
        (Action::Export, "exports"),
        (Action::Tag, "tags"),
    ];
    let offered = offered.into_iter().filter(|(action, _)| {
        is_offered(*action) && !state.key(*action).is_empty() && available(state, workspace, *action).is_ok()
    });
    let ways: Vec<String> = offered.map(|(action, does)| format!("{} {does}", state.key(action))).collect();
    let drops = format!("{} drops it", state.key(Action::Cancel));
    Some([how_long, ways.join(", "), drops].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "))
}
