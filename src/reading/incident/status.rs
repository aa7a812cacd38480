//! Whether an incident was carried out, foiled, claimed, threatened or only alleged, by the words around it.

use crate::model::Status;
use crate::reading::lexicon::Is;
use crate::reading::negation::{is_denied, is_dud, is_unreal};
use crate::reading::token::{TokenClass, Tokens};

/// The status of the incident named by the tokens from `from` to `to` in the sentence from `start` to `end`.
pub fn of(t: &Tokens, from: usize, to: usize, start: usize, end: usize) -> Status {
    let near = from.saturating_sub(9).max(start)..from;
    let after = to..(to + 9).min(end);
    // "will be tried for" is of a court, "may have died" of what has happened.
    let in_court = |i: usize| {
        t.is(i, "tried") && i > start && t.one_of(i - 1, &["be", "been", "being", "was", "were", "is", "are"])
    };
    let is_past = |i: usize| t.is(i + 1, "have");
    let before = |words: &[&str]| near.clone().any(|i| t.one_of(i, words) && !in_court(i) && !is_past(i));
    let follows =
        |words: &[&str]| after.clone().take_while(|i| t.kind(*i) != TokenClass::Comma).any(|i| t.one_of(i, words));
    let foiled = [
        "foiled",
        "thwarted",
        "prevented",
        "averted",
        "disrupted",
        "foil",
        "thwart",
        "prevent",
        "avert",
        "defused",
        "deactivated",
        "dismantled",
        "intercepted",
        "planning",
        "plotting",
        "plotted",
        "foiling",
        "thwarting",
        "preventing",
        "failed",
        "attempted",
        "disarmed",
        "stopped",
        "plot",
        "plots",
        "unsuccessful",
        "conspiring",
        "conspired",
        "attempt",
        "attempts",
        "tried",
        "trying",
    ];
    if before(&foiled)
        || is_unreal(t, from, start)
        || (to..end).take_while(|i| !t.one_of(*i, &["another", "second", "other"])).any(|i| is_dud(t, i, start))
        || follows(&[
            "attempt",
            "attempts",
            "foiled",
            "thwarted",
            "prevented",
            "averted",
            "failed",
            "defused",
            "deactivated",
            "plot",
        ])
    {
        return Status::Foiled;
    }
    if before(&["warned", "warns", "warning", "warnings", "alert", "imminent", "forewarned"]) {
        return Status::Warned;
    }
    let is_trial = |i: usize| t.is(i + 1, "be") && t.one_of(i + 2, &["tried", "charged", "sentenced", "retried"]);
    let will = near.clone().any(|i| t.one_of(i, &["will", "shall"]) && !is_trial(i))
        && !near.clone().any(|i| t.has(i, Is::SAY));
    if before(&[
        "threatened",
        "threatening",
        "threatens",
        "threaten",
        "threat",
        "threats",
        "vowed",
        "vows",
        "could",
        "might",
        "intends",
    ]) || near.clone().any(|i| is_may(t, i) && !is_past(i))
        || will
    {
        return Status::Threatened;
    }
    let close = from.saturating_sub(2).max(start)..from;
    if close.clone().any(|i| t.one_of(i, &["alleged", "allegedly", "purported", "supposed"])) {
        return Status::Alleged;
    }
    let claims = |i: usize, words: &[&str]| t.one_of(i, words) && !is_denied(t, i, start, end);
    let responsibility = |range: std::ops::Range<usize>| {
        range.clone().any(|i| t.one_of(i, &["responsibility"]))
            && range.clone().any(|i| claims(i, &["claimed", "claiming", "claims", "claim", "assumed"]))
    };
    if responsibility(near.clone())
        || responsibility(after.clone())
        || near.clone().any(|i| claims(i, &["claimed", "claims"])) && !before(&["lives", "life", "officials"])
    {
        return Status::Claimed;
    }
    Status::CarriedOut
}

/// Whether token `i` is the verb and not the month.
fn is_may(t: &Tokens, i: usize) -> bool {
    let is_number = |j: usize| t.kind(j) == TokenClass::Number;
    t.is(i, "may") && (t.upper || !t.list[i].capital) && !is_number(i + 1) && !i.checked_sub(1).is_some_and(is_number)
}
