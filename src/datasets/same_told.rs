//! Finds the records of a data set that say, under another id, what a record of an earlier file of its publisher says: the same day,
//! place, actors, kind and figures, in the same words. Knows no files and no formats.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::repeats::Bits;
use crate::model::dataset::{DataSet, Record, flag};

/// Maximum number of records whose words are read.
const MOST: usize = 50_000;

/// Maximum number of earlier records with which one is compared.
const MOST_ALIKE: usize = 64;

/// A record of an earlier data set, by the numbers of its data set and of itself.
type Place = (usize, usize);

/// Records that say what an earlier one says.
#[derive(Debug, Default)]
pub(super) struct SameTold {
    /// Each by its number, with the earlier one.
    pub(super) pairs: Vec<(usize, Place)>,
    /// Whether more agreed in what is coded than are read.
    pub(super) is_cut: bool,
}

/// Compares the records of `set` that repeat no id with those of the earlier data sets of its publisher. `words_of` reads the texts of a
/// record, of an earlier data set or of this one; it is asked only where all that is coded agrees. A record without words says too
/// little to be recognised.
pub(super) fn find(
    set: &DataSet,
    earlier: &[Arc<DataSet>],
    words_of: &dyn Fn(Option<usize>, &Record) -> Vec<String>,
) -> SameTold {
    let is_of_same = |other: &DataSet| other.about.tag == set.about.tag && !set.about.publisher.is_empty();
    let others: Vec<(usize, &DataSet)> =
        earlier.iter().enumerate().filter(|(_, other)| is_of_same(other)).map(|(n, other)| (n, &**other)).collect();
    let mut found = SameTold::default();
    if others.is_empty() {
        return found;
    }
    let own: Vec<(usize, u64)> = coded(set).collect();
    let mut wanted = Bits::for_entries(own.len());
    for (_, hash) in &own {
        wanted.put(*hash as u32);
    }
    let mut known: HashMap<u64, Vec<Place>> = HashMap::new();
    for (number, other) in others {
        for (row, hash) in coded(other).filter(|(_, hash)| wanted.has(*hash as u32)) {
            known.entry(hash).or_default().push((number, row));
        }
    }
    let mut read = 0;
    for (row, hash) in own {
        let Some(places) = known.get(&hash) else { continue };
        if read >= MOST {
            found.is_cut = true;
            break;
        }
        let words = words_of(None, &set.row(row));
        let places = &places[..places.len().min(MOST_ALIKE)];
        read += 1 + places.len();
        if words.iter().all(String::is_empty) {
            continue;
        }
        let says_so = |(number, row): &&Place| words_of(Some(*number), &earlier[*number].row(*row)) == words;
        if let Some(place) = places.iter().find(says_so) {
            found.pairs.push((row, *place));
        }
    }
    found
}

/// The records of a data set that have an id and repeat no other, each with a hash of all that is coded, which is the same in other data
/// sets.
fn coded(set: &DataSet) -> impl Iterator<Item = (usize, u64)> + '_ {
    let hasher = FixedState::default();
    let locations: Vec<u64> = set
        .locations
        .iter()
        .map(|location| {
            let position = location.position.map(|(lat, lon)| (lat.to_bits(), lon.to_bits()));
            let country = &*set.countries.get(location.country as usize).name;
            hasher.hash_one((&*location.name, &location.within, country, position))
        })
        .collect();
    let groups: Vec<u64> = set
        .actor_groups
        .iter()
        .map(|group| {
            let named = group.actors.iter().map(|&(actor, part)| (&**set.actors.get(actor as usize), part.word()));
            hasher.hash_one(named.collect::<Vec<_>>())
        })
        .collect();
    let kinds: Vec<u64> = set.event_types.iter().map(|kind| hasher.hash_one((&*kind.name, &*kind.group))).collect();
    (0..set.len()).filter_map(move |number| {
        let row = set.row(number);
        let of = |hashes: &[u64], at: u32| hashes.get(at as usize).copied();
        let values = (of(&locations, row.location), of(&groups, row.actor_group), of(&kinds, row.event_type));
        let is_repeat = row.flags & flag::REPEAT != 0;
        let hash = || hasher.hash_one(((row.lo, row.hi), values, [row.low, row.best, row.high, row.injured]));
        (!is_repeat && row.id != 0).then(|| (number, hash()))
    })
}
