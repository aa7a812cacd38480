//! What can be said of the row of a record in its file, whatever it holds, and of the order of day and month in it.

use super::{Record, UNDATED, flag};

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

/// What is in doubt of a date whose order of day and month its file does not prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenDay {
    /// Its day and month may be swapped.
    Swapped,
    /// It is in no reading, as the file proves both.
    LeftOpen,
}

impl OpenDay {
    /// All values.
    pub const ALL: [Self; 2] = [Self::Swapped, Self::LeftOpen];

    /// Of a record; `None` if the order is not in doubt.
    pub fn of(row: &Record) -> Option<Self> {
        let is_dated = row.lo != UNDATED;
        (row.flags & flag::DAY_OPEN != 0).then_some(if is_dated { Self::Swapped } else { Self::LeftOpen })
    }

    /// The words in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Swapped => "day and month may be swapped",
            Self::LeftOpen => "the date is left open, as it allows two readings",
        }
    }

    /// The same in a sentence of a record.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Swapped => {
                "Day and month may be swapped: the file does not prove their order; `parallax check` says how it writes dates."
            }
            Self::LeftOpen => {
                "The date is left open: it allows two readings, and the file does not prove one; `parallax check` says more."
            }
        }
    }
}
