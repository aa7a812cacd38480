//! Articles and their passages. Knows nothing of files or of how texts are attached.

use serde::{Deserialize, Serialize};

use super::draft::DraftOrigin;
use super::id::{ArticleId, IncidentId, OriginId, PassageId, Span};
use super::text::Text;
use super::time::When;

/// A published text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Article {
    /// Its id on disk and in JSON.
    pub id: Text,
    /// Title as printed.
    pub title: Text,
    /// Line above the title, if any.
    pub kicker: Text,
    /// Its publisher.
    pub publisher: Text,
    /// Authors as printed.
    pub authors: Vec<Text>,
    /// Its date of publication, if known.
    pub published: Option<When>,
    /// How that date was inferred; empty if it is printed.
    pub published_basis: Text,
    /// Where it stands on the web.
    pub online: Online,
    /// Language of the text (BCP 47).
    pub language: Text,
    /// Language it was translated from (BCP 47); empty if it is no translation.
    pub translated_from: Text,
    /// The group of articles with the same text.
    pub origin: OriginId,
    /// Provenance, in the corpus author's words.
    pub note: Text,
    /// Its passages, in reading order.
    pub passages: Span<PassageId>,
    /// The paragraphs of the attached copy that are no passages, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The last few words of those passages that are printed in several blocks, in order.
    pub ends: Vec<(PassageId, Text)>,
    /// File name of the attached copy, or where a raw article was found; empty if none.
    pub copy: Text,
    /// The incident that it is mainly about, as read by rule.
    pub main: Option<IncidentId>,
    /// The origin that is suggested for it, if it carries the text of others.
    pub draft_origin: Option<DraftOrigin>,
}

/// A paragraph of an attached copy that is no passage: it has no digest, or belongs to the page around the article.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its text.
    pub text: Text,
    /// How many passages of the article stand before it.
    pub before: usize,
    /// Its number among the article's paragraphs; 0 if that is not certain.
    pub number: u32,
}

/// Where an article stands on the web, as far as the corpus says.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Online {
    /// Its address; empty if none is given.
    pub url: Text,
    /// How the address is known; empty if it is printed in the copy.
    pub basis: Text,
    /// The day on which the address was opened.
    pub accessed: Option<When>,
    /// The address of an archived copy; empty if none is given.
    pub archived: Text,
}

/// The basis of an address that the note of a browser in a saved page states.
pub const BY_BROWSER: &str = "by the note of the browser that saved the page";
/// The basis of an address that the record of a web archive states.
pub const BY_ARCHIVE: &str = "by the record of the web archive";

/// Whether an address that is known in this way was found by an editor: nothing that is open bears it, and nobody has
/// compared all of its words.
pub fn is_found_by_editor(basis: &str) -> bool {
    !matches!(basis, "" | BY_BROWSER | BY_ARCHIVE)
}

/// The part of an article that a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PassageKind {
    /// A paragraph of the text.
    Body,
    /// A line between title and text.
    Standfirst,
    /// The caption of a picture.
    Caption,
    /// A site's own summary: shown, but not counted as an account.
    Highlights,
    /// A source that a record of a data set cites.
    Citation,
    /// A column of a record of a data set.
    Column,
}

impl PassageKind {
    /// The kinds that a corpus can have on disk.
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

/// The state of an anchor in an attached copy. Doubt is always shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AnchorState {
    /// No copy is attached.
    Unattached,
    /// The words occur once, where expected.
    Exact,
    /// The words occur elsewhere in the copy.
    Moved,
    /// The words occur in several places, and nothing decides between them.
    Ambiguous,
    /// The words do not occur in the copy.
    Orphan,
}

impl AnchorState {
    /// All states, the best first.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Moved, Self::Ambiguous, Self::Orphan, Self::Unattached];

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
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Passage {
    /// Its article.
    pub article: ArticleId,
    /// Its number, from 1.
    pub number: u32,
    /// What part of the article it is.
    pub kind: PassageKind,
    /// The section heading before it; empty if none.
    pub heading: Text,
    /// Its first few words.
    pub anchor: Text,
    /// Its digest, in the corpus author's words.
    pub digest: Text,
    /// Its text, if a copy is attached.
    pub text: Option<Text>,
    /// The state of its anchor.
    pub state: AnchorState,
}

impl Passage {
    /// Its digest, or its text if there is none, as in a raw article, or its first words if there is neither.
    pub fn digest_or_text(&self) -> Text {
        if self.digest.is_empty() { self.text.unwrap_or(self.anchor) } else { self.digest }
    }

    /// Whether only its first words are known.
    pub fn is_opening(&self) -> bool {
        self.digest.is_empty() && self.text.is_none()
    }
}
