//! Which records of a data set lie near a record in time and place: an index of nine bytes a record. Judges nothing.
//!
//! The index is sorted by day, then by cell of a third of a degree: time is the sharper axis. Records that are dated to more than
//! a day, and those placed to a region only, stand in layers of their own, so that only they are searched for widely.

use super::whereabouts::{LONGEST, PlaceValue, Whereabouts};
use crate::model::dataset::{DataSet, RowState};

/// How far apart records are held against each other, beyond what each leaves open itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Days between them.
    pub days: i32,
    /// Kilometres between them.
    pub km: f32,
}

impl Default for Window {
    /// Of pairs known to be one event, nine in ten lie within three days and 50 km, and only six in ten within a day and
    /// 3 km: suburbs are filed under the city, and reports give the day of reporting.
    fn default() -> Self {
        Self { days: 3, km: 50.0 }
    }
}

impl Window {
    /// Whether two records may be one event by time and place. Records of one region are compared however far apart the
    /// positions lie that stand for them, within reason.
    pub fn holds(&self, a: &Whereabouts, b: &Whereabouts) -> bool {
        a.days_apart(b).is_some_and(|days| days <= self.days) && self.nearness(&a.place, &b.place).is_some()
    }

    /// In which way two places lie near each other; `None` if they do not.
    #[inline]
    pub(super) fn nearness(self, a: &PlaceValue, b: &PlaceValue) -> Option<Nearness> {
        let Some(km) = a.km_apart(b) else {
            return match () {
                () if a.has_code_of(b) => Some(Nearness::CountryCode),
                () if a.has_country_name_of(b) => Some(Nearness::CountryName),
                () => None,
            };
        };
        if km <= self.km + a.blur_km() + b.blur_km() {
            return Some(Nearness::Near);
        }
        let is_region = (a.is_wide() || b.is_wide()) && km <= WIDE_KM && a.has_area_of(b);
        is_region.then_some(Nearness::Region)
    }
}

/// In which way two places lie near each other: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nearness {
    /// By their positions, each as exact as it is.
    Near,
    /// In one region, for whose whole a position stands.
    Region,
    /// In one country by its code; one of them has no position.
    CountryCode,
    /// In one country by its name, likewise.
    CountryName,
}

/// How far the position of a region may lie from an event in it, in kilometres.
const WIDE_KM: f32 = 250.0;
/// Steps of a position from pole to pole, and around the globe: 300 m and at most 600 m long.
const STEPS: f32 = 65_535.0;
/// Steps of a row of cells, in bits: each is a third of a degree high.
const ROW: u32 = 7;
/// How far a position may be from its steps, in kilometres, with what rounding adds.
const SLACK: f32 = 1.5;
/// The place of records without a position, which comes last.
const NOWHERE: u32 = u32::MAX;
/// Kilometres per degree of latitude, rounded down.
pub(super) const KM_PER_DEGREE: f32 = 110.5;
/// The longest spans of days of the layers.
const SPANS: [i32; 4] = [0, 6, 31, LONGEST];

/// Records of about the same precision, by day and cell.
#[derive(Debug, Default)]
struct Layer {
    /// The longest span of days of a record.
    span: i32,
    /// Whether their positions stand for regions.
    wide: bool,
    /// Each day on which records begin, with the position of the first.
    days: Vec<(i32, u32)>,
    /// The places, in order within a day: row of cells, then longitude, then latitude within the row.
    places: Vec<u32>,
    /// Some bits of the names of the areas that they lie in.
    areas: Vec<u8>,
    rows: Vec<u32>,
}

/// The records of a data set, by day and cell.
#[derive(Debug, Default)]
pub struct TimePlaceIndex {
    layers: Vec<Layer>,
}

