//! The phrases of a passage that a claim may be made of, as the rules find them: figures, people and bodies, places, dates. Knows
//! the model and the rules; makes no claim.

use super::by_hand::MOST_WORDS;
use super::passage_reading::PassageReading;
use crate::align::words::places;
use crate::model::{Corpus, NameId, PassageId};
use crate::reading::TextSpan;

/// The least letters of a name that is looked for.
const SHORTEST_NAME: usize = 3;

/// How many phrases are looked at for claims to offer.
const MOST_PHRASES: usize = 120;

/// Words that end no phrase.
const LINKS: [&str; 14] = ["a", "an", "and", "at", "by", "from", "in", "near", "of", "on", "or", "the", "to", "with"];

/// A phrase that a claim may be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimPhrase {
    /// Its words.
    pub span: TextSpan,
    /// Whether it is a figure.
    pub is_figure: bool,
}

/// All phrases of a passage, whatever claims cover; one may lie over another. Of very many those that are read most surely.
pub(super) fn all(corpus: &Corpus, read: &PassageReading) -> Vec<TextSpan> {
    let mut found: Vec<TextSpan> = phrases(corpus, read).into_iter().map(|phrase| phrase.span).collect();
    found.truncate(MOST_PHRASES);
    found.sort_unstable();
    found.dedup();
    found.retain(|span| !span.of(read.text).is_empty());
    found
}

/// The phrases of a passage with a text that no claim covers yet, in their order, none over another.
pub fn open_phrases(corpus: &Corpus, id: PassageId, read: &PassageReading) -> Vec<ClaimPhrase> {
    let accounts = corpus.accounts_of(id).iter().map(|&id| corpus.account(id));
    let claims = accounts.flat_map(|account| corpus.claims_in(account.claims));
    let covered: Vec<TextSpan> = claims.filter_map(|claim| read.find(corpus.str(claim.words))).collect();
    let mut found: Vec<ClaimPhrase> = Vec::new();
    // What is read more surely takes the words from what is read less surely.
    for phrase in phrases(corpus, read) {
        let is_free = |other: &TextSpan| !other.overlaps(phrase.span);
        let is_new = covered.iter().all(is_free) && found.iter().all(|other| is_free(&other.span));
        if is_new && !phrase.span.of(read.text).is_empty() {
            found.push(phrase);
        }
    }
    found.sort_unstable();
    found
}

/// What stands in a passage: figures, then who did or suffered something, names, dates.
fn phrases(corpus: &Corpus, read: &PassageReading) -> Vec<ClaimPhrase> {
    let reading = &read.reading;
    let phrase = |span, is_figure| ClaimPhrase { span: shortened(read.text, span), is_figure };
    let figures = reading.figures.iter().map(|mention| phrase(mention.span, true));
    let actors = reading.actors.iter().map(|mention| mention.value.who);
    let places = reading.places.iter().filter(|mention| !mention.value.adjective).map(|mention| mention.span);
    let dates = reading.dates.iter().map(|mention| mention.span);
    let others = actors.chain(names(corpus, read.text)).chain(places).chain(dates);
    figures.chain(others.map(|span| phrase(span, false))).collect()
}

/// Where the names of a corpus stand in a text, the longest first.
fn names(corpus: &Corpus, text: &str) -> Vec<TextSpan> {
    named(corpus, text).into_iter().map(|(span, _)| span).collect()
}

/// The same, each with the name.
pub(super) fn named(corpus: &Corpus, text: &str) -> Vec<(TextSpan, NameId)> {
    let spellings = corpus.names().flat_map(|(id, name)| {
        let all = std::iter::once(name.name).chain(name.variants.iter().copied());
        all.map(move |spelling| (corpus.str(spelling), id))
    });
    let spellings = spellings.filter(|(spelling, _)| spelling.chars().count() >= SHORTEST_NAME);
    // A name may be set in other capitals (ISIS-K, Isis-K), but not in none.
    let (lower, has_capital) =
        (text.to_ascii_lowercase(), |span: &TextSpan| !span.of(text).starts_with(char::is_lowercase));
    let standing = |(name, id): (&str, NameId)| -> Vec<(TextSpan, NameId)> {
        let folded = name.to_ascii_lowercase();
        let at = places(&lower, &folded).map(|at| TextSpan::new(at, at + name.len()));
        let is_as_written = |span: &TextSpan| span.of(text) == name || has_capital(span);
        at.filter(is_as_written).map(|span| (span, id)).collect()
    };
    let mut found: Vec<(TextSpan, NameId)> = spellings.flat_map(standing).collect();
    found.sort_by_key(|(span, _)| std::cmp::Reverse(span.end - span.start));
    found
}

/// A phrase without the words at its end that are too many for a claim, or link it with what follows.
fn shortened(text: &str, span: TextSpan) -> TextSpan {
    let words = super::by_hand::words(span.of(text));
    let mut kept = &words[..words.len().min(MOST_WORDS)];
    while let Some((last, others)) = kept.split_last()
        && !others.is_empty()
        && LINKS.contains(&last.of(span.of(text)))
    {
        kept = others;
    }
    kept.last().map_or(span, |last| TextSpan::new(span.start, span.start + last.end))
}
