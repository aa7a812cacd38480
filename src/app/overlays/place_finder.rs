//! Towns, provinces and countries by name, to go to on the map. Knows the places that were found; looks up nothing itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::overlay::{OverlayCx, OverlayPane};
use crate::keymap::Context;
use crate::map::places::SoughtPlace;
use crate::present::words::count;
use crate::sanitize;
use crate::ui::canvas::{self, inner};
use crate::ui::list::{List, has_list};
use crate::ui::prompt::Prompt;
use crate::ui::text::{cut, fill, fill_left};
use crate::ui::theme::Role;

/// Columns of a number of entries.
const NUMBER: usize = 14;

/// The list of places.
#[derive(Debug, Clone, Default)]
pub struct PlaceFinder {
    /// The name.
    pub prompt: Prompt,
    /// Whether the names of the world are known already.
    is_ready: bool,
    found: Vec<SoughtPlace>,
    list: List,
}

impl PlaceFinder {
    /// Takes the places that the typed name fits; none until the names of the world are known.
    pub fn take(&mut self, found: Option<Vec<SoughtPlace>>) {
        self.is_ready = found.is_some();
        self.found = found.unwrap_or_default();
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// The selected place.
    pub fn selected(&self) -> Option<&SoughtPlace> {
        self.found.get(self.list.cursor)
    }

    /// What is said where no place is listed.
    pub fn remark(&self) -> &'static str {
        match (self.is_ready, self.prompt.text().trim().is_empty()) {
            (_, true) => "type a name: Kunduz, Tessin, Mali; what is shown on the map and all the world",
            (false, _) => "the names of places are being read",
            (true, _) => "no place has a name that begins with this",
        }
    }
}

impl OverlayPane for PlaceFinder {
    fn context(&self) -> Context {
        Context::Places
    }

    fn row_count(&self) -> usize {
        self.found.len()
    }

    has_list!();

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.cx.theme();
        canvas::overlay_frame(theme, "Go to a place on the map", area, buf);
        let cursor = self.prompt.draw("/ ", theme, inner(area), buf);
        let list = self.rows(area);
        let columns = usize::from(list.width);
        let row = |place: &SoughtPlace| {
            let what = if place.country.is_empty() {
                place.kind.word().to_owned()
            } else {
                format!("{} · {}", place.kind.word(), place.country)
            };
            let entries = if place.entries > 0 { count(place.entries, "entry") } else { String::new() };
            let room = columns.saturating_sub(NUMBER);
            let name = room / 2;
            Line::from(vec![
                Span::styled(fill(&cut(&sanitize::line(&place.name), name), name), theme.style(Role::Text)),
                Span::styled(fill(&cut(&sanitize::line(&what), room - name), room - name), theme.style(Role::Dim)),
                Span::styled(fill_left(&cut(&entries, NUMBER), NUMBER), theme.style(Role::Key)),
            ])
        };
        let visible = self.found.iter().skip(self.list.offset).take(list.height.into());
        let mut lines: Vec<Line<'static>> = visible.map(row).collect();
        if lines.is_empty() {
            lines.push(Line::styled(cut(self.remark(), columns), theme.style(Role::Dim)));
        }
        canvas::rows(theme, &lines, &self.list, self.row_count(), list, buf);
        cursor
    }
}
