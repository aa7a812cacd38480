//! Finds the places that a text names, and which of several of the same name is meant.
//!
//! Towns come from a gazetteer; countries, regions and states of the USA are known here. What stays open keeps its
//! candidates. Where an incident was is `scene.rs`'s to choose.

mod accept;
pub mod countries;
pub mod gazetteer;
mod known;
mod named;
mod printed;
mod scene;
mod settle;
mod stated;
pub mod towns;

use crate::model::Grade;
use accept::{is_place, part_of_name, surnames};
use printed::{PROVINCE, run};
use settle::settle;
use stated::{by_form, within};

use super::lexicon::Is;
use super::span::{Mention, TextSpan};
use super::token::{TokenClass, Tokens};
pub use gazetteer::{Gazetteer, GeoPlace, PlaceKind};
use named::FoundPlace;
pub use named::NamedPlace;
pub use scene::scene;

/// Prepositions that stand before a place.
const BEFORE: [&str; 15] = [
    "in",
    "near",
    "at",
    "from",
    "outside",
    "around",
    "into",
    "across",
    "through",
    "inside",
    "throughout",
    "between",
    "toward",
    "towards",
    "via",
];

/// Words between a preposition and a place: "in downtown Tarn".
const DIRECTION: [&str; 22] = [
    "the",
    "downtown",
    "central",
    "northern",
    "southern",
    "eastern",
    "western",
    "north",
    "south",
    "east",
    "west",
    "nearby",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "greater",
    "neighboring",
];

/// Words before "of" that make a place of what follows: "the city of Tarn", "south of Tarn".
const OF: [&str; 31] = [
    "city",
    "town",
    "village",
    "capital",
    "suburb",
    "outskirts",
    "municipality",
    "district",
    "province",
    "region",
    "state",
    "department",
    "port",
    "neighborhood",
    "neighbourhood",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "kilometers",
    "miles",
    "streets",
    "section",
    "part",
    "area",
    "side",
    "suburbs",
];

/// The places of a text, in order. `skip` are spans that are something else, such as dates and names of people.
pub fn places(tokens: &Tokens, gazetteer: &impl Gazetteer, skip: &[TextSpan]) -> Vec<Mention<NamedPlace>> {
    let folded = folded(tokens);
    let surnames = surnames(tokens);
    let mut found: Vec<FoundPlace> = Vec::new();
    let mut i = 0;
    while i < tokens.list.len() {
        let Some(hit) = at(tokens, &folded, gazetteer, i) else {
            i += 1;
            continue;
        };
        let surname = hit.end == i + 1 && hit.rule == "place.town" && hit.within.is_none() && !hit.located;
        if surname && surnames.contains(folded[i].as_str()) {
            i += 1;
            continue;
        }
        let span = tokens.span(hit.start, hit.end);
        let other = skip.get(skip.partition_point(|s| s.end <= span.start)).is_some_and(|s| s.overlaps(span));
        i = hit.end;
        if !other {
            found.push(hit);
        }
    }
    settle(tokens, found)
}

/// The words of the tokens, folded; empty for marks.
fn folded(tokens: &Tokens) -> Vec<String> {
    let plain = |t: &super::token::TextToken| t.capital || tokens.upper;
    tokens
        .list
        .iter()
        .map(|t| if t.word() && plain(t) { gazetteer::fold(t.span.of(tokens.text)) } else { String::new() })
        .collect()
}

/// Whether a preposition of place stands before token `i`.
fn located(t: &Tokens, i: usize) -> bool {
    let direct = i > 0 && t.one_of(i - 1, &BEFORE);
    let by_way = i > 1 && t.one_of(i - 1, &DIRECTION) && t.one_of(i - 2, &BEFORE);
    let of = i > 1 && t.is(i - 1, "of") && t.one_of(i - 2, &OF);
    direct || by_way || of
}

