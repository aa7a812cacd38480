//! Echoes as they are given to callers.
//!
//! Knows no texts, only positions in them.

use std::ops::Range;

use crate::model::Grade;

/// Two articles that carry the same text.
#[derive(Debug, Clone, PartialEq)]
pub struct Echo {
    /// Positions of the articles, the smaller first.
    pub articles: [usize; 2],
    /// Which of the two was published first (0 or 1), if both days are known and differ.
    pub earlier: Option<usize>,
    /// The passages that carry the same text, in the order of the first article.
    pub passages: Vec<SharedPassage>,
    /// Number of words that both have, in the same order within a passage; without quoted words and lines that many
    /// articles have.
    pub words: usize,
    /// Their share of the words of each article, between 0 and 1; quoted words count neither here nor there.
    pub shares: [f32; 2],
    /// How sure it is.
    pub grade: Grade,
}

/// A stretch of text that a passage of one article shares with a passage of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPassage {
    /// Positions of the passages.
    pub passages: [usize; 2],
    /// Bytes of the stretch in each passage.
    pub ranges: [Range<usize>; 2],
    /// Number of words that are equal.
    pub words: usize,
}
