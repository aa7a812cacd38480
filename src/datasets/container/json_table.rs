//! Records of JSON as rows: their keys are the columns, whatever wraps them.

use std::collections::HashSet;
use std::io::{self, Write};

use serde_json::{Map, Value};

use super::super::losses::Losses;
use super::json_feature::JsonFeatures;
use super::json_fields::JsonFields;
use super::json_text::cell;
use super::row::row;

/// The rows of a table, written as CSV.
pub(super) struct JsonTable<'o> {
    out: &'o mut dyn Write,
    columns: Vec<String>,
    /// The same, and the keys that came later.
    known: HashSet<String>,
    /// Records read before the columns were decided.
    first: Vec<Map<String, Value>>,
    /// Keys that came later.
    late: Vec<String>,
    /// What the file says of its columns.
    pub(super) fields: JsonFields,
    /// What is known of its features.
    pub(super) features: JsonFeatures,
}

impl<'o> JsonTable<'o> {
    /// The columns are the keys of this many first records, as a record may omit those without a value.
    const SETTLED: usize = 64;
    /// Maximum number of columns.
    const WIDEST: usize = 4_096;
    /// Maximum number of late keys that are named.
    const LATE: usize = 8;

    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        let (fields, features) = (JsonFields::default(), JsonFeatures::default());
        Self { out, columns: Vec::new(), known: HashSet::new(), first: Vec::new(), late: Vec::new(), fields, features }
    }

    /// Writes a record.
    pub(super) fn record(&mut self, record: Map<String, Value>) -> io::Result<()> {
        if self.columns.is_empty() {
            self.first.push(record);
            return if self.first.len() == Self::SETTLED { self.settle() } else { Ok(()) };
        }
        let record = self.cells(record);
        self.line(&record)
    }

    /// What a record holds for the columns.
    fn cells(&mut self, record: Map<String, Value>) -> Map<String, Value> {
        let mut held = self.features.flat(record);
        self.fields.apply(&mut held);
        held
    }

    /// Whether rows have been written, for which nothing more can be learnt.
    pub(super) fn is_settled(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Passes on what was written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn settle(&mut self) -> io::Result<()> {
        let first = std::mem::take(&mut self.first);
        self.features.see(&first);
        let first: Vec<_> = first.into_iter().map(|record| self.cells(record)).collect();
        for key in first.iter().flat_map(Map::keys) {
            if self.columns.len() < Self::WIDEST && self.known.insert(key.clone()) {
                self.columns.push(key.clone());
            }
        }
        row(self.out, self.columns.iter().map(String::as_str))?;
        first.iter().try_for_each(|record| self.line(record))
    }

    fn line(&mut self, record: &Map<String, Value>) -> io::Result<()> {
        let mut held = 0;
        let cells: Vec<String> = self
            .columns
            .iter()
            .map(|name| {
                let value = record.get(name);
                held += usize::from(value.is_some());
                value.map_or_else(String::new, cell)
            })
            .collect();
        if held < record.len()
            && self.late.len() < Self::LATE
            && let Some(late) = record.keys().find(|key| !self.known.contains(*key))
        {
            self.known.insert(late.clone());
            self.late.push(late.clone());
        }
        row(self.out, cells.iter().map(String::as_str))
    }

    /// Writes what is left.
    pub(super) fn finish(&mut self, losses: &Losses) -> io::Result<()> {
        if self.columns.is_empty() && !self.first.is_empty() {
            self.settle()?;
        }
        self.features.tell(losses);
        self.fields.notes().into_iter().for_each(|note| losses.note(note));
        if !self.late.is_empty() {
            let late = self.late.join(", ");
            let more = if self.late.len() == Self::LATE { ", and maybe others" } else { "" };
            let (first, most) = (Self::SETTLED, Self::WIDEST);
            losses.note(format!(
                "not read, as the columns are those of the first {first} records, {most} at most: {late}{more}"
            ));
        }
        Ok(())
    }
}
