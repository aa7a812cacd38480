//! Chooses among the places of a text the one where its main incident was.
//!
//! A proposal with its reason; the other places stay.

use super::gazetteer::{GeoPlace, PlaceKind, fold};
use super::named::NamedPlace;
use crate::model::Grade;
use crate::reading::incident::another::begins_another;
use crate::reading::lexicon::Is;
use crate::reading::span::Mention;
use crate::reading::token::{TokenClass, Tokens};

/// What makes a place likely rather than a guess.
const LIKELY: i32 = 30;

/// Words of incidents near which a place is where it happened.
const EVENT: [&str; 40] = [
    "attack",
    "attacks",
    "attacked",
    "bombing",
    "bombings",
    "bombed",
    "bomb",
    "blast",
    "blasts",
    "explosion",
    "explosions",
    "exploded",
    "shooting",
    "shootings",
    "shot",
    "killed",
    "killing",
    "killings",
    "murder",
    "murdered",
    "slain",
    "slaying",
    "wounded",
    "injured",
    "raid",
    "raids",
    "ambush",
    "ambushed",
    "kidnapped",
    "kidnapping",
    "assassinated",
    "assassination",
    "gunmen",
    "gunman",
    "fire",
    "strike",
    "dead",
    "died",
    "massacre",
    "clash",
];

/// Words after the name of the town that someone lives in.
const LIVES: [&str; 14] = [
    "man",
    "woman",
    "teen",
    "boy",
    "girl",
    "mother",
    "father",
    "couple",
    "resident",
    "residents",
    "mom",
    "dad",
    "teenager",
    "native",
];

/// Words after a name that make a hospital or school of it.
const HOSPITALS: [&str; 8] =
    ["hospital", "medical", "university", "college", "school", "middle", "elementary", "regional"];

/// Words before the place where someone is brought.
const CARRIED: [&str; 7] = ["airlifted", "flown", "transported", "rushed", "hospital", "hospitalized", "transferred"];

/// Words after a name of a part of a town.
const PARTS: [&str; 5] = ["neighborhood", "neighbourhood", "section", "subdivision", "community"];

/// The number of the place where the text's main incident was, and how sure that is. `title_end` is the byte at which the
/// headline ends, `sentences` are ranges of tokens, `day` is the byte at which the day of the incident stands.
pub fn scene(
    tokens: &Tokens,
    sentences: &[(usize, usize)],
    places: &[Mention<NamedPlace>],
    title_end: usize,
    day: Option<usize>,
) -> Option<(usize, Grade)> {
    let totals = totals(tokens, sentences, places, title_end);
    let main = main_country(tokens, places);
    let total = |m: &Mention<NamedPlace>| {
        let country = m.value.place.country.as_str();
        let abroad = main.is_some_and(|main| !country.is_empty() && country != main);
        let elsewhere = m.grade != Grade::Plain && out_of_state(places, &m.value.place);
        totals.get(&key(m)).copied().unwrap_or(0) - if abroad || elsewhere { 8 } else { 0 }
    };
    let mut best: Option<(usize, i32)> = None;
    for (i, m) in places.iter().enumerate() {
        let score = total(m);
        if best.is_none_or(|(_, b)| score > b) {
            best = Some((i, score));
        }
    }
    let (at, score) = best.filter(|(_, s)| *s > 0)?;
    // The city that a small place is part of or beside, if the text names it nearly as prominently: readers look for it.
    let small = &places[at].value.place;
    let near = |m: &Mention<NamedPlace>| {
        let city = &m.value.place;
        let ratio = city.population / small.population.max(1);
        city.kind == PlaceKind::Town
            && (ratio > 8 && total(m) + 6 >= score || ratio > 30 && total(m) > 0)
            && distance(city.lat, city.lon, small.lat, small.lon) < 20.0
    };
    let city = if small.population > 0 { places.iter().position(near) } else { None };
    let city = city.or_else(|| dateline_city(tokens, places, &places[at]));
    let at = city.or_else(|| reported_of(tokens, sentences, places, &places[at], day)).unwrap_or(at);
    // What is weak is not given: rather a country that the text is about.
    if score < least(&places[at].value.place, tokens.upper) {
        let country = |m: &Mention<NamedPlace>| {
            let place = &m.value.place;
            place.kind == PlaceKind::Country && main.is_some_and(|main| place.country == main && main != "US")
        };
        let line = |m: &Mention<NamedPlace>| {
            let own = main.is_some_and(|main| m.value.place.country == main);
            own && tokens.upper && in_dateline(tokens, tokens.at(m.span.start))
        };
        let given = places.iter().position(country).or_else(|| places.iter().position(line));
        return given.map(|i| (i, Grade::Guess));
    }
    Some((at, if score >= LIKELY { Grade::Likely } else { Grade::Guess }))
}

