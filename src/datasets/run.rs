//! Reads a file with several threads: each takes the next chunk, encodes its records and sends them to the merger.
//!
//! The threads end with the call. Chunks are merged by number, so the data set does not depend on the number of threads.
//! Knows no publisher's facts.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::cells;
use super::chunk::{Chunk, Chunker};
use super::columns::Col;
use super::csv::{self, count_cells, is_open, record_end, split};
use super::date_counts::Example;
use super::dates;
use super::encode::{Encoder, is_rounded};
use super::merge::{ChunkProblem, EncodedChunk, Merger, ProblemKind, new_values};
use super::oddity;
use super::recognise::Layout;
use super::row::{Cells, Findings};
use crate::model::dataset::{UNDATED, flag};

/// Maximum length in bytes of a record with stray quotation marks that is repaired.
const MENDABLE: usize = 1 << 16;
/// Maximum number of threads; more would wait for each other.
const MOST_THREADS: usize = 8;

/// The number of threads to read with.
pub(super) fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// Reads all chunks into `merger` and calls `grown` after each. Setting `stop` ends reading early. An error if reading
/// fails; the chunks before it are merged.
pub(super) fn read(
    chunker: Chunker,
    layout: &Layout,
    merger: &mut Merger,
    stop: &AtomicBool,
    grown: &mut dyn FnMut(&Merger),
) -> io::Result<()> {
    let chunker = Mutex::new(chunker);
    thread::scope(|scope| {
        let (sender, receiver) = channel::<io::Result<(usize, EncodedChunk)>>();
        for thread in 0..threads() {
            let (sender, chunker) = (sender.clone(), &chunker);
            scope.spawn(move || read_chunks(thread, chunker, layout, stop, &sender));
        }
        drop(sender);
        // Chunks that arrived before an earlier one.
        let mut early: BTreeMap<usize, EncodedChunk> = BTreeMap::new();
        let mut next = 0;
        let mut outcome = Ok(());
        for message in receiver {
            match message {
                Ok((number, encoded)) => {
                    early.insert(number, encoded);
                }
                Err(error) => {
                    outcome = Err(error);
                    continue;
                }
            }
            while let Some(encoded) = early.remove(&next) {
                merger.take(encoded);
                next += 1;
                grown(merger);
            }
        }
        outcome
    })
}

fn read_chunks(
    thread: usize,
    chunker: &Mutex<Chunker>,
    layout: &Layout,
    stop: &AtomicBool,
    sender: &Sender<io::Result<(usize, EncodedChunk)>>,
) {
    let (mut encoder, mut before, mut bytes) = (Encoder::default(), (0, 0, 0), Vec::new());
    while !stop.load(Ordering::Relaxed) {
        let next = chunker.lock().unwrap_or_else(PoisonError::into_inner).next(&mut bytes);
        let chunk = match next {
            Ok(Some(chunk)) => chunk,
            Ok(None) => return,
            Err(error) => {
                let _ = sender.send(Err(error));
                return;
            }
        };
        let mut encoded = encode_chunk(&mut encoder, layout, chunk, &bytes);
        encoded.thread = thread;
        [encoded.locations, encoded.actor_groups, encoded.event_types] = new_values(&encoder, &mut before);
        if sender.send(Ok((chunk.number, encoded))).is_err() {
            return;
        }
    }
}

/// Encodes the records of a chunk.
struct ChunkReader<'w> {
    encoder: &'w mut Encoder,
    layout: &'w Layout,
    chunk: Chunk,
    bytes: &'w [u8],
    encoded: EncodedChunk,
    found: Findings,
    /// Bytes left for failed repairs, which limits the time spent on a chunk full of stray marks.
    mending: usize,
    /// An offset in the chunk, and the number of line breaks before it.
    counted: (usize, u64),
}

/// Encodes the records of a chunk.
fn encode_chunk(encoder: &mut Encoder, layout: &Layout, chunk: Chunk, bytes: &[u8]) -> EncodedChunk {
    let not_utf8 = usize::from(std::str::from_utf8(bytes).is_err());
    let encoded = EncodedChunk { not_utf8, before: (chunk.offset, chunk.line), ..EncodedChunk::default() };
    let mut reader = ChunkReader {
        encoder,
        layout,
        chunk,
        bytes,
        encoded,
        found: Findings::default(),
        mending: bytes.len().max(MENDABLE),
        counted: (0, 0),
    };
    let mut from = 0;
    // Each run ends at a broken record; the next begins after it.
    while let Some(next) = reader.run(from) {
        from = next;
    }
    reader.encoded
}

