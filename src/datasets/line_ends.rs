//! Lines that end with carriage returns only, as line feeds: spreadsheets on Macs and some exports write them. Inside quotation
//! marks a carriage return is text. Knows no columns and no formats.

use std::io::{self, Read};

use super::csv::{Dialect, Scan, count_cells, dialects, record_end};
use super::seekable::Bytes;

/// Bytes turned at once.
const BLOCK: usize = 1 << 16;
/// The header is among this many first lines.
const FIRST: usize = 21;

/// Turns carriage returns that end lines into line feeds.
struct Turner {
    dialect: Dialect,
    scan: Scan,
    /// Whether the last byte was a carriage return, which the next byte explains.
    waiting: bool,
}

impl Turner {
    fn new(dialect: Dialect) -> Self {
        Self { dialect, scan: Scan::new(true), waiting: false }
    }

    /// Adds the next bytes to `out`.
    fn turn(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        for &byte in bytes {
            if std::mem::take(&mut self.waiting) {
                self.end(byte != b'\n', out);
            }
            if byte == b'\r' {
                self.waiting = true;
            } else {
                self.put(byte, out);
            }
        }
    }

    /// Adds the carriage return that waits.
    fn end(&mut self, is_alone: bool, out: &mut Vec<u8>) {
        self.put(if is_alone && !self.scan.is_inside() { b'\n' } else { b'\r' }, out);
    }

    fn put(&mut self, byte: u8, out: &mut Vec<u8>) {
        self.scan.take(byte, self.dialect);
        out.push(byte);
    }
}

/// The text whose beginning is `head`, with line feeds, if carriage returns end its lines: its beginning and the rest.
pub(super) fn with_line_feeds(head: &[u8], rest: Bytes) -> Result<(Vec<u8>, Bytes), Bytes> {
    let is_alone = |at: usize| head.get(at + 1).is_some_and(|next| *next != b'\n');
    if !memchr::memchr_iter(b'\r', head).any(is_alone) {
        return Err(rest);
    }
    let lines: Vec<u8> = head.iter().map(|b| if *b == b'\r' { b'\n' } else { *b }).collect();
    for dialect in dialects(&lines) {
        let (mut turner, mut text) = (Turner::new(dialect), Vec::with_capacity(head.len()));
        turner.turn(head, &mut text);
        let fields = cells(&text, dialect).take(FIRST).max().unwrap_or(0);
        // Wide rows and others, with line feeds and as they are: each line must become a row as wide as the header.
        let count = |text: &[u8]| {
            cells(text, dialect).fold(
                (0, 0),
                |(wide, others), n| {
                    if n == fields { (wide + 1, others) } else { (wide, others + 1) }
                },
            )
        };
        let (turned, before) = (count(&text), count(head));
        if fields > 1 && turned.0 > before.0 && turned.1 <= before.1 {
            return Ok((text, Box::new(LineFeeds { bytes: rest, turner, out: Vec::new(), at: 0, ended: false })));
        }
    }
    Err(rest)
}

/// The number of cells of each record.
fn cells(text: &[u8], dialect: Dialect) -> impl Iterator<Item = usize> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = record_end(rest, dialect, true, true)?;
        let record;
        (record, rest) = rest.split_at(end);
        Some(count_cells(record.trim_ascii_end(), dialect))
    })
}

/// The rest of such a text.
struct LineFeeds {
    bytes: Bytes,
    turner: Turner,
    out: Vec<u8>,
    /// Bytes of `out` already given.
    at: usize,
    ended: bool,
}

impl Read for LineFeeds {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() && !self.ended {
            let mut block = vec![0; BLOCK];
            let n = self.bytes.read(&mut block)?;
            (self.ended, self.at) = (n == 0, 0);
            self.out.clear();
            self.turner.turn(&block[..n], &mut self.out);
            if self.ended && std::mem::take(&mut self.turner.waiting) {
                self.turner.end(true, &mut self.out);
            }
        }
        let n = to.len().min(self.out.len() - self.at);
        to[..n].copy_from_slice(&self.out[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The whole text with line feeds; `None` if it is left as it is.
    fn turned(text: &str, head: usize) -> Option<String> {
        let (head, rest) = text.as_bytes().split_at(head.min(text.len()));
        let rest: Bytes = Box::new(io::Cursor::new(rest.to_vec()));
        let (mut all, mut more) = with_line_feeds(head, rest).ok()?;
        more.read_to_end(&mut all).unwrap();
        Some(String::from_utf8(all).unwrap())
    }

    #[test]
    fn carriage_returns_become_line_feeds_where_they_end_lines() {
        for (text, wanted) in [
            ("a,b\r1,2\r3,4\r", Some("a,b\n1,2\n3,4\n")),
            ("a;b\r1;\"x\ny\"\r3;\"z\rz\"", Some("a;b\n1;\"x\ny\"\n3;\"z\rz\"")),
            ("a,b\n1,2\n3,4\r5,6\r", Some("a,b\n1,2\n3,4\n5,6\n")),
            ("a\tb\r1\t2\r\n3\t4\r", Some("a\tb\n1\t2\r\n3\t4\n")),
            ("a,b\r\n1,2\r\n", None),
            ("a,b\n1,\"x\ry\"\n", None),
            ("a,b\n1,x\ry\n", None),
            ("A word.\rAnother word.\r", None),
        ] {
            assert_eq!(turned(text, text.len()).as_deref(), wanted, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_cut_between_head_and_rest_does_not_matter(rest in "[a,\"\r\n]{0,60}", at in 0usize..60) {
            let text = format!("a,b\r1,2\r3,4\r{rest}");
            if let Some(all) = turned(&text, 12 + at) {
                prop_assert_eq!(all.len(), text.len());
                if let Some(whole) = turned(&text, text.len()) {
                    prop_assert_eq!(all, whole);
                }
            }
        }
    }
}
