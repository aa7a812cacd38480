//! Finds the records of a data set that repeat an earlier one, of the same file or of a file opened before. Knows no files
//! and no formats.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::dataset::{DataSet, SEGMENT, flag};

/// A record by the numbers of its data set, in the order of opening, and of itself.
type Place = (usize, usize);

/// A record of which no earlier one has the same id.
struct Known {
    place: Place,
    /// Its id, once it was read.
    id: Option<String>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// The first records that repeat another.
    pub(super) first: Vec<usize>,
    /// Number of those of which the other is in another file.
    pub(super) elsewhere: usize,
    /// Number of those with other dates, figures, place or actors than the other.
    pub(super) differing: usize,
}

/// Number of records that are named.
const NAMED: usize = 3;

/// Marks the records of `set` that have the id of an earlier one, of itself or of one of `earlier`, and counts them in the
/// set. `id_of` reads the id of a record; it is asked only where contents differ, as equal hashes do not prove it, and once
/// for each record.
pub(super) fn mark(set: &mut DataSet, earlier: &[Arc<DataSet>], id_of: impl Fn(&DataSet, Place) -> String) -> Repeats {
    // The ids of a table without a publisher mean nothing in another one.
    let is_of_same = |other: &DataSet| other.about.tag == set.about.tag && !set.about.publisher.is_empty();
    let others: Vec<(usize, &Arc<DataSet>)> =
        earlier.iter().enumerate().filter(|(_, other)| is_of_same(other)).collect();
    let all: usize = set.len() + others.iter().map(|(_, other)| other.len()).sum::<usize>();
    // Ids seen before, by some bits of their hashes: most ids are ruled out without a table of all.
    let mut seen = Bits::for_entries(all);
    for (_, id) in others.iter().flat_map(|(_, other)| ids(other)) {
        seen.put(id);
    }
    let again: Vec<u32> = ids(set).filter(|(_, id)| seen.put(*id)).map(|(_, id)| id).collect();
    let mut found = Repeats::default();
    if again.is_empty() {
        return found;
    }
    let mut wanted = Bits::for_entries(again.len());
    let mut known: HashMap<u32, Vec<Known>> = HashMap::with_capacity(again.len());
    for id in again {
        wanted.put(id);
        known.entry(id).or_default();
    }
    for (at, other) in &others {
        for (row, id) in ids(other).filter(|(_, id)| wanted.has(*id)) {
            if let Some(places) = known.get_mut(&id).filter(|places| places.is_empty()) {
                places.push(Known { place: (*at, row), id: None });
            }
        }
    }
    let own = earlier.len();
    let mut repeats = Vec::new();
    for (row, id) in ids(set).filter(|(_, id)| wanted.has(*id)) {
        let Some(places) = known.get_mut(&id) else { continue };
        let of = |place: Place| if place.0 == own { &*set } else { &*earlier[place.0] };
        if places.is_empty() {
            places.push(Known { place: (own, row), id: None });
            continue;
        }
        let held = contents(set, row);
        let alike = |known: &&Known| held == contents(of(known.place), known.place.1);
        if let Some(known) = places.iter().find(alike) {
            found.elsewhere += usize::from(known.place.0 != own);
        } else {
            let id = id_of(set, (own, row));
            let is_same = |known: &mut Known| {
                let other = known.id.get_or_insert_with(|| id_of(set, known.place));
                !other.is_empty() && *other == id
            };
            let Some(known) = places.iter_mut().find_map(|known| is_same(known).then_some(known)) else {
                places.push(Known { place: (own, row), id: Some(id) });
                continue;
            };
            found.elsewhere += usize::from(known.place.0 != own);
            found.differing += 1;
        }
        repeats.push(row);
    }
    put_flags(set, &repeats);
    repeats.truncate(NAMED);
    found.first = repeats;
    found
}

/// Marks records as repeats, and counts them.
pub(super) fn put_flags(set: &mut DataSet, repeats: &[usize]) {
    for &row in repeats {
        Arc::make_mut(&mut set.segments[row / SEGMENT]).flags[row % SEGMENT] |= flag::REPEAT;
    }
    set.repeats += repeats.len();
}

/// The records with an id, with its hash.
fn ids(set: &DataSet) -> impl Iterator<Item = (usize, u32)> {
    let all = set.segments.iter().flat_map(|segment| segment.id.iter().copied());
    all.enumerate().filter(|(_, id)| *id != 0)
}

/// Dates, figures and title of a record.
fn contents(set: &DataSet, row: usize) -> ([i32; 2], [u32; 4], String) {
    let record = set.row(row);
    ([record.lo, record.hi], [record.low, record.best, record.high, record.injured], set.title(&record))
}

/// A set of hashes that may take one for another.
pub(super) struct Bits {
    words: Vec<u64>,
    shift: u32,
}

impl Bits {
    /// For so many hashes. Of a hundred that were not put, one or two seem to be there, and more where there are millions.
    pub(super) fn for_entries(n: usize) -> Self {
        let bits = (n.max(1) * 64).next_power_of_two().clamp(1 << 10, 1 << 26);
        Self { words: vec![0; bits / 64], shift: 32 - bits.trailing_zeros() }
    }

    fn place(&self, id: u32) -> (usize, u64) {
        let bit = id.wrapping_mul(0x9e37_79b1) >> self.shift;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    /// Adds a hash; whether it may have been there.
    pub(super) fn put(&mut self, id: u32) -> bool {
        let (word, bit) = self.place(id);
        let had = self.words[word] & bit != 0;
        self.words[word] |= bit;
        had
    }

    pub(super) fn has(&self, id: u32) -> bool {
        let (word, bit) = self.place(id);
        self.words[word] & bit != 0
    }
}
