//! What is remembered between two copies. Knows neither what is copied nor the clipboard.

use crate::keymap::Action;

/// What the next copy depends on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copying {
    /// The action of the last key, if it copied, so that the same key copies something else.
    pub again: Option<Action>,
    /// Whether tmux stands between the program and the clipboard, and that has not been said.
    pub is_tmux_unsaid: bool,
}
