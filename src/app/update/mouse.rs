//! The mouse. A click selects, and a click on the selection opens; on the footer it performs the key, on a heading it folds or
//! jumps, on a chip it takes that out of the filter, on the strip it jumps. Dragging moves a boundary of panes, and narrows the
//! timeline to a span of the strip. The wheel moves what is under the pointer. It does not know the terminal.

use ratatui::layout::{Position, Rect};

use super::arrange;
use super::split;
use crate::app::effect::{Effect, Effects};
use crate::app::frame;
use crate::app::navigate::{go_to_day, set_filter};
use crate::app::panes::timeline::{Sweep, TimelinePart};
use crate::app::screen::{Areas, ScreenPart};
use crate::app::settings::Focus;
use crate::app::split::Boundary;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::Workspace;

/// Captures the mouse, or releases it to the terminal.
pub(super) fn toggle(state: &mut State) -> Effect {
    state.mouse = !state.mouse;
    let key = state.key(Action::Mouse);
    state.notice = Some(if state.mouse {
        format!("mouse on; {key} returns it to the terminal")
    } else {
        format!("mouse off; the terminal uses it, {key} turns it on")
    });
    Effect::Mouse(state.mouse)
}

/// Handles a press of the button. The error is the action that it stands for.
pub(super) fn point(state: &mut State, workspace: &Workspace, at: Position) -> Result<Effects, Action> {
    let of_footer = areas(state).filter(|areas| areas.footer.contains(at)).and_then(|areas| {
        let column = usize::from(at.x - areas.footer.x);
        frame::action_at(state, workspace, column, areas.footer.width.into())
    });
    begin(state);
    if let Some(action) = of_footer {
        return Err(action);
    }
    state.loosen_search();
    let Some(areas) = areas(state) else { return Ok(Effects::none()) };
    if state.overlay.is_none() {
        if let Some((boundary, column)) = boundary_at(&areas, at) {
            state.dragged = Some((boundary, i32::from(column) - i32::from(at.x)));
            return Ok(Effects::none());
        }
        let on = areas.timeline.and_then(|area| state.timeline.part_at(&state.cx(workspace), area, at));
        if let Some(part) = on {
            return Ok(on_timeline(state, workspace, part));
        }
    }
    let Some((part, area)) = areas.part_at(at, state.overlay.is_some()) else { return Ok(Effects::none()) };
    select(state, workspace, part, area, at)
}

/// What a key or click does before all else.
fn begin(state: &mut State) {
    state.touched = true;
    state.typed.drop_begun();
    state.notice = None;
    state.let_go();
}

/// Selects the item at a cell. The error is the action that opens it if it was already selected.
fn select(
    state: &mut State,
    workspace: &Workspace,
    part: ScreenPart,
    area: Rect,
    at: Position,
) -> Result<Effects, Action> {
    let (focus, selection) = (state.focus, selection(state));
    let hit = match part {
        ScreenPart::Overlay => state.overlay.as_mut().is_some_and(|overlay| overlay.pane_mut().select_at(area, at)),
        ScreenPart::Timeline | ScreenPart::Ledger | ScreenPart::View => {
            let before = (state.focus, state.range_from);
            focus_on(state, part);
            let hit = state.with_pane(workspace, |pane, cx| pane.select_at(cx, area, at));
            if !hit {
                (state.focus, state.range_from) = before;
            }
            hit
        }
    };
    if hit && (state.focus, self::selection(state)) == (focus, selection) {
        return Err(if part == ScreenPart::Overlay { Action::Accept } else { Action::Open });
    }
    if hit && part == ScreenPart::Timeline {
        state.update_subject(workspace);
    }
    Ok(Effects::none())
}

/// Performs a click on a part of the timeline that is no entry.
fn on_timeline(state: &mut State, workspace: &Workspace, part: TimelinePart) -> Effects {
    focus_on(state, ScreenPart::Timeline);
    match part {
        TimelinePart::Heading(item) => state.timeline.list.cursor = item,
        TimelinePart::Group(group) => arrange::turn_fold(state, workspace, group),
        TimelinePart::Chip(at) => {
            let mut chips = state.filter.chips();
            if at < chips.len() {
                let chip = chips.remove(at);
                state.notice = Some(format!("no longer filtered by {chip}"));
                return set_filter(state, workspace, chips.join(" "), state.selected());
            }
        }
        TimelinePart::Bin { days, middle } => {
            jump(state, workspace, days);
            state.timeline.sweep = Some(Sweep { middle, from: days, to: days });
        }
    }
    Effects::none()
}

