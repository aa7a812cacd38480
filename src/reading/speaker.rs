//! Finds who said the words in quotation marks: the verb of saying of their sentence and its subject, or what the
//! sentences around imply.
//!
//! Answers with the words that name the speaker where the quotation stands; whom a pronoun means is `names.rs`'s to find.

pub mod names;
pub mod phrase;
mod subject;

use super::lexicon::Is;
use super::marks::MarkedText;
use super::sentence;
use super::token::TokenClass;
use crate::model::Grade;
use phrase::{Narration, TokenRange};
pub use subject::subject;

/// Who said a piece, as the text around it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// The words that name the speaker.
    pub who: TokenRange,
    /// The rule that found them.
    pub rule: &'static str,
    /// How far they can be trusted.
    pub grade: Grade,
}

impl Cue {
    /// The grade that was measured. Among the cues of a sentence a verb before the quotation weighs as much as one after it,
    /// but it is right less often.
    pub fn stated(self) -> Grade {
        if self.rule == "quote.verb-before" { self.grade.max(Grade::Likely) } else { self.grade }
    }
}

/// Finds the speaker of each piece; `None` where nothing says it.
pub fn cues(narration: &Narration, pieces: &[MarkedText]) -> Vec<Option<Cue>> {
    let own: Vec<Option<Cue>> = (0..pieces.len()).map(|p| in_sentence(narration, pieces, p)).collect();
    inherit(narration, pieces, own)
}

/// The bounds of the sentence of the article's own words around piece `p`: tokens from the first up to the second.
fn bounds(narration: &Narration, pieces: &[MarkedText], p: usize) -> TokenRange {
    let t = narration.tokens;
    let piece = &pieces[p];
    let mut left = piece.open;
    while left > 0 {
        let i = left - 1;
        if t.kind(i) == TokenClass::Break {
            break;
        }
        if narration.told(i) && t.kind(i) == TokenClass::Stop && sentence::ends(t, i) {
            break;
        }
        if !narration.told(i) && ends_inside(narration, pieces, i) {
            break;
        }
        left = i;
    }
    let mut right = piece.close;
    if !sentence_over(narration, piece) {
        while right < t.list.len() && t.kind(right) != TokenClass::Break {
            if narration.told(right) && t.kind(right) == TokenClass::Stop && sentence::ends(t, right) {
                break;
            }
            if let Some(other) = pieces[p + 1..].iter().take(4).find(|q| q.open == right) {
                right = other.close;
                if sentence_over(narration, other) {
                    break;
                }
                continue;
            }
            right += 1;
        }
    }
    (left, right)
}

/// Whether token `i` is the last of a piece after which the sentence does not go on.
fn ends_inside(narration: &Narration, pieces: &[MarkedText], i: usize) -> bool {
    let at = pieces.partition_point(|q| q.close < i + 1);
    pieces.get(at).filter(|q| q.close == i + 1).is_some_and(|q| sentence_over(narration, q))
}

/// Whether the sentence of the article ends with the piece: its last mark is a stop and no attribution follows.
fn sentence_over(narration: &Narration, piece: &MarkedText) -> bool {
    let t = narration.tokens;
    let last = piece.end.saturating_sub(1);
    if t.kind(last) != TokenClass::Stop {
        return false;
    }
    let next = piece.close;
    let Some(token) = t.list.get(next) else { return true };
    if token.kind == TokenClass::Break {
        return true;
    }
    if token.kind == TokenClass::Dash || token.kind == TokenClass::Open || token.kind == TokenClass::Comma {
        return false;
    }
    if token.word() && !token.capital {
        return false;
    }
    // “Why?” Rowe asked. Also “Go.” Rowe said, which some write.
    let near = (next..(next + 6).min(t.list.len())).take_while(|i| narration.told(*i)).find(|i| narration.says(*i));
    let asked = matches!(t.word(last), "?" | "!");
    let attributed = near.is_some_and(|v| {
        v > next
            && matches!(t.kind(v + 1), TokenClass::Stop | TokenClass::Comma | TokenClass::Break)
            && (asked || v - next <= 3)
    });
    !attributed
}

