//! What may stand between a count and the words that say what happened: asides, and phrases of place.

use super::words::harm_of;
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// The verb after a short phrase of place: "20 people in the market were killed".
pub(super) fn past_place(t: &Tokens, at: usize, end: usize) -> Option<usize> {
    let verb = (at..end.min(at + 9))
        .take_while(|i| {
            !matches!(t.kind(*i), TokenClass::Comma | TokenClass::Stop | TokenClass::Quote | TokenClass::Colon)
        })
        .find(|i| t.one_of(*i, &["was", "were", "are", "been"]))?;
    (!(at..verb).any(|i| harm_of(t, i).is_some() || t.has(i, Is::NUMBER))).then_some(verb)
}

/// The token after an aside in commas or brackets that begins at `at`: ", including a child,".
pub(super) fn past_aside(t: &Tokens, at: usize, end: usize) -> usize {
    match t.kind(at) {
        TokenClass::Open => (at..end).find(|i| t.kind(*i) == TokenClass::Close).map_or(at, |i| i + 1),
        TokenClass::Comma => {
            let aside = t.one_of(
                at + 1,
                &[
                    "including",
                    "among",
                    "most",
                    "mostly",
                    "many",
                    "some",
                    "all",
                    "both",
                    "one",
                    "two",
                    "three",
                    "aged",
                    "ages",
                    "identified",
                    "at",
                ],
            ) || t.has(at + 1, Is::DET)
                || t.kind(at + 1) == TokenClass::Number && t.kind(at + 2) == TokenClass::Comma;
            let close = (at + 1..end.min(at + 22)).rev().find(|i| {
                t.kind(*i) == TokenClass::Comma
                    && t.one_of(i + 1, &["were", "was", "have", "had", "died", "are", "remain"])
            });
            close.filter(|_| aside).map_or(at, |i| i + 1)
        }
        TokenClass::Dash => {
            let close = (at + 1..end.min(at + 22)).find(|i| t.kind(*i) == TokenClass::Dash);
            close.map_or(at, |i| i + 1)
        }
        _ => at,
    }
}
