//! Decides whether a name in the gazetteer stands for a place, and not for a person, a common word or part of another name.

use std::collections::BTreeSet;

use super::gazetteer::{self, GeoPlace};
use super::known;
use crate::reading::lexicon::Is;
use crate::reading::token::{TokenClass, Tokens};

/// Words after a town's name that it is the modifier of: "a Tarn man", "Tarn police".
const AFTER: [&str; 30] = [
    "police",
    "home",
    "house",
    "shooting",
    "shootings",
    "party",
    "apartment",
    "school",
    "motel",
    "hotel",
    "bar",
    "nightclub",
    "club",
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "blast",
    "neighborhood",
    "resident",
    "residents",
    "teen",
    "man",
    "woman",
    "boy",
    "girl",
    "mother",
    "father",
    "couple",
    "area",
];

/// The words that follow a first name, title or role somewhere in the text: surnames.
pub(super) fn surnames(t: &Tokens) -> BTreeSet<String> {
    let person = Is::FEMALE | Is::MALE | Is::TITLE | Is::ROLE;
    let pair = |i: &usize| {
        let first = &t.list[*i - 1];
        let glued = first.word() || t.word(*i - 1) == "." && *i > 1 && t.has(*i - 2, Is::TITLE);
        glued
            && t.list[*i].named()
            && (first.named() && first.has(person) || !first.word())
            && !t.has(*i, Is::PREP | Is::AUX)
    };
    let names = (1..t.list.len()).filter(pair).map(|i| gazetteer::fold(t.word(i)));
    if t.upper { BTreeSet::new() } else { names.collect() }
}

/// Whether a name in the gazetteer stands for a place here, and not for a person, a common word or part of another name.
pub(super) fn is_place(t: &Tokens, i: usize, end: usize, located: bool, candidates: &[GeoPlace]) -> bool {
    let long = end - i > 1;
    let big = candidates.first().is_some_and(|p| p.population > 100_000);
    let before = i.checked_sub(1);
    let opens = before.is_none_or(|b| {
        matches!(t.kind(b), TokenClass::Stop | TokenClass::Break | TokenClass::Quote | TokenClass::Colon)
    });
    let comma_after = t.kind(end) == TokenClass::Comma;
    let told_within = comma_after && {
        let words: Vec<String> = (end + 1..(end + 4).min(t.list.len())).map(|j| gazetteer::fold(t.word(j))).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        known::longest(&words).is_some_and(|f| !f.2) || known::abbreviation(t.word(end + 1)).is_some()
    };
    let common = !long && (t.list[i].is.is_known() || t.has(i, Is::COMMON) || known::is_common(t.word(i)));
    let first_name = !long && t.has(i, Is::FEMALE | Is::MALE);
    if part_of_name(t, i, end) && !told_within {
        return false;
    }
    // A further name in another language, "Durg" as "Drug": only where the text says that it is a place.
    let matched = gazetteer::fold(t.span(i, end).of(t.text));
    let usual = candidates.iter().any(|p| gazetteer::fold(&p.name) == matched);
    if !usual && (t.upper || !located && candidates.first().is_none_or(|p| p.population <= 1_000_000)) && !told_within {
        return false;
    }
    if dateline(t, i, end) {
        return true;
    }
    if t.upper {
        return told_within
            || located && !common
            || long && !(i..end).all(|j| t.list[j].is.is_known())
            || big && !common;
    }
    if common || first_name {
        return told_within
            || located
                && !opens
                && big
                && !t.has(i, Is::MONTH | Is::WEEKDAY | Is::PEOPLE | Is::DET | Is::PRON | Is::ADV);
    }
    let modifies =
        t.one_of(end, &AFTER) && before.is_none_or(|b| !t.has(b, Is::FEMALE | Is::MALE | Is::TITLE | Is::ROLE));
    if t.list[i..end].iter().any(|w| w.has(Is::BODY)) && !located && !told_within {
        return false;
    }
    // A lone surname: "Mr. Lancaster", "Jackson said".
    let speaks = t.has(end, Is::SAY) && !long && !big;
    let word = t.word(i);
    if !long && (word.len() < 4 && !located && !told_within || word.len() < 3 && !told_within) {
        return false;
    }
    located || told_within || modifies || !speaks && (big || long)
}

/// Whether a name in capitals opens a passage and a dash or bracket follows: "TARN (AP) —".
fn dateline(t: &Tokens, i: usize, end: usize) -> bool {
    let opens = i == 0 || t.kind(i - 1) == TokenClass::Break;
    let capitals = (i..end).all(|j| !t.word(j).contains(char::is_lowercase));
    opens && capitals && !t.upper && matches!(t.kind(end), TokenClass::Dash | TokenClass::Open) && t.word(i).len() > 3
}

/// Whether the run of capitals around a name is longer than it: "Paris Hilton", "Washington Post", "Lena London".
pub(super) fn part_of_name(t: &Tokens, i: usize, end: usize) -> bool {
    if t.upper {
        return i > 0 && t.has(i - 1, Is::TITLE) && !t.has(i - 1, Is::ADV);
    }
    let direction = [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "downtown",
        "central",
        "greater",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "ne",
        "nw",
        "se",
        "sw",
        "upper",
        "lower",
        "old",
        "new",
    ];
    let before = i.checked_sub(1).filter(|b| t.list[*b].named() && t.list[*b].word());
    let opens = |b: usize| b == 0 || !t.list[b - 1].word() && t.kind(b - 1) != TokenClass::Possessive;
    let glued = before.is_some_and(|b| {
        !t.has(b, Is::PREP | Is::DET | Is::CONJ | Is::WEEKDAY | Is::MONTH | Is::ADV | Is::AUX | Is::PRON)
            && !t.one_of(b, &direction)
            && (!opens(b) || t.has(b, Is::FEMALE | Is::MALE | Is::TITLE | Is::ROLE))
    });
    let titled = i > 1 && t.word(i - 1) == "." && t.has(i - 2, Is::TITLE);
    let next = t.list.get(end).filter(|n| n.named() && n.spaced);
    let follows = next.is_some_and(|n| {
        !n.has(Is::WEEKDAY | Is::MONTH | Is::PREP | Is::CONJ | Is::AUX)
            && !t.one_of(
                end,
                &[
                    "police",
                    "city",
                    "county",
                    "province",
                    "district",
                    "state",
                    "governorate",
                    "airport",
                    "region",
                    "prefecture",
                    "department",
                    "town",
                    "area",
                    "suburb",
                    "hospital",
                ],
            )
            && !t.one_of(end, &AFTER)
            && known::longest(&[&gazetteer::fold(t.word(end))]).is_none()
    });
    glued || titled || follows
}
