//! Actions of the search in what is open, and the walk through the finder's hits. It does not know keys or drawing.

use std::sync::Arc;

use super::accept::go_to;
use crate::app::draw::refresh_search;
use crate::app::effect::{Effect, Effects};
use crate::app::job::{Job, JobId};
use crate::app::state::State;
use crate::app::view_search::{Occurrences, SearchWords, ViewSearch};
use crate::keymap::Action;
use crate::model::Workspace;
use crate::present::words;
use crate::ui::list::List;

/// Opens the prompt of a search in the focused pane or the open overlay.
pub(super) fn begin(state: &mut State) {
    state.view_search = Some(ViewSearch::new(selection(state), state.views.len()));
}

/// Selection and scroll of what is focused.
fn selection(state: &State) -> List {
    match &state.overlay {
        Some(overlay) => *overlay.pane().list(),
        None => *state.pane().list(),
    }
}

fn select(state: &mut State, workspace: &Workspace, list: List) {
    match &mut state.overlay {
        Some(overlay) => *overlay.pane_mut().list_mut() = list,
        None => state.with_pane(workspace, |pane, _| *pane.list_mut() = list),
    }
}

/// Searches for the words typed, from where the prompt was opened on.
pub(super) fn retyped(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(search) = &mut state.view_search else { return Effects::none() };
    search.words = SearchWords::new(search.prompt.text());
    (search.found, search.at, search.job, search.eager) = (Occurrences::None, None, None, true);
    let origin = search.origin;
    select(state, workspace, origin);
    arrive(state, workspace);
    ask(state, workspace).into()
}

/// Goes to the first occurrence from the selection on, if they are known.
fn arrive(state: &mut State, workspace: &Workspace) {
    refresh_search(state, workspace);
    let Some(search) = state.view_search.as_mut() else { return };
    if search.count().is_none() || !std::mem::take(&mut search.eager) {
        return;
    }
    if search.count() > Some(0) {
        let from = place(state, workspace);
        if let Some((at, _)) = next(state, from, true, true) {
            go(state, workspace, at);
        }
    }
}

/// Starts a job that finds the rows, if what is focused makes only the lines on the screen and they are not known.
pub(super) fn ask(state: &mut State, workspace: &Workspace) -> Option<Effect> {
    if state.overlay.is_some() {
        return None;
    }
    let search = state.view_search.as_ref()?;
    search.words.as_ref()?;
    let rows = state.pane().searched_rows(&state.cx(workspace))?;
    if !search.must_ask(&rows) {
        return None;
    }
    let text = search.prompt.text().to_owned();
    let (id, effect) = state.jobs.start(Job::FindRows(text, rows.clone()));
    if let Some(search) = &mut state.view_search {
        search.job = Some((id, rows));
    }
    Some(effect)
}

/// Takes the rows found, and goes to the first of them if the user waits for that.
pub(super) fn found(state: &mut State, workspace: &Workspace, id: JobId, positions: Arc<[u32]>) {
    let Some(search) = state.view_search.as_mut() else { return };
    let Some((_, rows)) = search.job.take_if(|(job, _)| *job == id) else { return };
    (search.found, search.at) = (Occurrences::Rows(rows, positions), None);
    arrive(state, workspace);
}

/// The line or row of the selection, from which the next occurrence is looked for.
fn place(state: &State, workspace: &Workspace) -> usize {
    let Some(search) = &state.view_search else { return 0 };
    let list = selection(state);
    match &search.found {
        Occurrences::Lines(..) if state.overlay.is_some() => list.offset,
        Occurrences::Lines(..) => {
            let Some(area) = state.focused_area() else { return 0 };
            let items = state.pane().searched(&state.cx(workspace), area).items;
            // The lines above the first item belong to it.
            if list.cursor == 0 { 0 } else { items.get(list.cursor).map_or(0, |&(first, _)| first) }
        }
        Occurrences::Rows(..) | Occurrences::None => list.cursor,
    }
}

/// The number of the next occurrence from a line or row on (before it, if not `forward`), and whether the search wrapped
/// to it. `here` takes one at that place too.
fn next(state: &State, from: usize, forward: bool, here: bool) -> Option<(usize, bool)> {
    let search = state.view_search.as_ref()?;
    let count = search.count().filter(|count| *count > 0)?;
    let (before, upto) = match &search.found {
        Occurrences::None => return None,
        Occurrences::Lines(found, _) => {
            (found.partition_point(|f| f.line < from), found.partition_point(|f| f.line <= from))
        }
        Occurrences::Rows(_, found) => {
            (found.partition_point(|&at| (at as usize) < from), found.partition_point(|&at| at as usize <= from))
        }
    };
    let lines = matches!(search.found, Occurrences::Lines(..));
    Some(match (search.at, forward) {
        (Some(at), true) => ((at + 1) % count, at + 1 == count),
        (Some(at), false) => ((at + count - 1) % count, at == 0),
        (None, true) => {
            let first = if here || lines { before } else { upto };
            (first % count, first == count)
        }
        (None, false) => ((before + count - 1) % count, before == 0),
    })
}

