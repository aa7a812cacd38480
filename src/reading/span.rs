//! Places in a text, and mentions: what a rule read there, which rule, and how far it can be trusted.
//!
//! Knows nothing of quotations, dates or figures, nor of files.

use super::rule_name::RuleName;
use crate::model::Grade;
use serde::{Deserialize, Serialize};

/// A range of bytes of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextSpan {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl TextSpan {
    /// The range from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text of the range; empty if it is no range of this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether `other` lies within this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range from the start of this one to the end of `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// What a rule read in a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention<T> {
    /// The words that the rule read.
    pub span: TextSpan,
    /// What they mean.
    pub value: T,
    /// The rule's stable name, for example `date.weekday`.
    #[serde(with = "super::rule_name")]
    pub rule: RuleName,
    /// How far the value can be trusted.
    pub grade: Grade,
}
