//! What is looked at.

use super::corpus::Corpus;
use super::dataset::{DataSet, RecordDetail};
use super::id::{Id, IncidentId};
use super::record_corpus::{record_corpus, unread_record_corpus};
use super::workspace::RecordId;

/// A record as a corpus of its own: one incident, one article.
#[derive(Debug)]
pub struct Sight {
    /// Which record.
    pub record: RecordId,
    /// The corpus.
    pub corpus: Corpus,
    /// Whether the record's row was read; without, only what its numbers say is known.
    pub full: bool,
}

impl Sight {
    /// The incident of such a corpus.
    pub fn incident() -> IncidentId {
        IncidentId::at(0)
    }

    /// The record as far as its numbers go, or with everything in its row.
    pub fn new(set: &DataSet, record: RecordId, detail: Option<&RecordDetail>) -> Self {
        Self { record, corpus: record_corpus(set, record, detail), full: detail.is_some() }
    }

    /// The same when its row cannot be read; the corpus says why.
    pub fn unread(set: &DataSet, record: RecordId, why: &str) -> Self {
        Self { record, corpus: unread_record_corpus(set, record, why), full: true }
    }
}
