//! How much is kept of what one file unpacks to: the text of its articles, and how many items. The threads that read its
//! pieces share the bound. Knows no formats.

use std::io::Read;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use super::article::{ArticleLocation, IntakeItem, RawArticle};
use super::limits::IntakeLimits;
use super::why::NoArticleReason;

/// The bound of one file, and how much is used up.
#[derive(Debug)]
pub struct KeptBound {
    limits: IntakeLimits,
    packed: AtomicU64,
    text: AtomicU64,
    items: AtomicUsize,
    /// Bytes that the attachments of mails were unpacked to.
    attached: AtomicU64,
    full: AtomicBool,
}

impl KeptBound {
    /// The bound of a file of `packed` bytes; 0 for a stream that [`KeptBound::count`] counts.
    pub fn new(limits: &IntakeLimits, packed: u64) -> Self {
        Self {
            limits: *limits,
            packed: AtomicU64::new(packed),
            text: AtomicU64::new(0),
            items: AtomicUsize::new(0),
            attached: AtomicU64::new(0),
            full: AtomicBool::new(false),
        }
    }

    /// Counts bytes of a stream.
    pub fn count(&self, bytes: usize) {
        self.packed.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// Whether nothing more is kept.
    pub fn is_full(&self) -> bool {
        self.full.load(Ordering::Relaxed)
    }

    /// What is kept of further items, which come in the order of the file. Where a bound of the file is reached, the reason
    /// is the last item; one member that holds too much ends only itself.
    pub fn kept(&self, items: Vec<IntakeItem>) -> Vec<IntakeItem> {
        let mut kept = Vec::with_capacity(items.len());
        for item in items {
            if self.is_full() {
                break;
            }
            let why = self.reached(&item);
            let is_last = matches!(&item, IntakeItem::Other(o) if matches!(o.why, NoArticleReason::Bomb { .. }));
            self.full.store(why.is_some() || is_last, Ordering::Relaxed);
            kept.push(match why {
                None => item,
                Some(why) => at_file(why, item.at()),
            });
        }
        kept
    }

    /// Counts an item; the reason if it is too much.
    fn reached(&self, item: &IntakeItem) -> Option<NoArticleReason> {
        let packed = self.packed.load(Ordering::Relaxed);
        let bytes = if let IntakeItem::Article(article) = item { text_bytes(article) } else { 0 };
        let text = self.text.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let items = self.items.fetch_add(1, Ordering::Relaxed) + 1;
        let (most, bound) = (self.limits.most_text(packed), self.limits.most_members(packed));
        if text > most {
            Some(NoArticleReason::TooMuchText { packed, bound: most })
        } else if items > bound {
            Some(NoArticleReason::TooMany { packed, bound })
        } else {
            None
        }
    }

    /// Reads all of a part of an attachment. The reason if the attachments of the file unpack to too much; what is sound of
    /// a damaged part is kept. Threads read the mails of a file at the same time, so that where their attachments reach the
    /// bound, it depends on the threads which of them does.
    pub fn unpack(&self, part: impl Read) -> Result<Vec<u8>, NoArticleReason> {
        let packed = self.packed.load(Ordering::Relaxed);
        let bound = self.limits.most_bytes(packed);
        let left = bound.saturating_sub(self.attached.load(Ordering::Relaxed)).min(self.limits.file);
        let mut bytes = Vec::new();
        let _ = part.take(left + 1).read_to_end(&mut bytes);
        self.attached.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        match bytes.len() as u64 > left {
            true if left == self.limits.file => Err(NoArticleReason::TooLarge { bytes: None, bound: left }),
            true => Err(NoArticleReason::Bomb { packed, bound }),
            false => Ok(bytes),
        }
    }
}

/// A reason that concerns the file in which something lies.
fn at_file(why: NoArticleReason, at: &ArticleLocation) -> IntakeItem {
    let mut item = IntakeItem::from(why);
    item.place(&ArticleLocation::file(&at.path));
    item
}

/// Bytes of text that an article keeps.
fn text_bytes(article: &RawArticle) -> u64 {
    let body: usize = article.body.iter().map(|paragraph| paragraph.text.len()).sum();
    (body + article.whole.as_ref().map_or(0, String::len)) as u64
}
