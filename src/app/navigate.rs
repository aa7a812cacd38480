//! Navigation: jumps to entries and passages, views, the history, filters and searches.
//!
//! It changes the state and does not know keys.

use std::sync::Arc;

use super::effect::Effects;
use super::entries::{DateFit, FitRank};
use super::filter::{Filter, quoted};
use super::overlays::Overlay;
use super::overlays::finder::Finder;
use super::pane::Lead;
use super::panes::View;
use super::panes::choice::Choice;
use super::panes::name_ledger::NameLedger;
use super::panes::reader::Reader;
use super::settings::Focus;
use super::state::State;
use crate::keymap::{Action, Context};
use crate::model::figure::thousands;
use crate::model::time::Certainty;
use crate::model::{Entry, Key, KeyKind, Member, NameId, NameKind, Subject, When, Workspace, dataset};
use crate::present::words::count;

/// Adds the current screen to the history before a jump.
pub(super) fn push_history(state: &mut State) {
    let item = state.history_item();
    state.history.push(item);
    // What a jump leaves behind: the trail of the finder's hits, and a range of another list.
    (state.hit_trail, state.range_from) = (None, None);
}

/// Goes to the target of Enter.
pub(super) fn follow(state: &mut State, workspace: &Workspace, lead: Lead) {
    match lead {
        Lead::Passage(subject, passage) => open(state, View::Reader(Reader::on_trail(&subject, passage))),
        Lead::Untrailed(passage) => open(state, View::Reader(Reader::untrailed(workspace, passage))),
        Lead::Entry(key) => follow_entry(state, workspace, &key),
        Lead::Facet(key, facet, party) => {
            follow_entry(state, workspace, &key);
            if let Some(View::NameLedger(ledger)) = state.views.last_mut() {
                ledger.select_row_of(facet, party);
            } else if let (true, Some(subject)) = (state.views.is_empty(), &state.subject) {
                state.ledger.select_row_of(subject, facet, party);
            }
        }
        Lead::Choose(keys) => {
            let names = keys.iter().any(|key| key.kind == KeyKind::Name);
            let title = if names { "Incidents and names in this passage" } else { "Incidents in this passage" };
            open(state, View::Choice(Choice::new(title, keys)));
        }
        Lead::Ledger => enter_ledger(state),
    }
}

/// Goes to the ledger of an entry or a name.
fn follow_entry(state: &mut State, workspace: &Workspace, key: &Key) {
    match (workspace.find(key), key.name_in(&workspace.corpus)) {
        (Some(entry), _) => jump(state, workspace, entry),
        (None, Some(name)) => open_name(state, workspace, name),
        (None, None) => state.notice = Some("this incident is no longer open".into()),
    }
}

/// Opens the ledger of a name.
pub(super) fn open_name(state: &mut State, workspace: &Workspace, name: NameId) {
    let subject = Subject::of(Member::name(&workspace.corpus, name));
    open(state, View::NameLedger(NameLedger::new(subject)));
}

/// Searches for the incidents of a name, by place or actor.
pub(super) fn look_up_name(state: &mut State, workspace: &Workspace, name: NameId) -> Effects {
    let record = workspace.corpus.name(name);
    let (field, of) = if record.kind == NameKind::Place { ("at", "at") } else { ("who", "of") };
    state.notice =
        Some(format!("this searches for incidents {of} {}; Enter opens a hit", workspace.corpus.str(record.name)));
    let mut finder = Finder::default();
    finder.prompt.paste(&format!("{field}:{} kind:incident", quoted(workspace.corpus.str(record.name))));
    state.overlay = Some(Overlay::Finder(finder));
    ask_finder(state)
}

/// Opens a view on top.
pub(super) fn open(state: &mut State, view: View) {
    push_history(state);
    state.views.push(view);
}

