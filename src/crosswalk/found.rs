//! What is found between all that is open: the pairs that wait for an answer, and those of one entry. Judges nothing itself.

use std::io;
use std::sync::Arc;

use super::link_index::LinkIndex;
use super::pairs::JoinProgress;
use super::{LinkSuggestion, PairEvidence, Window, suggest_all, suggest_near};
use crate::model::dataset::{DataSet, RecordRows};
use crate::model::id::{Id, IncidentId};
use crate::model::{Curie, Entry, LinkRelation, LinkStrength, RecordId};

/// The number of the data set that stands for the incidents of the corpus.
pub const INCIDENTS: u16 = u16::MAX;

/// The entry that a record of an index stands for.
pub fn entry_of(record: RecordId) -> Entry {
    if record.set == INCIDENTS { Entry::Incident(IncidentId::at(record.row as usize)) } else { Entry::Record(record) }
}

/// The record of an index that stands for an entry.
pub fn record_of(entry: Entry) -> RecordId {
    match entry {
        Entry::Incident(id) => RecordId { set: INCIDENTS, row: id.index() as u32 },
        Entry::Record(record) => record,
    }
}

/// The indexes of all that is open.
#[derive(Debug, Default)]
pub struct LinkIndexes(Vec<LinkIndex>);

impl PartialEq for LinkIndexes {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for LinkIndexes {}

/// A pair that waits for an answer. Its evidence is asked for again when it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WaitingPair {
    /// Both entries.
    pub entries: [Entry; 2],
    /// How the first relates to the second.
    pub relation: LinkRelation,
    /// How strongly it is suggested.
    pub strength: LinkStrength,
}

/// What may be the same as an entry, as one suggestion has it.
#[derive(Debug, Clone, PartialEq)]
pub struct NearLink {
    /// The other entry.
    pub other: Entry,
    /// How the entry relates to it.
    pub relation: LinkRelation,
    /// How strongly it is suggested.
    pub strength: LinkStrength,
    /// Why, as the entry sees it.
    pub evidence: PairEvidence,
    /// The name of the other in links, once it was read.
    pub name: Option<Curie>,
}

/// All that may be the same as an entry, the strongest first.
#[derive(Debug, Clone, PartialEq)]
pub struct NearLinks {
    /// The entry.
    pub of: Entry,
    /// What may be the same.
    pub links: Vec<NearLink>,
    /// Whether the words of the rows were compared.
    pub with_words: bool,
}

// No number in the evidence is none.
impl Eq for NearLinks {}

impl LinkIndexes {
    /// These indexes.
    pub fn new(indexes: Vec<LinkIndex>) -> Self {
        Self(indexes)
    }

    /// Whether these are the indexes of these data sets.
    pub fn are_of(&self, sets: &[Arc<DataSet>]) -> bool {
        let of_sets = || self.0.iter().filter(|index| index.number != INCIDENTS);
        of_sets().count() == sets.len() && of_sets().zip(sets).all(|(index, set)| Arc::ptr_eq(&index.set, set))
    }

    /// What may be the same as an entry. An error if rows cannot be read.
    pub fn near(&self, of: Entry, rows: Option<&dyn RecordRows>) -> io::Result<NearLinks> {
        let here = record_of(of);
        let links = suggest_near(&self.0, here, rows, Window::default())?;
        let link = |found: &LinkSuggestion| {
            let is_first = found.records[0] == here;
            NearLink {
                other: entry_of(found.records[usize::from(is_first)]),
                relation: if is_first { found.relation } else { found.relation.reversed() },
                strength: found.strength,
                evidence: found.evidence,
                name: None,
            }
        };
        Ok(NearLinks { of, links: links.iter().map(link).collect(), with_words: rows.is_some() })
    }

    /// What two entries say of whether they are one event, apart from their words; `None` if one is not dated, or not open.
    pub fn evidence(&self, one: Entry, other: Entry) -> Option<PairEvidence> {
        let [one, other] = [record_of(one), record_of(other)];
        let index = |record: RecordId| self.0.iter().find(|index| index.number == record.set);
        index(one)?.evidence(one.row, (index(other)?, other.row))
    }

    /// All pairs that may be one event, the strongest first; `None` if it was stopped. An error if rows cannot be read.
    pub fn all(&self, rows: &dyn RecordRows, progress: &JoinProgress<'_>) -> io::Result<Option<Vec<WaitingPair>>> {
        let all = suggest_all(&self.0, Some(rows), Window::default(), progress)?;
        let pair = |found: &LinkSuggestion| WaitingPair {
            entries: found.records.map(entry_of),
            relation: found.relation,
            strength: found.strength,
        };
        Ok(all.map(|mut all| {
            all.sort_by_key(|found| found.strength);
            all.iter().map(pair).collect()
        }))
    }
}
