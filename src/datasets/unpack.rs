//! How a kind of file becomes delimited text. Knows no kinds: each is a file of `container/`.

use std::io::{self, Write};
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
pub(super) const ENDINGS: [&str; 15] = [
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
    ".gz",
    ".bz2",
    ".xz",
    ".zst",
];
/// Endings of names of files that may hold tables.
pub(super) const PERHAPS: [&str; 2] = [".txt", ".json"];

/// The first bytes without a byte order mark and blanks.
pub(super) fn start(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}
