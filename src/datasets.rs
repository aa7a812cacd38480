//! Reads event data sets (one file of `format/` each) from delimited text and from the kinds of files in `container/`.
//!
//! ```text
//! open ─► recognise ─► chunk ─► encode (one thread each) ─► merge ─► DataSet and problems
//!                                                             └──► record_detail reads one record in full, later
//! ```
//!
//! A record that cannot be read is reported with row, line and reason; the rest is loaded. Knows no corpus, no search
//! and no screen.

mod beside;
mod cells;
mod chunk;
mod cite;
mod column_map;
mod columns;
mod container;
mod container_bound;
pub(crate) mod csv;
mod damaged;
mod data_format;
mod date_counts;
mod date_example;
mod date_notes;
mod dates;
mod encode;
mod epoch;
pub(crate) mod format;
mod line_ends;
mod losses;
mod merge;
mod oddity;
mod open;
mod open_error;
mod opened_file;
mod pipe;
mod propose;
mod recognise;
mod record_detail;
mod redate;
mod repeats;
mod report;
mod row;
mod row_places;
mod row_runs;
mod row_source;
mod run;
mod same_rows;
mod same_told;
mod seekable;
mod text_anchor;
mod text_search;
mod unknown_header;
mod unpack;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub use beside::is_beside;
use chunk::Chunker;
pub use column_map::ColumnMap;
use data_format::FileNames;
use losses::Losses;
use merge::{Merger, RowProblem};
use open::Input;
pub use open::beginning;
use open_error::OpenError;
use opened_file::{OpenedFile, name_of};
use recognise::Layout;
pub use record_detail::DetailScope;
use row_source::RowSource;
use text_search::{TextQuery, TextsRead};

use crate::diagnostic::{DiagnosticCode, Report, Severity};
use crate::model::dataset::{About, DataSet, Record, RecordDetail, TextHits, TextWanted};

/// The file of a data set, for reading single records.
#[derive(Debug)]
pub struct DataSetFile {
    layout: Arc<Layout>,
    rows: RowSource,
    /// The file beside it in which annotations on its records are kept, which need not be there; `None` for a pipe.
    pub annotations: Option<PathBuf>,
    /// The file as it was when it was opened; `None` for a pipe.
    pub opened: Option<OpenedFile>,
}

impl DataSetFile {
    /// Reads all columns of a record. An error if the file cannot be read, or has changed since it was opened.
    pub fn detail(&self, row: &Record) -> io::Result<RecordDetail> {
        self.read(row, DetailScope::Whole)
    }

    /// Reads the contents of the records of `set`, which was read from this file, that have these numbers, and hands each
    /// over with its position in `numbers`. They are read in the order of the file, those that lie close together at once,
    /// whatever the order of their numbers. An error as for [`DataSetFile::detail`], or one of `take`.
    pub fn details(
        &self,
        set: &DataSet,
        numbers: &[u32],
        scope: DetailScope,
        take: &mut dyn FnMut(usize, &Record, &RecordDetail) -> io::Result<()>,
    ) -> io::Result<()> {
        let (mut ranges, is_as_read) = (Vec::new(), self.rows.is_as_read());
        // All at once: the numbers of a record lie far apart in memory, and none waits for those of another.
        let rows: Vec<Record> = numbers.iter().map(|number| set.row(*number as usize)).collect();
        row_runs::read(set, numbers, &self.rows.bytes()?, &mut |run| {
            for span in run.spans {
                let row = rows[span.position];
                let (bytes, ended) = run.bytes(span);
                let detail = match record_detail::read(&self.layout, &row, bytes, ended, scope, is_as_read, &mut ranges)
                {
                    Some(Ok(detail)) => detail,
                    // It goes on behind these bytes, or the file has changed.
                    _ => self.read(&row, scope)?,
                };
                take(span.position, &row, &detail)?;
            }
            Ok(())
        })
    }