impl ChunkReader<'_> {
    /// Encodes records from byte `from` on. At a broken record, gives the byte at which to continue.
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
            // Lines of blanks, delimiters or zeros are not records, nor are the tags of the Humanitarian Exchange Language
            // below a header.
            let is_blank =
                |b: &u8| *b == dialect.delimiter || *b == 0 || b.is_ascii_whitespace() || dialect.quoted && *b == b'"';
            let blank = slice.iter().all(is_blank);
            let tags = self.chunk.number == 0 && self.encoded.records == 0 && is_tags(&record);
            let header = !blank && record.len() == fields && self.layout.is_header(|at| record.cell(at));
            if header {
                self.problem(begin, ProblemKind::Header);
            } else if !blank && !tags {
                let joined = memchr::memchr(b'\n', slice).is_some() && resume(slice, self.layout).is_some();
                if record.len() == fields && !joined && (end < bytes.len() || !is_open(slice, dialect)) {
                    self.take(&record, begin);
                } else {
                    let next = self.mend(begin, end, record.len());
                    // The reader has to start again only if the next record begins at another byte than it expects.
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
        self.encoded.records += 1;
        let at = self.chunk.offset + begin as u64;
        let Layout { format, columns, .. } = self.layout;
        self.found.clear();
        let (mut row, open) = format.encode(self.encoder, columns, record, at, &mut self.found);
        let number = self.encoded.records;
        for &(column, written) in &self.found.dates {
            let held = || cells::text(record.cell(column).unwrap_or_default()).chars().take(40).collect();
            self.encoded.dates.add(written, || Example { row: number, column, cell: held() });
        }
        self.encoded.open.extend(open.map(|open| open.at(self.encoded.rows.len())));
        if row.id == 0
            && let Some(id) = layout_id(self.layout, record).filter(|id| is_rounded(id))
        {
            self.encoded.rounded_ids.0 += 1;
            self.encoded.rounded_ids.1.get_or_insert_with(|| cells::text(id).into_owned());
        }
        let odd = self.found.odd_dates.take();
        if !self.found.bad.is_empty() || odd.is_some() {
            row.flags |= flag::BAD_CELL;
        }
        // Rows without a date are few.
        let no_record =
            if row.lo == UNDATED { oddity::of_undated(&filled(record), &self.layout.columns.names) } else { None };
        if no_record.is_some() {
            row.flags |= flag::SLIPPED;
        }
        let order = (row.flags & flag::ORDER_BROKEN != 0).then_some(ProblemKind::Order);
        let is_reported = row.flags & flag::FRACTION != 0 && !self.layout.format.codes_fractions();
        for what in std::mem::take(&mut self.found.bad)
            .into_iter()
            .map(ProblemKind::Cell)
            .chain(order)
            .chain(is_reported.then_some(ProblemKind::Fraction))
            .chain(odd.or(no_record).map(ProblemKind::Odd))
        {
            self.problem(begin, what);
        }
        self.encoded.rows.push(&row, self.layout.format.counts_injured());
    }

    fn problem(&mut self, begin: usize, what: ProblemKind) {
        // Problems come in order, so lines are counted from the last one.
        let (at, before) = self.counted;
        let from = if at <= begin { (at, before) } else { (0, 0) };
        let lines = from.1 + memchr::memchr_iter(b'\n', &self.bytes[from.0..begin]).count() as u64;
        self.counted = (begin, lines);
        let line = self.chunk.line + lines + 1;
        self.encoded.problems.push(ChunkProblem { record: self.encoded.records, line, what });
    }

    /// Repairs a record with the wrong number of cells by reading marks inside unquoted cells as text. If that fails, the
    /// record is left out. Gives the byte at which to continue.
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
        self.encoded.records += 1;
        let slice = &self.bytes[begin..end];
        let next = resume(slice, layout).map(|next| begin + next);
        let cut =
            next.is_none() && end == self.bytes.len() && !slice.ends_with(b"\n") && self.bytes.last() != Some(&b'\n');
        let what = if cut && (found < fields || is_open(slice, dialect)) {
            ProblemKind::Cut
        } else {
            ProblemKind::Cells(found)
        };
        self.problem(begin, what);
        next.unwrap_or(end)
    }
}

/// The cell of a record's id.
fn layout_id<'c>(layout: &Layout, record: &'c impl Cells) -> Option<&'c [u8]> {
    layout.index(Col::Id).and_then(|at| record.cell(at))
}

/// The beginnings of a record's cells that are not empty.
fn filled(record: &impl Cells) -> Vec<String> {
    let cells = (0..).map_while(|at| record.cell(at)).map(cells::trimmed).filter(|cell| !cell.is_empty());
    cells.map(|cell| cells::text(cell).trim().chars().take(40).collect()).collect()
}

/// Whether all filled cells are tags, except a row number that some tools put first.
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

/// Whether a line with the right number of cells also has a date, unlike text with as many commas.
fn is_dated(line: &[u8], layout: &Layout) -> bool {
    let cell = |col: Col| layout.index(col).and_then(|i| split(line, layout.dialect, true).nth(i));
    match (cell(Col::Start), cell(Col::Year)) {
        (Some(day), _) => dates::is_day(&day),
        (None, Some(year)) => cells::code(&year).is_some_and(|y| (1900..2100).contains(&y)),
        (None, None) => false,
    }
}

/// The start of the next record within a record whose lines a stray mark has joined: a later line that has all cells
/// and a date.
fn resume(record: &[u8], layout: &Layout) -> Option<usize> {
    // Several lines are tried, since the next may belong to the broken record.
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
