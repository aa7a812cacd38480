//! Writes entries and views in a format, for the command `export` and for the workbench. The fields of each format are defined by
//! `export`; it does not know who asks, nor where the text goes.

pub mod json_text;

mod entry_lines;
mod in_order;
pub mod views;

use std::io::{self, Write};
use std::sync::Arc;

use crate::export::json::{self, LinkedRows};
use crate::export::table::{self, Line, MARKDOWN_HEAD, Wholes};
use crate::load::Loaded;
use crate::model::{Entry, IncidentId, Subject};
use crate::present::markdown;
use crate::sanitize;
use entry_lines::{EntryLines, LineFormat};

/// The format of exported entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryFormat {
    /// One JSON document, schema parallax/1.
    Json,
    /// A table with a row for each incident and record.
    Csv,
    /// Features with points.
    Geojson,
    /// A table with citations.
    Markdown,
}

/// The entries to write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChosenEntries {
    /// All of them, or those that match the filter certainly.
    pub shown: Arc<[u32]>,
    /// Those that match it only possibly, if they were asked for.
    pub possible: Arc<[u32]>,
    /// The filter, if there is one.
    pub filter: Option<String>,
    /// How many match it only possibly and were not asked for.
    pub left_out: usize,
}

impl ChosenEntries {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.shown.len() + self.possible.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Both lists, and how their entries match the filter, if there is one.
    fn lists(&self) -> [(&[u32], Option<&'static str>); 2] {
        [(&self.shown, self.filter.is_some().then_some("certain")), (&self.possible, Some("possible"))]
    }
}

/// Writes entries in a format. With `private`, all fields of data sets whose rows may not be passed on are written too.
/// `progress` is told how many more entries are written; an error of it ends the export.
///
/// # Errors
///
/// The output or a file of a data set fails, or `progress` gives an error.
pub fn write_entries(
    loaded: &Loaded,
    chosen: &ChosenEntries,
    format: EntryFormat,
    private: bool,
    progress: &mut dyn FnMut(usize) -> io::Result<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = EntryLines { loaded, wholes: Wholes::of(loaded.corpus()), private };
    let mut writer = EntryWriter { lines: &lines, chosen, progress, out };
    match format {
        EntryFormat::Json => writer.document(),
        EntryFormat::Csv => writer.csv(),
        EntryFormat::Geojson => writer.geojson(),
        EntryFormat::Markdown => writer.markdown(),
    }
}

/// The citations of all sources.
pub fn citations(loaded: &Loaded) -> Vec<String> {
    let mut all = Vec::new();
    if loaded.corpus().articles().len() > 0 {
        all.push(format!("{}. {}", loaded.corpus().title(), loaded.corpus().licence()));
    }
    for set in &loaded.workspace.sets {
        all.extend(set.about.citation.iter().map(|c| format!("{}: {c}", set.about.title)));
    }
    all.iter().map(|c| sanitize::line(c).into_owned()).collect()
}

/// Writes the entries in a format.
struct EntryWriter<'w> {
    lines: &'w EntryLines<'w>,
    chosen: &'w ChosenEntries,
    progress: &'w mut dyn FnMut(usize) -> io::Result<()>,
    out: &'w mut dyn Write,
}

