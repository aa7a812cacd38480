//! What a person decides about drafts, as data that holds across corpora. Knows no files.

use super::annotate::{AnnotatedKey, TypedAnnotation};
use super::by_hand::HandClaim;
use super::incident_line::TypedIncident;
use super::item::{ClaimKey, DraftItem, DraftKey, QuoteKey, TopicKey};
use super::new_names::Additions;
use super::rejected::RejectedMention;
use super::revision::FieldChange;
use crate::model::Corpus;

/// A decision.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// These drafts are right: their marks go.
    Accept(Vec<DraftKey>),
    /// These drafts are wrong: they go, and what names them wherever they are drafted again is remembered.
    Reject(Vec<DraftKey>, Vec<RejectedMention>),
    /// A claim has other fields; a draft is confirmed with them.
    Revise(Box<ClaimRevision>),
    /// A claim that is no draft is wrong: it goes.
    Remove {
        /// Which.
        key: ClaimKey,
        /// The incidents with which it stands whose confirmed claims name it no more, as the question said.
        agreed: Vec<String>,
    },
    /// A quotation has other fields, such as its gist in the editor's words; a draft is confirmed with them.
    ReviseQuote {
        /// Which.
        key: QuoteKey,
        /// Whether it is a draft.
        was_draft: bool,
        /// What changes.
        changes: Vec<FieldChange>,
    },
    /// An incident has another title, kind, date, and so on.
    ReviseIncident {
        /// Its id.
        incident: String,
        /// Whether it is a draft.
        was_draft: bool,
        /// What changes.
        changes: Vec<FieldChange>,
        /// What that needs.
        adds: Additions,
        /// Whether it is confirmed with that.
        accepts: bool,
    },
    /// A passage has another digest, in the editor's words.
    Digest {
        /// The article's id.
        article: String,
        /// The passage's number.
        passage: u32,
        /// The present digest.
        from: String,
        /// The new one.
        to: String,
    },
    /// Claims and quotations are about another incident.
    Move(MovedDrafts, TopicKey),
    /// Claims and quotations are about an incident that the corpus does not have yet.
    MoveToNew(MovedDrafts, TypedIncident),
    /// A claim is about these incidents together, by their ids.
    Spread(ClaimKey, Vec<String>),
    /// A passage makes a claim about an incident, which nobody drafted.
    Claim(HandClaim, TopicKey),
    /// A passage makes several claims, each about its incident.
    Claims(Vec<(HandClaim, TopicKey)>),
    /// A passage makes a claim about an incident that the corpus does not have yet.
    ClaimOfNew(HandClaim, TypedIncident),
    /// Two incidents are one: all that is said of the second is said of the first.
    Join {
        /// The id of the one that stays.
        stays: String,
        /// The id of the one that goes.
        goes: String,
    },
    /// Somebody notes this on something, in place of what the same person noted on it before.
    Annotate {
        /// What it is on.
        on: AnnotatedKey,
        /// The tags and the note. If there are none, the annotation goes.
        says: TypedAnnotation,
        /// Who notes it; empty if that is not said.
        by: String,
        /// The day, in EDTF.
        date: String,
        /// The line of what the same person noted on it before; empty for nothing.
        from: String,
    },
}

/// Drafts that move to another incident together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MovedDrafts {
    /// The claims, in the order in which they stand there.
    pub claims: Vec<ClaimKey>,
    /// The quotations, each with the id of the incident that it is not about any more, if it was about one.
    pub quotes: Vec<(QuoteKey, Option<String>)>,
}

impl MovedDrafts {
    /// Drafts of a corpus; incidents and origins do not move.
    pub fn of(corpus: &Corpus, items: &[DraftItem]) -> Self {
        let mut moved = Self::default();
        for &item in items {
            match item.key(corpus) {
                DraftKey::Claim(key) => moved.claims.push(key),
                DraftKey::Quote(key) => {
                    let about = item.topic(corpus).map(|topic| corpus.topic_id(topic).to_owned());
                    moved.quotes.push((key, about));
                }
                DraftKey::Incident(_) | DraftKey::Origin(_) => {}
            }
        }
        moved
    }
}

/// What changes of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRevision {
    /// Which.
    pub key: ClaimKey,
    /// Whether it is a draft.
    pub was_draft: bool,
    /// What changes of its fields.
    pub changes: Vec<FieldChange>,
    /// What that needs.
    pub adds: Additions,
    /// What it is about from now on, if that changes.
    pub about: Option<TopicKey>,
}

/// A decision with the words for it: what the journal, the log and the message of an undo say.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The decision.
    pub decision: Decision,
    /// The words: "accepted killed 94 (region-plus ¶12)".
    pub what: String,
}
