//! Narrowing the timeline: the list of facets, chips, the zoom of the strip. This file knows no finder and no marks.

use std::sync::Arc;

use crate::app::effect::{Effect, Effects};
use crate::app::filter::{Facets, Filter};
use crate::app::job::JobId;
use crate::app::prompt::Prompt;
use crate::app::state::{Focus, State};
use crate::model::{When, Workspace, dataset};
use crate::search::Query;
use crate::search::filter_result::FilterResult;

/// Opens the list of facets.
pub(super) fn open(state: &mut State) -> Effects {
    state.facets = Some(Facets::default());
    ask(state).into()
}

/// Asks what the filter now lets through.
fn ask(state: &mut State) -> Effect {
    state.filter.ask(&mut state.jobs, state.facets.is_some())
}

/// Chooses the selected value, or gives it up; a field that is typed out is taken as it stands.
pub(super) fn accept(state: &mut State) -> Effects {
    let Some(facets) = &mut state.facets else { return Effects::none() };
    if let Some(chip) = facets.typed() {
        let text = format!("{} {chip}", state.filter.text);
        text.trim().clone_into(&mut state.filter.text);
        facets.prompt = Prompt::default();
        facets.narrow();
    } else if let Some((field, value)) = facets.selected() {
        let value = value.value.clone();
        state.filter.toggle(field, &value);
        if !facets.prompt.text().is_empty() {
            facets.prompt = Prompt::default();
            facets.narrow();
        }
    } else {
        let problem = Query::parse(facets.prompt.text()).problems.into_iter().next().map(|p| p.why);
        let no_value = "no value is called that; a field such as killed:>50 can be typed too".to_owned();
        state.notice = Some(problem.unwrap_or(no_value));
        return Effects::none();
    }
    ask(state).into()
}

/// To the next facet or the one before.
pub(super) fn turn(state: &mut State, forward: bool) {
    if let Some(facets) = &mut state.facets {
        facets.turn(forward);
    }
}

/// Takes all of the filter away.
pub(super) fn clear(state: &mut State, library: &Workspace) -> Effects {
    narrow_to(state, library, String::new(), state.timeline.selected())
}

/// Narrows to another filter, and then to an entry.
pub(super) fn narrow_to(state: &mut State, library: &Workspace, text: String, then: Option<u32>) -> Effects {
    state.filter = Filter { text, then, ..Filter::default() };
    if state.filter.is_on() || state.facets.is_some() {
        return ask(state).into();
    }
    state.timeline.show_all(library);
    if let Some(entry) = then {
        state.timeline.select(library, entry);
    }
    Effects::none()
}

/// Takes in which entries pass the filter, unless it has changed meanwhile.
pub(super) fn filtered(state: &mut State, library: &Workspace, job: JobId, passed: &FilterResult) -> Effects {
    if state.filter.job != Some(job) {
        return Effects::none();
    }
    state.filter.job = None;
    if let Some(facets) = &mut state.facets {
        facets.take(passed);
    }
    let before = state.timeline.selected();
    if state.filter.is_on() {
        state.timeline.show(library, Arc::clone(&passed.shown));
    } else {
        state.timeline.show_all(library);
    }
    if let Some(entry) = state.filter.then.take() {
        state.timeline.select(library, entry);
    }
    if state.timeline.selected() != before && state.views.is_empty() {
        state.detail = state.detail.anew();
    }
    if std::mem::take(&mut state.filter.grown) { ask(state).into() } else { Effects::none() }
}

/// More has been read: the filter is applied anew. A filter that is still being applied gives its result first, however
/// fast things grow.
pub(super) fn refresh(state: &mut State) -> Option<Effect> {
    if !state.filter.is_on() && state.facets.is_none() {
        return None;
    }
    if state.filter.is_waiting() {
        state.filter.grown = true;
        return None;
    }
    Some(ask(state))
}

/// A finer or coarser unit of the strip.
pub(super) fn zoom(state: &mut State, finer: bool) {
    let to = if finer { state.zoom.finer() } else { state.zoom.coarser() };
    if to == state.zoom {
        state.notice =
            Some(format!("the strip is by {}; it gets no {}", to.word(), if finer { "finer" } else { "coarser" }));
    }
    state.zoom = to;
}

/// To the entry that began last before a date or in it.
pub(super) fn go_to(state: &mut State, library: &Workspace, when: When) {
    super::leave(state);
    state.views.clear();
    state.focus = Focus::Timeline;
    let day = if when.is_open_end() { when.earliest() } else { when.latest() };
    state.timeline.go_to_day(library, dataset::number(day));
    state.detail = state.detail.anew();
    let there = state.timeline.selected().map(|n| library.entry(n)).and_then(|e| library.when(e));
    let lies = there.is_some_and(|w| w.within(when) != crate::model::time::Certainty::No);
    if !lies {
        let begun = there.is_some_and(|w| w.earliest() <= day);
        let which = if begun { "the last before it" } else { "the first there is" };
        state.notice = Some(format!("nothing began then ({}); this is {which}", when.display()));
    }
}
