//! A line of the help: what is explained at the left, what it means at the right. Knows neither.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::text::{fill, wrap};

/// The lines of a key or sign and what it means: nothing is cut.
pub(super) fn entry(lead: (&str, Style), what: (&str, Style), columns: usize) -> Vec<Line<'static>> {
    const LEAD: usize = 20;
    let mut lead = Span::styled(format!("  {}", fill(lead.0, LEAD)), lead.1);
    let mut lines = Vec::new();
    for text in wrap(what.0, columns.saturating_sub(LEAD + 2)) {
        let next = Span::raw(" ".repeat(LEAD + 2));
        lines.push(Line::from(vec![std::mem::replace(&mut lead, next), Span::styled(text, what.1)]));
    }
    lines
}
