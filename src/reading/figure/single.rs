//! Figures without a number: one person ("a man was killed", "Rowe, 23, died"), and plurals ("wounding others").
//!
//! Nothing prints the number here, so that these are at most likely.

use super::quantity::{self, CountPhrase, CountedNoun, is_plural};
use super::struck;
use super::value::{FigureExtent, FigureHit, Harm};
use super::words::harm_of;
use crate::model::Grade;
use crate::model::Qualifier;
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// Singular nouns for several people: how many there are is not said.
pub(super) const SEVERAL: [&str; 12] =
    ["couple", "pair", "family", "group", "crowd", "team", "patrol", "crew", "squad", "unit", "clan", "community"];

/// The figures of a sentence that no count makes. `known` are those that counts make.
pub(super) fn hits(t: &Tokens, known: &[FigureHit], start: usize, end: usize) -> Vec<FigureHit> {
    let mut found: Vec<FigureHit> = Vec::new();
    for i in start..end {
        if let Some(hit) = death_of(t, i, known, end) {
            found.push(hit);
            continue;
        }
        if let Some(hit) = struck_one(t, i, known, &found, start, end) {
            found.push(hit);
            continue;
        }
        let Some(harm) = cue(t, i, start) else { continue };
        let taken = known.iter().chain(&found).any(|h| h.cue.0 <= i && i < h.cue.1);
        if taken {
            continue;
        }
        let hit =
            none(t, i, harm, start).or_else(|| object(t, i, harm, start, end)).or_else(|| subject(t, i, harm, start));
        found.extend(hit);
    }
    found
}

/// The harm that a verb at `i` stands for. Nouns are left out, and "shot dead" counts once.
fn cue(t: &Tokens, i: usize, start: usize) -> Option<Harm> {
    let harm = harm_of(t, i)?;
    let noun = t.has(i, Is::DEAD) && !t.is(i, "dead") || t.has(i, Is::INJURIES | Is::DETAINEES);
    let adjective = t.has(i, Is::KILLED | Is::INJURED | Is::DETAINED | Is::MISSING)
        && t.has(i.wrapping_sub(1), Is::DET)
        && i > start
        && !t.one_of(i - 1, &["that", "which", "what", "all", "both"]);
    let compound = t.kind(i + 1) == TokenClass::Hyphen || i > start && t.kind(i - 1) == TokenClass::Hyphen;
    (!noun && !adjective && !compound).then_some(harm)
}

/// "a 13-year-old girl was shot in the leg", "the man was taken to hospital", "shot his brother": one person.
fn struck_one(
    t: &Tokens,
    i: usize,
    known: &[FigureHit],
    found: &[FigureHit],
    start: usize,
    end: usize,
) -> Option<FigureHit> {
    let taken = known.iter().chain(found).any(|h| h.cue.0 <= i && i < h.cue.1);
    if taken || i == start {
        return None;
    }
    let before = &t.list[i - 1];
    let known_one = before.has(Is::PEOPLE | Is::ROLE)
        && !is_plural(&t.word(i - 1).to_ascii_lowercase())
        && !before.has(Is::ATTACKER);
    let verb = t.one_of(i, &["shot", "shooting", "shoots", "stabbed", "stabs"]);
    if verb && !known_one {
        let article = t.one_of(i + 1, &["a", "an", "the", "his", "her"]);
        let (head, counted) = person(t, if article { i + 2 } else { i + 1 }, end).filter(|_| article)?;
        let killed = (head..end.min(head + 12))
            .any(|j| t.has(j, Is::KILLED | Is::DEAD | Is::KILLING) || t.one_of(j, &["death", "fatally"]));
        let passive = (i.saturating_sub(2).max(start)..i)
            .any(|j| t.one_of(j, &["was", "were", "been", "fatally", "the", "a", "of", "in"]));
        if killed || passive || counted == CountedNoun::Attackers || is_plural(&t.word(head).to_ascii_lowercase()) {
            return None;
        }
        return Some(hit(
            t,
            (i + 1, head + 1),
            1,
            counted,
            Harm::Casualties,
            (i, i + 1),
            "figure.struck-one",
            Grade::Guess,
        ));
    }
    if !known_one
        || !t.has(i, Is::AUX)
            && !t.one_of(i, &["shot", "suffered", "sustained", "stabbed", "hospitalized", "in", "with", "recovering"])
    {
        return None;
    }
    let (harm, after) = struck::state(t, i, end)?;
    let fatal = (after..end).any(|j| t.has(j, Is::DIED | Is::DEAD | Is::KILLED)) || harm == Harm::Killed;
    let first = (start..i)
        .rev()
        .take(8)
        .take_while(|j| {
            t.list[*j].word() && !t.has(*j, Is::PREP | Is::CONJ | Is::AUX)
                || matches!(t.kind(*j), TokenClass::Hyphen | TokenClass::Number)
        })
        .last()?;
    if fatal || (first..i).any(|j| t.has(j, Is::ATTACKER)) {
        return None;
    }
    Some(hit(t, (first, i), 1, CountedNoun::People, harm, (i, after), "figure.struck-one", Grade::Guess))
}

