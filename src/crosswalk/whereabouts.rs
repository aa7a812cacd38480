//! When and where a record says that an event was, with what it leaves open. Knows no other records.

use crate::fold::fold;
use crate::model::dataset::{DataSet, Location, Placing, UNDATED, flag};
use crate::model::name::Precision;

/// The longest span of days: that of a year. What is dated less exactly lies near nothing.
pub(super) const LONGEST: i32 = 366;

/// How far an event filed under a town may have been from its centre, in kilometres.
const TOWN_KM: f32 = 15.0;
/// The same of a region.
const REGION_KM: f32 = 50.0;

/// How exactly a record is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Blur {
    /// The place itself.
    Exact,
    /// The town.
    Town,
    /// A region, or the data set does not say.
    Region,
    /// The country only, or no place at all.
    Country,
}

/// What is compared of a location.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceValue {
    /// Latitude and longitude in degrees, if they stand for less than a country.
    pub at: Option<(f32, f32)>,
    /// How exact that is.
    pub blur: Blur,
    /// Hash of its name without words such as *town*; 0 if there is none.
    name: u32,
    /// Hash of the name of the largest area around it, likewise.
    area: u32,
    /// Alpha-2 code of the country; zeros if it is unknown.
    code: [u8; 2],
    /// Hash of the name of the country.
    country: u32,
}

impl PlaceValue {
    /// What is compared of a location of a data set.
    pub(super) fn new(set: &DataSet, location: &Location) -> Self {
        let country = set.countries.get(location.country as usize);
        let blur = match location.precision {
            Placing::Known(Precision::Exact) => Blur::Exact,
            Placing::Known(Precision::Town) => Blur::Town,
            Placing::Known(Precision::Country) => Blur::Country,
            Placing::Known(Precision::Region) | Placing::Sea | Placing::Unknown => Blur::Region,
        };
        let is_on_globe = |(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 180.0;
        let position = location.position.filter(|position| blur != Blur::Country && is_on_globe(position));
        let at = position.map(|(lat, lon)| (lat as f32, lon as f32));
        let blur = if at.is_none() { Blur::Country } else { blur };
        let name = if blur == Blur::Country { 0 } else { named(&location.name) };
        let area = location.within.last().map_or(0, |area| named(area));
        // What is placed to a region may name nothing else.
        let area = if area == 0 && blur == Blur::Region { name } else { area };
        Self { at, blur, name, area, code: country.code.unwrap_or_default(), country: named(&country.name) }
    }

    /// How far the event may have been from the position, in kilometres.
    pub fn blur_km(&self) -> f32 {
        match self.blur {
            Blur::Exact => 0.0,
            Blur::Town => TOWN_KM,
            Blur::Region | Blur::Country => REGION_KM,
        }
    }

    /// The most that can be for places that stand for a region, and for others with a position.
    pub(super) fn most_blur_km(is_wide: bool) -> f32 {
        if is_wide { REGION_KM } else { TOWN_KM }
    }

    /// Whether the position stands for a region.
    pub fn is_wide(&self) -> bool {
        self.blur == Blur::Region
    }

    /// Whether both have the same name, which is of less than a country.
    pub fn has_name_of(&self, other: &Self) -> bool {
        self.name != 0 && self.name == other.name
    }

    /// Whether both lie in a largest area of the same name.
    pub fn has_area_of(&self, other: &Self) -> bool {
        self.area != 0 && self.area == other.area
    }

    /// Some bits of the name of its largest area: equal names have equal bits.
    pub(super) fn area_bits(&self) -> u8 {
        (self.area ^ self.area >> 8 ^ self.area >> 16 ^ self.area >> 24) as u8
    }

    /// Whether the largest areas of both have different names.
    pub fn has_other_area(&self, other: &Self) -> bool {
        self.area != 0 && other.area != 0 && self.area != other.area
    }

    /// Whether both lie in one country by its code.
    pub(super) fn has_code_of(&self, other: &Self) -> bool {
        self.code != [0; 2] && self.code == other.code
    }

    /// Whether both lie in one country by its name.
    pub(super) fn has_country_name_of(&self, other: &Self) -> bool {
        self.country != 0 && self.country == other.country
    }

    /// What places in one largest area have in common; `None` if it has no name.
    pub(super) fn area_key(&self) -> Option<u64> {
        Some(self.area.into()).filter(|key| *key != 0)
    }

    /// What places of one country have in common by its code; `None` if it is not known.
    pub(super) fn code_key(&self) -> Option<u64> {
        Some(u16::from_le_bytes(self.code).into()).filter(|key| *key != 0)
    }

    /// What places of one country have in common by its name; `None` if it has none.
    pub(super) fn country_key(&self) -> Option<u64> {
        Some(self.country.into()).filter(|key| *key != 0)
    }

    /// Kilometres between the positions; `None` if one has none.
    #[inline]
    pub fn km_apart(&self, other: &Self) -> Option<f32> {
        let ((lat, lon), (lat2, lon2)) = (self.at?, other.at?);
        let east = (lon - lon2).abs();
        let east = if east > 180.0 { 360.0 - east } else { east };
        let north = (lat - lat2).abs() * 111.2;
        let east = east * 111.2 * f32::midpoint(lat, lat2).to_radians().cos();
        Some((north * north + east * east).sqrt())
    }
}

/// When and where a record says that an event was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whereabouts {
    /// The first possible day.
    pub lo: i32,
    /// The last possible day.
    pub hi: i32,
    /// Where.
    pub place: PlaceValue,
}

