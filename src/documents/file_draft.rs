//! Files as they were read: what their records are of, and all of them together.
//!
//! There may be a million passages, so their drafts are small.

use super::draft::{ArticleDraft, CorpusDraft, IncidentDraft, NamesDraft, QuotesDraft};
use crate::diagnostic::{SourceSpan, Spanned};
use crate::model::text::TextsBuilder;
use crate::model::{PassageKind, Text};

/// An article file.
#[derive(Debug)]
pub struct ArticleFile {
    /// File name without its ending; its place is the file's beginning.
    pub id: Spanned<Text>,
    /// Its front matter.
    pub fields: ArticleDraft,
    /// Its passages, numbered from 1 without gaps.
    pub passages: Vec<PassageDraft>,
    /// What only few passages have, by the passage's position.
    pub details: Vec<(u32, PassageDetail)>,
}

/// An incident file.
#[derive(Debug)]
pub struct IncidentFile {
    /// File name without its ending.
    pub id: Spanned<Text>,
    /// Its contents.
    pub fields: IncidentDraft,
}

/// The quotations of one article.
#[derive(Debug)]
pub struct QuotesFile {
    /// The article: the file's name without its ending.
    pub article: Spanned<Text>,
    /// Its contents.
    pub fields: QuotesDraft,
}

/// One passage of an article file.
#[derive(Debug, Clone, Copy)]
pub struct PassageDraft {
    /// What part of the article it is.
    pub kind: PassageKind,
    /// Its first few words and, after them, the digest.
    pub words: Text,
    /// How many bytes the first few words have.
    pub anchor: u32,
    /// Where the first few words stand in the file.
    pub at: u32,
}

/// What only few passages have.
#[derive(Debug, Clone, Copy, Default)]
pub struct PassageDetail {
    /// Section heading before it.
    pub heading: Text,
    /// Its last few words, where it is printed in several blocks.
    pub end: Text,
    /// The length of its heading line, if that could not be read: then there are no first words.
    pub unread: Option<u32>,
}

impl ArticleFile {
    /// The passages with what few have, in order.
    pub fn passages(&self) -> impl Iterator<Item = (&PassageDraft, PassageDetail)> {
        let mut details = self.details.iter().peekable();
        self.passages.iter().enumerate().map(move |(i, passage)| {
            let detail = details.next_if(|(at, _)| *at as usize == i).map(|(_, detail)| *detail);
            (passage, detail.unwrap_or_default())
        })
    }
}

impl PassageDraft {
    /// Its first few words and its digest.
    pub fn anchor_and_digest(&self) -> (Text, Text) {
        self.words.split_at(self.anchor as usize)
    }

    /// Where its first few words stand, or else its heading line.
    pub fn span(&self, file: usize, detail: PassageDetail) -> SourceSpan {
        SourceSpan::new(file, self.at as usize..(self.at + detail.unread.unwrap_or(self.anchor)) as usize)
    }
}

/// A file of a corpus, as it was read.
#[derive(Debug)]
pub enum FileDraft {
    /// `corpus.toml`.
    Corpus(CorpusDraft),
    /// `articles/<id>.md`.
    Article(ArticleFile),
    /// `incidents/<id>.toml`.
    Incident(IncidentFile),
    /// `quotes/<article>.toml`.
    Quotes(QuotesFile),
    /// `names.toml`.
    Names(NamesDraft),
}

/// Everything that corpus folders hold, each file with its number.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The arena of all strings.
    pub texts: TextsBuilder,
    /// One per folder.
    pub corpora: Vec<(usize, CorpusDraft)>,
    /// Articles.
    pub articles: Vec<(usize, ArticleFile)>,
    /// Incidents.
    pub incidents: Vec<(usize, IncidentFile)>,
    /// Quotes.
    pub quotes: Vec<(usize, QuotesFile)>,
    /// Names.
    pub names: Vec<(usize, NamesDraft)>,
}
