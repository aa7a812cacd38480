//! The texts of records: notes, summaries, headlines and citations. They are not held in memory; whoever can read them
//! again implements [`RecordTexts`].

use std::fmt::Debug;
use std::io;

use super::{DataSet, Record, RecordDetail};

/// Adjacent words, folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextPhrase {
    /// The words, with single spaces.
    pub words: String,
    /// Whether the last word must be a whole one; else it may be the beginning of a word.
    pub whole: bool,
}

/// What a text must say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextWanted {
    /// All of these must be found; of each, one of the alternatives.
    pub all: Vec<Vec<TextPhrase>>,
    /// None of these may be found.
    pub none: Vec<TextPhrase>,
}

/// What is reported while texts are searched.
#[derive(Debug, Clone, Copy)]
pub struct TextHits<'h> {
    /// The numbers of records found since the last report, in order.
    pub records: &'h [u32],
    /// Bytes searched so far.
    pub read: u64,
    /// Bytes to be searched.
    pub total: u64,
}

/// Reads the texts of records where they are.
pub trait RecordTexts: Debug + Send + Sync {
    /// The numbers of the records of `set`, data set number `number`, whose text fits, in order; `None` once `stale` returns
    /// true. Calls `found` from several threads with those found so far. `fold` folds text as `wanted` is.
    fn find(
        &self,
        number: usize,
        set: &DataSet,
        wanted: &TextWanted,
        fold: fn(&str) -> String,
        stale: &(dyn Fn() -> bool + Sync),
        found: &(dyn Fn(TextHits<'_>) + Sync),
    ) -> io::Result<Option<Vec<u32>>>;

    /// The texts of a record of data set number `number`, each with the name of its column.
    fn read(&self, number: usize, row: &Record) -> io::Result<Vec<(String, String)>>;
}

/// Reads the words of records: their ids, descriptions and citations.
pub trait RecordRows: Sync {
    /// Reads the records of `set`, data set number `number`, that have these numbers, and hands each over with its number.
    fn rows(
        &self,
        number: usize,
        set: &DataSet,
        records: &[u32],
        take: &mut dyn FnMut(u32, &Record, &RecordDetail),
    ) -> io::Result<()>;
}
