//! The row that is selected in the list of facets, and how it stays selected when the rows change. Knows no screen.

use std::sync::Arc;

use super::{Facets, Row};
use crate::search::filter_result::FilterResult;
use crate::search::suggestion::FilterPart;
use crate::ui::prompt::Prompt;

impl Facets {
    /// Replaces the counts.
    pub fn take(&mut self, result: &FilterResult) {
        let chosen = self.chosen();
        (self.all, self.axis) = (Arc::clone(&result.facets), result.axis);
        self.list_again(chosen.as_ref());
    }

    /// Takes the typed text away once the row that it found was chosen, which stays selected among the values of its facet.
    pub fn drop_typed(&mut self) {
        if self.prompt.text().is_empty() {
            return;
        }
        let chosen = self.selected();
        if let Some(Row::Value { facet, .. }) = self.rows.get(self.list.cursor) {
            self.facet = *facet;
        }
        self.retype(Prompt::default());
        self.list_again(chosen.as_ref());
    }

    /// Lists the rows again. The first row stays selected, unless one was chosen that is still there.
    pub(super) fn list_again(&mut self, chosen: Option<&FilterPart>) {
        self.lay_out();
        let again = chosen.and_then(|chosen| self.rows.iter().position(|row| self.part(*row).as_ref() == Some(chosen)));
        self.list.cursor = again.unwrap_or(self.list.cursor).min(self.rows.len().saturating_sub(1));
    }

    /// The selected row as a part of a filter.
    pub fn selected(&self) -> Option<FilterPart> {
        self.part(*self.rows.get(self.list.cursor)?)
    }

    /// The same, unless it is the first row, which is selected while nobody has chosen one.
    pub(super) fn chosen(&self) -> Option<FilterPart> {
        self.selected().filter(|_| self.list.cursor > 0)
    }

    /// What a row stands for in a filter.
    fn part(&self, row: Row) -> Option<FilterPart> {
        Some(match row {
            Row::Value { facet, at, .. } => {
                let facet = self.all.get(facet)?;
                FilterPart::Value(facet.field, facet.values.get(at)?.value.clone())
            }
            Row::Suggestion(n) => self.suggestions.get(n)?.part.clone(),
        })
    }
}
