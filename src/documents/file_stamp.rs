//! What changes when a file on disk is written.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The age in seconds from which on a later change shows: clocks of file systems are coarse.
const COARSE: u64 = 2;
/// How far the clocks of local file systems are behind at most.
const TICK: Duration = Duration::from_millis(20);

/// The size, times and number of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    size: u64,
    /// When its contents and when its properties changed, in seconds and nanoseconds.
    changed: [(i64, i64); 2],
    /// Its device and its number there.
    file: (u64, u64),
}

impl FileStamp {
    /// The stamp of a file with this metadata.
    pub fn of(metadata: &impl MetadataExt) -> Self {
        let changed = [(metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec())];
        Self { size: metadata.size(), changed, file: (metadata.dev(), metadata.ino()) }
    }

    /// The stamp of the file at a path, if there is one.
    pub fn at(path: &Path) -> Option<Self> {
        path.metadata().ok().map(|metadata| Self::of(&metadata))
    }

    /// Whether the file has changed since this moment, or may have within the same instant of a coarse clock.
    pub fn is_since(&self, moment: SystemTime) -> bool {
        let since = moment.checked_sub(TICK).unwrap_or(moment).duration_since(UNIX_EPOCH).unwrap_or_default();
        let at = |seconds: i64, nanoseconds: i64| {
            Duration::new(seconds.try_into().unwrap_or_default(), nanoseconds.try_into().unwrap_or_default())
        };
        self.changed.iter().any(|(seconds, nanoseconds)| at(*seconds, *nanoseconds) >= since)
    }

    /// Whether a change after now would show. One in the same instant of a coarse clock would not.
    pub fn is_certain(&self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        self.changed.iter().all(|(seconds, _)| u64::try_from(*seconds).is_ok_and(|at| at + COARSE < now))
    }
}
