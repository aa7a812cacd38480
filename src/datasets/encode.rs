//! Encodes a record as numbers: the inner loop of loading. Knows formats only as a type parameter.
//!
//! An [`Encoder`] belongs to one thread and has its own lists of distinct values; [`super::merge`] merges the lists of
//! all threads. A value is kept as the bytes of its cells, so that each distinct value is parsed only once.

use std::borrow::Cow;

use super::cells::{Count, unmarked};
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
        flags |= if [low, best, high].into_iter().any(Count::is_fraction) { flag::FRACTION } else { 0 };
        // A fraction lies between whole numbers.
        let (low, best, high) = (stored(low.floored()), stored(best), stored(high.raised()));
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

/// The hash of an id as [`own_id`] gives it; 0 if there is none.
pub(super) fn hash(id: &[u8]) -> u32 {
    crate::model::dataset::id_hash(&own_id(id))
}

/// An id without what tools add: a spreadsheet's mark, `.0`. A number in scientific notation is written out
/// (`9.10101E+05`); it is none if it was rounded ([`is_rounded`]), as it then stands for many records.
pub(super) fn own_id(id: &[u8]) -> Cow<'_, [u8]> {
    let id = unmarked(id);
    let id = id.strip_suffix(b".0").unwrap_or(id);
    // Fast path: few ids have a plus sign.
    if !id.contains(&b'+') {
        return Cow::Borrowed(id);
    }
    match scientific(id) {
        Some((digits, exponent)) if digits.len() > exponent + 1 => Cow::Borrowed(id),
        Some((digits, exponent)) if digits.len() == exponent + 1 => Cow::Owned(digits),
        Some(_) => Cow::Borrowed(b""),
        None => Cow::Borrowed(id),
    }
}

/// Whether an id is a number in scientific notation without all of its digits: `2.01606E+11`.
pub(super) fn is_rounded(id: &[u8]) -> bool {
    scientific(unmarked(id)).is_some_and(|(digits, exponent)| digits.len() < exponent + 1)
}

/// The digits and the exponent of a whole number in scientific notation.
fn scientific(id: &[u8]) -> Option<(Vec<u8>, usize)> {
    let text = std::str::from_utf8(id).ok()?.to_ascii_uppercase();
    let (mantissa, exponent) = text.split_once("E+")?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: Vec<u8> = [whole, fraction].concat().into_bytes();
    let exponent = exponent.parse::<usize>().ok().filter(|e| *e < 100)?;
    (whole.len() == 1 && digits.iter().all(u8::is_ascii_digit)).then_some((digits, exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_what_they_were_before_a_spreadsheet() {
        for (cell, id) in [
            ("KES1", "KES1"),
            ("910101.0", "910101"),
            ("'201603090001", "201603090001"),
            ("9.10101E+05", "910101"),
            ("2.01606E+11", ""),
            ("2.01600e+11", ""),
            ("A+B", "A+B"),
        ] {
            assert_eq!(String::from_utf8_lossy(&own_id(cell.as_bytes())), id, "{cell}");
        }
        assert_eq!(hash(b"2.01606E+11"), 0);
        assert!(is_rounded(b"2.01606E+11") && !is_rounded(b"9.10101E+05") && !is_rounded(b"KES1"));
    }
}