/// Goes to an occurrence by its number.
fn go(state: &mut State, workspace: &Workspace, at: usize) {
    let area = state.focused_area().filter(|_| state.overlay.is_none());
    let Some(search) = &mut state.view_search else { return };
    search.at = Some(at);
    match &search.found {
        Occurrences::Rows(_, found) => {
            let Some(&row) = found.get(at) else { return };
            let list = List { cursor: row as usize, ..selection(state) };
            select(state, workspace, list);
        }
        Occurrences::Lines(found, _) => {
            // An overlay has no selection; it scrolls when the screen is laid out.
            let Some((&occurrence, area)) = found.get(at).zip(area) else { return };
            state.with_pane(workspace, |pane, cx| pane.select_occurrence(cx, area, &occurrence));
        }
        Occurrences::None => {}
    }
}

/// Goes to the next or previous match; without a search to the finder's next hit. Gives the action to perform instead if
/// there is neither.
pub(super) fn step(state: &mut State, workspace: &Workspace, forward: bool, by: usize) -> Result<Effects, Action> {
    if state.view_search.is_none() {
        return walk(state, workspace, forward, by);
    }
    refresh_search(state, workspace);
    let from = place(state, workspace);
    let Some(search) = &mut state.view_search else { return Ok(Effects::none()) };
    if search.job.is_some() {
        search.eager = true;
        state.notice = Some("still searching".into());
        return Ok(Effects::none());
    }
    let words = search.prompt.text().trim().to_owned();
    match next(state, from, forward, false) {
        Some((at, wrapped)) => {
            go(state, workspace, at);
            if wrapped && let Some(search) = &state.view_search {
                let (to, place) = (if forward { "first" } else { "last" }, search.place());
                state.notice = Some(format!("“{words}” {place}: no more matches, so on to the {to} again"));
            }
        }
        None if words.is_empty() => state.notice = Some("type what to search for in what is open".into()),
        None => state.notice = Some(not_here(state, &words)),
    }
    Ok(Effects::none())
}

/// Whether `n` goes through the finder's hits, which a count passes over in one step.
pub(super) fn walks(state: &State) -> bool {
    state.view_search.is_none() && state.hit_trail.is_some()
}

/// Opens the hit of the finder that lies `by` hits on, or back.
fn walk(state: &mut State, workspace: &Workspace, forward: bool, by: usize) -> Result<Effects, Action> {
    let Some(mut trail) = state.hit_trail.take() else {
        return Err(if forward { Action::NextAccount } else { Action::PreviousAccount });
    };
    let count = trail.targets.len();
    let wraps = if forward { trail.at + by >= count } else { by > trail.at };
    trail.at = (trail.at + if forward { by } else { count - by % count }) % count;
    let effects = go_to(state, workspace, trail.targets[trail.at]);
    let again = match (wraps, forward) {
        (false, _) => "",
        (true, true) => ", from the first again",
        (true, false) => ", from the last again",
    };
    let without = match trail.left_out {
        0 => String::new(),
        names => format!(", without {}", words::count(names, "name")),
    };
    let told = state.notice.take().map_or_else(String::new, |notice| format!("; {notice}"));
    state.notice = Some(format!("hit {} of {count} for “{}”{without}{again}{told}", trail.at + 1, trail.query));
    state.hit_trail = Some(trail);
    Ok(effects)
}

/// The message that words are not in what is open. Capitals are searched for as they are typed; in the help the key of the finder
/// is that of its own search.
fn not_here(state: &State, words: &str) -> String {
    let ends = format!("{} ends the search", state.key(Action::Cancel));
    let elsewhere = if words.chars().any(char::is_uppercase) {
        "small letters find capitals too, ".to_owned()
    } else if state.overlay.is_some() {
        String::new()
    } else {
        format!("{} finds in everything, ", state.key(Action::Find))
    };
    format!("“{words}” is not here; {elsewhere}{ends}")
}

/// Keeps the search while its prompt closes; ends it if it has no words, or if they are not here.
pub(super) fn keep(state: &mut State) {
    let Some(search) = &mut state.view_search else { return };
    search.typing = false;
    if search.words.is_none() {
        state.view_search = None;
    } else if search.count() == Some(0) {
        let words = search.prompt.text().trim().to_owned();
        state.notice = Some(not_here(state, &words));
    }
}

/// Ends the search if the view that it began in is closed.
pub(super) fn closed(state: &mut State) {
    let open = state.views.len();
    state.view_search.take_if(|search| search.depth > open);
}

/// Ends the search. While its words are typed, the selection goes back to where it was. Returns `false` if none is on.
pub(super) fn end(state: &mut State, workspace: &Workspace) -> bool {
    let Some(search) = state.view_search.take() else { return false };
    if search.typing {
        select(state, workspace, search.origin);
    }
    true
}
