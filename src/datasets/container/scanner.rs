//! Finds the values of JSON text in a stream, without understanding them: one that is broken, cut or too long costs
//! itself and not what follows.

use std::io::{self, Read};

use super::super::seekable::Bytes;

/// Bytes read at once.
const BLOCK: usize = 1 << 16;

/// Brackets open at once at most; no reader of JSON here takes more. It bounds what is looked at again after a broken value.
const DEEPEST: usize = 128;

/// How far a value reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// It has this many bytes.
    Whole(usize),
    /// It has more bytes than allowed. It was passed over.
    Long,
    /// It is not JSON from about here on.
    Broken,
    /// The stream ends inside it.
    Cut,
}

/// The brackets open at a byte of JSON text.
#[derive(Debug, Default)]
struct Nesting {
    open: Vec<u8>,
    quoted: bool,
    escaped: bool,
    /// Whether a number or word has begun.
    bare: bool,
}

/// What a byte does to a value.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    On,
    /// The value ends with the byte.
    With,
    /// The value ends before the byte.
    Before,
    Wrong,
}

impl Nesting {
    fn take(&mut self, byte: u8) -> Step {
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.quoted = false;
                    return if self.open.is_empty() { Step::With } else { Step::On };
                }
                // JSON has no line breaks inside strings: a mark is missing.
                b'\n' => return Step::Wrong,
                _ => {}
            }
            return Step::On;
        }
        match byte {
            b'{' | b'[' if self.bare && self.open.is_empty() => return Step::Before,
            b'{' | b'[' if self.open.len() >= DEEPEST => return Step::Wrong,
            b'{' => self.open.push(b'}'),
            b'[' => self.open.push(b']'),
            b'}' | b']' => match self.open.pop() {
                None => return Step::Before,
                Some(wanted) if wanted != byte => return Step::Wrong,
                Some(_) if self.open.is_empty() => return Step::With,
                Some(_) => {}
            },
            b'"' if self.bare && self.open.is_empty() => return Step::Before,
            b'"' => self.quoted = true,
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.open.is_empty() => return Step::Before,
            _ => self.bare = true,
        }
        Step::On
    }
}

/// A stream of JSON text.
pub(super) struct Scanner {
    bytes: Bytes,
    held: Vec<u8>,
    at: usize,
    ended: bool,
    /// Lines before `at`.
    line: u64,
}

impl Scanner {
    pub(super) fn new(bytes: Bytes) -> Self {
        Self { bytes, held: Vec::new(), at: 0, ended: false, line: 0 }
    }

