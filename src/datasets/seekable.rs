//! Bytes that are read by position: a file, or a stream kept in memory.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::open_error::refused;
use super::row_source::{CacheShare, cache_limit};

/// The bytes of a file, or those unpacked from it.
pub(super) type Bytes = Box<dyn Read + Send>;

/// Reads by position.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// Bytes that can be opened again and again.
#[derive(Debug, Clone)]
pub(super) enum Seekable {
    /// The file at a path.
    File(PathBuf),
    /// A stream, kept in memory.
    Memory(Arc<Memory>),
}

/// The bytes of a stream, with their share of what may be kept.
#[derive(Debug)]
pub(super) struct Memory {
    bytes: Vec<u8>,
    _kept: CacheShare,
}

impl Seekable {
    /// Reads a stream to its end and keeps it. An error if it is longer than what may be kept.
    pub(super) fn keep(bytes: Bytes) -> io::Result<Self> {
        let limit = cache_limit();
        let mut held = Vec::new();
        bytes.take(limit.bytes + 1).read_to_end(&mut held)?;
        let too_much = || {
            let most = limit.bytes >> 20;
            refused(
                format!("the archive is larger than {most} MiB ({})", limit.reason),
                "unpack it to a file, and open the file by its name",
            )
        };
        let kept = CacheShare::new(held.len() as u64).ok_or_else(too_much)?;
        Ok(Self::Memory(Arc::new(Memory { bytes: held, _kept: kept })))
    }

    /// Its size in bytes; 0 if that cannot be found.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
            Self::Memory(memory) => memory.bytes.len() as u64,
        }
    }

    /// Opens it at its beginning; the bytes read are added to `read`.
    pub(super) fn open(&self, read: Arc<AtomicU64>) -> io::Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Self::File(path) => Box::new(CountedBytes { inner: File::open(path)?, read }),
            Self::Memory(memory) => Box::new(Cursor::new(Shared(Arc::clone(memory)))),
        })
    }
}

struct Shared(Arc<Memory>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}

/// A reader that counts the bytes read.
pub(super) struct CountedBytes<R> {
    pub(super) inner: R,
    pub(super) read: Arc<AtomicU64>,
}

impl<R: Read> Read for CountedBytes<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(to)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl<R: Seek> Seek for CountedBytes<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
