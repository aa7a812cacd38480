//! Annotations on records of data sets: which records they name, and which annotations a record has. Knows no file; the ids of
//! records are asked for.
//!
//! Nothing is kept of records without annotations. A record is found by its id in all rows that have it, those that repeat an
//! earlier one too: they are one event.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::corpus::Corpus;
use super::curie::{self, Curie};
use super::dataset::{DataSet, id_hash};
use super::entry::RecordId;
use super::linked::{ReadIds, candidates};
use super::time::When;

/// Tags and a note on a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordAnnotation {
    /// The record.
    pub record: Curie,
    /// Tags, each a word.
    pub tags: Vec<Box<str>>,
    /// The note; empty if there are only tags.
    pub note: Box<str>,
    /// Who gave them; empty if that is not said.
    pub by: Box<str>,
    /// The day on which they were given.
    pub date: Option<When>,
}

/// The annotations in one file beside data sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnotationsBeside {
    /// The numbers of the data sets.
    pub sets: Vec<usize>,
    /// The annotations, in the order of the file.
    pub all: Vec<RecordAnnotation>,
}

/// The annotations on records of what is open.
#[derive(Debug, Clone, Default)]
pub struct NotedRecords {
    /// Those in the files of the corpus, which name records of any data set.
    of_corpus: Vec<RecordAnnotation>,
    /// Those of each file beside data sets.
    beside: Vec<AnnotationsBeside>,
    /// The annotations on each record, in that order.
    on: HashMap<RecordId, Vec<NotePosition>>,
    /// The rows that have the names that were looked for, for each data set.
    rows: Vec<HashMap<Curie, Vec<u32>>>,
    /// Number of records of each data set in which names were looked for.
    looked_at: Vec<usize>,
}

/// Where an annotation stands: in the file with this number, or in the corpus, and its number there.
type NotePosition = (Option<usize>, usize);

impl RecordAnnotation {
    /// The annotations on records in the files of a corpus.
    pub fn all_in(corpus: &Corpus) -> Vec<Self> {
        let text = |text| corpus.str(text).into();
        let all = corpus.annotations().filter_map(|(_, annotation)| {
            Some(Self {
                record: Curie::parse(corpus.str(annotation.place.record))?,
                tags: annotation.tags.iter().map(|&tag| text(tag)).collect(),
                note: text(annotation.note),
                by: text(annotation.by),
                date: annotation.date,
            })
        });
        all.collect()
    }
}

impl NotedRecords {
    /// Whether there are no annotations on records.
    pub fn is_empty(&self) -> bool {
        self.of_corpus.is_empty() && self.beside.iter().all(|file| file.all.is_empty())
    }

    /// The annotations on a record: those in the corpus, then those beside its data set.
    pub fn on(&self, record: RecordId) -> impl Iterator<Item = &RecordAnnotation> {
        self.on.get(&record).into_iter().flatten().filter_map(|&at| self.at(at))
    }

    /// Those of them that stand in the corpus, or else those beside the data set.
    pub fn kept(&self, record: RecordId, in_corpus: bool) -> impl Iterator<Item = &RecordAnnotation> {
        let all = self.on.get(&record).into_iter().flatten();
        all.filter(move |(file, _)| file.is_none() == in_corpus).filter_map(|&at| self.at(at))
    }

    /// The records of a data set that have annotations, in order.
    pub fn records(&self, set: usize) -> Vec<RecordId> {
        let mut records: Vec<RecordId> =
            self.on.keys().filter(|record| usize::from(record.set) == set).copied().collect();
        records.sort_unstable();
        records
    }

    /// The annotations in each file beside data sets.
    pub fn beside(&self) -> &[AnnotationsBeside] {
        &self.beside
    }

