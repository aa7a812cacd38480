//! A stream of bytes cut into pieces that hold whole records, so that several threads can read them.
//!
//! A line break ends a record only outside quotation marks, that is, after an even number of them. One stray mark
//! would turn that round for the rest of the file; so the last record before each cut is counted, and if it has not
//! the wanted number of cells but would have it with the parity turned round, the cut goes there.

use std::io::{self, Read};

use super::csv::{Dialect, count_cells};
use super::row_source::{RowCache, most_kept};

/// Bytes of the first piece: enough for a screen of rows.
const FIRST: usize = 1 << 16;
/// Bytes of the others: small enough for a processor's cache.
const USUAL: usize = 1 << 17;
/// The longest record; a longer one is cut at a line.
const LONGEST: usize = 16 << 20;

/// Where a piece stands in the stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// How many came before it.
    pub(super) number: usize,
    /// Bytes before it.
    pub(super) offset: u64,
    /// Lines before it.
    pub(super) line: u64,
}

/// The stream while it is cut.
pub(super) struct Cutter {
    reader: Box<dyn Read + Send>,
    dialect: Dialect,
    /// Cells of a record.
    fields: usize,
    carry: Vec<u8>,
    next: Piece,
    ended: bool,
    /// What reading ended with; given once all that came before it has been.
    failed: Option<io::Error>,
    /// Whether the stream gives what it has when it has it, as a pipe does.
    live: bool,
    /// Keeps the pieces of what cannot be read twice.
    store: Option<std::sync::Arc<RowCache>>,
}

impl Cutter {
    /// Cuts what `head` begins and `reader` continues, from byte `offset` and line `line` on.
    pub(super) fn new(
        head: Vec<u8>,
        reader: Box<dyn Read + Send>,
        dialect: Dialect,
        fields: usize,
        (offset, line): (u64, u64),
        store: Option<std::sync::Arc<RowCache>>,
    ) -> Self {
        let next = Piece { number: 0, offset, line };
        Self { reader, dialect, fields, carry: head, next, ended: false, failed: None, live: false, store }
    }

    /// Does not wait for a whole piece where there is some of it already.
    pub(super) fn live(self, live: bool) -> Self {
        Self { live, ..self }
    }

    /// Ends with `error` once what has been read is given.
    pub(super) fn failing(self, failed: Option<io::Error>) -> Self {
        Self { ended: failed.is_some(), failed, ..self }
    }

