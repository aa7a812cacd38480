//! What is read and kept at most of one file. Knows no formats.

/// What is read at most.
#[derive(Debug, Clone, Copy)]
pub struct IntakeLimits {
    /// Bytes of one file or member.
    pub file: u64,
    /// Bytes that any archive may unpack to.
    pub floor: u64,
    /// Times its own size that a larger archive may unpack to. Saved pages pack to a fifth to a tenth of their size.
    pub ratio: u64,
    /// Bytes of text that are kept of the articles of any file.
    pub text_floor: u64,
    /// Times its own size that the text of the articles of a larger file may have. Text packs to a third or a quarter of
    /// its size, and that of a page is kept twice: its body, and all of the page.
    pub text_ratio: u64,
    /// Members, rows and messages of any file; a larger one may have one for each 32 bytes. Readers have bounds of their own,
    /// in `made.rs` and `feed.rs`.
    pub members: usize,
    /// Archives within archives.
    pub depth: usize,
}

impl Default for IntakeLimits {
    fn default() -> Self {
        Self {
            file: 64 << 20,
            floor: 64 << 20,
            ratio: 30,
            text_floor: 16 << 20,
            text_ratio: 16,
            members: 100_000,
            depth: 4,
        }
    }
}

/// Bytes that a member takes in an archive at least: no name and no text pack to less.
const MEMBER: u64 = 32;

impl IntakeLimits {
    /// Bytes that a file of `packed` bytes may unpack to.
    pub(super) fn most_bytes(&self, packed: u64) -> u64 {
        self.floor.max(packed.saturating_mul(self.ratio))
    }

    /// Bytes of text that are kept of its articles.
    pub(super) fn most_text(&self, packed: u64) -> u64 {
        self.text_floor.max(packed.saturating_mul(self.text_ratio))
    }

    /// Members that it may have.
    pub(super) fn most_members(&self, packed: u64) -> usize {
        self.members.max(usize::try_from(packed / MEMBER).unwrap_or(usize::MAX))
    }
}
