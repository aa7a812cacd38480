//! What can be said of the row of a record in its file, whatever it holds.

use super::flag;

/// A property of a record's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowState {
    /// No earlier record has its id.
    Once,
    /// An earlier record has its id.
    Repeat,
    /// Its columns seem to have slipped.
    Slipped,
    /// Its position lies outside its country or beyond the globe.
    Misplaced,
    /// A cell of it could not be read, or its dates contradict each other.
    Unread,
}

impl RowState {
    /// All values.
    pub const ALL: [Self; 5] = [Self::Once, Self::Repeat, Self::Slipped, Self::Misplaced, Self::Unread];

    /// The word used in queries and as a mark.
    pub fn word(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Repeat => "repeat",
            Self::Slipped => "slipped",
            Self::Misplaced => "misplaced",
            Self::Unread => "unread",
        }
    }

    /// Whether a record with these flags is so.
    #[inline]
    pub fn holds(self, flags: u16) -> bool {
        match self {
            Self::Once => flags & flag::REPEAT == 0,
            Self::Repeat => flags & flag::REPEAT != 0,
            Self::Slipped => flags & flag::SLIPPED != 0,
            Self::Misplaced => flags & flag::MISPLACED != 0,
            Self::Unread => flags & flag::BAD_CELL != 0,
        }
    }

    /// Whether a record that is so is marked in lists.
    pub fn is_mark(self) -> bool {
        !matches!(self, Self::Once)
    }
}
