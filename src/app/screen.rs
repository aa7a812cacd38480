//! Screen layout: a pure function of the size and of whether a view covers the panes.
//!
//! Knows areas; does not know their contents.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::settings::{Focus, Settings};

/// The smallest supported screen, in columns and rows.
pub const MIN_SIZE: (u16, u16) = (60, 16);

/// Rows of a screen from which on it has a status line.
const STATUS_FROM: u16 = 20;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The first line: open sources.
    pub header: Rect,
    /// The panes, or the topmost view.
    pub main: Rect,
    /// Whether a view covers the panes.
    pub covered: bool,
    /// The timeline, unless it is hidden or a view covers it.
    pub timeline: Option<Rect>,
    /// The ledger, unless it is hidden or a view covers it.
    pub ledger: Option<Rect>,
    /// The passages of the ledger's selection, on wide screens, unless they are hidden or a view covers them.
    pub passages: Option<Rect>,
    /// The line above the footer that says the selected item in full, on screens that are not low, unless a view covers the panes.
    pub status: Option<Rect>,
    /// The list of keys below the work, if it is open and there is room.
    pub keys: Option<Rect>,
    /// The overlay, if one is open.
    pub overlay: Rect,
    /// The last line: keys or a status message.
    pub footer: Rect,
}

/// Rows of the list of keys on a screen of so many rows; 0 if it has no room.
pub fn key_rows(rows: u16) -> u16 {
    if rows < STATUS_FROM { 0 } else { (rows / 4).min(9) }
}

/// Whether a screen of so many columns and rows is large enough.
///
/// # Errors
///
/// A message that it is too small.
pub fn fits((columns, rows): (u16, u16)) -> Result<(), String> {
    let (min_columns, min_rows) = MIN_SIZE;
    if columns < min_columns || rows < min_rows {
        return Err(format!("parallax needs {min_columns}x{min_rows}; this is {columns}x{rows}"));
    }
    Ok(())
}

impl Areas {
    /// The parts of the screen while `focus` has the focus. `uncovered` says that no view covers the panes. The error is a
    /// message that the screen is too small.
    pub fn of(settings: &Settings, focus: Focus, uncovered: bool) -> Result<Self, String> {
        let (columns, rows) = settings.size;
        fits(settings.size)?;
        let screen = Rect::new(0, 0, columns, rows);
        let listed = if settings.split.lists_keys { key_rows(rows) } else { 0 };
        let [header, main, keys, footer] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Min(1),
            Constraint::Length(listed),
            Constraint::Length(1),
        ])
        .areas(screen);
        let line = u16::from(uncovered && rows >= STATUS_FROM);
        let [panes, status] = Layout::vertical([Constraint::Min(1), Constraint::Length(line)]).areas(main);
        let split = settings.split.columns(columns, focus);
        let [timeline, ledger, passages] = [
            (panes.x, split.timeline),
            (panes.x + split.timeline, split.ledger),
            (panes.x + split.timeline + split.ledger, split.passages),
        ]
        .map(|(x, width)| (uncovered && width > 0).then_some(Rect { x, width, ..panes }));
        let overlay = Rect { x: main.x + 2, y: main.y + 1, width: columns - 4, height: main.height - 2 };
        Ok(Self {
            header,
            main,
            covered: !uncovered,
            timeline,
            ledger,
            passages,
            status: (line > 0).then_some(status),
            keys: (listed > 0).then_some(keys),
            overlay,
            footer,
        })
    }

    /// The area of the part that handles keys.
    pub fn focused(&self, overlay: bool, focus: Focus) -> Option<Rect> {
        match (overlay, self.covered, focus) {
            (true, ..) => Some(self.overlay),
            (false, true, _) => Some(self.main),
            (false, false, Focus::Timeline) => self.timeline,
            (false, false, Focus::Ledger) => self.ledger,
        }
    }

    /// The clickable part at a cell of the screen, and its area. `overlay` says that an overlay is open, which takes
    /// all clicks.
    pub fn part_at(&self, at: Position, overlay: bool) -> Option<(ScreenPart, Rect)> {
        if overlay {
            return Some((ScreenPart::Overlay, self.overlay));
        }
        let panes = [(ScreenPart::Timeline, self.timeline), (ScreenPart::Ledger, self.ledger)];
        if self.covered {
            return Some((ScreenPart::View, self.main)).filter(|(_, area)| area.contains(at));
        }
        panes.into_iter().find_map(|(part, area)| area.filter(|a| a.contains(at)).map(|area| (part, area)))
    }
}

/// A part of the screen that handles clicks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenPart {
    /// The timeline.
    Timeline,
    /// The ledger.
    Ledger,
    /// The topmost view.
    View,
    /// The open overlay.
    Overlay,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_areas_fill_every_screen_that_is_large_enough() {
        let of = |size| Areas::of(&Settings { size, ..Settings::default() }, Focus::Timeline, true);
        assert!(of((59, 24)).unwrap_err().contains("60x16"));
        for size in [(60, 16), (80, 24), (120, 40), (500, 200)] {
            let areas = of(size).unwrap();
            let (left, right) = (areas.timeline.unwrap(), areas.ledger.unwrap());
            assert_eq!(left.width + right.width + areas.passages.map_or(0, |p| p.width), size.0);
            assert_eq!(areas.header.height + areas.main.height + areas.footer.height, size.1);
        }
    }
}
