//! The names of the facets, beside the values of one. Knows no values.

use ratatui::text::Line;

use crate::app::overlays::saved::unknown_filter;
use crate::saved_state::saved_filter::{SavedFilter, expanded};
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

/// What Enter does with a text that names saved filters, or which of the names no filter has.
pub(super) fn saved(filters: &[SavedFilter], typed: &str) -> String {
    match expanded(filters, typed) {
        Ok(_) => "Enter adds the filter saved under this name.".to_owned(),
        Err(unknown) => unknown_filter(filters, &unknown),
    }
}
