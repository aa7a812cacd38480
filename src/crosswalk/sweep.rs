//! All pairs of records of two data sets that lie within a window of time and place, in passes over both. Judges nothing, and
//! keeps nothing: what it sorts, some 70 bytes a record, lives as long as the passes.
//!
//! Each pass sorts records into groups that can meet: those of neighbouring cells of the globe, of one region, of one country.
//! Within a group they are in the order of their first days, so that two groups are walked through side by side, as two sorted
//! lists are merged: no record is looked for, and what is compared lies near in memory.

mod cells;
mod groups;

use std::ops::Range;

use self::cells::{GlobeCells, cell_of};
use self::groups::{Dated, DatedRun, GroupKey, Groups, Track, numbered};
use super::candidates::{KM_PER_DEGREE, Nearness, Window};
use super::link_index::{Compared, LinkIndex, RecordFigures};
use super::whereabouts::{PlaceValue, Whereabouts};
use crate::model::dataset::SEGMENT;
use crate::shares;

/// Two data sets that are held against each other.
pub(super) struct PairSweep<'i> {
    /// Both.
    sides: Vec<Side<'i>>,
    window: Window,
}

/// One of the data sets.
struct Side<'i> {
    index: &'i LinkIndex,
    runs: Vec<DatedRun>,
    /// By the numbers of records.
    figures: Vec<RecordFigures>,
    /// By the numbers of places.
    positions: Vec<RoughPosition>,
}

/// A position, for a first look: distances of these are never more than those between the places.
#[derive(Debug, Clone, Copy)]
struct RoughPosition {
    lat: f32,
    lon: f32,
    /// Kilometres of a degree to the east.
    east: f32,
}

/// One way in which records meet.
#[derive(Debug)]
pub(super) struct Way {
    nearness: Nearness,
    /// The group of a place; `None` if it is in none.
    key: fn(&PlaceValue) -> Option<GroupKey>,
    /// Which places of either data set take part.
    takes: [fn(&PlaceValue) -> bool; 2],
}

/// The records of both data sets in the groups of a way.
pub(super) struct Pass {
    nearness: Nearness,
    sides: [Groups; 2],
    /// The cells of the groups, if records of neighbouring cells meet.
    cells: Option<GlobeCells>,
}

