//! The words of a name as a text prints it, and the words for a province after it.
//!
//! Knows tokens; does not know which names are places.

use crate::reading::token::{TokenClass, Tokens};

/// Words after the name of a province.
pub(super) const PROVINCE: [&str; 9] =
    ["province", "department", "governorate", "region", "state", "oblast", "provinces", "prefecture", "wilayat"];

/// The words of a name from token `i`: the folded words, and the token after each. Particles inside are taken along.
pub(super) fn run<'w>(t: &Tokens, folded: &'w [String], i: usize) -> (Vec<&'w str>, Vec<usize>) {
    let mut words: Vec<&'w str> = Vec::new();
    let mut ends = Vec::new();
    let mut at = i;
    while at < t.list.len() && words.len() < 6 {
        match t.kind(at) {
            TokenClass::Word if !folded[at].is_empty() => words.push(&folded[at]),
            TokenClass::Word
                if !words.is_empty()
                    && t.one_of(at, &["de", "la", "del", "of", "and", "the", "e", "al", "el", "sur", "upon"]) =>
            {
                words.push(match t.word(at) {
                    "de" => "de",
                    "la" => "la",
                    "del" => "del",
                    "of" => "of",
                    "and" => "and",
                    "the" => "the",
                    "e" => "e",
                    "al" => "al",
                    "el" => "el",
                    "sur" => "sur",
                    _ => "upon",
                });
            }
            // "Dar-es-Salaam", "Saint-Denis", "St. Louis".
            TokenClass::Hyphen if !words.is_empty() => {
                at += 1;
                continue;
            }
            TokenClass::Stop if at > 0 && !t.list[at].spaced && t.one_of(at - 1, &["st", "ft", "mt", "ste"]) => {
                at += 1;
                continue;
            }
            _ => break,
        }
        at += 1;
        ends.push(at);
    }
    (words, ends)
}
