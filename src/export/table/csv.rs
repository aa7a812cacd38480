//! Cells of a CSV row, safe for a spreadsheet and a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::cell::Cell;
use super::line::Line;
use crate::sanitize;

/// A row under construction, used again for each line.
#[derive(Debug, Default)]
pub struct Row {
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// The cells of a line.
    pub fn fill(&mut self, line: &Line) {
        self.text.clear();
        self.ends.clear();
        let (text, ends) = (&mut self.text, &mut self.ends);
        line.columns(&mut |_, cell| {
            match cell {
                Cell::Empty | Cell::List([]) => {}
                Cell::Text(held) => text.push_str(&safe(held)),
                Cell::List(list) => text.push_str(&safe(&list.join("; "))),
                // Writing to a string cannot fail.
                Cell::Number(number) => {
                    let _ = write!(text, "{number}");
                }
                Cell::Degrees(degrees) => {
                    let _ = write!(text, "{degrees}");
                }
            }
            ends.push(text.len());
        });
    }

    /// The names of the columns.
    pub fn head(&mut self) {
        self.text.clear();
        self.ends.clear();
        let (text, ends) = (&mut self.text, &mut self.ends);
        Line::default().columns(&mut |name, _| {
            text.push_str(name);
            ends.push(text.len());
        });
    }

    /// The cells.
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let mut from = 0;
        self.ends.iter().map(move |&to| {
            let cell = &self.text.as_bytes()[from..to];
            from = to;
            cell
        })
    }
}

/// One line, without characters that a terminal obeys or that begin a formula.
pub fn safe(cell: &str) -> Cow<'_, str> {
    match sanitize::line(cell) {
        Cow::Borrowed(cell) => harmless(cell),
        Cow::Owned(cell) => Cow::Owned(harmless(&cell).into_owned()),
    }
}

/// Protects a cell from being evaluated as a formula (CWE-1236): an apostrophe before `=`, `+`, `-`, `@`, unless the cell
/// is a plain number.
fn harmless(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !cell.parse().is_ok_and(f64::is_finite);
    if formula { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (cell, wanted) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-33.9", "-33.9"),
            ("+30002", "+30002"),
            ("-infinity", "'-infinity"),
            ("+nan", "'+nan"),
            ("+44 20", "'+44 20"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("Kabul", "Kabul"),
        ] {
            assert_eq!(harmless(cell), wanted);
        }
    }

    #[test]
    fn columns_and_cells_are_as_many() {
        let mut row = Row::default();
        row.head();
        let columns = row.cells().count();
        row.fill(&Line::default());
        assert_eq!(row.cells().count(), columns);
    }
}
