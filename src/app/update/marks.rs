//! Adds and removes marks, and restores the saved state of earlier runs. It does not know files.

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::app::effect::{Effect, Effects};
use crate::app::entries::changes::LastVisit;
use crate::app::marks::{Mark, MarkTarget, Marks, brief, entry_label};
use crate::app::navigate::{enter_ledger, return_to, set_filter};
use crate::app::overlays::Overlay;
use crate::app::panes::View;
use crate::app::range::{MOST_AT_ONCE, folded_within, items_of_range, lists_entries};
use crate::app::settings::zoom;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::model::figure::thousands;
use crate::present::words::count;
use crate::saved_state::{Change, SavedState};

/// Marks or unmarks the selected item. In the list of marks it always unmarks.
pub(super) fn mark(state: &mut State, workspace: &Workspace) -> Option<Effect> {
    let (key, trail) = state.pane().mark_target(&state.cx(workspace))?;
    if let Some(removed) = state.marks.remove(&key) {
        if let Some(View::MarkList(list)) = state.views.last_mut() {
            list.stay_within(state.marks.all().len());
        } else {
            state.notice = Some(format!("the {} is no longer marked", removed.kind().word()));
        }
        return state.save(Change::Unmark(removed.bookmark()));
    }
    let mark = Mark::new(workspace, key, trail);
    let (bookmark, what) = (mark.bookmark(), mark.kind().word());
    state.marks.add(mark);
    let text = if state.saves { "marked" } else { "marked until you quit" };
    state.notice = Some(format!("{what} {text}; {} lists your marks", state.key(Action::Show("marks"))));
    state.save(Change::Mark(bookmark))
}

/// Whether an action keeps the range that is begun. A range is of the list as it stands: whatever may change the list drops it.
pub(super) fn keeps_range(state: &State, action: Action) -> bool {
    match action {
        Action::MarkRange | Action::Tag | Action::Cancel | Action::Help | Action::Repaint | Action::Suspend => true,
        Action::CopyCitation | Action::CopyMarkdown | Action::Export => true,
        // The tags of a range are still asked for while they are wrong, and its entries are read when an export begins.
        Action::Accept => matches!(state.overlay, Some(Overlay::TagForm(_) | Overlay::ExportForm(_))),
        _ => false,
    }
}

/// Begins a range at the selection; the second time marks all items from there to the selection.
pub(super) fn range(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(range) = items_of_range(state) else {
        if state.pane().mark_target(&state.cx(workspace)).is_none() {
            state.notice = Some("what is here cannot be marked".into());
            return Effects::none();
        }
        state.range_from = Some(state.pane().list().cursor);
        return Effects::none();
    };
    state.range_from = None;
    let (all, (folded, without)) = (range.clone().count(), folded_within(state, &range));
    let marks = of_range(state, workspace, range);
    add(state, marks, all - folded, &without)
}

/// Marks on all items of a range, as many as are marked at once; one on items that are one thing.
pub(super) fn of_range(state: &mut State, workspace: &Workspace, range: RangeInclusive<usize>) -> Vec<Mark> {
    if lists_entries(state) {
        let numbers = range.take(MOST_AT_ONCE).filter_map(|at| state.entries.get(at));
        return numbers.map(|number| of_entry(workspace, number)).collect();
    }
    let mut marks: Vec<Mark> = Vec::new();
    each_of(state, workspace, range, |state| {
        let target = state.pane().mark_target(&state.cx(workspace));
        let target = target.filter(|(key, _)| marks.iter().all(|mark| mark.key != *key));
        marks.extend(target.map(|(key, trail)| Mark::new(workspace, key, trail)));
    });
    marks
}

/// Looks at each item of a range as if it were selected, at as many as are marked or copied at once.
pub(super) fn each_of(
    state: &mut State,
    workspace: &Workspace,
    range: RangeInclusive<usize>,
    mut look: impl FnMut(&State),
) {
    let here = state.pane().list().cursor;
    for at in range.take(MOST_AT_ONCE) {
        state.with_pane(workspace, |pane, _| pane.list_mut().cursor = at);
        look(state);
    }
    state.with_pane(workspace, |pane, _| pane.list_mut().cursor = here);
}

/// A mark on an entry, which needs not be looked for.
fn of_entry(workspace: &Workspace, number: u32) -> Mark {
    let entry = workspace.entry(number);
    let label = brief(&entry_label(workspace, entry));
    Mark { key: workspace.key(entry), trail: None, label, target: Some(MarkTarget::Entry(entry)), tags: Vec::new() }
}

/// Marks all entries that the timeline lists, those that pass the filter certainly.
pub(super) fn shown(state: &mut State, workspace: &Workspace) -> Effects {
    let all = state.entries.listed_certain().len();
    let numbers = state.entries.listed_certain().iter().take(MOST_AT_ONCE);
    let marks = numbers.map(|&number| of_entry(workspace, number)).collect();
    add(state, marks, all, "")
}

/// Adds marks, and says how many of `all` are new, and `without` what.
fn add(state: &mut State, marks: Vec<Mark>, all: usize, without: &str) -> Effects {
    let mut effects = Effects::none();
    let (mut added, mut known) = (0, 0);
    for mark in marks {
        if state.marks.has(&mark.key) {
            known += 1;
            continue;
        }
        let bookmark = mark.bookmark();
        state.marks.add(mark);
        effects = effects.and(state.save(Change::Mark(bookmark)));
        added += 1;
    }
    let mut text = format!("{} added{without}", count(added, "mark"));
    if known > 0 {
        text = format!("{text}, {} there before", thousands(known));
    }
    if all > MOST_AT_ONCE {
        let (all, most) = (thousands(all), thousands(MOST_AT_ONCE));
        text = format!("{text}; of {all} only the first {most} are marked at once");
    }
    state.notice = Some(format!("{text}; {} lists your marks", state.key(Action::Show("marks"))));
    effects
}

/// Restores the saved state of earlier runs. `of` is the permanent name of the workspace, if it has one.
pub(super) fn recalled(state: &mut State, workspace: &Workspace, memory: &SavedState, of: Option<&str>) -> Effects {
    state.saves = true;
    state.queries.clone_from(&memory.queries);
    state.saved_filters = Arc::new(memory.filters.clone());
    state.marks = Marks::from_bookmarks(workspace, &memory.marks);
    state.undo.clear();
    state.last_visit = of.map_or(LastVisit::Unnamed, |of| LastVisit::of(memory.visit(of)));
    let Some(view) = of.and_then(|of| memory.view(of)) else { return Effects::none() };
    state.settings.zoom = zoom(&view.zoom);
    state.text_choice = Some(view.text);
    state.begin_as(workspace, view);
    state.choose_text(workspace);
    state.left_at = view.at.as_ref().map(Mark::from_bookmark);
    let entry = return_to(state, workspace);
    // A hidden timeline stays hidden, so the ledger has the focus.
    if state.settings.split.hides_timeline && !state.touched {
        state.update_subject(workspace);
        if state.subject.is_some() {
            enter_ledger(state);
            let (goes, shows) = (state.key(Action::NextPane), state.key(Action::HideTimeline));
            state.notice = Some(format!(
                "the timeline is hidden as in your last session; {goes} goes to it, {shows} shows it always"
            ));
        }
    }
    if view.filter.trim().is_empty() {
        return Effects::none();
    }
    let clears = state.key(Action::ClearFilter);
    let hidden = state.notice.take().map_or_else(String::new, |hidden| format!("; {hidden}"));
    state.notice = Some(format!("filtered as in your last session; {clears} clears the filter{hidden}"));
    set_filter(state, workspace, view.filter.clone(), entry)
}