/// "the death of Rowe", "the assassination of a mayor": one person; with "among others", an open number.
fn death_of(t: &Tokens, i: usize, known: &[FigureHit], end: usize) -> Option<FigureHit> {
    let nouns = ["death", "killing", "assassination", "murder", "demise", "slaying", "execution", "beheading"];
    if !t.one_of(i, &nouns) || !t.is(i + 1, "of") || known.iter().any(|h| h.cue.0 <= i && i < h.cue.1) {
        return None;
    }
    let article = t.one_of(i + 2, &["a", "an", "the", "one", "his", "her", "its"]);
    let from = if article { i + 3 } else { i + 2 };
    let (head, counted) = person(t, from, end)?;
    let plural = is_plural(&t.word(head).to_ascii_lowercase()) && !t.list[head].capital;
    let others = t.kind(head + 1) == TokenClass::Comma && t.are(head + 2, &["among", "others"]);
    let (value, last, rule) = match (plural, others) {
        (_, true) => (2, head + 4, "figure.one-and-others"),
        (true, false) => (2, head + 1, "figure.plural"),
        (false, false) => (1, head + 1, "figure.named"),
    };
    Some(hit(t, (i + 2, last), value, counted, Harm::Killed, (i, i + 1), rule, Grade::Guess))
}

/// "no one was injured", "no injuries were reported": nobody.
fn none(t: &Tokens, i: usize, harm: Harm, start: usize) -> Option<FigureHit> {
    let from = i.saturating_sub(5).max(start);
    let at = (from..i).rev().find(|j| t.one_of(*j, &["nobody", "none"]) || t.are(*j, &["no", "one"]))?;
    let only = (at + 1..i).all(|j| {
        t.has(j, Is::AUX | Is::ADV) || t.one_of(j, &["one", "else", "was", "were", "reported", "of", "them", "the"])
    });
    only.then(|| hit(t, (at, at + 1), 0, CountedNoun::Nothing, harm, (i, i + 1), "figure.none", Grade::Likely))
}

