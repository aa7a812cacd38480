//! What is held of a data set to compare its records with those of others: the index by time and place, and the value of each
//! distinct place, actor group and event type. Some ten bytes a record.

use std::io;
use std::sync::Arc;

use super::actor_signature::{ActorNames, ActorSignature};
use super::candidates::{TimePlaceIndex, Window};
use super::event_class::EventClass;
use super::evidence::{DayFit, PairEvidence, PlaceFit};
use super::toll_fit::{OPEN, Toll, TollFit};
use super::whereabouts::{PlaceValue, Whereabouts};
use super::words::WordTable;
use crate::model::dataset::{DataSet, RecordRows, RowState, SEGMENT, Segment, flag, lasted};
use crate::shares;

/// A data set, ready to be compared.
#[derive(Debug)]
pub struct LinkIndex {
    /// The data set.
    pub set: Arc<DataSet>,
    /// Its number in the workspace.
    pub number: u16,
    /// Its records by time and place.
    pub(super) near: TimePlaceIndex,
    /// How often words are met in it; empty if its rows were not read.
    pub(super) words: WordTable,
    places: Vec<PlaceValue>,
    actors: Vec<ActorSignature>,
    classes: Vec<EventClass>,
}

/// What is compared of a record, apart from its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared<'i> {
    pub(super) whereabouts: Whereabouts,
    /// Whether its days can be how long it lasted. An approximate date, or a month, only leaves the day open.
    lasts: bool,
    toll: Option<Toll>,
    actors: &'i ActorSignature,
    class: EventClass,
}

impl LinkIndex {
    /// Makes the index of data set number `number`. `rows` reads the words of its rows; without it words are not compared. An error
    /// if the rows cannot be read.
    pub fn new(set: Arc<DataSet>, number: u16, names: &ActorNames, rows: Option<&dyn RecordRows>) -> io::Result<Self> {
        let places: Vec<PlaceValue> = set.locations.iter().map(|location| PlaceValue::new(&set, location)).collect();
        let actors = ActorSignature::of_set(&set, names);
        let classes = set.event_types.iter().map(EventClass::of).collect();
        let near = TimePlaceIndex::new(&set, &places);
        let words = match rows {
            Some(rows) => WordTable::of(|take| {
                rows.rows(number.into(), &set, &WordTable::sample(&set), &mut |_, _, detail| take(detail))
            })?,
            None => WordTable::default(),
        };
        Ok(Self { set, number, near, words, places, actors, classes })
    }

    /// The indexes of all data sets of a workspace, made on all processors; see [`LinkIndex::new`].
    pub fn of_all(sets: &[Arc<DataSet>], names: &ActorNames, rows: Option<&dyn RecordRows>) -> io::Result<Vec<Self>> {
        let index = |n: usize| Some(Self::new(Arc::clone(&sets[n]), n as u16, names, rows));
        shares::in_turn(sets.len(), sets.len(), index).into_iter().flatten().collect()
    }

    /// The number of bytes that the index by time and place takes, and those of the values of places.
    pub fn bytes(&self) -> (usize, usize) {
        (self.near.bytes(), self.places.capacity() * size_of::<PlaceValue>())
    }

    /// When and where a record says that it was; `None` if it is not dated, or repeats an earlier one.
    pub(super) fn whereabouts(&self, row: u32) -> Option<Whereabouts> {
        let (segment, i) = (self.set.segments.get(row as usize / SEGMENT)?, row as usize % SEGMENT);
        if RowState::Repeat.holds(segment.flags[i]) {
            return None;
        }
        let (lo, hi) = Whereabouts::reach(segment.lo[i], segment.hi[i], segment.flags[i])?;
        Some(Whereabouts { lo, hi, place: *self.places.get(segment.location[i] as usize)? })
    }

    /// The values of the places of the data set, by their numbers.
    pub(super) fn places(&self) -> &[PlaceValue] {
        &self.places
    }

    /// The records of another data set that lie within `window` of a record, in order.
    pub fn candidates(&self, row: u32, other: &Self, window: Window) -> Vec<u32> {
        let Some(here) = self.whereabouts(row) else { return Vec::new() };
        let mut all = Vec::new();
        other.near.each_near(&here, window, |row| {
            if other.whereabouts(row).is_some_and(|there| window.holds(&here, &there)) {
                all.push(row);
            }
        });
        all.sort_unstable();
        all
    }

    /// Whether two records, of this data set and of another, lie within `window`.
    pub fn is_candidate(&self, row: u32, (other, its): (&Self, u32), window: Window) -> bool {
        self.whereabouts(row).zip(other.whereabouts(its)).is_some_and(|(a, b)| window.holds(&a, &b))
    }

