//! Narrowing the timeline: the list of facets, chips, the zoom of the strip, and data sets that grow meanwhile.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::filter::{Facets, Filter, SharedFilterResult};
use crate::app::prompt::Prompt;
use crate::app::state::{Focus, State};
use crate::model::{When, Workspace, dataset};
use crate::search::Query;

/// Opens the list of facets.
pub(super) fn open(state: &mut State) -> Effect {
    state.facets = Some(Facets::default());
    ask(state)
}

/// Asks what the filter now lets through.
fn ask(state: &mut State) -> Effect {
    state.asked += 1;
    state.filter.ask(state.asked, state.facets.is_some())
}

/// Chooses the selected value, or gives it up; a field that is typed out is taken as it stands.
pub(super) fn accept(state: &mut State) -> Effect {
    let Some(facets) = &mut state.facets else { return Effect::None };
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
        return Effect::None;
    }
    ask(state)
}

/// To the next facet or the one before.
pub(super) fn turn(state: &mut State, forward: bool) {
    if let Some(facets) = &mut state.facets {
        facets.turn(forward);
    }
}

/// Takes all of the filter away.
pub(super) fn clear(state: &mut State, library: &Workspace) -> Effect {
    narrow_to(state, library, String::new(), state.timeline.selected())
}

/// Narrows to another filter, and then to an entry.
pub(super) fn narrow_to(state: &mut State, library: &Workspace, text: String, then: Option<u32>) -> Effect {
    state.filter = Filter { text, then, ..Filter::default() };
    if state.filter.is_on() || state.facets.is_some() {
        return ask(state);
    }
    state.timeline.show_all(library);
    if let Some(entry) = then {
        state.timeline.select(library, entry);
    }
    Effect::None
}

/// Takes in what the filter lets through, unless another filter was asked for meanwhile.
pub(super) fn surveyed(state: &mut State, library: &Workspace, number: u64, survey: &SharedFilterResult) -> Effect {
    if state.filter.asked != number {
        return Effect::None;
    }
    state.filter.waiting = false;
    if let Some(facets) = &mut state.facets {
        facets.take(survey);
    }
    let before = state.timeline.selected();
    if state.filter.is_on() {
        state.timeline.show(library, Arc::clone(&survey.shown));
    } else {
        state.timeline.show_all(library);
    }
    if let Some(entry) = state.filter.then.take() {
        state.timeline.select(library, entry);
    }
    if state.timeline.selected() != before && state.views.is_empty() {
        state.detail = state.detail.anew();
    }
    if std::mem::take(&mut state.filter.grown) { ask(state) } else { Effect::None }
}

/// Takes in that more has been read.
pub(super) fn grown(state: &mut State, library: &Workspace, order: &Arc<[u32]>) -> Effect {
    let before = state.timeline.selected();
    let untouched = !state.touched && state.left_at.is_none();
    state.timeline.grow(library, Arc::clone(order), untouched);
    if state.reading.as_ref().is_none_or(|r| r.stopped) {
        super::remember::read_to_the_end(state, library);
    }
    if state.timeline.selected() != before && state.views.is_empty() {
        state.detail = state.detail.anew();
    }
    // A question that is still open is answered first, however fast things grow; then it is asked anew.
    let narrowed = match (state.filter.is_on() || state.facets.is_some(), state.filter.waiting) {
        (true, true) => {
            state.filter.grown = true;
            Effect::None
        }
        (true, false) => ask(state),
        (false, _) => Effect::None,
    };
    narrowed.and(super::overlay::refresh(state))
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
