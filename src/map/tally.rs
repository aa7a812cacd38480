//! The entries of a filter by position, and how many have none. Knows no view.

use super::placement::{MapPlacement, MarginKind, misplaced, of_incident, of_location};
use super::toll_list::{TollList, toll};
use crate::model::Workspace;
use crate::model::dataset::SEGMENT;
use crate::model::toll::TollRule;
use crate::shares;

/// Positions that are summed by one thread: below that, no other is begun.
const BLOCK: usize = 1 << 12;

/// All entries of what is open by position, made once for all filters.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapSpots {
    /// The positions: latitude and longitude. Two may be equal, where a source names two places there.
    spots: Vec<(f64, f64)>,
    /// Where the entries of each position begin, then where those of each kind of margin do, and where the last end.
    starts: Vec<u32>,
    /// The entries: by position, those of the margin after them, each in the order of its number.
    entries: Vec<u32>,
}

/// Entries of a filter by position.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapTally {
    /// The positions that have entries: latitude and longitude. Two may be equal, where a source names two places there.
    spots: Vec<(f64, f64)>,
    /// Where the entries of each position begin, and where those of the last end.
    starts: Vec<u32>,
    /// The entries, by position.
    entries: Vec<u32>,
    /// How many have none, by kind.
    margin: [usize; MarginKind::ALL.len()],
}

/// The number of a position, or that of a kind of margin counted from the end.
type Slot = u32;

fn off(kind: MarginKind) -> Slot {
    u32::MAX - kind as u32
}

