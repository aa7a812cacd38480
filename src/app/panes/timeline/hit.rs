//! What stands at a cell of the timeline besides its entries: a heading, a chip of the filter, a bar of the strip.
//!
//! Knows where the timeline draws what; does not know what a click does.

use ratatui::layout::{Margin, Position, Rect};

use super::chips;
use super::strip::{self, Sweep};
use crate::analysis::time_bins::TimeBins;
use crate::app::entries::TimelineRow;
use crate::app::entries::arrange::EntryGroup;
use crate::app::pane::Cx;
use crate::ui::canvas::row_at;

/// A part of the timeline that is no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelinePart {
    /// A heading, with the position of its first item.
    Heading(usize),
    /// The heading of a group, or a folded group.
    Group(EntryGroup),
    /// A chip of the filter; its position.
    Chip(usize),
    /// A bar of the strip.
    Bin {
        /// Its first and last day.
        days: (i32, i32),
        /// The day in the middle of the strip.
        middle: i32,
    },
}

/// The area inside the frame. The column of the cursor is its padding.
pub(super) fn inner(area: Rect) -> Rect {
    area.inner(Margin { horizontal: 1, vertical: 1 })
}

/// The area of the entries, below the strip, the chips of a filter and the head of the columns.
pub(super) fn rows(cx: &Cx, area: Rect) -> Rect {
    let inner = inner(area);
    let above = strip::height(cx) + u16::from(cx.filter.is_on()) + 1;
    Rect { y: inner.y + above, height: inner.height.saturating_sub(above), ..inner }
}

/// What stands at a cell of a timeline scrolled by `offset` rows, unless it is an entry. `selected` is the number of the selected
/// entry.
pub(super) fn part_at(
    cx: &Cx,
    (offset, selected, sweep): (usize, Option<u32>, Option<Sweep>),
    area: Rect,
    at: Position,
) -> Option<TimelinePart> {
    let inner = inner(area);
    if let Some(row) = row_at(rows(cx, area), at) {
        return heading_at(cx, offset + row);
    }
    let row = u16::try_from(row_at(inner, at)?).ok()?;
    let height = strip::height(cx);
    if row < height {
        let middle = strip::middle(cx, selected, sweep)?;
        let (bins, column) = column(cx, selected, sweep, area, at.x)?;
        let days = bins.bins().nth(column?)?;
        return Some(TimelinePart::Bin { days, middle });
    }
    let is_chips = cx.filter.is_on() && row == height;
    let chip = is_chips.then(|| chips::at(cx, inner.width.into(), usize::from(at.x - inner.x)));
    chip.flatten().map(TimelinePart::Chip)
}

fn heading_at(cx: &Cx, row: usize) -> Option<TimelinePart> {
    match cx.entries.row(row)? {
        TimelineRow::Entry(_) => None,
        TimelineRow::Group(group, _) | TimelineRow::Folded(group, _) => Some(TimelinePart::Group(group)),
        TimelineRow::Possibly(_) | TimelineRow::Year(_) => {
            (row..cx.entries.rows()).find_map(|row| cx.entries.item_at(row)).map(TimelinePart::Heading)
        }
    }
}

/// First and last day of the strip's bar in a column of the screen; of the nearest one, if there is none in it.
pub(super) fn bin_at(cx: &Cx, selected: Option<u32>, sweep: Option<Sweep>, area: Rect, x: u16) -> Option<(i32, i32)> {
    let (bins, column) = column(cx, selected, sweep, area, x)?;
    let last = bins.edges.len().checked_sub(2)?;
    bins.bins().nth(column.unwrap_or(0).min(last))
}

/// The bins of the strip, and which of them has a column of the screen, `None` before the first. After the last come numbers
/// that no bin has.
fn column(
    cx: &Cx,
    selected: Option<u32>,
    sweep: Option<Sweep>,
    area: Rect,
    x: u16,
) -> Option<(TimeBins, Option<usize>)> {
    let inner = inner(area);
    let (bins, from) = strip::bins(cx, selected, sweep, inner.width.into())?;
    let column = x.checked_sub(inner.x).and_then(|column| usize::from(column).checked_sub(from));
    Some((bins, column))
}
