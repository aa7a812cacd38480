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

use simd_csv::ZeroCopyReaderBuilder;

use super::code::Coder;
use super::cut::{Cutter, Piece};
use super::format::Format;
use super::gather::{Coded, Fault, Gather, What, met};
use super::sniff::{Layout, record_end};
use crate::model::set::flag;

/// More threads than this wait for each other.
const MOST_THREADS: usize = 8;

/// How many threads read.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// Reads all that `cutter` cuts into `gather`. `grown` is called after every piece. Ends early when `stop` is set.
pub(super) fn read(
    cutter: Cutter,
    layout: &Layout,
    gather: &mut Gather,
    stop: &AtomicBool,
    grown: &mut dyn FnMut(&Gather),
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
                gather.take(coded);
                next += 1;
                grown(gather);
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
    let (mut coder, mut before, mut bytes) = (Coder::default(), (0, 0, 0), Vec::new());
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
        let mut coded = code(&mut coder, layout, piece, &bytes);
        coded.thread = thread;
        [coded.spots, coded.casts, coded.kinds] = met(&coder, &mut before);
        if sender.send(Ok((piece.number, coded))).is_err() {
            return;
        }
    }
}

/// Codes the records of a piece.
fn code(coder: &mut Coder, layout: &Layout, piece: Piece, bytes: &[u8]) -> Coded {
    let mut coded = Coded { upto: piece.offset + bytes.len() as u64, ..Coded::default() };
    if std::str::from_utf8(bytes).is_err() {
        coded.not_utf8 = 1;
    }
    let fields = layout.names.len();
    let counts_injured = layout.format == Format::Gtd;
    let line = |at: usize| piece.line + memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
    let mut from = 0;
    // Each turn reads until a record is found to have swallowed others; the next begins behind its first line.
    while from < bytes.len() {
        let quote = if layout.dialect.quoted { b'"' } else { 0 };
        let mut reader = ZeroCopyReaderBuilder::with_capacity((bytes.len() - from).max(16))
            .delimiter(layout.dialect.delimiter)
            .quote(quote)
            .has_headers(false)
            .flexible(true)
            .from_reader(&bytes[from..]);
        let mut start = from;
        let mut again = None;
        while let Ok(Some(record)) = reader.read_byte_record() {
            let slice = record.as_slice();
            let skipped = bytes[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let begin = start + skipped;
            // A blank line, or one of separators only, is no record.
            let blank = slice.iter().all(|b| *b == layout.dialect.delimiter || b.is_ascii_whitespace());
            // Tags of the Humanitarian Exchange Language stand below the header.
            let tags = slice.first().is_some_and(|b| matches!(b, b'#' | b'"' | b',')) && is_tags(&record);
            let end = begin + slice.len();
            let whole = !is_open(slice, layout.dialect.quoted) || end < bytes.len();
            if blank || tags {
            } else if record.len() == fields && whole {
                coded.records += 1;
                let number = coded.records;
                let mut hurt = Vec::new();
                let mut row = coder.code(layout, &record, piece.offset + begin as u64, &mut |h| hurt.push(h));
                if !hurt.is_empty() {
                    row.flags |= flag::HURT;
                }
                let order = (row.flags & flag::ORDER_BROKEN != 0).then_some(What::Order);
                for what in hurt.into_iter().map(What::Cell).chain(order) {
                    coded.faults.push(Fault { record: number, line: line(begin), what });
                }
                coded.rows.push(&row, counts_injured);
            } else {
                coded.records += 1;
                let last = end >= bytes.len();
                let what = if last && (is_open(slice, layout.dialect.quoted) || record.len() < fields) && !ends(bytes) {
                    What::Cut
                } else {
                    What::Cells(record.len())
                };
                coded.faults.push(Fault { record: coded.records, line: line(begin), what });
                if let Some(next) = resume(&bytes[begin..end.min(bytes.len())], layout, fields) {
                    again = Some(begin + next);
                    break;
                }
            }
            start = from + usize::try_from(reader.position()).unwrap_or(usize::MAX).min(bytes.len() - from);
        }
        match again {
            Some(next) => from = next,
            None => break,
        }
    }
    coded
}

fn ends(bytes: &[u8]) -> bool {
    bytes.last() == Some(&b'\n')
}

fn is_tags(record: &simd_csv::ZeroCopyByteRecord<'_>) -> bool {
    let mut given = record.unquoted_iter().filter(|c| !c.is_empty()).peekable();
    given.peek().is_some() && given.all(|c| c.starts_with(b"#"))
}

/// Whether a quotation mark is still open at the end.
fn is_open(record: &[u8], quoted: bool) -> bool {
    quoted && memchr::memchr_iter(b'"', record).count() % 2 == 1
}

/// Where to go on in a record that has the wrong number of cells because a stray mark joined lines: behind its first
/// line, if what follows there is a record.
fn resume(record: &[u8], layout: &Layout, fields: usize) -> Option<usize> {
    // Further lines are tried, since the first may belong to the broken record.
    const LINES: usize = 3;
    let mut at = 0;
    for _ in 0..LINES {
        at += memchr::memchr(b'\n', &record[at..])? + 1;
        let rest = &record[at..];
        let end = record_end(rest, layout.dialect, true)?;
        if super::cut::cells(&rest[..end], layout.dialect) == fields {
            return Some(at);
        }
    }
    None
}
