//! Places by name: countries, provinces and towns of the world, and the places of entries. Knows no screen.
//!
//! A name is found by its beginning, with or without accents. Where nothing begins with what was typed, names that are much like it are.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::outline::{MapCountry, Outline, UNITS, crossings, world};
use super::placement::{SpotName, country_name};
use super::tally::MapTally;
use super::towns::TownList;
use super::view::MapView;
use crate::model::{Workspace, country};
use crate::reading::place::gazetteer::{PlaceKind, fold};

/// The south-western corner of a part of the globe, and the north-eastern one.
pub type MapCorners = [(f64, f64); 2];

/// A place that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SoughtPlace {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Its country; empty for a country itself, or where none is known.
    pub country: String,
    /// Its latitude and longitude; of a country those of a point well inside.
    pub at: (f64, f64),
    /// How many entries shown are at it.
    pub entries: usize,
    /// Its southernmost and westernmost, and its northernmost and easternmost position, if it is no point.
    pub extent: Option<MapCorners>,
}

impl SoughtPlace {
    /// The view of so many cells in which it can be read: what is around a town, a whole country.
    pub fn seen_in(&self, view: MapView) -> MapView {
        let step = match (self.extent, self.kind) {
            (Some(corners), _) => return MapView::around(corners, view.columns, view.rows),
            (None, PlaceKind::Town) => 0.1,
            (None, _) => 0.25,
        };
        // It lies in the middle of a cell, with what is near.
        let half = |n: u16| if n.is_multiple_of(2) { 0.5 } else { 0.0 };
        MapView { step: view.step.min(step), ..view }.centred(self.at).moved(half(view.columns), half(view.rows))
    }
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameFit {
    Whole,
    Beginning,
    Word,
    Similar,
}

fn fit(folded: &str, typed: &str) -> Option<NameFit> {
    match folded.strip_prefix(typed) {
        Some("") => Some(NameFit::Whole),
        Some(_) => Some(NameFit::Beginning),
        None => folded.match_indices(typed).any(|(at, _)| folded[..at].ends_with(' ')).then_some(NameFit::Word),
    }
}

/// Whether a name is typed with a letter or two wrong.
fn is_similar(folded: &str, typed: &str) -> Option<NameFit> {
    let most = if typed.len() < 8 { 1 } else { 2 };
    let is_near = folded.len().abs_diff(typed.len()) <= most;
    (is_near && strsim::damerau_levenshtein(folded, typed) <= most).then_some(NameFit::Similar)
}

/// How many places of the world are looked at: the largest.
const MOST: usize = 4000;

/// Degrees within which a place of entries and a town of its name are one.
const NEAR: f64 = 0.3;

/// Where places are looked up.
#[derive(Debug, Clone, Copy)]
pub struct PlaceNames<'m> {
    /// Whose entries are shown.
    pub workspace: &'m Workspace,
    /// The entries shown.
    pub tally: &'m MapTally,
    /// Towns and provinces of the world.
    pub towns: &'m TownList,
}

/// Name and country of a place of entries, and its position as it is told apart.
type FoundKey = ((String, String), (i32, i32));

/// A place with how well its name fits, and how large it is.
type Ranked = (NameFit, Reverse<u64>, SoughtPlace);

