//! The entries of a filter by position, and how many have none. Knows no view.

use std::sync::Arc;

use super::placement::{MarginKind, PlaceOwner, SpotName, place_of};
use super::spots::MapSpots;
use super::toll_codes::{TollCode, TollTable};
use super::toll_list::TollList;
use crate::model::Workspace;
use crate::model::toll::{TollRule, TollSum};
use crate::shares;

/// Positions that are summed by one thread: below that, no other is begun.
const BLOCK: usize = 1 << 12;

/// Entries of a filter by position.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapTally {
    /// The positions that have entries: latitude and longitude. Two may be equal, where a source names two places there.
    spots: Vec<(f64, f64)>,
    /// Whose place each of them is.
    owners: Vec<PlaceOwner>,
    /// Where the entries of each position begin, and where those of the last end.
    starts: Vec<u32>,
    /// The entries, by position, there in the order of the timeline.
    entries: Vec<u32>,
    /// The number killed in each of them.
    codes: Vec<TollCode>,
    /// What the codes stand for.
    tolls: Arc<TollTable>,
    /// How many have none, by kind.
    margin: [usize; MarginKind::ALL.len()],
}

impl MapTally {
    /// Of these entries.
    pub fn of(workspace: &Workspace, entries: &[u32]) -> Self {
        Self::among(&MapSpots::of(workspace), entries)
    }

    /// Of these entries among all that are open.
    pub fn among(all: &MapSpots, entries: &[u32]) -> Self {
        let last = entries.iter().max().map_or(0, |last| *last as usize + 1);
        let mut held = vec![0u64; last.div_ceil(64)];
        for &entry in entries {
            held[entry as usize / 64] |= 1 << (entry % 64);
        }
        let is_held = |entry: u32| held.get(entry as usize / 64).is_some_and(|word| word >> (entry % 64) & 1 == 1);
        let mut made = Self {
            entries: Vec::with_capacity(entries.len()),
            codes: Vec::with_capacity(entries.len()),
            tolls: Arc::clone(&all.tolls),
            ..Self::default()
        };
        for (at, (spot, owner)) in all.spots.iter().zip(&all.owners).enumerate() {
            let from = made.entries.len();
            for (entry, code) in all.group(at).iter().filter(|(entry, _)| is_held(*entry)) {
                made.entries.push(*entry);
                made.codes.push(*code);
            }
            // Positions without an entry are left out.
            if made.entries.len() > from {
                made.spots.push(*spot);
                made.owners.push(*owner);
                made.starts.push(from as u32);
            }
        }
        made.starts.push(made.entries.len() as u32);
        for (kind, number) in made.margin.iter_mut().enumerate() {
            *number = all.group(all.spots.len() + kind).iter().filter(|(entry, _)| is_held(*entry)).count();
        }
        made
    }

    /// The positions.
    pub fn spots(&self) -> &[(f64, f64)] {
        &self.spots
    }

    fn range(&self, spot: usize) -> std::ops::Range<usize> {
        let bounds = self.starts.get(spot).zip(self.starts.get(spot + 1));
        bounds.map_or(0..0, |(from, to)| *from as usize..*to as usize)
    }

    /// The entries at a position, by its number.
    pub fn at(&self, spot: usize) -> &[u32] {
        &self.entries[self.range(spot)]
    }

    /// The place at a position, by its number; none if there is no such position.
    pub fn place<'w>(&self, workspace: &'w Workspace, spot: usize) -> SpotName<'w> {
        self.owners.get(spot).map_or_else(SpotName::default, |owner| place_of(workspace, *owner))
    }

    /// The numbers killed in the entries at a position that are to be added, each with who counts.
    pub fn tolls_at<'t>(
        &'t self,
        workspace: &'t Workspace,
        spot: usize,
    ) -> impl Iterator<Item = (TollRule, TollSum)> + 't {
        let codes = &self.codes[self.range(spot)];
        self.at(spot).iter().zip(codes).filter_map(|(entry, code)| self.tolls.toll(workspace, *entry, *code))
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

    /// The number killed at each position, if one counting rule counts them all.
    ///
    /// # Errors
    ///
    /// No rule counts them, or several do: how many.
    pub fn tolls(&self, workspace: &Workspace) -> Result<TollList, usize> {
        let blocks: Vec<usize> = (0..self.spots.len()).step_by(BLOCK).collect();
        let parts = shares::each(&blocks, |_, share| {
            let (mut rules, mut killed) = (Vec::new(), Vec::new());
            for spot in share.iter().flat_map(|from| *from..self.spots.len().min(from + BLOCK)) {
                let mut sum = None;
                for (rule, toll) in self.tolls_at(workspace, spot) {
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
