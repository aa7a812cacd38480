//! The order of the timeline: sorting, the groups that fold, which entries are listed, and a span of time as a filter. It does not
//! know how entries are sorted.

use std::sync::Arc;

use super::visit;
use crate::app::effect::{Effect, Effects};
use crate::app::entries::SortedEntries;
use crate::app::entries::arrange::{Arrangement, EntryGroup, SortKey, ToldBy, draft_count};
use crate::app::job::{Job, JobKind};
use crate::app::navigate::set_filter;
use crate::app::settings::Focus;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;
use crate::model::dataset::{day, number};
use crate::model::figure::thousands;
use crate::model::time::iso;
use crate::present::words::count;

/// Performs one of these actions.
pub(super) fn act(state: &mut State, workspace: &Workspace, action: Action) -> Effects {
    match action {
        Action::SortByDate => sort_by(state, workspace, SortKey::Date),
        Action::SortByKilled => sort_by(state, workspace, SortKey::Killed),
        Action::SortByOrigins => sort_by(state, workspace, SortKey::Origins),
        Action::SortByVerdict => sort_by(state, workspace, SortKey::Verdict),
        Action::SortByChanges => sort_by(state, workspace, SortKey::Changes),
        Action::ToldBy => tell_by(state, workspace),
        Action::Fold => fold(state, workspace),
        Action::FoldAll => fold_all(state, workspace, true),
        Action::UnfoldAll => fold_all(state, workspace, false),
        Action::Brush => return brush(state, workspace),
        _ => {}
    }
    Effects::none()
}

/// Sorts by a key; by the present one, turns the order round.
fn sort_by(state: &mut State, workspace: &Workspace, key: SortKey) {
    let before = state.entries.arrangement;
    let turned = before.key == key && !before.turned;
    set(state, workspace, Arrangement { key, turned, ..before });
    let how = match (key, turned) {
        (SortKey::Date, false) => "by date, the latest first",
        (SortKey::Date, true) => "by date, the earliest first",
        (SortKey::Killed, false) => "by killed, the highest number first",
        (SortKey::Killed, true) => "by killed, the lowest number first",
        (SortKey::Origins, false) => "by the number of origins, the most first",
        (SortKey::Origins, true) => "by the number of origins, the fewest first",
        (SortKey::Verdict, false) => "by verdict, conflicts first",
        (SortKey::Verdict, true) => "by verdict, single origins first",
        (SortKey::Changes, false) => "by changes",
        (SortKey::Changes, true) => "by changes, what is new last",
    };
    let mut more =
        if key == SortKey::Changes { format!("; {}", visit::since(state, workspace)) } else { String::new() };
    if key == SortKey::Killed {
        more.push_str(if workspace.sets.is_empty() { "" } else { ", each data set by itself" });
        let series = state.entries.count_after_others(EntryGroup::Series);
        more.push_str(&if series > 0 { format!(", then {} series", thousands(series)) } else { String::new() });
    }
    // Whoever was not at the top stays where they were, and may see nothing of what came to the top.
    let first = match state.timeline.list.cursor {
        0 => String::new(),
        _ => format!("; {} goes to the top", state.key(Action::First)),
    };
    state.notice = Some(format!("sorted {how}{more}{first}"));
}

/// Lists those told by several origins, then series, then all.
fn tell_by(state: &mut State, workspace: &Workspace) {
    let before = state.entries.arrangement;
    let told_by = before.told_by.next();
    set(state, workspace, Arrangement { told_by, ..before });
    let key = state.key(Action::ToldBy);
    state.notice = Some(match told_by {
        ToldBy::Any => "all entries are listed".to_owned(),
        ToldBy::Several => {
            let drafts = match draft_count(workspace, state.entries.listed_certain()) {
                0 => String::new(),
                drafts => format!(", {} in drafts only", thousands(drafts)),
            };
            format!("only what several origins tell of is listed{drafts}; {key} goes on to series")
        }
        ToldBy::Series => format!("only series are listed, which sources tell of together; {key} lists all"),
    });
}

/// Lists the entries in an order and keeps the selection where it is listed. In another order the first stays the first: who is
/// at the top sorts to see what comes to the top.
pub(super) fn set(state: &mut State, workspace: &Workspace, arrangement: Arrangement) {
    let before = state.entries.arrangement;
    let sorts = (before.key, before.turned) != (arrangement.key, arrangement.turned);
    let selected = state.selected().filter(|_| !(sorts && state.timeline.list.cursor == 0));
    state.entries.set_arrangement(workspace, arrangement);
    keep(state, workspace, selected);
}

/// Selects what was selected, if it is listed; else the first entry.
fn keep(state: &mut State, workspace: &Workspace, selected: Option<u32>) {
    state.timeline.list.cursor = 0;
    if let Some(at) = selected.and_then(|entry| state.entries.position(workspace, entry)) {
        state.timeline.list.cursor = at;
    }
}