impl PlaceNames<'_> {
    /// The places that a typed name fits, the best first: at most so many.
    pub fn find(self, typed: &str, most: usize) -> Vec<SoughtPlace> {
        let typed = fold(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let mut found = self.fitting(&typed, &|folded| fit(folded, &typed));
        if found.is_empty() && typed.chars().count() > 3 {
            let begins = typed.char_indices().nth(2).map_or(&*typed, |(at, _)| &typed[..at]);
            found = self.fitting(begins, &|folded| is_similar(folded, &typed));
        }
        found.sort_by(|a, b| {
            let by_words = (a.0, a.1, &a.2.name, &a.2.country).cmp(&(b.0, b.1, &b.2.name, &b.2.country));
            by_words.then(a.2.at.0.total_cmp(&b.2.at.0)).then(a.2.at.1.total_cmp(&b.2.at.1))
        });
        // A town may have several names that fit.
        let mut seen = HashSet::new();
        let mut places: Vec<SoughtPlace> = found.into_iter().map(|(.., place)| place).collect();
        places
            .retain(|place| seen.insert((place.name.clone(), place.kind, place.at.0.to_bits(), place.at.1.to_bits())));
        places.truncate(most);
        places
    }

    /// The places of which a name fits. Only names in which a word begins with a text are asked, and of the world only those that do.
    fn fitting(self, begins: &str, fits: &dyn Fn(&str) -> Option<NameFit>) -> Vec<Ranked> {
        let mut found = self.of_entries(begins, fits);
        for country in COUNTRIES.iter() {
            let Some(fit) = fits(&country.folded) else { continue };
            found.extend(country.found().map(|place| (fit, Reverse(u64::MAX), place)));
        }
        let mut known: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
        for (.., place) in &found {
            known.entry(fold(&place.name)).or_default().push(place.at);
        }
        for (name, place) in self.towns.world.beginning_with(begins, MOST) {
            let Some(fit) = fits(name) else { continue };
            let at = (f64::from(place.lat), f64::from(place.lon));
            let is_near = |of: (f64, f64)| (of.0 - at.0).abs() < NEAR && (of.1 - at.1).abs() < NEAR;
            if place.kind == PlaceKind::Town && known.get(name).is_some_and(|all| all.iter().any(|of| is_near(*of))) {
                continue;
            }
            let (country, size) = (country::english(&place.country).to_owned(), Reverse(u64::from(place.population)));
            let place = SoughtPlace { name: place.name, kind: place.kind, country, at, entries: 0, extent: None };
            found.push((fit, size, place));
        }
        found
    }

    /// The places at which the entries shown stand, those of one name at several positions apart; each where most of its entries do.
    fn of_entries(self, begins: &str, fits: &dyn Fn(&str) -> Option<NameFit>) -> Vec<Ranked> {
        let mut found: HashMap<FoundKey, (NameFit, usize, usize, usize)> = HashMap::new();
        for (spot, at) in self.tally.spots().iter().enumerate() {
            let here = self.tally.at(spot);
            let SpotName { name, country } = self.tally.place(self.workspace, spot);
            if name.is_ascii() && begins.is_ascii() && !has(name, begins) {
                continue;
            }
            let Some(fit) = fits(&fold(name)) else { continue };
            let place = ((name.to_owned(), country.to_owned()), hundredths(*at));
            let (_, all, most, at) = found.entry(place).or_insert((fit, 0, 0, spot));
            *all += here.len();
            if here.len() > *most {
                (*most, *at) = (here.len(), spot);
            }
        }
        let ranked = found.into_iter().map(|(((name, code), _), (fit, entries, _, at))| {
            let country = country_name(&code).to_owned();
            let at = self.tally.spots()[at];
            // What is shown comes before all towns of the world.
            let size = Reverse(u64::MAX / 2 + entries as u64);
            (fit, size, SoughtPlace { name, kind: PlaceKind::Town, country, at, entries, extent: None })
        });
        ranked.collect()
    }
}

/// Latitude and longitude to a kilometre: where two are equal, a place is one.
pub fn hundredths((lat, lon): (f64, f64)) -> (i32, i32) {
    ((lat * 100.0).round() as i32, (lon * 100.0).round() as i32)
}

/// Whether letters have other letters among them, in any case; a blank stands for whatever is no letter.
fn has(name: &str, letters: &str) -> bool {
    let is_alike = |(a, b): (&u8, &u8)| a.eq_ignore_ascii_case(b) || *b == b' ';
    let letters = letters.split(' ').next().unwrap_or_default().as_bytes();
    name.as_bytes().windows(letters.len().max(1)).any(|part| part.iter().zip(letters).all(is_alike))
}

/// A country by its name.
#[derive(Debug)]
struct CountryName {
    folded: String,
    name: String,
    outline: &'static MapCountry,
}

/// All countries of the map.
static COUNTRIES: LazyLock<Vec<CountryName>> = LazyLock::new(|| {
    let named = |outline: &'static MapCountry| {
        let code = country::code(&outline.name, None);
        let english = code.as_ref().and_then(|code| std::str::from_utf8(code).ok()).map_or("", country::english);
        let name = if english.is_empty() { &outline.name } else { english };
        CountryName { folded: fold(name), name: name.to_owned(), outline }
    };
    world().countries.iter().map(named).collect()
});

impl CountryName {
    fn found(&self) -> Option<SoughtPlace> {
        let (at, extent) = main_part(world(), self.outline)?;
        let (name, country) = (self.name.clone(), String::new());
        Some(SoughtPlace { name, kind: PlaceKind::Country, country, at, entries: 0, extent: Some(extent) })
    }
}

/// Latitudes at which a country is cut to find its main part.
const CUTS: u32 = 64;

