//! The list of facets to filter by: facets at the left, the values of one with their counts at the right.
//!
//! Knows the counts from the filter job; filters no entries itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::overlay::{OverlayPane, OverlayCx};
use crate::keymap::Context;
use crate::model::Corpus;
use crate::model::figure::thousands;
use crate::present::words::count;
use crate::sanitize;
use crate::search::Query;
use crate::search::filter_result::{FACETS, FacetCounts, FacetValue, FilterResult};
use crate::search::fold::fold;
use crate::ui::canvas::{self, inner, window};
use crate::ui::list::List;
use crate::ui::prompt::Prompt;
use crate::ui::text::{fill, fill_left};
use crate::ui::theme::Role;

/// Width of the facets' names in columns.
const NAMES: u16 = 31;

/// The facets, and the values of the selected one.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Narrows the values. A typed field can be added to the filter.
    pub prompt: Prompt,
    /// All facets with their counts; empty until the job ends.
    pub all: Vec<FacetCounts>,
    /// The selected facet.
    pub facet: usize,
    /// Its values that match the prompt.
    pub values: Vec<FacetValue>,
    /// Selection and scroll of the values.
    pub list: List,
}

impl Facets {
    /// Replaces the counts.
    pub fn take(&mut self, result: &FilterResult) {
        self.all.clone_from(&result.facets);
        let cursor = self.list.cursor;
        self.narrow();
        self.list.cursor = cursor.min(self.values.len().saturating_sub(1));
    }

    /// Finds the values that match the prompt.
    pub fn narrow(&mut self) {
        let typed = fold(self.prompt.text());
        let fits = |value: &&FacetValue| {
            let label = fold(&value.label);
            typed.split(' ').all(|w| label.split(' ').any(|l| l.starts_with(w)) || w.is_empty())
        };
        self.values =
            self.all.get(self.facet).map_or_else(Vec::new, |f| f.values.iter().filter(fits).cloned().collect());
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// Selects the next or previous facet.
    pub fn turn(&mut self, forward: bool) {
        let step = if forward { 1 } else { FACETS.len() - 1 };
        self.facet = (self.facet + step) % FACETS.len();
        self.prompt = Prompt::default();
        self.narrow();
    }

    /// The typed text, if it consists of valid fields.
    pub fn typed(&self, corpus: &Corpus) -> Option<String> {
        let text = self.prompt.text().trim();
        let query = Query::parse_in(text, corpus);
        // An unclosed quotation mark would include the next chip.
        let closed = text.matches('"').count().is_multiple_of(2);
        (closed && !query.filters.is_empty() && query.problems.is_empty() && query.terms.is_empty())
            .then(|| text.to_owned())
    }

    /// The selected value with its field.
    pub fn selected(&self) -> Option<(&'static str, &FacetValue)> {
        let facet = self.all.get(self.facet)?;
        self.values.get(self.list.cursor).map(|v| (facet.field, v))
    }
}

impl OverlayPane for Facets {
    fn context(&self) -> Context {
        Context::Filter
    }

    fn row_count(&self) -> usize {
        self.values.len()
    }

    fn list(&self) -> &List {
        &self.list
    }

    fn list_mut(&mut self) -> &mut List {
        &mut self.list
    }

    /// The area beside the names of the facets.
    fn rows(&self, area: Rect) -> Rect {
        let inner = inner(area);
        Rect {
            x: inner.x + NAMES.min(inner.width),
            y: inner.y + 2,
            width: inner.width.saturating_sub(NAMES),
            height: inner.height.saturating_sub(2),
        }
    }

    fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        Some(&mut self.prompt)
    }

    fn edited(&mut self) -> bool {
        self.narrow();
        false
    }

    fn draw(&self, cx: &OverlayCx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (cx, theme) = (&cx.cx, cx.cx.theme());
        canvas::clear(area, buf);
        let shown = if cx.filter.is_waiting() {
            "counting …".to_owned()
        } else {
            let possible = match cx.entries.possible.len() {
                0 => String::new(),
                possible => format!(" · {} possibly", thousands(narrow(possible))),
            };
            format!(
                "{} of {}{possible}",
                thousands(narrow(cx.entries.shown.len())),
                count(cx.entries.all.len(), "entry").replace("entrys", "entries")
            )
        };
        canvas::frame(theme, &format!("Filter · {shown}"), true, area, buf);
        let inner = inner(area);
        let cursor = self.prompt.draw("f ", theme, inner, buf);
        let chips = if cx.filter.is_on() {
            cx.filter.shown_chips(&cx.workspace.corpus).join("  ")
        } else {
            "No filter. Type to narrow the values, or a field such as killed:>50.".to_owned()
        };
        let chips = Line::styled(fill(&sanitize::line(&chips), inner.width.into()), theme.style(Role::Notice));
        window(&[chips], 0, Rect { y: inner.y + 1, height: 1, ..inner }, buf);
        let names: Vec<Line<'static>> = FACETS
            .iter()
            .enumerate()
            .map(|(n, (field, title))| {
                let chosen = cx.filter.chips().iter().any(|c| c.starts_with(&format!("{field}:")));
                let sign = if chosen { "●" } else { " " };
                let role = if n == self.facet { Role::Selected } else { Role::Text };
                Line::styled(fill(&format!("{sign} {title:<15} {field}:"), usize::from(NAMES) - 2), theme.style(role))
            })
            .collect();
        let list = self.rows(area);
        window(&names, 0, Rect { x: inner.x, width: NAMES, ..list }, buf);
        let columns = usize::from(list.width);
        let most = self.values.iter().map(|v| v.count).max().unwrap_or(1).max(1);
        let field = FACETS.get(self.facet).map_or("", |(field, _)| *field);
        let lines: Vec<Line<'static>> = self
            .values
            .iter()
            .skip(self.list.offset)
            .take(list.height.into())
            .map(|value| {
                const NUMBER: usize = 9;
                const POSSIBLE: usize = 9;
                const BAR: usize = 6;
                let chosen = cx.filter.has(field, &value.value);
                let sign = if chosen { "● " } else { "  " };
                let bar = "█".repeat((value.count * BAR).div_ceil(most));
                let number = fill_left(&thousands(narrow(value.count)), NUMBER);
                let possible = match value.possible {
                    0 => String::new(),
                    possible => format!("+{}", thousands(narrow(possible))),
                };
                let possible = fill(&format!(" {possible}"), POSSIBLE);
                let room = columns.saturating_sub(2 + NUMBER + POSSIBLE + 1 + BAR);
                Line::from(vec![
                    Span::styled(sign, theme.style(Role::Key)),
                    Span::styled(fill(&sanitize::line(&value.label), room), theme.style(Role::Text)),
                    Span::styled(format!("{number}{possible} "), theme.style(Role::Dim)),
                    Span::styled(fill(&bar, BAR), theme.style(Role::Wording)),
                ])
            })
            .collect();
        if lines.is_empty() {
            let text = if cx.filter.is_waiting() && self.all.is_empty() { "counting …" } else { "No values." };
            window(&[Line::styled(text, theme.style(Role::Dim))], 0, list, buf);
        }
        window(&lines, 0, list, buf);
        canvas::highlight_row(theme, &self.list, self.values.len(), list, buf);
        canvas::more_rows(theme, &self.list, self.values.len(), list, buf);
        cursor
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
