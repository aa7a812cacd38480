//! All pairs of records of two data sets that lie within a window of time and place, in one pass over both. Judges nothing, and
//! keeps nothing: what it sorts lives as long as the pass.
//!
//! Records are sorted into groups that can meet: those of neighbouring cells of the globe, of one region, of one country. Within a
//! group they are in the order of their first days, so that two groups are walked through side by side, as two sorted lists are
//! merged: no record is looked for, and what is compared lies near in memory.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::candidates::{Dated, DatedRun, NORTH, Nearness, Window};
use super::link_index::{Compared, LinkIndex, RecordFigures};
use super::whereabouts::{PlaceValue, Whereabouts};
use crate::shares;

/// Height of a cell, in degrees: about the distance within which records of towns are compared.
const CELL: f32 = 0.75;
/// Kilometres that rounding may add to a distance.
const SLACK: f32 = 0.5;
/// The group of places that are in none.
const NONE: u32 = u32::MAX;

/// The group of a place: the number of a cell, or the hash of a name.
type Key = u64;
type Numbers = HashMap<Key, u32, foldhash::fast::FixedState>;

/// Two data sets, sorted to be held against each other.
pub(super) struct PairSweep<'i> {
    /// Both.
    sides: Vec<Side<'i>>,
    window: Window,
    passes: Vec<Pass>,
}

/// One of the data sets.
struct Side<'i> {
    index: &'i LinkIndex,
    /// By the numbers of records.
    figures: Vec<RecordFigures>,
    /// By the numbers of places.
    spots: Vec<Spot>,
}

/// A position, for a first look: distances of these are never more than those between the places. Far away where there is none.
#[derive(Debug, Clone, Copy)]
struct Spot {
    lat: f32,
    lon: f32,
    /// Kilometres of a degree to the east.
    east: f32,
}

/// One way in which records meet.
struct Pass {
    nearness: Nearness,
    /// The records of both data sets in the groups of this way.
    sides: [Groups; 2],
    /// The cells of the groups, if records of neighbouring cells meet.
    cells: Option<Cells>,
}

/// Part of a pass, that is worked on at once.
#[derive(Debug, Clone)]
pub(super) struct Portion {
    pass: usize,
    range: Range<usize>,
}

/// Which places of a data set take part in a pass.
type Takes = fn(&PlaceValue) -> bool;
/// The group of a place in a pass.
type KeyOf = fn(&PlaceValue) -> Option<Key>;
/// The ways in which records meet, each with the group of a place and the places of either data set that take part. Each pair is
/// in one of them for each nearness at most.
const WAYS: [(Nearness, KeyOf, [Takes; 2]); 7] = [
    (Nearness::Near, |place| place.at.map(cell_of), [is_here, is_here]),
    (Nearness::Region, PlaceValue::area_key, [PlaceValue::is_wide, is_here]),
    (Nearness::Region, PlaceValue::area_key, [is_exact, PlaceValue::is_wide]),
    (Nearness::CountryCode, PlaceValue::code_key, [is_nowhere, |_| true]),
    (Nearness::CountryCode, PlaceValue::code_key, [is_here, is_nowhere]),
    (Nearness::CountryName, PlaceValue::country_key, [is_nowhere, |_| true]),
    (Nearness::CountryName, PlaceValue::country_key, [is_here, is_nowhere]),
];

fn is_here(place: &PlaceValue) -> bool {
    place.at.is_some()
}

fn is_nowhere(place: &PlaceValue) -> bool {
    place.at.is_none()
}

fn is_exact(place: &PlaceValue) -> bool {
    is_here(place) && !place.is_wide()
}

