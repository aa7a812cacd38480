//! Finds the rows of a data set that say again what an earlier one says, where no ids tell: in tables without ids, and where
//! only the ids differ. Knows no files and no formats.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::repeats::Bits;
use crate::model::dataset::{DataSet, flag};

/// Maximum number of rows that are read to be compared.
const MOST: usize = 50_000;
/// Maximum number of records of a table with ids, which tell most repeats.
const WITH_IDS: usize = 100_000;

/// Rows that say again what an earlier one says.
#[derive(Debug, Default)]
pub(super) struct SameRows {
    /// The numbers of their records, in order.
    pub(super) records: Vec<usize>,
    /// Whether the table has no ids, so that nothing but the rows can tell.
    pub(super) without_ids: bool,
}

/// Compares the rows of records that agree in date, place, actors, kind and figures. `cells_of` reads all cells of a record but
/// its id; it is not asked of others, nor of records that repeat an id.
pub(super) fn find(set: &DataSet, cells_of: &dyn Fn(usize) -> Option<Vec<String>>) -> SameRows {
    let without_ids = set.segments.iter().all(|segment| segment.id.iter().all(|id| *id == 0));
    let mut found = SameRows { records: Vec::new(), without_ids };
    if !without_ids && set.len() > WITH_IDS {
        return found;
    }
    let hasher = FixedState::default();
    let key = |n: usize| {
        let row = set.row(n);
        let coded = (row.lo, row.hi, row.location, row.actor_group, row.event_type);
        let hash = hasher.hash_one((coded, [row.low, row.best, row.high, row.injured]));
        (row.flags & flag::REPEAT == 0).then_some(hash as u32)
    };
    let mut seen = Bits::for_entries(set.len());
    let again: Vec<u32> = (0..set.len()).filter_map(key).filter(|hash| seen.put(*hash)).collect();
    if again.is_empty() {
        return found;
    }
    let mut wanted = Bits::for_entries(again.len());
    for hash in again {
        wanted.put(hash);
    }
    let mut known: HashMap<u32, Vec<u64>> = HashMap::new();
    let candidates = (0..set.len()).filter_map(|n| Some((n, key(n)?))).filter(|(_, hash)| wanted.has(*hash));
    for (n, hash) in candidates.take(MOST) {
        let Some(cells) = cells_of(n) else { continue };
        let (cells, rows) = (hasher.hash_one(cells), known.entry(hash).or_default());
        if rows.contains(&cells) { found.records.push(n) } else { rows.push(cells) }
    }
    found
}
