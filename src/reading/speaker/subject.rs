//! The subject of a verb of saying, found without a parser: before it, after it, past asides and other verbs.

use super::phrase::{Narration, TokenRange, ing};
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// The subject of the verb of saying at `v`, in the sentence from `left` to `right`.
pub fn subject(narration: &Narration, v: usize, left: usize, right: usize) -> Option<TokenRange> {
    let t = narration.tokens;
    // "called … by Rowe", "described by Rowe as …".
    let mut i = v;
    while i > left
        && narration.told(i - 1)
        && (t.has(i - 1, Is::ADV.or(Is::AUX)) && !t.has(i - 1, Is::PRON) || t.is(i - 1, "not"))
    {
        i -= 1;
    }
    let be = (i..v).any(|j| t.one_of(j, &["was", "were", "is", "are", "been", "being", "be"]));
    let passive = t.is(v + 1, "by") || be && !ing(t.word(v));
    if passive {
        let by = (v + 1..right).find(|j| t.is(*j, "by") && narration.told(*j));
        if let Some(who) = by.and_then(|j| narration.phrase_after(j + 1, right)) {
            return Some(who);
        }
        if !t.one_of(v, &["asked", "quoted", "cited", "told", "reported"]) && be {
            return None;
        }
    }
    if i > left && narration.told(i - 1) {
        let found = subject_left(narration, i - 1, v, left);
        if found.is_some() {
            return found;
        }
    } else if t.word(v).ends_with("ing") {
        return narration.subject_before(v, left);
    }
    // “…,” said Rowe.
    let inverted =
        i == left || !narration.told(i - 1) || t.kind(i - 1) == TokenClass::Comma || t.one_of(i - 1, &["as", "so"]);
    if inverted { narration.phrase_after(v + 1, right) } else { None }
}

/// The subject whose last word is at `last` or before it.
fn subject_left(narration: &Narration, last: usize, v: usize, left: usize) -> Option<TokenRange> {
    let t = narration.tokens;
    let mut i = last;
    // "went on to say", "began by saying".
    while i > left && t.one_of(i, &["to", "on", "by", "went", "continued", "proceeded", "began"]) && narration.told(i) {
        i -= 1;
    }
    let moved = i != last;
    // "wanted to speak", "come to believe": the subject of the verb before.
    if moved && t.is(last, "to") && narration.told(i) && !t.list[i].capital && !t.has(i, Is::PRON) {
        return narration.subject_before(last, left);
    }
    // "Rowe on Monday said".
    let mut time = i;
    while time > left && t.has(time, Is::WEEKDAY.or(Is::MONTH).or(Is::DAYPART).or(Is::UNIT).or(Is::NUMBER)) {
        time -= 1;
    }
    if time != i && t.one_of(time, &["on", "in", "last", "this", "earlier", "late", "early", "at"]) && time > left {
        i = time - 1;
        while i > left && t.one_of(i, &["on", "in", "late", "early"]) {
            i -= 1;
        }
    }
    if !narration.told(i) {
        return None;
    }
    if t.one_of(i, &["who", "which", "that"]) && i > left && !t.is(i, "that") {
        let at = if t.kind(i - 1) == TokenClass::Comma { i.checked_sub(2)? } else { i - 1 };
        return narration.phrase_before(at, left);
    }
    if t.kind(i) == TokenClass::Comma {
        if ing(t.word(v)) {
            return narration.subject_before(i, left);
        }
        return before_aside(narration, i, left);
    }
    if t.kind(i) == TokenClass::Dash {
        let other = (left..i).rev().find(|j| t.kind(*j) == TokenClass::Dash)?;
        return narration.phrase_before(other.checked_sub(1)?, left);
    }
    let joined = t.has(i, Is::CONJ.or(Is::PREP)) && !narration.named(i);
    if joined || ing(t.word(v)) && !moved && !t.has(i, Is::PRON) && !(t.has(v - 1, Is::AUX)) {
        return narration.subject_before(i + 1, left).or_else(|| nothing_else(narration, i, left));
    }
    if t.has(i, Is::AUX.or(Is::ADV)) && !t.has(i, Is::PRON) && !contraction(t, i) {
        return narration.subject_before(i, left);
    }
    if contraction(t, i) {
        return Some((i, i + 1));
    }
    narration.phrase_before(i, left)
}

/// A pronoun written together with its verb: "he's".
fn contraction(t: &Tokens, i: usize) -> bool {
    let word = t.word(i);
    word.contains(['\'', '’']) && t.has(i, Is::AUX) && !word.ends_with('t')
}

/// The phrase at the start of the sentence, where no verb shows which one is its subject.
fn nothing_else(narration: &Narration, until: usize, left: usize) -> Option<TokenRange> {
    let first = (left..until).find(|i| narration.told(*i) && narration.tokens.list[*i].word())?;
    (narration.named(first) || narration.tokens.has(first, Is::DET.or(Is::PRON)))
        .then(|| narration.phrase_after(first, until))
        .flatten()
}

/// The phrase before an aside in commas that ends with the comma at `comma`: "Rowe, the mayor of X, said".
fn before_aside(narration: &Narration, comma: usize, left: usize) -> Option<TokenRange> {
    let t = narration.tokens;
    let mut fallback = None;
    for j in (left + 1..comma).rev().filter(|j| t.kind(*j) == TokenClass::Comma && narration.told(*j)) {
        let Some(range) = narration.phrase_before(j - 1, left) else { continue };
        let follows = j + 1;
        let apposition = t.has(follows, Is::DET.or(Is::ROLE).or(Is::TITLE).or(Is::NUMBER).or(Is::CONJ).or(Is::PREP))
            || ing(t.word(follows))
            || t.word(follows).ends_with("ed")
            || !narration.named(follows);
        if apposition && (narration.named(range.1 - 1) || t.has(range.1 - 1, Is::PRON.or(Is::ROLE))) {
            return Some(range);
        }
        fallback = fallback.or(Some(range));
    }
    fallback.or_else(|| narration.subject_before(comma, left))
}