/// The name that begins at token `i`.
fn at(t: &Tokens, folded: &[String], gazetteer: &impl Gazetteer, i: usize) -> Option<FoundPlace> {
    let token = t.list.get(i)?;
    if !token.word() || folded[i].is_empty() {
        return None;
    }
    let (words, ends) = run(t, folded, i);
    let located = located(t, i);
    let fixed = known::longest(&words);
    let town = gazetteer.longest(&words);
    let (count, candidates, adjective, rule) = match (fixed, town) {
        (Some(f), Some((n, places))) if n > f.0 || n == f.0 && f.2 => (n, places, false, "place.town"),
        (Some((n, places, adjective)), town) => {
            let mut places = places;
            // "Georgia", "Mexico" and "Panama" may be towns as well: the country or state stands first.
            if let Some((_, more)) = town.filter(|(m, _)| *m == n) {
                places.extend(more);
            }
            (n, places, adjective, if adjective { "place.adjective" } else { "place.country" })
        }
        (None, Some((n, places))) => (n, places, false, "place.town"),
        (None, None) => return unknown(t, folded, gazetteer, i, located),
    };
    let mut end = *ends.get(count - 1)?;
    if rule == "place.town" && t.one_of(end, &["county", "co", "parish", "township"]) && t.list[end].named() {
        let county = county(t, &candidates, i, end)?;
        end += 1 + usize::from(t.is(end, "co") && t.word(end + 1) == ".");
        let within = within(t, folded, gazetteer, end, &[]).map(|stated| stated.region);
        return Some(FoundPlace {
            start: i,
            end,
            candidates: vec![county],
            located,
            adjective: false,
            within,
            rule: "place.county",
            grade: Grade::Guess,
        });
    }
    if rule == "place.town" && !is_place(t, i, end, located, &candidates) {
        return unknown(t, folded, gazetteer, i, located);
    }
    let mut candidates = candidates;
    if rule == "place.town" && t.one_of(end, &PROVINCE) && candidates.iter().any(|p| p.kind == PlaceKind::Region) {
        candidates.retain(|p| p.kind == PlaceKind::Region);
    }
    // "U.S. troops": whose they are, not where.
    let noun = t.list.get(end).is_some_and(|n| n.word() && !n.has(Is::PREP | Is::CONJ | Is::AUX | Is::SAY | Is::PRON));
    let adjective = adjective || !located && noun && t.one_of(i, &["us", "u.s", "u.s."]);
    if rule == "place.country" && part_of_name(t, i, end) {
        return None;
    }
    let stated = within(t, folded, gazetteer, end, &candidates);
    if let Some(stated) = stated.as_ref().filter(|s| rule == "place.town" && s.rules_out(&mut candidates)) {
        return Some(by_form(t, (i, end), located, stated));
    }
    let within = stated.map(|stated| stated.region);
    Some(FoundPlace { start: i, end, candidates, located, adjective, within, rule, grade: Grade::Likely })
}

/// "Clay County": the county, of which only the name is known, and the country if it is one of the USA.
fn county(t: &Tokens, candidates: &[GeoPlace], i: usize, end: usize) -> Option<GeoPlace> {
    let country = candidates.iter().find(|p| p.country == "US").or(candidates.first())?.country.clone();
    let name = t.span(i, end + 1).of(t.text).to_owned();
    Some(GeoPlace { name, kind: PlaceKind::Region, country, admin: String::new(), lat: 0.0, lon: 0.0, population: 0 })
}

/// "in Tarnville, Ohio": a name that no gazetteer has, by its form.
fn unknown(t: &Tokens, folded: &[String], gazetteer: &impl Gazetteer, i: usize, located: bool) -> Option<FoundPlace> {
    if !located || t.upper || !t.list[i].named() || t.has(i, Is::DET | Is::PREP | Is::PRON | Is::MONTH | Is::WEEKDAY) {
        return None;
    }
    let end = (i..t.list.len()).find(|j| {
        !(t.list[*j].named()
            || t.kind(*j) == TokenClass::Hyphen
            || t.word(*j) == "." && t.one_of(j.wrapping_sub(1), &["st", "mt", "ft"]))
    })?;
    if t.kind(end) != TokenClass::Comma || end - i > 4 || (i..end).any(|j| t.has(j, Is::BODY | Is::TITLE)) {
        return None;
    }
    if !t.list.get(end + 1)?.named() {
        return None;
    }
    let stated = within(t, folded, gazetteer, end, &[]).filter(|stated| !stated.is_short)?;
    Some(by_form(t, (i, end), located, &stated))
}
