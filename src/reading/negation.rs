//! Whether a sentence says that something was not claimed or did not happen, and whether words name nobody: "No group claimed
//! responsibility", "Officials denied reports of a bombing", "could have killed", "was an accident".
//!
//! Knows tokens; does not know what is claimed or told.

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

/// What others have said.
const REPORTS: [&str; 16] = [
    "report",
    "reports",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "news",
    "posts",
    "suggestion",
    "suggestions",
    "story",
    "stories",
];

/// Verbs that say that it is not so.
const REFUTES: [&str; 14] = [
    "denied",
    "denies",
    "deny",
    "denying",
    "dismissed",
    "dismisses",
    "dismissing",
    "rejected",
    "rejects",
    "rejecting",
    "refuted",
    "refutes",
    "refuting",
    "debunked",
];

/// What is not so.
const UNTRUE: [&str; 8] = ["false", "untrue", "fake", "unfounded", "baseless", "fabricated", "incorrect", "hoax"];

/// The number of tokens within which a sentence says that what it tells is not so.
const REFUTED: usize = 16;

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

/// Whether the sentence from `start` to `end` says that what token `i` tells is not so: "denied reports that 12 people were
/// killed", "Reports of a bombing are false", "denied that a bomb went off". Who denies to have done it denies nothing here.
pub fn is_refuted(t: &Tokens, i: usize, start: usize, end: usize) -> bool {
    let within = i.saturating_sub(REFUTED).max(start)..i;
    let is_untrue = |k: usize| {
        let by = k.saturating_sub(2).max(start)..k;
        // "are completely false", but not "was a fake bomb".
        let is_said = || !t.has(k - 1, Is::DET) && by.clone().any(|k| t.has(k, Is::AUX) || t.is(k, "as"));
        t.one_of(k, &UNTRUE) && is_said()
            || t.one_of(k, &["true", "correct"]) && by.clone().any(|k| t.is(k, "not") || is_not(t, k))
            || t.one_of(k, &REFUTES) && t.has(k - 1, Is::AUX)
    };
    let of_reports = |j: usize| {
        let before = j.saturating_sub(4).max(start)..j;
        let is_said_untrue = before.clone().any(|k| t.one_of(k, &REFUTES))
            || before.clone().any(|k| t.is(k, "truth") && (start..k).any(|k| t.is(k, "no")))
            || j > start && t.one_of(j - 1, &UNTRUE);
        is_report(t, j) && (is_said_untrue || (i..end.min(i + REFUTED)).any(is_untrue))
    };
    // "An earlier version of this article said that 14 people had died."
    let of_earlier_version = |j: usize| {
        t.one_of(j, &["earlier", "previous", "original"])
            && t.is(j + 1, "version")
            && (j + 2..j + 6).any(|k| t.one_of(k, &["article", "story", "report", "headline", "text"]))
    };
    // "rejected claims of torture and said that 12 people were killed" denies no dead.
    let is_over = |j: usize| {
        t.one_of(j, &["but", "although", "while", "saying"])
            || matches!(t.kind(j), TokenClass::Colon | TokenClass::Comma)
            || t.is(j, "and") && t.has(j + 1, Is::SAY | Is::AUX | Is::PRON)
    };
    within.rev().take_while(|j| !is_over(*j)).any(|j| of_reports(j) || denies_that(t, j) || of_earlier_version(j))
}

/// Whether the verb at token `i` says that what follows is not so: "denied reports of", "denied that".
pub fn refutes(t: &Tokens, i: usize, end: usize) -> bool {
    denies_that(t, i) || t.one_of(i, &REFUTES) && (i + 1..end.min(i + 5)).any(|j| is_report(t, j))
}

/// Whether token `i` denies in so many words: "denied that a bomb went off", "denied there was one".
fn denies_that(t: &Tokens, i: usize) -> bool {
    t.one_of(i, &REFUTES) && t.one_of(i + 1, &["that", "there"]) && tells(t, i + 1)
}

/// Whether token `i` stands for what others have said of something: "reports of", "claims that".
fn is_report(t: &Tokens, i: usize) -> bool {
    t.one_of(i, &REPORTS) && t.one_of(i + 1, &["of", "about", "that"]) && tells(t, i + 1)
}

/// Whether the verb at token `i` says only what could have been, or what somebody wanted: "could have killed dozens", "planned
/// to kill 30 people", "hundreds would have been killed".
pub fn is_only_thought(t: &Tokens, i: usize, start: usize) -> bool {
    let is_helping = |j: &usize| t.one_of(*j, &["be", "been", "have", "not", "also", "otherwise", "easily"]);
    let before = (start..i).rev().take(5).find(|j| !is_helping(j));
    let Some(before) = before else { return false };
    let wanted = || {
        const WANTS: [&str; 14] = [
            "plan",
            "plans",
            "planned",
            "planning",
            "plotted",
            "plotting",
            "plot",
            "aimed",
            "intended",
            "wanted",
            "threatened",
            "vowed",
            "hoped",
            "enough",
        ];
        (before.saturating_sub(4).max(start)..before).any(|j| t.one_of(j, &WANTS))
    };
    t.one_of(before, &["could", "would", "might", "can", "will", "should"]) || t.is(before, "to") && wanted()
}

