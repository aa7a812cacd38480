//! Ties counts to what happened to those counted: "15 people were killed", "killing 94 and wounding around 300".

use super::quantity::{CountPhrase, CountedNoun};
use super::struck;
use super::tie::{Tie, active, noun, predicate, state_before, struck_after};
use super::toll::toll;
use super::value::{FigureExtent, FigureHit, Harm};
use super::words::harm_of;
use crate::model::Grade;
use crate::reading::token::{TokenClass, Tokens};

/// The figures of a sentence's counts.
pub(super) fn hits(t: &Tokens, counts: &[CountPhrase], start: usize, end: usize) -> Vec<FigureHit> {
    let mut found: Vec<FigureHit> = Vec::new();
    let mut used = vec![false; counts.len()];
    for n in 0..counts.len() {
        if used[n] {
            continue;
        }
        let q = &counts[n];
        if q.counted == CountedNoun::Things && !lives(t, q, start) {
            continue;
        }
        let tie = toll(t, q, start)
            .or_else(|| active(t, q, start))
            .or_else(|| noun(t, q, end))
            .or_else(|| predicate(t, q, end))
            .or_else(|| struck_after(t, q, end))
            .or_else(|| {
                let (harm, v) = struck::verb_before(t, q, start)?;
                Some(Tie { harm, cue: (v, v + 1), rule: "figure.struck", grade: Grade::Plain })
            })
            .or_else(|| state_before(t, q, start));
        let tie = match tie {
            Some(tie) => Some(tie),
            None => joined(t, counts, n, end, 6),
        };
        if let Some(tie) = tie {
            if q.counted == CountedNoun::Unknown && tie.grade == Grade::Guess {
                continue;
            }
            let extent = extent(t, q, &tie);
            let mut hit = FigureHit {
                quantity: *q,
                harm: tie.harm,
                cue: tie.cue,
                rule: tie.rule,
                grade: tie.grade,
                extent,
                parts: Vec::new(),
                sum: false,
            };
            gather_parts(t, counts, n, &mut hit, &mut used, end);
            let both = second_harm(t, &hit);
            found.push(hit);
            found.extend(both);
        }
    }
    found
}

/// Whether the noun of the count is "lives" or "bodies", which stand for people.
fn lives(t: &Tokens, q: &CountPhrase, _: usize) -> bool {
    t.one_of(q.end.wrapping_sub(1), &["lives", "bodies", "corpses"])
}

/// "five soldiers and three civilians were killed": the first count takes the harm of the second.
fn joined(t: &Tokens, counts: &[CountPhrase], n: usize, end: usize, further: usize) -> Option<Tie> {
    let q = &counts[n];
    let next = counts.get(n + 1)?;
    let between = next.start.checked_sub(q.end)?;
    let link = between == 0 || between == 1 && (t.one_of(q.end, &["and", "or"]) || t.kind(q.end) == TokenClass::Comma);
    if !link || q.counted == CountedNoun::Nothing || next.counted == CountedNoun::Things {
        return None;
    }
    let dead = || noun(t, next, end).filter(|tie| t.is(tie.cue.0, "dead"));
    let tie = predicate(t, next, end)
        .or_else(dead)
        .or_else(|| struck_after(t, next, end))
        .or_else(|| if further > 0 { joined(t, counts, n + 1, end, further - 1) } else { None })?;
    matches!(tie.rule, "figure.passive" | "figure.died" | "figure.participle" | "figure.noun" | "figure.struck")
        .then_some(tie)
}

/// Whether a figure is the whole, more, or part.
fn extent(t: &Tokens, q: &CountPhrase, tie: &Tie) -> FigureExtent {
    if tie.rule == "figure.toll" || t.is(q.start, "a") && t.is(q.start + 1, "total") {
        FigureExtent::Total
    } else if q.more {
        FigureExtent::More
    } else if t.is(q.number_end, "of") && t.one_of(q.number_end + 1, &["them", "the", "those", "whom"]) {
        FigureExtent::Part
    } else {
        FigureExtent::Open
    }
}

/// Adds "including three children" and "and 13 Americans" to a figure.
fn gather_parts(t: &Tokens, counts: &[CountPhrase], n: usize, hit: &mut FigureHit, used: &mut [bool], end: usize) {
    let q = &counts[n];
    used[n] = true;
    let mut last = q.end;
    for m in n + 1..counts.len() {
        let next = &counts[m];
        let from = last.max(if hit.cue.0 > q.start { hit.cue.1 } else { last });
        let gap =
            (from.min(next.start)..next.start).filter(|i| t.list[*i].word() || t.kind(*i) == TokenClass::Comma).count();
        if next.start < last || gap > 7 || next.counted == CountedNoun::Things {
            break;
        }
        let among = (last..next.start).any(|i| t.one_of(i, &["including", "among"]))
            && !(last..next.start).any(|i| harm_of(t, i).is_some() && i >= hit.cue.1);
        let and = next.start == last + 1 && (t.is(last, "and") || t.kind(last) == TokenClass::Comma);
        let own = predicate(t, next, end)
            .or_else(|| noun(t, next, end))
            .or_else(|| struck_after(t, next, end))
            .is_some_and(|tie| tie.harm != hit.harm);
        if !own && (among || and && !hit.parts.is_empty() && !hit.sum) {
            hit.parts.push(*next);
            used[m] = true;
            last = next.end;
        } else if and
            && !own
            && next.counted != CountedNoun::Nothing
            && q.counted != CountedNoun::Nothing
            && next.counted != CountedNoun::Unknown
        {
            let same_side = (q.counted == CountedNoun::Attackers) == (next.counted == CountedNoun::Attackers);
            if !same_side {
                break;
            }
            if hit.parts.is_empty() {
                hit.parts.push(*q);
            }
            hit.sum = true;
            hit.parts.push(*next);
            used[m] = true;
            last = next.end;
        } else {
            // "killed seven and nine worshippers": the first number is not all of them.
            if and && !own && q.counted == CountedNoun::Nothing && next.counted == CountedNoun::People {
                hit.extent = FigureExtent::Part;
                hit.grade = Grade::Guess;
            }
            break;
        }
    }
}

/// "arresting and killing several militants": the same count under the first verb.
fn second_harm(t: &Tokens, hit: &FigureHit) -> Option<FigureHit> {
    let (first, last) = (hit.cue.0, hit.cue.1.checked_sub(1)?);
    if hit.rule != "figure.active" || last != first + 2 || !t.is(first + 1, "and") {
        return None;
    }
    let harm = harm_of(t, first).filter(|h| *h != hit.harm && hit.harm != Harm::Casualties)?;
    Some(FigureHit { harm, ..hit.clone() })
}