impl EntryWriter<'_> {
    /// Writes all entries one after the other.
    fn all(&mut self, format: &LineFormat<'_>) -> io::Result<()> {
        let mut before = 0;
        for (entries, certainty) in self.chosen.lists() {
            let format = |line: &Line<'_>, position, out: &mut Vec<u8>| format(line, before + position, out);
            self.lines.write(entries, certainty, &format, self.progress, self.out)?;
            before += entries.len();
        }
        Ok(())
    }

    fn csv(&mut self) -> io::Result<()> {
        let mut head = Vec::new();
        table::csv::head(&mut head);
        self.out.write_all(&head)?;
        self.all(&|line, _, out| {
            table::csv::line(line, out);
            Ok(())
        })
    }

    fn geojson(&mut self) -> io::Result<()> {
        let cited = json_text::json_line(&citations(self.lines.loaded))?;
        writeln!(self.out, "{{\"type\":\"FeatureCollection\",\"citation\":{},\"features\":[", cited.trim_end())?;
        self.all(&|line, position, out| {
            if position > 0 {
                out.push(b',');
            }
            let from = out.len();
            table::json::feature(line, out)?;
            json_text::make_safe(from, out);
            out.push(b'\n');
            Ok(())
        })?;
        self.out.write_all(b"]}\n")
    }

    fn markdown(&mut self) -> io::Result<()> {
        for (entries, certainty) in self.chosen.lists() {
            // A table of their own, since the columns are those of a reader.
            match certainty {
                Some("possible") if entries.is_empty() => continue,
                Some("possible") => writeln!(self.out, "\nPossibly\n\n{MARKDOWN_HEAD}")?,
                _ => writeln!(self.out, "{MARKDOWN_HEAD}")?,
            }
            let row = |line: &Line<'_>, _, out: &mut Vec<u8>| writeln!(out, "{}", table::markdown(line));
            self.lines.write(entries, certainty, &row, self.progress, self.out)?;
        }
        writeln!(self.out, "\nSources\n")?;
        for citation in citations(self.lines.loaded) {
            writeln!(self.out, "- {}", markdown::escape(&citation))?;
        }
        Ok(())
    }

    fn document(&mut self) -> io::Result<()> {
        let loaded = self.lines.loaded;
        let (mut incidents, mut records): (Vec<(IncidentId, _)>, [Vec<u32>; 2]) = Default::default();
        for ((entries, certainty), records) in self.chosen.lists().into_iter().zip(&mut records) {
            for &number in entries {
                match loaded.workspace.entry(number) {
                    Entry::Incident(id) => incidents.push((id, certainty)),
                    Entry::Record(_) => records.push(number),
                }
            }
        }
        // The document lists incidents in order of time, whatever the order of the timeline.
        incidents.sort_by_key(|(id, _)| *id);
        let subjects: Vec<Subject> = incidents.iter().map(|&(id, _)| loaded.subject(Entry::Incident(id))).collect();
        // The rows of members may be ones that are not passed on, so the incidents stand without them.
        let linked = |entry: Entry| (!loaded.workspace.links_of(entry).is_empty()).then(|| loaded.joined(entry));
        let joined: Vec<Option<Subject>> = incidents.iter().map(|&(id, _)| linked(Entry::Incident(id))).collect();
        let certainty = incidents.iter().map(|(_, certainty)| *certainty);
        let document = json::document(loaded.corpus(), &subjects)
            .with_filter(self.chosen.filter.as_deref(), self.chosen.left_out)
            .with_certainty(certainty)
            .with_members(&joined, self.lines.private);
        let document = json_text::json(&document)?;
        if records.iter().all(Vec::is_empty) {
            return self.out.write_all(document.as_bytes());
        }
        // Records are too many to be held, so they are written into the document, as its last field.
        let [before, each, after] = json::RECORDS;
        let open = document.trim_end().strip_suffix(json::END).unwrap_or(&document);
        write!(self.out, "{open}{before}")?;
        let (mut others, private) = (0, self.lines.private);
        for ((_, certainty), records) in self.chosen.lists().into_iter().zip(&records) {
            let linked = |position: usize| linked(loaded.workspace.entry(records[position]));
            let record = |line: &Line<'_>, position: usize, out: &mut Vec<u8>| {
                if others + position > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(each.as_bytes());
                let from = out.len();
                table::json::object(line, out)?;
                let joined = linked(position);
                if let Some(linked) = joined.as_ref().and_then(|joined| json::linked(joined, LinkedRows::of(private))) {
                    table::json::add("linked", &linked, out)?;
                }
                json_text::make_safe(from, out);
                Ok(())
            };
            self.lines.write(records, certainty, &record, self.progress, self.out)?;
            others += records.len();
        }
        writeln!(self.out, "{after}{}", json::END)
    }
}
