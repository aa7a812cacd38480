//! Quotations as an article gives them: their pieces, who said them, in which role, and in what form.
//!
//! Puts together what `marks.rs` (marks) and `speaker.rs` (who) find. Knows nothing of incidents.

use crate::model::Form;
use serde::{Deserialize, Serialize};

use super::lexicon::Is;
use super::marks::{self, MarkedText};
use super::span::{Mention, TextSpan};
use super::speaker::names::SpeakerNames;
use super::speaker::phrase::{Narration, TokenRange};
use super::speaker::{self, Cue};
use super::token::{TokenClass, Tokens};
use crate::model::Grade;

/// Who said a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words that name the speaker beside the quotation: "he", "the spokesman".
    pub mention: TextSpan,
    /// The fullest name of the same person in the text, where a rule could lead the mention back.
    pub name: Option<TextSpan>,
    /// What the text says the speaker is: "mayor of the town".
    pub role: Option<TextSpan>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Its unbroken stretches, the marks left out.
    pub pieces: Vec<TextSpan>,
    /// The number of words in all pieces.
    pub words: usize,
    /// Who said it; `None` where nothing in the text says so.
    pub speaker: Option<Speaker>,
    /// What kind of words they are; `None` for the name of a work, or of a thing that the article sets off, which is no
    /// quotation.
    pub form: Option<Form>,
}

/// The quotations of a text, in order. The span of each mention goes from its first mark to its last.
pub fn quotes(tokens: &Tokens) -> Vec<Mention<Quotation>> {
    let pieces = marks::pieces(tokens);
    let mut quoted = vec![false; tokens.list.len()];
    for piece in &pieces {
        quoted[piece.open..piece.close.min(tokens.list.len())].fill(true);
    }
    let narration = Narration { tokens, quoted };
    let cues = speaker::cues(&narration, &pieces);
    let names = SpeakerNames::new(&narration);
    let mut found: Vec<Mention<Quotation>> = Vec::new();
    let mut led: Vec<TokenRange> = Vec::new();
    let mut last: Option<(usize, Option<TokenRange>)> = None;
    for (p, piece) in pieces.iter().enumerate() {
        let form = form(&narration, piece, cues[p]);
        let cue = cues[p].filter(|_| form.is_some());
        let name = cue.and_then(|c| names.lead_back(&narration, c.who, &led));
        let who = name.or(cue.map(|c| c.who));
        let joins = last.is_some_and(|(q, before)| {
            let together = piece.continues || same_passage(tokens, &pieces[q], piece);
            together
                && form.is_some()
                && p == q + 1
                && same(tokens, before, who)
                && (piece.continues
                    || cues[p].is_some_and(|c| c.rule == "quote.same-passage")
                    || close_by(tokens, &pieces[q], piece))
        });
        let span = tokens.span(piece.open, piece.close.max(piece.end));
        match found.last_mut() {
            Some(mention) if joins => {
                mention.span = mention.span.to(span);
                // Without an opening mark of its own it is the same stretch, cut by the end of a passage.
                match mention.value.pieces.last_mut() {
                    Some(stretch) if piece.open == piece.start => *stretch = stretch.to(piece.span(tokens)),
                    _ => mention.value.pieces.push(piece.span(tokens)),
                }
                mention.value.words += piece.words(tokens);
                if form != Some(Form::Term) && mention.value.form == Some(Form::Term) {
                    mention.value.form = form;
                }
            }
            _ => {
                let speaker = cue.map(|c| Speaker {
                    mention: tokens.span(c.who.0, c.who.1),
                    name: name.map(|r| tokens.span(r.0, r.1)),
                    role: role(&narration, c.who, name),
                });
                let (rule, grade) = cue.map_or(("quote.marks", Grade::Guess), |c| (c.rule, c.stated()));
                let value = Quotation { pieces: vec![piece.span(tokens)], words: piece.words(tokens), speaker, form };
                found.push(Mention { span, value, rule, grade });
            }
        }
        if let (Some(range), true) = (who, form.is_some()) {
            led.push(range);
        }
        last = (form.is_some()).then_some((p, who));
    }
    found
}

fn same_passage(tokens: &Tokens, a: &MarkedText, b: &MarkedText) -> bool {
    (a.close..b.open).all(|i| tokens.kind(i) != TokenClass::Break)
}

/// Whether two mentions name the same one: the same words, or the same last word.
fn same(tokens: &Tokens, a: Option<TokenRange>, b: Option<TokenRange>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a == b || a.1 > 0 && b.1 > 0 && tokens.word(a.1 - 1).eq_ignore_ascii_case(tokens.word(b.1 - 1))
        }
        (None, None) => true,
        _ => false,
    }
}

/// Whether at most one sentence's end lies between two pieces.
fn close_by(tokens: &Tokens, a: &MarkedText, b: &MarkedText) -> bool {
    let stops =
        (a.close..b.open).filter(|i| tokens.kind(*i) == TokenClass::Stop && super::sentence::ends(tokens, *i)).count();
    stops <= 1 && b.open.saturating_sub(a.close) <= 40
}

