//! Encodes a record as numbers: the inner loop of loading. Knows formats only as a type parameter.
//!
//! An [`Encoder`] belongs to one thread and has its own lists of distinct values; [`super::merge`] merges the lists of
//! all threads. A value is kept as the bytes of its cells, so that each distinct value is parsed only once.

use super::cells::{Count, trimmed};
use super::columns::Col;
use super::data_format::{DataFormat, Figures};
use super::redate::{OpenDate, StoredDays};
use super::row::{Cells, RowReader};
use crate::model::dataset::{NOT_GIVEN, Record, UNDATED, flag, number};
use crate::model::interner::Interner;

/// Separates the cells of a distinct value (the ASCII unit separator).
pub(super) const SEPARATOR: u8 = 0x1f;

/// The distinct values that one thread has seen, by number.
#[derive(Default)]
pub(super) struct Encoder {
    pub(super) locations: Interner,
    pub(super) actor_groups: Interner,
    pub(super) event_types: Interner,
    key: Vec<u8>,
    last_location: (Vec<u8>, u32),
}

/// The columns of an event type.
pub(super) const KIND: [Col; 2] = [Col::EventType, Col::EventGroup];

impl Encoder {
    /// Encodes a record that begins at byte `at` of its file, with all readings of its dates if they have several. Bad
    /// cells are reported and left empty.
    pub(super) fn encode<F: DataFormat, C: Cells>(
        &mut self,
        row: &mut RowReader<'_, C>,
        at: u64,
    ) -> (Record, Option<OpenDate>) {
        let Figures { low, best, high, injured, mut flags } = F::figures(row);
        let (low, best, high) = (stored(low), stored(best), stored(high));
        let above = |a: u32, b: u32| a != NOT_GIVEN && b != NOT_GIVEN && a > b;
        if above(low, best) || above(best, high) || above(low, high) {
            flags |= flag::ORDER_BROKEN;
        }
        let (lo, hi, approximate) = days::<F, C>(row);
        flags |= if approximate { flag::APPROXIMATE } else { 0 };
        let open = row.open_dates();
        let open = open.any().then(|| OpenDate::new(0, open, |orders| days::<F, C>(&mut row.again(orders))));
        flags |= F::flags(row);
        // Fast path: neighbouring records often share a location.
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
        // The meaning of some names depends on the country, so the country becomes part of the key.
        let wider = [Col::A, Col::B].into_iter().any(|col| F::is_wider(row.cell(col)));
        let actor_group = value(F::ACTORS, if wider { row.cell(Col::Country) } else { b"" }, &mut self.actor_groups);
        let event_type = value(&KIND, b"", &mut self.event_types);
        let (injured, id) = (stored(injured), hash(row.cell(Col::Id)));
        (Record { lo, hi, location, actor_group, event_type, low, best, high, injured, flags, id, at }, open)
    }
}

/// The days of a record, as stored.
fn days<F: DataFormat, C: Cells>(row: &mut RowReader<'_, C>) -> StoredDays {
    F::days(row).map_or((UNDATED, UNDATED, false), |(lo, hi, approximate)| (number(lo), number(hi), approximate))
}

fn stored(count: Count) -> u32 {
    count.rounded().unwrap_or(NOT_GIVEN)
}

/// The hash of an id without the `.0` that some tools add; 0 for an empty id.
pub(super) fn hash(id: &[u8]) -> u32 {
    let id = trimmed(id);
    let id = id.strip_suffix(b".0").unwrap_or(id);
    crate::model::dataset::id_hash(id)
}
