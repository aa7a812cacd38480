//! JSON of the mark of a draft. Knows no documents.

use serde::Serialize;

use crate::model::{Corpus, Drafted};

/// The mark of a draft. What is confirmed has no such fields.
#[derive(Debug, Serialize)]
pub(crate) struct DraftJson<'c> {
    /// Always true.
    drafted: bool,
    /// `plain`, `likely` or `guess`.
    grade: &'static str,
    /// The rule that made it.
    rule: Option<&'c str>,
    /// Who suggests it; null for the rules of reading.
    by: Option<&'c str>,
}

impl<'c> DraftJson<'c> {
    /// The mark, if it is a draft.
    pub(crate) fn of(corpus: &'c Corpus, drafted: Option<Drafted>) -> Option<Self> {
        let Drafted { grade, rule, by } = drafted?;
        Some(Self { drafted: true, grade: grade.word(), rule: corpus.given(rule), by: corpus.given(by) })
    }
}
