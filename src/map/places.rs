//! Places by name: countries, provinces and towns of the world, and the places of entries. Knows no screen.
//!
//! A name is found by its beginning, with or without accents. Where nothing begins with what was typed, names that are much like it are.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use super::outline::{MapCountry, Outline, UNITS, crossings, world};
use super::placement::{SpotName, country_name};
use super::tally::MapTally;
use super::towns::TownList;
use super::view::MapView;
use crate::model::{Workspace, country};
use crate::reading::place::gazetteer::{PlaceKind, fold};
use crate::shares;

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

/// A name that fits.
#[derive(Debug, Clone, Copy)]
struct FoundName<'a> {
    fit: NameFit,
    /// How large it is.
    size: u64,
    name: &'a str,
    kind: PlaceKind,
    /// The code of its country, or its name.
    country: &'a str,
    place: FittingPlace,
}

/// What has a name that fits.
#[derive(Debug, Clone, Copy)]
enum FittingPlace {
    /// A country, by its position in [`COUNTRIES`]. Its bounds are found when it is listed.
    Country(usize),
    /// A position, with how many entries are at it.
    At((f64, f64), usize),
}

/// The positions of one place.
#[derive(Debug, Clone, Copy)]
struct SpotsOfName {
    fit: NameFit,
    entries: usize,
    /// How many are at the position with most, and its number.
    most: usize,
    fullest: usize,
}

impl FoundName<'_> {
    /// The best first.
    fn before(&self, other: &Self) -> std::cmp::Ordering {
        let words = |found: &Self| (found.fit, Reverse(found.size));
        let position = |found: &Self| match found.place {
            FittingPlace::Country(at) => (at as f64, 0.0),
            FittingPlace::At(at, _) => at,
        };
        let by_words = words(self).cmp(&words(other)).then(self.name.cmp(other.name));
        let by_country = by_words.then_with(|| country_name(self.country).cmp(country_name(other.country)));
        let (one, two) = (position(self), position(other));
        by_country.then(one.0.total_cmp(&two.0)).then(one.1.total_cmp(&two.1))
    }

    /// What tells it from others: a town may have several names that fit.
    fn key(&self) -> (&str, PlaceKind, [u64; 2]) {
        let at = match self.place {
            FittingPlace::Country(at) => [at as u64, 0],
            FittingPlace::At(at, _) => [at.0.to_bits(), at.1.to_bits()],
        };
        (self.name, self.kind, at)
    }

    fn sought(&self) -> Option<SoughtPlace> {
        let (name, kind) = (self.name.to_owned(), self.kind);
        match self.place {
            FittingPlace::Country(country) => {
                let (at, extent) = COUNTRIES[country].main_part()?;
                Some(SoughtPlace { name, kind, country: String::new(), at, entries: 0, extent: Some(extent) })
            }
            FittingPlace::At(at, entries) => {
                let country = country_name(self.country).to_owned();
                Some(SoughtPlace { name, kind, country, at, entries, extent: None })
            }
        }
    }
}

