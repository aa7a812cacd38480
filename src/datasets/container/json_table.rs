//! Records of JSON as rows: their keys are the columns, whatever wraps them.

use std::collections::HashSet;
use std::io::{self, Write};

use serde_json::{Map, Value};

use super::super::losses::Losses;
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
}

impl<'o> JsonTable<'o> {
    /// The columns are the keys of this many first records, as a record may omit those without a value.
    const SETTLED: usize = 64;
    /// Maximum number of columns.
    const WIDEST: usize = 4_096;
    /// Maximum number of late keys that are named.
    const LATE: usize = 8;

    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self { out, columns: Vec::new(), known: HashSet::new(), first: Vec::new(), late: Vec::new(), fields: JsonFields::default() }
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
    fn cells(&self, record: Map<String, Value>) -> Map<String, Value> {
        let mut held = flat(record);
        self.fields.apply(&mut held);
        held
    }

    /// Passes on what was written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn settle(&mut self) -> io::Result<()> {
        let first = std::mem::take(&mut self.first).into_iter();
        let first: Vec<_> = first.map(|record| self.cells(record)).collect();
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

/// A record without its wrapping: the properties of a feature, or the attributes of ESRI's, with its point as latitude and
/// longitude.
fn flat(mut record: Map<String, Value>) -> Map<String, Value> {
    let inner = ["properties", "attributes"].into_iter().find(|key| record.get(*key).is_some_and(Value::is_object));
    let Some(Value::Object(mut held)) = inner.and_then(|key| record.remove(key)) else { return record };
    let geometry = record.get("geometry");
    let number = |value: Option<&Value>| value.filter(|v| v.is_number()).cloned().unwrap_or(Value::Null);
    // RFC 7946: a position is longitude, then latitude.
    let [longitude, latitude] = [(0, "x"), (1, "y")].map(|(n, axis)| {
        let place = geometry.and_then(|g| g.get("coordinates").and_then(|c| c.get(n)).or_else(|| g.get(axis)));
        number(place)
    });
    for (name, value) in [("latitude", latitude), ("longitude", longitude)] {
        if !held.contains_key(name) {
            held.insert(name.to_owned(), value);
        }
    }
    held
}
