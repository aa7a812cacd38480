//! The list of jumps: where one has been, in words, the oldest first; and where one came back from.
//!
//! Knows the places in words; goes nowhere itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::{Action, Context};
use crate::present::words::count;
use crate::ui::canvas::{self, inner};
use crate::ui::list::{List, has_list};
use crate::ui::text::{cut, fill_left};
use crate::ui::theme::Role;

/// Columns of the number of jumps.
const NUMBER: usize = 4;

/// The list of jumps.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    /// The places in words, the oldest first.
    places: Vec<String>,
    /// The position of the present place.
    here: usize,
    list: List,
}

impl Jumps {
    /// A list of places, with the position of the present one; the place before it is selected.
    pub fn new(places: Vec<String>, here: usize) -> Self {
        let list = List { cursor: here.saturating_sub(1), ..List::default() };
        Self { places, here, list }
    }

    /// Whether the selected place lies back, and how many jumps away it is. None at the present place.
    pub fn selected(&self) -> Option<(bool, usize)> {
        let at = self.list.cursor;
        (at != self.here && at < self.places.len()).then_some((at < self.here, at.abs_diff(self.here)))
    }
}

impl OverlayPane for Jumps {
    fn context(&self) -> Context {
        Context::Jumps
    }

    fn row_count(&self) -> usize {
        self.places.len()
    }

    has_list!();

    fn stays_open(&self, action: Action) -> bool {
        matches!(action, Action::Accept | Action::Mouse)
    }

    fn rows(&self, area: Rect) -> Rect {
        inner(area)
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        let (back, forward) = (self.here, self.places.len().saturating_sub(self.here + 1));
        canvas::overlay_frame(theme, &format!("{} back, {forward} forward", count(back, "jump")), area, buf);
        let list = self.rows(area);
        let columns = usize::from(list.width);
        let row = |(at, place): (usize, &String)| {
            let (sign, role) = match at.abs_diff(self.here) {
                0 => ("▸".to_owned(), Role::Notice),
                n => (n.to_string(), Role::Text),
            };
            let place = if at == self.here { format!("here: {place}") } else { place.clone() };
            Line::from(vec![
                Span::styled(format!("{} ", fill_left(&sign, NUMBER)), theme.style(Role::Key)),
                Span::styled(cut(&place, columns.saturating_sub(NUMBER + 1)), theme.style(role)),
            ])
        };
        let visible = self.places.iter().enumerate().skip(self.list.offset).take(list.height.into());
        let lines: Vec<Line<'static>> = visible.map(row).collect();
        canvas::rows(theme, &lines, &self.list, self.row_count(), list, buf);
        None
    }
}
