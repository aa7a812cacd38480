//! Reads a table of links: its description, its columns and its rows, and what is wrong with them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::cells::{shown, text};
use super::head;
use super::pairs::PairColumns;
use super::row::{self, ReadRow};
use super::slot::{Slot, position};
use super::table::{LinkTable, TableKind, TableRow};
use crate::datasets::csv::{self, Dialect};
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan};
use crate::model::{Curie, Link, Links};

/// Quotation marks that never close, after which a table has none: looking for each end would take ever longer.
const MOST_OPEN: usize = 20;
/// Longest record, in bytes.
const LONGEST: usize = 1 << 20;

impl LinkTable {
    /// Reads a table. Mistakes go to `report`, in which the file has number `file`.
    pub fn parse(bytes: &[u8], file: usize, report: &mut Report) -> Self {
        let mut reader = TableReader { bytes, file, report, table: Self::new() };
        reader.read();
        let table = reader.table;
        report.locate(file, &shown(bytes));
        table
    }
}

/// Reads a table.
struct TableReader<'b> {
    bytes: &'b [u8],
    file: usize,
    report: &'b mut Report,
    table: LinkTable,
}

impl TableReader<'_> {
    fn read(&mut self) {
        let bytes = self.bytes;
        let start = self.past_comments(if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 });
        if start == bytes.len() {
            (self.table.head, self.table.columns) = (bytes.to_vec(), bytes.len());
            return;
        }
        let line = &bytes[start..self.line_end(start)];
        let first = String::from_utf8_lossy(line);
        let first = first.trim_end_matches(['\r', '\n']);
        let delimiter = ['\t', ',', ';'].into_iter().find(|d| first.contains(*d)).unwrap_or('\t');
        self.table.dialect = Dialect { delimiter: delimiter as u8, quoted: true };
        self.table.line_end = if line.ends_with(b"\r\n") { "\r\n" } else { "\n" };
        let mut end = start + line.len();
        let mut ranges = Vec::new();
        csv::cell_ranges(line, self.table.dialect, true, &mut ranges);
        let names: Vec<Cow<str>> =
            ranges.iter().map(|r| text(&line[r.clone()], self.table.dialect).unwrap_or_default()).collect();
        let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
        self.table.kind = self.kind(&names, start..start + first.len());
        if matches!(&self.table.kind, TableKind::Pairs(columns) if !columns.has_names) {
            end = start;
        }
        self.table.head = bytes[..end].to_vec();
        self.table.columns = start.min(end);
        if matches!(self.table.kind, TableKind::Sssom(_)) {
            head::check(&self.table.head, start..start + first.len(), self.file, self.report);
        }
        self.rows(end);
    }

    /// What the columns of a table are, by the cells of its first line.
    fn kind(&mut self, names: &[&str], at: Range<usize>) -> TableKind {
        let span = SourceSpan::new(self.file, at);
        if !names.contains(&Slot::SubjectId.name()) || !names.contains(&Slot::ObjectId.name()) {
            if let Some(columns) = PairColumns::of(names) {
                return TableKind::Pairs(columns);
            }
            let help = "the columns of SSSOM are subject_id, predicate_id, object_id, mapping_justification …; a plain \
                        table has two columns of ids, named for example ged and acled";
            self.report.error(DiagnosticCode::BadLink, &span, "no columns of links", help);
            return TableKind::Unknown;
        }
        let slots: Vec<Option<Slot>> = names.iter().map(|name| Slot::named(name)).collect();
        let required = [
            (Slot::PredicateId, "without it no row says how its events relate, and none is read"),
            (Slot::MappingJustification, "SSSOM requires it; parallax writes semapv:CompositeMatching"),
        ];
        for (slot, help) in required.into_iter().filter(|(slot, _)| !slots.contains(&Some(*slot))) {
            self.report.error(DiagnosticCode::BadLink, &span, format!("no column {}", slot.name()), help);
        }
        for (at, slot) in slots.iter().enumerate() {
            if let Some(name) = slot.filter(|_| slots[..at].contains(slot)).map(Slot::name) {
                let message = format!("column {name} stands twice; the first one is read");
                self.report.warning(DiagnosticCode::BadLink, &span, message, "rename one of them");
            }
        }
        TableKind::Sssom(slots)
    }

    fn rows(&mut self, mut at: usize) {
        let bytes = self.bytes;
        let mut open = 0;
        let mut known: HashMap<(Curie, Curie), (usize, Link)> = HashMap::new();
        while at < bytes.len() {
            let begin = self.past_comments(at);
            if begin == bytes.len() {
                self.table.tail = bytes[at..].to_vec();
                return;
            }
            let quoted = self.table.dialect;
            let rest = &bytes[begin..bytes.len().min(begin + LONGEST)];
            let mut end = begin + csv::record_end(rest, quoted, true, true).unwrap_or(rest.len());
            let is_cut = end == begin + LONGEST && end < bytes.len() && bytes[end - 1] != b'\n';
            let unclosed = open < MOST_OPEN && csv::is_open(&bytes[begin..end], quoted);
            let too_long = is_cut && open < MOST_OPEN;
            if unclosed || too_long || open == MOST_OPEN {
                end = self.line_end(begin);
            }
            let raw = &bytes[begin..end];
            let mut row = TableRow { before: bytes[at..begin].to_vec(), raw: raw.to_vec(), ..TableRow::default() };
            if unclosed {
                open += 1;
            }
            if too_long {
                let message = "the row is longer than 1 MiB, and is not read";
                let help =
                    "shorten its cells, close a quotation mark, or delete it; a row of links holds ids and a comment";
                self.report.error(DiagnosticCode::BadLink, &self.span(begin, begin), message, help);
            } else if unclosed {
                let message = "a quotation mark is not closed; the row is not read";
                self.report.error(DiagnosticCode::BadLink, &self.span(begin, end), message, "close it, or delete it");
            } else {
                self.row(begin, &mut row);
            }
            if let (Some((a, b)), Some(link)) = (row.ordered(), &row.link) {
                let pair = (a.clone(), b.clone());
                match known.get(&pair) {
                    Some((line, other)) => self.doubled(begin..end, link, other, *line),
                    None => {
                        known.insert(pair, (begin, link.clone()));
                    }
                }
            }
            self.table.rows.push(row);
            at = end;
        }
    }

    /// Reads the cells of the row that begins at a byte.
    fn row(&mut self, begin: usize, row: &mut TableRow) {
        let dialect = self.table.dialect;
        let mut ranges = Vec::new();
        csv::cell_ranges(&row.raw, dialect, true, &mut ranges);
        let cells: Option<Vec<Cow<str>>> = ranges.iter().map(|r| text(&row.raw[r.clone()], dialect)).collect();
        let Some(cells) = cells else {
            let message = "the row is not UTF-8, and is not read";
            let span = self.span(begin, begin + row.raw.len());
            self.report.error(DiagnosticCode::BadLink, &span, message, "save the file as UTF-8");
            return;
        };
        let place = |at: usize| {
            let range = ranges.get(at).or(ranges.last()).cloned().unwrap_or_default();
            SourceSpan::new(self.file, begin + range.start..begin + range.end)
        };
        let slots = match &self.table.kind {
            TableKind::Unknown => return,
            TableKind::Sssom(slots) => slots,
            TableKind::Pairs(columns) => {
                let cells: Vec<&str> = cells.iter().map(|cell| &**cell).collect();
                match columns.pair(&cells) {
                    Ok((a, b)) if a != b => {
                        row.link = Some(PairColumns::link((a.clone(), b.clone())));
                        row.pair = Some((a, b));
                    }
                    Ok(_) => self.report.error(
                        DiagnosticCode::BadLink,
                        &place(columns.at[1]),
                        "an event is linked to itself",
                        "name the other event",
                    ),
                    Err(at) => self.report.error(
                        DiagnosticCode::BadLink,
                        &place(at),
                        format!("“{}” names no event", cells.get(at).unwrap_or(&"")),
                        "name the column after its data set (ged, acled, gtd), or write ged:412650",
                    ),
                }
                return;
            }
        };
        if cells.len() > slots.len() {
            let message = format!("{} cells in {} columns", cells.len(), slots.len());
            let help = "the last ones are not read; a tab in a cell needs quotation marks around the cell";
            self.report.warning(DiagnosticCode::BadLink, &place(slots.len()), message, help);
        }
        let cell = |slot: Slot| {
            let held = position(slots, slot).and_then(|at| cells.get(at));
            held.map_or(Cow::Borrowed(""), |cell| Cow::Borrowed(&**cell))
        };
        if !slots.contains(&Some(Slot::PredicateId)) {
            return;
        }
        let ReadRow { pair, link, mistakes } = row::read(&cell);
        for mistake in mistakes {
            let at = mistake.slot.and_then(|slot| position(slots, slot)).unwrap_or(0);
            let say = if mistake.is_fatal { Report::error } else { Report::warning };
            say(self.report, DiagnosticCode::BadLink, &place(at), mistake.message, mistake.help);
        }
        (row.pair, row.link) = (pair, link);
    }

    /// Warns of a pair that stands twice.
    fn doubled(&mut self, at: Range<usize>, link: &Link, other: &Link, first: usize) {
        let (span, first) = (self.span(at.start, at.end), SourceSpan::new(self.file, first..first));
        let pair = format!("{} and {}", link.subject, link.object);
        if link.answer == other.answer && link.relation == other.relation {
            let message = format!("{pair} are linked twice");
            self.report.warning(DiagnosticCode::BadLink, &span, message, "delete one of the rows");
            return;
        }
        let is_decided = (link.answer.is_given(), link.on) != (other.answer.is_given(), other.on);
        let why = if is_decided {
            "an answer counts more than none, the latest most"
        } else if Links::of([link.clone(), other.clone()]).iter().any(|counts| counts == link) {
            "neither is later; this row counts"
        } else {
            "neither is later; the other row counts"
        };
        let message = format!("{pair} are linked twice, and not alike; {why}");
        self.report.error_beside(DiagnosticCode::BadLink, &span, &message, "the other row stands at ", first);
    }

    fn span(&self, from: usize, to: usize) -> SourceSpan {
        let breaks = self.bytes[from..to].iter().rev().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        SourceSpan::new(self.file, from..to - breaks)
    }

    /// The end of the line at a byte, its break included.
    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |end| at + end + 1)
    }

    /// The beginning of the first line from `at` on that is neither empty nor a comment.
    fn past_comments(&self, mut at: usize) -> usize {
        while at < self.bytes.len() {
            let line = &self.bytes[at..self.line_end(at)];
            if !line.starts_with(b"#") && line.iter().any(|b| !b.is_ascii_whitespace()) {
                break;
            }
            at += line.len();
        }
        at
    }
}