impl<'i> PairSweep<'i> {
    /// Sorts the records of two data sets, on so many threads.
    pub(super) fn new(a: &'i LinkIndex, b: &'i LinkIndex, window: Window, threads: usize) -> Self {
        let both = [a, b];
        let side = |n: usize| {
            let index: &LinkIndex = both[n];
            let spots = index.places().iter().map(Spot::of).collect();
            Some((Side { index, figures: index.figures(), spots }, index.near.runs(&index.set)))
        };
        let (sides, runs): (Vec<_>, Vec<_>) = shares::in_turn(2, threads, side).into_iter().flatten().unzip();
        let pass = |n: usize| {
            let (nearness, key, takes) = WAYS[n];
            let keys = [0, 1].map(|side: usize| {
                let places = both[side].places().iter();
                places.map(|place| key(place).filter(|_| takes[side](place))).collect::<Vec<_>>()
            });
            let (numbers, of_places) = numbered(&keys, nearness != Nearness::Near);
            let groups = [0, 1].map(|side: usize| Groups::new(&runs[side], &of_places[side], numbers.len()));
            let cells = (nearness == Nearness::Near).then(|| Cells::new(numbers, &of_places[0], a.places()));
            Some(Pass { nearness, sides: groups, cells })
        };
        let passes = shares::in_turn(WAYS.len(), threads, pass).unwrap_or_default();
        Self { sides, window, passes }
    }

    /// The portions of all passes, each of some `size` records of the first data set.
    pub(super) fn portions(&self, size: usize) -> Vec<Portion> {
        let of_pass = |(pass, all): (usize, &Pass)| {
            let len = all.sides[0].dated.len();
            (0..len).step_by(size).map(move |from| Portion { pass, range: from..(from + size).min(len) })
        };
        self.passes.iter().enumerate().flat_map(of_pass).collect()
    }

    /// Calls `found` with the records of each pair of a portion, the one of the first data set first. A pair is found once in all
    /// portions.
    pub(super) fn pairs(&self, portion: &Portion, found: &mut impl FnMut((u32, &Compared<'_>), (u32, &Compared<'_>))) {
        let pass = &self.passes[portion.pass];
        let [a, b] = &pass.sides;
        for track in a.tracks_of(&portion.range) {
            let ones = &a.dated[track.range.start.max(portion.range.start)..track.range.end.min(portion.range.end)];
            match &pass.cells {
                Some(cells) => cells.around(track, self.window.km, &mut |group, is_wide, reach| {
                    for others in b.of_group(group).filter(|others| others.is_wide == is_wide) {
                        let others = (&b.dated[others.range.clone()], others.span);
                        self.meet(ones, others, (pass.nearness, Some(reach)), found);
                    }
                }),
                None => {
                    for others in b.of_group(track.group) {
                        let others = (&b.dated[others.range.clone()], others.span);
                        self.meet(ones, others, (pass.nearness, None), found);
                    }
                }
            }
        }
    }

    /// Calls `found` with the pairs of two lists, each in the order of first days, that lie near in this way. No record of the
    /// second list spans more days than `span`, and none that is farther away than `reach` kilometres is near.
    #[inline]
    fn meet(
        &self,
        ones: &[Dated],
        (others, span): (&[Dated], i32),
        (nearness, reach): (Nearness, Option<f32>),
        found: &mut impl FnMut((u32, &Compared<'_>), (u32, &Compared<'_>)),
    ) {
        let (a, b) = (&self.sides[0], &self.sides[1]);
        each_in_time(ones, (others, span), self.window.days, |one, near| {
            let (place, spot) = (&a.index.places()[one.place as usize], a.spots[one.place as usize]);
            let first = one.lo.saturating_sub(self.window.days);
            let mut compared = None;
            for other in near.iter().filter(|other| other.hi >= first) {
                if reach.is_some_and(|reach| spot.is_farther(b.spots[other.place as usize], reach)) {
                    continue;
                }
                let its = &b.index.places()[other.place as usize];
                if self.window.nearness(place, its) != Some(nearness) {
                    continue;
                }
                let one_compared = compared.get_or_insert_with(|| a.compared(one, place));
                found((one.row, one_compared), (other.row, &b.compared(other, its)));
            }
        });
    }
}

impl Side<'_> {
    fn compared(&self, dated: &Dated, place: &PlaceValue) -> Compared<'_> {
        let whereabouts = Whereabouts { lo: dated.lo, hi: dated.hi, place: *place };
        self.index.compared_with(&self.figures[dated.row as usize], whereabouts)
    }
}

