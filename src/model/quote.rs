//! Quotations: words that a passage attributes to a speaker or a document.

use super::article::AnchorState;
use super::draft::Drafted;
use super::id::{IncidentId, NameId, PassageId};
use super::text::Text;
use serde::{Deserialize, Serialize};

/// The kind of quoted words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// Spoken words.
    Speech,
    /// Words of a document, message or broadcast.
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

/// An uninterrupted part of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its first few words.
    pub opening: Text,
    /// Number of words between the quotation marks.
    pub length: u32,
    /// The state of the opening in the attached copy.
    pub state: AnchorState,
}

/// A quotation: one utterance in one passage, in one or more pieces.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Quote {
    /// Its id: article, passage and a letter, unless the corpus author gave another.
    pub id: Text,
    /// Its passage.
    pub passage: PassageId,
    /// The speaker, if a name of the corpus.
    pub speaker: Option<NameId>,
    /// The speaker in words.
    pub speaker_words: Text,
    /// The speaker's role as the passage gives it.
    pub role: Text,
    /// Its gist, in the corpus author's words.
    pub gist: Text,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// The kind of words.
    pub form: Form,
    /// Whether the words were translated.
    pub translated: bool,
    /// Those it is attributed to, outermost first.
    pub according_to: Vec<Text>,
    /// The incidents it is about.
    pub incidents: Vec<IncidentId>,
    /// If it is a draft, its grade and rule.
    pub drafted: Option<Drafted>,
}

impl Quote {
    /// Number of words of all pieces.
    pub fn length(&self) -> u32 {
        self.pieces.iter().fold(0, |sum, p| sum.saturating_add(p.length))
    }

    /// The state of its worst piece.
    pub fn state(&self) -> AnchorState {
        self.pieces.iter().map(|p| p.state).max().unwrap_or(AnchorState::Orphan)
    }
}

/// The letters that number the quotations of a passage: a, b … z, aa, ab …
pub fn letters(mut n: u32) -> String {
    let mut out = String::new();
    while n > 0 {
        n -= 1;
        out.insert(0, char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    out
}
