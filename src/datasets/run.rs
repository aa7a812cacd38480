//! Reading on every processor: each thread takes the next piece of the stream, codes it, and hands it on.
//!
//! The threads end with the call. Order is kept: pieces are numbered and gathered by number, so a file gives the
//! same data set however many threads read it.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::cells;
use super::columns::Col;
use super::csv::{self, count_cells, is_open, record_end, split};
use super::cut::{Cutter, Piece};
use super::encode::Encoder;
use super::merge::{Coded, Fault, Merger, ProblemKind, met};
use super::recognise::Layout;
use super::row::Cells;
use crate::model::dataset::flag;

/// Bytes in which a record with stray marks is looked for; longer ones are not mended.
const MENDABLE: usize = 1 << 16;
/// More threads than this wait for each other.
const MOST_THREADS: usize = 8;

/// How many threads read.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// Reads all that `cutter` cuts into `merger`. `grown` is called after every piece. Ends early when `stop` is set.
pub(super) fn read(
    cutter: Cutter,
    layout: &Layout,
    merger: &mut Merger,
    stop: &AtomicBool,
    grown: &mut dyn FnMut(&Merger),
) -> io::Result<()> {
    let cutter = Mutex::new(cutter);
    thread::scope(|scope| {
        let (sender, receiver) = channel::<io::Result<(usize, Coded)>>();
        for thread in 0..threads() {
            let (sender, cutter) = (sender.clone(), &cutter);
            scope.spawn(move || work(thread, cutter, layout, stop, &sender));
        }
        drop(sender);
        // Pieces that came before their turn.
        let mut early: BTreeMap<usize, Coded> = BTreeMap::new();
        let mut next = 0;
        let mut outcome = Ok(());
        for message in receiver {
            match message {
                Ok((number, coded)) => {
                    early.insert(number, coded);
                }
                Err(error) => {
                    outcome = Err(error);
                    continue;
                }
            }
            while let Some(coded) = early.remove(&next) {
                merger.take(coded);
                next += 1;
                grown(merger);
            }
        }
        outcome
    })
}

fn work(
    thread: usize,
    cutter: &Mutex<Cutter>,
    layout: &Layout,
    stop: &AtomicBool,
    sender: &Sender<io::Result<(usize, Coded)>>,
) {
    let (mut encoder, mut before, mut bytes) = (Encoder::default(), (0, 0, 0), Vec::new());
    while !stop.load(Ordering::Relaxed) {
        let cut = cutter.lock().unwrap_or_else(PoisonError::into_inner).next(&mut bytes);
        let piece = match cut {
            Ok(Some(piece)) => piece,
            Ok(None) => return,
            Err(error) => {
                let _ = sender.send(Err(error));
                return;
            }
        };
        let mut coded = code(&mut encoder, layout, piece, &bytes);
        coded.thread = thread;
        [coded.locations, coded.actor_groups, coded.event_types] = met(&encoder, &mut before);
        if sender.send(Ok((piece.number, coded))).is_err() {
            return;
        }
    }
}

/// A piece while it is coded.
struct Work<'w> {
    encoder: &'w mut Encoder,
    layout: &'w Layout,
    piece: Piece,
    bytes: &'w [u8],
    coded: Coded,
    /// Bytes that may still be looked at in vain: a piece full of stray marks is not worth more.
    mending: usize,
    /// A place in the piece, and how many lines end before it.
    counted: (usize, u64),
}

/// Codes the records of a piece.
fn code(encoder: &mut Encoder, layout: &Layout, piece: Piece, bytes: &[u8]) -> Coded {
    let not_utf8 = usize::from(std::str::from_utf8(bytes).is_err());
    let coded = Coded { not_utf8, ..Coded::default() };
    let mut work = Work { encoder, layout, piece, bytes, coded, mending: bytes.len().max(MENDABLE), counted: (0, 0) };
    let mut from = 0;
    // Each turn reads until a stray mark is met; the next begins behind it.
    while let Some(next) = work.run(from) {
        from = next;
    }
    work.coded
}