/// "killed a police chief", "wounded others", "killing militants".
fn object(t: &Tokens, i: usize, harm: Harm, start: usize, end: usize) -> Option<FigureHit> {
    let active = Is::KILLED | Is::KILLING | Is::INJURED | Is::INJURING | Is::DETAINED | Is::DETAINING;
    let passive = (i.saturating_sub(3).max(start)..i)
        .any(|j| t.one_of(j, &["was", "were", "been", "being", "be", "is", "are", "got"]))
        && !t.is(i.wrapping_sub(1), "and");
    if !t.has(i, active)
        || passive
        || t.one_of(i, &["claimed", "claiming", "claims", "wounds", "custody", "hurt", "wound"])
    {
        return None;
    }
    let mut first = i + 1;
    if t.one_of(first, &["off"]) {
        first += 1;
    }
    // "shot dead to one person" is how a translation may put it.
    if t.is(i, "dead") {
        if !t.one_of(i.wrapping_sub(1), &["shot", "shoots", "shooting", "gunned", "stabbed"]) {
            return None;
        }
        first += usize::from(t.is(first, "to"));
    }
    if t.one_of(first, &["others"]) {
        return Some(hit(
            t,
            (first, first + 1),
            2,
            CountedNoun::Nothing,
            harm,
            (i, i + 1),
            "figure.plural",
            Grade::Likely,
        ));
    }
    let article = t.one_of(first, &["a", "an", "the", "one", "his", "her"]);
    let from = if article { first + 1 } else { first };
    let (head, counted) = person(t, from, end)?;
    let word = t.word(head).to_ascii_lowercase();
    let plural = is_plural(&word);
    if t.is(first, "the") && !plural && harm != Harm::Killed {
        return None;
    }
    let (value, rule, grade) = if plural {
        (2, "figure.plural", Grade::Guess)
    } else if article {
        (1, "figure.one", if t.one_of(first, &["a", "an", "one"]) { Grade::Likely } else { Grade::Guess })
    } else {
        (1, "figure.named", Grade::Guess)
    };
    // "a mother and her four children": five.
    let with = head + 2 + usize::from(t.one_of(head + 2, &["her", "his", "their", "the"]));
    if value == 1
        && t.is(head + 1, "and")
        && let Some(others) =
            quantity::read(t, with).filter(|others| others.end <= end && others.end > others.number_end)
    {
        let rule = "figure.one-and-count";
        let mut all = hit(t, (first, head + 1), 1, counted, harm, (i, i + 1), rule, Grade::Guess);
        all.parts = vec![all.quantity, others];
        all.sum = true;
        return Some(all);
    }
    // "a police chief and other security personnel": one and an open number of others.
    let and = t.one_of(head + 1, &["and"]) && t.one_of(head + 2, &["other", "others", "several", "many"]);
    if value == 1 && and {
        let (last, _) = person(t, head + 3, end).unwrap_or((head + 2, counted));
        let mut hit = hit(t, (first, last + 1), 1, counted, harm, (i, i + 1), "figure.one-and-others", Grade::Guess);
        let part = |from: usize, to: usize, value: u32, qualifier| CountPhrase {
            start: from,
            number: from,
            number_end: from,
            end: to,
            value,
            qualifier,
            upper: value,
            more: false,
            counted,
        };
        hit.parts = vec![part(first, head + 1, 1, Qualifier::Exactly), part(head + 2, last + 1, 2, Qualifier::Several)];
        hit.sum = true;
        return Some(hit);
    }
    Some(hit(t, (first, head + 1), value, counted, harm, (i, i + 1), rule, grade))
}

