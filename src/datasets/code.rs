//! One record of a file into numbers: the inner loop of loading.
//!
//! A [`Coder`] belongs to one thread and has lists of distinct values of its own; [`super::gather`] brings the lists
//! of all threads together. A value is kept as the bytes of its cells, so that it is read but once however often it
//! occurs.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use simd_csv::ZeroCopyByteRecord;

use super::cells::{self, Count, trimmed};
use super::format::{Col, Format};
use super::interner::Interner;
use super::sniff::Layout;
use crate::model::dataset::{NOT_GIVEN, Record, UNDATED, flag, number};

/// Between the cells of a distinct value.
pub(super) const SEPARATOR: u8 = 0x1f;

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadCell {
    /// The column, as the file has it.
    pub(super) column: usize,
    /// What was expected.
    pub(super) wanted: CellType,
    /// What stands there, cut.
    pub(super) found: String,
}

/// What a cell should have held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellType {
    Day,
    Number,
}

/// A record's cells, without their outer marks.
pub(super) trait Cells {
    fn cell(&self, at: usize) -> Option<&[u8]>;
}

impl Cells for ZeroCopyByteRecord<'_> {
    #[inline]
    fn cell(&self, at: usize) -> Option<&[u8]> {
        self.unquote(at)
    }
}

impl Cells for Vec<Cow<'_, [u8]>> {
    fn cell(&self, at: usize) -> Option<&[u8]> {
        self.get(at).map(|cell| &**cell)
    }
}

/// The values of records as numbers; one per thread.
#[derive(Default)]
pub(super) struct Coder {
    pub(super) spots: Interner,
    pub(super) casts: Interner,
    pub(super) kinds: Interner,
    key: Vec<u8>,
    last_spot: (Vec<u8>, u32),
}

/// The columns that make up a place, in the order of its key; `PlacePrecision` last.
pub(super) const SPOT: [Col; 9] = [
    Col::Place,
    Col::Within1,
    Col::Within2,
    Col::Within3,
    Col::Country,
    Col::CountryCode,
    Col::Latitude,
    Col::Longitude,
    Col::PlacePrecision,
];
/// The columns that make up a cast.
pub(super) const CAST: [Col; 6] = [Col::A, Col::A2, Col::A3, Col::WithA, Col::B, Col::WithB];
/// The columns that make up a kind.
pub(super) const KIND: [Col; 2] = [Col::EventType, Col::KindGroup];

impl Coder {
    /// Codes a record that begins at byte `at`. What cannot be read in it is told through `hurt` and left open.
    pub(super) fn code(
        &mut self,
        layout: &Layout,
        record: &impl Cells,
        at: u64,
        hurt: &mut dyn FnMut(BadCell),
    ) -> Record {
        let cell = |col: Col| layout.place(col).and_then(|i| record.cell(i)).unwrap_or(b"");
        let mut complain = |col: Col, wanted| {
            let column = layout.place(col).unwrap_or(0);
            let found = cells::text(cell(col)).chars().take(40).collect();
            hurt(BadCell { column, wanted, found });
        };
        let mut flags = 0;
        let mut figure = |col: Col| {
            cells::count(cell(col)).unwrap_or_else(|_| {
                complain(col, CellType::Number);
                Count::None
            })
        };
        let (mut low, mut best, mut high, mut injured) = (Count::None, figure(Col::Best), Count::None, Count::None);
        match layout.format {
            Format::Ged => {
                (low, high) = (figure(Col::Low), figure(Col::High));
            }
            Format::Acled => low = best,
            Format::Gtd => {
                if let Count::Fraction(_) = best {
                    flags |= flag::FRACTION;
                }
                let theirs = figure(Col::BestAttackers);
                match (best.rounded(), theirs.rounded()) {
                    // A share larger than the whole is a contradiction of the file's; the whole stays.
                    (Some(all), Some(attackers)) if attackers > all => flags |= flag::ORDER_BROKEN,
                    (Some(all), Some(attackers)) => {
                        best = Count::Whole(all - attackers);
                        flags |= flag::ATTACKERS_OUT;
                    }
                    _ => {}
                }
                let (all, attackers) = (figure(Col::Injured), figure(Col::InjuredAttackers));
                injured = match (all.rounded(), attackers.rounded()) {
                    (Some(all), Some(attackers)) if attackers <= all => {
                        flags |= flag::INJURED_OUT;
                        Count::Whole(all - attackers)
                    }
                    _ => all,
                };
            }
        }
        let (low, best, high) = (stored(low), stored(best), stored(high));
        let above = |a: u32, b: u32| a != NOT_GIVEN && b != NOT_GIVEN && a > b;
        if above(low, best) || above(best, high) || above(low, high) {
            flags |= flag::ORDER_BROKEN;
        }
        let (lo, hi) = self.days(layout, record, &mut flags, &mut complain);
        match layout.format {
            Format::Ged if cells::code(cell(Col::Clarity)) == Some(2) => flags |= flag::SERIES,
            Format::Gtd => {
                let says = |col, n| cells::code(cell(col)) == Some(n);
                flags |= if says(Col::Suspected, 1) { flag::SUSPECTED } else { 0 };
                flags |= if says(Col::Success, 0) { flag::FOILED } else { 0 };
                flags |= if says(Col::Doubt, 1) { flag::DOUBTED } else { 0 };
            }
            _ => {}
        }
        // Neighbouring records often share a place.
        self.key.clear();
        for col in SPOT {
            self.key.extend_from_slice(cell(col));
            self.key.push(SEPARATOR);
        }
        if self.key != self.last_spot.0 {
            self.last_spot = (self.key.clone(), self.spots.intern(&self.key).0);
        }
        let spot = self.last_spot.1;
        let mut value = |cols: &[Col], more: &[u8], all: &mut Interner| {
            self.key.clear();
            for &col in cols {
                self.key.extend_from_slice(cell(col));
                self.key.push(SEPARATOR);
            }
            self.key.extend_from_slice(more);
            all.intern(&self.key).0
        };
        // Some names mean another group in some countries; those casts are kept apart by country.
        let wider = [Col::A, Col::B].into_iter().any(|col| super::about::is_wider(layout.format, cell(col)));
        let cast = value(&CAST, if wider { cell(Col::Country) } else { b"" }, &mut self.casts);
        let kind = value(&KIND, b"", &mut self.kinds);
        Record {
            lo,
            hi,
            spot,
            cast,
            kind,
            low,
            best,
            high,
            injured: stored(injured),
            flags,
            id: hash(cell(Col::Id)),
            at,
        }
    }

