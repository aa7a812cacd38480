//! Drafts that somebody rejected: they are not proposed again, here or where the same article is drafted elsewhere. Knows no files.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// A draft that somebody rejected, by what holds in every corpus: the article by its address or its text, the passage by its first
/// words, the draft by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The address of the article; empty if none is known.
    pub address: Text,
    /// The [print](super::Corpus::article_print) of its text.
    pub print: Text,
    /// The word of the facet, or one of [`Rejection::QUOTATION`], [`Rejection::INCIDENT`] and [`Rejection::ORIGIN`].
    pub what: Text,
    /// The first words of the passage, of an incident those of the first that tells of it; empty for an origin.
    pub passage: Text,
    /// The words of the claim or with which the quotation opens, the title of the incident, the origin.
    pub words: Text,
    /// The number of the claim, if it is one.
    pub figure: Option<u32>,
    /// The name of its file in `rejected/`, without the extension.
    pub file: Text,
}

impl Rejection {
    /// What a quotation is called in place of a facet.
    pub const QUOTATION: &str = "quotation";
    /// What an incident is.
    pub const INCIDENT: &str = "incident";
    /// What an origin is.
    pub const ORIGIN: &str = "origin";
}