impl<'m> PlaceNames<'m> {
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
        found.sort_unstable_by(FoundName::before);
        let mut seen = HashSet::new();
        found.iter().filter(|found| seen.insert(found.key())).filter_map(FoundName::sought).take(most).collect()
    }

    /// The places of which a name fits. Only names in which a word begins with a text are asked, and of the world only those that do.
    fn fitting(self, begins: &str, fits: &(dyn Fn(&str) -> Option<NameFit> + Sync)) -> Vec<FoundName<'m>> {
        let mut found = self.of_entries(begins, fits);
        for (at, country) in COUNTRIES.iter().enumerate() {
            let Some(fit) = fits(&country.folded) else { continue };
            let (name, kind, place) = (&*country.name, PlaceKind::Country, FittingPlace::Country(at));
            found.push(FoundName { fit, size: u64::MAX, name, kind, country: "", place });
        }
        let mut known: HashMap<String, Vec<FittingPlace>> = HashMap::new();
        for of in &found {
            known.entry(fold(of.name)).or_default().push(of.place);
        }
        for (folded, place) in self.towns.world.beginning_with(begins, MOST) {
            let Some(fit) = fits(folded) else { continue };
            let at = (f64::from(place.lat), f64::from(place.lon));
            let is_near = |of: &FittingPlace| {
                let of = match of {
                    FittingPlace::Country(country) => COUNTRIES[*country].main_part().map(|(at, _)| at),
                    FittingPlace::At(of, _) => Some(*of),
                };
                of.is_some_and(|of| (of.0 - at.0).abs() < NEAR && (of.1 - at.1).abs() < NEAR)
            };
            if place.kind == PlaceKind::Town && known.get(folded).is_some_and(|all| all.iter().any(is_near)) {
                continue;
            }
            let (name, size, country) = (place.name, place.population.into(), place.country);
            found.push(FoundName { fit, size, name, kind: place.kind, country, place: FittingPlace::At(at, 0) });
        }
        found
    }

    /// The places at which the entries shown stand, those of one name at several positions apart; each where most of its entries do.
    fn of_entries(self, begins: &str, fits: &(dyn Fn(&str) -> Option<NameFit> + Sync)) -> Vec<FoundName<'m>> {
        let spots: Vec<usize> = (0..self.tally.spots().len()).collect();
        let parts = shares::each(&spots, |_, share| {
            let mut fitting: Vec<(NameFit, SpotName, usize)> = Vec::new();
            for &spot in share {
                let place = self.tally.place(self.workspace, spot);
                if may_begin(place.name, begins)
                    && let Some(fit) = fits(&fold(place.name))
                {
                    fitting.push((fit, place, spot));
                }
            }
            fitting
        });
        let mut found: HashMap<(SpotName, (i32, i32)), SpotsOfName> = HashMap::new();
        for (fit, place, spot) in parts.into_iter().flatten() {
            let (here, key) = (self.tally.at(spot).len(), (place, hundredths(self.tally.spots()[spot])));
            let of = found.entry(key).or_insert(SpotsOfName { fit, entries: 0, most: 0, fullest: spot });
            of.entries += here;
            if here > of.most {
                (of.most, of.fullest) = (here, spot);
            }
        }
        let named = found.into_iter().map(|((place, _), of)| {
            let at = FittingPlace::At(self.tally.spots()[of.fullest], of.entries);
            // What is shown comes before all towns of the world.
            let (size, kind) = (u64::MAX / 2 + of.entries as u64, PlaceKind::Town);
            FoundName { fit: of.fit, size, name: place.name, kind, country: place.country, place: at }
        });
        named.collect()
    }
}

/// Latitude and longitude to a kilometre: where two are equal, a place is one.
pub fn hundredths((lat, lon): (f64, f64)) -> (i32, i32) {
    ((lat * 100.0).round() as i32, (lon * 100.0).round() as i32)
}

/// Whether a word of a name can begin with a folded text: no if its letters without accents say so, which needs no folding. Signs
/// that folding leaves out do not count.
fn may_begin(name: &str, folded: &str) -> bool {
    let bytes = name.as_bytes();
    let word_begins = |at: usize| at == 0 || !is_in_word(bytes[at - 1]);
    (0..bytes.len()).filter(|at| word_begins(*at)).any(|at| {
        let mut wanted = folded.bytes().peekable();
        for byte in &bytes[at..] {
            let Some(next) = wanted.peek() else { return true };
            match byte {
                // Whatever it is folded to.
                _ if !byte.is_ascii() => return true,
                _ if byte.is_ascii_alphanumeric() => {
                    if byte.to_ascii_lowercase() != *next {
                        return false;
                    }
                    wanted.next();
                }
                // One blank stands for several.
                _ if is_gap(*byte) => {
                    wanted.next_if_eq(&b' ');
                }
                _ => {}
            }
        }
        wanted.peek().is_none()
    })
}

/// Whether a byte leaves the next one in its word: it parts no words, and is no part of a sign that may.
fn is_in_word(byte: u8) -> bool {
    byte.is_ascii() && !is_gap(byte)
}

/// Whether a sign parts words.
fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'-' | b'/')
}

/// A country by its name.
#[derive(Debug)]
struct CountryName {
    folded: String,
    name: String,
    outline: &'static MapCountry,
    /// The middle of its main part and the corners of that, once they are asked for.
    main: OnceLock<Option<((f64, f64), MapCorners)>>,
}

/// All countries of the map.
static COUNTRIES: LazyLock<Vec<CountryName>> = LazyLock::new(|| {
    let named = |outline: &'static MapCountry| {
        let code = country::code(&outline.name, None);
        let english = code.as_ref().and_then(|code| std::str::from_utf8(code).ok()).map_or("", country::english);
        let name = if english.is_empty() { &outline.name } else { english };
        CountryName { folded: fold(name), name: name.to_owned(), outline, main: OnceLock::new() }
    };
    world().countries.iter().map(named).collect()
});

impl CountryName {
    fn main_part(&self) -> Option<((f64, f64), MapCorners)> {
        *self.main.get_or_init(|| main_part(world(), self.outline))
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
            let place = find(&country.name, 100).into_iter().find(|place| place.kind == PlaceKind::Country);
            let place = place.unwrap_or_else(|| panic!("{}", country.name));
            assert!(place.seen_in(view).cell(place.at.0, place.at.1).is_some(), "{place:?}");
        }
    }
}
