//! Whether all files are known already: the key of a set of files, and what the caller says of it. Knows no articles.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};

use crate::intake::cache::ContentHash;
use crate::intake::why::NoArticleReason;

/// Whether the caller knows a set of files by its key, so that none of them need be read.
pub type IsKnown<'k> = dyn Fn(&ContentHash) -> bool + Sync + 'k;

/// The key of a set of files: of their paths and contents in order. Lost once the contents of one are not known.
pub struct SetKey(Option<ContentHash>);

impl SetKey {
    /// That of no files.
    pub(super) fn new() -> Self {
        Self(Some(ContentHash::of(b"")))
    }

    /// Adds a file; its contents are not known without a key.
    pub(super) fn file(&mut self, path: &Path, contents: Option<&ContentHash>) {
        match contents {
            Some(contents) => self.add(path, contents.as_bytes()),
            None => self.0 = None,
        }
    }

    /// Adds a path that is not read.
    pub(super) fn other(&mut self, path: &Path, why: &NoArticleReason) {
        self.add(path, why.to_string().as_bytes());
    }

    fn add(&mut self, path: &Path, what: &[u8]) {
        self.0 = self.0.map(|before| {
            let path = path.as_os_str().as_bytes();
            let length = (path.len() as u64).to_le_bytes();
            ContentHash::of(&[before.as_bytes(), &length[..], path, what].concat())
        });
    }

    /// The key of all that was added.
    pub(super) fn finish(self) -> Option<ContentHash> {
        self.0
    }

    pub(super) fn is_lost(&self) -> bool {
        self.0.is_none()
    }
}

/// What is decided once: whether the set of files is known.
#[derive(Default)]
pub struct Knownness {
    known: Mutex<Option<bool>>,
    changed: Condvar,
}

impl Knownness {
    /// Decides, unless it is decided.
    pub(super) fn decide(&self, known: bool) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(known);
        self.changed.notify_all();
    }

    /// What is decided, as soon as it is.
    pub(super) fn wait(&self) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let decided = self.changed.wait_while(known, |known| known.is_none());
        decided.unwrap_or_else(PoisonError::into_inner).unwrap_or(false)
    }
}

/// Decides that the set is not known, if nothing else was decided until it is dropped.
pub struct Undecided<'d>(pub(super) &'d Knownness);

impl Drop for Undecided<'_> {
    fn drop(&mut self) {
        self.0.decide(false);
    }
}
