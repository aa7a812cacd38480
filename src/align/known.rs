//! The articles that copies are aligned with, as the corpus has them.

use crate::diagnostic::SourceSpan;

/// An article before it has a copy.
#[derive(Debug)]
pub struct KnownArticle<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title as printed.
    pub title: &'a str,
    /// Its passages, in reading order.
    pub passages: Vec<KnownPassage<'a>>,
}

/// A passage before it has a text.
#[derive(Debug)]
pub struct KnownPassage<'a> {
    /// Its number among the article's paragraphs.
    pub number: u32,
    /// The section heading before it, if any.
    pub heading: Option<&'a str>,
    /// Its first few words.
    pub anchor: &'a str,
    /// Their place in the corpus.
    pub span: SourceSpan,
    /// Its last few words, where it is printed in several blocks.
    pub end: Option<&'a str>,
}