/// What kind of words a piece holds.
fn form(narration: &Narration, piece: &MarkedText, cue: Option<Cue>) -> Option<Form> {
    let t = narration.tokens;
    if is_title(narration, piece) {
        return None;
    }
    let strong = cue.is_some_and(|c| c.grade != Grade::Guess);
    if piece.words(t) <= 3 {
        let told_before =
            piece.open > 0 && narration.told(piece.open - 1) && t.kind(piece.open - 1) == TokenClass::Word;
        let called = (piece.open.saturating_sub(3)..piece.open).any(|i| t.one_of(i, &["known", "named", "aka"]));
        let name = t.list[piece.start].named() && !t.upper && t.kind(piece.end - 1) == TokenClass::Word;
        if name && told_before && (called || piece.words(t) > 1 && !narration.says(piece.open - 1)) {
            return None;
        }
        if !strong {
            return Some(Form::Term);
        }
    }
    let Some(cue) = cue else { return Some(Form::Speech) };
    let from = piece.open.saturating_sub(12);
    let document = (cue.who.0..cue.who.1).any(|i| t.has(i, Is::UTTERANCE))
        || (from..piece.open).chain(piece.close..piece.close + 8).any(|i| {
            narration.told(i)
                && (t.one_of(
                    i,
                    &["wrote", "tweeted", "posted", "reads", "statement", "letter", "memo", "communique", "report"],
                ))
        });
    Some(if document { Form::Document } else { Form::Speech })
}

/// Whether a piece is the name of a work: capitals throughout after a word for a work, or after "called".
fn is_title(narration: &Narration, piece: &MarkedText) -> bool {
    let t = narration.tokens;
    let words: Vec<usize> = (piece.start..piece.end).filter(|i| t.list[*i].word()).collect();
    let small = |i: &usize| t.has(*i, Is::DET.or(Is::PREP).or(Is::CONJ)) && t.word(*i).len() < 6;
    let capitals = words.iter().all(|i| t.list[*i].capital || small(i))
        && words.iter().filter(|i| t.list[**i].capital).count() > 1;
    if !capitals || t.upper || matches!(t.word(piece.end.saturating_sub(1)), "." | "!" | "?") && words.len() > 8 {
        return false;
    }
    let works = [
        "book",
        "film",
        "movie",
        "show",
        "song",
        "series",
        "album",
        "play",
        "novel",
        "documentary",
        "program",
        "podcast",
        "titled",
        "entitled",
        "headlined",
        "host",
        "anthem",
        "memoir",
        "magazine",
        "segment",
        "episode",
        "article",
        "on",
        "musical",
        "hit",
        "ad",
        "report",
        "story",
        "essay",
        "section",
        "to",
        "her",
        "his",
        "of",
        "game",
    ];
    let before = (piece.open.saturating_sub(4)..piece.open).any(|i| narration.told(i) && t.one_of(i, &works));
    before || !matches!(t.kind(piece.end.saturating_sub(1)), TokenClass::Stop | TokenClass::Comma) && words.len() >= 3
}

/// What the text says the speaker is: the words before the name in its phrase, or the aside after it.
fn role(narration: &Narration, who: TokenRange, name: Option<TokenRange>) -> Option<TextSpan> {
    let t = narration.tokens;
    let has_role = |from: usize, to: usize| (from..to).any(|i| t.has(i, Is::ROLE.or(Is::TITLE)));
    let own = name.filter(|n| n.0 >= who.0 && n.1 <= who.1);
    if let Some(own) = own
        && own.0 > who.0
        && has_role(who.0, own.0)
    {
        let start = (who.0..own.0).find(|i| !t.has(*i, Is::DET)).unwrap_or(who.0);
        return Some(t.span(start, own.0));
    }
    for end in [Some(who.1), name.map(|n| n.1)].into_iter().flatten() {
        if t.kind(end) != TokenClass::Comma || !narration.told(end + 1) {
            continue;
        }
        let close = (end + 1..end + 24).find(|i| {
            !narration.told(*i)
                || matches!(t.kind(*i), TokenClass::Comma | TokenClass::Stop)
                || t.one_of(*i, &["who", "said", "and"])
        });
        let close = close.unwrap_or(end + 1);
        let start = (end + 1..close).find(|i| !t.has(*i, Is::DET)).unwrap_or(end + 1);
        if close > start && has_role(start, close.min(start + 6)) {
            return Some(t.span(start, close));
        }
    }
    if let Some(n) = name {
        let from = n.0.saturating_sub(5);
        let start = (from..n.0).rev().take_while(|i| {
            narration.told(*i)
                && t.list[*i].word()
                && !t.has(*i, Is::PREP.or(Is::AUX).or(Is::DET).or(Is::CONJ))
                && !narration.says(*i)
        });
        let start = start.last().unwrap_or(n.0);
        if start < n.0 && has_role(start, n.0) {
            return Some(t.span(start, n.0));
        }
    }
    None
}
