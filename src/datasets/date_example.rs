//! Examples of dates for the user. Knows no notations.

/// A cell that shows how a file writes dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Example {
    /// The record's number, from 1.
    pub(super) row: usize,
    /// The index of the column.
    pub(super) column: usize,
    pub(super) cell: String,
}
