//! The value that is selected in the list of facets, and how it stays selected when the rows change. Knows no screen.

use std::sync::Arc;

use super::{Facets, Row};
use crate::search::filter_result::FilterResult;
use crate::search::suggestion::FilterPart;
use crate::ui::prompt::Prompt;

impl Facets {
    /// Replaces the counts. A value that was chosen stays selected.
    pub fn take(&mut self, result: &FilterResult) {
        let chosen = self.selected().filter(|_| self.list.cursor > 0);
        (self.all, self.axis) = (Arc::clone(&result.facets), result.axis);
        self.list_again();
        let again =
            chosen.and_then(|chosen| self.rows.iter().position(|row| self.part(*row).as_ref() == Some(&chosen)));
        self.list.cursor = again.unwrap_or(self.list.cursor);
    }

    /// Takes the typed text away once its value was chosen, which stays selected among those of its facet.
    pub fn typed_is_chosen(&mut self) {
        if self.prompt.text().is_empty() {
            return;
        }
        let chosen = self.rows.get(self.list.cursor).copied();
        if let Some(Row::Value { facet, .. }) = chosen {
            self.facet = facet;
        }
        self.retype(Prompt::default());
        let at = chosen.and_then(|chosen| {
            let Row::Value { facet, at, .. } = chosen else { return None };
            self.rows.iter().position(|row| matches!(*row, Row::Value { facet: f, at: a, .. } if (f, a) == (facet, at)))
        });
        self.list.cursor = at.unwrap_or(0);
    }

    /// The selected row as a part of a filter.
    pub fn selected(&self) -> Option<FilterPart> {
        self.part(*self.rows.get(self.list.cursor)?)
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
