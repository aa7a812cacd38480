//! Marks on the screen where the words of a search are, and where on the scroll bar more of them are.
//!
//! Knows a drawn area; does not know what draws there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::runs::runs_on;
use super::{Occurrences, SearchWords, ViewSearch};
use crate::ui::canvas::inner;
use crate::ui::theme::{Role, Theme};

/// Marks every occurrence in a framed area, the current one most.
pub fn mark(theme: Theme, words: &SearchWords, current: Option<Position>, area: Rect, buf: &mut Buffer) {
    let mut found: Vec<Vec<Position>> = Vec::new();
    for run in runs_on(buf, inner(area)) {
        for range in words.find(&run.text) {
            let cell = |at| {
                let (x, y) = run.cell(at);
                Position { x: u16::try_from(x).unwrap_or(u16::MAX), y: u16::try_from(y).unwrap_or(u16::MAX) }
            };
            found.push(range.map(cell).collect());
        }
    }
    for cells in found {
        let style = theme.style(Role::Match);
        let is_current = cells.first().copied() == current;
        let style = if is_current { style.add_modifier(Modifier::REVERSED) } else { style };
        for at in cells {
            if let Some(cell) = buf.cell_mut(at) {
                cell.set_style(style);
            }
        }
    }
}

/// Draws the scroll bar with a tick for each occurrence, if not all lines are on the screen.
pub fn ticks(theme: Theme, search: &ViewSearch, area: Rect, buf: &mut Buffer) {
    let inner = inner(area);
    let height = usize::from(inner.height);
    let mut rows = vec![false; height];
    let mut tick = |line: usize, total: usize| {
        if let Some(row) = (line * height).checked_div(total).and_then(|row| rows.get_mut(row)) {
            *row = true;
        }
    };
    match &search.found {
        Occurrences::Lines(found, total) if *total > height => found.iter().for_each(|found| tick(found.line, *total)),
        Occurrences::Rows(rows, found) if rows.len() > height => {
            found.iter().for_each(|&at| tick(at as usize, rows.len()));
        }
        _ => return,
    }
    let x = area.right().saturating_sub(1);
    for (y, _) in (inner.top()..).zip(rows).filter(|(_, ticked)| *ticked) {
        buf.set_string(x, y, "━", theme.style(Role::Match));
    }
}
