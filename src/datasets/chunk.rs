//! Splits a stream into chunks of whole records, so that several threads can read them. Knows no columns.
//!
//! A line break ends a record only after an even number of quotation marks. One stray mark inverts the parity for the
//! rest of the file. So the cells of the last record before each split are counted: if the count is right only with
//! the other parity, the chunk ends there.

use std::io::{self, Read};

use super::csv::{Dialect, count_cells};
use super::row_source::{RowCache, cache_limit};

/// Bytes of the first chunk: enough for a screen of rows.
const FIRST: usize = 1 << 16;
/// Bytes of the other chunks: they fit in the processor's cache.
const USUAL: usize = 1 << 17;
/// Maximum length of a record in bytes; a longer one is split at a line break.
const LONGEST: usize = 16 << 20;

/// The position of a chunk in the stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    /// Chunks before it.
    pub(super) number: usize,
    /// Bytes before it.
    pub(super) offset: u64,
    /// Lines before it.
    pub(super) line: u64,
}

/// Splits a stream into chunks.
pub(super) struct Chunker {
    reader: Box<dyn Read + Send>,
    dialect: Dialect,
    /// Number of cells of a record.
    fields: usize,
    carry: Vec<u8>,
    next: Chunk,
    ended: bool,
    /// The error that ended reading; returned after the chunks before it.
    failed: Option<io::Error>,
    /// Whether the stream delivers data in small parts over time, as a pipe does.
    live: bool,
    /// Keeps the chunks of a stream that cannot be read twice.
    cache: Option<std::sync::Arc<RowCache>>,
}

impl Chunker {
    /// Splits `head` and what follows it in `reader`; `head` begins at byte `offset` and line `line`.
    pub(super) fn new(
        head: Vec<u8>,
        reader: Box<dyn Read + Send>,
        dialect: Dialect,
        fields: usize,
        (offset, line): (u64, u64),
        cache: Option<std::sync::Arc<RowCache>>,
    ) -> Self {
        let next = Chunk { number: 0, offset, line };
        Self { reader, dialect, fields, carry: head, next, ended: false, failed: None, live: false, cache }
    }

    /// With `live`, gives the whole records at hand instead of waiting for a full chunk.
    pub(super) fn live(self, live: bool) -> Self {
        Self { live, ..self }
    }

    /// Ends with the error `failed` after the data already read.
    pub(super) fn failing(self, failed: Option<io::Error>) -> Self {
        Self { ended: failed.is_some(), failed, ..self }
    }

    /// Reads more into a chunk, up to `wanted` bytes.
    fn read(&mut self, chunk: &mut Vec<u8>, wanted: usize) {
        let (before, more) = (chunk.len(), wanted - chunk.len());
        chunk.reserve(more);
        let outcome = if self.live {
            chunk.resize(wanted, 0);
            let read = loop {
                match self.reader.read(&mut chunk[before..]) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    outcome => break outcome,
                }
            };
            chunk.truncate(before + read.as_ref().map_or(0, |n| *n));
            read.map(|n| n == 0)
        } else {
            // Data before an error stays in the chunk.
            self.reader.by_ref().take(more as u64).read_to_end(chunk).map(|n| n < more)
        };
        match outcome {
            Ok(ended) => self.ended = ended,
            Err(error) => (self.ended, self.failed) = (true, Some(error)),
        }
    }

    /// Reads the next chunk into `chunk`; `None` at the end. An error if reading failed or the cache is full.
    pub(super) fn next(&mut self, chunk: &mut Vec<u8>) -> io::Result<Option<Chunk>> {
        chunk.clear();
        std::mem::swap(chunk, &mut self.carry);
        let mut wanted = if self.next.number == 0 { FIRST } else { USUAL };
        let end = loop {
            // Records that a pipe has delivered do not wait for more data.
            let enough = self.live && self.boundary(chunk).is_some();
            if !self.ended && chunk.len() < wanted && !enough {
                self.read(chunk, wanted);
            }
            if self.ended {
                break chunk.len();
            }
            match self.boundary(chunk) {
                Some(end) => break end,
                None if chunk.len() >= LONGEST => {
                    break memchr::memrchr(b'\n', chunk).map_or(chunk.len(), |n| n + 1);
                }
                None => wanted = (chunk.len() * 2).clamp(USUAL, LONGEST),
            }
        };
        self.carry.clear();
        self.carry.extend_from_slice(&chunk[end..]);
        chunk.truncate(end);
        if chunk.is_empty() {
            return self.failed.take().map_or(Ok(None), Err);
        }
        let here = self.next;
        if let Some(cache) = &self.cache
            && !cache.put(here.offset, chunk)
        {
            let limit = cache_limit();
            // A small archive can unpack to any size. Plain files are not cached.
            self.ended = true;
            self.carry.clear();
            let (most, reason) = (limit.bytes >> 20, limit.reason);
            return Err(io::Error::other(format!(
                "more than {most} MiB ({reason}) would have to be kept in memory; unpack it to a file first"
            )));
        }
        self.next = Chunk {
            number: here.number + 1,
            offset: here.offset + chunk.len() as u64,
            line: here.line + memchr::memchr_iter(b'\n', chunk).count() as u64,
        };
        Ok(Some(here))
    }

    /// The end of the last whole record in a chunk that begins with a record.
    fn boundary(&self, chunk: &[u8]) -> Option<usize> {
        if !self.dialect.quoted {
            return memchr::memrchr(b'\n', chunk).map(|n| n + 1);
        }
        let marks = memchr::memchr_iter(b'"', chunk).count();
        let even = last_two(chunk, marks, 0);
        let fits = |(from, to): (usize, usize)| count_cells(&chunk[from..to], self.dialect) == self.fields;
        match even {
            Some((Some(from), to)) if fits((from, to)) => Some(to),
            found => match last_two(chunk, marks, 1) {
                Some((Some(other), slipped)) if fits((other, slipped)) => Some(slipped),
                _ => found.map(|(_, to)| to),
            },
        }
    }
}

