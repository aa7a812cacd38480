//! Hits of a search, with the reason for each, and the answer that they make up. Knows nothing of how they are found.

use super::index::{MatchField, Target};
use super::rank::Fit;
use super::reasons::FieldReason;
use crate::model::Facet;

/// Returns true once the result is no longer wanted. Called from all threads that work on it.
pub type Stale<'s> = &'s (dyn Fn() -> bool + Sync);

/// One search hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record that was found.
    pub target: Target,
    /// Field in which the worst-matching word was found.
    pub field: MatchField,
    /// How well that word matches.
    pub fit: Fit,
    /// For each typed word: the matching word of the index, its fit, and the typed word.
    pub words: Vec<(String, Fit, String)>,
    /// 0 to 1000, higher is better; comparable within one answer only.
    pub score: u32,
    /// Number of the query's fields and words that it satisfies only possibly.
    pub doubt: u8,
    /// What of the query a source or a meaning of a word satisfies rather than the word itself, and why each field holds.
    pub reasons: Vec<FieldReason>,
}

impl Hit {
    /// Whether it satisfies all fields and words certainly.
    pub fn is_certain(&self) -> bool {
        self.doubt == 0
    }

    /// The reason in a few words: `= alias`, `≈ typo, place`, `killed 94`, `possibly: killed ≥131, no upper bound`.
    pub fn reason(&self) -> String {
        let part =
            |certain: bool| self.reasons.iter().filter(move |r| r.is_certain == certain).map(|r| r.words.as_str());
        let mut parts: Vec<String> = Vec::new();
        // What is only possible comes first: it must not be cut off.
        let possible: Vec<&str> = part(false).collect();
        if !possible.is_empty() {
            parts.push(format!("possibly: {}", possible.join(", ")));
        }
        parts.extend(self.word_reason());
        parts.extend(part(true).map(str::to_owned));
        if parts.is_empty() { format!("kind {}", self.target.kind().word()) } else { parts.join("; ") }
    }

    /// Where and how well the typed words match; `None` if none was typed.
    fn word_reason(&self) -> Option<String> {
        let field = self.field.word();
        (!self.words.is_empty() && self.fit != Fit::Meaning).then(|| match self.fit {
            Fit::Exact => format!("= {field}"),
            Fit::Word | Fit::Prefix => field.to_owned(),
            Fit::Form => format!("≈ form, {field}"),
            Fit::Meaning | Fit::Possible => field.to_owned(),
            Fit::Fuzzy => format!("≈ {field}"),
            Fit::Slip => format!("≈ typo, {field}"),
            Fit::Sound => format!("≈ spelling, {field}"),
        })
    }
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// Number of all hits, also those beyond the limit.
    pub all: usize,
    /// How many of them satisfy a field or word only possibly. They stand after the others.
    pub possible: usize,
    /// The words of the query that the hits lack, if nothing has them all.
    pub without: Vec<String>,
    /// The facets that the query asks about, the best first; none if it is no question.
    pub asked: Vec<Facet>,
    /// The query's fields, as their names were read: `at:^kotu`.
    pub readings: Vec<String>,
    /// If there are no hits: words of the index that are similar to a typed one.
    pub near: Vec<String>,
}

impl Answer {
    /// Number of hits listed that satisfy all fields and words certainly; those after them are possible.
    pub fn certain(&self) -> usize {
        self.hits.partition_point(Hit::is_certain)
    }
}

/// Numbers of hits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HitCount {
    pub(super) all: usize,
    pub(super) possible: usize,
}

impl HitCount {
    /// Counts a hit by the number of fields and clauses that it satisfies only possibly.
    #[inline]
    pub(super) fn count(&mut self, doubt: u8) {
        self.all += 1;
        self.possible += usize::from(doubt > 0);
    }

    pub(super) fn add(&mut self, other: Self) {
        self.all += other.all;
        self.possible += other.possible;
    }
}
