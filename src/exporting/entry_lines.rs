//! Writes entries in a format, batch by batch. The fields are defined by `export`.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use super::in_order::in_order;
use crate::datasets::DetailScope;
use crate::export::table::{self, Line, Wholes};
use crate::load::Loaded;
use crate::model::dataset::{Record, RecordDetail};
use crate::model::{Entry, RecordId};

/// Entries of a batch: so few that their lines stay in the processor's cache until they are written, so many that records
/// which lie close together in their file are read at once.
const BATCH: usize = 512;

/// Bytes of a usual line, for which room is made.
const USUAL: usize = 768;

/// Adds the text of a line. The number says how many lines of the same list come before it.
pub(super) type LineFormat<'f> = dyn Fn(&Line<'_>, usize, &mut Vec<u8>) -> io::Result<()> + Sync + 'f;

/// Writes a line in the format of an export; the number is its position in the batch.
type FormatLine<'f> = dyn Fn(&mut Line<'_>, usize, &mut Vec<u8>) -> io::Result<()> + 'f;

/// What the lines of an export are made of.
pub(super) struct EntryLines<'l> {
    pub(super) loaded: &'l Loaded,
    pub(super) wholes: Wholes,
    /// Whether the rows stay with the user, whatever their licence.
    pub(super) private: bool,
}

impl EntryLines<'_> {
    /// Writes entries in order, each as `format` has it. `certainty` says how they match the filter, if there is one.
    pub(super) fn write(
        &self,
        entries: &[u32],
        certainty: Option<&'static str>,
        format: &LineFormat<'_>,
        progress: &mut dyn FnMut(usize) -> io::Result<()>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let batch = |number: usize| {
            let from = number * BATCH;
            let entries = &entries[from..entries.len().min(from + BATCH)];
            let text = self.batch(entries, &|line, position, out| {
                line.certainty = certainty;
                format(line, from + position, out)
            })?;
            Ok((entries.len(), text))
        };
        in_order(entries.len().div_ceil(BATCH), &batch, &mut |(count, text)| {
            out.write_all(&text)?;
            progress(count)
        })
    }

    /// The text of a few entries, in order. Records are read in the order of their files.
    fn batch(&self, entries: &[u32], format: &FormatLine<'_>) -> io::Result<Vec<u8>> {
        let workspace = &self.loaded.workspace;
        let (mut text, mut at) = (Vec::with_capacity(entries.len() * USUAL), vec![0..0; entries.len()]);
        let mut put = |position: usize, line: &mut Line<'_>| {
            let from = text.len();
            format(line, position, &mut text)?;
            at[position] = from..text.len();
            io::Result::Ok(())
        };
        let mut records: Vec<(Vec<u32>, Vec<usize>)> = vec![Default::default(); workspace.sets.len()];
        for (position, &number) in entries.iter().enumerate() {
            match workspace.entry(number) {
                entry @ Entry::Incident(_) => {
                    put(position, &mut table::incident(&self.loaded.subject(entry), &self.wholes))?;
                }
                Entry::Record(id) => {
                    let (rows, positions) = &mut records[usize::from(id.set)];
                    rows.push(id.row);
                    positions.push(position);
                }
            }
        }
        let scope = if self.private { DetailScope::Whole } else { DetailScope::Tables };
        for (number, (rows, positions)) in records.iter().enumerate().filter(|(_, (rows, _))| !rows.is_empty()) {
            let set = &workspace.sets[number];
            let file = self.loaded.files.get(number).ok_or(io::ErrorKind::NotFound)?;
            let citation = table::citation(set);
            let mut take = |at: usize, row: &Record, detail: &RecordDetail| {
                let id = RecordId { set: number as u16, row: rows[at] };
                let own = if detail.id.is_empty() { Cow::from(self.loaded.numbered(id)) } else { (&detail.id).into() };
                let line = table::record(set, row, detail, own, &citation, self.private);
                let noted: Vec<_> = workspace.noted_on(id).collect();
                put(positions[at], &mut if noted.is_empty() { line } else { table::with_notes(line, &noted) })
            };
            file.details(set, rows, scope, &mut take)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", set.about.file)))?;
        }
        Ok(arranged(text, &at))
    }
}

/// The parts of a text in the order of their ranges.
fn arranged(text: Vec<u8>, parts: &[Range<usize>]) -> Vec<u8> {
    if parts.is_sorted_by_key(|part| part.start) {
        return text;
    }
    let mut out = Vec::with_capacity(text.len());
    for part in parts {
        out.extend_from_slice(&text[part.clone()]);
    }
    out
}