/// Starts the job that sorts many entries, if the order asks for one and none is running.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    if !state.entries.is_waiting() || state.jobs.running(JobKind::Sort).is_some() {
        return None;
    }
    let shown = Arc::clone(&state.entries.shown);
    let possible = Arc::clone(&state.entries.possible);
    let changes = Arc::clone(state.entries.changes.by_incident());
    let arrangement = state.entries.arrangement;
    Some(state.jobs.start(Job::Sort { shown, possible, arrangement, changes }).1)
}

/// Lists what a job has sorted. What it was not asked for any more is asked for again.
pub(super) fn sorted(state: &mut State, workspace: &Workspace, sorted: &SortedEntries) {
    let selected = state.selected().filter(|_| state.timeline.list.cursor > 0);
    if state.entries.take(workspace, sorted) {
        state.range_from = None;
        keep(state, workspace, selected);
    }
}

/// Folds the group under the cursor, or unfolds it.
fn fold(state: &mut State, workspace: &Workspace) {
    let at = state.timeline.list.cursor;
    let Some(group) = state.entries.group_at(at) else {
        state.notice = Some(format!(
            "only groups fold: series, open dates, undated; {} folds them all",
            state.key(Action::FoldAll)
        ));
        return;
    };
    turn_fold(state, workspace, group);
}

/// Folds a group, or unfolds it.
pub(super) fn turn_fold(state: &mut State, workspace: &Workspace, group: EntryGroup) {
    let folded = !state.entries.folded().contains(&group);
    set_fold(state, workspace, group, folded);
}

/// Unfolds the folded group under the cursor, if the timeline has the focus. Returns whether there was one.
pub(super) fn unfold(state: &mut State, workspace: &Workspace) -> bool {
    let on_list = state.views.is_empty() && state.focus == Focus::Timeline && state.selected().is_none();
    let group = state.entries.group_at(state.timeline.list.cursor).filter(|_| on_list);
    if let Some(group) = group {
        set_fold(state, workspace, group, false);
    }
    group.is_some()
}

/// Folds a group, or unfolds it, and goes to its first item.
fn set_fold(state: &mut State, workspace: &Workspace, group: EntryGroup, folded: bool) {
    state.range_from = None;
    if let Some(first) = state.entries.fold(workspace, group, folded) {
        state.timeline.list.cursor = first;
    }
}

/// Folds all groups, or unfolds all.
fn fold_all(state: &mut State, workspace: &Workspace, folded: bool) {
    let (selected, group) = (state.selected(), state.entries.group_at(state.timeline.list.cursor));
    state.entries.fold_all(workspace, folded);
    keep(state, workspace, selected);
    if let (true, Some(group)) = (folded, group) {
        set_fold(state, workspace, group, true);
    }
    // No group may be on the screen.
    let (undoes, what) = if folded { (Action::UnfoldAll, "folded") } else { (Action::FoldAll, "unfolded") };
    let (key, other) = (state.key(undoes), if folded { "unfolds" } else { "folds" });
    let groups = count(state.entries.group_count(), "group");
    state.notice = Some(format!("{groups} {what}; {key} {other} all"));
}

/// Marks where a span of time begins; where it ends, narrows the timeline to it.
fn brush(state: &mut State, workspace: &Workspace) -> Effects {
    let here = state.selected().map(|entry| workspace.entry(entry)).and_then(|entry| workspace.when(entry));
    let Some(when) = here else {
        state.notice = Some("this entry has no date; a span of time begins and ends at a dated one".into());
        return Effects::none();
    };
    let (first, last) = (number(when.earliest()), number(when.latest()));
    // An open date stands for the day by which the timeline has it.
    let at = state.selected().map_or(first, |entry| workspace.day(entry));
    let first = if when.is_open_start() { at } else { first };
    let last = if when.is_open_end() { at } else { last };
    match state.timeline.brush.take() {
        None => {
            state.timeline.brush = Some((first, last));
            let key = state.key(Action::Brush);
            state.notice =
                Some(format!("a span of time begins here; move, and {key} again narrows to it; Esc gives it up"));
            Effects::none()
        }
        Some((from, to)) => narrow_to(state, workspace, (from.min(first), to.max(last))),
    }
}

/// The part of a filter that lets these days through.
pub(super) fn chip((first, last): (i32, i32)) -> String {
    match (day(first), day(last)) {
        (Some(from), Some(to)) if from == to => format!("on:{}", iso(from)),
        (Some(from), Some(to)) => format!("on:{}/{}", iso(from), iso(to)),
        _ => String::new(),
    }
}

/// Narrows the timeline to these days too.
pub(super) fn narrow_to(state: &mut State, workspace: &Workspace, days: (i32, i32)) -> Effects {
    let chip = chip(days);
    let filter = format!("{} {chip}", state.filter.text).trim().to_owned();
    state.notice = Some(format!("narrowed to {chip}; {} clears the filter", state.key(Action::ClearFilter)));
    set_filter(state, workspace, filter, state.selected())
}
