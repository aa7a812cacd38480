//! Articles and their passages.

use super::id::{ArticleId, OriginId, PassageId, Span};
use super::text::Text;
use super::time::When;

/// One published text.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its id on disk and in JSON.
    pub id: Text,
    /// Title as printed.
    pub title: Text,
    /// Line above the title, if any.
    pub kicker: Text,
    /// Who published it.
    pub publisher: Text,
    /// Authors as printed.
    pub authors: Vec<Text>,
    /// When it was published, as far as is known.
    pub published: Option<When>,
    /// How that date was worked out, if it was.
    pub published_basis: Text,
    /// Language of the text, BCP 47.
    pub language: Text,
    /// Language it was translated from, if it is a translation.
    pub translated_from: Text,
    /// The texts it is one with.
    pub origin: OriginId,
    /// Provenance, in the corpus author's words.
    pub note: Text,
    /// Its passages, in reading order.
    pub passages: Span<PassageId>,
    /// The copy attached to it, as the reader named it; empty if none is.
    pub copy: Text,
}

/// What part of an article a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// A paragraph of the text.
    Body,
    /// A line between title and text.
    Standfirst,
    /// The words under a picture.
    Caption,
    /// A site's own summary: shown, but never counted as a further account.
    Highlights,
    /// Of a data set's record: a source that it names.
    Citation,
    /// Of a data set's record: a column.
    Column,
}

impl PassageKind {
    /// Those that a corpus can have on disk.
    pub const ALL: [Self; 4] = [Self::Body, Self::Standfirst, Self::Caption, Self::Highlights];

    /// The word used on disk and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Standfirst => "standfirst",
            Self::Caption => "caption",
            Self::Highlights => "highlights",
            Self::Citation => "citation",
            Self::Column => "column",
        }
    }
}

/// Where an anchor stands in an attached copy. It is never guessed silently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnchorState {
    /// No copy is attached.
    Unattached,
    /// The words stand once, where they should.
    Exact,
    /// The words stand elsewhere in the copy.
    Moved,
    /// The words stand in several places and nothing decides.
    Ambiguous,
    /// The words do not stand in the copy.
    Orphan,
}

impl AnchorState {
    /// The word used in JSON and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unattached => "unattached",
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Ambiguous => "ambiguous",
            Self::Orphan => "orphan",
        }
    }
}

/// One numbered paragraph of an article.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    /// Whose it is.
    pub article: ArticleId,
    /// Its number, from 1.
    pub number: u32,
    /// What part of the article it is.
    pub kind: PassageKind,
    /// Section heading that stands before it; empty if none does.
    pub heading: Text,
    /// Its first few words.
    pub anchor: Text,
    /// What it says, in the corpus author's words.
    pub digest: Text,
    /// The text itself, once a copy is attached.
    pub text: Option<Text>,
    /// Where the anchor stands in the copy.
    pub state: AnchorState,
}
