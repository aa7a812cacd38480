//! The rejected drafts of a corpus, and what stands for the text of an article, by which they are known again.

use sha2::{Digest, Sha256};

use super::corpus::Corpus;
use super::id::ArticleId;
use super::rejection::Rejection;

impl Corpus {
    /// The rejected drafts, by file.
    pub fn rejections(&self) -> &[Rejection] {
        &self.rejections
    }

    /// What stands for the text of an article whatever its id: a hash of the first words of its passages. Empty without passages.
    pub fn article_print(&self, id: ArticleId) -> String {
        let passages = self.article(id).passages;
        let mut hasher = Sha256::new();
        for id in passages.ids() {
            hasher.update(self.str(self.passage(id).anchor).as_bytes());
            hasher.update(b"\n");
        }
        let hash = hasher.finalize();
        if passages.is_empty() {
            String::new()
        } else {
            hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
        }
    }
}