    /// What two records, of this data set and of another, say of whether they are one event, apart from their words. `None`
    /// if one of them is not dated.
    pub fn evidence(&self, row: u32, (other, its): (&Self, u32)) -> Option<PairEvidence> {
        let (one, other) = self.both(row, (other, its))?;
        Some(one.evidence(&other))
    }

    /// The same, of a day and what sums it up.
    pub(super) fn evidence_of_part(&self, row: u32, (other, its): (&Self, u32)) -> Option<PairEvidence> {
        let (one, other) = self.both(row, (other, its))?;
        one.as_part(&other, &one.evidence(&other))
    }

    /// Two records, of this data set and of another; `None` if one of them is not dated.
    pub(super) fn both<'i>(&'i self, row: u32, (other, its): (&'i Self, u32)) -> Option<(Compared<'i>, Compared<'i>)> {
        Some((self.compared(row, self.whereabouts(row)?), other.compared(its, other.whereabouts(its)?)))
    }

    /// What is compared of a record with these whereabouts.
    #[inline]
    pub(super) fn compared(&self, row: u32, whereabouts: Whereabouts) -> Compared<'_> {
        let (segment, i) = (&self.set.segments[row as usize / SEGMENT], row as usize % SEGMENT);
        self.compared_with(&RecordFigures::of(segment, i), whereabouts)
    }

    /// The same of a record with these figures.
    #[inline]
    pub(super) fn compared_with(&self, figures: &RecordFigures, whereabouts: Whereabouts) -> Compared<'_> {
        Compared {
            whereabouts,
            lasts: figures.lasts,
            toll: Toll::of(&self.set.about.rule, figures.killed, figures.flags),
            actors: &self.actors[figures.actor_group as usize],
            class: self.classes[figures.event_type as usize],
        }
    }

    /// The figures of all records.
    pub(super) fn figures(&self) -> Vec<RecordFigures> {
        let of_segment = |segment| (0..Segment::len(segment)).map(move |i| RecordFigures::of(segment, i));
        self.set.segments.iter().map(|segment| &**segment).flat_map(of_segment).collect()
    }
}

/// What is compared of a record besides when and where, side by side in memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordFigures {
    /// The low, best and high estimate of the killed.
    killed: [u32; 3],
    actor_group: u32,
    event_type: u32,
    flags: u16,
    /// Whether its days can be how long it lasted.
    lasts: bool,
}

impl RecordFigures {
    #[inline]
    fn of(segment: &Segment, i: usize) -> Self {
        let flags = segment.flags[i];
        Self {
            killed: [segment.low[i], segment.best[i], segment.high[i]],
            actor_group: segment.actor_group[i],
            event_type: segment.event_type[i],
            flags,
            lasts: flags & flag::APPROXIMATE == 0 && lasted(segment.lo[i], segment.hi[i]),
        }
    }
}

impl Compared<'_> {
    /// What this record and another say of whether they are one event, apart from their words.
    #[inline]
    pub(super) fn evidence(&self, other: &Self) -> PairEvidence {
        let (a, b) = (&self.whereabouts, &other.whereabouts);
        PairEvidence {
            days: DayFit::of(a, b),
            place: PlaceFit::of(a, b),
            other_area: a.place.has_other_area(&b.place),
            actors: self.actors.fit(other.actors),
            kind: self.class.fit(other.class),
            kinds: [self.class, other.class],
            toll: Toll::fit(self.toll, other.toll),
            words: None,
            as_part: false,
        }
    }

    /// The same, if one may be a day of what the other sums up: of what lasted several days, one of which the other tells, and of
    /// which it does not tell more than all. What only leaves the day open sums up nothing.
    #[inline]
    pub(super) fn as_part(&self, other: &Self, same: &PairEvidence) -> Option<PairEvidence> {
        let toll = match (self.whereabouts.span(), other.whereabouts.span()) {
            (0, 1..=31) if other.lasts => Toll::fit_part(self.toll, other.toll),
            (1..=31, 0) if self.lasts => Toll::fit_part(other.toll, self.toll),
            _ => return None,
        };
        let is_inside = matches!(same.days, DayFit::Open(_)) && toll != TollFit::Far;
        is_inside.then_some(PairEvidence { toll, as_part: true, ..*same })
    }

    /// The lowest number killed that it gives, for a sum; 0 if it gives none, or a code.
    pub(super) fn least_killed(&self) -> u32 {
        self.toll.filter(|toll| !toll.coded).map_or(0, |toll| toll.low)
    }

    /// The most that days which count as `day` does can add up to; `None` without an upper end.
    pub(super) fn most_killed(&self, day: &Self) -> Option<u32> {
        let toll = self.toll.filter(|toll| !toll.coded && toll.high < OPEN)?;
        Some(day.toll.map_or(toll.high, |day| toll.most_of_part(day)))
    }
}
