//! Marks, made and taken away, and the saved state of earlier runs. This file knows no finder and no jobs but the one that
//! saves.

use crate::app::effect::{Effect, Effects};
use crate::app::job::Job;
use crate::app::marks::{self, Marked, bookmark};
use crate::app::state::{Mark, State, View};
use crate::model::Workspace;
use crate::saved_state::{Change, Memory};

/// Marks what is selected, or takes the mark away.
pub(super) fn mark(state: &mut State, library: &Workspace) -> Option<Effect> {
    if let Some(View::Marks(list)) = state.views.last_mut() {
        if list.cursor < state.marks.len() {
            let gone = state.marks.remove(list.cursor);
            list.cursor = list.cursor.min(state.marks.len().saturating_sub(1));
            return save(state, Change::Unmark(gone.bookmark));
        }
        return None;
    }
    let wanted = match (state.about_record(library), state.views.last(), state.current(library)) {
        (Some(record), ..) => Mark::Record(record),
        (_, Some(View::Reader(reader)), trail) => Mark::Passage(reader.passage(&library.corpus), trail),
        (.., Some(incident)) => Mark::Incident(incident),
        _ => return None,
    };
    let bookmark = bookmark(library, wanted);
    if let Some(at) = state.marks.iter().position(|m| m.bookmark.is_same(&bookmark)) {
        state.marks.remove(at);
        state.notice = Some("the mark is taken away".into());
        return save(state, Change::Unmark(bookmark));
    }
    state.marks.push(Marked { bookmark: bookmark.clone(), on: Some(wanted) });
    let lasts = if state.remembers { "marked" } else { "marked until you quit" };
    state.notice = Some(format!("{lasts}; ' lists what is marked"));
    save(state, Change::Mark(bookmark))
}

/// Has a change saved, where anything is saved.
pub(super) fn save(state: &mut State, change: Change) -> Option<Effect> {
    state.remembers.then(|| state.jobs.start(Job::Save(change)).1)
}

/// Takes in the saved state; `of` is the name of the workspace, if it has one that lasts.
pub(super) fn recalled(state: &mut State, library: &Workspace, memory: Memory, of: Option<&str>) -> Effects {
    let Memory { marks, queries, mut views, .. } = memory;
    state.remembers = true;
    state.queries = queries;
    state.marks = marks.into_iter().map(|bookmark| Marked { bookmark, on: None }).collect();
    marks::resolve(library, &mut state.marks);
    let Some(at) = views.iter().position(|v| Some(v.of.as_str()) == of) else { return Effects::none() };
    let view = views.swap_remove(at);
    state.zoom = marks::zoom(&view.zoom);
    state.text = view.text && library.corpus.has_text();
    state.left_at = view.at;
    let entry = return_to(state, library);
    if view.filter.trim().is_empty() {
        return Effects::none();
    }
    state.notice = Some("narrowed as you left it; F shows everything".into());
    super::narrow::narrow_to(state, library, view.filter, entry)
}

/// Goes to where one was, once that has been read; not any more after going elsewhere. Gives its number.
pub(super) fn return_to(state: &mut State, library: &Workspace) -> Option<u32> {
    if state.touched && state.timeline.list.cursor > 0 {
        state.left_at = None;
    }
    let entry = marks::entry(library, state.left_at.as_ref()?)?;
    state.left_at = None;
    let number = library.number(entry);
    if state.timeline.select(library, number) {
        state.detail = state.detail.anew();
    }
    state.filter.then = state.filter.is_on().then_some(number);
    Some(number)
}

/// More has been read, all there is: marks may be on it.
pub(super) fn read_to_the_end(state: &mut State, library: &Workspace) {
    marks::resolve(library, &mut state.marks);
    return_to(state, library);
}
