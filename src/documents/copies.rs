//! Reads the copies of articles in a folder on all processors. Knows no articles.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

use super::files::{self, LARGEST_ALL};
use crate::align::copy::Copy;
use crate::diagnostic::Report;

/// Maximum number of threads; more would wait for each other.
const MOST_THREADS: usize = 8;

/// What is read of a file: its position, its length, the copy and messages.
type CopyRead = (usize, u64, Option<Copy>, Report);

/// All copies in a folder and its subfolders, or the one file given, in order. `total` is the size of all copies read so
/// far, from other paths too; no more than the limit of all are taken. `None` if `stop` was set.
pub(super) fn copies(path: &Path, total: &mut u64, stop: &AtomicBool, report: &mut Report) -> Option<Vec<Copy>> {
    let paths = files::copy_paths(path, report);
    let mut read = read_all(&paths, *total, stop);
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    read.sort_unstable_by_key(|(at, ..)| *at);
    let mut found = Vec::with_capacity(read.len());
    for (_, length, copy, messages) in read {
        *total += length;
        if *total > LARGEST_ALL {
            files::too_much(path, report);
            break;
        }
        report.join(messages);
        found.extend(copy);
    }
    Some(found)
}

/// Reads the files in no certain order, and none after those that are too much together.
fn read_all(paths: &[PathBuf], before: u64, stop: &AtomicBool) -> Vec<CopyRead> {
    let (next, total) = (AtomicUsize::new(0), AtomicU64::new(before));
    let work = || {
        let (mut all, mut buffer) = (Vec::new(), Vec::new());
        while !stop.load(Ordering::Relaxed) && total.load(Ordering::Relaxed) <= LARGEST_ALL {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(at) else { break };
            let mut report = Report::default();
            let bytes = files::copy_bytes(path, &mut buffer, &mut report);
            let length = bytes.map_or(0, |bytes| bytes.len() as u64);
            total.fetch_add(length, Ordering::Relaxed);
            let copy = bytes.and_then(|bytes| files::copy(&path.display().to_string(), bytes, &mut report));
            all.push((at, length, copy, report));
        }
        all
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(paths.len().max(1));
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_of_copies_holds_for_all_paths_together() {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tiny-copies/printout.txt"));
        let (mut total, mut report) = (0, Report::default());
        let mut read = |total: &mut u64| copies(path, total, &AtomicBool::new(false), &mut report).unwrap().len();
        assert_eq!(read(&mut total), 1);
        let size = std::fs::metadata(path).unwrap().len();
        assert_eq!(total, size);
        let mut total = LARGEST_ALL - size;
        assert_eq!((read(&mut total), read(&mut total)), (1, 0));
        assert!(report.messages[0].message.contains("in all; the rest is not read"));
        assert!(copies(path, &mut 0, &AtomicBool::new(true), &mut Report::default()).is_none());
    }

    #[test]
    fn copies_come_in_the_order_of_their_names_whatever_the_threads() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tiny-copies"));
        let names = |_| -> Vec<String> {
            let all = copies(folder, &mut 0, &AtomicBool::new(false), &mut Report::default()).unwrap();
            all.into_iter().map(|copy| copy.name).collect()
        };
        let first = names(0);
        assert!(first.len() > 1 && first.is_sorted());
        assert!((1..20).map(names).all(|again| again == first));
    }
}
