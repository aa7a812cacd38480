//! Where everything is on the screen: a pure function of its size and of whether a view is open.
//!
//! Knows areas; nothing of what stands in them.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::settings::Settings;

/// The least screen that can be worked with.
pub const LEAST: (u16, u16) = (60, 16);

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// What is open.
    pub header: Rect,
    /// Panes or view.
    pub main: Rect,
    /// The timeline, while no view covers it.
    pub timeline: Option<Rect>,
    /// The ledger, while no view covers it.
    pub ledger: Option<Rect>,
    /// The passages that the ledger's selection rests on, on wide screens, while no view covers them.
    pub passages: Option<Rect>,
    /// The finder, the palette or the list of keys, when one is open.
    pub overlay: Rect,
    /// Keys.
    pub footer: Rect,
}

impl Areas {
    /// The parts of the screen, or what the program needs to be seen. `open` says that no view covers the panes.
    pub fn of(settings: &Settings, open: bool) -> Result<Self, String> {
        let (columns, rows) = settings.size;
        let (least_columns, least_rows) = LEAST;
        if columns < least_columns || rows < least_rows {
            return Err(format!("parallax needs {least_columns}x{least_rows}; this is {columns}x{rows}"));
        }
        let screen = Rect::new(0, 0, columns, rows);
        let [header, main, footer] =
            Layout::vertical([Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)]).areas(screen);
        // Titles of incidents are short, claims are long: the ledger gets the larger share, the timeline
        // never more than its lines can use.
        let left = (columns / 20 * 9 + columns % 20 * 9 / 20).clamp(28, 58);
        let third = if settings.is_wide() { (columns - left) / 2 } else { 0 };
        let [timeline, ledger, passages] =
            Layout::horizontal([Constraint::Length(left), Constraint::Min(1), Constraint::Length(third)]).areas(main);
        let overlay = Rect { x: main.x + 2, y: main.y + 1, width: columns - 4, height: main.height - 2 };
        Ok(Self {
            header,
            main,
            timeline: open.then_some(timeline),
            ledger: open.then_some(ledger),
            passages: (open && third > 0).then_some(passages),
            overlay,
            footer,
        })
    }

    /// The part at a cell of the screen that takes clicks, and its area.
    pub fn part_at(&self, at: Position, overlay: bool) -> Option<(Part, Rect)> {
        if overlay {
            return Some((Part::Overlay, self.overlay));
        }
        let panes = [(Part::Timeline, self.timeline), (Part::Ledger, self.ledger)];
        if self.timeline.is_none() {
            return Some((Part::View, self.main)).filter(|(_, area)| area.contains(at));
        }
        panes.into_iter().find_map(|(part, area)| area.filter(|a| a.contains(at)).map(|area| (part, area)))
    }
}

/// A part of the screen that takes clicks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The timeline.
    Timeline,
    /// The ledger.
    Ledger,
    /// The view on top.
    View,
    /// The overlay that is open.
    Overlay,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_small_says_what_it_needs_and_every_larger_screen_is_filled() {
        let of = |size| Areas::of(&Settings { size, ..Settings::default() }, true);
        assert!(of((59, 24)).unwrap_err().contains("60x16"));
        for size in [(60, 16), (80, 24), (120, 40), (500, 200)] {
            let areas = of(size).unwrap();
            let (left, right) = (areas.timeline.unwrap(), areas.ledger.unwrap());
            assert_eq!(left.width + right.width + areas.passages.map_or(0, |p| p.width), size.0);
            assert_eq!(areas.header.height + areas.main.height + areas.footer.height, size.1);
        }
    }
}
