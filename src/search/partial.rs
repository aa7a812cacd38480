//! Chooses which word of a query to leave out where nothing has them all. Knows no index and no ranking.
//!
//! What is left must still hold a name that is known, and only a usual word can be left out: without a name, a date or a
//! figure the answer would be about something else. A query whose names nobody knows has no answer.

use super::clause::{Clause, ClauseSense, Clauses};
use super::query::Mode;
use super::vocabulary;

/// What is known of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClauseUse {
    /// Number of records that have it.
    pub(super) records: usize,
    /// Whether a title, alias, person, group or place has it as a word.
    pub(super) in_name: bool,
    /// Number of persons, groups and places that are called so.
    pub(super) names: usize,
    /// Whether it is the name of a place.
    pub(super) is_place: bool,
}

/// The most persons, groups and places by which a usual word is a name.
const FEW: usize = 2;

/// The most clauses that are tried to be left out; each costs a search.
const MOST_TRIED: usize = 3;

/// The clauses that can be left out, the rarest first: each with the others. `known` says what is known of a clause.
pub(super) fn without_one(clauses: &Clauses, known: impl Fn(&Clause) -> ClauseUse) -> Vec<(Clause, Clauses)> {
    let required: Vec<&Clause> = clauses.required().collect();
    let uses: Vec<ClauseUse> = required.iter().map(|clause| known(clause)).collect();
    // A usual word is a name if few names have it: *crocus*.
    let is_rare = |n: usize| (1..=FEW).contains(&uses[n].names) && !words_of(required[n]).any(is_thing_or_event);
    let is_name = |n: usize| uses[n].in_name && (!is_usual(required[n]) || is_rare(n));
    let unknown: Vec<usize> = (0..required.len()).filter(|&n| uses[n].records == 0).collect();
    let mut tried: Vec<usize> = match unknown[..] {
        // Every answer lacks what nothing has.
        [one] => vec![one],
        [] => (0..required.len()).collect(),
        _ => Vec::new(),
    };
    let others = |n: usize| (0..required.len()).filter(move |other| *other != n);
    // *kabul school bombing* is another event than one that is told of in Kabul; *kabul embassy bombing sniper* is not.
    let is_thing = |n: usize| words_of(required[n]).any(vocabulary::is_target);
    let is_more = |n: usize| {
        !uses[n].is_place && !required[n].is_number_or_date() && !words_of(required[n]).any(vocabulary::is_event)
    };
    tried.retain(|&n| is_usual(required[n]) && others(n).any(is_name) && (!is_thing(n) || others(n).any(is_more)));
    tried.sort_by_key(|&n| uses[n].records);
    tried.truncate(MOST_TRIED);
    let rest = |left_out: usize| {
        let kept = required.iter().enumerate().filter(|(n, _)| *n != left_out).map(|(_, clause)| (*clause).clone());
        Clauses { all: kept.collect(), asked: clauses.asked.clone() }
    };
    tried.into_iter().map(|n| (required[n].clone(), rest(n))).collect()
}

/// The word of a clause, if it is one without an operator.
fn word_of(clause: &Clause) -> Option<&str> {
    clause.senses.iter().find_map(|sense| match sense {
        ClauseSense::Words(terms) => match &terms[..] {
            [term] if term.mode == Mode::Loose => Some(term.text.as_str()),
            _ => None,
        },
        _ => None,
    })
}

/// The word of a clause, and those that it means.
fn words_of(clause: &Clause) -> impl Iterator<Item = &str> {
    let meant = clause.senses.iter().filter_map(|sense| match sense {
        ClauseSense::Meaning(meaning) => Some(meaning.words.iter().map(String::as_str)),
        _ => None,
    });
    word_of(clause).into_iter().chain(meant.flatten())
}

fn is_thing_or_event(word: &str) -> bool {
    vocabulary::is_target(word) || vocabulary::is_event(word)
}

/// Whether a clause is a usual word of the language: no name, no date, no figure, nothing with an operator.
fn is_usual(clause: &Clause) -> bool {
    word_of(clause).is_some_and(vocabulary::is_common_word) && !clause.is_number_or_date()
}
