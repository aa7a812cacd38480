//! Annotations: tags and notes that people who share a corpus give to what is in it. No source says them.
//!
//! An annotation names what it is on by ids, as its file does, so that it is kept where that is gone.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::id::{AnnotationId, ArticleId, ClaimId, IncidentId, NameId, PassageId, QuoteId};
use super::text::Text;
use super::time::When;
use super::topic::Topic;

/// Tags and a note on something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// What it is on.
    pub place: AnnotationPlace,
    /// Tags, each a word.
    pub tags: Vec<Text>,
    /// The note; empty if there are only tags.
    pub note: Text,
    /// Who gave them; empty if that is not said.
    pub by: Text,
    /// The day on which they were given.
    pub date: Option<When>,
    /// The name of its file in `annotations/`, without the extension.
    pub file: Text,
}

/// What an annotation is on, by ids; what does not belong to that is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AnnotationPlace {
    /// An incident, or the one that a claim is about.
    pub incident: Text,
    /// A name, or the one that a claim is about.
    pub name: Text,
    /// An article, or that of a passage or claim.
    pub article: Text,
    /// The number of a passage, or that of a claim.
    pub passage: Option<u32>,
    /// A quotation.
    pub quote: Text,
    /// A record of a data set, by its name across sources. No corpus has it.
    pub record: Text,
    /// The facet of a claim.
    pub facet: Text,
    /// The source's words of a claim.
    pub words: Text,
}

/// Something that can be annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Annotated {
    /// An incident.
    Incident(IncidentId),
    /// A person, organisation or place.
    Name(NameId),
    /// An article.
    Article(ArticleId),
    /// A passage.
    Passage(PassageId),
    /// A quotation.
    Quote(QuoteId),
    /// A claim.
    Claim(ClaimId),
}

impl From<Topic> for Annotated {
    fn from(topic: Topic) -> Self {
        match topic {
            Topic::Incident(id) => Self::Incident(id),
            Topic::Name(id) => Self::Name(id),
        }
    }
}

/// Whether a word can be a tag: it can be typed after a `#` and in a query.
pub fn is_tag(word: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !['#', ',', '"', '?', '!'].contains(&c);
    !word.is_empty() && word.chars().all(fits)
}

/// Which annotations are on what, and what each is on.
#[derive(Debug, Clone, Default)]
pub(super) struct AnnotationIndex {
    /// The annotations on each thing.
    pub(super) of: HashMap<Annotated, Vec<AnnotationId>>,
    /// What each annotation is on.
    pub(super) on: Vec<Vec<Annotated>>,
}
