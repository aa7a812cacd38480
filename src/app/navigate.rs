//! Going places: jumps to entries and passages, views, lists, and back again; asking what a filter lets through.
//!
//! Changes the state; decides nothing about keys.

use std::sync::Arc;

use super::effect::Effects;
use super::filter::Filter;
use super::pane::Lead;
use super::panes::View;
use super::panes::choice::Choice;
use super::panes::reader::Reader;
use super::settings::Focus;
use super::state::State;
use crate::model::time::Certainty;
use crate::model::{Entry, Subject, When, Workspace, dataset};

/// Keeps the present place before going elsewhere.
pub(super) fn leave(state: &mut State) {
    let place = state.place();
    state.history.leave(place);
}

/// Goes where Enter leads.
pub(super) fn follow(state: &mut State, workspace: &Workspace, lead: Lead) {
    match lead {
        Lead::Passage(subject, passage) => open(state, View::Reader(Reader::on_trail(&subject, passage))),
        Lead::Untrailed(passage) => open(state, View::Reader(Reader::untrailed(workspace, passage))),
        Lead::Entry(key) => match workspace.find(&key) {
            Some(entry) => jump(state, workspace, entry),
            None => state.notice = Some("that is not open any more".into()),
        },
        Lead::Choose(keys) => open(state, View::Choice(Choice::new("The passage tells of", keys))),
        Lead::Ledger => enter_ledger(state),
    }
}

/// Opens a view over what is open.
pub(super) fn open(state: &mut State, view: View) {
    leave(state);
    state.views.push(view);
}

/// Opens a view by name. Where it is on top already, nothing happens.
pub(super) fn show(state: &mut State, workspace: &Workspace, name: &str) {
    match View::show(name, &state.cx(workspace), state.pane()) {
        Ok(view) if state.views.last().is_some_and(|top| top.is_like(&view)) => {}
        Ok(view) => {
            if let View::Compare(compare) = &view
                && compare.subject.ledger().columns.len() < 2
            {
                state.notice = Some("only one article tells of this; it stands alone".into());
            }
            open(state, view);
        }
        Err(why) => state.notice = Some(why.into()),
    }
}

/// To an entry's ledger. A filter that leaves it out is put aside.
pub(super) fn jump(state: &mut State, workspace: &Workspace, entry: Entry) {
    leave(state);
    state.views.clear();
    let number = workspace.number(entry);
    if !state.select(workspace, number) {
        state.show_all(workspace);
        state.select(workspace, number);
        if state.filter.is_on() {
            state.filter = Filter::default();
            state.notice = Some("the filter left this out and is put aside; Backspace brings it back".into());
        }
    }
    state.look(workspace);
    state.ledger = state.ledger.anew();
    enter_ledger(state);
}

/// Into the ledger of the selection: to what was selected in it, at first to its first figure.
pub(super) fn enter_ledger(state: &mut State) {
    state.focus = Focus::Ledger;
    if let Some(subject) = &state.subject {
        state.ledger.enter(subject);
    }
}

/// To the timeline, leaving all views.
pub(super) fn to_timeline(state: &mut State) {
    if !state.views.is_empty() {
        leave(state);
        state.views.clear();
    }
}

/// To the entry that began last before a date or in it.
pub(super) fn go_to_date(state: &mut State, workspace: &Workspace, when: When) {
    leave(state);
    state.views.clear();
    state.focus = Focus::Timeline;
    let day = if when.is_open_end() { when.earliest() } else { when.latest() };
    let at = state.entries.first_until(workspace, dataset::number(day));
    state.timeline.list.cursor = at.min(state.entries.shown.len().saturating_sub(1));
    state.ledger = state.ledger.anew();
    let there = state.entry(workspace).and_then(|entry| workspace.when(entry));
    if there.is_none_or(|w| w.within(when) == Certainty::No) {
        let begun = there.is_some_and(|w| w.earliest() <= day);
        let which = if begun { "the last before it" } else { "the first there is" };
        state.notice = Some(format!("nothing began then ({}); this is {which}", when.display()));
    }
}

/// Back to the place before the last jump, or forward again.
pub(super) fn travel(state: &mut State, workspace: &Workspace, back: bool) -> Effects {
    let here = state.place();
    let Some(place) = state.history.travel(back, here) else { return Effects::none() };
    let found = place.entry.as_ref().and_then(|key| workspace.find_near(key, place.number));
    let number = found.map(|entry| workspace.number(entry));
    state.timeline.list = place.timeline;
    if state.selected() != number
        && let Some(number) = number
        && !state.select(workspace, number)
    {
        state.show_all(workspace);
        state.select(workspace, number);
    }
    state.ledger = place.ledger;
    state.focus = place.focus;
    state.views = place.views;
    state.look(workspace);
    if place.filter == state.filter.text {
        return Effects::none();
    }
    narrow_to(state, workspace, place.filter, number)
}

/// Asks what the filter now lets through.
pub(super) fn ask_filter(state: &mut State) -> Effects {
    let facets = state.has_facets();
    state.filter.ask(&mut state.jobs, facets).into()
}

/// Narrows to another filter, and then to an entry.
pub(super) fn narrow_to(state: &mut State, workspace: &Workspace, text: String, then: Option<u32>) -> Effects {
    state.filter = Filter { text, then, ..Filter::default() };
    if state.filter.is_on() || state.has_facets() {
        return ask_filter(state);
    }
    state.show_all(workspace);
    if let Some(entry) = then {
        state.select(workspace, entry);
    }
    Effects::none()
}

/// Asks the finder's query.
pub(super) fn ask_finder(state: &mut State) -> Effects {
    let State { overlay, jobs, .. } = state;
    match overlay {
        Some(super::overlays::Overlay::Finder(finder)) => finder.ask(jobs).into(),
        _ => Effects::none(),
    }
}

/// A subject of the workspace, made for a view.
pub(super) fn subject(workspace: &Workspace, entry: Entry) -> Arc<Subject> {
    Arc::new(Subject::entry(workspace, entry))
}

/// To the entry where the program was left the last time, once that has been read; not any more after going elsewhere.
/// Gives its number.
pub(super) fn return_to(state: &mut State, workspace: &Workspace) -> Option<u32> {
    if state.touched && state.timeline.list.cursor > 0 {
        state.left_at = None;
    }
    let left = state.left_at.as_ref()?;
    let number = workspace.number(workspace.find(left.trail.as_ref().unwrap_or(&left.key))?);
    state.left_at = None;
    if state.select(workspace, number) {
        state.ledger = state.ledger.anew();
    }
    state.filter.then = state.filter.is_on().then_some(number);
    Some(number)
}