/// Whether a town of the USA is in a state that the text does not name, while it names others: often a part of a city or a
/// county of that name.
fn out_of_state(places: &[Mention<NamedPlace>], town: &GeoPlace) -> bool {
    let mut states = places.iter().map(|m| &m.value.place).filter(|p| p.kind == PlaceKind::Region && p.country == "US");
    let mut named = false;
    let own = states.any(|state| {
        named |= !state.admin.is_empty();
        state.admin == town.admin
    });
    town.kind == PlaceKind::Town && town.country == "US" && named && !own
}

/// What must speak for a place of a kind. States of the USA and counties say little, and towns in a text that is all in
/// capitals.
fn least(place: &GeoPlace, upper: bool) -> i32 {
    match place.kind {
        PlaceKind::Town if upper => 32,
        PlaceKind::Town => 23,
        PlaceKind::Region if place.country == "US" => {
            if place.admin.is_empty() {
                60
            } else {
                40
            }
        }
        PlaceKind::Region => 16,
        PlaceKind::Country => 12,
    }
}

/// The country that most of the places of a text are in, if it is far before all others.
fn main_country<'p>(t: &Tokens, places: &'p [Mention<NamedPlace>]) -> Option<&'p str> {
    let mut weights: Vec<(&str, u32)> = Vec::new();
    // A report from abroad has its own town in the dateline.
    let told = places.iter().filter(|m| !m.value.place.country.is_empty() && !in_dateline(t, t.at(m.span.start)));
    for m in told {
        let weight = match (m.value.adjective, m.value.located) {
            (true, _) => 1,
            (false, false) => 2,
            (false, true) => 3,
        };
        let country = m.value.place.country.as_str();
        match weights.iter_mut().find(|w| w.0 == country) {
            Some(w) => w.1 += weight,
            None => weights.push((country, weight)),
        }
    }
    let (main, most) = weights.iter().copied().max_by_key(|w| w.1)?;
    let second = weights.iter().filter(|w| w.0 != main).map(|w| w.1).max().unwrap_or(0);
    (most > second * 2).then_some(main)
}

/// The city of the dateline, where the place chosen is a small town of that name far away in a state that the text does not
/// name: "CHICAGO — A man was shot in Woodlawn" is of a part of Chicago.
fn dateline_city(t: &Tokens, places: &[Mention<NamedPlace>], chosen: &Mention<NamedPlace>) -> Option<usize> {
    let small = &chosen.value.place;
    let told = chosen.grade == Grade::Plain
        || places.iter().any(|m| {
            let place = &m.value.place;
            place.kind == PlaceKind::Region && place.country == small.country && place.admin == small.admin
        });
    if told || small.kind != PlaceKind::Town || small.population == 0 || small.population > 500_000 {
        return None;
    }
    places.iter().position(|m| {
        let city = &m.value.place;
        city.kind == PlaceKind::Town
            && city.country == small.country
            && city.population > 100_000
            && in_dateline(t, t.at(m.span.start))
            && distance(city.lat, city.lon, small.lat, small.lon) > 100.0
    })
}

/// The town of which a report from elsewhere tells, where the place chosen is named in the dateline only: "BAMAKO - … an ambush
/// near Mopti".
fn reported_of(
    t: &Tokens,
    sentences: &[(usize, usize)],
    places: &[Mention<NamedPlace>],
    chosen: &Mention<NamedPlace>,
    day: Option<usize>,
) -> Option<usize> {
    let mut mentions = places.iter().filter(|m| key(m) == key(chosen));
    if chosen.value.place.kind != PlaceKind::Town || !mentions.all(|m| in_dateline(t, t.at(m.span.start))) {
        return None;
    }
    let line = t.at(chosen.span.start);
    let sentence = |at: usize| sentences.get(sentences.partition_point(|sentence| sentence.1 <= at)).copied();
    let told_in = |(start, end): (usize, usize)| {
        let is_event = || (start..end).any(|i| t.one_of(i, &EVENT));
        let found = places.iter().position(|m| {
            let (at, town, from) = (t.at(m.span.start), &m.value.place, &chosen.value.place);
            let is_told = at > line && at >= start && at < end && m.value.located && m.value.others.is_empty();
            let is_far = || distance(town.lat, town.lon, from.lat, from.lon) > 30.0;
            is_told && town.kind == PlaceKind::Town && town.country == from.country && is_far()
        });
        found.filter(|_| is_event())
    };
    sentence(line).and_then(told_in).or_else(|| sentence(t.at(day?)).and_then(told_in))
}

/// What tells one place from another.
fn key(m: &Mention<NamedPlace>) -> (&str, &str, &str) {
    let place = &m.value.place;
    (&place.name, &place.country, &place.admin)
}

type Totals<'p> = hashbrown::HashMap<(&'p str, &'p str, &'p str), i32, foldhash::fast::FixedState>;