/// All ways in which records meet. No pair meets in two of them.
pub(super) const WAYS: [Way; 7] = [
    Way { nearness: Nearness::Near, key: |place| place.at.map(cell_of), takes: [is_here, is_here] },
    Way { nearness: Nearness::Region, key: PlaceValue::area_key, takes: [PlaceValue::is_wide, is_here] },
    Way { nearness: Nearness::Region, key: PlaceValue::area_key, takes: [is_exact, PlaceValue::is_wide] },
    Way { nearness: Nearness::CountryCode, key: PlaceValue::code_key, takes: [is_nowhere, |_| true] },
    Way { nearness: Nearness::CountryCode, key: PlaceValue::code_key, takes: [is_here, is_nowhere] },
    Way { nearness: Nearness::CountryName, key: PlaceValue::country_key, takes: [is_nowhere, |_| true] },
    Way { nearness: Nearness::CountryName, key: PlaceValue::country_key, takes: [is_here, is_nowhere] },
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
    /// Two data sets, read on so many threads.
    pub(super) fn new(a: &'i LinkIndex, b: &'i LinkIndex, window: Window, threads: usize) -> Self {
        let both = [a, b];
        let sides = shares::in_turn(both.len(), threads, |n| Some(Side::new(both[n])));
        Self { sides: sides.unwrap_or_default(), window }
    }

    /// Sorts the records that meet in a way.
    pub(super) fn pass(&self, way: &Way, threads: usize) -> Pass {
        let keys = [0, 1].map(|side: usize| {
            let places = self.sides[side].index.places().iter();
            places.map(|place| (way.key)(place).filter(|_| (way.takes[side])(place))).collect::<Vec<_>>()
        });
        let (numbers, of_places) = numbered(&keys, way.nearness != Nearness::Near);
        let groups = |side: usize| Some(Groups::new(&self.sides[side].runs, &of_places[side], numbers.len()));
        let mut groups = shares::in_turn(2, threads, groups).into_iter().flatten();
        let sides = [groups.next().unwrap_or_default(), groups.next().unwrap_or_default()];
        let places = self.sides[0].index.places();
        let cells = (way.nearness == Nearness::Near).then(|| GlobeCells::new(numbers, &of_places[0], places));
        Pass { nearness: way.nearness, sides, cells }
    }

    /// The number of records of the first data set that take part in a way.
    pub(super) fn records(&self, way: &Way) -> usize {
        let (side, places) = (&self.sides[0], self.sides[0].index.places());
        let takes: Vec<bool> = places.iter().map(|place| (way.takes[0])(place)).collect();
        let dated = side.runs.iter().flat_map(|run| &run.dated);
        dated.filter(|dated| takes.get(dated.place as usize) == Some(&true)).count()
    }

    /// Calls `found` with the records of each pair of a portion of a pass, the one of the first data set first.
    pub(super) fn pairs(
        &self,
        pass: &Pass,
        portion: &Range<usize>,
        found: &mut impl FnMut((u32, &Compared<'_>), (u32, &Compared<'_>)),
    ) {
        let [a, b] = &pass.sides;
        for track in a.tracks_of(portion) {
            let ones = &a.dated[track.range.start.max(portion.start)..track.range.end.min(portion.end)];
            let mut meet = |others: &Track, reach| {
                let others = (&b.dated[others.range.clone()], others.span);
                self.meet(ones, others, (pass.nearness, reach), found);
            };
            match &pass.cells {
                Some(cells) => cells.around(track, self.window.km, &mut |group, is_wide, reach| {
                    let others = b.of_group(group).filter(|others| others.is_wide == is_wide);
                    others.for_each(|others| meet(others, Some(reach)));
                }),
                None => b.of_group(track.group).for_each(|others| meet(others, None)),
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
            let (place, position) = (&a.index.places()[one.place as usize], a.positions[one.place as usize]);
            let first = one.lo.saturating_sub(self.window.days);
            let mut compared = None;
            for other in near.iter().filter(|other| other.hi >= first) {
                if reach.is_some_and(|reach| position.is_farther(b.positions[other.place as usize], reach)) {
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

impl Pass {
    /// The portions in which it is worked on, each of some `size` records of the first data set.
    pub(super) fn portions(&self, size: usize) -> Vec<Range<usize>> {
        let len = self.sides[0].dated.len();
        (0..len).step_by(size).map(|from| from..(from + size).min(len)).collect()
    }
}

impl<'i> Side<'i> {
    fn new(index: &'i LinkIndex) -> Self {
        let dated = |row: &u32| {
            let (segment, i) = (index.set.segments.get(*row as usize / SEGMENT)?, *row as usize % SEGMENT);
            let (lo, hi) = Whereabouts::reach(segment.lo[i], segment.hi[i], segment.flags[i])?;
            Some(Dated { lo, hi, row: *row, place: segment.location[i] })
        };
        let run = |(span, is_wide, rows): (i32, bool, &[u32])| DatedRun {
            span,
            is_wide,
            dated: rows.iter().filter_map(dated).collect(),
        };
        let positions = index.places().iter().map(RoughPosition::of).collect();
        Self { index, runs: index.near.layers().map(run).collect(), figures: index.figures(), positions }
    }

    fn compared(&self, dated: &Dated, place: &PlaceValue) -> Compared<'_> {
        let whereabouts = Whereabouts { lo: dated.lo, hi: dated.hi, place: *place };
        self.index.compared_with(&self.figures[dated.row as usize], whereabouts)
    }
}

impl RoughPosition {
    fn of(place: &PlaceValue) -> Self {
        // Only places with a position are looked at so.
        let (lat, lon) = place.at.unwrap_or_default();
        // Rounding may not make a distance longer than the one that counts.
        Self { lat, lon, east: KM_PER_DEGREE * lat.to_radians().cos().max(0.0) }
    }

    /// Whether it is certainly farther than so many kilometres from another.
    #[inline]
    fn is_farther(self, other: Self, km: f32) -> bool {
        let north = (self.lat - other.lat) * KM_PER_DEGREE;
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
