//! Drafts of files, and of all files of a corpus.
//!
//! A corpus may have a million passages, so their drafts are small.

use super::draft::{
    AnnotationsDraft, ArticleDraft, CorpusDraft, IncidentDraft, NameClaimsDraft, NamesDraft, QuotesDraft, TextsDraft,
};
use super::rejected_draft::RejectedDraftsFile;
use crate::diagnostic::{SourceSpan, Spanned};
use crate::model::text::TextsBuilder;
use crate::model::{PassageKind, Text};

/// An article file.
#[derive(Debug, Clone)]
pub struct ArticleFile {
    /// File name without its extension; its place is the beginning of the file.
    pub id: Spanned<Text>,
    /// Its front matter.
    pub fields: ArticleDraft,
    /// Its passages, numbered from 1 without gaps.
    pub passages: Vec<PassageDraft>,
    /// Rare fields of passages, by the passage's position.
    pub details: Vec<(u32, PassageDetail)>,
}

/// An incident file.
#[derive(Debug, Clone)]
pub struct IncidentFile {
    /// File name without its extension.
    pub id: Spanned<Text>,
    /// Its contents.
    pub fields: IncidentDraft,
}

/// The claims about one name.
#[derive(Debug, Clone)]
pub struct NameClaimsFile {
    /// The name: the file name without its extension.
    pub name: Spanned<Text>,
    /// Its contents.
    pub fields: NameClaimsDraft,
}

/// The quotations of one article.
#[derive(Debug, Clone)]
pub struct QuotesFile {
    /// The article: the file name without its extension.
    pub article: Spanned<Text>,
    /// Its contents.
    pub fields: QuotesDraft,
}

/// The texts of one article.
#[derive(Debug, Clone)]
pub struct TextsFile {
    /// The article: the file name without its extension.
    pub article: Spanned<Text>,
    /// Its contents.
    pub fields: TextsDraft,
}

/// A file of annotations.
#[derive(Debug, Clone)]
pub struct AnnotationsFile {
    /// File name without its extension.
    pub name: Spanned<Text>,
    /// Its contents.
    pub fields: AnnotationsDraft,
}

/// A file of rejected drafts.
#[derive(Debug, Clone)]
pub struct RejectedFile {
    /// File name without its extension.
    pub name: Spanned<Text>,
    /// Its contents.
    pub fields: RejectedDraftsFile,
}

/// One passage of an article file.
#[derive(Debug, Clone, Copy)]
pub struct PassageDraft {
    /// Its number; numbers increase within an article.
    pub number: u32,
    /// The part of the article that it is.
    pub kind: PassageKind,
    /// Its anchor, followed by the digest.
    pub words: Text,
    /// Length of the anchor in bytes.
    pub anchor: u32,
    /// The place of the anchor in the file.
    pub at: u32,
}

/// Rare fields of a passage.
#[derive(Debug, Clone, Copy, Default)]
pub struct PassageDetail {
    /// Section heading before it.
    pub heading: Text,
    /// Its last few words, if it is printed in several blocks.
    pub end: Text,
    /// The length of its heading line if that could not be read; the anchor is empty then.
    pub unread: Option<u32>,
}

impl Drafts {
    /// Drops the drafts of files whose number is not to be kept.
    pub fn retain(&mut self, kept: &impl Fn(usize) -> bool) {
        self.corpora.retain(|(number, _)| kept(*number));
        self.articles.retain(|(number, _)| kept(*number));
        self.incidents.retain(|(number, _)| kept(*number));
        self.quotes.retain(|(number, _)| kept(*number));
        self.names.retain(|(number, _)| kept(*number));
        self.name_claims.retain(|(number, _)| kept(*number));
        self.article_texts.retain(|(number, _)| kept(*number));
        self.annotations.retain(|(number, _)| kept(*number));
        self.rejected.retain(|(number, _)| kept(*number));
    }

    /// Adds the drafts of other files, and strings that are in a sibling of the arena.
    pub fn join(&mut self, other: Self) {
        self.texts.join(other.texts);
        self.corpora.extend(other.corpora);
        self.articles.extend(other.articles);
        self.incidents.extend(other.incidents);
        self.quotes.extend(other.quotes);
        self.names.extend(other.names);
        self.name_claims.extend(other.name_claims);
        self.article_texts.extend(other.article_texts);
        self.annotations.extend(other.annotations);
        self.rejected.extend(other.rejected);
    }

    /// The same drafts over an arena that goes on from theirs.
    #[must_use]
    pub fn over(&self, texts: TextsBuilder) -> Self {
        Self {
            texts,
            ranks: self.ranks.clone(),
            corpora: self.corpora.clone(),
            articles: self.articles.clone(),
            incidents: self.incidents.clone(),
            quotes: self.quotes.clone(),
            names: self.names.clone(),
            name_claims: self.name_claims.clone(),
            article_texts: self.article_texts.clone(),
            annotations: self.annotations.clone(),
            rejected: self.rejected.clone(),
        }
    }
}

impl ArticleFile {
    /// The passages with their rare fields, in order.
    pub fn passages(&self) -> impl Iterator<Item = (&PassageDraft, PassageDetail)> {
        let mut details = self.details.iter().peekable();
        self.passages.iter().enumerate().map(move |(i, passage)| {
            let detail = details.next_if(|(at, _)| *at as usize == i).map(|(_, detail)| *detail);
            (passage, detail.unwrap_or_default())
        })
    }
}

impl PassageDraft {
    /// Its anchor and its digest.
    pub fn anchor_and_digest(&self) -> (Text, Text) {
        self.words.split_at(self.anchor as usize)
    }

    /// The place of its anchor, or else of its heading line.
    pub fn span(&self, file: usize, detail: PassageDetail) -> SourceSpan {
        SourceSpan::new(file, self.at as usize..(self.at + detail.unread.unwrap_or(self.anchor)) as usize)
    }
}

/// The draft of a file.
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
    /// `names/<id>.toml`.
    NameClaims(NameClaimsFile),
    /// `texts/<article>.toml`.
    Texts(TextsFile),
    /// `annotations/<name>.toml`.
    Annotations(AnnotationsFile),
    /// `rejected/<article>.toml`.
    Rejected(RejectedFile),
}

/// The drafts of all files of corpus folders, each file with its number.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The arena of all strings.
    pub texts: TextsBuilder,
    /// The rank of each file among the others, by its number; empty where the numbers are the ranks.
    pub ranks: Vec<usize>,
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
    /// Claims about names.
    pub name_claims: Vec<(usize, NameClaimsFile)>,
    /// Texts of articles.
    pub article_texts: Vec<(usize, TextsFile)>,
    /// Annotations.
    pub annotations: Vec<(usize, AnnotationsFile)>,
    /// Rejected drafts.
    pub rejected: Vec<(usize, RejectedFile)>,
}
