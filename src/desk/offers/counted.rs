//! Numbers of attacks and of attackers, and people of a country, as a text has them: "two explosions", "four gunmen", "Tajik
//! nationals". Knows the rules of numbers; makes no claim.

use crate::desk::passage_reading::PassageReading;
use crate::model::Corpus;
use crate::reading::TextSpan;
use crate::reading::number;
use crate::reading::token::Tokens;

/// Nouns for what is counted of one incident.
const ATTACKS: [&str; 12] = [
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
    "robberies",
];
/// Nouns for those who did it.
const ATTACKERS: [&str; 16] = [
    "attackers",
    "gunmen",
    "bombers",
    "assailants",
    "militants",
    "terrorists",
    "shooters",
    "perpetrators",
    "suspects",
    "fighters",
    "extremists",
    "jihadists",
    "insurgents",
    "rebels",
    "men",
    "gunman",
];
/// Nouns for people of a country.
const PEOPLE: [&str; 12] = [
    "nationals",
    "national",
    "citizens",
    "citizen",
    "men",
    "man",
    "militants",
    "attackers",
    "gunmen",
    "suspects",
    "bombers",
    "fighters",
];
/// The facet for where people come from, where a corpus has declared it.
const NATIONALITY: &str = "nationality";
/// Words between a number and its noun at most.
const BETWEEN: usize = 2;

/// What is counted, and which people are named by their country: their words, and the line of a claim.
pub(in crate::desk) fn all(corpus: &Corpus, read: &PassageReading) -> Vec<(TextSpan, String)> {
    let tokens = Tokens::new(read.text, &read.reading.passages);
    let mut found = Vec::new();
    for at in 0..tokens.list.len() {
        let (value, first) = match number::read(&tokens, at) {
            Some(number) => (number.value, number.end),
            None if tokens.one_of(at, &["twin"]) => (2, at + 1),
            None => continue,
        };
        let is_of = |nouns: &[&str]| (first..=first + BETWEEN).find(|&noun| tokens.one_of(noun, nouns));
        for (facet, nouns) in [("count", &ATTACKS[..]), ("attackers", &ATTACKERS[..])] {
            if let Some(noun) = is_of(nouns).filter(|_| value > 1) {
                found.push((tokens.span(at, noun + 1), format!("{facet} {value}")));
                break;
            }
        }
    }
    if corpus.facet(NATIONALITY).is_some() {
        for place in read.reading.places.iter().filter(|place| place.value.adjective) {
            let noun = tokens.at(place.span.end);
            let noun = (noun..noun + 2).find(|&noun| tokens.one_of(noun, &PEOPLE));
            if let Some(noun) = noun {
                let span = place.span.to(tokens.span(noun, noun + 1));
                found.push((span, format!("{NATIONALITY} {}", span.of(read.text))));
            }
        }
    }
    found
}