/// The last two line breaks with `parity` quotation marks before them, the earlier first; positions after the breaks.
fn last_two(chunk: &[u8], marks: usize, parity: usize) -> Option<(Option<usize>, usize)> {
    // Limits the search in a damaged file.
    const MOST: usize = 400;
    let (mut end, mut left, mut last) = (chunk.len(), marks, None);
    for _ in 0..MOST {
        let Some(at) = memchr::memrchr(b'\n', &chunk[..end]) else { break };
        left -= memchr::memchr_iter(b'"', &chunk[at..end]).count();
        if left % 2 == parity {
            match last {
                None => last = Some(at + 1),
                Some(last) => return Some((Some(at + 1), last)),
            }
        }
        end = at;
    }
    last.map(|last| (None, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quoted: true };

    fn chunks(text: &str, fields: usize) -> Vec<(Chunk, String)> {
        let mut chunker =
            Chunker::new(Vec::new(), Box::new(io::Cursor::new(text.to_owned())), COMMA, fields, (0, 0), None);
        let (mut all, mut chunk) = (Vec::new(), Vec::new());
        while let Some(here) = chunker.next(&mut chunk).unwrap() {
            all.push((here, String::from_utf8(chunk.clone()).unwrap()));
        }
        all
    }

    #[test]
    fn pieces_end_with_records_and_know_their_place() {
        let text = "a,\"b\nb\",c\n".repeat(40_000);
        let chunks = chunks(&text, 3);
        assert!(chunks.len() > 1);
        let mut offset = 0;
        let mut line = 0;
        for (at, chunk) in &chunks {
            assert_eq!((at.offset, at.line), (offset, line));
            assert!(chunk.starts_with("a,\"b\n") && chunk.ends_with("b\",c\n"));
            offset += chunk.len() as u64;
            line += chunk.matches('\n').count() as u64;
        }
        assert_eq!(offset, text.len() as u64);
    }

    #[test]
    fn a_stray_mark_spoils_one_piece_and_not_the_rest() {
        let text = format!("a,b\"c,\"d\ne,f,g\n{}", "h,\"i,\nj\",k\n".repeat(60_000));
        let all = chunks(&text, 3);
        assert!(all.len() > 1);
        assert!(all[1..].iter().all(|(_, chunk)| chunk.starts_with("h,\"i,")), "{}", &all[1].1[..20]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a,\"\n]{0,300}") {
            let long = text.repeat(900);
            let whole: String = chunks(&long, 2).into_iter().map(|(_, chunk)| chunk).collect();
            prop_assert_eq!(whole, long);
        }
    }
}
