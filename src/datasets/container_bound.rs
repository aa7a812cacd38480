//! How much is unpacked of one file: a bound in bytes that all containers in it share. Knows no kinds of files.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::seekable::Bytes;
use crate::model::figure::bytes_in_words;

/// How much may be unpacked.
#[derive(Debug, Clone, Copy)]
pub(super) struct ContainerLimits {
    /// Bytes that any file may unpack to.
    pub(super) floor: u64,
    /// Times its own size that a larger file may unpack to. Tables pack to a fifth to a thirtieth of their size.
    pub(super) ratio: u64,
}

impl ContainerLimits {
    /// The limits of the program.
    pub(super) const USUAL: Self = Self { floor: 256 << 20, ratio: 100 };

    /// Bytes that a file of `packed` bytes may unpack to.
    pub(super) const fn most(self, packed: u64) -> u64 {
        let most = packed.saturating_mul(self.ratio);
        if most > self.floor { most } else { self.floor }
    }
}

/// The bound of one file, and how much of it is used up.
#[derive(Debug, Clone)]
pub(super) struct ContainerBound {
    limits: ContainerLimits,
    /// The size of the file; `None` for a pipe.
    total: Option<u64>,
    /// Bytes read of the file.
    read: Arc<AtomicU64>,
    used: Arc<AtomicU64>,
    /// What was written as delimited text of what was unpacked, or of the file.
    written: Arc<AtomicU64>,
}

impl ContainerBound {
    /// The bound of a file of `total` bytes, or of a pipe, of which `read` bytes were read.
    pub(super) fn new(limits: ContainerLimits, total: Option<u64>, read: Arc<AtomicU64>) -> Self {
        Self { limits, total, read, used: Arc::default(), written: Arc::default() }
    }

    /// Counts what is unpacked; it fails once the bound is reached.
    pub(super) fn meter(&self, inner: Bytes) -> Bytes {
        Box::new(MeteredBytes { inner, bound: self.clone() })
    }

    /// Counts what is written as delimited text. It has a bound of its own: the bytes that it is made of were counted.
    pub(super) fn meter_text(&self, inner: Bytes) -> Bytes {
        Box::new(MeteredBytes { inner, bound: Self { used: Arc::clone(&self.written), ..self.clone() } })
    }
}

struct MeteredBytes {
    inner: Bytes,
    bound: ContainerBound,
}

impl Read for MeteredBytes {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let ContainerBound { limits, total, read, used, .. } = &self.bound;
        let packed = total.unwrap_or_else(|| read.load(Ordering::Relaxed));
        if used.load(Ordering::Relaxed) > limits.most(packed) {
            return Err(io::Error::other(too_much(packed, limits.most(packed))));
        }
        let bytes = self.inner.read(to)?;
        used.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// What is said of a file of `packed` bytes that unpacks to more than `most`.
pub(super) fn too_much(packed: u64, most: u64) -> String {
    format!(
        "{} unpack to more than {}: the rest is not read; if you trust it, unpack it and open that file",
        bytes_in_words(packed),
        bytes_in_words(most)
    )
}