/// "a man was killed", "Rowe, 23, died at the scene", "militants were arrested".
fn subject(t: &Tokens, i: usize, harm: Harm, start: usize) -> Option<FigureHit> {
    let mut v = i;
    let mut aux = false;
    while v > start {
        let p = v - 1;
        if t.one_of(p, &["was", "were", "been", "being", "is", "are", "got"]) {
            aux = true;
        } else if !t.has(p, Is::AUX.or(Is::ADV))
            && !t.one_of(
                p,
                &[
                    "shot",
                    "and",
                    "stabbed",
                    "found",
                    "pronounced",
                    "declared",
                    "left",
                    "to",
                    "fatally",
                    "reportedly",
                    "later",
                    "taken",
                    "into",
                    "in",
                    "police",
                    "seriously",
                    "critically",
                ],
            )
        {
            break;
        }
        v = p;
    }
    let died = t.has(i, Is::DIED);
    if !aux && !died {
        return None;
    }
    let mut last = v.checked_sub(1).filter(|l| *l >= start)?;
    // ", 23," and ", of Springfield," between the name and the verb.
    if t.kind(last) == TokenClass::Comma {
        let open = (start..last).rev().take(14).find(|j| t.kind(*j) == TokenClass::Comma)?;
        last = open.checked_sub(1).filter(|l| *l >= start)?;
    }
    // "Rowe, who was killed": the one before "who".
    if t.one_of(last, &["who"]) && last > start {
        last -= 1;
        if t.kind(last) == TokenClass::Comma && last > start {
            last -= 1;
        }
    }
    if !t.list[last].word() || t.has(last, Is::PRON | Is::PREP | Is::CONJ) {
        return None;
    }
    let named = t.list[last].named() && !t.upper;
    let known = t.has(last, Is::PEOPLE | Is::ATTACKER | Is::ROLE);
    if !named && !known || t.has(last, Is::THING) {
        return None;
    }
    let from = (start..=last).rev().take(9).take_while(|j| {
        t.list[*j].word() && !t.has(*j, Is::PREP | Is::CONJ | Is::AUX)
            || matches!(t.kind(*j), TokenClass::Hyphen | TokenClass::Number)
            || t.word(*j) == "." && t.list[j.saturating_sub(1)].has(Is::ABBR | Is::TITLE)
    });
    let first = from.last()?;
    // "80 people in the church in Kaduna were wounded": the name is that of a place.
    let is_of_several = || {
        let before = (start..first).rev().take(10).take_while(|j| !t.has(*j, Is::AUX) && t.list[*j].word());
        before.into_iter().any(|j| t.has(j, Is::PEOPLE) && is_plural(&t.word(j).to_ascii_lowercase()))
    };
    if named && !known && first > start && t.has(first - 1, Is::PREP) && is_of_several() {
        return None;
    }
    let word = t.word(last).to_ascii_lowercase();
    let counted = if t.has(last, Is::ATTACKER) { CountedNoun::Attackers } else { CountedNoun::People };
    let plural = is_plural(&word) && known;
    let indefinite = (first..=last).any(|j| t.one_of(j, &["a", "an", "one"]));
    if named && !known && !(died || aux) {
        return None;
    }
    // "the victims were killed" counts nobody new.
    let definite = (first..=last).any(|j| t.one_of(j, &["the", "his", "her", "their", "these", "those"]));
    if plural && definite {
        return None;
    }
    let (value, rule, grade) = match () {
        () if plural => (2, "figure.plural", Grade::Guess),
        () if indefinite => (1, "figure.one", Grade::Likely),
        () if named => (1, "figure.named", Grade::Guess),
        () => (1, "figure.the-one", Grade::Guess),
    };
    Some(hit(t, (first, last + 1), value, counted, harm, (i, i + 1), rule, grade))
}

/// The head of a noun phrase that begins at `from` and names one person, or people in the plural.
fn person(t: &Tokens, from: usize, end: usize) -> Option<(usize, CountedNoun)> {
    let mut head = None;
    for i in from..end.min(from + 8) {
        let token = &t.list[i];
        if token.kind == TokenClass::Hyphen || t.kind(i) == TokenClass::Number && t.kind(i + 1) == TokenClass::Hyphen {
            continue;
        }
        if !token.word() || token.has(Is::PREP | Is::CONJ | Is::AUX | Is::PRON | Is::WEEKDAY) || token.has(Is::DET) {
            break;
        }
        if token.has(Is::THING) && !token.has(Is::PEOPLE) {
            return None;
        }
        if token.has(Is::ATTACKER) {
            head = Some((i, CountedNoun::Attackers));
        } else if token.has(Is::PEOPLE | Is::ROLE) || token.capital && !t.upper {
            head = Some((i, CountedNoun::People));
        }
    }
    head.filter(|(i, _)| !t.one_of(*i, &SEVERAL))
}

#[expect(clippy::too_many_arguments, reason = "the parts of one figure, spelled out where it is made")]
pub(super) fn hit(
    t: &Tokens,
    words: (usize, usize),
    value: u32,
    counted: CountedNoun,
    harm: Harm,
    cue: (usize, usize),
    rule: &'static str,
    grade: Grade,
) -> FigureHit {
    let qualifier = if value > 1 { Qualifier::Several } else { Qualifier::Exactly };
    let skip = usize::from(t.has(words.0, Is::DET) && words.1 > words.0 + 1);
    let quantity = CountPhrase {
        start: words.0,
        number: words.0,
        number_end: words.0 + skip,
        end: words.1,
        value,
        upper: value,
        qualifier,
        more: false,
        counted,
    };
    FigureHit { quantity, harm, cue, rule, grade, extent: FigureExtent::Open, parts: Vec::new(), sum: false }
}
