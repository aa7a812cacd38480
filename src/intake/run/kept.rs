//! Gathers what was read of one file, so that the cache keeps it as one entry.

use super::queue::End;
use crate::intake::article::IntakeItem;
use crate::intake::cache::{Cache, ContentHash, is_unchanged};

/// What is to be kept of the file at hand.
#[derive(Default)]
pub struct Kept {
    /// The key of a file that is a single piece.
    whole: Option<ContentHash>,
    items: Vec<IntakeItem>,
    files: u64,
}

impl Kept {
    /// Items of an archive at most that are kept; more are read again.
    const MOST: usize = 50_000;
    /// Files after which what was kept is written.
    const OFTEN: u64 = 256;

    pub(super) fn add(&mut self, cache: Option<&Cache>, key: Option<ContentHash>, items: &[IntakeItem]) {
        if cache.is_some() && self.items.len() <= Self::MOST {
            self.whole = key.or(self.whole);
            self.items.extend_from_slice(items);
        }
    }

    /// Keeps what was read of the file. If that fails, the next start reads again and nothing is lost. Gives the key of its
    /// contents if the cache knows the file by it from now on; a file that was changed while it was read may hold anything.
    pub(super) fn end(&mut self, cache: Option<&Cache>, end: &End) -> Option<ContentHash> {
        let cache = cache?;
        let items = std::mem::take(&mut self.items);
        let whole = self.whole.take();
        self.files += 1;
        if self.files.is_multiple_of(Self::OFTEN) {
            let _ = cache.flush();
        }
        let key = end.key.or(whole)?;
        if end.stamped {
            return Some(key);
        }
        let metadata = end.metadata.as_ref().filter(|before| is_unchanged(&end.path, before))?;
        let is_kept = items.len() <= Self::MOST && (cache.holds(&key) || cache.save(&key, &items).is_ok());
        (is_kept && cache.stamp(&end.path, metadata, &key).unwrap_or(false)).then_some(key)
    }
}
