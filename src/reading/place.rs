//! Finds the places that a text names, and which of several of the same name is meant.
//!
//! Towns come from a gazetteer; countries, regions and states of the USA are known here. What stays open keeps its
//! candidates. Where an incident was is `scene.rs`'s to choose.

mod accept;
pub mod countries;
pub mod gazetteer;
mod known;
mod named;
mod scene;
mod settle;
pub mod towns;

use crate::model::Grade;
use accept::{is_place, part_of_name, surnames};
use settle::settle;

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

/// Words after the name of a province.
const PROVINCE: [&str; 9] =
    ["province", "department", "governorate", "region", "state", "oblast", "provinces", "prefecture", "wilayat"];

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

/// The words of a name from token `i`: the folded words, and the token after each. Particles inside are taken along.
fn run<'w>(t: &Tokens, folded: &'w [String], i: usize) -> (Vec<&'w str>, Vec<usize>) {
    let mut words: Vec<&'w str> = Vec::new();
    let mut ends = Vec::new();
    let mut at = i;
    while at < t.list.len() && words.len() < 6 {
        match t.kind(at) {
            TokenClass::Word if !folded[at].is_empty() => words.push(&folded[at]),
            TokenClass::Word
                if !words.is_empty()
                    && t.one_of(at, &["de", "la", "del", "of", "and", "the", "e", "al", "el", "sur", "upon"]) =>
            {
                words.push(match t.word(at) {
                    "de" => "de",
                    "la" => "la",
                    "del" => "del",
                    "of" => "of",
                    "and" => "and",
                    "the" => "the",
                    "e" => "e",
                    "al" => "al",
                    "el" => "el",
                    "sur" => "sur",
                    _ => "upon",
                });
            }
            // "Dar-es-Salaam", "Saint-Denis", "St. Louis".
            TokenClass::Hyphen if !words.is_empty() => {
                at += 1;
                continue;
            }
            TokenClass::Stop if at > 0 && !t.list[at].spaced && t.one_of(at - 1, &["st", "ft", "mt", "ste"]) => {
                at += 1;
                continue;
            }
            _ => break,
        }
        at += 1;
        ends.push(at);
    }
    (words, ends)
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
        (None, None) => return unknown(t, i, located),
    };
    let mut end = *ends.get(count - 1)?;
    if rule == "place.town" && t.one_of(end, &["county", "co", "parish", "township"]) && t.list[end].named() {
        let county = county(t, &candidates, i, end)?;
        end += 1 + usize::from(t.is(end, "co") && t.word(end + 1) == ".");
        let within = within(t, folded, end, &[]);
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
        return unknown(t, i, located);
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
    let within = within(t, folded, end, &candidates);
    Some(FoundPlace { start: i, end, candidates, located, adjective, within, rule, grade: Grade::Likely })
}

/// "Clay County": the county, of which only the name is known, and the country if it is one of the USA.
fn county(t: &Tokens, candidates: &[GeoPlace], i: usize, end: usize) -> Option<GeoPlace> {
    let country = candidates.iter().find(|p| p.country == "US").or(candidates.first())?.country.clone();
    let name = t.span(i, end + 1).of(t.text).to_owned();
    Some(GeoPlace { name, kind: PlaceKind::Region, country, admin: String::new(), lat: 0.0, lon: 0.0, population: 0 })
}

/// "in Tarnville, Ohio": a name that no gazetteer has, by its form.
fn unknown(t: &Tokens, i: usize, located: bool) -> Option<FoundPlace> {
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
    let folded: Vec<String> = (end + 1..(end + 4).min(t.list.len())).map(|j| gazetteer::fold(t.word(j))).collect();
    let words: Vec<&str> = folded.iter().map(String::as_str).collect();
    let (_, places, adjective) = known::longest(&words)?;
    let country = places.first().filter(|p| !adjective && p.kind != PlaceKind::Town)?;
    if !t.list.get(end + 1)?.named() {
        return None;
    }
    let place = GeoPlace {
        name: t.span(i, end).of(t.text).to_owned(),
        kind: PlaceKind::Town,
        country: country.country.clone(),
        admin: country.admin.clone(),
        lat: 0.0,
        lon: 0.0,
        population: 0,
    };
    Some(FoundPlace {
        start: i,
        end,
        candidates: vec![place],
        located,
        adjective: false,
        within: None,
        rule: "place.by-form",
        grade: Grade::Likely,
    })
}

/// The country and state that stand right after a name: "Columbus, Ohio", "Paris, France", "Mosul in Iraq".
fn within(t: &Tokens, folded: &[String], end: usize, candidates: &[GeoPlace]) -> Option<(String, String)> {
    let at = if t.kind(end) == TokenClass::Comma || t.kind(end) == TokenClass::Open || t.one_of(end, &["in"]) {
        end + 1
    } else {
        return None;
    };
    let (words, _) = run(t, folded, at);
    let named = known::longest(&words).filter(|f| !f.2 && f.1.first().is_some_and(|p| p.kind != PlaceKind::Town));
    // "Ga.", "Calif.", "OH": only right after a comma.
    let short = || known::abbreviation(t.word(at)).filter(|_| t.kind(end) == TokenClass::Comma);
    let named = named.or_else(short)?.1;
    // "Columbus, Georgia": the state, as the country has no Columbus.
    let fits =
        |p: &&GeoPlace| candidates.iter().any(|c| c.country == p.country && (p.admin.is_empty() || c.admin == p.admin));
    let place = named.iter().find(fits).or(named.first())?.clone();
    Some((place.country, place.admin))
}
