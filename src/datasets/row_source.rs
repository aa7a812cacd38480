//! Where a record's bytes are found again once its numbers are known: the open file, or memory.
//!
//! A plain file is read again, a piece at a time, when a record is looked at. What cannot be read twice (a pipe, an
//! archive, a workbook) is kept in memory as it was unpacked.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes tried first; records are rarely longer.
const USUAL: usize = 1 << 13;
/// No record is longer.
const LONGEST: usize = 16 << 20;

/// Bytes of a stream that are kept in memory at most, whatever memory there is.
const MOST: u64 = 8 << 30;

/// How much of a stream is kept: not more than half of the memory that is free when the first one is read, where the
/// system tells.
pub(super) fn most_kept() -> u64 {
    static KEPT: OnceLock<u64> = OnceLock::new();
    *KEPT.get_or_init(|| {
        let told = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let free = told.lines().find_map(|l| l.strip_prefix("MemAvailable:"));
        let kib = free.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        kib.map_or(MOST, |kib| (kib << 10) / 2).min(MOST)
    })
}

/// Pieces of a stream in memory.
#[derive(Debug, Default)]
pub(super) struct RowCache(Mutex<Vec<(u64, Arc<[u8]>)>>);

impl RowCache {
    /// Keeps a piece that begins at byte `offset`; pieces come in order.
    pub(super) fn put(&self, offset: u64, piece: &[u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((offset, piece.into()));
    }

    fn from(&self, at: u64) -> Option<(usize, Arc<[u8]>)> {
        let pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (offset, piece) = &pieces[pieces.partition_point(|(offset, _)| *offset <= at).checked_sub(1)?];
        let inner = usize::try_from(at - offset).ok()?;
        (inner < piece.len()).then(|| (inner, Arc::clone(piece)))
    }
}

/// Where bytes are found again.
#[derive(Debug)]
pub(super) enum RowSource {
    /// In the file.
    File(Mutex<File>),
    /// In memory.
    Memory(Arc<RowCache>),
}

impl RowSource {
    /// Gives the bytes from `at` on to `take`, ever more of them until it says that it has enough or no more come.
    /// `take` is told whether these are all there are.
    pub(super) fn read<T>(&self, at: u64, mut take: impl FnMut(&[u8], bool) -> Option<T>) -> io::Result<Option<T>> {
        match self {
            Self::Memory(store) => Ok(store.from(at).and_then(|(inner, piece)| take(&piece[inner..], true))),
            Self::File(file) => {
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
