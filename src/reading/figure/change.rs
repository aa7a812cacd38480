//! The verbs by which a toll changes or stands, and what belongs to them. Knows no counts.

use crate::reading::token::Tokens;

/// Verbs by which a toll changes or stands, before "to" or "at".
pub(super) const CHANGES: [&str; 41] = [
    "risen",
    "rose",
    "rises",
    "rising",
    "rise",
    "raised",
    "climbed",
    "climbs",
    "climbing",
    "climb",
    "jumped",
    "jumps",
    "grown",
    "grew",
    "grows",
    "increased",
    "increases",
    "soared",
    "soars",
    "surged",
    "surges",
    "mounted",
    "gone",
    "went",
    "goes",
    "fallen",
    "fell",
    "dropped",
    "lowered",
    "revised",
    "updated",
    "stands",
    "stood",
    "stand",
    "standing",
    "remains",
    "remained",
    "put",
    "puts",
    "estimated",
    "reduced",
];

/// Verbs that "up to" belongs to, so that it is no bound: "has gone up to 14".
const UPWARD: [&str; 8] = ["gone", "went", "goes", "going", "revised", "pushed", "edged", "moved"];

/// Whether "up to" at `i` belongs to the verb before it.
pub(super) fn goes_up(t: &Tokens, i: usize) -> bool {
    t.are(i, &["up", "to"]) && t.one_of(i.wrapping_sub(1), &UPWARD)
}

/// Whether "from" stands before `i` and is that of a change: "rose sharply from nine to 14".
pub(super) fn changes_from(t: &Tokens, i: usize) -> bool {
    t.is(i.wrapping_sub(1), "from") && (i.saturating_sub(4)..i - 1).any(|verb| t.one_of(verb, &CHANGES))
}

/// Whether "at" at `i` is that of a toll: "stands at 22", "put the death toll at nine".
pub(super) fn stands_at(t: &Tokens, i: usize) -> bool {
    t.is(i, "at") && (t.one_of(i.wrapping_sub(1), &CHANGES) || t.one_of(i.wrapping_sub(1), &["toll", "tally"]))
}
