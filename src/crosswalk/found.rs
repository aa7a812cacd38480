//! What is found between all that is open: the pairs that wait for an answer, and those of one entry. Judges nothing itself.

use std::io;
use std::sync::Arc;

use super::actor_signature::ActorNames;
use super::incident_set::{INCIDENTS, incident_set};
use super::link_index::LinkIndex;
use super::pairs::JoinProgress;
use super::{LinkSuggestion, PairEvidence, Window, suggest_between, suggest_near};
use crate::model::dataset::{DataSet, RecordRows};
use crate::model::id::{Id, IncidentId};
use crate::model::{Corpus, Curie, Entry, LinkRelation, LinkStrength, RecordId};
use crate::shares;

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
pub struct LinkIndexes {
    indexes: Vec<Arc<LinkIndex>>,
    /// The corpus whose incidents are compared.
    corpus: Arc<Corpus>,
}

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
    /// The indexes of data sets, and of the incidents of a corpus. Those of data sets that are in `known` are not made again.
    /// An error if rows cannot be read.
    pub fn of(
        (sets, corpus): (&[Arc<DataSet>], &Arc<Corpus>),
        names: &ActorNames,
        rows: &dyn RecordRows,
        known: Option<&Self>,
    ) -> io::Result<Self> {
        let mut wanted: Vec<(Arc<DataSet>, u16)> = sets.iter().cloned().zip(0..).collect();
        if corpus.incidents().len() > 0 {
            wanted.push((Arc::new(incident_set(corpus)), INCIDENTS));
        }
        let made = |n: usize| {
            let (set, number) = &wanted[n];
            let same = |index: &&Arc<LinkIndex>| index.number == *number && Arc::ptr_eq(&index.set, set);
            let known = known.and_then(|known| known.indexes.iter().find(same));
            let index = || LinkIndex::new(Arc::clone(set), *number, names, Some(rows)).map(Arc::new);
            Some(known.map_or_else(index, |known| Ok(Arc::clone(known))))
        };
        let indexes: io::Result<_> = shares::in_turn(wanted.len(), wanted.len(), made).into_iter().flatten().collect();
        Ok(Self { indexes: indexes?, corpus: Arc::clone(corpus) })
    }

    /// Whether these are the indexes of these data sets.
    pub fn are_of(&self, sets: &[Arc<DataSet>]) -> bool {
        let of_sets = || self.indexes.iter().filter(|index| index.number != INCIDENTS);
        of_sets().count() == sets.len() && of_sets().zip(sets).all(|(index, set)| Arc::ptr_eq(&index.set, set))
    }

    /// Whether they hold the incidents of this corpus.
    pub fn hold(&self, corpus: &Arc<Corpus>) -> bool {
        Arc::ptr_eq(&self.corpus, corpus)
    }

    /// What may be the same as an entry. An error if rows cannot be read.
    pub fn near(&self, of: Entry, rows: Option<&dyn RecordRows>) -> io::Result<NearLinks> {
        let here = record_of(of);
        let links = suggest_near(&self.indexes, here, rows, Window::default())?;
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
        let index = |record: RecordId| self.indexes.iter().find(|index| index.number == record.set);
        index(one)?.evidence(one.row, (index(other)?, other.row))
    }

    /// All suggestions, in order; `None` if it was stopped. An error if rows cannot be read.
    pub fn suggestions(
        &self,
        rows: &dyn RecordRows,
        progress: &JoinProgress<'_>,
    ) -> io::Result<Option<Vec<LinkSuggestion>>> {
        suggest_between(&self.indexes, Some(rows), Window::default(), progress, &|_, _| true)
    }

    /// All pairs that may be one event, the strongest first; `None` if it was stopped. If the pairs of records are known from
    /// before, only those with incidents are found. An error if rows cannot be read.
    pub fn all(
        &self,
        rows: &dyn RecordRows,
        progress: &JoinProgress<'_>,
        known: Option<&[WaitingPair]>,
    ) -> io::Result<Option<Vec<WaitingPair>>> {
        let takes = |one: &LinkIndex, other: &LinkIndex| {
            known.is_none() || one.number == INCIDENTS || other.number == INCIDENTS
        };
        let all = suggest_between(&self.indexes, Some(rows), Window::default(), progress, &takes)?;
        let of_records = |pair: &&WaitingPair| pair.entries.iter().all(|entry| matches!(entry, Entry::Record(_)));
        let known = known.into_iter().flatten().filter(of_records).copied();
        let pair = |found: &LinkSuggestion| WaitingPair {
            entries: found.records.map(entry_of),
            relation: found.relation,
            strength: found.strength,
        };
        Ok(all.map(|found| {
            let mut all: Vec<WaitingPair> = found.iter().map(pair).chain(known).collect();
            all.sort_by_key(|pair| pair.strength);
            all
        }))
    }
}
