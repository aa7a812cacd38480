//! Data sets of the field from their files: UCDP GED, ACLED and GTD, as CSV, compressed, as workbook or GeoJSON.
//!
//! ```text
//! open ─► recognise ─► cut ─► encode (a thread each) ─► merge ─► DataSet, and what was wrong
//!                                                     └──► sheet reads one record in full, later
//! ```
//!
//! A record that cannot be read is reported with its row, line and reason, and the rest is loaded.

mod cells;
mod cite;
mod columns;
mod container;
mod country;
mod csv;
mod cut;
mod data_format;
mod encode;
mod format;
mod merge;
mod open;
mod pipe;
mod recognise;
mod record_detail;
mod row;
mod row_source;
mod run;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use cut::Cutter;
use data_format::FileNames;
use merge::{Merger, ProblemKind, RowProblem};
use open::Stream;
use recognise::Layout;
use row_source::RowSource;

use crate::diagnostic::{Code, Position, Report, Severity};
use crate::model::dataset::{About, DataSet, Record, RecordDetail};

/// A data set's file, to read single records from.
#[derive(Debug)]
pub struct SetFile {
    layout: Arc<Layout>,
    keep: RowSource,
}

impl SetFile {
    /// Everything a record's row holds. An error if the file cannot be read any more, or was changed since.
    pub fn sheet(&self, row: &Record) -> io::Result<RecordDetail> {
        let read = self.keep.read(row.at, |bytes, all| record_detail::read(&self.layout, row, bytes, all))?;
        match read {
            Some(Ok(sheet)) => Ok(sheet),
            Some(Err(record_detail::Changed)) | None => {
                Err(io::Error::other("the file was changed since it was opened"))
            }
        }
    }
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes of the file read.
    pub read: u64,
    /// Bytes of the file, if known.
    pub total: Option<u64>,
}

/// A recognised file that has not been read yet.
pub struct Recognised {
    name: String,
    layout: Arc<Layout>,
    about: About,
    cutter: Cutter,
    read: Arc<AtomicU64>,
    total: Option<u64>,
    /// The file, for single records.
    pub file: Arc<SetFile>,
}

/// Opens and recognises `path` (`-` is standard input). An error is told to `report`.
pub fn recognise(path: &Path, report: &mut Report) -> Option<Recognised> {
    let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
    let told = open::open(path).and_then(|stream| {
        let mut layout = recognise::recognise(&stream.head, stream.ended)?;
        layout.said.extend(stream.said.clone());
        Ok((stream, layout))
    });
    match told {
        Ok((stream, layout)) => Some(recognised(name, stream, layout)),
        Err((what, right)) => {
            report.about_file(Severity::Error, Code::UnknownData, format!("{name}: {what}"), right);
            None
        }
    }
}

/// Files of one data set are told apart by their names.
pub fn tell_apart(sets: &mut [Recognised]) {
    let titles: Vec<String> = sets.iter().map(|s| s.about.title.clone()).collect();
    for set in sets {
        if titles.iter().filter(|t| **t == set.about.title).count() > 1 {
            let file = set.about.file.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
            set.about.title = format!("{} ({file})", set.about.title);
        }
    }
}

fn recognised(name: String, stream: Stream, layout: Layout) -> Recognised {
    let Stream { mut head, broken, live, reader, keep, store, inner, total, read, .. } = stream;
    let layout = Arc::new(layout);
    let (offset, line) = layout.begin;
    let rest = head.split_off(usize::try_from(offset).unwrap_or(usize::MAX).min(head.len()));
    let names = FileNames { path: &name, inner: inner.as_deref() };
    let about = About { reading: layout.said.clone(), ..layout.format.about(names) };
    let cutter = Cutter::new(rest, reader, layout.dialect, layout.columns.names.len(), (offset, line), store)
        .live(live)
        .failing(broken);
    let file = Arc::new(SetFile { layout: Arc::clone(&layout), keep });
    Recognised { name, layout, about, cutter, read, total, file }
}

