//! What is a draft: read by a rule, or suggested by somebody, and confirmed by nobody. Knows no rules of reading.
//!
//! A draft is shown, searched and exported under its own name. It never enters a verdict, and it satisfies a filter at
//! most possibly.

use super::id::OriginId;
use super::text::Text;
use serde::{Deserialize, Serialize};

/// How far a draft can be relied on. `reading/measured.rs` and `echo.rs` say what was measured for each grade of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// The words say it plainly.
    Plain,
    /// Likely.
    Likely,
    /// A guess.
    Guess,
}

impl Grade {
    /// All grades, the most reliable first.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Likely, Self::Guess];

    /// The word used on disk, in JSON and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Likely => "likely",
            Self::Guess => "guess",
        }
    }
}

/// The mark of a claim, quotation or incident that is a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// Its grade.
    pub grade: Grade,
    /// The rule that made it; empty if none is given.
    pub rule: Text,
    /// Who suggests it; empty for the rules of reading.
    pub by: Text,
}

/// An origin that is suggested for an article: it carries the text of others. Only draft verdicts go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftOrigin {
    /// The origin.
    pub origin: OriginId,
    /// Its grade and rule.
    pub drafted: Drafted,
    /// Which passages carry the same text as which article.
    pub reason: Text,
}