    fn read(&self, row: &Record, scope: DetailScope) -> io::Result<RecordDetail> {
        let (mut ranges, is_as_read) = (Vec::new(), self.rows.is_as_read());
        let read = self.rows.read(row.at, |bytes, all| {
            record_detail::read(&self.layout, row, bytes, all, scope, is_as_read, &mut ranges)
        })?;
        match read {
            Some(Ok(detail)) => Ok(detail),
            Some(Err(record_detail::Changed)) | None => {
                Err(io::Error::other("the file was changed since it was opened"))
            }
        }
    }

    /// The numbers of the records of `set`, which was read from this file, whose text is as `wanted`, in order; `None` once
    /// `stale` returns true. Calls `found` from several threads with those found so far. An error if the file cannot be
    /// read, or has changed since it was opened. See [`RecordTexts::find`](crate::model::dataset::RecordTexts::find).
    pub fn find_text(
        &self,
        set: &DataSet,
        wanted: &TextWanted,
        fold: fn(&str) -> String,
        stale: &(dyn Fn() -> bool + Sync),
        found: &(dyn Fn(TextHits<'_>) + Sync),
    ) -> io::Result<Option<Vec<u32>>> {
        let Some(query) = TextQuery::new(wanted, fold) else { return Ok(Some(Vec::new())) };
        text_search::search(&self.layout, &self.rows.bytes()?, set, &query, stale, found)
    }

    /// The texts of a record (notes, headlines, citations), each with the name of its column.
    pub fn texts(&self, row: &Record) -> io::Result<Vec<(String, String)>> {
        let read = self.rows.read(row.at, |bytes, all| text_search::texts(&self.layout, row, bytes, all))?;
        match read {
            Some(TextsRead::Of(texts)) => Ok(texts),
            // A record without an id is recognised by its numbers.
            Some(TextsRead::OfUnknown) | None => {
                let texts = text_search::columns(&self.layout);
                let cells = self.detail(row)?.cells.into_iter();
                Ok(cells.filter(|(column, _)| texts.contains(&column)).collect())
            }
        }
    }
}

impl DataSetFile {
    /// The id of a record; empty if its row cannot be read.
    fn id(&self, row: &Record) -> String {
        self.detail(row).map(|detail| detail.id).unwrap_or_default()
    }

    /// The cells of a record other than its id.
    fn other_cells(&self, row: &Record) -> Option<Vec<String>> {
        let id = self.layout.columns.index(columns::Col::Id).map(|n| self.layout.columns.names[n].clone());
        let cells = self.detail(row).ok()?.cells.into_iter();
        Some(cells.filter(|(name, _)| Some(name) != id.as_ref()).map(|(_, cell)| cell).collect())
    }

    /// Finds the lines of problems that were found after their chunks had been read.
    fn find_lines(&self, problems: &mut [RowProblem]) {
        if problems.iter().all(|problem| problem.bytes.is_none()) {
            return;
        }
        let Ok(rows) = self.rows.bytes() else { return };
        // The chunk read last: its first byte, and its text.
        let (mut chunk, mut text) = (None, Vec::new());
        for problem in problems {
            let Some((from, to)) = problem.bytes else { continue };
            let len = usize::try_from(to - from).unwrap_or(0);
            if (chunk != Some(from) || text.len() < len) && rows.fill(from, len.max(1 << 17), &mut text).is_err() {
                return;
            }
            chunk = Some(from);
            let before = &text[..len.min(text.len())];
            problem.line += memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        }
    }
}

/// Progress of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes read so far.
    pub read: u64,
    /// Size of the file in bytes, if known.
    pub total: Option<u64>,
}

/// A recognised file that has not been read yet.
pub struct DataSetSource {
    name: String,
    layout: Arc<Layout>,
    about: About,
    chunker: Chunker,
    read: Arc<AtomicU64>,
    total: Option<u64>,
    losses: Losses,
    /// Its number among the data sets of its publisher, from 1.
    ordinal: usize,
    /// The file, for reading single records.
    pub file: Arc<DataSetFile>,
}

/// Opens `path` (`-` is standard input) and recognises the formats of all data sets in it. Gives none and adds an error to
/// `report` on failure. `columns` says what columns hold, and comes before a `columns.toml` beside the file.
pub fn recognise(path: &Path, columns: &ColumnMap, report: &mut Report) -> Vec<DataSetSource> {
    sets_of(path, columns, report).unwrap_or_else(|(what, right)| {
        let message = format!("{}: {what}", name_of(path));
        report.about_file(Severity::Error, DiagnosticCode::UnknownData, message, right);
        Vec::new()
    })
}

/// The data sets in a folder that holds little else. `None` for another folder; the files that are no data sets are added to
/// `report`.
pub fn recognise_folder(folder: &Path, columns: &ColumnMap, report: &mut Report) -> Option<Vec<DataSetSource>> {
    let (mut found, mut own) = (Vec::new(), Report::default());
    for (seen, path) in open::files_of(folder)?.into_iter().enumerate() {
        match sets_of(&path, columns, &mut own) {
            Ok(sets) => found.extend(sets),
            Err(_) if found.is_empty() && open::is_in_vain(seen) => return None,
            Err((what, right)) => {
                let message = format!("{}: {what}; not opened", name_of(&path));
                own.about_file(Severity::Warning, DiagnosticCode::UnknownData, message, right);
            }
        }
    }
    if found.is_empty() {
        return None;
    }
    report.join(own);
    Some(found)
}

fn sets_of(path: &Path, columns: &ColumnMap, report: &mut Report) -> Result<Vec<DataSetSource>, OpenError> {
    let beside = ColumnMap::beside(path).unwrap_or_else(|why| {
        let message = format!("{}: {why}", path.with_file_name(column_map::FILE).display());
        report.about_file(
            Severity::Error,
            DiagnosticCode::UnknownData,
            message,
            "a line of it is: killed = \"n_dead\"",
        );
        ColumnMap::default()
    });
    let (columns, mut sets) = (Arc::new(columns.clone().or(beside)), Vec::new());
    let skipped = open::open(path, &columns, &mut |input| {
        let layout = recognise::recognise_mapped(&input.head, input.ended, &columns)?;
        let inner = input.inner.as_ref().filter(|_| input.one_of_many);
        let name = inner.map_or_else(|| name_of(path), |inner| format!("{}/{inner}", name_of(path)));
        sets.push((name, input, layout));
        Ok(())
    })?;
    if let (Some((_, _, layout)), false) = (sets.first_mut(), skipped.is_empty()) {
        layout.notes.push(format!("not opened, in the same file: {}", skipped.join(", ")));
    }
    Ok(sets.into_iter().map(|(name, input, layout)| source(name, input, layout, path)).collect())
}

/// Whether a file is called a table of delimited text, packed or not.
pub fn is_called_table(path: &Path) -> bool {
    unpack::is_called_text(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// Whether the beginning of a stream is that of a data set.
pub fn is_recognised(head: &[u8]) -> bool {
    container::is_of_tables(head)
        || open::beginning(head).is_some_and(|text| recognise::recognise(&text, false).is_ok())
}

/// Adds the file name to titles that several data sets share, and numbers those of one publisher, so that ids by row differ.
pub fn disambiguate(sets: &mut [DataSetSource]) {
    let tags: Vec<&str> = sets.iter().map(|set| set.about.tag).collect();
    for (at, set) in sets.iter_mut().enumerate() {
        set.ordinal = tags[..=at].iter().filter(|tag| **tag == tags[at]).count();
    }
    let titles: Vec<String> = sets.iter().map(|s| s.about.title.clone()).collect();
    for set in sets {
        if titles.iter().filter(|t| **t == set.about.title).count() > 1 {
            let file = set.about.file.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
            set.about.title = format!("{} ({file})", set.about.title);
        }
    }
}

fn source(name: String, input: Input, layout: Layout, path: &Path) -> DataSetSource {
    let Input { mut head, broken, live, reader, rows, cache, inner, total, read, losses, .. } = input;
    let layout = Arc::new(layout);
    let (offset, line) = layout.begin;
    let rest = head.split_off(usize::try_from(offset).unwrap_or(usize::MAX).min(head.len()));
    let names = FileNames { path: &name, inner: inner.as_deref() };
    let about = About { reading: layout.notes.clone(), ..layout.format.about(names) };
    let chunker = Chunker::new(rest, reader, layout.dialect, layout.columns.names.len(), (offset, line), cache)
        .live(live)
        .failing(broken);
    let (annotations, opened) = (beside::annotations(path), OpenedFile::of(path));
    let file = Arc::new(DataSetFile { layout: Arc::clone(&layout), rows, annotations, opened });
    DataSetSource { name, layout, about, chunker, read, total, losses, ordinal: 1, file }
}

impl DataSetSource {
    /// The description of the data set.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Reads the file on all processors and adds problems to `report`. Calls `grown` with the records so far after each
    /// chunk. Setting `stop` ends reading early and gives the records read by then. Records that repeat one of the data sets
    /// read before, `earlier` with their files, are marked.
    pub fn read(
        self,
        stop: &AtomicBool,
        earlier: (&[Arc<DataSet>], &[Arc<DataSetFile>]),
        grown: &mut dyn FnMut(&DataSet, Progress),
        report: &mut Report,
    ) -> DataSet {
        let Self { name, layout, about, chunker, read, total, losses, ordinal, file } = self;
        let mut merger = Merger::new(Arc::clone(&layout), about, run::threads());
        merger.set.ordinal = ordinal;
        let mut seen = |merger: &Merger| {
            let read = read.load(Ordering::Relaxed);
            grown(&merger.set, Progress { read, total });
        };
        let outcome = run::read(chunker, &layout, &mut merger, stop, &mut seen);
        merger.join();
        merger.mark_doubtful_dates();
        if let Err(error) = outcome {
            let message = format!("{name}: reading stopped after {} records: {error}", merger.records);
            report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, "");
        }
        if stop.load(Ordering::Relaxed) {
            let message = format!("{name}: reading was stopped after {} records", merger.records);
            report.about_file(Severity::Warning, DiagnosticCode::Unreadable, message, "open it again to read the rest");
        }
        let (warnings, places) = (losses.warnings(), losses.places());
        let (lost, more, late) = losses.take();
        merger.records += lost.len() + more;
        merger.left_out += lost.len() + more;
        merger.more_problems += more;
        report::report_losses(&name, lost, report);
        for (what, right) in warnings {
            report.about_file(Severity::Warning, DiagnosticCode::Container, format!("{name}: {what}"), right);
        }
        file.find_lines(&mut merger.problems);
        report::place_rows(&places, &mut merger);
        report::report_damaged_names(&name, &merger.damaged, report);
        report::report_problems(&name, &layout, &merger, report);
        let (sets, files) = earlier;
        let id_of = |other: Option<usize>, row: &Record| match other {
            Some(number) => files.get(number).map_or_else(String::new, |file| file.id(row)),
            None => file.id(row),
        };
        let repeats = report::report_repeats(&name, &mut merger, sets, &id_of, report);
        let cells_of = |row: &Record| file.other_cells(row);
        let same = report::report_same_rows(&name, &mut merger, &cells_of, report);
        let texts_of =
            |other: Option<usize>, row: &Record| other.and_then(|n| files.get(n)).unwrap_or(&file).texts(row);
        report::report_same_told(&name, &merger.set, sets, &texts_of, &id_of, report);
        let mut notes = vec![report::row_counts(&merger)];
        notes.extend(repeats.into_iter().chain(same));
        notes.extend(report::odd_rows(&merger));
        notes.extend(report::translated_countries(&merger));
        notes.extend(layout.notes.iter().cloned().chain(late));
        let dates = date_notes::date_notes(&merger.dates, &layout.columns.names, layout.format.month_first());
        notes.extend(dates.notes);
        for (message, help) in dates.warnings {
            report.about_file(Severity::Warning, DiagnosticCode::DateOrder, format!("{name}: {message}"), help);
        }
        if merger.not_utf8 > 0 {
            notes.push("text that is not UTF-8 is read as Windows-1252".to_owned());
        }
        let mut set = merger.set;
        set.about = Arc::new(About { reading: notes, ..(*set.about).clone() });
        set.whole = true;
        set
    }
}
