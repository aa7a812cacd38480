//! What a person decides about drafts, as data that holds across corpora. Knows no files.

use super::annotate::{AnnotatedKey, TypedAnnotation};
use super::by_hand::HandClaim;
use super::item::{ClaimKey, DraftKey, QuoteKey, TopicKey};
use super::rejected::RejectedMention;
use super::typed::TypedValue;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// These drafts are right: their marks go.
    Accept(Vec<DraftKey>),
    /// These drafts are wrong: they go, and what names them wherever they are drafted again is remembered.
    Reject(Vec<DraftKey>, Vec<RejectedMention>),
    /// A claim has another value, and is confirmed with it.
    Correct(ClaimKey, TypedValue),
    /// A quotation has this gist, in the editor's words, and is confirmed with it.
    Gist(QuoteKey, String),
    /// An incident has this title, in the editor's words.
    Retitle {
        /// The incident's id.
        incident: String,
        /// The title.
        title: String,
    },
    /// A claim is about another incident.
    Move(ClaimKey, TopicKey),
    /// A claim is about an incident that the corpus does not have yet, with this title.
    MoveToNew(ClaimKey, String),
    /// A passage makes a claim about an incident, which nobody drafted.
    Claim(HandClaim, TopicKey),
    /// The same about an incident that the corpus does not have yet, with this title.
    ClaimOfNew(HandClaim, String),
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
    },
}

/// A decision with the words for it: what the journal, the log and the message of an undo say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The decision.
    pub decision: Decision,
    /// The words: "accepted killed 94 (region-plus ¶12)".
    pub what: String,
}
