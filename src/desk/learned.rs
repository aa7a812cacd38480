//! Words that people have taken for a name: capitalised words of confirmed claims whose value is a name that is not spelt so. Where
//! the same words stand again, that name is proposed. Knows the model; changes no name.

use std::collections::HashMap;

use super::by_hand;
use crate::model::incident::Who;
use crate::model::{Corpus, NameId, Value};
use crate::reading::TextSpan;
use crate::reading::lexicon::{Is, look_up};

/// Words, and the name that they were taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnedSpelling {
    /// The words as they were printed.
    pub words: String,
    /// The name.
    pub name: NameId,
}

/// The capitalised words of a text that stand together, as far as they are no words that every text has.
fn capitalised(text: &str) -> Vec<TextSpan> {
    let mut found: Vec<TextSpan> = Vec::new();
    let mut last: Option<usize> = None;
    for (at, word) in by_hand::words(text).into_iter().enumerate() {
        let own = word.of(text);
        let is_name = own.starts_with(char::is_uppercase) && own.chars().count() > 1 && look_up(own).0 == Is::NONE;
        if !is_name {
            continue;
        }
        match found.last_mut() {
            // A bracket or a comma parts names.
            Some(before)
                if last.is_some_and(|last| last + 1 == at) && text[before.end..word.start].trim().is_empty() =>
            {
                *before = before.to(word);
            }
            _ => found.push(word),
        }
        last = Some(at);
    }
    found
}

/// What has been learned from the confirmed claims of a corpus: words that were taken for one name only, and are no spelling of any.
pub fn spellings(corpus: &Corpus) -> Vec<LearnedSpelling> {
    let spelt = |words: &str| super::typed::name(corpus, words, |_| true).is_some();
    let mut taken: HashMap<&str, Vec<NameId>> = HashMap::new();
    for (_, claim) in corpus.claims().filter(|(_, claim)| claim.drafted.is_none()) {
        let (Value::Place(name) | Value::Who(Who::Name(name))) = claim.value else { continue };
        let words = corpus.str(claim.words);
        let runs = capitalised(words);
        // Of several names in the words nobody knows which one was meant.
        if let [only] = runs.as_slice() {
            taken.entry(only.of(words)).or_default().push(name);
        }
    }
    let mut found: Vec<LearnedSpelling> = taken
        .into_iter()
        .filter(|(words, names)| names.iter().all(|name| *name == names[0]) && !spelt(words))
        .map(|(words, names)| LearnedSpelling { words: words.to_owned(), name: names[0] })
        .collect();
    found.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
    found
}

/// Where the words of a learned spelling stand in a text as they were printed, by themselves.
pub fn find(text: &str, words: &str) -> Option<TextSpan> {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let mut places = text.match_indices(words).map(|(at, _)| TextSpan::new(at, at + words.len()));
    places.find(|span| !is_part(text[..span.start].chars().next_back()) && !is_part(text[span.end..].chars().next()))
}
