//! Numbers of attacks and of attackers as a text has them: "two explosions", "four gunmen". Knows the rules of numbers; makes no
//! claim.

use crate::desk::passage_reading::PassageReading;
use crate::model::figure::Qualifier;
use crate::model::{Figure, Party};
use crate::reading::TextSpan;
use crate::reading::figure::quantity::{self, CountPhrase, CountedNoun, is_plural, noun};
use crate::reading::token::Tokens;

/// Nouns for what is counted of one incident.
const ATTACKS: [&str; 13] = [
    "attacks",
    "bombings",
    "blasts",
    "explosions",
    "shootings",
    "assaults",
    "bombs",
    "raids",
    "strikes",
    "fires",
    "incidents",
    "incursions",
    "robberies",
];
/// Nouns for attackers that are none yet, or many at once.
const NO_ATTACKERS: [&str; 8] =
    ["suspect", "suspects", "cell", "cells", "plotters", "smugglers", "traffickers", "operatives"];

/// What is counted: its words, and the line of a claim. Numbers of the casualties and dates that the rules read count nothing else.
pub(in crate::desk) fn all(read: &PassageReading) -> Vec<(TextSpan, String)> {
    let tokens = Tokens::new(read.text, &read.reading.passages);
    let figures = read.reading.figures.iter().map(|mention| mention.span);
    let taken: Vec<TextSpan> = figures.chain(read.reading.dates.iter().map(|mention| mention.span)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.list.len() {
        let Some(count) = counted(&tokens, at) else {
            at += 1;
            continue;
        };
        let count = past_adjective(&tokens, count);
        let span = tokens.span(count.start, count.end);
        // Goes on after the number: where the noun was taken too far, it may hold the next count.
        at = count.number_end.max(at + 1);
        let facet = facet(&tokens, &count).filter(|_| !taken.iter().any(|taken| taken.overlaps(span)));
        found.extend(facet.map(|facet| (span, format!("{facet} {}", figure(&count).display()))));
    }
    found
}

/// The count that begins at a token, "twin" included. A further number, or one that says nothing, has no noun.
fn counted(tokens: &Tokens, at: usize) -> Option<CountPhrase> {
    // "9/11 attacks": part of a day.
    let is_of_day = |count: &CountPhrase| tokens.word(count.number.wrapping_sub(1)) == "/";
    if tokens.one_of(at, &["twin"]) {
        let (counted, end, more) = noun(tokens, at + 1);
        let (start, number, number_end, value, upper) = (at, at, at + 1, 2, 2);
        return Some(CountPhrase {
            start,
            number,
            number_end,
            end,
            value,
            upper,
            qualifier: Qualifier::Exactly,
            more,
            counted,
        });
    }
    let count = quantity::read(tokens, at).filter(|count| !is_of_day(count))?;
    // What is no count, as a year, hides no other number behind it.
    let is_said = count.value > 1 && !count.more && count.qualifier != Qualifier::Several;
    Some(if is_said { count } else { CountPhrase { counted: CountedNoun::Nothing, end: count.number_end, ..count } })
}

/// A count of which the noun of an attacker is an adjective, with the noun of the attack: "two terrorist attacks".
fn past_adjective(tokens: &Tokens, count: CountPhrase) -> CountPhrase {
    let noun = count.end.checked_sub(1);
    let is_one = noun.is_some_and(|noun| count.value > 1 && !is_plural(&tokens.word(noun).to_ascii_lowercase()));
    match count.counted {
        CountedNoun::Attackers if is_one && tokens.one_of(count.end, &ATTACKS) => {
            CountPhrase { counted: CountedNoun::Things, end: count.end + 1, ..count }
        }
        CountedNoun::Attackers if is_one => CountPhrase { counted: CountedNoun::Nothing, ..count },
        _ => count,
    }
}

/// The facet that a count is of, by its noun.
fn facet(tokens: &Tokens, count: &CountPhrase) -> Option<&'static str> {
    let noun = count.end.checked_sub(1).filter(|&noun| noun >= count.number_end)?;
    match count.counted {
        CountedNoun::Attackers if !tokens.one_of(noun, &NO_ATTACKERS) => Some("attackers"),
        CountedNoun::Things | CountedNoun::Unknown if tokens.one_of(noun, &ATTACKS) => Some("count"),
        _ => None,
    }
}

fn figure(count: &CountPhrase) -> Figure {
    let figure = Figure::new(count.value, count.qualifier, Party::Victims);
    let is_range = count.upper > count.value;
    if is_range { Figure { max: Some(count.upper), stated: None, ..figure } } else { figure }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::place::gazetteer::Nowhere;
    use crate::reading::{ArticleText, read};

    fn lines(text: &str) -> Vec<String> {
        let article = ArticleText { text, passages: &[], title_end: 0, published: None, english: true };
        let reading = PassageReading { text, reading: read(&article, &Nowhere), borrowed: Vec::new(), english: true };
        all(&reading).into_iter().map(|(span, line)| format!("{line}: {}", span.of(text))).collect()
    }

    #[test]
    fn attacks_and_attackers_are_counted_as_the_words_do() {
        for (text, wanted) in [
            ("Two explosions shook the port.", "count 2: Two explosions"),
            ("The twin bombings shook the port.", "count 2: twin bombings"),
            ("At least three coordinated attacks were reported.", "count ≥3: At least three coordinated attacks"),
            ("The twin terrorist incursions shook the port.", "count 2: twin terrorist incursions"),
            ("Two suicide bomber attacks shook the port.", "count 2: Two suicide bomber attacks"),
            ("Four gunmen stormed the hall.", "attackers 4: Four gunmen"),
            ("The base was stormed by thirty-five militants.", "attackers 35: thirty-five militants"),
            ("It was hit by two or three gunmen.", "attackers 2–3: two or three gunmen"),
        ] {
            assert_eq!(lines(text), [wanted], "{text}");
        }
    }

    #[test]
    fn numbers_of_casualties_dates_and_people_count_no_attacks_and_no_attackers() {
        for text in [
            "Three killed in attacks on Tuesday.",
            "He had planned the 2002 Bali bombings.",
            "It was the worst since the 9/11 attacks.",
            "He spoke of the May 12 attacks.",
            "The blast killed two. Gunmen fled.",
            "Two men were killed.",
            "Two men spoke to the police.",
            "Police arrested three suspects.",
            "Two gunmen were killed.",
            "Two more explosions followed.",
            "Several explosions were heard.",
            "One gunman fled.",
        ] {
            assert_eq!(lines(text), [] as [&str; 0], "{text}");
        }
    }
}
