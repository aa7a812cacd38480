//! Cuts the lines that messages are about out of a file's text. Knows no messages.

use std::ops::Range;

/// Maximum number of characters of a line that an excerpt shows.
const WIDTH: usize = 100;
/// Maximum number of those before the place, if the line is longer.
pub(super) const BEFORE: usize = 40;

/// The line that a message is about, cut to a width that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Its number, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The part of the line around that column.
    pub(super) text: String,
    /// Characters of that part before the column.
    pub(super) lead: usize,
    /// Number of characters to mark.
    pub(super) width: usize,
}

/// The beginnings of a text's lines, to locate many places.
pub(super) struct Lines<'t> {
    text: &'t str,
    begins: Vec<usize>,
    /// The last place located: its line, its byte, and the number of characters before it in the line. The next place is
    /// counted from there, since a line may be megabytes long and have thousands of messages.
    last: (usize, usize, usize),
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { text, begins: std::iter::once(0).chain(breaks).collect(), last: (0, 0, 0) }
    }

    /// The line that holds a byte: its number, from 1, and where it begins.
    pub(super) fn at(&self, byte: usize) -> (usize, usize) {
        let line = self.begins.partition_point(|&begin| begin <= byte);
        (line, self.begins.get(line - 1).copied().unwrap_or(0))
    }

    /// The end of a line, without its line break.
    fn end(&self, line: usize) -> usize {
        let Some(next) = self.begins.get(line) else { return self.text.len() };
        let end = next - 1;
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// The number of characters of a line before a byte.
    fn before(&mut self, line: usize, begin: usize, byte: usize) -> Option<usize> {
        let (_, from, count) = Some(self.last).filter(|last| last.0 == line).unwrap_or((line, begin, 0));
        let between = self.text.get(from.min(byte)..from.max(byte))?.chars().count();
        let count = if from <= byte { count + between } else { count - between };
        self.last = (line, byte, count);
        Some(count)
    }

    pub(super) fn excerpt(&mut self, bytes: &Range<usize>) -> Option<Excerpt> {
        self.text.get(bytes.clone())?;
        let (line, begin) = self.at(bytes.start);
        let before = self.before(line, begin, bytes.start)?;
        let end = self.end(line);
        let (text, lead) = self.window(begin..end.max(begin), bytes.start, before);
        let meant = self.text.get(bytes.start..bytes.end.min(end)).unwrap_or("").chars().take(WIDTH).count();
        let width = meant.min(text.chars().count().saturating_sub(lead)).max(1);
        Some(Excerpt { line, column: before + 1, text, lead, width })
    }

    /// The part of a line around a byte that follows `before` characters, and the number of its characters before that
    /// byte. Reads no more of the line than it returns.
    fn window(&self, line: Range<usize>, byte: usize, before: usize) -> (String, usize) {
        let whole = &self.text[line.clone()];
        let is_long = whole.chars().nth(WIDTH).is_some();
        let lead = if is_long { before.min(BEFORE) } else { before };
        let back = self.text[line.start..byte].char_indices().rev().take(lead).last();
        let from = line.start + back.map_or(byte - line.start, |(at, _)| at);
        let shown = self.text.get(from..line.end).unwrap_or("");
        (shown.chars().take(WIDTH).collect(), lead)
    }
}
