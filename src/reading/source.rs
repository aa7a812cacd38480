//! Who says so: the source that a sentence names for what it tells.
//!
//! Knows nothing of quotations; their speakers are `speaker.rs`'s.

use super::lexicon::Is;
use super::negation::{is_denied, is_nobody};
use super::span::{Mention, TextSpan};
use super::speaker::phrase::Narration;
use super::speaker::{self};
use super::token::{TokenClass, Tokens};
use crate::model::Grade;
use serde::{Deserialize, Serialize};

/// The source of a sentence. The mention's span is the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedSource {
    /// The words that name the source.
    pub who: TextSpan,
    /// Whether the words leave doubt: "reportedly", "allegedly", "claimed".
    pub hedged: bool,
}

/// The sources of sentences, in order; at most one a sentence.
pub fn sources(tokens: &Tokens, sentences: &[(usize, usize)]) -> Vec<Mention<CitedSource>> {
    let narration = Narration { tokens, quoted: vec![false; tokens.list.len()] };
    let of = |(start, end): &(usize, usize)| {
        let (who, rule, grade) = according_to(&narration, *start, *end)
            .or_else(|| in_brackets(tokens, *start, *end))
            .or_else(|| said(&narration, *start, *end))?;
        let hedged = (*start..*end).any(|i| {
            tokens.one_of(i, &["reportedly", "allegedly", "unconfirmed"])
                || tokens.one_of(i, &["claimed", "claims"]) && !is_denied(tokens, i, *start, *end)
        });
        Some(Mention { span: tokens.span(*start, *end), value: CitedSource { who, hedged }, rule, grade })
    };
    sentences.iter().filter_map(of).collect()
}

/// "according to the police".
fn according_to(n: &Narration, start: usize, end: usize) -> Option<(TextSpan, &'static str, Grade)> {
    let t = n.tokens;
    let at = (start..end).find(|i| t.are(*i, &["according", "to"]))?;
    let who = n.phrase_after(at + 2, end)?;
    Some((t.span(who.0, who.1), "source.according-to", Grade::Plain))
}

/// "(Tarn News, 7 November 2019)": a publication and a date in brackets at the end of a sentence.
fn in_brackets(t: &Tokens, start: usize, end: usize) -> Option<(TextSpan, &'static str, Grade)> {
    let open = (start..end).rev().find(|i| t.kind(*i) == TokenClass::Open)?;
    let close = (open..end).find(|i| t.kind(*i) == TokenClass::Close)?;
    let comma = (open..close).find(|i| t.kind(*i) == TokenClass::Comma)?;
    let dated = (comma..close).any(|i| t.has(i, Is::MONTH) && t.list[i].capital);
    let named = t.list.get(open + 1).is_some_and(super::token::TextToken::named);
    (dated && named && close + 3 > end).then(|| (t.span(open + 1, comma), "source.brackets", Grade::Plain))
}

/// "…, police said", "officials said that …".
fn said(n: &Narration, start: usize, end: usize) -> Option<(TextSpan, &'static str, Grade)> {
    let t = n.tokens;
    let told = [
        "said",
        "says",
        "reported",
        "reports",
        "told",
        "announced",
        "confirmed",
        "added",
        "stated",
        "claimed",
        "alleged",
        "say",
        "report",
    ];
    let denied = |i: usize| t.one_of(i, &["claimed", "claims"]) && is_denied(t, i, start, end);
    let mut verbs = (start..end).filter(|i| t.one_of(*i, &told) && n.says(*i) && !denied(*i));
    let verb = verbs.next_back()?;
    let who = speaker::subject(n, verb, start, end).filter(|who| !is_nobody(t, who.0))?;
    let pronoun = t.has(who.0, Is::PRON);
    let grade = if pronoun { Grade::Guess } else { Grade::Likely };
    Some((t.span(who.0, who.1), "source.said", grade))
}