    /// The line of the next byte, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line + 1
    }

    /// Whether nothing more can be read without waiting for it.
    pub(super) fn is_drained(&self) -> bool {
        let rest = &self.held[self.at..];
        rest.len() < 8 && rest.iter().all(|b| b.is_ascii_whitespace() || *b == b',')
    }

    /// Reads more. Gives whether there was more.
    fn fill(&mut self) -> io::Result<bool> {
        let before = self.held.len();
        while !self.ended && self.held.len() == before {
            self.held.resize(before + BLOCK, 0);
            let read = self.bytes.read(&mut self.held[before..]);
            self.held.truncate(before + read.as_ref().map_or(0, |n| *n));
            match read {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(n) => self.ended = n == 0,
            }
        }
        Ok(self.held.len() > before)
    }

    /// Passes over `n` bytes held.
    pub(super) fn pass(&mut self, n: usize) {
        self.line += memchr::memchr_iter(b'\n', &self.held[self.at..self.at + n]).count() as u64;
        self.at += n;
        if self.at > BLOCK {
            self.held.drain(..self.at);
            self.at = 0;
        }
    }

    /// The next byte that is not blank, after `skipped` bytes that are held; its distance comes with it.
    fn look(&mut self, skipped: usize) -> io::Result<Option<(usize, u8)>> {
        let mut n = skipped;
        loop {
            match self.held.get(self.at + n).copied() {
                // The record separator of RFC 7464 counts as blank, as do byte order marks of files put one after the other.
                Some(b) if b.is_ascii_whitespace() || b == 0x1e => n += 1,
                Some(0xef) if self.is_mark(n)? => n += 3,
                Some(b) => return Ok(Some((n, b))),
                None if !self.fill()? => return Ok(None),
                None => {}
            }
        }
    }

    /// Whether a byte order mark begins after `n` bytes that are held.
    fn is_mark(&mut self, n: usize) -> io::Result<bool> {
        while self.held.len() < self.at + n + 3 && self.fill()? {}
        Ok(self.held[self.at + n..].starts_with(b"\xef\xbb\xbf"))
    }

    /// Passes over blanks; the next byte.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        let Some((blanks, byte)) = self.look(0)? else {
            self.pass(self.held.len() - self.at);
            return Ok(None);
        };
        self.pass(blanks);
        Ok(Some(byte))
    }

    /// The byte after the next `n` bytes and blanks.
    pub(super) fn peek_after(&mut self, n: usize) -> io::Result<Option<u8>> {
        Ok(self.look(n)?.map(|(_, byte)| byte))
    }

    /// The next `n` bytes, of a value that is [`Extent::Whole`].
    pub(super) fn held(&self, n: usize) -> &[u8] {
        &self.held[self.at..self.at + n]
    }

    /// How far the value reaches that begins at the next byte. If it has more than `most` bytes it is passed over.
    pub(super) fn extent(&mut self, most: usize) -> io::Result<Extent> {
        let mut nesting = Nesting::default();
        let (mut n, mut long) = (0, false);
        loop {
            let end = self.held.len();
            while self.at + n < end {
                if nesting.quoted && !nesting.escaped {
                    // Most bytes of long strings mean nothing here.
                    let rest = &self.held[self.at + n..];
                    n += memchr::memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len());
                    if self.at + n >= end {
                        break;
                    }
                }
                let step = nesting.take(self.held[self.at + n]);
                let length = match step {
                    Step::On => {
                        n += 1;
                        continue;
                    }
                    Step::With => n + 1,
                    Step::Before => n,
                    Step::Wrong => return Ok(Extent::Broken),
                };
                if long {
                    self.pass(length);
                    return Ok(Extent::Long);
                }
                return Ok(Extent::Whole(length));
            }
            if n > most || long {
                long = true;
                self.pass(n);
                n = 0;
            }
            if !self.fill()? {
                let is_whole = nesting.bare && nesting.open.is_empty() && !nesting.quoted;
                return Ok(if is_whole { Extent::Whole(n) } else { Extent::Cut });
            }
        }
    }

    /// The length of the value that begins at the next byte, which is kept; `None` if it has more than `most` bytes or is
    /// not whole.
    pub(super) fn extent_of_first(&mut self, most: usize) -> io::Result<Option<usize>> {
        let mut nesting = Nesting::default();
        for n in 0..most {
            if self.at + n >= self.held.len() && !self.fill()? {
                return Ok(None);
            }
            match nesting.take(self.held[self.at + n]) {
                Step::On => {}
                Step::With => return Ok(Some(n + 1)),
                Step::Before => return Ok(Some(n)),
                Step::Wrong => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Passes over one byte, then over all bytes before the next one of `stops`. Gives whether there is one.
    pub(super) fn pass_to(&mut self, stops: &[u8]) -> io::Result<bool> {
        let mut skipped = 1;
        loop {
            let rest = self.held.get(self.at + skipped..).unwrap_or_default();
            if let Some(found) = rest.iter().position(|b| stops.contains(b)) {
                self.pass(skipped + found);
                return Ok(true);
            }
            let held = self.held.len() - self.at;
            self.pass(held);
            skipped = 0;
            if !self.fill()? {
                return Ok(false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scanner(text: &str) -> Scanner {
        Scanner::new(Box::new(io::Cursor::new(text.to_owned())))
    }

    #[test]
    fn values_reach_to_their_last_bracket_mark_or_figure() {
        for (text, extent) in [
            (r#"{"a": "}\"]"}, 1"#, Extent::Whole(13)),
            (r"[1, [2]]x", Extent::Whole(8)),
            (r#""a\\" "#, Extent::Whole(5)),
            ("-1.5e3}", Extent::Whole(6)),
            ("null", Extent::Whole(4)),
            ("[1}", Extent::Broken),
            ("{\"a\": \"open\n\"}", Extent::Broken),
            (r#"{"a": ["#, Extent::Cut),
            (r#""a"#, Extent::Cut),
        ] {
            assert_eq!(scanner(text).extent(1 << 20).unwrap(), extent, "{text}");
        }
    }

    #[test]
    fn a_value_that_is_too_long_is_passed_over() {
        let mut long = scanner(&format!("\"{}\"\n,7", "x".repeat(300_000)));
        assert_eq!(long.extent(1 << 17).unwrap(), Extent::Long);
        assert_eq!((long.peek().unwrap(), long.line()), (Some(b','), 2));
    }

    proptest! {
        #[test]
        fn any_bytes_are_passed(text in "[\\[\\]{}\":,a1\\\\ \n]{0,80}") {
            let mut all = scanner(&text);
            while all.peek().unwrap().is_some() {
                match all.extent(1 << 16).unwrap() {
                    Extent::Whole(0) | Extent::Broken => { all.pass_to(b"\n").unwrap(); }
                    Extent::Whole(n) => all.pass(n),
                    Extent::Long => {}
                    Extent::Cut => break,
                }
            }
        }
    }
}
