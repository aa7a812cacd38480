//! Words that people have taken for a name: capitalised words of confirmed claims whose value is a name that is not spelt so. Where
//! the same words stand again, that name is proposed. Knows the model; changes no name.

use std::collections::{HashMap, HashSet};

use super::by_hand;
use crate::fold::fold;
use crate::model::incident::Who;
use crate::model::{Corpus, NameId, Stance, Value};
use crate::reading::TextSpan;
use crate::reading::lexicon::{Is, look_up};

/// The least letters of a word that names share.
const TELLING: usize = 4;

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

/// The words of a text that confirmed claims took for one name only and that are no spelling of any, the longest first; each with
/// that name.
pub(super) fn in_text(corpus: &Corpus, text: &str) -> Vec<(TextSpan, NameId)> {
    let here: HashSet<&str> = pieces(text).collect();
    let mut taken: HashMap<&str, (TextSpan, Vec<NameId>)> = HashMap::new();
    // Whom a source denies or only suspects, its words do not name more surely.
    let told = corpus.claims().filter(|(_, claim)| claim.drafted.is_none() && claim.stance == Stance::Asserted);
    for (_, claim) in told {
        let (Value::Place(name) | Value::Who(Who::Name(name))) = claim.value else { continue };
        let words = corpus.str(claim.words);
        if !pieces(words).any(|piece| here.contains(piece)) {
            continue;
        }
        // Of several names in the words nobody knows which one was meant.
        let runs = capitalised(words);
        let [only] = runs.as_slice() else { continue };
        let run = only.of(words);
        if let Some(span) = find(text, run).filter(|_| is_alone(words, *only) || is_like(corpus, name, run)) {
            taken.entry(run).or_insert((span, Vec::new())).1.push(name);
        }
    }
    let spelt = |words: &str| super::typed::name(corpus, words, |_| true).is_some();
    let one = taken.into_iter().filter(|(words, (_, all))| all.iter().all(|name| *name == all[0]) && !spelt(words));
    let mut found: Vec<(TextSpan, NameId)> = one.map(|(_, (span, names))| (span, names[0])).collect();
    found.sort_by_key(|(span, _)| (std::cmp::Reverse(span.end - span.start), *span));
    found
}

/// The pieces of a text that begin with a capital.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|piece| piece.starts_with(char::is_uppercase))
}

/// Whether words are nothing but such a run, apart from words that every text has.
fn is_alone(words: &str, run: TextSpan) -> bool {
    let is_common = |word: &str| look_up(word).0.any(Is::DET | Is::PREP);
    by_hand::words(words).into_iter().all(|word| run.contains(word) || is_common(word.of(words)))
}

/// Whether words share a telling word with a spelling of a name. Capitalised words beside a name may be anybody's.
fn is_like(corpus: &Corpus, name: NameId, words: &str) -> bool {
    let record = corpus.name(name);
    let folded = fold(words);
    let spellings = std::iter::once(record.name).chain(record.variants.iter().copied());
    let mut spellings = spellings.map(|spelling| fold(corpus.str(spelling)));
    let is_telling = |word: &&str| word.chars().count() >= TELLING;
    spellings.any(|spelling| folded.split(' ').filter(is_telling).any(|word| spelling.split(' ').any(|w| w == word)))
}

/// Where words stand in a text as they were printed, by themselves.
fn find(text: &str, words: &str) -> Option<TextSpan> {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let mut places = text.match_indices(words).map(|(at, _)| TextSpan::new(at, at + words.len()));
    places.find(|span| !is_part(text[..span.start].chars().next_back()) && !is_part(text[span.end..].chars().next()))
}
