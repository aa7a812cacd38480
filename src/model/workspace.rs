//! Everything that is open: the corpus, and data sets beside it, in one timeline.

use std::sync::Arc;

use chrono::Datelike;

use super::corpus::Corpus;
use super::dataset::{DataSet, Record, UNDATED, number};
use super::id::{Id, IncidentId};
use super::time::When;

/// A record of a data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// Which data set, in the order opened.
    pub set: u16,
    /// Its number there.
    pub row: u32,
}

/// Something on the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// An incident of the corpus.
    Incident(IncidentId),
    /// A record of a data set.
    Record(RecordId),
}

/// What is open. Cheap to copy; data sets that are still being read are replaced by what they have grown to.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    /// The corpus; empty if only data sets are open.
    pub corpus: Arc<Corpus>,
    /// The data sets. All but the last are whole, so that a number stands for one entry however much is read.
    pub sets: Vec<Arc<DataSet>>,
    /// Whose names join what data sets call differently: those of the corpus, and the built-in ones.
    pub names: Vec<Arc<Corpus>>,
}

impl Workspace {
    /// A corpus alone.
    pub fn of(corpus: Corpus) -> Self {
        Self { corpus: Arc::new(corpus), ..Self::default() }
    }

    /// How many entries there are: incidents first, then the records of each data set.
    pub fn len(&self) -> usize {
        self.corpus.incidents().len() + self.sets.iter().map(|s| s.len()).sum::<usize>()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry of a number.
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
        // Numbers come from this workspace; one beyond it would be a slip of ours.
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

    /// A data set.
    pub fn set(&self, record: RecordId) -> &DataSet {
        &self.sets[usize::from(record.set)]
    }

    /// A record's numbers.
    pub fn row(&self, record: RecordId) -> Record {
        self.set(record).row(record.row as usize)
    }

    /// When an entry happened.
    pub fn when(&self, entry: Entry) -> Option<When> {
        match entry {
            Entry::Incident(id) => self.corpus.incident(id).date,
            Entry::Record(id) => DataSet::when(&self.row(id)),
        }
    }

    /// The day by which an entry stands in the timeline: its first, or the first of its last year where its
    /// beginning is open. [`UNDATED`] for none.
    pub fn day(&self, entry: u32) -> i32 {
        match self.entry(entry) {
            Entry::Incident(id) => self.corpus.incident(id).date.map_or(UNDATED, timeline_day),
            Entry::Record(id) => self.set(id).days(id.row as usize).0,
        }
    }

    /// What to call an entry.
    pub fn title(&self, entry: Entry) -> String {
        match entry {
            Entry::Incident(id) => self.corpus.str(self.corpus.incident(id).title).to_owned(),
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

    /// The sort keys of the records `from..` of a data set.
    pub fn record_keys(&self, set: usize, from: usize) -> impl Iterator<Item = u64> {
        let first = self.first(set);
        let records = &self.sets[set];
        (from..records.len()).map(move |row| {
            let (lo, hi) = records.days(row);
            key(lo, hi, false, first + row as u32)
        })
    }
}

/// What a timeline is sorted by, the latest first and the undated last: the number of an entry in the low half, its
/// first and last day in the high half.
fn key(lo: i32, hi: i32, open_start: bool, number: u32) -> u64 {
    const DAYS: i64 = (1 << 22) - 1;
    const SPAN: i64 = (1 << 9) - 1;
    if lo == UNDATED {
        return u64::MAX << 32 | u64::from(number);
    }
    let day = DAYS - 1 - (i64::from(lo) + 1_000_000).clamp(0, DAYS - 1);
    // Of those that begin on one day the longest comes first.
    let span = SPAN - (i64::from(hi) - i64::from(lo)).clamp(0, SPAN);
    (day as u64) << 42 | u64::from(open_start) << 41 | (span as u64) << 32 | u64::from(number)
}

/// The entry's number in a sort key.
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
