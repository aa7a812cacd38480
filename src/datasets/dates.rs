//! Reads the dates of cells in every notation that published files have, and says what each proves of the order of day
//! and month: `13/02/1997` proves it, `02/01/1997` allows both. Knows no columns and no formats.

use chrono::{Datelike as _, NaiveDate};

use super::cells::{Bad, unmarked};
use super::epoch::{EpochUnit, day_of};
use crate::model::time::month_names;

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// `2025-01-13`, with or without a time of day.
    Iso,
    /// `2025/01/13`, `2025.1.13`
    YearFirst,
    /// `13/01/2025`, `1/13/2025 0:00`, `13-01-25`
    YearLast,
    /// `13 January 2025`, `January 13, 2025`, `13-Jan-25`
    Words,
    /// `20250113`
    Compact,
    /// Days since 1899-12-30, as spreadsheets count them.
    Serial,
    /// Seconds since 1970, or thousandths, millionths or billionths of them.
    Epoch,
}

impl Notation {
    pub(super) const ALL: [Self; 7] =
        [Self::Iso, Self::YearFirst, Self::YearLast, Self::Words, Self::Compact, Self::Serial, Self::Epoch];

    /// The name for the user.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Iso => "year-month-day",
            Self::YearFirst => "year first",
            Self::YearLast => "year last",
            Self::Words => "month as a word",
            Self::Compact => "eight digits",
            Self::Serial => "a spreadsheet's day number",
            Self::Epoch => "a time since 1970",
        }
    }
}

/// What a date says of the order of day and month in its notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Only the usual order is possible: `2025-01-13`, `13/01/2025`.
    Usual,
    /// Only the swapped order is possible: `2025/13/01`, `1/13/2025`.
    Swapped,
    /// Both are: `04/01/2025`.
    Open,
    /// Nothing: day and month are the same number, or the month is a word.
    Nothing,
}

/// A date as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellDate {
    pub(super) notation: Notation,
    /// In the usual order of the notation: year, month, day; or day, month, year.
    usual: Option<NaiveDate>,
    /// With day and month in the other order, where the notation is known to be written so.
    swapped: Option<NaiveDate>,
    /// The number of a time since 1970, in the unit of its column.
    time: i64,
}

impl CellDate {
    fn sure(notation: Notation, day: Option<NaiveDate>) -> Result<Self, Bad> {
        let usual = day.filter(|day| is_sane(*day));
        usual.is_some().then_some(Self { notation, usual, swapped: None, time: 0 }).ok_or(Bad)
    }

    /// A date of three numbers.
    fn numbers(notation: Notation, year: u32, first: u32, second: u32) -> Result<Self, Bad> {
        let day = |month, day| NaiveDate::from_ymd_opt(year.cast_signed(), month, day).filter(|day| is_sane(*day));
        let (usual, swapped) = match notation {
            Notation::YearLast => (day(second, first), day(first, second)),
            _ => (day(first, second), day(second, first)),
        };
        // ISO 8601 has one order; only a spreadsheet can have swapped what both orders allow.
        let swapped = swapped.filter(|_| notation != Notation::Iso || usual.is_some());
        (usual.is_some() || swapped.is_some()).then_some(Self { notation, usual, swapped, time: 0 }).ok_or(Bad)
    }

    /// A time since 1970, if it is one in any unit.
    fn since_1970(time: i64) -> Option<Self> {
        let is_time = EpochUnit::ALL.into_iter().any(|unit| day_of(time, unit).is_some_and(is_sane));
        is_time.then_some(Self { notation: Notation::Epoch, usual: None, swapped: None, time })
    }

    /// The number of a time since 1970, whose unit its column decides.
    pub(super) fn time(self) -> Option<i64> {
        (self.notation == Notation::Epoch).then_some(self.time)
    }

    /// What it says of the order.
    pub(super) fn proof(self) -> Proof {
        match (self.usual, self.swapped) {
            (Some(a), Some(b)) if a == b => Proof::Nothing,
            (Some(_), Some(_)) => Proof::Open,
            _ if self.notation == Notation::Epoch => Proof::Nothing,
            (None, _) => Proof::Swapped,
            (Some(_), None) => match self.notation {
                Notation::Iso | Notation::YearFirst | Notation::YearLast => Proof::Usual,
                _ => Proof::Nothing,
            },
        }
    }

    /// The day in this order; `None` if the order is not known and matters, or the number is no time in this unit.
    pub(super) fn day(self, orders: DayOrders) -> Option<NaiveDate> {
        if let Some(time) = self.time() {
            return EpochUnit::of(time, orders.unit).and_then(|unit| day_of(time, unit)).filter(|day| is_sane(*day));
        }
        match (self.proof(), orders.of(self.notation)) {
            (Proof::Open, DayOrder::Unknown) => None,
            (Proof::Open, DayOrder::Swapped) => self.swapped,
            _ => self.usual.or(self.swapped),
        }
    }
}

