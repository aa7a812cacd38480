//! The update function: applies a message to the state. It is pure: no clock, no files, no threads, no terminal.
//!
//! This file routes messages and actions. Overlays, jobs, marks and the mouse have files of their own; a pane's own
//! actions are in the pane's file.

mod accept;
mod active;
mod also;
mod arrange;
mod asking;
mod closing;
mod decided;
mod deciding;
mod desk;
mod export;
mod follow;
mod going;
mod hand_claim;
mod job;
mod jumps;
mod keys;
mod map;
mod marks;
mod mouse;
mod moving;
mod opened;
mod outside;
mod rejecting;
mod revise;
mod row;
mod saved_filters;
mod settings;
mod split;
mod tags;
mod todo;
mod typing;
mod undo;
mod view_search;
mod visit;

pub use export::exported;
pub use visit::visit;

use std::sync::Arc;

use super::available::available;
use super::effect::{Effect, Effects};
use super::job::{Job, JobKind};
use super::msg::Msg;
use super::navigate::{ask_filter, enter_ledger, follow, look_up_name, show, to_timeline, travel};
use super::overlays::Overlay;
use super::overlays::facets::Facets;
use super::panes::calendar::Calendar;
use super::panes::map::Map;
use super::settings::Focus;
use super::state::State;
use crate::keymap::{Action, Context};
use crate::model::Workspace;
use crate::ui::list::Move;
use going::go;
use keys::{Pressed, movement};

/// How often a count repeats an action at most.
const MOST_REPEATS: usize = 1000;

/// Applies a message to the state and returns the effects to carry out. If the message is a revision of a running job,
/// its workspace replaces `workspace`.
pub fn update(state: &mut State, workspace: &Workspace, msg: Msg) -> Effects {
    let revised = match &msg {
        Msg::Revised(id, revision) if state.jobs.runs(*id) => Some(Arc::clone(&revision.workspace)),
        _ => None,
    };
    // What the program itself brings is no change of the user.
    let is_own = matches!(
        msg,
        Msg::Begin { .. }
            | Msg::Recalled(..)
            | Msg::Revised(..)
            | Msg::FilesChanged
            | Msg::Reconfigured(..)
            | Msg::Resize(..)
    );
    let by_job = matches!(msg, Msg::Job(..));
    let drags = matches!(msg, Msg::Drag(..)) && state.dragged.is_some();
    let before = (!is_own).then(|| state.undo_state(workspace));
    let effects = apply(state, workspace, msg);
    if let Some(before) = before {
        let after = state.undo_state(workspace);
        state.undo.record(&before, &after, by_job, drags);
    }
    let workspace = revised.as_deref().unwrap_or(workspace);
    state.update_subject(workspace);
    let counts = active::sync(state, workspace);
    let stop = job::stop_texts(state);
    let rows = view_search::ask(state, workspace);
    let sort = arrange::ask(state);
    let order = desk::ask_order(state);
    let left = todo::ask(state);
    let follow = follow::ask(state);
    decided::offer_again(state);
    let also = also::ask(state, workspace);
    let towns = map::ask(state);
    effects
        .and(counts)
        .and(order)
        .and(left)
        .and(follow)
        .and(stop)
        .and(rows)
        .and(sort)
        .and(also)
        .and(towns)
        .and(row::ask(state, workspace))
}

