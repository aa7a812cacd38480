//! Figures of killed, injured, missing and detained people, as an article states them.
//!
//! Each figure has its qualifier, whom it counts, its parts ("including three children"), and whether it is the whole or adds
//! to another. To which incident it belongs is not decided here.

mod aside;
mod change;
mod counted;
mod harm;
mod main_one;
pub mod quantity;
mod single;
mod struck;
mod tie;
mod toll;
mod value;
mod with_one;
mod words;

use super::incident::another::is_of_earlier;
use super::lexicon::Is;
use super::negation::{is_only_thought, is_refuted, is_staged};
use super::span::{Mention, TextSpan};
use super::token::{TokenClass, Tokens};
use crate::model::{Figure, Party, Qualifier};
use quantity::{CountPhrase, CountedNoun};
use value::FigureHit;

pub use main_one::{injured, main_figure};
pub use value::{CasualtyFigure, FigureExtent, FigurePart, Harm};

/// The figures of a text, in order. `skip` are spans whose numbers are something else, such as dates.
pub fn figures(tokens: &Tokens, sentences: &[(usize, usize)], skip: &[TextSpan]) -> Vec<Mention<CasualtyFigure>> {
    let mut found: Vec<Mention<CasualtyFigure>> = Vec::new();
    for (start, end) in sentences {
        let counts = counts(tokens, *start, *end, skip);
        let mut hits = harm::hits(tokens, &counts, *start, *end);
        for hit in &mut hits {
            if let Some(sum) = with_one::sum(tokens, hit, *start) {
                *hit = sum;
            }
        }
        hits.extend(single::hits(tokens, &hits, *start, *end));
        // Nobody was hurt by what could have been, or was practised.
        hits.retain(|hit| !is_only_thought(tokens, hit.cue.0, *start) && !is_staged(tokens, hit.cue.0, *start));
        hits.sort_by_key(|h| (h.quantity.start, h.harm));
        for (at, hit) in hits.iter().enumerate() {
            let mut figure = mention(tokens, hit);
            figure.value.denied = is_refuted(tokens, hit.quantity.start, *start, *end);
            figure.value.earlier = is_of_earlier(tokens, hit.quantity.start, *start);
            // "Three were killed and six others injured": others than the dead, so all of the injured.
            let is_other = || tokens.one_of(hit.quantity.number_end, &["other", "others"]);
            let is_first = || found.iter().all(|before: &Mention<CasualtyFigure>| before.value.harm != hit.harm);
            if figure.value.extent == FigureExtent::More && at > 0 && is_other() && is_first() {
                figure.value.extent = FigureExtent::Open;
            }
            found.push(figure);
        }
    }
    found
}

/// The counts of a sentence.
fn counts(tokens: &Tokens, start: usize, end: usize, skip: &[TextSpan]) -> Vec<CountPhrase> {
    let mut found: Vec<CountPhrase> = Vec::new();
    let mut i = start;
    while i < end {
        match quantity::read(tokens, i) {
            Some(q) if q.end <= end && !covered(tokens, &q, skip) => {
                // The noun of a count may hold another count only by mistake.
                i = q.number_end.max(i + 1);
                found.push(q);
            }
            _ => i += 1,
        }
    }
    found
}

/// Whether a count's number lies in a span that is something else.
fn covered(tokens: &Tokens, q: &CountPhrase, skip: &[TextSpan]) -> bool {
    let span = tokens.span(q.number, q.number_end);
    let at = skip.partition_point(|s| s.end <= span.start);
    skip.get(at).is_some_and(|s| s.overlaps(span))
}

/// A figure with its bounds.
fn mention(t: &Tokens, hit: &FigureHit) -> Mention<CasualtyFigure> {
    let q = &hit.quantity;
    let (mut value, mut qualifier) = (q.value, q.qualifier);
    if hit.sum {
        for part in &hit.parts[1..] {
            value = value.saturating_add(part.value);
            qualifier = if part.qualifier == Qualifier::Exactly {
                qualifier
            } else if qualifier == Qualifier::Exactly {
                part.qualifier
            } else {
                qualifier
            };
        }
    }
    let (min, max) = bounds(value, value.max(q.upper), qualifier);
    let start = q.start.min(hit.cue.0);
    let last = hit.parts.iter().map(|p| p.end).max().unwrap_or(0);
    let end = q.end.max(hit.cue.1).max(last);
    let named = |q: &CountPhrase| (q.end > q.number_end).then(|| t.span(q.number_end, q.end));
    let parts = hit.parts.iter().map(|p| FigurePart {
        span: t.span(p.start, p.end),
        count: p.value,
        qualifier: p.qualifier,
        whom: named(p),
    });
    let party = party(t, hit);
    Mention {
        span: t.span(start, end),
        value: CasualtyFigure {
            harm: hit.harm,
            count: (qualifier != Qualifier::Several && q.upper == q.value).then_some(value),
            min,
            max,
            qualifier,
            party,
            whom: named(q),
            parts: parts.collect(),
            extent: hit.extent,
            denied: false,
            earlier: false,
        },
        rule: hit.rule,
        grade: hit.grade,
    }
}

