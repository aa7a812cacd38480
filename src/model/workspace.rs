//! The workspace: the open corpus and data sets, with one numbering and order of entries. Knows nothing of files or
//! screens.

use std::sync::Arc;

use chrono::Datelike;

use super::corpus::Corpus;
use super::dataset::{DataSet, Record, UNDATED, number};
pub use super::entry::{Entry, RecordId};
use super::id::{Id, IncidentId};
use super::linked::Linked;
use super::noted::{NotedRecords, RecordAnnotation};
use super::time::When;

/// The open corpus and data sets. Cheap to clone; while a data set is being read, longer versions replace it.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    /// The corpus; empty if only data sets are open.
    pub corpus: Arc<Corpus>,
    /// The data sets. All but the last are complete, so that entry numbers stay valid while the last one grows.
    pub sets: Vec<Arc<DataSet>>,
    /// Corpora whose names unify the spellings of data sets: this corpus and the built-in one.
    pub names: Vec<Arc<Corpus>>,
    /// While outside knowledge is hidden: the corpus with it.
    pub whole: Option<Arc<Corpus>>,
    /// Links between entries.
    pub linked: Arc<Linked>,
    /// Annotations on records.
    pub noted: Arc<NotedRecords>,
}

impl Workspace {
    /// A workspace with a corpus only.
    pub fn of(corpus: Corpus) -> Self {
        let mut workspace = Self::default();
        workspace.take_notes(&corpus);
        Self { corpus: Arc::new(corpus), ..workspace }
    }

    /// Takes the annotations on records that a corpus has.
    fn take_notes(&mut self, corpus: &Corpus) {
        let all = RecordAnnotation::all_in(corpus);
        if !self.noted.is_empty() || !all.is_empty() {
            self.noted = Arc::new(self.noted.with_corpus(all));
        }
    }

    /// The annotations on a record, unless outside knowledge is hidden: they may say anything.
    pub fn noted_on(&self, record: RecordId) -> impl Iterator<Item = &RecordAnnotation> {
        let shown = (!self.hides_outside()).then(|| self.noted.on(record));
        shown.into_iter().flatten()
    }

    /// Replaces the corpus and its names. Outside knowledge stays hidden if it is. Records that annotations name for the first
    /// time must be looked for.
    pub fn set_corpus(&mut self, corpus: impl Into<Arc<Corpus>>) {
        let mut corpus = corpus.into();
        self.take_notes(&corpus);
        if let Some(whole) = &mut self.whole {
            *whole = Arc::clone(&corpus);
            corpus = Arc::new(corpus.without_outside());
        }
        if let Some(names) = self.names.first_mut() {
            *names = Arc::clone(&corpus);
        }
        self.corpus = corpus;
    }

    /// This workspace with outside knowledge shown or hidden. Entries keep their numbers and order.
    #[must_use]
    pub fn with_outside(&self, shown: bool) -> Self {
        let mut workspace = self.clone();
        let whole = workspace.whole.take().unwrap_or_else(|| Arc::clone(&self.corpus));
        workspace.corpus = if shown { Arc::clone(&whole) } else { Arc::new(whole.without_outside()) };
        if let Some(names) = workspace.names.first_mut() {
            *names = Arc::clone(&workspace.corpus);
        }
        workspace.whole = (!shown).then_some(whole);
        workspace
    }

    /// The corpus with outside knowledge.
    pub fn whole_corpus(&self) -> &Corpus {
        self.whole.as_ref().unwrap_or(&self.corpus)
    }

    /// Whether outside knowledge is hidden.
    pub fn hides_outside(&self) -> bool {
        self.whole.is_some()
    }

