//! The names of the facets, beside the values of one. Knows no values.

use ratatui::text::Line;

use crate::search::filter_result::FACETS;
use crate::ui::text::fill;
use crate::ui::theme::{Role, Theme};

/// Their width in columns.
pub(super) const NAMES: u16 = 31;

/// A line for each, with its field; `is_chosen` says whether the filter has a field.
pub(super) fn lines(is_chosen: impl Fn(&str) -> bool, selected: usize, theme: Theme) -> Vec<Line<'static>> {
    let name = |(n, (field, title)): (usize, (&str, &str))| {
        let sign = if is_chosen(field) { "●" } else { " " };
        let role = if n == selected { Role::Selected } else { Role::Text };
        let text = format!("{sign} {title:<15} {field}:");
        Line::styled(fill(&text, usize::from(NAMES) - 2), theme.style(role))
    };
    FACETS.into_iter().enumerate().map(name).collect()
}
