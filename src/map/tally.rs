//! The entries of a filter by position, and how many have none. Knows no view.

use super::placement::{MapPlacement, MarginKind, of_incident, of_location};
use crate::model::dataset::{SEGMENT, flag};
use crate::model::toll::{TollRule, TollSum, first_alike};
use crate::model::{Entry, Workspace};
use crate::shares;

/// Below this number of entries no other thread is begun for them.
const FEW: usize = 50_000;

/// Entries by position.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapTally {
    /// The positions: latitude and longitude. Two may be equal, where a source names two places there.
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

impl MapTally {
    /// Of these entries.
    pub fn of(workspace: &Workspace, entries: &[u32]) -> Self {
        let slots = Slots::new(workspace);
        let entries = &in_order(workspace, entries);
        let mut of_entry: Vec<Slot> = Vec::with_capacity(entries.len());
        if entries.len() < FEW {
            of_entry.extend(entries.iter().map(|n| slots.of(workspace, *n)));
        } else {
            let parts =
                shares::each(entries, |_, share| share.iter().map(|n| slots.of(workspace, *n)).collect::<Vec<Slot>>());
            for part in parts {
                of_entry.extend(part);
            }
        }
        let mut counts = vec![0u32; slots.spots.len()];
        let mut margin = [0; MarginKind::ALL.len()];
        for slot in &of_entry {
            match counts.get_mut(*slot as usize) {
                Some(count) => *count += 1,
                None => margin[(u32::MAX - slot) as usize] += 1,
            }
        }
        // Positions without an entry are left out.
        let mut made = Self { margin, ..Self::default() };
        let mut next = vec![0u32; counts.len()];
        let mut at = 0;
        for (slot, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            made.spots.push(slots.spots[slot]);
            made.starts.push(at);
            next[slot] = at;
            at += count;
        }
        made.starts.push(at);
        made.entries = vec![0; at as usize];
        for (entry, slot) in entries.iter().zip(&of_entry) {
            if let Some(next) = next.get_mut(*slot as usize) {
                made.entries[*next as usize] = *entry;
                *next += 1;
            }
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
    pub fn tolls(&self, workspace: &Workspace) -> Result<MapTolls, usize> {
        let mut rules: Vec<TollRule> = Vec::new();
        let mut killed = vec![None; self.spots.len()];
        for (spot, killed) in killed.iter_mut().enumerate() {
            for (rule, toll) in self.at(spot).iter().filter_map(|n| toll(workspace, *n)) {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
                *killed = Some(killed.unwrap_or(0) + toll.drawn);
            }
        }
        match rules[..] {
            [rule] => Ok(MapTolls { rule, killed }),
            _ => Err(rules.len()),
        }
    }
}

/// The number killed at each position of a tally.
#[derive(Debug, Clone, PartialEq)]
pub struct MapTolls {
    /// Who counts.
    pub rule: TollRule,
    /// The number, by position; `None` where none is given of any entry there.
    pub killed: Vec<Option<u64>>,
}

/// The number killed in an entry, if it is one to be added.
pub fn toll(workspace: &Workspace, number: u32) -> Option<(TollRule, TollSum)> {
    match workspace.entry(number) {
        Entry::Incident(id) => TollSum::of_incident(&workspace.corpus, id).map(|toll| (TollRule::Printed, toll)),
        Entry::Record(id) => {
            let row = workspace.row(id);
            let bound = workspace.set(id).about.rule.bound;
            let toll = TollSum::of_record(bound, [row.low, row.best, row.high], row.flags)?;
            Some((TollRule::Coded(first_alike(&workspace.sets, id.set.into())), toll))
        }
    }
}

/// Entries in the order of their numbers. Rows of a file lie together in memory, so that in this order they are read ten times faster
/// than in order of time.
fn in_order(workspace: &Workspace, entries: &[u32]) -> Vec<u32> {
    let mut held = vec![0u64; workspace.len().div_ceil(64)];
    for &entry in entries {
        if let Some(word) = held.get_mut(entry as usize / 64) {
            *word |= 1 << (entry % 64);
        }
    }
    let mut sorted = Vec::with_capacity(entries.len());
    for (at, word) in held.into_iter().enumerate() {
        let mut rest = word;
        while rest != 0 {
            sorted.push(at as u32 * 64 + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
    sorted
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
        let is_misplaced = segment.flags[at] & flag::MISPLACED != 0 && (slot as usize) < self.spots.len();
        if is_misplaced { off(MarginKind::Misplaced) } else { slot }
    }
}
