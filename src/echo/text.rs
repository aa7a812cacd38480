//! What echoes are looked for in.
//!
//! Knows nothing of where texts come from.

use std::ops::Range;

use chrono::NaiveDate;

/// An article as far as echoes go by it.
#[derive(Debug, Clone, Default)]
pub struct EchoText<'a> {
    /// Its passages, headline included.
    pub passages: Vec<&'a str>,
    /// Bytes of each passage that lie between quotation marks, in order. A passage without an entry has none.
    pub quoted: Vec<Vec<Range<usize>>>,
    /// Its outlet.
    pub publisher: Option<&'a str>,
    /// Its day of publication.
    pub published: Option<NaiveDate>,
    /// Its address.
    pub address: Option<&'a str>,
    /// Its headline.
    pub title: Option<&'a str>,
}