impl Spot {
    fn of(place: &PlaceValue) -> Self {
        let (lat, lon) = place.at.unwrap_or((f32::MAX, 0.0));
        // Rounding may not make a distance longer than the one that counts.
        Self { lat, lon, east: NORTH * lat.to_radians().cos().max(0.0) }
    }

    /// Whether it is certainly farther than so many kilometres from another.
    #[inline]
    fn is_farther(self, other: Self, km: f32) -> bool {
        let north = (self.lat - other.lat) * NORTH;
        let east = (self.lon - other.lon).abs();
        // Between two latitudes a degree is never shorter than at the one nearer to the pole.
        let east = east.min(360.0 - east) * self.east.min(other.east);
        north * north + east * east > km * km
    }
}

/// Calls `found` with each record of a list and those of another that may lie within `days` of it. Both are in the order of first
/// days, and no record of the second spans more days than `span`.
#[inline]
fn each_in_time<'d>(
    ones: &'d [Dated],
    (others, span): (&'d [Dated], i32),
    days: i32,
    mut found: impl FnMut(&'d Dated, &'d [Dated]),
) {
    let mut from = 0;
    for one in ones {
        from += passed(&others[from..], one.lo.saturating_sub(days).saturating_sub(span));
        let last = one.hi.saturating_add(days);
        let count = others[from..].iter().take_while(|other| other.lo <= last).count();
        if count > 0 {
            found(one, &others[from..from + count]);
        }
    }
}

/// The number of records at the start of a list that begin before a day. Looks near the start first.
#[inline]
fn passed(list: &[Dated], day: i32) -> usize {
    let (mut from, mut step) = (0, 1);
    while list.get(from + step - 1).is_some_and(|dated| dated.lo < day) {
        from += step;
        step *= 2;
    }
    let to = (from + step - 1).min(list.len());
    from + list[from..to].partition_point(|dated| dated.lo < day)
}

/// Numbers for the keys of the places of two data sets, and the number of each place. Where only equal keys meet, those that one
/// data set has alone have none.
fn numbered(keys: &[Vec<Option<Key>>; 2], equal: bool) -> (Numbers, [Vec<u32>; 2]) {
    let theirs: HashSet<Key, foldhash::fast::FixedState> = keys[1].iter().flatten().copied().collect();
    let mut numbers = Numbers::default();
    let ours = keys[0].iter().flatten().filter(|key| !equal || theirs.contains(*key));
    for key in ours.chain(theirs.iter().filter(|_| !equal)) {
        let next = numbers.len() as u32;
        numbers.entry(*key).or_insert(next);
    }
    let number = |key: &Option<Key>| key.and_then(|key| numbers.get(&key).copied()).unwrap_or(NONE);
    let of_places = keys.each_ref().map(|keys| keys.iter().map(number).collect());
    (numbers, of_places)
}

/// Records of one group and of about the same precision, in the order of their first days.
#[derive(Debug)]
struct Track {
    group: u32,
    /// The longest span of days of a record.
    span: i32,
    /// Whether their positions stand for regions.
    is_wide: bool,
    range: Range<usize>,
}

/// The records of a data set in groups.
struct Groups {
    /// In the order of their groups.
    tracks: Vec<Track>,
    /// The first track of each group, and the number of tracks.
    starts: Vec<u32>,
    dated: Vec<Dated>,
}

impl Groups {
    /// Sorts the records of runs into groups; `of_places` has the group of each place.
    fn new(runs: &[DatedRun], of_places: &[u32], number: usize) -> Self {
        let group = |dated: &Dated| of_places.get(dated.place as usize).copied().filter(|group| *group != NONE);
        // Where the records of each run go within each group.
        let mut next = vec![0_u32; number * runs.len()];
        for (n, run) in runs.iter().enumerate() {
            for group in run.dated.iter().filter_map(group) {
                next[group as usize * runs.len() + n] += 1;
            }
        }
        let (mut tracks, mut starts, mut all) = (Vec::new(), Vec::with_capacity(number + 1), 0);
        for group in 0..number {
            starts.push(tracks.len() as u32);
            for (n, run) in runs.iter().enumerate() {
                let at = &mut next[group * runs.len() + n];
                let from = all;
                all += *at as usize;
                *at = from as u32;
                if from < all {
                    tracks.push(Track { group: group as u32, span: run.span, is_wide: run.is_wide, range: from..all });
                }
            }
        }
        starts.push(tracks.len() as u32);
        let mut dated = vec![Dated::default(); all];
        for (n, run) in runs.iter().enumerate() {
            for one in &run.dated {
                if let Some(group) = group(one) {
                    let at = &mut next[group as usize * runs.len() + n];
                    dated[*at as usize] = *one;
                    *at += 1;
                }
            }
        }
        Self { tracks, starts, dated }
    }