/// The bounds that a number, or the range from `low` to `high`, and its qualifier imply.
fn bounds(low: u32, high: u32, qualifier: Qualifier) -> (Option<u32>, Option<u32>) {
    let of = |number| Figure::new(number, qualifier, Party::Victims);
    (of(low).min, of(high).max)
}

/// Whether the words say that a count has the attackers in it: "21 people died, attackers included"; "With the three attackers, 22
/// people died" at the beginning of a sentence; for the dead, "The figure includes the bomber" in the next one.
fn counts_attackers_too(t: &Tokens, hit: &FigureHit) -> bool {
    let q = &hit.quantity;
    let is_attacker = |i: usize| t.has(i, Is::ATTACKER) && !t.one_of(i, &["suspect", "suspects", "fighters"]);
    let ends = |i: usize| matches!(t.kind(i), TokenClass::Stop | TokenClass::Break);
    let sentence = q.end..(q.end + 16).min(t.list.len());
    let mut own = sentence.clone().take_while(|i| !ends(*i));
    let is_included =
        own.any(|i| t.is(i, "included") && (is_attacker(i - 1) || t.is(i - 1, "are") && is_attacker(i - 2)));
    // "Five people, two of them gunmen".
    let of_them = sentence.clone().take_while(|i| !ends(*i)).any(|i| {
        let is_part = i > q.end && (t.has(i - 1, Is::NUMBER) || t.kind(i - 1) == TokenClass::Number);
        is_part && t.are(i, &["of", "them"]) && is_attacker(i + 2)
    });
    let begins_with = q.start.checked_sub(2).is_some_and(|attacker| {
        let between = |i: &usize| t.has(*i, Is::NUMBER) || t.one_of(*i, &["the", "its", "their", "both"]);
        let before = (0..attacker).rev().find(|i| !between(i));
        let from = before.filter(|at| t.one_of(*at, &["with", "counting", "including"]));
        t.kind(attacker + 1) == TokenClass::Comma
            && is_attacker(attacker)
            && from.is_some_and(|from| from == 0 || ends(from - 1))
    });
    let next = sentence.clone().find(|i| ends(*i)).map_or(t.list.len(), |stop| stop + 1);
    let says_so = hit.harm == Harm::Killed
        && t.one_of(next + 1, &["figure", "toll", "number", "count", "total"])
        && t.one_of(next + 2, &["includes", "included"])
        && (next + 3..next + 6).any(is_attacker);
    is_included || of_them || begins_with || says_so
}

/// Whom a figure counts, by its noun and by "including the gunman".
fn party(t: &Tokens, hit: &FigureHit) -> Option<Party> {
    let q = &hit.quantity;
    let aside = (q.end..(q.end + 12).min(t.list.len()))
        .take_while(|i| !matches!(t.kind(*i), TokenClass::Stop | TokenClass::Break));
    let including = aside.clone().find(|i| t.one_of(*i, &["including", "plus"]) && !t.is(i - 1, "not"));
    if let Some(at) = including.filter(|_| q.counted != CountedNoun::Attackers)
        && (at + 1..at + 5).any(|i| t.has(i, Is::ATTACKER) && !t.one_of(i, &["suspect", "suspects", "fighters"]))
    {
        return Some(Party::Total);
    }
    if q.counted != CountedNoun::Attackers && counts_attackers_too(t, hit) {
        return Some(Party::Total);
    }
    match (q.counted, hit.harm) {
        (CountedNoun::Attackers, _) => Some(Party::Attackers),
        (CountedNoun::People, _) => Some(Party::Victims),
        (_, Harm::Detained | Harm::Jailed) => None,
        (CountedNoun::Nothing | CountedNoun::Unknown, _) => None,
        (CountedNoun::Things, _) => None,
    }
}
