//! The queue between the thread that finds and those that read: in order, with a bound on what is open.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::known::Knownness;
use super::progress::IntakeProgress;
use crate::intake::article::ArticleLocation;
use crate::intake::cache::ContentHash;
use crate::intake::kept_bound::KeptBound;
use crate::intake::unpack::FilePiece;
use crate::intake::why::NoArticleReason;

/// A piece of work, numbered in the order of the files.
pub enum QueuedWork {
    /// A piece to be read; whether it is a whole file, whose key is looked up and kept; the bound of its file.
    Piece(FilePiece, bool, Arc<KeptBound>),
    /// A file that the cache knows by this key.
    Known(ArticleLocation, ContentHash),
    /// A path that is not read.
    Other(PathBuf, NoArticleReason),
    /// The file is done.
    End(End),
}

/// The end of a file.
#[derive(Default)]
pub struct End {
    pub(super) path: PathBuf,
    pub(super) metadata: Option<fs::Metadata>,
    /// The key of an archive, under which its items are kept, or of a file that the cache knows.
    pub(super) key: Option<ContentHash>,
    /// Whether the cache knows the file already.
    pub(super) stamped: bool,
}

/// A file whose bytes are counted as they are read, and that ends in an error once the reading was stopped.
pub struct CountedFile<'s, 'g> {
    pub(super) file: fs::File,
    pub(super) shared: &'s Shared<'g>,
}

impl Read for CountedFile<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.shared.stopped() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let read = self.file.read(buffer)?;
        self.shared.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for CountedFile<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// A stream whose bytes widen the bound of what is kept of it.
pub struct CountedInput<'i> {
    pub(super) input: &'i mut (dyn Read + Send),
    pub(super) bound: &'i KeptBound,
}

impl Read for CountedInput<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bound.count(read);
        Ok(read)
    }
}

impl QueuedWork {
    /// Bytes that it keeps in memory.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Self::Piece(piece, ..) => piece.bytes.as_ref().map_or(0, |b| b.len() as u64),
            _ => 0,
        }
    }
}

/// What the threads share.
pub struct Shared<'g> {
    queue: Mutex<Queue>,
    changed: Condvar,
    stop: AtomicBool,
    go_on: &'g (dyn Fn() -> bool + Sync),
    /// Bytes read of the files, some of them twice.
    pub(super) read: AtomicU64,
    pub(super) found: AtomicU64,
    pub(super) found_bytes: AtomicU64,
    pub(super) counted: AtomicBool,
    /// Whether the set of files is known.
    pub(super) decision: Knownness,
}

#[derive(Default)]
struct Queue {
    works: VecDeque<(u64, QueuedWork)>,
    closed: bool,
    next: u64,
    /// What was put and not yet reported, in number and bytes.
    open: u64,
    open_bytes: u64,
}

impl<'g> Shared<'g> {
    /// Works that are open at the same time.
    const MOST: u64 = 512;
    /// Bytes that they keep at the same time; a larger one is open alone.
    const MOST_BYTES: u64 = 48 << 20;

    pub(super) fn new(go_on: &'g (dyn Fn() -> bool + Sync)) -> Self {
        Self {
            queue: Mutex::default(),
            changed: Condvar::new(),
            stop: AtomicBool::new(false),
            go_on,
            read: AtomicU64::new(0),
            found: AtomicU64::new(0),
            found_bytes: AtomicU64::new(0),
            counted: AtomicBool::new(false),
            decision: Knownness::default(),
        }
    }

    /// How far the reading is, with what was read of the file at hand.
    pub(super) fn bar(&self, done: IntakeProgress) -> IntakeProgress {
        let files_found = self.found.load(Ordering::Relaxed).max(done.files);
        let bytes_found = self.found_bytes.load(Ordering::Relaxed).max(done.bytes);
        let bytes = self.read.load(Ordering::Relaxed).clamp(done.bytes, bytes_found);
        let bytes = if done.files == files_found { done.bytes } else { bytes };
        IntakeProgress { bytes, files_found, bytes_found, all_found: self.counted.load(Ordering::Relaxed), ..done }
    }

    pub(super) fn stopped(&self) -> bool {
        if self.stop.load(Ordering::Relaxed) {
            return true;
        }
        let stop = !(self.go_on)();
        if stop {
            self.stop.store(true, Ordering::Relaxed);
            self.changed.notify_all();
        }
        stop
    }

    /// Puts work at the end of the queue, once there is room. `false` if it was stopped.
    pub(super) fn put(&self, work: QueuedWork) -> bool {
        if self.stopped() {
            return false;
        }
        let weight = work.weight();
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        while queue.open >= Self::MOST || queue.open > 0 && queue.open_bytes + weight > Self::MOST_BYTES {
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
            if self.stop.load(Ordering::Relaxed) {
                return false;
            }
        }
        let number = queue.next;
        queue.next += 1;
        queue.open += 1;
        queue.open_bytes += weight;
        queue.works.push_back((number, work));
        drop(queue);
        self.changed.notify_all();
        true
    }

    /// The next work; `None` once there is none.
    pub(super) fn take(&self) -> Option<(u64, QueuedWork)> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(work) = queue.works.pop_front() {
                return Some(work);
            }
            if queue.closed {
                return None;
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(super) fn close(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_all();
    }

    pub(super) fn release(&self, weight: u64) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.open -= 1;
        queue.open_bytes -= weight;
        drop(queue);
        self.changed.notify_all();
    }
}
