//! The mouse: a click selects, a click on the selection opens, the wheel moves.

use super::{act, go, overlay};
use crate::app::effect::Effects;
use crate::app::list::{List, Move};
use crate::app::msg::Pointed;
use crate::app::reader::Reader;
use crate::app::state::{Focus, State, View};
use crate::keymap::Action;
use crate::model::Workspace;

/// A click selects; a click on what is selected opens it.
pub(super) fn point(state: &mut State, library: &Workspace, at: Pointed) -> Effects {
    state.touched = true;
    state.notice = None;
    let before = cursors(state);
    match at {
        Pointed::Timeline(row) => {
            state.focus = Focus::Timeline;
            if let Some(entry) = state.timeline.at_row(row) {
                let old = state.timeline.selected();
                state.timeline.select(library, entry);
                if old != Some(entry) {
                    state.detail = state.detail.anew();
                }
            }
        }
        Pointed::Ledger(item) => {
            state.focus = Focus::Ledger;
            state.detail.list.cursor = item;
        }
        Pointed::View(item) => match state.views.last_mut() {
            Some(
                View::Reader(Reader { list, .. })
                | View::Quotes(list)
                | View::Articles(list)
                | View::Marks(list)
                | View::Told(list, _),
            ) => {
                list.cursor = item;
            }
            Some(View::Compare(view)) => view.across.cursor = item.min(view.columns.len().saturating_sub(1)),
            None => {}
        },
        Pointed::Overlay(item) => {
            if let Some(palette) = &mut state.palette {
                palette.list.cursor = item.min(palette.len().saturating_sub(1));
            } else if let Some(facets) = state.facets.as_mut().filter(|_| state.finder.is_none()) {
                facets.list.cursor = item.min(facets.values.len().saturating_sub(1));
            } else if let Some(finder) = &mut state.finder {
                finder.list.cursor = item.min(finder.answer.hits.len().saturating_sub(1));
            }
        }
        Pointed::Nothing => return Effects::none(),
    }
    if cursors(state) == before {
        let opens = if matches!(at, Pointed::Overlay(_)) { Action::Accept } else { Action::Open };
        return act(state, library, opens);
    }
    Effects::none()
}

/// Everything that a click can move.
fn cursors(state: &State) -> (Option<u32>, Focus, List, Vec<View>, Option<usize>) {
    let overlay = state.palette.as_ref().map(|p| p.list.cursor).or(state.finder.as_ref().map(|f| f.list.cursor));
    let overlay = overlay.or(state.facets.as_ref().map(|f| f.list.cursor));
    (state.timeline.selected(), state.focus, state.detail.list, state.views.clone(), overlay)
}

pub(super) fn wheel(state: &mut State, library: &Workspace, at: Pointed, steps: i16) {
    let movement = Move::By(isize::from(steps));
    match at {
        Pointed::Overlay(_) => overlay::overlay_go(state, movement),
        Pointed::Timeline(_) => {
            state.focus = Focus::Timeline;
            go(state, library, movement);
        }
        Pointed::Ledger(_) => {
            state.focus = Focus::Ledger;
            go(state, library, movement);
        }
        Pointed::View(_) | Pointed::Nothing => go(state, library, movement),
    }
}