impl MapSpots {
    /// Of all entries that are open. Rows of a file lie together in memory: they are read in the order of their numbers.
    pub fn of(workspace: &Workspace) -> Self {
        let slots = Slots::new(workspace);
        let all = workspace.len() as u32;
        let firsts: Vec<u32> = (0..all).step_by(SEGMENT).collect();
        let parts = shares::each(&firsts, |_, share| {
            let numbers = share.iter().flat_map(|first| *first..all.min(first + SEGMENT as u32));
            numbers.map(|number| slots.of(workspace, number)).collect::<Vec<Slot>>()
        });
        let placed = slots.spots.len();
        let group =
            |slot: Slot| if (slot as usize) < placed { slot as usize } else { placed + (u32::MAX - slot) as usize };
        let mut starts = vec![0u32; placed + MarginKind::ALL.len() + 1];
        for slot in parts.iter().flatten() {
            starts[group(*slot) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; all as usize];
        for (number, slot) in (0..all).zip(parts.into_iter().flatten()) {
            let next = &mut next[group(slot)];
            entries[*next as usize] = number;
            *next += 1;
        }
        Self { spots: slots.spots, starts, entries }
    }

    /// The entries of a position, or of a kind of margin after them.
    fn group(&self, at: usize) -> &[u32] {
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

impl MapTally {
    /// Of these entries.
    pub fn of(workspace: &Workspace, entries: &[u32]) -> Self {
        Self::among(&MapSpots::of(workspace), entries)
    }

    /// Of these entries among all that are open.
    pub fn among(all: &MapSpots, entries: &[u32]) -> Self {
        let mut held = vec![0u64; all.entries.len().div_ceil(64)];
        for &entry in entries {
            if let Some(word) = held.get_mut(entry as usize / 64) {
                *word |= 1 << (entry % 64);
            }
        }
        let is_held = |entry: &u32| held[*entry as usize / 64] >> (entry % 64) & 1 == 1;
        let mut made = Self { entries: Vec::with_capacity(entries.len()), ..Self::default() };
        for (at, spot) in all.spots.iter().enumerate() {
            let from = made.entries.len();
            made.entries.extend(all.group(at).iter().copied().filter(is_held));
            // Positions without an entry are left out.
            if made.entries.len() > from {
                made.spots.push(*spot);
                made.starts.push(from as u32);
            }
        }
        made.starts.push(made.entries.len() as u32);
        for (kind, number) in made.margin.iter_mut().enumerate() {
            *number = all.group(all.spots.len() + kind).iter().copied().filter(is_held).count();
        }
        made
    }

    /// The positions.
    pub fn spots(&self) -> &[(f64, f64)] {
        &self.spots
    }

    /// The entries at a position, by its number.
    pub fn at(&self, spot: usize) -> &[u32] {
        let bounds = self.starts.get(spot).zip(self.starts.get(spot + 1));
        bounds.and_then(|(from, to)| self.entries.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// How many entries are no points, by kind.
    pub fn margin(&self, kind: MarginKind) -> usize {
        self.margin[kind as usize]
    }

    /// How many entries have a position.
    pub fn placed(&self) -> usize {
        self.entries.len()
    }

    /// How many entries there are, with a position or without.
    pub fn len(&self) -> usize {
        self.placed() + self.margin.iter().sum::<usize>()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number killed at each position, if one counting rule counts them all; else how many rules do.
    pub fn tolls(&self, workspace: &Workspace) -> Result<TollList, usize> {
        let blocks: Vec<usize> = (0..self.spots.len()).step_by(BLOCK).collect();
        let parts = shares::each(&blocks, |_, share| {
            let (mut rules, mut killed) = (Vec::new(), Vec::new());
            for spot in share.iter().flat_map(|from| *from..self.spots.len().min(from + BLOCK)) {
                let mut sum = None;
                for (rule, toll) in self.at(spot).iter().filter_map(|n| toll(workspace, *n)) {
                    if !rules.contains(&rule) {
                        rules.push(rule);
                    }
                    sum = Some(sum.unwrap_or(0) + toll.drawn);
                }
                killed.push(sum);
            }
            (rules, killed)
        });
        let mut rules: Vec<TollRule> = Vec::new();
        let mut killed = Vec::with_capacity(self.spots.len());
        for (found, part) in parts {
            for rule in found {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
            killed.extend(part);
        }
        TollList::by(&rules, killed)
    }
}

/// What the slot of each entry is.
struct Slots {
    spots: Vec<(f64, f64)>,
    /// By incident.
    incidents: Vec<Slot>,
    /// By location of each data set, with the number of its first record.
    sets: Vec<(u32, Vec<Slot>)>,
}

impl Slots {
    fn new(workspace: &Workspace) -> Self {
        let corpus = &workspace.corpus;
        let mut spots: Vec<(f64, f64)> = Vec::new();
        let mut slot = |placement| match placement {
            MapPlacement::At(lat, lon) => {
                spots.push((lat, lon));
                spots.len() as Slot - 1
            }
            MapPlacement::Off(kind) => off(kind),
        };
        let incidents = corpus.incidents().map(|(_, incident)| slot(of_incident(corpus, incident))).collect();
        let mut sets = Vec::new();
        for (at, set) in workspace.sets.iter().enumerate() {
            let slots = set.locations.iter().map(|location| slot(of_location(set, location))).collect();
            sets.push((workspace.first(at), slots));
        }
        Self { spots, incidents, sets }
    }

    #[inline]
    fn of(&self, workspace: &Workspace, number: u32) -> Slot {
        if let Some(slot) = self.incidents.get(number as usize) {
            return *slot;
        }
        let set = self.sets.partition_point(|(first, _)| *first <= number).saturating_sub(1);
        let Some((first, slots)) = self.sets.get(set) else { return off(MarginKind::Unknown) };
        let row = (number - first) as usize;
        let segment = &workspace.sets[set].segments[row / SEGMENT];
        let at = row % SEGMENT;
        let slot = slots.get(segment.location[at] as usize).copied().unwrap_or(off(MarginKind::Unknown));
        match self.spots.get(slot as usize).and_then(|_| misplaced(segment.flags[at])) {
            Some(kind) => off(kind),
            None => slot,
        }
    }
}