/// The middle of the widest stretch of a country, and the corners of what hangs together with that: not its islands far away.
fn main_part(outline: &Outline, country: &MapCountry) -> Option<((f64, f64), MapCorners)> {
    let bounds = country.bounds?;
    let (south, north) = (f64::from(bounds.least.1) / UNITS, f64::from(bounds.greatest.1) / UNITS);
    let lat = |cut: u32| south + (north - south) * (f64::from(cut) + 0.5) / f64::from(CUTS);
    let pairs = |cut: u32| crossings(outline, country, lat(cut)).as_chunks::<2>().0.to_vec();
    let rows: Vec<Vec<[f64; 2]>> = (0..CUTS).map(pairs).collect();
    let wide = |cut: usize, [west, east]: [f64; 2]| (east - west) * lat(cut as u32).to_radians().cos();
    let all = rows.iter().enumerate().flat_map(|(cut, row)| row.iter().map(move |stretch| (cut, *stretch)));
    let (widest, [from, to]) = all.max_by(|a, b| wide(a.0, a.1).total_cmp(&wide(b.0, b.1)))?;
    let (mut west, mut east, mut lowest, mut highest) = (from, to, widest, widest);
    for upwards in [true, false] {
        let (mut left, mut right) = (from, to);
        let cuts: Vec<usize> = if upwards { (widest + 1..rows.len()).collect() } else { (0..widest).rev().collect() };
        for cut in cuts {
            let joined = rows[cut].iter().filter(|[from, to]| *from <= right && *to >= left);
            let bounds = joined.fold(None, |bounds: Option<(f64, f64)>, [from, to]| {
                Some(bounds.map_or((*from, *to), |(l, r)| (l.min(*from), r.max(*to))))
            });
            let Some(bounds) = bounds else { break };
            (left, right) = bounds;
            (west, east) = (west.min(left), east.max(right));
            (lowest, highest) = (lowest.min(cut), highest.max(cut));
        }
    }
    let at = (lat(widest as u32), f64::midpoint(from, to));
    Some((at, [(lat(lowest as u32), west), (lat(highest as u32), east)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(typed: &str, most: usize) -> Vec<SoughtPlace> {
        let (workspace, tally, towns) = (Workspace::default(), MapTally::default(), super::super::towns::all());
        PlaceNames { workspace: &workspace, tally: &tally, towns: &towns }.find(typed, most)
    }

    #[test]
    fn a_town_a_province_and_a_country_are_found_by_name() {
        let kunduz = find("kunduz", 10);
        assert!(
            kunduz.iter().any(|place| place.kind == PlaceKind::Town && (place.at.0 - 36.73).abs() < 0.1),
            "{kunduz:?}"
        );
        assert!(kunduz.iter().any(|place| place.kind == PlaceKind::Region), "{kunduz:?}");
        let first = |typed: &str| find(typed, 5).first().map(|place| (place.name.clone(), place.kind));
        assert_eq!(first("AFGHAN"), Some(("Afghanistan".to_owned(), PlaceKind::Country)));
        assert_eq!(first("kyiv").map(|(_, kind)| kind), Some(PlaceKind::Town));
        assert!(
            find("kandahaar", 5).iter().any(|place| place.name == "Kandahār" || place.name == "Kandahar"),
            "a letter too many"
        );
        assert_eq!(find("xyzzyx", 5), []);
        assert_eq!(find("", 5), [], "no entries");
    }

    #[test]
    fn a_country_is_seen_whole_without_what_lies_far_away() {
        let view = MapView { lat: 0.0, lon: 0.0, step: 3.0, columns: 76, rows: 18 };
        for (typed, inside, outside) in [
            ("france", [(48.9, 2.3), (43.3, 5.4)], (4.9, -52.3)),
            ("afghanistan", [(34.5, 69.2), (32.0, 62.5)], (55.7, 37.6)),
            ("new zealand", [(-37.8, 175.2), (-38.5, 176.5)], (-33.9, 151.2)),
        ] {
            let place = find(typed, 1).remove(0);
            let seen = place.seen_in(view);
            assert!(inside.iter().all(|at| seen.cell(at.0, at.1).is_some()), "{typed}: {seen:?}");
            assert_eq!(seen.cell(outside.0, outside.1), None, "{typed}: {seen:?}");
            assert!(seen.cell(place.at.0, place.at.1).is_some());
        }
        // Every country can be gone to.
        for country in COUNTRIES.iter() {
            let place = country.found().unwrap_or_else(|| panic!("{}", country.name));
            assert!(place.seen_in(view).cell(place.at.0, place.at.1).is_some(), "{place:?}");
        }
    }
}