/// How much speaks for each place: its best mention, and a little more for each further one.
fn totals<'p>(
    tokens: &Tokens,
    sentences: &[(usize, usize)],
    places: &'p [Mention<NamedPlace>],
    title_end: usize,
) -> Totals<'p> {
    let mut totals = Totals::default();
    let of_another = |m: &Mention<NamedPlace>| {
        let at = tokens.at(m.span.start);
        let sentence = sentences.get(sentences.partition_point(|sentence| sentence.1 <= at));
        sentence.is_some_and(|(start, end)| begins_another(tokens.span(*start, *end).of(tokens.text)))
    };
    for m in places {
        // Where another incident was.
        if of_another(m) {
            totals.entry(key(m)).or_insert(0);
            continue;
        }
        let place = &m.value.place;
        let own = fold(m.span.of(tokens.text)) == fold(&place.name);
        let part = own && tokens.one_of(tokens.at(m.span.end), &PARTS);
        let score = score(tokens, m, title_end) - if part { 30 } else { 0 };
        let again = if place.kind == PlaceKind::Town || m.value.located { 3 } else { 0 };
        totals
            .entry(key(m))
            .and_modify(|t| *t = if part || *t < -5 { (*t).min(score) } else { (*t).max(score) + again })
            .or_insert(score);
    }
    totals
}

/// Kilometres between two points, near enough for neighbours.
fn distance(lat: f32, lon: f32, other_lat: f32, other_lon: f32) -> f32 {
    let x = (lon - other_lon) * f32::midpoint(lat, other_lat).to_radians().cos();
    let y = lat - other_lat;
    x.hypot(y) * 111.2
}

/// How much speaks for a mention: what kind of place, where in the text, what stands around it.
fn score(t: &Tokens, m: &Mention<NamedPlace>, title_end: usize) -> i32 {
    let named = &m.value;
    let at = t.at(m.span.start);
    let mut score = match named.place.kind {
        PlaceKind::Town => 12,
        PlaceKind::Region => 5,
        PlaceKind::Country => 3,
    };
    if named.adjective {
        score -= 6;
    }
    if named.place.kind != PlaceKind::Town && !named.located {
        score -= 4;
    }
    if named.place.population > 0 {
        score += (named.place.population.ilog10() as i32 - 4).max(0);
    }
    if named.located && t.one_of(at.wrapping_sub(1), &["in", "near", "at", "outside", "inside", "around"]) {
        score += 5;
    }
    let depth = m.span.start.saturating_sub(title_end);
    score += if m.span.end <= title_end { 6 } else { 6 - (depth / 250).min(8) as i32 };
    if m.grade == Grade::Plain && named.place.kind == PlaceKind::Town {
        score += 3;
    }
    let from = (at.saturating_sub(14)..at).rev().find(|j| matches!(t.kind(*j), TokenClass::Stop | TokenClass::Break));
    let from = from.map_or(at.saturating_sub(14), |j| j + 1);
    let last = (at + 14).min(t.list.len());
    let until = (at..last).find(|j| matches!(t.kind(*j), TokenClass::Stop | TokenClass::Break)).unwrap_or(last);
    if (from..until).any(|j| t.one_of(j, &EVENT)) {
        score += 5;
    }
    if in_dateline(t, at) {
        // Where the report was written: nearly always so in local news, often not in foreign.
        score -= if t.upper { 9 } else { 0 };
    } else if m.span.end <= title_end && of_the_outlet(t, at, title_end) {
        score -= 18;
    }
    // "Tarn police said": theirs is the town, more often than not.
    if t.is(t.at(m.span.end), "police") && named.place.kind == PlaceKind::Town {
        score += 4;
    }
    // "a Tarn man": where someone lives.
    if t.one_of(t.at(m.span.end), &LIVES) {
        score -= 5;
    }
    if t.has(at.wrapping_sub(1), Is::SAY) {
        score -= 4;
    }
    // "Mount Sinai Hospital", "flown to Tarn".
    if t.one_of(t.at(m.span.end), &HOSPITALS) {
        score -= 14;
    }
    if (at.saturating_sub(5)..at).any(|j| t.one_of(j, &CARRIED)) {
        score -= 8;
    }
    score
}

/// Whether token `at` stands in a dateline: in the first words of a passage, before a dash.
fn in_dateline(t: &Tokens, at: usize) -> bool {
    let start = (0..at).rev().find(|j| t.kind(*j) == TokenClass::Break).map_or(0, |j| j + 1);
    at - start < 8
        && (at..at + 16).take_while(|j| t.kind(*j) != TokenClass::Break).any(|j| t.kind(j) == TokenClass::Dash)
        && (start..at).all(|j| t.list[j].capital || !t.list[j].word())
}

/// Whether token `at` is in the part of a headline that names the outlet: after its last dash or bar, where enough stands
/// before it, or with a word for news.
fn of_the_outlet(t: &Tokens, at: usize, title_end: usize) -> bool {
    let end = t.at(title_end);
    let news = ["news", "weather", "sports", "tv", "leader", "times", "com", "channel"];
    let bar = |j: &usize| t.word(*j) == "|" || t.kind(*j) == TokenClass::Dash && t.list[*j].spaced;
    (0..at).rev().find(bar).is_some_and(|bar| bar >= 4 || (bar..end).any(|j| t.one_of(j, &news)))
}
