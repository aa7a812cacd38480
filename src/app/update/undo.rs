//! Undo and redo: puts the view and the marks back as they were, and says what that was. It does not know how changes are
//! found.

use std::sync::Arc;

use crate::app::effect::Effects;
use crate::app::entries::arrange::EntryGroup;
use crate::app::marks::{Mark, Marks};
use crate::app::navigate::set_filter;
use crate::app::panes::View;
use crate::app::settings::Settings;
use crate::app::state::State;
use crate::app::undo::UndoStep;
use crate::keymap::Action;
use crate::model::{Key, Workspace};
use crate::saved_state::Change;
use crate::saved_state::saved_filter::SavedFilter;

/// Undoes the last changes, as many as `count` says, or does them again if not `back`.
pub(super) fn turn(state: &mut State, workspace: &Workspace, back: bool, count: Option<usize>) -> Effects {
    let mut effects = Effects::none();
    let mut all = Vec::new();
    for _ in 0..count.unwrap_or(1) {
        let now = state.undo_state(workspace);
        let Some(step) = state.undo.take(&now, back) else { break };
        all.push(step.what.clone());
        effects = effects.and(restore(state, workspace, step));
    }
    let other = state.key(if back { Action::Redo } else { Action::Undo });
    let (did, other) =
        if back { ("undid", format!("{other} redoes it")) } else { ("redid", format!("{other} undoes it")) };
    state.notice = Some(match all.as_slice() {
        [] => if back { "nothing to undo" } else { "nothing to redo" }.to_owned(),
        [only] => format!("{did}: {only}; {other}"),
        several => format!("{did} {}: {}", several.len(), several.join("; ")),
    });
    effects
}

/// Clears the filter, and says how it comes back.
pub(super) fn clear_filter(state: &mut State, workspace: &Workspace) -> Effects {
    let undo = state.key(Action::Undo);
    state.notice = Some(format!("filter {} cleared; {undo} brings it back", state.filter.text.trim()));
    state.filter.off.clear();
    set_filter(state, workspace, String::new(), state.selected())
}

fn restore(state: &mut State, workspace: &Workspace, step: UndoStep) -> Effects {
    let UndoStep { view, marks, cursors, .. } = step;
    state.range_from = None;
    let size = state.settings.size;
    state.settings = Settings { size, ..view.settings };
    if state.settings.text != state.text_choice.unwrap_or(true) {
        state.text_choice = Some(state.settings.text);
    }
    if let (Some(columns), Some(View::Compare(compare))) = (&view.columns, state.views.last_mut()) {
        columns.restore(compare);
    }
    let mut effects = marks.map_or(Effects::none(), |marks| restore_marks(state, workspace, marks));
    effects = effects.and(restore_saved_filters(state, view.saved_filters));
    let found = |(key, number): (Key, u32)| workspace.find_near(&key, Some(number));
    let numbers = cursors.map(|cursor| cursor.and_then(found).map(|entry| workspace.number(entry)));
    let is_listed_otherwise = view.arrangement != state.entries.arrangement || view.folded != state.entries.folded();
    if is_listed_otherwise {
        let group = state.entries.group_at(state.timeline.list.cursor);
        state.entries.set_folded(workspace, view.folded);
        state.entries.set_arrangement(workspace, view.arrangement);
        select_one_of(state, workspace, numbers, group);
    }
    if state.filter.text.trim() != view.filter {
        let [first, second] = numbers;
        // Kept while the filter is applied, for when the other one does not pass it.
        if let Some(at) = second.and_then(|entry| state.entries.position(workspace, entry)) {
            state.timeline.list.cursor = at;
        }
        effects = effects.and(set_filter(state, workspace, view.filter, first.or(second)));
    }
    state.filter.off = view.off;
    effects
}

/// Selects the first of these entries that is listed, else the beginning of the group, else the first item.
fn select_one_of(state: &mut State, workspace: &Workspace, entries: [Option<u32>; 2], group: Option<EntryGroup>) {
    let listed = entries.into_iter().flatten().find_map(|entry| state.entries.position(workspace, entry));
    let first = || group.and_then(|group| state.entries.first_of(group));
    let at = listed.or_else(first).unwrap_or(0);
    state.timeline.list.cursor = at;
}

/// Replaces the saved filters, and saves what that changes.
fn restore_saved_filters(state: &mut State, filters: Arc<Vec<SavedFilter>>) -> Effects {
    let before = std::mem::replace(&mut state.saved_filters, filters);
    let after = Arc::clone(&state.saved_filters);
    let gone = before.iter().filter(|filter| after.iter().all(|kept| kept.name != filter.name));
    let gone = gone.map(|filter| Change::DeleteFilter(filter.name.clone()));
    let back = after.iter().filter(|filter| !before.contains(filter)).map(|filter| Change::SaveFilter(filter.clone()));
    gone.chain(back).fold(Effects::none(), |effects, change| effects.and(state.save(change)))
}

/// Replaces the marks, and saves what that changes.
fn restore_marks(state: &mut State, workspace: &Workspace, mut marks: Marks) -> Effects {
    marks.resolve(workspace);
    let before = std::mem::replace(&mut state.marks, marks);
    // A mark with other tags keeps its place.
    let gone = before.without(&state.marks).into_iter().filter(|(_, mark)| !state.marks.has(&mark.key));
    let removed: Vec<Change> = gone.map(|(_, mark)| Change::Unmark(mark.bookmark())).collect();
    let change = |mark: &Mark| {
        let is_known = before.has(&mark.key);
        if is_known { Change::Tag(mark.bookmark()) } else { Change::Mark(mark.bookmark()) }
    };
    let added: Vec<Change> = state.marks.without(&before).into_iter().map(|(_, mark)| change(mark)).collect();
    if let Some(View::MarkList(list)) = state.views.last_mut() {
        list.stay_within(state.marks.all().len());
    }
    removed.into_iter().chain(added).fold(Effects::none(), |effects, change| effects.and(state.save(change)))
}
