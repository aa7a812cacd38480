//! An article as it is gathered: its text and what was read in it, with the sentences and passages of the findings.

use std::borrow::Cow;
use std::ops::Deref;

use crate::reading::place::GeoPlace;
use crate::reading::{ArticleReading, TextSpan};
use chrono::NaiveDate;

/// What was read in an article, by its position in the list given: asked for whenever it is needed, and not kept.
pub type Readings<'r> = dyn Fn(usize) -> Cow<'r, ArticleReading> + Sync + 'r;

/// An article that is to be gathered.
#[derive(Debug, Clone, Copy)]
pub struct GatheredArticle<'a> {
    /// What tells it from other articles and stays the same: a hash of its content, or its file's name.
    pub id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The byte at which the headline ends; 0 if the text has none.
    pub title_end: usize,
    /// The day of publication, if the article's own metadata say it.
    pub published: Option<NaiveDate>,
}

/// An article and what was read in it.
#[derive(Debug, Clone, Copy)]
pub struct ReadArticle<'a> {
    /// The article.
    pub article: GatheredArticle<'a>,
    /// What was read in it.
    pub reading: &'a ArticleReading,
}

impl<'a> Deref for ReadArticle<'a> {
    type Target = GatheredArticle<'a>;
    fn deref(&self) -> &Self::Target {
        &self.article
    }
}

impl ReadArticle<'_> {
    /// The number of the sentence in which a byte lies: the last that begins at or before it.
    pub fn sentence(&self, byte: usize) -> usize {
        self.reading.sentence(byte)
    }

    /// The number of the passage in which a byte lies.
    pub fn passage(&self, byte: usize) -> usize {
        self.reading.passages.partition_point(|p| p.start <= byte).saturating_sub(1)
    }

    /// The place of a finding.
    pub fn place(&self, at: usize) -> &GeoPlace {
        &self.reading.places[at].value.place
    }

    /// The words that tell a span from others: its first eight at most.
    pub fn words(&self, span: TextSpan) -> String {
        span.of(self.text).split_whitespace().take(8).collect::<Vec<_>>().join(" ")
    }

    /// The day from which the article was written: published, or as its dateline has it.
    pub fn written(&self) -> Option<NaiveDate> {
        self.published.or(self.reading.today)
    }
}