fn apply(state: &mut State, workspace: &Workspace, msg: Msg) -> Effects {
    match msg {
        Msg::Key(chord) => {
            return match keys::pressed(state, chord) {
                Pressed::Action(action, count) => counted(state, workspace, action, count),
                Pressed::Edit(chord) => typing::edit(state, workspace, chord),
                Pressed::Nothing => Effects::none(),
            };
        }
        Msg::Paste(text) => {
            state.typed.drop_begun();
            return typing::paste(state, workspace, &text);
        }
        Msg::Resize(columns, rows) => state.settings.size = (columns, rows),
        Msg::Point(column, row) => {
            let done = mouse::point(state, workspace, (column, row).into());
            return done.unwrap_or_else(|action| act(state, workspace, action, None));
        }
        Msg::Drag(column, row) => mouse::drag(state, workspace, (column, row).into()),
        Msg::Release => return mouse::release(state, workspace),
        Msg::Wheel(column, row, steps) => {
            if mouse::wheel(state, workspace, (column, row).into()) {
                go(state, workspace, Move::By(isize::from(steps)));
            }
        }
        Msg::Begin { more } => return job::begin(state, workspace, more),
        Msg::Job(id, report) => return job::reported(state, workspace, id, report),
        Msg::Revised(id, revision) => return job::revised(state, workspace, id, revision),
        Msg::Recalled(memory, of) => return marks::recalled(state, workspace, &memory, of.as_deref()),
        Msg::FilterFirst(filter) => return saved_filters::begin_with(state, workspace, filter),
        Msg::Show(view) => return act(state, workspace, Action::Show(view), None),
        Msg::ShowYear(year) => {
            let effects = act(state, workspace, Action::Show(<Calendar as super::pane::Shown>::NAME), None);
            map::show_year(state, year);
            return effects;
        }
        Msg::Pick(query) => return accept::begin_picking(state, &query),
        Msg::FilesChanged => state.folder.may_have_changed = true,
        Msg::Reconfigured(read) => settings::reconfigured(state, *read),
        Msg::Notice(text) => state.notice = Some(text),
    }
    Effects::none()
}

/// Performs an action with its count: a motion goes that far or to that item, others that can are repeated until one says
/// why it goes no further.
fn counted(state: &mut State, workspace: &Workspace, action: Action, count: Option<usize>) -> Effects {
    let walks = matches!(action, Action::NextMatch | Action::PreviousMatch) && view_search::walks(state);
    let repeats = count.filter(|_| action.repeats() && !walks).unwrap_or(1).min(MOST_REPEATS);
    let mut effects = Effects::none();
    for _ in 0..repeats {
        effects = effects.and(act(state, workspace, action, count));
        if state.notice.is_some() {
            break;
        }
    }
    effects
}

