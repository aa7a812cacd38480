//! The country, state or province that a text prints right after a name, and what it rules out: "Tarn, Ohio", "Tarn, Borno
//! State".
//!
//! Knows the name and what stands after it, not the rest of the text.

use super::gazetteer::{Gazetteer, GeoPlace, PlaceKind};
use super::known;
use super::named::FoundPlace;
use super::printed::{PROVINCE, run};
use crate::model::Grade;
use crate::reading::lexicon::Is;
use crate::reading::token::{TextToken, TokenClass, Tokens};

/// The country or region that stands after a name.
pub(super) struct StatedRegion {
    /// Country and state; the state is empty for a country.
    pub(super) region: (String, String),
    /// Whether it is an abbreviation of a state.
    pub(super) is_short: bool,
    /// Whether it can only be where the name is: after a comma or in brackets, and no list goes on after it.
    settles: bool,
    /// Whether it is a province of the gazetteer, whose borders may have changed.
    is_province: bool,
    /// Whether the region's own name leaves open which one it is.
    is_open: bool,
}

impl StatedRegion {
    fn fits(&self, place: &GeoPlace) -> bool {
        let (country, admin) = &self.region;
        place.country == *country && (admin.is_empty() || place.admin == *admin)
    }

    /// Takes the candidates out that lie elsewhere, if the region settles it; whether none is left.
    pub(super) fn rules_out(&self, candidates: &mut Vec<GeoPlace>) -> bool {
        if !self.settles || candidates.iter().any(|place| self.fits(place)) {
            return false;
        }
        candidates.retain(|place| self.is_province && place.country == self.region.0);
        candidates.is_empty()
    }
}

/// The country and state that stand right after a name: "Columbus, Ohio", "Paris, France", "Mosul in Iraq", "Tarn, Borno
/// State".
pub(super) fn within(
    t: &Tokens,
    folded: &[String],
    gazetteer: &impl Gazetteer,
    end: usize,
    candidates: &[GeoPlace],
) -> Option<StatedRegion> {
    let comma = t.kind(end) == TokenClass::Comma;
    let aside = comma || t.kind(end) == TokenClass::Open;
    if !aside && !t.one_of(end, &["in"]) {
        return None;
    }
    let at = end + 1;
    let (words, ends) = run(t, folded, at);
    let after = |count: usize| ends.get(count - 1).copied().unwrap_or(at);
    // What the name is in is said to its end: "In Tarn, Velm denied it" has another subject, "Tarn, Velm, and Merrow" is a list.
    let closes = |count: usize| {
        // "Borno state".
        let end = after(count) + usize::from(t.one_of(after(count), &PROVINCE));
        let next = t.list.get(end + 1);
        let goes_on = t.has(end + 1, Is::CONJ)
            || next.is_some_and(TextToken::named) && !t.has(end + 1, Is::WEEKDAY | Is::MONTH | Is::PREP);
        match t.kind(end) {
            TokenClass::Stop | TokenClass::Close | TokenClass::Break | TokenClass::Dash => true,
            TokenClass::Comma => !goes_on,
            _ => t.has(end, Is::PREP),
        }
    };
    // "Columbus, Georgia": the state, as the country has no Columbus.
    let fits =
        |p: &&GeoPlace| candidates.iter().any(|c| c.country == p.country && (p.admin.is_empty() || c.admin == p.admin));
    let named = known::longest(&words).filter(|f| !f.2 && f.1.first().is_some_and(|p| p.kind != PlaceKind::Town));
    // "Ga.", "Calif.", "OH": only right after a comma.
    let is_short = named.is_none();
    if let Some((count, named, _)) = named.or_else(|| known::abbreviation(t.word(at)).filter(|_| comma)) {
        let place = named.iter().find(fits).or(named.first())?;
        let region = (place.country.clone(), place.admin.clone());
        // "In Tarn, Al-Shabaab fighters": no abbreviation of Alabama.
        let word = t.word(at);
        let is_plain =
            t.kind(at + 1) == TokenClass::Stop || word.len() > 2 || word.bytes().all(|b| b.is_ascii_uppercase());
        let sure = !is_short || is_plain && !t.upper;
        let settles = aside && closes(count) && sure && !region.0.is_empty();
        return Some(StatedRegion { region, is_short, settles, is_province: false, is_open: named.len() > 1 });
    }
    let (count, mut found) = gazetteer.longest(&words).filter(|_| aside)?;
    let is_called = t.one_of(after(count), &PROVINCE) || t.one_of(after(count) - 1, &PROVINCE);
    let only = found.iter().all(|p| p.kind == PlaceKind::Region);
    found.retain(|p| p.kind == PlaceKind::Region);
    let fitting = found.iter().find(fits);
    let settles = is_called || only && closes(count);
    let place = fitting.filter(|_| settles).or_else(|| found.first().filter(|_| settles))?;
    let region = (place.country.clone(), place.admin.clone());
    let is_open = fitting.is_none() && found.len() > 1;
    Some(StatedRegion { region, is_short: false, settles, is_province: true, is_open })
}

/// A name that no gazetteer has in the region stated: as it is printed, without a position.
pub(super) fn by_form(t: &Tokens, (i, end): (usize, usize), located: bool, stated: &StatedRegion) -> FoundPlace {
    let (country, admin) = stated.region.clone();
    let printed = t.span(i, end).of(t.text);
    let name = if t.upper { capitalised(printed) } else { printed.to_owned() };
    let place = GeoPlace { name, kind: PlaceKind::Town, country, admin, lat: 0.0, lon: 0.0, population: 0 };
    FoundPlace {
        start: i,
        end,
        candidates: vec![place],
        located,
        adjective: false,
        within: Some(stated.region.clone()),
        rule: "place.by-form",
        grade: if stated.is_open { Grade::Guess } else { Grade::Likely },
    }
}

/// "TARN FORD" as "Tarn Ford".
fn capitalised(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_string() + &chars.as_str().to_lowercase())
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
