//! All entries that are open by position, in the order of the timeline, with the number killed in each: made once for all filters.
//! Knows no filter and no view.

use std::sync::Arc;

use super::placement::{MapPlacement, MarginKind, PlaceOwner, misplaced, of_incident, of_location};
use super::toll_codes::{TollCode, TollTable};
use crate::model::Workspace;
use crate::model::dataset::SEGMENT;
use crate::model::toll::{TollRule, TollSum, first_alike};
use crate::model::workspace::numbered;
use crate::shares;

/// Entries by position.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapSpots {
    /// The positions: latitude and longitude. Two may be equal, where a source names two places there.
    pub(super) spots: Vec<(f64, f64)>,
    /// Whose place each of them is.
    pub(super) owners: Vec<PlaceOwner>,
    /// Where the entries of each position begin, then where those of each kind of margin do, and where the last end.
    starts: Vec<u32>,
    /// The entries: by position, those of the margin after them, there in the order of the timeline, each with the number killed.
    entries: Vec<(u32, TollCode)>,
    /// What the codes stand for.
    pub(super) tolls: Arc<TollTable>,
}

/// The number of a position, or that of a kind of margin counted from the end.
type Slot = u32;

fn off(kind: MarginKind) -> Slot {
    u32::MAX - kind as u32
}

impl MapSpots {
    /// Of all entries that are open. Rows of a file lie together in memory: they are read in the order of their numbers, and put in that
    /// of the timeline where they are few.
    pub fn of(workspace: &Workspace) -> Self {
        let slots = Slots::new(workspace);
        let all = workspace.len() as u32;
        let firsts: Vec<u32> = (0..all).step_by(SEGMENT).collect();
        let parts = shares::each(&firsts, |_, share| {
            let mut tolls = TollTable::default();
            let mut read: Vec<(Slot, TollCode)> = Vec::with_capacity(share.len() * SEGMENT);
            for first in share {
                let numbers = *first..all.min(first + SEGMENT as u32);
                read.extend(numbers.map(|number| slots.of(workspace, number, &mut tolls)));
            }
            (read, tolls)
        });
        let placed = slots.spots.len();
        let group =
            |slot: Slot| if (slot as usize) < placed { slot as usize } else { placed + (u32::MAX - slot) as usize };
        let mut starts = vec![0u32; placed + MarginKind::ALL.len() + 1];
        for (slot, _) in parts.iter().flat_map(|(read, _)| read) {
            starts[group(*slot) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut tolls = TollTable::default();
        let (mut unsorted, mut numbers) = (vec![(0, TollCode::NOTHING); all as usize], 0..all);
        for (read, of_part) in parts {
            let taken = tolls.take(&of_part);
            for ((slot, code), number) in read.into_iter().zip(&mut numbers) {
                let next = &mut next[group(slot)];
                unsorted[*next as usize] = (number, code.among(&taken));
                *next += 1;
            }
        }
        let groups: Vec<usize> = (0..starts.len() - 1).collect();
        let sorted = shares::each(&groups, |_, share| {
            let (mut sorted, mut keyed) = (Vec::new(), Vec::new());
            for &at in share {
                let here = &unsorted[starts[at] as usize..starts[at + 1] as usize];
                // What is in the margin is only counted.
                if at >= placed {
                    sorted.extend_from_slice(here);
                    continue;
                }
                keyed.clear();
                keyed.extend(here.iter().map(|(number, code)| (slots.key(workspace, *number), *code)));
                keyed.sort_unstable_by_key(|(key, _)| *key);
                sorted.extend(keyed.iter().map(|(key, code)| (numbered(*key), *code)));
            }
            sorted
        });
        Self { spots: slots.spots, owners: slots.owners, starts, entries: sorted.concat(), tolls: Arc::new(tolls) }
    }

    /// The entries of a position, or of a kind of margin after them, each with the number killed.
    pub(super) fn group(&self, at: usize) -> &[(u32, TollCode)] {
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// What the slot of each entry is.
struct Slots {
    spots: Vec<(f64, f64)>,
    owners: Vec<PlaceOwner>,
    /// By incident, with its key in the order of the timeline.
    incidents: Vec<(Slot, u64)>,
    /// By location of each data set, with the number of its first record, and who counts its killed.
    sets: Vec<(u32, Vec<Slot>, TollRule)>,
}

impl Slots {
    fn new(workspace: &Workspace) -> Self {
        let corpus = &workspace.corpus;
        let (mut spots, mut owners) = (Vec::new(), Vec::new());
        let mut slot = |placement, owner| match placement {
            MapPlacement::At(lat, lon) => {
                spots.push((lat, lon));
                owners.push(owner);
                spots.len() as Slot - 1
            }
            MapPlacement::Off(kind) => off(kind),
        };
        let incidents = corpus.incidents();
        let incidents = incidents.map(|(id, incident)| slot(of_incident(corpus, incident), PlaceOwner::Incident(id)));
        let incidents = incidents.zip(workspace.incident_keys()).collect();
        let mut sets = Vec::new();
        for (at, set) in workspace.sets.iter().enumerate() {
            let locations = (0..).zip(set.locations.iter());
            let owner = |location| PlaceOwner::Location(at as u16, location);
            let slots = locations.map(|(n, location)| slot(of_location(set, location), owner(n))).collect();
            sets.push((workspace.first(at), slots, TollRule::Coded(first_alike(&workspace.sets, at))));
        }
        Self { spots, owners, incidents, sets }
    }

    /// The key of an entry in the order of the timeline, which holds its number.
    fn key(&self, workspace: &Workspace, number: u32) -> u64 {
        if let Some((_, key)) = self.incidents.get(number as usize) {
            return *key;
        }
        let set = self.sets.partition_point(|(first, ..)| *first <= number).saturating_sub(1);
        self.sets.get(set).map_or(number.into(), |(first, ..)| workspace.record_key(set, (number - first) as usize))
    }

    /// The slot of an entry, and the number killed in it.
    #[inline]
    fn of(&self, workspace: &Workspace, number: u32, tolls: &mut TollTable) -> (Slot, TollCode) {
        if let Some((slot, _)) = self.incidents.get(number as usize) {
            return (*slot, TollCode::OF_ARTICLES);
        }
        let at = self.sets.partition_point(|(first, ..)| *first <= number).saturating_sub(1);
        let Some((first, slots, rule)) = self.sets.get(at) else {
            return (off(MarginKind::Unknown), TollCode::NOTHING);
        };
        let (set, row) = (&workspace.sets[at], (number - first) as usize);
        let (segment, at) = (&set.segments[row / SEGMENT], row % SEGMENT);
        let slot = slots.get(segment.location[at] as usize).copied().unwrap_or(off(MarginKind::Unknown));
        let moved = self.spots.get(slot as usize).and_then(|_| misplaced(segment.flags[at]));
        let figures = [segment.low[at], segment.best[at], segment.high[at]];
        let toll = TollSum::of_record(&set.about.rule, figures, segment.flags[at]);
        (moved.map_or(slot, off), tolls.code(*rule, toll))
    }
}
