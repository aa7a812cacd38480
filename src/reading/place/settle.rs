//! Decides which of several places of a name a text means: by what stands after it, by the countries of the text, by size.

use super::gazetteer::{GeoPlace, PlaceKind, fold};
use super::named::{FoundPlace, NamedPlace};
use crate::model::Grade;
use crate::reading::span::Mention;
use crate::reading::token::Tokens;

/// Decides which place each name means: by what stands after it, by the countries of the text, by size.
pub(super) fn settle(t: &Tokens, mut found: Vec<FoundPlace>) -> Vec<Mention<NamedPlace>> {
    let mut weights: Vec<(String, String, u32)> = Vec::new();
    let mut weigh =
        |country: &str, admin: &str, by: u32| match weights.iter_mut().find(|w| w.0 == country && w.1 == admin) {
            Some(w) => w.2 += by,
            None => weights.push((country.to_owned(), admin.to_owned(), by)),
        };
    for f in &found {
        if let Some((country, admin)) = &f.within {
            weigh(country, admin, 4);
            weigh(country, "", 2);
        }
        let first = &f.candidates[0];
        if first.kind != PlaceKind::Town && !first.country.is_empty() {
            weigh(&first.country, "", if f.adjective { 1 } else { 3 });
            if !first.admin.is_empty() {
                weigh(&first.country, &first.admin, 3);
            }
        }
    }
    let weight = |p: &GeoPlace| {
        let at =
            |country: &str, admin: &str| weights.iter().find(|w| w.0 == country && w.1 == admin).map_or(0, |w| w.2);
        at(&p.country, "").min(2) + if p.admin.is_empty() { 0 } else { at(&p.country, &p.admin).min(2) }
    };
    // In capitals a name says little: only towns of a country that the text names, or very large ones.
    if t.upper {
        found.retain(|f| {
            let town = f.rule == "place.town" && f.within.is_none();
            !town || f.candidates.iter().any(|p| weight(p) > 0 || p.population > 2_000_000)
        });
    }
    // "Tarn, Ohio … Tarn": a name that no gazetteer has there stands for the same place without its state.
    let printed = |f: &FoundPlace| fold(t.span(f.start, f.end).of(t.text));
    let by_form = found.iter().filter(|f| f.rule == "place.by-form");
    let by_form: Vec<(String, GeoPlace, Grade)> =
        by_form.map(|f| (printed(f), f.candidates[0].clone(), f.grade)).collect();
    found
        .into_iter()
        .map(|mut f| {
            let matched = printed(&f);
            let mut stated = by_form.iter().filter(|(name, ..)| *name == matched && f.within.is_none());
            if let Some((_, place, grade)) = stated.next().filter(|_| f.rule == "place.town") {
                // Of two such places it may be either.
                let grade = if stated.all(|(_, other, _)| other == place) { *grade } else { Grade::Guess };
                f.candidates = vec![place.clone()];
                f.rule = "place.by-form";
                f.grade = f.grade.max(grade);
            }
            let (grade, open) = choose(&mut f, weight, &matched);
            let grade = grade.max(spelling(&f, &matched));
            let mut candidates = f.candidates;
            let place = candidates.remove(0);
            let rule =
                if f.rule == "place.town" && place.kind == PlaceKind::Region { "place.province" } else { f.rule };
            candidates.truncate(if open { 5 } else { 0 });
            Mention {
                span: t.span(f.start, f.end),
                value: NamedPlace { place, others: candidates, located: f.located, adjective: f.adjective },
                rule,
                grade,
            }
        })
        .collect()
}

/// The inhabitants from which a further name is one that people know: "Bombay".
const KNOWN_BY_MORE_NAMES: u32 = 1_000_000;

/// The best grade that the spelling allows. A further name of a smaller town may be a near spelling of another's: a guess,
/// unless its region is printed beside it.
fn spelling(f: &FoundPlace, matched: &str) -> Grade {
    let place = &f.candidates[0];
    let usual = f.rule != "place.town" || place.population > KNOWN_BY_MORE_NAMES || fold(&place.name) == matched;
    let stated = f.within.as_ref().is_some_and(|(country, _)| place.country == *country);
    match (usual, stated) {
        (true, _) => Grade::Plain,
        (false, true) => Grade::Likely,
        (false, false) => Grade::Guess,
    }
}

/// Moves the likeliest candidate to the front: its grade, and whether the others stay possible.
fn choose(f: &mut FoundPlace, weight: impl Fn(&GeoPlace) -> u32, matched: &str) -> (Grade, bool) {
    if f.rule == "place.by-form" {
        return (f.grade, false);
    }
    if let Some((country, admin)) = &f.within {
        let fits = |p: &GeoPlace| p.country == *country && (admin.is_empty() || p.admin == *admin);
        if let Some(at) = f
            .candidates
            .iter()
            .position(|p| fits(p) && p.kind == PlaceKind::Town)
            .or_else(|| f.candidates.iter().position(fits))
        {
            f.candidates.swap(0, at);
            return (Grade::Plain, false);
        }
        // Another province of the country that is stated.
        if f.rule == "place.town" && f.candidates.iter().all(|p| p.country == *country) {
            return (Grade::Guess, f.candidates.len() > 1);
        }
    }
    if f.candidates.len() == 1 {
        return (if f.rule == "place.country" { Grade::Plain } else { f.grade }, false);
    }
    if f.rule != "place.town" && f.candidates[0].kind != PlaceKind::Town {
        // A country that is a state of the USA as well, or the other way round.
        let fixed: Vec<usize> = (0..f.candidates.len()).filter(|i| f.candidates[*i].kind != PlaceKind::Town).collect();
        if fixed.len() > 1 {
            let best = fixed.iter().copied().max_by_key(|i| (weight(&f.candidates[*i]), usize::MAX - i)).unwrap_or(0);
            f.candidates.swap(0, best);
            return (Grade::Likely, true);
        }
        f.candidates.truncate(1);
        return (if f.adjective { Grade::Guess } else { Grade::Plain }, false);
    }
    // A state named in the text outweighs a larger town elsewhere, a country only one a few times as large.
    let usual = |p: &GeoPlace| fold(&p.name) == matched;
    let worth = |p: &GeoPlace| {
        let size = f64::from(p.population.max(1)).log10();
        size + f64::from(weight(p).min(4)) * 0.75 + if usual(p) { 1.0 } else { 0.0 }
    };
    let worths: Vec<f64> = f.candidates.iter().map(worth).collect();
    let best = (0..worths.len()).fold(0, |best, i| if worths[i] > worths[best] { i } else { best });
    let by_text = weight(&f.candidates[best]) > 0;
    let most = f.candidates.remove(best);
    f.candidates.insert(0, most);
    let first = &f.candidates[0];
    let rivals = f.candidates.iter().skip(1).filter(|p| weight(p) == weight(first) && usual(p) == usual(first));
    let rival = rivals.map(|p| p.population).max().unwrap_or(0);
    let far = f.candidates[0].population > rival.saturating_mul(5);
    match (by_text, far) {
        (true, _) if rival == 0 => (Grade::Likely, false),
        (true | false, true) => (Grade::Likely, true),
        _ => (Grade::Guess, true),
    }
}
