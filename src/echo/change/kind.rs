//! Changes as they are given to callers.
//!
//! Knows no words, only where they stand.

use std::ops::Range;

/// What kind of thing changed; the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// A number.
    Figure,
    /// A day, month, year or time of day.
    Date,
    /// A name.
    Name,
    /// A passage, or a piece of one, that only the newer version has.
    Added,
    /// A passage, or a piece of one, that only the older version has.
    Removed,
    /// Other words.
    Wording,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionChange {
    /// Its kind.
    pub kind: ChangeKind,
    /// The words of the older version; none where words were put in.
    pub old: Option<ChangedText>,
    /// The words of the newer version; none where words were left out.
    pub new: Option<ChangedText>,
}

/// Words of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedText {
    /// Position of the passage.
    pub passage: usize,
    /// Bytes of the words in it.
    pub range: Range<usize>,
}