/// Whether token `i` is a verb by which a bomb is said not to have gone off: "did not explode".
pub fn is_dud(t: &Tokens, i: usize, start: usize) -> bool {
    let explodes = t.one_of(i, &["explode", "exploded", "detonate", "detonated"])
        || t.one_of(i, &["go", "gone"]) && t.is(i + 1, "off");
    explodes && i > start && (t.one_of(i - 1, &["not", "never"]) || is_not(t, i - 1))
}

/// Whether what token `i` tells would have been only under a condition that was not met: "had the device gone off", "if the bomb
/// had exploded".
pub fn is_unreal(t: &Tokens, i: usize, start: usize) -> bool {
    /// The number of tokens before `i` in which the condition begins.
    const NEAR: usize = 9;
    /// Words before an "if" that means whether.
    const ASKS: [&str; 12] =
        ["asked", "ask", "asking", "know", "knew", "unclear", "clear", "unknown", "see", "determine", "say", "said"];
    let begins = |j: usize| {
        let before = j.checked_sub(1).filter(|before| *before >= start);
        before
            .is_none_or(|b| matches!(t.kind(b), TokenClass::Quote | TokenClass::Comma) || t.one_of(b, &["but", "and"]))
    };
    let is_condition = |j: usize| {
        t.is(j, "had") && begins(j) && !t.has(j + 1, Is::KILLED | Is::INJURED)
            || t.is(j, "if")
                && !(j > start && t.one_of(j - 1, &ASKS))
                && (i.saturating_sub(2).max(j + 1)..i).any(|k| t.one_of(k, &["had", "were"]))
    };
    let clause = (i.saturating_sub(NEAR).max(start)..i).rev().take_while(|j| t.kind(*j) != TokenClass::Stop);
    clause.take_while(|j| t.kind(*j) != TokenClass::Comma).any(is_condition)
}

/// Whether what token `i` tells was only acted or practised: "practised for an attack", "a mock attack", "in the exercise, a
/// bomb kills 30".
pub fn is_staged(t: &Tokens, i: usize, start: usize) -> bool {
    const PRACTICE: [&str; 9] = [
        "simulated",
        "simulating",
        "mock",
        "practised",
        "practiced",
        "practising",
        "practicing",
        "rehearsed",
        "rehearsing",
    ];
    const EXERCISES: [&str; 4] = ["exercise", "drill", "simulation", "rehearsal"];
    /// The number of tokens before `i` in which its practice is named, and after "in the" in which the exercise is.
    const NEAR: usize = 5;
    let practised = (i.saturating_sub(NEAR).max(start)..i)
        .rev()
        .take_while(|j| !matches!(t.kind(*j), TokenClass::Comma | TokenClass::Stop))
        .any(|j| t.one_of(j, &PRACTICE));
    let exercise = |j: usize| {
        t.is(j, "in") && t.has(j + 1, Is::DET) && (j + 2..(j + 2 + NEAR).min(i)).any(|k| t.one_of(k, &EXERCISES))
    };
    practised || (start..i).any(exercise)
}

/// Whether what follows token `i` tells of something, and not of who did it: "that it was behind", "of responsibility".
fn tells(t: &Tokens, i: usize) -> bool {
    let who = t.has(i + 1, Is::PRON) && !t.is(i + 1, "there");
    !who && !t.one_of(i + 1, &["its", "their", "his", "her", "responsibility", "involvement"])
}

/// Whether the sentence from `start` to `end` says that a blast was no attack: "was an accident", "accidental". "Days after an
/// accident" says nothing of it.
pub fn is_accident(t: &Tokens, start: usize, end: usize) -> bool {
    // The article before "industrial accident" and "accident".
    let article = |i: usize| {
        [1, 2].into_iter().filter_map(|back| i.checked_sub(back)).find(|j| *j > start && t.one_of(*j, &["a", "an"]))
    };
    let is_one = |i: usize| {
        let before = article(i).map(|article| article - 1);
        before.is_some_and(|before| t.has(before, Is::AUX) || t.one_of(before, &["as", "ruled"]))
    };
    let says = |i: usize| t.one_of(i, &["accidental", "accidentally"]) || t.is(i, "accident") && is_one(i);
    let denies = |i: usize| {
        (start..i)
            .any(|j| is_nobody(t, j) || t.one_of(j, &["not", "denied"]) || is_not(t, j) || t.are(j, &["ruled", "out"]))
    };
    (start..end).any(|i| says(i) && !denies(i))
}

/// Whether the noun of the tokens from `i` to `last` is said not to be there: "no bomb", "not an attack", "a bomb hoax".
pub fn is_absent(t: &Tokens, i: usize, last: usize, start: usize) -> bool {
    let is_part = |j: &usize| {
        t.kind(*j) == TokenClass::Word
            && !t.has(*j, Is::DET | Is::AUX | Is::PREP | Is::CONJ | Is::SAY)
            && !t.one_of(*j, &["no", "not"])
    };
    let first = (start..i).rev().take(2).take_while(is_part).last().unwrap_or(i);
    let is_none = first.checked_sub(1).filter(|before| *before >= start).is_some_and(|before| {
        let is_not_one = || before > start && (t.is(before - 1, "not") || is_not(t, before - 1));
        t.is(before, "no") || t.one_of(before, &["a", "an"]) && is_not_one()
    });
    is_none || t.one_of(last, &["hoax", "hoaxes"])
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