impl TimePlaceIndex {
    /// The index of a data set; `places` has the value of each of its locations.
    pub(super) fn new(set: &DataSet, places: &[PlaceValue]) -> Self {
        let mut keyed: Vec<Vec<Keyed>> = vec![Vec::new(); SPANS.len() * 2];
        let mut first = 0;
        for segment in &set.segments {
            for i in 0..segment.len() {
                if RowState::Repeat.holds(segment.flags[i]) {
                    continue;
                }
                let Some(place) = places.get(segment.location[i] as usize) else { continue };
                let Some((lo, hi)) = Whereabouts::reach(segment.lo[i], segment.hi[i], segment.flags[i]) else {
                    continue;
                };
                let Some(level) = SPANS.iter().position(|span| hi - lo <= *span) else { continue };
                let at = place.at.map_or(NOWHERE, packed);
                // Days are negative before the common era.
                let day = u64::from(lo.cast_unsigned() ^ 1 << 31);
                let key = (day << 32 | u64::from(at), first + i as u32, place.area_bits());
                keyed[level * 2 + usize::from(place.is_wide())].push(key);
            }
            first += segment.len() as u32;
        }
        let layers = keyed.into_iter().enumerate().filter(|(_, keyed)| !keyed.is_empty());
        let layers = layers.map(|(n, keyed)| Layer::new(SPANS[n / 2], n % 2 == 1, keyed)).collect();
        Self { layers }
    }

    /// The number of records in it.
    pub fn len(&self) -> usize {
        self.layers.iter().map(|layer| layer.rows.len()).sum()
    }

    /// Whether no record is in it.
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// The number of bytes that it takes.
    pub fn bytes(&self) -> usize {
        let layer =
            |l: &Layer| l.days.capacity() * 8 + (l.places.capacity() + l.rows.capacity()) * 4 + l.areas.capacity();
        self.layers.iter().map(layer).sum()
    }

    /// Calls `found` with the numbers of records near `here`: all that `window` holds, and others that lie in the same cells.
    #[inline]
    pub(super) fn each_near(&self, here: &Whereabouts, window: Window, mut found: impl FnMut(u32)) {
        for layer in &self.layers {
            layer.each_near(here, window, &mut found);
        }
    }

    /// The records in layers of about the same precision: the longest span of days, whether positions stand for regions, and the
    /// numbers, in the order of first days.
    pub(super) fn layers(&self) -> impl Iterator<Item = (i32, bool, &[u32])> {
        self.layers.iter().map(|layer| (layer.span, layer.wide, &*layer.rows))
    }
}

/// The day and place of a record, its number, and bits of its area.
type Keyed = (u64, u32, u8);

impl Layer {
    fn new(span: i32, wide: bool, mut keyed: Vec<Keyed>) -> Self {
        keyed.sort_unstable();
        let mut days: Vec<(i32, u32)> = Vec::new();
        for (at, (key, ..)) in keyed.iter().enumerate() {
            let day = ((key >> 32) as u32 ^ 1 << 31).cast_signed();
            if days.last().is_none_or(|(last, _)| *last != day) {
                days.push((day, at as u32));
            }
        }
        days.shrink_to_fit();
        let places = keyed.iter().map(|(key, ..)| *key as u32).collect();
        let areas = keyed.iter().map(|(_, _, area)| *area).collect();
        Self { span, wide, days, places, areas, rows: keyed.iter().map(|(_, row, _)| *row).collect() }
    }

