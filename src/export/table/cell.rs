//! What a column of a line holds. Knows no columns.

use std::borrow::Cow;

use chrono::NaiveDate;

/// What a column holds for one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'l> {
    /// Nothing: not given, or not exported because of the licence.
    Empty,
    /// Text.
    Text(&'l str),
    /// A whole number.
    Number(usize),
    /// Degrees of latitude or longitude.
    Degrees(f64),
    /// A day.
    Day(NaiveDate),
    /// Several texts.
    List(&'l [Cow<'l, str>]),
}
