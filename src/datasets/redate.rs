//! Dates whose order of day and month, or whose unit, the whole file decides: all readings are kept until it has been read, so that the
//! records read so far get other dates when a later row decides anew. Knows no files and no formats.

use super::dates::{DayOrder, DayOrders, Notation};
use super::epoch::EpochUnit;
use crate::model::dataset::UNDATED;

/// First and last day of a record, as stored, and whether the date is approximate.
pub(super) type StoredDays = (i32, i32, bool);

/// The orders in which a record's dates are read.
const ORDERS: [DayOrder; 3] = [DayOrder::Usual, DayOrder::Swapped, DayOrder::Unknown];

/// The units in which times are read.
const UNITS: [Option<EpochUnit>; 5] = [
    None,
    Some(EpochUnit::Seconds),
    Some(EpochUnit::Milliseconds),
    Some(EpochUnit::Microseconds),
    Some(EpochUnit::Nanoseconds),
];

/// What decides how the dates of a record are read: the orders of those with the year last and of others, and the unit.
type Deciding = (DayOrder, DayOrder, Option<EpochUnit>);

/// The notations of a record's dates that allow two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct OpenNotations {
    year_last: bool,
    year_first: bool,
    /// The one with the year first is an ISO date.
    iso: bool,
    /// Times whose unit is not proved.
    time: bool,
}

impl OpenNotations {
    /// Adds a date that allows two readings.
    pub(super) fn add(&mut self, notation: Notation) {
        match notation {
            Notation::YearLast => self.year_last = true,
            Notation::YearFirst => self.year_first = true,
            Notation::Iso => (self.year_first, self.iso) = (true, true),
            Notation::Epoch => self.time = true,
            _ => {}
        }
    }

    /// Whether there is one.
    pub(super) fn any(self) -> bool {
        self.year_last || self.year_first || self.time
    }

    /// The orders that matter here, and the unit.
    fn orders(self, orders: DayOrders) -> Deciding {
        let year_first = if self.iso { orders.iso } else { orders.year_first };
        (
            if self.year_last { orders.year_last } else { DayOrder::Usual },
            if self.year_first { year_first } else { DayOrder::Usual },
            if self.time { orders.unit } else { None },
        )
    }
}

/// A record with a date that allows two readings.
#[derive(Debug)]
pub(super) struct OpenDate {
    /// The record: its position in a chunk, then its number in the data set.
    pub(super) record: usize,
    notations: OpenNotations,
    /// Its dates in each order that matters.
    readings: Box<[(Deciding, StoredDays)]>,
}

impl OpenDate {
    /// Reads the dates of a record in all orders that matter; `read` gives them in one.
    pub(super) fn new(record: usize, notations: OpenNotations, mut read: impl FnMut(DayOrders) -> StoredDays) -> Self {
        let mut readings = Vec::with_capacity(ORDERS.len());
        let units = if notations.time { &UNITS[..] } else { &UNITS[..1] };
        for &unit in units {
            for (year_last, year_first) in ORDERS.into_iter().flat_map(|last| ORDERS.map(|first| (last, first))) {
                let orders = DayOrders { year_last, year_first, iso: year_first, unit };
                let matter = notations.orders(orders);
                if readings.iter().all(|(known, _)| *known != matter) {
                    readings.push((matter, read(orders)));
                }
            }
        }
        Self { record, notations, readings: readings.into() }
    }

    /// The same dates of the record at another position.
    pub(super) fn at(self, record: usize) -> Self {
        Self { record, ..self }
    }

    /// Whether an order that its dates need is not proved.
    pub(super) fn is_doubtful(&self, is_proved: impl Fn(Notation) -> bool) -> bool {
        let OpenNotations { year_last, year_first, iso, .. } = self.notations;
        let first = if iso { Notation::Iso } else { Notation::YearFirst };
        (year_last && !is_proved(Notation::YearLast)) || (year_first && !is_proved(first))
    }

    /// The dates of the record in these orders.
    pub(super) fn days(&self, orders: DayOrders) -> StoredDays {
        let matter = self.notations.orders(orders);
        let found = self.readings.iter().find(|(of, _)| *of == matter);
        found.map_or((UNDATED, UNDATED, false), |(_, days)| *days)
    }
}
