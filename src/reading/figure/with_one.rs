//! Somebody and a count that are subjects of one verb: "A mother and her four children were killed". Nothing prints their sum,
//! so that it is a guess. Knows tokens and counts; knows no incidents.

use super::quantity::{CountedNoun, is_plural};
use super::single::{SEVERAL, hit};
use super::value::FigureHit;
use crate::model::Grade;
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// The sum of somebody and a count after them that are subjects of one verb: "A mother and her four children were killed".
pub(super) fn sum(t: &Tokens, counted: &FigureHit, start: usize) -> Option<FigureHit> {
    /// The number of words between the article and the person: "a senior police officer".
    const NEAR: usize = 3;
    let others = &counted.quantity;
    let and = others.start.checked_sub(1)?;
    let and = if t.one_of(and, &["her", "his", "their", "the"]) { and.checked_sub(1)? } else { and };
    let one = and.checked_sub(1).filter(|one| *one > start && t.is(and, "and") && counted.parts.is_empty())?;
    let is_one = t.has(one, Is::PEOPLE | Is::ROLE) && !is_plural(&t.word(one).to_ascii_lowercase());
    let is_described = |i: &usize| t.list[*i].word() && !t.has(*i, Is::PREP | Is::CONJ | Is::AUX | Is::DET);
    let article = (start..one).rev().take(NEAR + 1).find(|i| !is_described(i))?;
    // What a verb is before is its object: "shot a policeman and three civilians were killed".
    let begins = article.checked_sub(1).filter(|before| *before >= start).is_none_or(|before| {
        matches!(t.kind(before), TokenClass::Comma | TokenClass::Quote | TokenClass::Colon | TokenClass::Dash)
            || t.one_of(before, &["that", "when", "as", "while"])
    });
    if !is_one
        || t.one_of(one, &SEVERAL)
        || !begins
        || !t.one_of(article, &["a", "an", "one"])
        || counted.cue.0 < others.end
    {
        return None;
    }
    let kind = if t.has(one, Is::ATTACKER) { CountedNoun::Attackers } else { CountedNoun::People };
    let words = (article, one + 1);
    let mut sum = hit(t, words, 1, kind, counted.harm, counted.cue, "figure.one-and-count", Grade::Guess);
    sum.parts = vec![sum.quantity, *others];
    sum.sum = true;
    Some(sum)
}