/// Performs an action, or shows why it is not available. A motion goes as far as its count says.
#[expect(clippy::too_many_lines, reason = "a line or two for each action")]
fn act(state: &mut State, workspace: &Workspace, action: Action, count: Option<usize>) -> Effects {
    if let Err(why) = available(state, workspace, action) {
        state.notice = Some(why.into());
        return Effects::none();
    }
    state.copying.again.take_if(|copied| *copied != action);
    state.folder.blocked.take_if(|_| !matches!(action, Action::UndoDecision | Action::RedoDecision));
    // Other actions close a list that is only read first, so that their effect is visible.
    let stays = action.scrolls() || action == Action::Cancel || state.context() == Context::Search;
    if !stays && state.overlay.as_ref().is_some_and(|overlay| !overlay.pane().stays_open(action)) {
        state.overlay = None;
    }
    match action {
        Action::SearchView | Action::NextMatch | Action::PreviousMatch | Action::Accept | Action::Cancel => {}
        _ => state.loosen_search(),
    }
    if matches!(action, Action::Open | Action::Show(_) | Action::LookUp | Action::Timeline | Action::Back) {
        state.hit_trail = None;
    }
    if let Some(movement) = movement(action, count) {
        go(state, workspace, movement);
        return Effects::none();
    }
    if !marks::keeps_range(state, action) {
        state.range_from = None;
    }
    match action {
        Action::Quit => return Effect::Quit.into(),
        Action::Suspend => return Effect::Suspend.into(),
        Action::Repaint => return Effect::Repaint.into(),
        Action::Close => return closing::close(state),
        Action::Cancel => return closing::cancel(state, workspace),
        Action::SearchView => view_search::begin(state),
        Action::NextMatch | Action::PreviousMatch => {
            let by = count.unwrap_or(1);
            let account = match view_search::step(state, workspace, action == Action::NextMatch, by) {
                Ok(effects) => return effects,
                Err(account) => account,
            };
            if state.context() == Context::Reader {
                return act(state, workspace, account, count);
            }
            let (search, find) = (state.key(Action::SearchView), state.key(Action::Find));
            let ways = format!("{search} searches in what is open, {find} finds in everything");
            state.notice = Some(format!("nothing to go through: {ways}"));
        }
        Action::Accept if state.context() == Context::Search => view_search::keep(state),
        Action::Accept => {
            return accept::accept(state, workspace).unwrap_or_else(|action| act(state, workspace, action, None));
        }
        Action::CopyCitation => return outside::copy(state, workspace, false).into(),
        Action::CopyMarkdown => return outside::copy(state, workspace, true).into(),
        Action::Browse => return outside::browse(state, workspace).into(),
        Action::Own(number) => return outside::run(state, workspace, number).into(),
        Action::EditFile => return outside::edit(state, workspace).into(),
        Action::Configure => return Effect::Configure.into(),
        Action::Mouse => return mouse::toggle(state).into(),
        Action::NextPane if state.focus == Focus::Timeline => enter_ledger(state),
        Action::NextPane => state.focus = Focus::Timeline,
        Action::Open if map::open_map(state).is_some_and(Map::enter_list) => {}
        Action::Open if map::open_calendar(state).is_some_and(Calendar::enter_list) => {}
        Action::Open => open(state, workspace),
        Action::Back => return travel(state, workspace, true, 1),
        Action::Forward => return travel(state, workspace, false, 1),
        Action::Timeline => to_timeline(state),
        Action::Show(name) => show(state, workspace, name),
        Action::Mark => return marks::mark(state, workspace).into(),
        Action::MarkRange => return marks::range(state, workspace),
        Action::MarkShown => return marks::shown(state, workspace),
        Action::AddColumn => accept::add_column(state, workspace),
        Action::ToggleText => {
            state.text_choice = Some(!state.settings.text);
            state.choose_text(workspace);
        }
        Action::ToggleOutside => {
            let shown = workspace.hides_outside();
            let key = state.key(Action::ToggleOutside);
            let (word, turn) = if shown { ("shown", "hides") } else { ("hidden", "shows") };
            state.notice = Some(format!("outside knowledge is {word}; {key} {turn} it"));
            return state.jobs.start(Job::Outside { shown }).1.into();
        }
        Action::ToggleDrafts => settings::toggle_drafts(state, workspace),
        Action::TickOffer => hand_claim::tick(state, count),
        Action::Pick => accept::pick(state),
        Action::TickIncident => moving::tick(state),
        Action::Recall => return accept::recall(state),
        Action::Complete if state.context() == Context::Decision => return revise::complete(state, workspace),
        Action::Complete => return accept::complete(state),
        Action::Find => return opened::find(state),
        Action::LookUp => {
            if let Some(name) = state.pane().named(&state.cx(workspace)) {
                return look_up_name(state, workspace, name);
            }
        }
        Action::Palette => opened::palette(state),
        Action::Why => {
            state.overlay = opened::reasons(state, workspace).map(Overlay::Reasons);
        }
        Action::Help => opened::help(state, workspace),
        Action::CountingRule => settings::counting_rule(state, workspace),
        Action::Filter => {
            state.overlay = Some(Overlay::Facets(Facets::default()));
            return ask_filter(state);
        }
        Action::Jumps => jumps::list(state, workspace),
        Action::ActiveFilters => return active::list(state),
        Action::SwitchPart => return active::switch(state, workspace),
        Action::DeleteFilter if active::open_list(state).is_some() => return active::delete(state, workspace),
        Action::SavedFilters => return saved_filters::list(state),
        Action::DeleteFilter => return saved_filters::delete(state),
        Action::Narrow => return saved_filters::narrow(state, workspace, false),
        Action::LeaveOut => return saved_filters::narrow(state, workspace, true),
        Action::ClearFilter => return undo::clear_filter(state, workspace),
        Action::Undo | Action::Redo => return undo::turn(state, workspace, action == Action::Undo, count),
        Action::NextFacet => turn(state, true),
        Action::PreviousFacet => turn(state, false),
        Action::BoxCorner => return map::corner(state, workspace),
        Action::Brush if state.context() == Context::Calendar => return map::brush(state, workspace),
        Action::FindPlace => map::find_place(state),
        Action::ZoomIn | Action::ZoomOut if state.context() == Context::Map => pane_action(state, workspace, action),
        Action::ZoomIn => settings::zoom(state, true),
        Action::ZoomOut => settings::zoom(state, false),
        Action::SortByDate
        | Action::SortByKilled
        | Action::SortByOrigins
        | Action::SortByVerdict
        | Action::SortByChanges
        | Action::ToldBy
        | Action::Fold
        | Action::FoldAll
        | Action::UnfoldAll
        | Action::Brush => return arrange::act(state, workspace, action),
        Action::Narrower | Action::Wider | Action::ZoomPane | Action::HideTimeline => split::act(state, action, count),
        Action::Matrix => settings::toggle_matrix(state),
        Action::NextTheme => settings::next_theme(state),
        Action::ListKeys => settings::list_keys(state),
        Action::Tag => tags::ask(state, workspace),
        _ if action.decides() => return desk::act(state, workspace, action),
        Action::Revise => revise::ask_revision(state, workspace),
        Action::RemoveClaim => revise::ask_removal(state, workspace),
        Action::Annotate => desk::ask_annotation(state, workspace),
        Action::WriteCorpus => desk::ask_folder(state, workspace),
        Action::MakeClaim => hand_claim::choose_words(state, workspace),
        Action::ChooseIncident => hand_claim::ask_incident(state, workspace),
        _ if action.selects_words() => hand_claim::act(state, action),
        Action::Export => export::ask(state, workspace),
        Action::StopReading if state.jobs.running(JobKind::Export).is_some() => return export::stop(state).into(),
        Action::StopReading => {
            let none = state.entries.all.is_empty();
            let text = if none { "reading stopped" } else { "reading stopped; what has been read stays" };
            state.notice = Some(text.into());
            return state.jobs.running(JobKind::Open).map(|job| Effect::Stop(job.id)).into();
        }
        Action::Left
        | Action::Right
        | Action::DropColumn
        | Action::AllColumns
        | Action::NextDisagreement
        | Action::PreviousDisagreement
        | Action::NextAccount
        | Action::PreviousAccount
        | Action::WholeMap
        | Action::MapEntry
        | Action::NextPeak
        | Action::PreviousPeak
        | Action::Weigh
        | Action::MapInfo
        | Action::NextLikely
        | Action::TickDraft
        | Action::TickPassage
        | Action::NextKind => pane_action(state, workspace, action),
        _ => debug_assert!(false, "{action:?} does nothing"),
    }
    Effects::none()
}

