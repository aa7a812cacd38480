//! How a kind of file becomes delimited text. Knows no kinds: each is a file of `container/`.

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::losses::Losses;
use super::open_error::OpenError;
use super::seekable::{Bytes, Seekable};

/// How a kind of file becomes delimited text.
#[derive(Clone, Copy)]
pub(super) enum Unpack {
    /// Bytes, whose kind is recognised anew.
    Stream(fn(Bytes) -> io::Result<Bytes>),
    /// Delimited text, written in a thread. Records that cannot be read are added to the losses.
    Text(fn(Bytes, &mut dyn Write, &Losses) -> io::Result<()>),
    /// Several tables, read by position.
    Tables(fn(&Seekable) -> Result<PackedTables, OpenError>),
    /// It cannot be read: the reason and the remedy.
    No(&'static str, &'static str),
}

/// A kind of file.
pub(super) struct Container {
    /// Whether the first bytes of a file are of this kind.
    pub(super) begins: fn(&[u8]) -> bool,
    pub(super) unpack: Unpack,
}

/// The tables of an archive or workbook.
pub(super) struct PackedTables {
    /// Those to look at, the most likely first.
    pub(super) tables: Vec<PackedTable>,
    /// Number of the others.
    pub(super) others: usize,
}

/// One table of an archive or workbook.
pub(super) struct PackedTable {
    pub(super) name: String,
    /// Its size in bytes as it is packed, if it is known.
    pub(super) packed: Option<u64>,
    /// Opens it; the bytes read are added to the number, what cannot be read to the losses.
    pub(super) open: Box<dyn FnOnce(Arc<AtomicU64>, Losses) -> io::Result<Bytes> + Send>,
}

/// Endings of names of files that hold tables.
pub(super) const ENDINGS: [&str; 17] = [
    ".csv",
    ".tsv",
    ".tab",
    ".psv",
    ".xlsx",
    ".geojson",
    ".geojsonl",
    ".jsonl",
    ".ndjson",
    ".parquet",
    ".arrow",
    ".arrows",
    ".feather",
    ".gz",
    ".bz2",
    ".xz",
    ".zst",
];
/// Whether a name is that of delimited text, packed or not.
pub(super) fn is_called_text(name: &str) -> bool {
    let name = name.to_lowercase();
    let packed = [".gz", ".bz2", ".xz", ".zst"].iter().find_map(|end| name.strip_suffix(end));
    let name = packed.unwrap_or(&name);
    [".csv", ".tsv", ".tab", ".psv"].iter().any(|end| name.ends_with(end))
}

/// Endings of names of files that may hold tables.
pub(super) const PERHAPS: [&str; 2] = [".txt", ".json"];

/// Passes over zeros, which pad the end of what is compressed. Gives what follows; nothing at the end.
pub(super) fn pass_zeros<R: BufRead>(bytes: &mut R) -> io::Result<&[u8]> {
    loop {
        let held = bytes.fill_buf()?;
        let zeros = held.iter().take_while(|b| **b == 0).count();
        if zeros == 0 || zeros < held.len() {
            bytes.consume(zeros);
            return bytes.fill_buf();
        }
        bytes.consume(zeros);
    }
}

/// The first bytes without byte order marks, blanks and record separators (RFC 7464).
pub(super) fn start(mut head: &[u8]) -> &[u8] {
    loop {
        head = match head {
            [0xef, 0xbb, 0xbf, rest @ ..] | [0x1e, rest @ ..] => rest,
            [b, rest @ ..] if b.is_ascii_whitespace() => rest,
            _ => return head,
        };
    }
}
