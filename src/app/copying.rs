//! What is remembered between two copies. Knows neither what is copied nor the clipboard.

/// What the next copy depends on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copying {
    /// Whether the last key copied, so that the same key copies something else.
    pub again: bool,
    /// Whether tmux stands between the program and the clipboard, and that has not been said.
    pub is_tmux_unsaid: bool,
}