    /// The names of which no record was found: those in the corpus, which name a data set that is open, and those in each file.
    pub fn missing(&self, sets: &[Arc<DataSet>]) -> (Vec<&Curie>, Vec<Vec<&Curie>>) {
        let is_open = |annotation: &&RecordAnnotation| {
            sets.iter().any(|set| curie::prefix(&set.about) == annotation.record.prefix())
        };
        let found: HashSet<NotePosition> = self.on.values().flatten().copied().collect();
        let corpus = self.of_corpus.iter().enumerate().filter(|(at, _)| !found.contains(&(None, *at)));
        let corpus = corpus.map(|(_, annotation)| annotation).filter(is_open).map(|annotation| &annotation.record);
        let beside = self.beside.iter().enumerate().map(|(number, file)| {
            let missing = file.all.iter().enumerate().filter(|(at, _)| !found.contains(&(Some(number), *at)));
            missing.map(|(_, annotation)| &annotation.record).collect()
        });
        (corpus.collect(), beside.collect())
    }

    /// These with other annotations in the corpus. Records whose names are new must be looked for.
    #[must_use]
    pub fn with_corpus(&self, of_corpus: Vec<RecordAnnotation>) -> Self {
        Self { of_corpus, ..self.clone() }.placed()
    }

    /// These with other annotations beside data sets, likewise.
    #[must_use]
    pub fn with_beside(&self, beside: Vec<AnnotationsBeside>) -> Self {
        Self { beside, ..self.clone() }.placed()
    }

    /// Looks for the records that are named and were not looked for. `ids_of` reads the ids of records of a data set.
    #[must_use]
    pub fn found_in(mut self, sets: &[Arc<DataSet>], ids_of: ReadIds<'_>) -> Self {
        self.rows.resize_with(self.rows.len().max(sets.len()), HashMap::new);
        self.looked_at.resize(self.looked_at.len().max(sets.len()), 0);
        for (number, set) in sets.iter().enumerate() {
            if std::mem::replace(&mut self.looked_at[number], set.len()) != set.len() {
                self.rows[number].clear();
            }
            let prefix = curie::prefix(&set.about);
            let mut wanted: HashMap<u32, Vec<Curie>> = HashMap::new();
            for annotation in self.about(number) {
                let name = &annotation.record;
                if name.prefix() == prefix && !self.rows[number].contains_key(name) {
                    let names = wanted.entry(id_hash(name.id().as_bytes())).or_default();
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                }
            }
            if wanted.is_empty() {
                continue;
            }
            let rows = candidates(set, 0, &wanted, true);
            let ids = if rows.is_empty() { Vec::new() } else { ids_of(number, &rows) };
            let known = &mut self.rows[number];
            known.extend(wanted.values().flatten().map(|name| (name.clone(), Vec::new())));
            for (row, id) in rows.into_iter().zip(ids) {
                // Different ids can have one hash.
                let name = id.and_then(|id| Curie::record(&set.about, &id));
                if let Some(rows) = name.and_then(|name| known.get_mut(&name)) {
                    rows.push(row);
                }
            }
        }
        self.placed()
    }

    /// The annotations that can be on records of a data set.
    fn about(&self, set: usize) -> impl Iterator<Item = &RecordAnnotation> {
        let beside = self.beside.iter().filter(move |file| file.sets.contains(&set));
        self.of_corpus.iter().chain(beside.flat_map(|file| &file.all))
    }

    fn at(&self, (file, at): NotePosition) -> Option<&RecordAnnotation> {
        match file {
            None => self.of_corpus.get(at),
            Some(file) => self.beside.get(file)?.all.get(at),
        }
    }

    /// These, with each at the records that are known to have its name.
    fn placed(mut self) -> Self {
        let corpus = self.of_corpus.iter().enumerate().map(|(at, annotation)| (None, None, at, annotation));
        let beside = self.beside.iter().enumerate().flat_map(|(number, file)| {
            file.all.iter().enumerate().map(move |(at, annotation)| (Some(&file.sets), Some(number), at, annotation))
        });
        let mut on: HashMap<RecordId, Vec<NotePosition>> = HashMap::new();
        for (sets, file, at, annotation) in corpus.chain(beside) {
            for (set, rows) in self.rows.iter().enumerate() {
                if sets.is_some_and(|sets| !sets.contains(&set)) {
                    continue;
                }
                for &row in rows.get(&annotation.record).into_iter().flatten() {
                    on.entry(RecordId { set: set as u16, row }).or_default().push((file, at));
                }
            }
        }
        self.on = on;
        self
    }
}