    /// Number of entries. Incidents are numbered first, then the records of each data set.
    pub fn len(&self) -> usize {
        self.corpus.incidents().len() + self.sets.iter().map(|s| s.len()).sum::<usize>()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry with a number.
    pub fn entry(&self, number: u32) -> Entry {
        let incidents = self.corpus.incidents().len();
        let mut rest = number as usize;
        if rest < incidents {
            return Entry::Incident(IncidentId::at(rest));
        }
        rest -= incidents;
        for (set, records) in self.sets.iter().enumerate() {
            if rest < records.len() {
                return Entry::Record(RecordId { set: set as u16, row: rest as u32 });
            }
            rest -= records.len();
        }
        // Numbers come from this workspace; an out-of-range number is a bug.
        debug_assert!(false, "entry {number} of {}", self.len());
        Entry::Incident(IncidentId::at(0))
    }

    /// The number of an entry.
    pub fn number(&self, entry: Entry) -> u32 {
        match entry {
            Entry::Incident(id) => id.index() as u32,
            Entry::Record(id) => self.first(id.set.into()) + id.row,
        }
    }

    /// The number of the first record of a data set.
    pub fn first(&self, set: usize) -> u32 {
        let before: usize = self.sets[..set].iter().map(|s| s.len()).sum();
        (self.corpus.incidents().len() + before) as u32
    }

    /// The data set of a record.
    pub fn set(&self, record: RecordId) -> &DataSet {
        &self.sets[usize::from(record.set)]
    }

    /// The titles of the data sets whose rows may not be passed on, of those of which rows are taken, by their numbers.
    pub fn held_back(&self, is_taken: impl Fn(usize) -> bool) -> impl Iterator<Item = &str> {
        let sets = self.sets.iter().enumerate();
        let held_back = sets.filter(move |(number, set)| !set.about.shareable && is_taken(*number));
        held_back.map(|(_, set)| set.about.title.as_str())
    }

    /// The numbers of a record.
    pub fn row(&self, record: RecordId) -> Record {
        self.set(record).row(record.row as usize)
    }

    /// The date of an entry, if any.
    pub fn when(&self, entry: Entry) -> Option<When> {
        match entry {
            Entry::Incident(id) => self.corpus.incident(id).date,
            Entry::Record(id) => DataSet::when(&self.row(id)),
        }
    }

    /// The day by which the timeline orders an entry: its first day, or the first day of its last year if it is open
    /// below; [`UNDATED`] if it has no date.
    pub fn day(&self, entry: u32) -> i32 {
        match self.entry(entry) {
            Entry::Incident(id) => self.corpus.incident(id).date.map_or(UNDATED, timeline_day),
            Entry::Record(id) => self.set(id).days(id.row as usize).0,
        }
    }

    /// The title of an entry.
    pub fn title(&self, entry: Entry) -> String {
        match entry {
            Entry::Incident(id) => self.corpus.str(self.corpus.incident(id).shown_title).to_owned(),
            Entry::Record(id) => self.set(id).title(&self.row(id)),
        }
    }

    /// The sort keys of all incidents.
    pub fn incident_keys(&self) -> Vec<u64> {
        let keys = self.corpus.incidents().map(|(id, incident)| {
            let number = id.index() as u32;
            match incident.date {
                Some(when) => {
                    let lo = timeline_day(when);
                    let hi = if when.is_open_end() { i32::MAX } else { super::dataset::number(when.latest()) };
                    key(lo, hi, when.is_open_start(), number)
                }
                None => key(UNDATED, UNDATED, false, number),
            }
        });
        keys.collect()
    }

    /// The sort keys of the records of a data set from number `from` on.
    pub fn record_keys(&self, set: usize, from: usize) -> impl Iterator<Item = u64> {
        (from..self.sets[set].len()).map(move |row| self.record_key(set, row))
    }

    /// The sort key of the record of a data set with a number in it.
    #[inline]
    pub fn record_key(&self, set: usize, row: usize) -> u64 {
        let (lo, hi) = self.sets[set].days(row);
        key(lo, hi, false, self.first(set) + row as u32)
    }
}

/// Sort key of the timeline, latest first, undated last: days in the high half, entry number in the low half.
fn key(lo: i32, hi: i32, open_start: bool, number: u32) -> u64 {
    const DAYS: i64 = (1 << 22) - 1;
    const SPAN: i64 = (1 << 9) - 1;
    if lo == UNDATED {
        return u64::MAX << 32 | u64::from(number);
    }
    let day = DAYS - 1 - (i64::from(lo) + 1_000_000).clamp(0, DAYS - 1);
    // Among entries that begin on the same day the longest comes first.
    let span = SPAN - (i64::from(hi) - i64::from(lo)).clamp(0, SPAN);
    (day as u64) << 42 | u64::from(open_start) << 41 | (span as u64) << 32 | u64::from(number)
}

/// The entry number in a sort key.
pub fn numbered(key: u64) -> u32 {
    key as u32
}

fn timeline_day(when: When) -> i32 {
    let day = if when.is_open_start() {
        chrono::NaiveDate::from_ymd_opt(when.latest().year(), 1, 1).unwrap_or(when.latest())
    } else {
        when.earliest()
    };
    number(day)
}
