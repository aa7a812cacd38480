//! Text that is read from right to left: its order on the screen.
//!
//! ```text
//! text ─► levels (of a paragraph, row by row) ─► tags (the level travels with the style) ─► cells ─► arrange, once per frame
//! ```
//!
//! Until a frame is complete, everything is in the order of the text: what finds, marks and selects knows nothing of
//! directions. Then [`arrange`] moves the cells. Rows without letters from right to left are left alone all the way.

pub mod arrange;
pub mod levels;
pub mod tags;

/// Who puts text that is read from right to left into its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BidiMode {
    /// The terminal if it does so by itself and cannot be told to leave it; else the program.
    #[default]
    Auto,
    /// The program.
    App,
    /// The terminal.
    Terminal,
    /// Nobody.
    Off,
}

impl BidiMode {
    /// The words for them.
    pub const WORDS: [&str; 4] = ["auto", "app", "terminal", "off"];

    /// The one that a word names; the first if it names none.
    pub fn of(word: &str) -> Self {
        [Self::App, Self::Terminal, Self::Off].into_iter().find(|mode| mode.word() == word).unwrap_or_default()
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}