impl Work<'_> {
    /// Codes from byte `from` on. Where a record is not one, gives where to go on.
    fn run(&mut self, from: usize) -> Option<usize> {
        let (bytes, fields) = (self.bytes, self.layout.columns.names.len());
        if from >= bytes.len() {
            return None;
        }
        let dialect = self.layout.dialect;
        let mut reader = csv::reader(&bytes[from..], dialect);
        let mut start = from;
        while let Ok(Some(record)) = reader.read_byte_record() {
            let slice = record.as_slice();
            let begin = start + bytes[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let end = (begin + slice.len()).min(bytes.len());
            // A blank line, or one of separators only, is no record; nor are the tags of the Humanitarian Exchange
            // Language that stand below a header.
            let blank = slice.iter().all(|b| *b == dialect.delimiter || b.is_ascii_whitespace());
            let tags = self.piece.number == 0 && self.coded.records == 0 && is_tags(&record);
            if !blank && !tags {
                let joined = memchr::memchr(b'\n', slice).is_some() && resume(slice, self.layout).is_some();
                if record.len() == fields && !joined && (end < bytes.len() || !is_open(slice, dialect)) {
                    self.take(&record, begin);
                } else {
                    let next = self.mend(begin, end, record.len());
                    // Only where the next record begins elsewhere is there anything to read anew.
                    if next < end || next > end + 2 {
                        return Some(next);
                    }
                }
            }
            start = from + usize::try_from(reader.position()).unwrap_or(usize::MAX).min(bytes.len() - from);
        }
        None
    }

    fn take(&mut self, record: &impl Cells, begin: usize) {
        self.coded.records += 1;
        let mut hurt = Vec::new();
        let at = self.piece.offset + begin as u64;
        let Layout { format, columns, .. } = self.layout;
        let mut row = format.encode(self.encoder, columns, record, at, &mut |cell| hurt.push(cell));
        if !hurt.is_empty() {
            row.flags |= flag::BAD_CELL;
        }
        let order = (row.flags & flag::ORDER_BROKEN != 0).then_some(ProblemKind::Order);
        for what in hurt.into_iter().map(ProblemKind::Cell).chain(order) {
            self.fault(begin, what);
        }
        self.coded.rows.push(&row, self.layout.format.counts_injured());
    }

    fn fault(&mut self, begin: usize, what: ProblemKind) {
        // Faults come in order: lines are counted on from the last one.
        let (at, before) = self.counted;
        let from = if at <= begin { (at, before) } else { (0, 0) };
        let lines = from.1 + memchr::memchr_iter(b'\n', &self.bytes[from.0..begin]).count() as u64;
        self.counted = (begin, lines);
        let line = self.piece.line + lines + 1;
        self.coded.faults.push(Fault { record: self.coded.records, line, what });
    }

    /// A record that does not come out right when every mark counts: read again with marks inside bare cells as text.
    /// If that does not help it is left out. Gives where to go on.
    fn mend(&mut self, begin: usize, end: usize, found: usize) -> usize {
        let (layout, fields) = (self.layout, self.layout.columns.names.len());
        let dialect = layout.dialect;
        let upto = self.bytes.len().min(begin + MENDABLE.min(self.mending));
        if let Some(len) = record_end(&self.bytes[begin..upto], dialect, upto == self.bytes.len(), true) {
            let record = &self.bytes[begin..begin + len];
            let cells: Vec<_> = split(record, dialect, true).collect();
            let joined = memchr::memchr(b'\n', record.trim_ascii_end()).is_some() && resume(record, layout).is_some();
            let whole = begin + len < self.bytes.len() || !is_open(record, dialect);
            if cells.len() == fields && !joined && whole {
                self.take(&cells, begin);
                return begin + len;
            }
            self.mending = self.mending.saturating_sub(len);
        } else {
            self.mending = self.mending.saturating_sub(upto - begin);
        }
        self.coded.records += 1;
        let slice = &self.bytes[begin..end];
        let next = resume(slice, layout).map(|next| begin + next);
        let cut =
            next.is_none() && end == self.bytes.len() && !slice.ends_with(b"\n") && self.bytes.last() != Some(&b'\n');
        let what = if cut && (found < fields || is_open(slice, dialect)) {
            ProblemKind::Cut
        } else {
            ProblemKind::Cells(found)
        };
        self.fault(begin, what);
        next.unwrap_or(end)
    }
}

/// All cells that hold anything are tags, but for the number that some tools put first.
fn is_tags(record: &simd_csv::ZeroCopyByteRecord<'_>) -> bool {
    let (mut tags, mut others) = (0, 0);
    for (i, cell) in record.unquoted_iter().enumerate().filter(|(_, c)| !c.is_empty()) {
        if cell.starts_with(b"#") {
            tags += 1;
        } else if i > 0 {
            others += 1;
        }
    }
    tags > 0 && others == 0
}

/// Whether a line that has all cells also has its date: text with as many commas has not.
fn is_dated(line: &[u8], layout: &Layout) -> bool {
    let cell = |col: Col| layout.place(col).and_then(|i| split(line, layout.dialect, true).nth(i));
    match (cell(Col::Start), cell(Col::Year)) {
        (Some(day), _) => matches!(cells::day(&day, layout.columns.month_first[0]), Ok(Some(_))),
        (None, Some(year)) => cells::code(&year).is_some_and(|y| (1900..2100).contains(&y)),
        (None, None) => false,
    }
}

/// Where a record goes on as another: a stray mark joins lines, of which a later one has all cells by itself.
fn resume(record: &[u8], layout: &Layout) -> Option<usize> {
    // Further lines are tried, since the next may belong to the broken record.
    const LINES: usize = 4;
    let mut at = 0;
    for _ in 0..LINES {
        at += memchr::memchr(b'\n', &record[at..])? + 1;
        let rest = &record[at..];
        let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        if !line.is_empty() && count_cells(line, layout.dialect) == layout.columns.names.len() && is_dated(line, layout)
        {
            return Some(at);
        }
    }
    None
}
