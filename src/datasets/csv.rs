//! The grammar of delimited text: delimiters, quotation marks, ends of records.
//!
//! The only module that knows it for reading. Knows no formats and no columns.

use std::borrow::Cow;
use std::ops::Range;

use simd_csv::{ZeroCopyReader, ZeroCopyReaderBuilder};

/// The delimiter, and whether cells may be quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) quoted: bool,
}

/// The dialects to try, the most likely first. A first line `sep=` states the delimiter.
pub(super) fn dialects(text: &[u8]) -> Vec<Dialect> {
    let quoted = |delimiter| Dialect { delimiter, quoted: true };
    if let Some(&delimiter) = text.strip_prefix(b"sep=").and_then(|rest| rest.first()) {
        return vec![quoted(delimiter)];
    }
    vec![quoted(b','), quoted(b';'), Dialect { delimiter: b'\t', quoted: quotes_with_tabs(text) }, quoted(b'|')]
}

/// Whether the cells of a tab-separated file are quoted, as spreadsheets save them. In most such files quotation marks are
/// text. They quote if each cell that begins with one ends with one, and no row is lost by it.
fn quotes_with_tabs(text: &[u8]) -> bool {
    if memchr::memmem::find(text, b"\t\"").is_none() {
        return false;
    }
    let whole = |quoted| {
        let dialect = Dialect { delimiter: b'\t', quoted };
        let (mut at, mut lengths, mut cells, mut clean) = (0, Vec::new(), Vec::new(), true);
        while let Some(end) = record_end(&text[at..], dialect, false, true) {
            cell_ranges(&text[at..at + end], dialect, true, &mut cells);
            let cell = |range: &Range<usize>| &text[at + range.start..at + range.end];
            clean &= cells.iter().map(cell).all(|c| !c.starts_with(b"\"") || (c.len() > 1 && c.ends_with(b"\"")));
            lengths.push(cells.len());
            at += end;
        }
        let widest = lengths.iter().max().copied().unwrap_or(0);
        (clean, lengths.iter().filter(|length| **length == widest).count())
    };
    let ((clean, with), (_, without)) = (whole(true), whole(false));
    clean && with >= without
}

/// Buffer of the SIMD reader, in bytes.
const BUFFER: usize = 1 << 16;

/// Splits records into cells with SIMD. Every quotation mark opens or closes a quoted part.
pub(super) fn reader(bytes: &[u8], dialect: Dialect) -> ZeroCopyReader<&[u8]> {
    ZeroCopyReaderBuilder::with_capacity(BUFFER)
        .delimiter(dialect.delimiter)
        .quote(if dialect.quoted { b'"' } else { unused(bytes, dialect) })
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes)
}

/// A byte that stands nowhere in `bytes`: the reader asks for a quotation mark where a dialect has none. Broken files hold
/// zero bytes, which are no marks.
fn unused(bytes: &[u8], dialect: Dialect) -> u8 {
    let controls = (0..b' ').filter(|b| !matches!(b, b'\t' | b'\n' | b'\r') && *b != dialect.delimiter);
    controls.chain([0x7f]).find(|b| memchr::memchr(*b, bytes).is_none()).unwrap_or(0x7f)
}

/// Where the first record ends, its line break included. `None` if it does not end in `bytes`. With `plain`, quotation
/// marks inside an unquoted cell are text.
pub(crate) fn record_end(bytes: &[u8], dialect: Dialect, ended: bool, plain: bool) -> Option<usize> {
    let mut scan = Scan::new(plain);
    let end = bytes.iter().position(|&b| scan.take(b, dialect) == Stands::End);
    end.map(|at| at + 1).or((ended && !bytes.is_empty()).then_some(bytes.len()))
}

/// The cells of a record, unquoted.
pub(super) fn split(record: &[u8], dialect: Dialect, plain: bool) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let end = record.iter().rposition(|b| !matches!(b, b'\r' | b'\n')).map_or(0, |last| last + 1);
    let record = &record[..end];
    let (mut at, mut done) = (0, false);
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let mut scan = Scan::new(plain);
        let rest = &record[at..];
        let len = rest.iter().position(|&b| scan.take(b, dialect) == Stands::Between).unwrap_or_else(|| {
            done = true;
            rest.len()
        });
        at += len + 1;
        let cell = &rest[..len];
        Some(if dialect.quoted { unquoted(cell) } else { Cow::Borrowed(cell) })
    })
}

/// The bytes of each cell of the first record, quotation marks included, into `cells`. Gives the end of the record, its
/// line break included; a record that does not end in `bytes` ends with them.
pub(crate) fn cell_ranges(bytes: &[u8], dialect: Dialect, plain: bool, cells: &mut Vec<Range<usize>>) -> usize {
    cells.clear();
    let mut scan = Scan::new(plain);
    // Only these bytes have a role; all between them are text.
    let mark = if dialect.quoted { b'"' } else { b'\n' };
    let (mut start, mut next) = (0, 0);
    for at in memchr::memchr3_iter(dialect.delimiter, b'\n', mark, bytes) {
        if at > next {
            scan.pass();
        }
        next = at + 1;
        match scan.take(bytes[at], dialect) {
            Stands::Within => {}
            Stands::Between => {
                cells.push(start..at);
                start = next;
            }
            Stands::End => {
                let end = if bytes[start..at].ends_with(b"\r") { at - 1 } else { at };
                cells.push(start..end);
                return next;
            }
        }
    }
    cells.push(start..bytes.len());
    bytes.len()
}

