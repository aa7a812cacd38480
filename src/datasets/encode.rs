//! One record of a file into numbers: the inner loop of loading.
//!
//! An [`Encoder`] belongs to one thread and has lists of distinct values of its own; [`super::merge`] brings the lists
//! of all threads together. A value is kept as the bytes of its cells, so that it is read but once however often it
//! occurs.

use super::cells::{Count, trimmed};
use super::columns::Col;
use super::data_format::{DataFormat, Figures};
use super::row::{Cells, RowReader};
use crate::model::dataset::{NOT_GIVEN, Record, UNDATED, flag, number};
use crate::model::interner::Interner;

/// Between the cells of a distinct value.
pub(super) const SEPARATOR: u8 = 0x1f;

/// The values of records as numbers; one per thread.
#[derive(Default)]
pub(super) struct Encoder {
    pub(super) locations: Interner,
    pub(super) actor_groups: Interner,
    pub(super) event_types: Interner,
    key: Vec<u8>,
    last_location: (Vec<u8>, u32),
}

/// The columns that make up an event type.
pub(super) const KIND: [Col; 2] = [Col::EventType, Col::EventGroup];

impl Encoder {
    /// Encodes a record that begins at byte `at`. What cannot be read in it is reported and left open.
    pub(super) fn encode<F: DataFormat, C: Cells>(&mut self, row: &mut RowReader<'_, C>, at: u64) -> Record {
        let Figures { low, best, high, injured, mut flags } = F::figures(row);
        let (low, best, high) = (stored(low), stored(best), stored(high));
        let above = |a: u32, b: u32| a != NOT_GIVEN && b != NOT_GIVEN && a > b;
        if above(low, best) || above(best, high) || above(low, high) {
            flags |= flag::ORDER_BROKEN;
        }
        let (lo, hi) = match F::days(row) {
            Some((lo, hi, approximate)) => {
                flags |= if approximate { flag::APPROXIMATE } else { 0 };
                (number(lo), number(hi))
            }
            None => (UNDATED, UNDATED),
        };
        flags |= F::flags(row);
        // Neighbouring records often share a place.
        self.key.clear();
        for &col in F::PLACE {
            self.key.extend_from_slice(row.cell(col));
            self.key.push(SEPARATOR);
        }
        if self.key != self.last_location.0 {
            self.last_location = (self.key.clone(), self.locations.intern(&self.key).0);
        }
        let location = self.last_location.1;
        let mut value = |cols: &[Col], more: &[u8], all: &mut Interner| {
            self.key.clear();
            for &col in cols {
                self.key.extend_from_slice(row.cell(col));
                self.key.push(SEPARATOR);
            }
            self.key.extend_from_slice(more);
            all.intern(&self.key).0
        };
        // Some names mean another group in some countries; those groups are kept apart by country.
        let wider = [Col::A, Col::B].into_iter().any(|col| F::is_wider(row.cell(col)));
        let actor_group = value(F::ACTORS, if wider { row.cell(Col::Country) } else { b"" }, &mut self.actor_groups);
        let event_type = value(&KIND, b"", &mut self.event_types);
        let (injured, id) = (stored(injured), hash(row.cell(Col::Id)));
        Record { lo, hi, location, actor_group, event_type, low, best, high, injured, flags, id, at }
    }
}

fn stored(count: Count) -> u32 {
    count.rounded().unwrap_or(NOT_GIVEN)
}

/// The hash of an id, in lower case and without the fraction that some tools add; 0 for none.
pub(super) fn hash(id: &[u8]) -> u32 {
    let id = trimmed(id);
    let id = id.strip_suffix(b".0").unwrap_or(id);
    crate::model::dataset::id_hash(id)
}
