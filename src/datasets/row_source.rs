//! Reads the bytes of a record again after loading. Knows no columns and no formats.
//!
//! A plain file is read again when a record is opened. A stream that cannot be read twice (a pipe, an archive, a
//! workbook) is kept in memory, unpacked.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

/// Bytes read first; records are rarely longer.
const USUAL: usize = 1 << 13;
/// Maximum length of a record in bytes.
pub(super) const LONGEST: usize = 16 << 20;

/// Bytes read at once of those that may not be there.
const STEP: usize = 1 << 20;

/// Maximum bytes of all streams kept in memory, on any system.
const MOST: u64 = 8 << 30;

/// How much of all streams is kept in memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct CacheLimit {
    /// Maximum bytes.
    pub(super) bytes: u64,
    /// The reason for this number, for the user.
    pub(super) reason: &'static str,
}

/// The limit for this process: half of the memory that is free when the first stream is read, at most [`MOST`]. A system
/// that does not report its free memory gets [`MOST`].
pub(super) fn cache_limit() -> CacheLimit {
    static LIMIT: OnceLock<CacheLimit> = OnceLock::new();
    *LIMIT.get_or_init(|| {
        let meminfo = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let free = meminfo.lines().find_map(|l| l.strip_prefix("MemAvailable:"));
        let kib = free.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        match kib.map(|kib| (kib << 10) / 2) {
            Some(half) if half < MOST => CacheLimit { bytes: half, reason: "half of the free memory" },
            Some(_) => CacheLimit { bytes: MOST, reason: "the limit for all streams" },
            None => CacheLimit { bytes: MOST, reason: "the limit where the system does not report its free memory" },
        }
    })
}

/// Bytes kept by all streams together.
static KEPT: AtomicU64 = AtomicU64::new(0);

/// A share of the bytes that may be kept, given back when it is dropped.
#[derive(Debug)]
pub(super) struct CacheShare(u64);

impl CacheShare {
    /// Takes a share; `None` if all streams together would keep more than [`cache_limit`].
    pub(super) fn new(bytes: u64) -> Option<Self> {
        let taken = Self(bytes);
        let before = KEPT.fetch_add(bytes, Ordering::Relaxed);
        // Dropping it gives it back.
        (before.saturating_add(bytes) <= cache_limit().bytes).then_some(taken)
    }
}

impl Drop for CacheShare {
    fn drop(&mut self) {
        KEPT.fetch_sub(self.0, Ordering::Relaxed);
    }
}

/// A chunk in memory.
#[derive(Debug)]
struct CachedChunk {
    offset: u64,
    bytes: Arc<[u8]>,
    _kept: CacheShare,
}

/// The chunks of a stream, in memory.
#[derive(Debug, Default)]
pub(super) struct RowCache(Mutex<Vec<CachedChunk>>);

impl RowCache {
    /// Adds a chunk that begins at byte `offset`; chunks come in order. Gives whether there was room for it.
    pub(super) fn put(&self, offset: u64, chunk: &[u8]) -> bool {
        let Some(kept) = CacheShare::new(chunk.len() as u64) else { return false };
        let chunk = CachedChunk { offset, bytes: chunk.into(), _kept: kept };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(chunk);
        true
    }

    fn from(&self, at: u64) -> Option<(usize, Arc<[u8]>)> {
        let chunks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let chunk = &chunks[chunks.partition_point(|chunk| chunk.offset <= at).checked_sub(1)?];
        let inner = usize::try_from(at - chunk.offset).ok()?;
        (inner < chunk.bytes.len()).then(|| (inner, Arc::clone(&chunk.bytes)))
    }
}

/// A second hold on the source of records, which several threads read at once.
#[derive(Debug)]
pub(super) enum RowBytes {
    /// The file.
    File(File),
    /// The chunks in memory.
    Memory(Arc<RowCache>),
}

impl RowBytes {
    /// Fills `bytes` with at most `len` bytes from `at` on, fewer at the end.
    pub(super) fn fill(&self, at: u64, len: usize, bytes: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::File(file) => {
                let mut filled = 0;
                while filled < len {
                    // Often the file ends long before.
                    bytes.resize(len.min(filled + STEP).max(bytes.len().min(len)), 0);
                    match file.read_at(&mut bytes[filled..], at + filled as u64) {
                        Ok(0) => break,
                        Ok(read) => filled += read,
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(error) => return Err(error),
                    }
                }
                bytes.truncate(filled);
            }
            Self::Memory(cache) => {
                bytes.clear();
                while bytes.len() < len
                    && let Some((inner, chunk)) = cache.from(at + bytes.len() as u64)
                {
                    let part = &chunk[inner..];
                    bytes.extend_from_slice(&part[..part.len().min(len - bytes.len())]);
                }
            }
        }
        Ok(())
    }
}

/// The length and the time of change of a file; `None` if they are not known.
type FileState = Option<(u64, SystemTime)>;

fn state(file: &File) -> FileState {
    let found = file.metadata().ok()?;
    Some((found.len(), found.modified().ok()?))
}

/// The source from which records are read again.
#[derive(Debug)]
pub(super) enum RowSource {
    /// In the file, with its length and time of change as it was opened.
    File(Mutex<File>, FileState),
    /// In memory.
    Memory(Arc<RowCache>),
}

impl RowSource {
    /// In this file, which is read from now on.
    pub(super) fn of_file(file: File) -> Self {
        let state = state(&file);
        Self::File(Mutex::new(file), state)
    }

    /// Whether nothing has been written into the file since. One that was replaced by another is still read as it was.
    pub(super) fn is_as_read(&self) -> bool {
        match self {
            Self::File(file, before) => state(&file.lock().unwrap_or_else(PoisonError::into_inner)) == *before,
            Self::Memory(_) => true,
        }
    }

    /// The same source, for reading its text.
    pub(super) fn bytes(&self) -> io::Result<RowBytes> {
        Ok(match self {
            Self::Memory(cache) => RowBytes::Memory(Arc::clone(cache)),
            Self::File(file, _) => RowBytes::File(file.lock().unwrap_or_else(PoisonError::into_inner).try_clone()?),
        })
    }

    /// Passes the bytes from `at` on to `take`, more each time, until it gives a value or no more can be read. The second
    /// argument of `take` is whether these are all bytes.
    pub(super) fn read<T>(&self, at: u64, mut take: impl FnMut(&[u8], bool) -> Option<T>) -> io::Result<Option<T>> {
        match self {
            Self::Memory(cache) => Ok(cache.from(at).and_then(|(inner, chunk)| take(&chunk[inner..], true))),
            Self::File(file, _) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(at))?;
                let mut bytes = Vec::with_capacity(USUAL);
                loop {
                    let more = bytes.len().max(USUAL) as u64;
                    let read = (&mut *file).take(more).read_to_end(&mut bytes)? as u64;
                    let all = read < more || bytes.len() >= LONGEST;
                    if let Some(taken) = take(&bytes, all) {
                        return Ok(Some(taken));
                    }
                    if all {
                        return Ok(None);
                    }
                }
            }
        }
    }
}
