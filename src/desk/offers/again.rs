//! What claims say in words that stand in a passage too: their values, as far as they are words. Knows the model; makes no claim.

use std::collections::BTreeSet;

use crate::desk::by_hand::{self, MOST_WORDS};
use crate::desk::typed;
use crate::fold::fold;
use crate::model::incident::Who;
use crate::model::{Corpus, Facet, Stance, Value};
use crate::reading::TextSpan;

/// Words in which a passage may say what is told elsewhere, and the line of that claim.
pub(super) struct ToldAgain {
    pub(super) span: TextSpan,
    pub(super) line: String,
}

/// Shorter words tell nothing.
const SHORTEST: usize = 4;

/// The words of a text that tell something, folded and without the ending of a plural.
fn telling(text: &str) -> Vec<String> {
    let bare = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    fold(text).split(' ').filter(|word| word.chars().count() >= SHORTEST).map(bare).collect()
}

/// A word of the passage: where it stands, its sentence, and how it reads.
struct PassageWord {
    span: TextSpan,
    sentence: usize,
    told: Vec<String>,
}

/// All values of confirmed claims, as far as they are words, that stand within one sentence of a text, close together.
pub(super) fn all(corpus: &Corpus, text: &str, sentences: &[TextSpan]) -> Vec<ToldAgain> {
    let of = |span: TextSpan| {
        let sentence = sentences.iter().position(|sentence| sentence.contains(span)).unwrap_or(usize::MAX);
        PassageWord { span, sentence, told: telling(span.of(text)) }
    };
    let here: Vec<PassageWord> = by_hand::words(text).into_iter().map(of).collect();
    let known: BTreeSet<&str> = here.iter().flat_map(|word| &word.told).map(String::as_str).collect();
    let mut values: BTreeSet<(&str, String)> = BTreeSet::new();
    let is_words = |value: Value| matches!(value, Value::Words(_) | Value::Who(Who::Words(_)));
    for (_, claim) in corpus.claims() {
        // What nobody has confirmed, or what is denied or only suspected elsewhere, says nothing here. The rules read methods themselves.
        let is_confirmed = claim.drafted.is_none();
        if is_confirmed && is_words(claim.value) && claim.stance == Stance::Asserted && claim.facet != Facet::Method {
            values.insert((corpus.facet_word(claim.facet), typed::plain(corpus, claim)));
        }
    }
    let mut found = Vec::new();
    for (facet, value) in values {
        let wanted = telling(&value);
        if wanted.is_empty() || !wanted.iter().all(|word| known.contains(word.as_str())) {
            continue;
        }
        let line = format!("{facet} {}", value.replace(';', ";;"));
        found.extend(closest(&here, &wanted).map(|span| ToldAgain { span, line }));
    }
    found
}

/// The fewest words of one sentence that hold all those wanted; none if they are too many for a claim.
fn closest(here: &[PassageWord], wanted: &[String]) -> Option<TextSpan> {
    let holds = |part: &[PassageWord]| {
        wanted.iter().all(|wanted| part.iter().any(|word| word.told.contains(wanted)))
            && part.iter().all(|word| word.sentence == part[0].sentence)
    };
    let lengths = wanted.len().min(MOST_WORDS)..=MOST_WORDS;
    let mut parts = lengths.flat_map(|length| here.windows(length)).filter(|part| holds(part));
    parts.next().and_then(|part| Some(part.first()?.span.to(part.last()?.span)))
}
