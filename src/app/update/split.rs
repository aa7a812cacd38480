//! Keys and the mouse on the division of the screen: a pane narrower or wider, alone, or without the timeline. It does not know
//! how columns are divided.

use crate::app::navigate::enter_ledger;
use crate::app::settings::Focus;
use crate::app::split::Boundary;
use crate::app::state::State;
use crate::keymap::Action;

/// Columns by which a key without a count moves a boundary.
const STEP: usize = 4;

/// Performs one of these actions; `count` is a number of columns.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>) {
    match action {
        Action::Narrower => resize(state, -1, count),
        Action::Wider => resize(state, 1, count),
        Action::ZoomPane => zoom(state),
        Action::HideTimeline => hide_timeline(state),
        _ => {}
    }
}

/// Moves the boundary of the focused pane, or says why it cannot.
fn resize(state: &mut State, sign: i32, count: Option<usize>) {
    let (screen, focus) = (state.settings.size.0, state.focus);
    let before = state.settings.split.columns(screen, focus);
    let name = name(focus);
    let Some(boundary) = before.boundary(focus) else {
        let (action, does) = if state.settings.split.zoomed {
            (Action::ZoomPane, "brings the other panes back")
        } else {
            (Action::HideTimeline, "brings the timeline back")
        };
        state.notice = Some(format!("the {name} is alone on the screen; {} {does}", state.key(action)));
        return;
    };
    let columns = i32::try_from(count.unwrap_or(STEP)).unwrap_or(i32::MAX).min(i32::from(u16::MAX));
    let here = match boundary {
        Boundary::Timeline => before.timeline,
        Boundary::Passages => before.timeline + before.ledger,
    };
    // The ledger beside a timeline grows to the left.
    let grows_left = focus == Focus::Ledger && boundary == Boundary::Timeline;
    let to = i32::from(here) + if grows_left { -sign } else { sign } * columns;
    move_to(state, boundary, u16::try_from(to.max(0)).unwrap_or(u16::MAX));
    let after = state.settings.split.columns(screen, focus);
    // Of many columns only some may be there.
    let moved = i32::from(after.focused(focus)).abs_diff(i32::from(before.focused(focus)));
    let limit = match (moved >= columns.unsigned_abs(), sign < 0) {
        (true, _) => "",
        (false, true) => ", the least it can have",
        (false, false) => "; the other pane has its least",
    };
    if let Some(notice) = &mut state.notice {
        notice.push_str(limit);
    }
}

/// Moves a boundary to a column, as far as the panes beside it can use theirs, and says how wide the focused one is.
pub(super) fn move_to(state: &mut State, boundary: Boundary, at: u16) {
    let (screen, focus) = (state.settings.size.0, state.focus);
    let split = state.settings.split.with_boundary(boundary, at, screen, focus);
    let shown = split.columns(screen, focus);
    state.settings.split = split;
    // The passages leave the timeline as it is.
    let of = if boundary == Boundary::Passages { Focus::Ledger } else { focus };
    state.notice = Some(format!("the {} has {} of {screen} columns", name(of), shown.focused(of)));
}

/// Shows the focused pane alone, or all panes again.
fn zoom(state: &mut State) {
    let split = &mut state.settings.split;
    split.zoomed = !split.zoomed;
    let (zoomed, name) = (split.zoomed, name(state.focus));
    let key = state.key(Action::ZoomPane);
    state.notice = Some(if zoomed {
        format!("the {name} alone; {key} brings the other panes back")
    } else {
        format!("the panes side by side; {key} shows the {name} alone")
    });
}

/// Hides the timeline while the ledger has the focus, or shows it always.
fn hide_timeline(state: &mut State) {
    let hides = !state.settings.split.hides_timeline;
    if hides && state.subject.is_none() {
        state.notice = Some("nothing is selected, so there is no ledger to show in place of the timeline".into());
        return;
    }
    state.settings.split.hides_timeline = hides;
    state.settings.split.zoomed = false;
    let key = state.key(Action::HideTimeline);
    if hides {
        enter_ledger(state);
        let tab = state.key(Action::NextPane);
        state.notice = Some(format!("the timeline is hidden; {tab} goes to it, {key} shows it always"));
    } else {
        state.notice = Some(format!("the timeline is shown; {key} hides it"));
    }
}

fn name(focus: Focus) -> &'static str {
    match focus {
        Focus::Timeline => "timeline",
        Focus::Ledger => "ledger",
    }
}
