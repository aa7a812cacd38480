//! Keeps what rules read in articles between two starts, by the hash of all that the rules go by.
//!
//! Knows no rules. An entry counts only with its own hash, so that damage costs time and never gives another reading.

use std::path::Path;

use crate::drafting::KeptReadings;
use crate::intake::cache::{Cache, ContentHash};
use crate::reading::ArticleText;
use crate::reading::packed::PackedReading;

/// What the cache of readings is called.
const READINGS: &str = "readings";
/// Bytes of the hash of an entry that stand before it.
const SUM: usize = 16;

/// The readings kept in a folder, or none.
#[derive(Debug, Default)]
pub struct ReadingsOnDisk(Option<Cache>);

impl ReadingsOnDisk {
    /// Those in `folder`, which is made if need be. A folder that cannot be opened costs only time.
    pub fn open(folder: Option<&Path>) -> Self {
        Self(folder.and_then(|folder| Cache::open_called(READINGS, folder).ok()))
    }
}

impl KeptReadings for ReadingsOnDisk {
    fn find(&self, article: &ArticleText) -> Option<PackedReading> {
        let cache = self.0.as_ref()?;
        let key = key(article);
        let bytes = cache.bytes(&key)?;
        let (its, reading) = bytes.split_at_checked(SUM)?;
        if its != sum(&key, reading) {
            return None;
        }
        PackedReading::from_bytes(reading)
    }

    fn keep(&self, article: &ArticleText, reading: &PackedReading) {
        if let (Some(cache), Some(bytes)) = (&self.0, reading.bytes()) {
            let key = key(article);
            let entry = [&sum(&key, bytes)[..], bytes].concat();
            // What is not kept is read again.
            let _ = cache.save_bytes(&key, &entry);
        }
    }

    fn end(&self) {
        if let Some(cache) = &self.0 {
            let _ = cache.flush();
        }
    }
}

/// The hash of all that a reading depends on, besides the rules.
fn key(article: &ArticleText) -> ContentHash {
    let ArticleText { text, passages, title_end, published, english } = article;
    let mut bytes = Vec::with_capacity(text.len() + 8 * passages.len() + 64);
    for number in [text.len(), *title_end, passages.len()] {
        bytes.extend((number as u64).to_le_bytes());
    }
    for passage in *passages {
        bytes.extend((passage.start as u64).to_le_bytes());
        bytes.extend((passage.end as u64).to_le_bytes());
    }
    bytes.extend(published.map_or(String::new(), |day| day.to_string()).as_bytes());
    bytes.push(u8::from(*english));
    bytes.extend(text.as_bytes());
    ContentHash::of(&bytes)
}

/// The beginning of the hash of an entry under its key.
fn sum(key: &ContentHash, reading: &[u8]) -> [u8; SUM] {
    let whole = ContentHash::of(&[key.as_bytes(), reading].concat());
    let mut sum = [0; SUM];
    sum.copy_from_slice(&whole.as_bytes()[..SUM]);
    sum
}
