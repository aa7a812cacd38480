//! Whether a sentence says that something was not claimed, and whether words name nobody: "No group claimed responsibility".
//!
//! Knows tokens; does not know what is claimed.

use super::lexicon::Is;
use super::token::{TextToken, TokenClass, Tokens};

/// Words that stand for nobody, alone or before a noun.
const NOBODY: [&str; 7] = ["no", "nobody", "none", "neither", "noone", "nor", "no-one"];

/// Words that deny the verb after them.
const DENYING: [&str; 12] = [
    "not", "never", "cannot", "without", "denied", "denies", "denying", "refused", "declined", "nor", "hardly",
    "unless",
];

/// The number of tokens before a claim in which its subject begins.
const SUBJECT: usize = 12;

/// Whether the phrase that begins at token `i` names nobody: "no group", "nobody", "none of them".
pub fn is_nobody(t: &Tokens, i: usize) -> bool {
    t.one_of(i, &NOBODY) && !(t.is(i, "no") && matches!(t.kind(i + 1), TokenClass::Stop))
}

/// Whether the claim named by token `i` is denied in its clause, in the sentence from `start` to `end`: "no one has
/// claimed", "no claim of responsibility", "has yet to claim", "was not immediately claimed", "claimed by no group".
pub fn is_denied(t: &Tokens, i: usize, start: usize, end: usize) -> bool {
    let denies = |j: usize| is_nobody(t, j) || t.one_of(j, &DENYING) || t.are(j, &["yet", "to"]) || is_not(t, j);
    let after = t.is(i + 1, "by") && i + 2 < end && is_nobody(t, i + 2);
    // "No claim of responsibility has been made" is denied before; "a claim of responsibility was not made" after. "The army
    // claims it did not shoot" is a claim.
    let made = (t.are(i, &["claim", "of"]) || t.are(i, &["claims", "of"]))
        && (i + 1..(i + 8).min(end)).take_while(|j| !ends_clause(t, *j, start)).any(denies);
    // A word that denies stands at its verb, and nobody anywhere before: "a man who declined to be named claimed it".
    let between = |j: usize| {
        t.has(j, Is::AUX | Is::ADV)
            || t.one_of(
                j,
                &["to", "yet", "it", "they", "he", "she", "having", "been", "be", "so", "far", "immediately"],
            )
    };
    let mut before = (i.saturating_sub(SUBJECT).max(start)..i).rev().take_while(|j| !ends_clause(t, *j, start));
    after || made || before.any(|j| denies(j) && (is_nobody(t, j) || (j + 1..i).all(between)))
}

/// Whether the word at `i` is a verb that is denied: "hasn't".
pub fn is_not(t: &Tokens, i: usize) -> bool {
    let word = t.word(i).to_lowercase();
    word.ends_with("n't") || word.ends_with("n’t")
}

/// Whether a clause ends at token `j`. An aside of a word or two ends none: "No group, however, has claimed it".
fn ends_clause(t: &Tokens, j: usize, start: usize) -> bool {
    let aside = ["however", "far", "yet", "though", "immediately", "meanwhile", "so", "as"];
    match t.kind(j) {
        TokenClass::Comma => !(t.one_of(j + 1, &aside) || j > start && t.one_of(j - 1, &aside)),
        TokenClass::Word => {
            const ENDS: [&str; 12] = [
                "but", "while", "although", "whereas", "because", "which", "that", "who", "after", "since", "when",
                "before",
            ];
            let named = || t.list.get(j + 1).is_some_and(TextToken::named);
            t.one_of(j, &ENDS) || t.is(j, "and") && (t.has(j + 1, Is::PRON | Is::DET) || named())
        }
        TokenClass::Stop | TokenClass::Break | TokenClass::Dash | TokenClass::Colon => true,
        _ => false,
    }
}