/// Performs one of the pane's own actions. In the ledger, the timeline is left of the first source.
fn pane_action(state: &mut State, workspace: &Workspace, action: Action) {
    let before = state.history_item();
    if let Some(notice) = state.with_pane(workspace, |pane, cx| pane.act(cx, action)) {
        // Going to another account is a jump.
        if matches!(action, Action::NextAccount | Action::PreviousAccount) && notice.is_none() {
            state.history.push(before);
        }
        state.notice = notice;
        return;
    }
    if state.views.is_empty()
        && state.focus == Focus::Ledger
        && let Some(subject) = state.subject.clone()
    {
        let right = action == Action::Right;
        if !state.ledger.sideways(&subject, right) && !right {
            state.focus = Focus::Timeline;
        }
    }
}

/// Goes to the target of the selection, or shows why there is none.
fn open(state: &mut State, workspace: &Workspace) {
    if arrange::unfold(state, workspace) {
        return;
    }
    match state.pane().open(&state.cx(workspace)) {
        Ok(lead) => follow(state, workspace, lead),
        Err(why) => state.notice = Some(why.into_owned()),
    }
}

/// Goes to the next or previous facet.
fn turn(state: &mut State, forward: bool) {
    if let Some(facets) = state.facets_mut() {
        facets.turn(forward);
    }
}
