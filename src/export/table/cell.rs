//! What a column of a line holds. Knows no columns.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::ser::{Serialize, Serializer};

use crate::model::time;

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

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(number as u64),
            Self::Degrees(degrees) => serializer.serialize_f64(degrees),
            Self::Day(day) => serializer.serialize_str(&time::iso(day)),
            Self::List(list) => list.serialize(serializer),
        }
    }
}
