//! The facets of an incident on which sources differ, by their words. Knows no format.

use crate::model::ledger::LedgerRow;
use crate::model::{Subject, Verdict};
use crate::present::words;

/// The facets on which sources exclude each other.
pub(super) fn in_conflict(subject: &Subject) -> Vec<String> {
    facets(subject, |row| row.verdict == Some(Verdict::Conflict))
}

/// The facets on which one article, or articles that carry one text, exclude themselves.
pub(super) fn inconsistent(subject: &Subject) -> Vec<String> {
    facets(subject, |row| !row.inconsistent.is_empty())
}

fn facets(subject: &Subject, wanted: impl Fn(&LedgerRow) -> bool) -> Vec<String> {
    let rows = subject.ledger().rows.iter().filter(|row| wanted(row));
    rows.map(|row| words::row(subject.facet_word(row), row.party)).collect()
}