    /// The tracks of a group.
    fn of_group(&self, group: u32) -> impl Iterator<Item = &Track> {
        let at = |group: usize| self.starts.get(group).map_or(self.tracks.len(), |at| *at as usize);
        self.tracks[at(group as usize)..at(group as usize + 1)].iter()
    }

    /// The tracks that have records in a range.
    fn tracks_of(&self, range: &Range<usize>) -> impl Iterator<Item = &Track> {
        let first = self.tracks.partition_point(|track| track.range.end <= range.start);
        let end = range.end;
        self.tracks[first..].iter().take_while(move |track| track.range.start < end)
    }
}

/// The cells of the globe that have records.
struct Cells {
    numbers: Numbers,
    /// What the places of the first data set in each cell take up: south, north, west, east.
    bounds: Vec<[f32; 4]>,
}

impl Cells {
    fn new(numbers: Numbers, of_places: &[u32], places: &[PlaceValue]) -> Self {
        let mut bounds = vec![[f32::MAX, f32::MIN, f32::MAX, f32::MIN]; numbers.len()];
        for (number, place) in of_places.iter().zip(places) {
            let (Some(bounds), Some((lat, lon))) = (bounds.get_mut(*number as usize), place.at) else { continue };
            *bounds = [bounds[0].min(lat), bounds[1].max(lat), bounds[2].min(lon), bounds[3].max(lon)];
        }
        Self { numbers, bounds }
    }

    /// Calls `found` with the groups of the second data set that may lie within reach of a track, whether that is for records that
    /// are placed to a region, and the reach in kilometres.
    fn around(&self, track: &Track, km: f32, found: &mut impl FnMut(u32, bool, f32)) {
        let [south, north, west, east] = self.bounds[track.group as usize];
        for is_wide in [false, true] {
            let reach = km + PlaceValue::most_blur_km(track.is_wide) + PlaceValue::most_blur_km(is_wide) + SLACK;
            let high = reach / NORTH;
            let (south, north) = ((south - high).max(-90.0), (north + high).min(90.0));
            // As far as a degree to the east is shortest between the two.
            let narrowest = south.abs().max(north.abs()).to_radians().cos().max(0.0);
            let wide = reach / (NORTH * narrowest);
            for row in row_of(south)..=row_of(north) {
                let columns = columns(row);
                let (first, count) = if wide.is_finite() && east - west + 2.0 * wide < 360.0 {
                    let first = ((west - wide + 180.0) / 360.0 * columns as f32).floor() as i64;
                    let last = ((east + wide + 180.0) / 360.0 * columns as f32).floor() as i64;
                    (first, (last - first + 1).min(columns))
                } else {
                    (0, columns)
                };
                for column in first..first + count {
                    if let Some(number) = self.numbers.get(&cell(row, column.rem_euclid(columns))) {
                        found(*number, is_wide, reach);
                    }
                }
            }
        }
    }
}

/// The row of cells of a latitude.
fn row_of(lat: f32) -> i64 {
    ((lat + 90.0) / CELL).floor() as i64
}

/// The number of cells in a row, which are about as wide as high.
fn columns(row: i64) -> i64 {
    let middle = (row as f32 + 0.5) * CELL - 90.0;
    ((360.0 * middle.to_radians().cos() / CELL) as i64).max(1)
}

fn cell(row: i64, column: i64) -> Key {
    (row as u64) << 32 | column as u64
}

fn cell_of((lat, lon): (f32, f32)) -> Key {
    let row = row_of(lat);
    let columns = columns(row);
    cell(row, (((lon + 180.0) / 360.0 * columns as f32).floor() as i64).rem_euclid(columns))
}