/// The order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum DayOrder {
    /// Year, month, day; or day, month, year.
    #[default]
    Usual,
    /// The other one.
    Swapped,
    /// Not known: dates that allow both are left open.
    Unknown,
}

/// The orders of the notations that have one, and the unit of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DayOrders {
    pub(super) year_last: DayOrder,
    pub(super) year_first: DayOrder,
    pub(super) iso: DayOrder,
    /// The unit of times since 1970; without one each goes by its size.
    pub(super) unit: Option<EpochUnit>,
}

impl DayOrders {
    /// The order of a notation.
    pub(super) fn of(self, notation: Notation) -> DayOrder {
        match notation {
            Notation::Iso => self.iso,
            Notation::YearFirst => self.year_first,
            Notation::YearLast => self.year_last,
            _ => DayOrder::Usual,
        }
    }
}

/// Reads a day: ISO 8601 (with or without a time), `28 December 2022`, `01-January-2015`, `9-May-20`, `24/12/1997`,
/// `12/24/1997 0:00`, `2025/01/13`, `20151231`, a spreadsheet's day number, or seconds or milliseconds since 1970.
/// A spreadsheet's mark before it ([`unmarked`]) is no part of it. `None` if the cell is empty.
pub(super) fn read(cell: &[u8]) -> Result<Option<CellDate>, Bad> {
    // Fast path: most dates are ISO dates.
    if let Some(read) = iso(cell) {
        return read.map(Some);
    }
    let cell = unmarked(cell);
    if cell.is_empty() {
        return Ok(None);
    }
    if let Some(read) = iso(cell) {
        return read.map(Some);
    }
    let text = std::str::from_utf8(cell).map_err(|_| Bad)?;
    let time = text.parse::<f64>().ok().filter(|n| n.abs() < 9e18).map(|n| n.floor() as i64);
    if let Some(time) = time.filter(|n| EpochUnit::of(*n, None).is_some()) {
        return CellDate::since_1970(time).map(Some).ok_or(Bad);
    }
    let parts: Vec<&str> = text.split([' ', '-', '/', '.', ',']).filter(|p| !p.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let written = match parts.as_slice() {
        [only] | [only, "0"] if only.len() == 8 => {
            let part = |range| only.get(range).and_then(number);
            let day = match (part(0..4), part(4..6), part(6..8)) {
                (Some(y), Some(m), Some(d)) => NaiveDate::from_ymd_opt(y.cast_signed(), m, d),
                _ => None,
            };
            CellDate::sure(Notation::Compact, day)
        }
        // A fraction is the time of day.
        [only] | [only, _] if only.len() == 5 && parts.iter().all(|p| number(p).is_some()) => {
            let days = number(only).ok_or(Bad)?;
            let zero = NaiveDate::from_ymd_opt(1899, 12, 30);
            CellDate::sure(Notation::Serial, zero.and_then(|d| d.checked_add_days(chrono::Days::new(days.into()))))
        }
        [first, second, third, ..] => {
            let words = match (month(first), month(second)) {
                (Some(month), _) => Some((number(second), month)),
                (None, Some(month)) => Some((number(first), month)),
                (None, None) => None,
            };
            match words {
                Some((day, month)) => {
                    let (day, year) = (day.ok_or(Bad)?, year(third).ok_or(Bad)?);
                    CellDate::sure(Notation::Words, NaiveDate::from_ymd_opt(year.cast_signed(), month, day))
                }
                None if first.len() == 4 => {
                    let third = third.split('T').next().and_then(number);
                    let (Some(year), Some(a), Some(b)) = (number(first), number(second), third) else {
                        return Err(Bad);
                    };
                    let notation =
                        if text.as_bytes().get(4) == Some(&b'-') { Notation::Iso } else { Notation::YearFirst };
                    CellDate::numbers(notation, year, a, b)
                }
                None => {
                    let (Some(a), Some(b), Some(year)) = (number(first), number(second), year(third)) else {
                        return Err(Bad);
                    };
                    CellDate::numbers(Notation::YearLast, year, a, b)
                }
            }
        }
        _ => Err(Bad),
    };
    // Any other number is a time if its column holds times, but for a year.
    let time = time.filter(|n| !(1900..2100).contains(n));
    written.map(Some).or_else(|bad| time.and_then(CellDate::since_1970).map(Some).ok_or(bad))
}

/// Whether a cell holds a day by itself.
pub(super) fn is_day(cell: &[u8]) -> bool {
    matches!(read(cell), Ok(Some(written)) if written.time().is_none_or(|time| EpochUnit::of(time, None).is_some()))
}

/// A cell that begins with an ISO date; `None` for others.
#[inline]
#[expect(clippy::many_single_char_names, reason = "they are the digits of a date")]
fn iso(cell: &[u8]) -> Option<Result<CellDate, Bad>> {
    let [a, b, c, d, b'-', e, f, b'-', g, h, rest @ ..] = cell else { return None };
    let digits = [a, b, c, d, e, f, g, h];
    if !digits.iter().all(|d| d.is_ascii_digit()) {
        return None;
    }
    // Only a time may follow the day.
    if !matches!(rest.first(), None | Some(b' ' | b'T')) {
        return Some(Err(Bad));
    }
    let n = |digits: &[&u8]| digits.iter().fold(0_u32, |n, d| n * 10 + u32::from(**d - b'0'));
    Some(CellDate::numbers(Notation::Iso, n(&digits[..4]), n(&digits[4..6]), n(&digits[6..])))
}

/// A year of four or two digits, a time of day after it left out. Two digits as in POSIX `strptime`: 69 to 99 are 1969
/// to 1999.
fn year(part: &str) -> Option<u32> {
    let part = part.split('T').next()?;
    let year = part.parse::<u32>().ok()?;
    Some(match part.len() {
        2 => year + if year < 69 { 2000 } else { 1900 },
        _ => year,
    })
}

/// Years outside 1900 to 2099 are typing errors.
fn is_sane(day: NaiveDate) -> bool {
    (1900..2100).contains(&day.year())
}

/// The month of an English name or its beginning, or of a name in another language.
fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = name.to_ascii_lowercase();
    if lower.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let english = lower.get(..3).and_then(|short| MONTHS.iter().position(|m| *m == short));
    match english.filter(|_| lower.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(month) => u32::try_from(month + 1).ok(),
        None => month_names::written(name).map(u32::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(cell: &str, year_last: DayOrder) -> Option<String> {
        let orders = DayOrders { year_last, ..DayOrders::default() };
        read(cell.as_bytes()).unwrap()?.day(orders).map(|day| day.to_string())
    }

    #[test]
    fn every_spelling_of_a_day_that_real_files_have() {
        for (cell, wanted) in [
            ("2020-11-03", "2020-11-03"),
            ("2014-01-22 00:00:00.000", "2014-01-22"),
            ("2009-02-20T00:00:00", "2009-02-20"),
            ("28 December 2022", "2022-12-28"),
            ("01-January-2015", "2015-01-01"),
            ("9-May-20", "2020-05-09"),
            ("31-12-19", "2019-12-31"),
            ("24/12/1997", "1997-12-24"),
            ("12/24/1997", "1997-12-24"),
            ("1/13/2025 0:00", "2025-01-13"),
            ("1/13/2025 12:00:00 AM", "2025-01-13"),
            ("13.01.2025 00:00:00", "2025-01-13"),
            ("02/01/1997", "1997-01-02"),
            ("2025/01/13", "2025-01-13"),
            ("2025/13/01", "2025-01-13"),
            ("41712", "2014-03-14"),
            ("41712.75", "2014-03-14"),
            ("19971224", "1997-12-24"),
            ("19971224.0", "1997-12-24"),
            ("December 28, 2022", "2022-12-28"),
            ("13 janvier 2025", "2025-01-13"),
            ("13-ene-25", "2025-01-13"),
            ("13 января 2025", "2025-01-13"),
            ("'2025-01-13", "2025-01-13"),
            ("'13/01/2025", "2025-01-13"),
            ("=\"2025-01-13\"", "2025-01-13"),
            ("1735689600000", "2025-01-01"),
            ("1735689600000.0", "2025-01-01"),
            ("1.7356896e12", "2025-01-01"),
            ("1735689600", "2025-01-01"),
            ("1735689600000000", "2025-01-01"),
            ("-86400000000", "1967-04-07"),
        ] {
            assert_eq!(day(cell, DayOrder::Usual).as_deref(), Some(wanted), "{cell}");
        }
        assert_eq!(day("02/01/1997", DayOrder::Swapped).as_deref(), Some("1997-02-01"));
        assert_eq!(day("02/01/1997", DayOrder::Unknown), None);
        assert_eq!(day("13/01/1997", DayOrder::Unknown).as_deref(), Some("1997-01-13"));
        let bad = [
            "2020-13-01",
            "31 February 2020",
            "yesterday",
            "22 March 24x",
            "0024-03-01",
            "2020-11-03x",
            "inf",
            "1e300",
            "2019",
        ];
        for bad in bad {
            assert_eq!(read(bad.as_bytes()), Err(Bad), "{bad}");
        }
        for alone in ["0", "86400000", "-6048000", "17"] {
            assert!(day(alone, DayOrder::Usual).is_none() && !is_day(alone.as_bytes()), "{alone} is no day by itself");
        }
        for none in ["", "NA", ".", "'"] {
            assert_eq!(read(none.as_bytes()), Ok(None));
        }
    }

    proptest! {
        #[test]
        fn no_cell_panics(cell in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Ok(Some(written)) = read(&cell) {
                let _ = (written.proof(), written.day(DayOrders::default()));
            }
        }

        #[test]
        fn iso_days_read_back(days in 700_000i32..760_000) {
            let wanted = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            for cell in [wanted.to_string(), wanted.format("%d %B %Y").to_string()] {
                prop_assert_eq!(read(cell.as_bytes()).unwrap().unwrap().day(DayOrders::default()), Some(wanted));
            }
        }
    }
}
