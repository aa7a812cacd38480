//! A table of texts, and its form as CSV. Knows no contents.

use crate::export::table::csv;

/// A table of texts.
pub(super) struct TextTable {
    pub(super) columns: &'static [&'static str],
    pub(super) rows: Vec<Vec<String>>,
}

impl TextTable {
    /// As CSV, with the names of the columns.
    pub(super) fn csv(&self) -> Vec<u8> {
        let mut out = Vec::new();
        csv::row(self.columns.iter().copied(), &mut out);
        for row in &self.rows {
            csv::row(row.iter().map(String::as_str), &mut out);
        }
        out
    }
}
