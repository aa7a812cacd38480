//! Requests to the world, made by [`update`](super::update::update) and carried out by the runtime.

use crate::saved_state::Change;

/// What the world is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "an effect that nobody carries out is lost"]
pub enum Effect {
    /// Nothing.
    None,
    /// End the program.
    Quit,
    /// Stop the program and give the shell back.
    Suspend,
    /// Draw every cell anew.
    Repaint,
    /// Put this text into the terminal's clipboard.
    Copy(String),
    /// Look this query up and give the answer back with its number.
    Search(u64, String),
    /// See what this filter lets through, with facets or without, and give the answer back with its number.
    Filter(u64, String, bool),
    /// Both.
    Both(Box<Effect>, Box<Effect>),
    /// Write this down, to be remembered.
    Remember(Change),
    /// Stop reading data sets; what has been read stays.
    StopReading,
    /// Take the mouse from the terminal, or give it back.
    Mouse(bool),
}

impl Effect {
    /// Both effects, as far as there are any.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, one) | (one, Self::None) => one,
            (first, second) => Self::Both(Box::new(first), Box::new(second)),
        }
    }
}
