//! Going places and coming back: jumps, lists, history.

use super::narrow;
use crate::app::effect::Effects;
use crate::app::filter::Filter;
use crate::app::reader::Reader;
use crate::app::state::{Focus, State, View};
use crate::model::{IncidentId, PassageId, RecordId, Workspace};

/// Remembers where one is before going elsewhere.
pub(super) fn leave(state: &mut State) {
    const MOST: usize = 500;
    if state.past.len() == MOST {
        state.past.remove(0);
    }
    state.past.push(state.place());
    state.future.clear();
}

/// Opens a passage: of the corpus, or of the `record` that is looked at.
pub(super) fn read(
    state: &mut State,
    library: &Workspace,
    passage: PassageId,
    incident: Option<IncidentId>,
    record: Option<RecordId>,
) {
    let sight = state.sight.clone().filter(|s| record == Some(s.record));
    let corpus = sight.as_ref().map_or(&*library.corpus, |s| &s.corpus);
    leave(state);
    state.views.push(View::Reader(Reader { record, ..Reader::at(corpus, passage, incident) }));
}

/// To an entry's ledger. A filter that leaves it out is put aside.
pub(super) fn jump(state: &mut State, library: &Workspace, entry: u32) {
    leave(state);
    state.views.clear();
    if !state.timeline.select(library, entry) {
        state.timeline.show_all(library);
        state.timeline.select(library, entry);
        if state.filter.is_on() {
            state.filter = Filter::default();
            state.notice = Some("the filter left this out and is put aside; Backspace brings it back".into());
        }
    }
    state.look(library);
    state.detail = state.detail.anew();
    enter_ledger(state, library);
}

/// Into the ledger of the selected incident: to where one was in it, at first to its first figure, since how
/// many died is what most come for.
pub(super) fn enter_ledger(state: &mut State, library: &Workspace) {
    state.focus = Focus::Ledger;
    if state.detail.list.cursor == 0
        && let Some((ledger, items)) = state.ledger_items(library)
        && let Some(row) = ledger.rows.iter().position(|r| r.facet.is_figure())
    {
        state.detail.select_row(row, &items);
    }
}

pub(super) fn to_timeline(state: &mut State) {
    if !state.views.is_empty() {
        leave(state);
        state.views.clear();
    }
}

/// Opens a list; pressed again where it is open, nothing happens.
pub(super) fn to_list(state: &mut State, view: View) {
    let same = |top: &View| std::mem::discriminant(top) == std::mem::discriminant(&view);
    if !state.views.last().is_some_and(same) {
        leave(state);
        state.views.push(view);
    }
}

pub(super) fn travel(state: &mut State, library: &Workspace, back: bool) -> Effects {
    let here = state.place();
    let (from, to) = if back { (&mut state.past, &mut state.future) } else { (&mut state.future, &mut state.past) };
    if let Some(place) = from.pop() {
        to.push(here);
        let filter = place.filter.clone();
        let entry = place.entry;
        state.go_to(library, place);
        if filter != state.filter.text {
            return narrow::narrow_to(state, library, filter, entry);
        }
    }
    Effects::none()
}
