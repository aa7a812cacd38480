//! What claims say in words that stand in a passage too: their values, as far as they are words. Knows the model; makes no claim.

use std::collections::BTreeSet;

use crate::desk::by_hand::{self, MOST_WORDS};
use crate::desk::line::joined;
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
    let mut values: BTreeSet<(&str, &str, bool)> = BTreeSet::new();
    // The rules read methods, and who did it, themselves.
    let is_read = |facet: Facet| matches!(facet, Facet::Method | Facet::Perpetrator | Facet::ClaimedBy);
    for (_, claim) in corpus.claims() {
        // What nobody has confirmed, or what is denied or only suspected elsewhere, says nothing here.
        let is_told = claim.drafted.is_none() && claim.stance == Stance::Asserted && !is_read(claim.facet);
        if let (true, Value::Words(words) | Value::Who(Who::Words(words))) = (is_told, claim.value) {
            values.insert((corpus.facet_word(claim.facet), corpus.str(words), matches!(claim.value, Value::Who(_))));
        }
    }
    let mut found = Vec::new();
    for (facet, value, is_who) in values {
        let wanted = telling(value);
        if wanted.is_empty() || !wanted.iter().all(|word| known.contains(word.as_str())) {
            continue;
        }
        // Words that are a name too stay words.
        let is_name = is_who && typed::name(corpus, value, |_| true).is_some();
        let line = joined(&[if is_name { format!("{facet} “{value}”") } else { format!("{facet} {value}") }]);
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