/// Opens a view by name, unless a view of that kind is already on top.
pub(super) fn show(state: &mut State, workspace: &Workspace, name: &str) {
    match View::show(name, &state.cx(workspace), state.pane()) {
        Ok(view) if state.views.last().is_some_and(|top| top.is_like(&view)) => {}
        Ok(view) => {
            if let View::Compare(compare) = &view
                && compare.subject.ledger().columns.len() < 2
            {
                let topic = if compare.subject.member(0).as_name().is_some() { "name" } else { "incident" };
                let (find, add) = (state.key(Action::Find), state.keymap.label(Context::Finder, Action::AddColumn));
                let way = format!("{find} finds another article, {add} adds the hit as a column");
                state.notice = Some(format!("only one article reports this {topic}; {way}"));
            }
            open(state, view);
        }
        Err(why) => state.notice = Some(why.into()),
    }
}

/// Goes to an entry's ledger. Clears the filter if the entry does not pass it.
pub(super) fn jump(state: &mut State, workspace: &Workspace, entry: Entry) {
    push_history(state);
    state.views.clear();
    let number = workspace.number(entry);
    if !state.select(workspace, number) {
        state.show_all(workspace);
        state.select(workspace, number);
        if state.filter.is_on() {
            state.filter = Filter::default();
            let key = state.key(Action::Back);
            state.notice = Some(format!("the filter hid this and was cleared; {key} restores it"));
        }
    }
    state.update_subject(workspace);
    state.ledger = state.ledger.anew();
    enter_ledger(state);
}

/// Focuses the ledger. Selects its first figure if nothing has been selected in it yet.
pub(super) fn enter_ledger(state: &mut State) {
    state.focus = Focus::Ledger;
    if let Some(subject) = &state.subject {
        state.ledger.enter(subject);
    }
}

/// Goes to the timeline and closes all views.
pub(super) fn to_timeline(state: &mut State) {
    if !state.views.is_empty() {
        push_history(state);
        state.views.clear();
    }
}

/// Selects the latest entry that began on a day or before it, in the timeline. Gives its number; `None` if nothing is listed.
pub(super) fn go_to_day(state: &mut State, workspace: &Workspace, day: i32) -> Option<u32> {
    let entry = state.entries.at_day(workspace, day)?;
    select_in_timeline(state, workspace, entry);
    Some(entry)
}

fn select_in_timeline(state: &mut State, workspace: &Workspace, entry: u32) {
    push_history(state);
    state.views.clear();
    state.focus = Focus::Timeline;
    state.select(workspace, entry);
    state.ledger = state.ledger.anew();
}

/// Selects the entry whose date fits best and says how many fit; the latest one that began before it, if none does.
pub(super) fn go_to_date(state: &mut State, workspace: &Workspace, when: When) {
    let fit = if when.is_open_start() || when.is_open_end() { None } else { state.entries.fitting(workspace, when) };
    if let Some(fit) = fit {
        select_in_timeline(state, workspace, fit.entry);
        state.notice = fit_words(fit, when);
        return;
    }
    let day = if when.is_open_end() { when.earliest() } else { when.latest() };
    let Some(entry) = go_to_day(state, workspace, dataset::number(day)) else {
        state.notice = Some("there are no entries to go to".into());
        return;
    };
    let found = workspace.when(workspace.entry(entry));
    if found.is_none_or(|w| w.within(when) == Certainty::No) {
        let before = found.is_some_and(|w| w.earliest() <= day);
        let which = if before { "the last before it" } else { "the earliest entry" };
        state.notice = Some(format!("no entry began then ({}); this is {which}", when.display()));
    }
}

/// What is said of an entry that fits a period: how many others do, or that it does only possibly.
fn fit_words(fit: DateFit, when: When) -> Option<String> {
    let when = when.display();
    if fit.certainty != Certainty::Certainly {
        return Some(format!("no date lies wholly in {when}; this one possibly does"));
    }
    let series = (fit.series > 0).then(|| format!("{} series", thousands(fit.series)));
    let singles = (fit.singles > 0).then(|| count(fit.singles, "entry"));
    let kinds = singles.into_iter().chain(series).collect::<Vec<_>>().join(" and ");
    let which = match fit.stands {
        FitRank::Best => "this one's date fits best",
        FitRank::Latest => "this is the latest",
        FitRank::OneOfThem => "one of them is selected",
    };
    (fit.singles + fit.series > 1).then(|| format!("{when}: {kinds}; {which}"))
}