/// A cell without its quotation marks; doubled marks become single ones.
pub(crate) fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    let inner = match cell {
        [b'"', inner @ .., b'"'] => inner,
        [b'"', inner @ ..] => inner,
        _ => return Cow::Borrowed(cell),
    };
    if memchr::memchr(b'"', inner).is_none() {
        return Cow::Borrowed(inner);
    }
    let mut out = Vec::with_capacity(inner.len());
    let mut at = 0;
    while at < inner.len() {
        out.push(inner[at]);
        at += if inner[at] == b'"' && inner.get(at + 1) == Some(&b'"') { 2 } else { 1 };
    }
    Cow::Owned(out)
}

/// The number of cells of a record.
pub(super) fn count_cells(record: &[u8], dialect: Dialect) -> usize {
    let mut scan = Scan::new(true);
    1 + record.iter().filter(|&&b| scan.take(b, dialect) == Stands::Between).count()
}

/// The role of a byte in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Part of a cell.
    Within,
    /// The delimiter between two cells.
    Between,
    /// The end of the record.
    End,
}

/// Scans a record byte by byte. A quotation mark at the beginning of a cell opens a quoted cell; inside an unquoted cell
/// it is text with `plain`, else it opens a quoted part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan {
    inside: bool,
    begun: bool,
    /// Whether marks inside an unquoted cell are text.
    plain: bool,
    /// The last byte was a mark inside a quoted cell: its end, or the first of a doubled mark.
    closing: bool,
}

impl Scan {
    /// A scan at the beginning of a record. Without `plain`, a mark opens and closes anywhere.
    pub(super) fn new(plain: bool) -> Self {
        Self { inside: false, begun: false, plain, closing: false }
    }

    /// Whether a quotation mark is still open.
    pub(super) fn is_inside(self) -> bool {
        self.inside
    }

    /// Takes in bytes that have no role.
    fn pass(&mut self) {
        (self.begun, self.closing) = (true, false);
    }

    /// Takes in the next byte.
    pub(super) fn take(&mut self, byte: u8, dialect: Dialect) -> Stands {
        if byte == b'"' && dialect.quoted {
            match (self.inside, self.begun) {
                (true, _) => (self.inside, self.closing) = (false, true),
                // The second of a doubled mark: the cell continues.
                (false, _) if self.closing => (self.inside, self.closing) = (true, false),
                (false, false) => self.inside = true,
                (false, true) => self.inside = !self.plain,
            }
            self.begun = true;
            return Stands::Within;
        }
        self.closing = false;
        if !self.inside && (byte == dialect.delimiter || byte == b'\n') {
            self.begun = false;
            return if byte == b'\n' { Stands::End } else { Stands::Between };
        }
        self.begun = true;
        Stands::Within
    }
}

/// Whether a quotation mark is still open at the end.
pub(crate) fn is_open(record: &[u8], dialect: Dialect) -> bool {
    let mut scan = Scan::new(true);
    for &byte in record {
        scan.take(byte, dialect);
    }
    scan.is_inside()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_byte_is_no_quotation_mark_where_there_are_none() {
        let tabs = Dialect { delimiter: b'\t', quoted: false };
        let mut reader = reader(b"a\t\0b\nc\t\0d\n", tabs);
        let mut lengths = Vec::new();
        while let Ok(Some(record)) = reader.read_byte_record() {
            lengths.push(record.len());
        }
        assert_eq!(lengths, [2, 2]);
    }

    #[test]
    fn records_are_split_by_quotation_and_not_by_lines() {
        let comma = Dialect { delimiter: b',', quoted: true };
        let record = b"a,\"b,\n\"\"c\"\"\",d\r\nnext";
        let end = record_end(record, comma, false, true).unwrap();
        let cells: Vec<_> =
            split(&record[..end], comma, true).map(|c| String::from_utf8(c.into_owned()).unwrap()).collect();
        assert_eq!(cells, ["a", "b,\n\"c\"", "d"]);
        assert_eq!(record_end(b"\"open", comma, false, true), None);
    }

    #[test]
    fn marks_quote_cells_between_tabs_only_if_all_of_them_do() {
        for (text, quoted) in [
            ("a\tb\n1\t\"x\"\n2\t\"y\nz\"\n", true),
            ("a\tb\n1\t\"x\" he said\n2\ty\n", false),
            ("a\tb\n1\t\"x\n2\ty\n3\tz\n", false),
            ("a\tb\n1\tx\n", false),
        ] {
            assert_eq!(dialects(text.as_bytes())[2].quoted, quoted, "{text}");
        }
    }

    #[test]
    fn doubled_marks_are_made_single() {
        assert_eq!(&*unquoted(br#""a ""b"" c""#), br#"a "b" c"#);
    }
}
