//! Cells of a delimited line: read, quoted, and replaced in place. Knows no columns.

use std::borrow::Cow;

use crate::datasets::csv::{self, Dialect};

/// A line with another cell in a column; cells that it lacks before it are empty.
pub(super) fn with_cell(line: &[u8], column: usize, cell: &str, dialect: Dialect) -> Vec<u8> {
    let mut ranges = Vec::new();
    csv::cell_ranges(line, dialect, true, &mut ranges);
    let cell = quoted(cell, dialect);
    if let Some(range) = ranges.get(column) {
        return [&line[..range.start], &cell, &line[range.end..]].concat();
    }
    let end = ranges.last().map_or(0, |last| last.end);
    let mut out = line[..end].to_vec();
    out.extend(std::iter::repeat_n(dialect.delimiter, column + 1 - ranges.len()));
    out.extend(cell);
    out.extend_from_slice(&line[end..]);
    out
}

/// A cell as it is written: without what would end it, in quotation marks where it needs them.
pub(super) fn quoted(cell: &str, dialect: Dialect) -> Vec<u8> {
    let clean: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let delimiter = char::from(dialect.delimiter);
    let needs = clean.contains(delimiter) || clean.starts_with('"') || (delimiter != '\t' && clean.contains('"'));
    if needs { format!("\"{}\"", clean.replace('"', "\"\"")).into_bytes() } else { clean.into_bytes() }
}

/// The text of a cell, without quotation marks; `None` if it is not UTF-8.
pub(super) fn text(cell: &[u8], dialect: Dialect) -> Option<Cow<'_, str>> {
    Some(match if dialect.quoted { csv::unquoted(cell) } else { Cow::Borrowed(cell) } {
        Cow::Borrowed(bytes) => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).ok()?),
    })
}

/// The text in which messages mark places: of the same length, whatever is no UTF-8 in it.
pub(super) fn shown(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    text
}