/// Goes back to the screen before the last jumps, as many as `steps`, or forward again.
pub(super) fn travel(state: &mut State, workspace: &Workspace, back: bool, steps: usize) -> Effects {
    let current = state.history_item();
    (state.hit_trail, state.range_from) = (None, None);
    let Some(item) = state.history.travel(back, steps, current) else { return Effects::none() };
    let found = item.entry.as_ref().and_then(|key| workspace.find_near(key, item.number));
    let number = found.map(|entry| workspace.number(entry));
    state.timeline.list = item.timeline;
    if state.selected() != number
        && let Some(number) = number
        && !state.select(workspace, number)
    {
        state.show_all(workspace);
        state.select(workspace, number);
    }
    state.update_subject(workspace);
    state.ledger = item.ledger;
    state.focus = item.focus;
    state.views = item.views;
    state.filter.off = item.off;
    if item.filter == state.filter.text {
        return Effects::none();
    }
    set_filter(state, workspace, item.filter, number)
}

/// Starts a job that applies the filter.
pub(super) fn ask_filter(state: &mut State) -> Effects {
    let facets = state.has_facets();
    let edited = state.facets_mut().and_then(|facets| facets.edited.clone());
    state.filter.ask(&mut state.jobs, facets, edited.as_deref()).into()
}

/// The entry that the cursor was on before a filter that nothing passed left it nowhere.
pub(super) fn left_entry(state: &State, workspace: &Workspace) -> Option<u32> {
    let (key, number) = state.undo.last_cursor().filter(|_| state.entries.is_empty())?;
    workspace.find_near(key, Some(*number)).map(|entry| workspace.number(entry))
}

/// Selects the entry that was asked for with the filter, which is applied now, or else the one that was `left`, unless its group
/// is folded: then the cursor may have been on the group.
pub(super) fn select_filtered(state: &mut State, workspace: &Workspace, left: Option<u32>) {
    if let Some(entry) = state.filter.then.take() {
        state.select(workspace, entry);
    } else if let Some(at) = left.and_then(|entry| state.entries.position(workspace, entry)) {
        state.timeline.list.cursor = at;
    }
}

/// Replaces the parts of the filter that are on, then selects the entry `then`.
pub(super) fn set_filter(state: &mut State, workspace: &Workspace, text: String, then: Option<u32>) -> Effects {
    let off = std::mem::take(&mut state.filter.off);
    state.filter = Filter { text, off, then, ..Filter::default() };
    state.filter.drop_doubles();
    if state.filter.is_on() || state.has_facets() {
        return ask_filter(state);
    }
    let left = left_entry(state, workspace);
    state.show_all(workspace);
    select_filtered(state, workspace, left);
    Effects::none()
}

/// Starts a job that searches for what is typed into the overlay: the finder's query, or what is typed into the filter.
pub(super) fn ask_overlay(state: &mut State) -> Effects {
    if state.has_facets() { ask_counts(state) } else { ask_finder(state) }
}

/// Starts a job that counts what the text typed into the filter can mean.
pub(super) fn ask_counts(state: &mut State) -> Effects {
    let State { overlay, jobs, filter, .. } = state;
    match overlay {
        Some(Overlay::Facets(facets)) => facets.ask(jobs, filter).into(),
        _ => Effects::none(),
    }
}

/// Starts a job that searches for the finder's query.
pub(super) fn ask_finder(state: &mut State) -> Effects {
    let State { overlay, jobs, .. } = state;
    match overlay {
        Some(Overlay::Finder(finder)) => finder.ask(jobs, false).into(),
        _ => Effects::none(),
    }
}

/// The subject of an entry, for a view.
pub(super) fn subject(workspace: &Workspace, entry: Entry) -> Arc<Subject> {
    Arc::new(Subject::joined(workspace, entry))
}

/// Selects the entry of the last run once its source is open, unless the user has moved meanwhile. Returns its number.
pub(super) fn return_to(state: &mut State, workspace: &Workspace) -> Option<u32> {
    if state.touched && state.timeline.list.cursor > 0 {
        state.left_at = None;
    }
    let mark = state.left_at.as_ref()?;
    let number = workspace.number(workspace.find(mark.trail.as_ref().unwrap_or(&mark.key))?);
    state.left_at = None;
    state.select(workspace, number);
    if state.filter.is_waiting() {
        state.filter.then = Some(number);
    }
    Some(number)
}