    #[inline]
    fn each_near(&self, here: &Whereabouts, window: Window, found: &mut impl FnMut(u32)) {
        let (from, to) = (here.lo - window.days - self.span, here.hi + window.days);
        let first = self.days.partition_point(|(day, _)| *day < from);
        if self.days.get(first).is_none_or(|(day, _)| *day > to) {
            return;
        }
        // The widest blur of a record of this layer.
        let blur = here.place.blur_km() + PlaceValue::most_blur_km(self.wide);
        let is_wide = self.wide || here.place.is_wide();
        let area = here.place.at.map(|at| Area::around(at, window.km + blur, is_wide.then(|| here.place.area_bits())));
        for (n, (day, start)) in self.days.iter().enumerate().skip(first) {
            if *day > to {
                break;
            }
            let (start, end) =
                (*start as usize, self.days.get(n + 1).map_or(self.rows.len(), |(_, end)| *end as usize));
            let mut put = |row: &u32| found(*row);
            let Some(area) = &area else {
                self.rows[start..end].iter().for_each(put);
                continue;
            };
            let places = &self.places[start..end];
            let mut at = places.partition_point(|place| *place < area.first);
            while let Some(place) = places.get(at).filter(|place| **place <= area.last) {
                if area.holds(*place, self.areas[start + at]) {
                    put(&self.rows[start + at]);
                }
                at += 1;
            }
            // Records without a position may lie anywhere in their country; they come last.
            if places.last() == Some(&NOWHERE) {
                let from = places.partition_point(|place| *place < NOWHERE);
                self.rows[start + from..end].iter().for_each(put);
            }
        }
    }
}

/// What lies around a position, in steps.
struct Area {
    /// The first and the last place of its rows.
    first: u32,
    last: u32,
    /// Its position.
    at: (i32, i32),
    /// The squares of its radius, and of that within a region, in kilometres.
    radius: f32,
    wide: f32,
    /// The bits of the name of the region.
    region: u8,
    /// Kilometres of a step to the east, where it is shortest.
    east: f32,
}

impl Area {
    /// What lies within `km`, and as far as a region may reach within that of these bits.
    fn around((lat, lon): (f32, f32), km: f32, region: Option<u8>) -> Self {
        let radius = km + SLACK;
        let wide = if region.is_some() { radius.max(WIDE_KM + SLACK) } else { radius };
        let high = wide / KM_PER_DEGREE;
        let (south, north) = (latitude((lat - high).max(-90.0)), latitude((lat + high).min(90.0)));
        let narrowest = (lat.abs() + high).min(90.0).to_radians().cos();
        Self {
            first: (south >> ROW) << (ROW + 16),
            last: ((north >> ROW) << (ROW + 16) | ((1 << (ROW + 16)) - 1)).min(NOWHERE - 1),
            at: (latitude(lat).cast_signed(), longitude(lon).cast_signed()),
            radius: radius * radius,
            wide: wide * wide,
            region: region.unwrap_or_default(),
            east: 360.0 / STEPS * KM_PER_DEGREE * narrowest,
        }
    }

    /// Whether a place may lie in it.
    #[inline]
    fn holds(&self, place: u32, area: u8) -> bool {
        let (lat, lon) = unpacked(place);
        let north = (lat - self.at.0) as f32 * (180.0 / STEPS * KM_PER_DEGREE);
        let steps = (lon - self.at.1).abs();
        // The shorter way around the globe.
        let east = steps.min(STEPS as i32 - steps) as f32 * self.east;
        let square = north * north + east * east;
        square <= self.radius || square <= self.wide && area == self.region
    }
}

fn latitude(lat: f32) -> u32 {
    ((lat + 90.0) / 180.0 * STEPS) as u32
}

fn longitude(lon: f32) -> u32 {
    ((lon + 180.0) / 360.0 * STEPS) as u32
}

/// A position in 32 bits: row of cells, longitude, latitude within the row.
fn packed((lat, lon): (f32, f32)) -> u32 {
    let (lat, lon) = (latitude(lat), longitude(lon));
    // The last one is taken by records without a position.
    ((lat >> ROW) << (ROW + 16) | lon << ROW | lat & ((1 << ROW) - 1)).min(NOWHERE - 1)
}

fn unpacked(place: u32) -> (i32, i32) {
    let lat = (place >> (ROW + 16)) << ROW | place & ((1 << ROW) - 1);
    (lat.cast_signed(), (place >> ROW & 0xffff).cast_signed())
}