impl Whereabouts {
    /// The days that a record leaves open. An approximate day may be a day off; `None` if it is not dated, or to more than a year.
    #[inline]
    pub(super) fn reach(lo: i32, hi: i32, flags: u16) -> Option<(i32, i32)> {
        if lo == UNDATED || hi < lo || hi.saturating_sub(lo) > LONGEST {
            return None;
        }
        let pad = i32::from(lo == hi && flags & flag::APPROXIMATE != 0);
        Some((lo.saturating_sub(pad), hi.saturating_add(pad)))
    }

    /// Days between the two, 0 where their spans meet.
    pub fn days_apart(&self, other: &Self) -> Option<i32> {
        Some(self.lo.checked_sub(other.hi)?.max(other.lo.checked_sub(self.hi)?).max(0))
    }

    /// The number of days that are open.
    pub fn span(&self) -> i32 {
        self.hi - self.lo
    }

    /// Kilometres between the positions; `None` if one has none.
    #[inline]
    pub fn km_apart(&self, other: &Self) -> Option<f32> {
        self.place.km_apart(&other.place)
    }

    /// Whether it says the day, to within a month, and a place smaller than a country.
    pub fn is_definite(&self) -> bool {
        self.span() <= 31 && self.place.at.is_some()
    }
}

/// Words that say what kind of place a name is of.
const KINDS_OF_PLACE: [&str; 26] = [
    "area",
    "camp",
    "center",
    "centre",
    "city",
    "department",
    "district",
    "division",
    "governorate",
    "island",
    "municipality",
    "near",
    "outskirts",
    "prefecture",
    "province",
    "region",
    "road",
    "rural",
    "state",
    "sub",
    "the",
    "town",
    "township",
    "urban",
    "vicinity",
    "village",
];

/// The hash of a name without such words; 0 if nothing is left.
fn named(name: &str) -> u32 {
    let plain = name.split_once('(').map_or(name, |(before, _)| before);
    let folded = fold(if plain.trim().is_empty() { name } else { plain });
    let mut hash = 0x811c_9dc5_u32;
    let mut words = folded.split(' ').filter(|word| !word.is_empty() && !KINDS_OF_PLACE.contains(word)).peekable();
    if words.peek().is_none() {
        return 0;
    }
    for word in words {
        hash = word.bytes().chain([b' ']).fold(hash, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    }
    hash.max(1)
}
