//! Where everything is on the screen: a pure function of its size and of what is open.

use ratatui::layout::{Constraint, Layout, Margin, Rect};

use crate::app::State;

/// The least screen that can be worked with.
pub const LEAST: (u16, u16) = (60, 16);

/// From this many columns on there is room for a third pane.
const WIDE: u16 = 160;

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
    pub detail: Option<Rect>,
    /// The passages that the ledger's selection rests on, on wide screens, while no view covers them.
    pub passages: Option<Rect>,
    /// The finder, the palette or the list of keys, when one is open.
    pub overlay: Rect,
    /// Keys.
    pub footer: Rect,
}

impl Areas {
    /// The parts of the state's screen, or what the program needs to be seen.
    pub fn of(state: &State) -> Result<Self, String> {
        let (columns, rows) = state.size;
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
        let third = if is_wide(state) { (columns - left) / 2 } else { 0 };
        let [timeline, detail, passages] =
            Layout::horizontal([Constraint::Length(left), Constraint::Min(1), Constraint::Length(third)]).areas(main);
        let open = state.views.is_empty();
        let overlay = Rect { x: main.x + 2, y: main.y + 1, width: columns - 4, height: main.height - 2 };
        Ok(Self {
            header,
            main,
            timeline: open.then_some(timeline),
            detail: open.then_some(detail),
            passages: (open && third > 0).then_some(passages),
            overlay,
            footer,
        })
    }
}

/// Whether there is room for the third pane.
pub fn is_wide(state: &State) -> bool {
    state.size.0 >= WIDE
}

/// What a frame leaves for its content: one column of air at each side.
pub fn inner(area: Rect) -> Rect {
    area.inner(Margin { horizontal: 2, vertical: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_small_says_what_it_needs_and_every_larger_screen_is_filled() {
        let of = |size| Areas::of(&State { size, ..State::default() });
        assert!(of((59, 24)).unwrap_err().contains("60x16"));
        for size in [(60, 16), (80, 24), (120, 40), (500, 200)] {
            let areas = of(size).unwrap();
            let (left, right) = (areas.timeline.unwrap(), areas.detail.unwrap());
            assert_eq!(left.width + right.width + areas.passages.map_or(0, |p| p.width), size.0);
            assert_eq!(areas.header.height + areas.main.height + areas.footer.height, size.1);
        }
    }
}