/// Goes to the entry that the strip has in these days.
fn jump(state: &mut State, workspace: &Workspace, (first, last): (i32, i32)) {
    let Some(entry) = go_to_day(state, workspace, last) else { return };
    if workspace.day(entry) < first {
        state.notice = Some("no entry began then; this is the last before it".into());
    }
}

/// Moves what the button holds.
pub(super) fn drag(state: &mut State, workspace: &Workspace, at: Position) {
    if let Some((boundary, offset)) = state.dragged {
        let column = (i32::from(at.x) + offset).max(0);
        split::move_to(state, boundary, u16::try_from(column).unwrap_or(u16::MAX));
        return;
    }
    let Some(mut sweep) = state.timeline.sweep else {
        if let (Some(area), Some(overlay)) = (state.focused_area(), &mut state.overlay) {
            overlay.pane_mut().drag_to(area, at);
        }
        return;
    };
    let area = areas(state).and_then(|areas| areas.timeline);
    let bin = area.and_then(|area| state.timeline.bin_at(&state.cx(workspace), area, at.x));
    if let Some(to) = bin {
        sweep.to = to;
        state.timeline.sweep = Some(sweep);
        state.notice = (sweep.from != to).then(|| format!("{}: let go to filter by it", arrange::chip(sweep.days())));
    }
}

/// Lets go of what the button holds: a span of the strip filters.
pub(super) fn release(state: &mut State, workspace: &Workspace) -> Effects {
    let sweep = state.timeline.sweep.filter(|sweep| sweep.from != sweep.to);
    state.let_go();
    sweep.map_or_else(Effects::none, |sweep| arrange::narrow_to(state, workspace, sweep.days()))
}

/// The cursor of the overlay, if one is open, else of the pane.
fn selection(state: &State) -> usize {
    match &state.overlay {
        Some(overlay) => overlay.pane().list().cursor,
        None => state.pane().list().cursor,
    }
}

/// Focuses a part of the screen. A range of another list is dropped.
fn focus_on(state: &mut State, part: ScreenPart) {
    let before = state.focus;
    match part {
        ScreenPart::Timeline => state.focus = Focus::Timeline,
        ScreenPart::Ledger => state.focus = Focus::Ledger,
        ScreenPart::View | ScreenPart::Overlay => {}
    }
    state.range_from.take_if(|_| state.focus != before);
}

/// Focuses the part under the pointer, which the wheel then moves. Returns whether there is one.
pub(super) fn wheel(state: &mut State, workspace: &Workspace, at: Position) -> bool {
    begin(state);
    state.loosen_search();
    let part = areas(state).and_then(|areas| areas.part_at(at, state.overlay.is_some()));
    let Some((part, area)) = part.filter(|(_, area)| area.contains(at)) else { return false };
    focus_on(state, part);
    if part != ScreenPart::Overlay {
        state.with_pane(workspace, |pane, _| pane.focus_at(area, at));
    }
    true
}

fn areas(state: &State) -> Option<Areas> {
    Areas::of(&state.settings, state.focus, state.views.is_empty()).ok()
}

/// The boundary of panes at a cell, which is two columns wide, and its column.
fn boundary_at(areas: &Areas, at: Position) -> Option<(Boundary, u16)> {
    let panes =
        [(Boundary::Timeline, areas.timeline, areas.ledger), (Boundary::Passages, areas.ledger, areas.passages)];
    panes.into_iter().find_map(|(boundary, left, right)| {
        let (left, right) = (left?, right?);
        let is_here = (left.top()..left.bottom()).contains(&at.y) && (at.x + 1 == right.x || at.x == right.x);
        (is_here && left.right() == right.x).then_some((boundary, right.x))
    })
}