/// The speaker that the sentence of piece `p` names.
fn in_sentence(narration: &Narration, pieces: &[MarkedText], p: usize) -> Option<Cue> {
    let t = narration.tokens;
    let piece = &pieces[p];
    let (left, right) = bounds(narration, pieces, p);
    if let Some(cue) = signature(narration, piece) {
        return Some(cue);
    }
    if let Some(cue) = closing_words(narration, piece, left, right) {
        return Some(cue);
    }
    let before = (left..piece.open).rev().find(|i| narration.says(*i));
    let after = (piece.close..right).find(|i| narration.says(*i));
    let last = t.kind(piece.end.saturating_sub(1));
    let comma_after = last == TokenClass::Comma
        || t.kind(piece.close) == TokenClass::Comma
        || last == TokenClass::Stop
        || last == TokenClass::Dash;
    let whole = t.list.get(piece.start).is_some_and(|w| w.capital) && piece.end - piece.start > 2;
    let near_after = after.filter(|v| adjacent_after(narration, piece.close, *v));
    let near_before = before.filter(|v| adjacent_before(narration, *v, piece.open));
    let according = according_to(narration, left, piece, right);

    let mut order: Vec<(Option<usize>, &'static str, Grade)> = Vec::new();
    if comma_after
        && whole
        && near_before.is_none_or(|v| t.kind(piece.open.saturating_sub(1)) != TokenClass::Comma && v > 0)
    {
        order.push((near_after, "quote.verb-after", Grade::Plain));
        order.push((near_before, "quote.verb-before", Grade::Plain));
    } else {
        order.push((near_before, "quote.verb-before", Grade::Plain));
        order.push((near_after, "quote.verb-after", Grade::Plain));
    }
    for (verb, rule, grade) in order {
        if let Some(who) = verb.and_then(|v| subject(narration, v, left, right)) {
            let who = above(narration, who, left, right).unwrap_or(who);
            return Some(Cue { who, rule, grade });
        }
    }
    if let Some(cue) = according {
        return Some(cue);
    }
    if let Some(cue) = script(narration, left, piece.open) {
        return Some(cue);
    }
    for (verb, rule) in [(before, "quote.verb-in-sentence"), (after, "quote.verb-in-sentence")] {
        if let Some(who) = verb.and_then(|v| subject(narration, v, left, right)) {
            return Some(Cue { who, rule, grade: Grade::Likely });
        }
    }
    if let Some(who) = possessor(narration, left, piece.open) {
        return Some(Cue { who, rule: "quote.possessor", grade: Grade::Likely });
    }
    let who = narration.subject_before(piece.open, left)?;
    Some(Cue { who, rule: "quote.subject", grade: Grade::Guess })
}

/// The speaker of a clause above one whose subject says nothing itself: "Rowe, saying it underscores “…”" is Rowe.
fn above(narration: &Narration, who: TokenRange, left: usize, right: usize) -> Option<TokenRange> {
    let t = narration.tokens;
    let mute = who.1 == who.0 + 1
        && t.one_of(who.0, &["it", "this", "that", "we", "you", "anybody", "anyone", "everyone", "nobody", "there"]);
    let verb = (left..who.0).rev().filter(|_| mute).find(|i| narration.says(*i))?;
    subject(narration, verb, left, right)
}

/// Whether only a subject or adverbs stand between a piece's end and the verb `v`.
fn adjacent_after(narration: &Narration, close: usize, v: usize) -> bool {
    let t = narration.tokens;
    let between = (close..v).filter(|i| t.list[*i].word()).count();
    let marks = (close + 1..v).filter(|i| matches!(t.kind(*i), TokenClass::Comma | TokenClass::Quote)).count();
    (close..v).all(|i| narration.told(i)) && between <= 12 && (marks == 0 || marks == 2 && between > 1)
        || between <= 5 && (close..v).all(|i| narration.told(i))
}

/// Whether the verb `v` introduces the piece that opens at `open`: no other quotation and few words between.
fn adjacent_before(narration: &Narration, v: usize, open: usize) -> bool {
    let t = narration.tokens;
    (v + 1..open).all(|i| narration.told(i)) && (v + 1..open).filter(|i| t.list[*i].word()).count() <= 14
}

/// "according to Rowe", "in the words of Rowe", in the sentence of the piece.
fn according_to(narration: &Narration, left: usize, piece: &MarkedText, right: usize) -> Option<Cue> {
    let t = narration.tokens;
    let at = (left..piece.open)
        .chain(piece.close..right)
        .find(|i| narration.told(*i) && (t.are(*i, &["according", "to"]) || t.are(*i, &["words", "of"])))?;
    let who = narration.phrase_after(at + 2, right)?;
    Some(Cue { who, rule: "quote.according-to", grade: Grade::Plain })
}

/// The attribution that a sentence ends with, which holds for all of it: "…, Rowe said." or "…, said Rowe."
fn closing_words(narration: &Narration, piece: &MarkedText, left: usize, right: usize) -> Option<Cue> {
    let t = narration.tokens;
    let from = (piece.close..right).rev().find(|i| !narration.told(*i) || t.kind(*i) == TokenClass::Comma)?;
    let first = from + 1;
    let words = right.checked_sub(first).filter(|n| (2..=9).contains(n))?;
    if from + 1 < piece.close || t.kind(right) != TokenClass::Stop {
        return None;
    }
    let said = |i: usize| {
        t.one_of(
            i,
            &[
                "said",
                "says",
                "added",
                "adds",
                "noted",
                "explained",
                "wrote",
                "told",
                "argued",
                "warned",
                "recalled",
                "concluded",
            ],
        )
    };
    let who = if said(right - 1) && !narration.says(first) {
        narration.phrase_before(right - 2, first)
    } else if said(first) && words <= 8 {
        narration.phrase_after(first + 1, right)
    } else {
        None
    };
    let who = who.filter(|w| w.0 >= left && (w.0 == first || t.has(first, Is::SAY)))?;
    Some(Cue { who, rule: "quote.sentence-end", grade: Grade::Plain })
}

/// “…” — Rowe, or “…” (Rowe).
fn signature(narration: &Narration, piece: &MarkedText) -> Option<Cue> {
    let t = narration.tokens;
    let dash = piece.close;
    if t.kind(dash) != TokenClass::Dash
        || !narration.named(dash + 1)
        || t.kind(piece.end.saturating_sub(1)) != TokenClass::Stop
    {
        return None;
    }
    let end = (dash..t.list.len()).find(|i| t.kind(*i) == TokenClass::Break)?;
    let who = narration.phrase_after(dash + 1, end)?;
    (end - dash < 12).then_some(Cue { who, rule: "quote.signature", grade: Grade::Plain })
}

/// "ROWE: “…”", where a name and a colon stand alone before the piece.
fn script(narration: &Narration, left: usize, open: usize) -> Option<Cue> {
    let t = narration.tokens;
    let colon = open.checked_sub(1)?;
    if t.kind(colon) != TokenClass::Colon || colon <= left {
        return None;
    }
    let who = narration.phrase_after(left, colon)?;
    (who.1 == colon && narration.named(who.0)).then_some(Cue { who, rule: "quote.script", grade: Grade::Plain })
}

/// "Rowe’s claim that “…”", "in his letter: “…”": the one whose utterance it is.
fn possessor(narration: &Narration, left: usize, open: usize) -> Option<TokenRange> {
    let t = narration.tokens;
    let noun = (left..open).rev().find(|i| narration.told(*i) && t.has(*i, Is::UTTERANCE))?;
    for i in (left.max(noun.saturating_sub(4))..noun).rev() {
        if t.kind(i) == TokenClass::Possessive && i > left {
            return narration.phrase_before(i - 1, left);
        }
        if t.one_of(i, &["his", "her", "their"]) {
            return Some((i, i + 1));
        }
        if !t.list[i].word() {
            break;
        }
    }
    None
}

/// Fills in the speakers that a piece's own sentence does not name from the pieces and sentences around it.
fn inherit(narration: &Narration, pieces: &[MarkedText], mut cues: Vec<Option<Cue>>) -> Vec<Option<Cue>> {
    let t = narration.tokens;
    // A quotation over several passages: the last of them often names the speaker.
    for p in (0..pieces.len().saturating_sub(1)).rev() {
        let weak = cues[p].is_none_or(|c| c.grade != Grade::Plain);
        if let (true, true, Some(next)) =
            (pieces[p + 1].continues, weak, cues[p + 1].filter(|c| c.grade != Grade::Guess))
        {
            cues[p] = Some(Cue { rule: "quote.goes-on", grade: Grade::Likely, ..next });
        }
    }
    for p in 0..pieces.len() {
        let weak = cues[p].is_none_or(|c| c.grade == Grade::Guess);
        if pieces[p].continues && p > 0 {
            if let (Some(before), true) = (cues[p - 1], weak) {
                cues[p] = Some(Cue { rule: "quote.goes-on", grade: before.grade.max(Grade::Likely), ..before });
            }
            continue;
        }
        if cues[p].is_some() {
            continue;
        }
        let start = (0..pieces[p].open).rev().find(|i| t.kind(*i) == TokenClass::Break).map_or(0, |i| i + 1);
        // The sentence just before, where it says that someone speaks.
        let left = (start..pieces[p].open.saturating_sub(1))
            .rev()
            .find(|i| narration.told(*i) && t.kind(*i) == TokenClass::Stop && sentence::ends(t, *i));
        let previous = p.checked_sub(1).filter(|q| pieces[*q].open >= start).and_then(|q| cues[q]);
        if let Some(cue) = previous {
            cues[p] = Some(Cue { rule: "quote.same-passage", grade: Grade::Likely, ..cue });
            continue;
        }
        let from = left.map_or(start, |stop| {
            (start..stop)
                .rev()
                .find(|i| narration.told(*i) && t.kind(*i) == TokenClass::Stop && sentence::ends(t, *i))
                .map_or(start, |i| i + 1)
        });
        if pieces[p].open > start
            && let Some(who) = narration.subject_before(pieces[p].open, from)
        {
            cues[p] = Some(Cue { who, rule: "quote.sentence-before", grade: Grade::Likely });
            continue;
        }
        let next = pieces.get(p + 1).filter(|q| (pieces[p].close..q.open).all(|i| t.kind(i) != TokenClass::Break));
        if let (Some(_), Some(cue)) = (next, cues.get(p + 1).copied().flatten()) {
            cues[p] = Some(Cue { rule: "quote.next-piece", grade: Grade::Likely, ..cue });
            continue;
        }
        cues[p] = passage_before(narration, pieces, p, start, &cues);
    }
    cues
}

/// The speaker of the passage before: of its last quotation, or the subject of its last sentence if that introduces one.
fn passage_before(n: &Narration, pieces: &[MarkedText], p: usize, start: usize, cues: &[Option<Cue>]) -> Option<Cue> {
    let t = n.tokens;
    let end = start.checked_sub(1)?;
    let from = (0..end).rev().find(|i| t.kind(*i) == TokenClass::Break).map_or(0, |i| i + 1);
    let quoted = p.checked_sub(1).filter(|q| pieces[*q].open >= from);
    if let Some(cue) = quoted.and_then(|q| cues[q]) {
        return Some(Cue { rule: "quote.passage-before", grade: Grade::Guess, ..cue });
    }
    let verb = (from..end).rev().find(|i| n.says(*i));
    let who = verb.and_then(|v| subject(n, v, from, end)).or_else(|| n.subject_before(end, from))?;
    Some(Cue { who, rule: "quote.passage-before", grade: Grade::Guess })
}
