//! The range that is begun in a list: how long it is, and what can be done with it. It changes nothing.

use super::settings::Focus;
use super::state::State;
use crate::keymap::Action;
use crate::present::words::count;

/// Whether the list with the cursor is the timeline.
pub fn lists_entries(state: &State) -> bool {
    state.views.is_empty() && state.focus == Focus::Timeline
}

/// How long the range is, and what can be done with it; for the footer, as long as it is begun.
pub fn range_words(state: &State) -> Option<String> {
    let from = state.range_from.filter(|_| state.overlay.is_none())?;
    let how_long = match from.abs_diff(state.pane().list().cursor) {
        0 => "a range begins here: move to its end".to_owned(),
        moved => format!("a range of {}", count(moved + 1, "item")),
    };
    let key = |action| state.key(action);
    let (mark, copy, tag) = (key(Action::MarkRange), key(Action::CopyCitation), key(Action::Tag));
    let exports = if lists_entries(state) { format!(", {} exports", key(Action::Export)) } else { String::new() };
    Some(format!("{how_long}; {mark} marks, {copy} copies{exports}, {tag} tags; Esc drops it"))
}
