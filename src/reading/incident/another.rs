//! Whether words are of another incident: a sentence that begins one ("In a separate attack, gunmen shot …"), or a clause on an
//! earlier one ("four days after a bombing killed 41 people").
//!
//! Knows words only; which incident that is is not decided here.

use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// First words that alone say so.
const ALONE: [&str; 2] = ["separately", "elsewhere"];

/// What is said of an incident that is another one.
const OTHER: [&str; 8] = ["separate", "another", "different", "unrelated", "second", "similar", "third", "other"];

/// What is another: "another attack", but not "another part of the city".
const INCIDENT: [&str; 40] = [
    "attack",
    "attacks",
    "incident",
    "incidents",
    "bombing",
    "bombings",
    "blast",
    "blasts",
    "explosion",
    "explosions",
    "shooting",
    "shootings",
    "strike",
    "strikes",
    "airstrike",
    "airstrikes",
    "raid",
    "raids",
    "ambush",
    "ambushes",
    "assault",
    "assaults",
    "clash",
    "clashes",
    "killing",
    "killings",
    "stabbing",
    "stabbings",
    "abduction",
    "abductions",
    "kidnapping",
    "kidnappings",
    "violence",
    "shelling",
    "murder",
    "murders",
    "arson",
    "case",
    "development",
    "event",
];

/// Words between "other" and the incident at most: "in another suicide car bomb attack".
const BETWEEN: usize = 3;

/// Whether a sentence begins another incident than the one told of before it.
pub fn begins_another(sentence: &str) -> bool {
    let word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut words = sentence.split_whitespace().map(word).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    if ALONE.contains(&first.as_str()) {
        return true;
    }
    // "In a separate attack", "In another attack".
    let mut after = match first.as_str() {
        "in" => words.next().unwrap_or_default(),
        _ => return false,
    };
    if ["a", "an", "the"].contains(&after.as_str()) {
        after = words.next().unwrap_or_default();
    }
    OTHER.contains(&after.as_str())
        && words.take(BETWEEN + 1).take_while(|word| word != "of").any(|word| INCIDENT.contains(&word.as_str()))
}

/// The number of tokens within which a clause says that it is on an earlier incident.
const NEAR: usize = 16;

/// Whether what token `i` tells of is of an earlier incident than the one before it in the sentence: "militants were killed, four
/// days after a bombing killed 41 people". "He was arrested four days after the bombing" tells of the bombing.
pub fn is_of_earlier(t: &Tokens, i: usize, start: usize) -> bool {
    const UNITS: [&str; 10] = ["hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "decade"];
    /// The number of tokens after `i` in which it may be said what happened: "after 41 people were killed".
    const AHEAD: usize = 6;
    /// What follows an attack.
    const AFTERMATH: [&str; 6] = ["arrest", "arrests", "arrested", "detained", "captured", "plot"];
    let is_count = |j: usize| t.has(j, Is::NUMBER) || t.one_of(j, &["a", "an", "few", "several"]);
    let is_attack = |j: usize| t.has(j, Is::INCIDENT) && !t.one_of(j, &AFTERMATH);
    let since = |j: usize| {
        let is_after = t.one_of(j, &["after", "since"]) && j > start + 1 && t.one_of(j - 1, &UNITS) && is_count(j - 2);
        // "A week after the election and killed 12": the clause tells of no attack.
        let own = (j + 1..i + AHEAD).any(|k| is_attack(k) && !t.is(k - 1, "and"));
        is_after && own && (start..j).any(is_attack)
    };
    let ends =
        |j: &usize| matches!(t.kind(*j), TokenClass::Stop | TokenClass::Break | TokenClass::Colon | TokenClass::Comma);
    (i.saturating_sub(NEAR).max(start)..i).rev().take_while(|j| !ends(j)).any(since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_incident_is_one() {
        for text in [
            "In a separate attack, gunmen shot five soldiers.",
            "In another suicide car bomb attack on Friday three died.",
            "Separately, a mine killed two farmers.",
            "Elsewhere in the province, a mortar hit a school.",
            "In an unrelated incident, a man was stabbed.",
        ] {
            assert!(begins_another(text), "{text}");
        }
        for text in [
            "In another part of the city, people fled.",
            "In another sign of violence, a mine killed three.",
            "In a statement, the group claimed the attack.",
            "The second attacker was shot.",
            "In the attack, another man was hurt.",
            "",
        ] {
            assert!(!begins_another(text), "{text}");
        }
    }
}