    /// First and last day, by the format's own precision codes.
    #[expect(clippy::unused_self, reason = "reads as a step of coding")]
    fn days(
        &self,
        layout: &Layout,
        record: &impl Cells,
        flags: &mut u16,
        complain: &mut dyn FnMut(Col, CellType),
    ) -> (i32, i32) {
        let cell = |col: Col| layout.place(col).and_then(|i| record.cell(i)).unwrap_or(b"");
        let mut day = |col: Col| read_day(cell(col), col, layout, complain);
        let precision = cells::code(cell(Col::DatePrecision));
        let (lo, hi) = match layout.format {
            Format::Ged => {
                let Some(start) = day(Col::Start) else { return (UNDATED, UNDATED) };
                let end = day(Col::End).unwrap_or(start);
                if start == end && precision.is_some_and(|p| p > 1) {
                    *flags |= flag::APPROXIMATE;
                }
                if end < start { (end, start) } else { (start, end) }
            }
            Format::Acled => {
                let Some(day) = day(Col::Start) else { return (UNDATED, UNDATED) };
                match precision {
                    // Some day of a week or weekend, of which the middle is written.
                    Some(2) => {
                        *flags |= flag::APPROXIMATE;
                        let days = chrono::Days::new(3);
                        (day.checked_sub_days(days).unwrap_or(day), day.checked_add_days(days).unwrap_or(day))
                    }
                    // Some day of the month; the one written means nothing.
                    Some(3) => month(day.year(), day.month()).unwrap_or((day, day)),
                    _ => (day, day),
                }
            }
            Format::Gtd => {
                let Some(found) = gtd_days(cell, layout, complain) else { return (UNDATED, UNDATED) };
                found
            }
        };
        (number(lo), number(hi))
    }
}

/// A GTD date: month or day 0 is unknown; what lasted longer than a day ends with its resolution.
fn gtd_days<'c>(
    cell: impl Fn(Col) -> &'c [u8],
    layout: &Layout,
    complain: &mut dyn FnMut(Col, CellType),
) -> Option<(NaiveDate, NaiveDate)> {
    let part = |col| cells::code(cell(col)).unwrap_or(0);
    let (y, m, d) = (part(Col::Year), part(Col::Month), part(Col::Day));
    if !(1900..2100).contains(&y) {
        if !trimmed(cell(Col::Year)).is_empty() {
            complain(Col::Year, CellType::Day);
        }
        return None;
    }
    let year = || Some((NaiveDate::from_ymd_opt(y, 1, 1)?, NaiveDate::from_ymd_opt(y, 12, 31)?));
    let (Ok(month_number), Ok(day_number)) = (u32::try_from(m), u32::try_from(d)) else { return year() };
    if m == 0 {
        return year();
    }
    let Some(whole) = month(y, month_number) else {
        complain(Col::Month, CellType::Day);
        return year();
    };
    if d == 0 {
        return Some(whole);
    }
    let Some(start) = NaiveDate::from_ymd_opt(y, month_number, day_number) else {
        complain(Col::Day, CellType::Day);
        return Some(whole);
    };
    let long = part(Col::Extended) == 1;
    let end = if long { read_day(cell(Col::Resolution), Col::Resolution, layout, complain) } else { None };
    let end = end.filter(|end| *end >= start);
    Some((start, end.unwrap_or(start)))
}

/// The day in a cell; one that cannot be read is told of and left open.
fn read_day(cell: &[u8], col: Col, layout: &Layout, complain: &mut dyn FnMut(Col, CellType)) -> Option<NaiveDate> {
    cells::day(cell, layout.month_first[usize::from(col == Col::Resolution)]).unwrap_or_else(|_| {
        complain(col, CellType::Day);
        None
    })
}

/// First and last day of a month.
fn month(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
    Some((first, last))
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
