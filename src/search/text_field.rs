//! The value of the field `text:`: words that a text must have. Knows no texts of records; who searches them puts their
//! records in.

use std::sync::Arc;

use super::fold::fold;
use crate::model::dataset::TextPhrase;
use crate::model::{Corpus, PassageId};

/// Words of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextField {
    /// The words.
    pub phrase: TextPhrase,
    /// For each data set, the records whose text has the words, as the bytes at which they begin in the file, in order.
    /// Empty until they have been searched for.
    pub records: Arc<Vec<Vec<u64>>>,
}

impl TextField {
    /// Reads the value of a field: adjacent words, the last of which may be the beginning of a word, but not of a number.
    pub fn parse(typed: &str) -> Option<Self> {
        phrase(typed).map(|phrase| Self { phrase, records: Arc::default() })
    }

    /// Whether the text of a passage has the words; a digest is not its text.
    pub(super) fn holds(&self, corpus: &Corpus, passage: PassageId) -> bool {
        corpus.passage(passage).text.is_some_and(|text| has(corpus.str(text), &self.phrase))
    }

    /// The records of a data set.
    pub(super) fn records(&self, set: usize) -> &[u64] {
        self.records.get(set).map_or(&[], Vec::as_slice)
    }
}

/// Adjacent words, the last of which may be the beginning of a word, but not of a number; `None` if nothing is typed.
pub(super) fn phrase(typed: &str) -> Option<TextPhrase> {
    let words = fold(typed);
    let whole = ends_in_number(&words);
    (!words.is_empty()).then_some(TextPhrase { words, whole })
}

/// Whether a text has the words.
pub(super) fn has(text: &str, phrase: &TextPhrase) -> bool {
    let after = if phrase.whole { " " } else { "" };
    format!(" {} ", fold(text)).contains(&format!(" {}{after}", phrase.words))
}

/// Whether the last of some words is a number, which is no beginning of another: 5 is not 54.
pub(super) fn ends_in_number(words: &str) -> bool {
    words.rsplit(' ').next().is_some_and(|last| !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
}