impl Recognised {
    /// What it is.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Reads all of it, on every processor. `grown` sees what there is after each piece. Ends early, with what there
    /// is, when `stop` is set.
    pub fn read(self, stop: &AtomicBool, grown: &mut dyn FnMut(&DataSet, Progress), report: &mut Report) -> DataSet {
        let Self { name, layout, about, cutter, read, total, .. } = self;
        let mut merger = Merger::new(Arc::clone(&layout), about, run::threads());
        let mut seen = |merger: &Merger| {
            let read = read.load(Ordering::Relaxed);
            grown(&merger.set, Progress { read, total });
        };
        let outcome = run::read(cutter, &layout, &mut merger, stop, &mut seen);
        merger.join();
        if let Err(error) = outcome {
            let message = format!("{name}: reading stopped after {} records: {error}", merger.records);
            report.about_file(Severity::Error, Code::Unreadable, message, "");
        }
        if stop.load(Ordering::Relaxed) {
            let message = format!("{name}: reading was stopped after {} records", merger.records);
            report.about_file(Severity::Warning, Code::Unreadable, message, "open it again to read the rest");
        }
        tell(&name, &layout, &merger, report);
        let mut said = vec![read_words(&merger)];
        said.extend(layout.said.clone());
        if merger.not_utf8 > 0 {
            said.push("text that is not UTF-8 is read as Windows-1252".to_owned());
        }
        let mut set = merger.set;
        set.about = Arc::new(About { reading: said, ..(*set.about).clone() });
        set.whole = true;
        set
    }
}

fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// How many rows there were, and what became of them.
fn read_words(merger: &Merger) -> String {
    let rows = merger.records;
    let mut out = format!("{}, {}", count(rows, "row"), count(merger.set.len(), "record"));
    if merger.folds() {
        let folded = rows - merger.left_out - merger.set.len();
        out.push_str(&format!(" (a row per actor: {folded} rows joined to the record of their id)"));
    }
    if merger.left_out > 0 {
        out.push_str(&format!(", {} left out", merger.left_out));
    }
    out
}

/// What was wrong, by row and line.
fn tell(name: &str, layout: &Layout, merger: &Merger, report: &mut Report) {
    let fields = layout.columns.names.len();
    for RowProblem { row, line, what } in &merger.problems {
        let line = usize::try_from(*line).unwrap_or(usize::MAX);
        let position = Position { file: name.to_owned(), line, column: 1 };
        let column = |at: usize| layout.columns.names.get(at).map_or("", String::as_str);
        let (severity, code, message, help) = match what {
            ProblemKind::Cells(found) => (
                Severity::Error,
                Code::BadRecord,
                format!("row {row} has {found} cells, not {fields}; it is left out"),
                "a cell with a comma, a line break or a quotation mark stands between quotation marks".to_owned(),
            ),
            ProblemKind::Cut => (
                Severity::Error,
                Code::BadRecord,
                format!("the file ends in the middle of row {row}; it is left out"),
                "fetch the file again".to_owned(),
            ),
            ProblemKind::Cell(hurt) => {
                let (code, right) = match hurt.wanted {
                    row::CellType::Day => (Code::BadDate, "a day such as 2022-10-26"),
                    row::CellType::Number => (Code::BadFigure, "a whole number, or nothing where none is known"),
                };
                let message = format!("row {row}, column {}: “{}”; it is left open", column(hurt.column), hurt.found);
                (Severity::Error, code, message, right.to_owned())
            }
            ProblemKind::Order => (
                Severity::Warning,
                Code::Order,
                format!("row {row}: low, best and high are not in that order; shown as they stand"),
                String::new(),
            ),
        };
        report.at(severity, code, position, message, help);
    }
    if merger.more_problems > 0 {
        let message = format!("{name}: {} more of such messages", merger.more_problems);
        report.about_file(Severity::Warning, Code::BadRecord, message, "");
    }
}