    /// Reads more into a piece, up to `wanted` bytes.
    fn read(&mut self, piece: &mut Vec<u8>, wanted: usize) {
        let (before, more) = (piece.len(), wanted - piece.len());
        piece.reserve(more);
        let outcome = if self.live {
            piece.resize(wanted, 0);
            let read = loop {
                match self.reader.read(&mut piece[before..]) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    outcome => break outcome,
                }
            };
            piece.truncate(before + read.as_ref().map_or(0, |n| *n));
            read.map(|n| n == 0)
        } else {
            // What came before an error stays in the piece.
            self.reader.by_ref().take(more as u64).read_to_end(piece).map(|n| n < more)
        };
        match outcome {
            Ok(ended) => self.ended = ended,
            Err(error) => (self.ended, self.failed) = (true, Some(error)),
        }
    }

    /// Puts the next piece into `piece`; `None` at the end.
    pub(super) fn next(&mut self, piece: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        piece.clear();
        std::mem::swap(piece, &mut self.carry);
        let mut wanted = if self.next.number == 0 { FIRST } else { USUAL };
        let end = loop {
            // What a pipe has given already is not kept waiting for more.
            let enough = self.live && self.boundary(piece).is_some();
            if !self.ended && piece.len() < wanted && !enough {
                self.read(piece, wanted);
            }
            if self.ended {
                break piece.len();
            }
            match self.boundary(piece) {
                Some(end) => break end,
                None if piece.len() >= LONGEST => {
                    break memchr::memrchr(b'\n', piece).map_or(piece.len(), |n| n + 1);
                }
                None => wanted = (piece.len() * 2).clamp(USUAL, LONGEST),
            }
        };
        self.carry.clear();
        self.carry.extend_from_slice(&piece[end..]);
        piece.truncate(end);
        if piece.is_empty() {
            return self.failed.take().map_or(Ok(None), Err);
        }
        let here = self.next;
        if let Some(store) = &self.store {
            if here.offset + piece.len() as u64 > most_kept() {
                // An archive can hold any amount of nothing; what a file holds is not kept.
                self.ended = true;
                self.carry.clear();
                let most = most_kept() >> 20;
                return Err(io::Error::other(format!(
                    "more than {most} MiB to keep in memory; unpack it to a file first"
                )));
            }
            store.put(here.offset, piece);
        }
        self.next = Piece {
            number: here.number + 1,
            offset: here.offset + piece.len() as u64,
            line: here.line + memchr::memchr_iter(b'\n', piece).count() as u64,
        };
        Ok(Some(here))
    }

    /// Behind the last whole record of a piece that begins with one.
    fn boundary(&self, piece: &[u8]) -> Option<usize> {
        if !self.dialect.quoted {
            return memchr::memrchr(b'\n', piece).map(|n| n + 1);
        }
        let marks = memchr::memchr_iter(b'"', piece).count();
        let even = last_two(piece, marks, 0);
        let fits = |(from, to): (usize, usize)| count_cells(&piece[from..to], self.dialect) == self.fields;
        match even {
            Some((Some(from), to)) if fits((from, to)) => Some(to),
            found => match last_two(piece, marks, 1) {
                Some((Some(other), slipped)) if fits((other, slipped)) => Some(slipped),
                _ => found.map(|(_, to)| to),
            },
        }
    }
}

/// The last line break with that parity of marks before it, and the one before that; positions behind the breaks.
fn last_two(piece: &[u8], marks: usize, parity: usize) -> Option<(Option<usize>, usize)> {
    // Two records end within this many lines, or the file is not worth looking further.
    const MOST: usize = 400;
    let (mut end, mut left, mut last) = (piece.len(), marks, None);
    for _ in 0..MOST {
        let Some(at) = memchr::memrchr(b'\n', &piece[..end]) else { break };
        left -= memchr::memchr_iter(b'"', &piece[at..end]).count();
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

    fn pieces(text: &str, fields: usize) -> Vec<(Piece, String)> {
        let mut cutter =
            Cutter::new(Vec::new(), Box::new(io::Cursor::new(text.to_owned())), COMMA, fields, (0, 0), None);
        let (mut all, mut piece) = (Vec::new(), Vec::new());
        while let Some(here) = cutter.next(&mut piece).unwrap() {
            all.push((here, String::from_utf8(piece.clone()).unwrap()));
        }
        all
    }

    #[test]
    fn pieces_end_with_records_and_know_their_place() {
        let text = "a,\"b\nb\",c\n".repeat(40_000);
        let pieces = pieces(&text, 3);
        assert!(pieces.len() > 1);
        let mut offset = 0;
        let mut line = 0;
        for (at, piece) in &pieces {
            assert_eq!((at.offset, at.line), (offset, line));
            assert!(piece.starts_with("a,\"b\n") && piece.ends_with("b\",c\n"));
            offset += piece.len() as u64;
            line += piece.matches('\n').count() as u64;
        }
        assert_eq!(offset, text.len() as u64);
    }

    #[test]
    fn a_stray_mark_spoils_one_piece_and_not_the_rest() {
        let text = format!("a,b\"c,\"d\ne,f,g\n{}", "h,\"i,\nj\",k\n".repeat(60_000));
        let all = pieces(&text, 3);
        assert!(all.len() > 1);
        assert!(all[1..].iter().all(|(_, piece)| piece.starts_with("h,\"i,")), "{}", &all[1].1[..20]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a,\"\n]{0,300}") {
            let long = text.repeat(900);
            let whole: String = pieces(&long, 2).into_iter().map(|(_, piece)| piece).collect();
            prop_assert_eq!(whole, long);
        }
    }
}
