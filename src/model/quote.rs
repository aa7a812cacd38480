//! Quotations: words that a passage attributes to a speaker or a document.

use super::article::AnchorState;
use super::id::{IncidentId, NameId, PassageId};
use super::text::Text;

/// What kind of words stand between the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Somebody said them.
    Speech,
    /// They stand in a document, a message, a broadcast.
    Document,
    /// A single term set in quotation marks.
    Term,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Speech, Self::Document, Self::Term];

    /// The word used on disk and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Document => "document",
            Self::Term => "term",
        }
    }
}

/// One unbroken stretch of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its first few words.
    pub opening: Text,
    /// How many words stand between the marks.
    pub length: u32,
    /// Where the opening stands in the attached copy.
    pub state: AnchorState,
}

/// One utterance in one passage, in as many pieces as it was broken into.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Its id: article, passage and a letter, unless the corpus author gave another.
    pub id: Text,
    /// Where it stands.
    pub passage: PassageId,
    /// Who speaks, as a name of the corpus, if it is one.
    pub speaker: Option<NameId>,
    /// Who speaks, in words.
    pub speaker_words: Text,
    /// The speaker's role as the passage gives it.
    pub role: Text,
    /// What is said, in the corpus author's words.
    pub gist: Text,
    /// The stretches between quotation marks.
    pub pieces: Vec<Piece>,
    /// What kind of words these are.
    pub form: Form,
    /// Whether the words were translated, perhaps twice, before they stood here.
    pub translated: bool,
    /// Through whom the words came, outermost first.
    pub according_to: Vec<Text>,
    /// Incidents the words are about.
    pub incidents: Vec<IncidentId>,
}

impl Quote {
    /// Words between the marks, all pieces together.
    pub fn length(&self) -> u32 {
        self.pieces.iter().fold(0, |sum, p| sum.saturating_add(p.length))
    }

    /// The state of its worst piece.
    pub fn state(&self) -> AnchorState {
        self.pieces.iter().map(|p| p.state).max().unwrap_or(AnchorState::Orphan)
    }
}
