//! Saved filters, and narrowing to the value under the cursor. It does not know keys or drawing; `available.rs` says when nothing is
//! selected.

use std::sync::Arc;

use super::arrange;
use crate::app::effect::Effects;
use crate::app::entries::arrange::{Arrangement, ToldBy};
use crate::app::filter::quoted;
use crate::app::navigate::{ask_filter, set_filter};
use crate::app::overlays::Overlay;
use crate::app::overlays::saved::{SavedChoice, SavedFilters};
use crate::app::state::State;
use crate::keymap::{Action, Context};
use crate::model::Workspace;
use crate::saved_state::saved_filter::{MOST_FILTERS, SavedFilter};
use crate::saved_state::{self, Change};
use crate::search::Query;

/// Opens the list of saved filters and counts the entries of each.
pub(super) fn list(state: &mut State) -> Effects {
    let order = state.entries.arrangement.words();
    let mut saved = SavedFilters::new(&state.saved_filters, &state.filter.text, order);
    let counting = saved.ask(&mut state.jobs);
    state.overlay = Some(Overlay::SavedFilters(saved));
    counting.into()
}

/// Filters by the selected one, or saves the present filter under the typed name.
pub(super) fn accept(state: &mut State, workspace: &Workspace) -> Effects {
    let Some(saved) = state.saved_filters_mut() else { return Effects::none() };
    match saved.choice() {
        Ok(SavedChoice::Apply(named)) => {
            state.overlay = None;
            let before = state.entries.arrangement;
            let order = order_of(&named, before, workspace);
            if state.filter.text.trim() == named.filter.trim() && state.filter.off.is_empty() && order == before {
                state.notice = Some(format!("@{} is on already", named.name));
                return Effects::none();
            }
            let listed = match order.words() {
                _ if order == before => String::new(),
                words if words.is_empty() => " with its order (by date)".to_owned(),
                words => format!(" with its order ({words})"),
            };
            let all = match &named.order {
                Some(saved) if Arrangement::of_saved(saved) != order => "; all are listed, as one source tells of each",
                _ => "",
            };
            let key = state.key(Action::Undo);
            state.notice = Some(format!("filtered by @{}{listed}{all}; {key} undoes it", named.name));
            state.filter.off.clear();
            if order != before {
                arrange::set(state, workspace, order);
            }
            set_filter(state, workspace, named.filter, state.selected())
        }
        Ok(SavedChoice::Save(name)) if is_full(&state.saved_filters, &name) => {
            state.notice = Some(format!("{MOST_FILTERS} filters are saved, which is the most; delete one first"));
            Effects::none()
        }
        Ok(SavedChoice::Save(name)) => {
            state.overlay = None;
            let arrangement = state.entries.arrangement;
            let filter = state.filter.text.trim().to_owned();
            let named = SavedFilter { name, filter, order: Some(arrangement.saved()) };
            saved_state::add_filter(Arc::make_mut(&mut state.saved_filters), named.clone());
            let lasts = if state.saves {
                format!(
                    "saved as @{0}; `parallax export --filter @{0}` writes what it lets through \
                     as JSON, with --format csv as a table",
                    named.name
                )
            } else {
                format!("kept until you quit as @{}", named.name)
            };
            let what = match arrangement.words() {
                words if words.is_empty() => "the filter is".to_owned(),
                words => format!("filter and order ({words}) are"),
            };
            state.notice = Some(format!("{what} {lasts}"));
            state.save(Change::SaveFilter(named)).into()
        }
        Err(why) => {
            state.notice = Some(why.into());
            Effects::none()
        }
    }
}

/// Filters by what the user asked for when the program was started, in place of the filter of the last run. A wrong filter is
/// told, and nothing is filtered; which facets a corpus declares is only known once it is read.
pub(super) fn begin_with(state: &mut State, workspace: &Workspace, filter: String) -> Effects {
    let problem = Query::parse_in(&filter, &workspace.corpus).problems.into_iter().next();
    if let Some(problem) = problem.filter(|_| !state.jobs.is_opening()) {
        state.notice = Some(format!("not filtered by {}", problem.said(&filter)));
        return Effects::none();
    }
    state.notice = Some(format!("filtered by {filter}; {} clears the filter", state.key(Action::ClearFilter)));
    let then = state.filter.then.or(state.selected());
    set_filter(state, workspace, filter, then)
}

/// The order in which a saved filter lists entries: that of now if it has none. Without articles all are listed, as each record of
/// a data set is told by one source.
fn order_of(named: &SavedFilter, now: Arrangement, workspace: &Workspace) -> Arrangement {
    let order = named.order.as_ref().map_or(now, Arrangement::of_saved);
    let told_by = if workspace.corpus.articles().len() > 0 { order.told_by } else { ToldBy::Any };
    Arrangement { told_by, ..order }
}

/// Whether no filter of a new name can be saved.
fn is_full(saved: &[SavedFilter], name: &str) -> bool {
    saved.len() >= MOST_FILTERS && saved.iter().all(|filter| filter.name != name)
}

/// Deletes the selected one.
pub(super) fn delete(state: &mut State) -> Effects {
    let selected = state.saved_filters_mut().and_then(|saved| saved.selected().cloned());
    let Some(named) = selected else { return Effects::none() };
    Arc::make_mut(&mut state.saved_filters).retain(|other| other.name != named.name);
    let undo = state.keymap.label(Context::Timeline, Action::Undo);
    state.notice =
        Some(format!("@{} is deleted; it was {}; {undo} in the timeline brings it back", named.name, named.filter));
    let saved = state.save(Change::DeleteFilter(named.name));
    Effects::from(saved).and(list(state))
}

/// Narrows the filter to the value under the cursor, or leaves that value out.
pub(super) fn narrow(state: &mut State, workspace: &Workspace, out: bool) -> Effects {
    let narrowing = state.pane().narrowing(&state.cx(workspace));
    let Some((field, value)) = narrowing else { return Effects::none() };
    let chip = format!("{field}:{}", quoted(&value));
    let (wanted, other) = if out { (format!("!{chip}"), chip) } else { (chip.clone(), format!("!{chip}")) };
    let mut chips = state.filter.chips();
    chips.retain(|chip| *chip != other);
    // All chips hold together, so that a further one narrows.
    let is_on = match chips.iter().position(|chip| *chip == wanted) {
        Some(at) => {
            chips.remove(at);
            "no longer filtered by"
        }
        None => {
            chips.push(wanted.clone());
            "filtered by"
        }
    };
    state.filter.text = chips.join(" ");
    state.notice = Some(format!("{is_on} {wanted}; {} clears the filter", state.key(Action::ClearFilter)));
    if state.filter.is_on() { ask_filter(state) } else { set_filter(state, workspace, String::new(), state.selected()) }
}
