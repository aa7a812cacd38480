//! Reads the cells of one record for its format. Cells that cannot be read are reported and left empty.
//!
//! Knows columns and cells; formats decide what they mean.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};
use simd_csv::ZeroCopyByteRecord;

use super::cells::{self, Count};
use super::columns::{Col, Columns};
use super::dates::{self, CellDate, DayOrders, Notation, Proof};
use super::oddity::Oddity;
use super::redate::OpenNotations;

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadCell {
    /// The index of the column in the file.
    pub(super) column: usize,
    /// The expected type.
    pub(super) wanted: CellType,
    /// The beginning of the text found.
    pub(super) found: String,
}

/// The expected type of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellType {
    Day,
    Number,
}

/// The cells of a record, without their outer quotation marks.
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

/// What reading a record finds besides its values.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Cells that cannot be read.
    pub(super) bad: Vec<BadCell>,
    /// Its dates, each with the index of its column.
    pub(super) dates: Vec<(usize, CellDate)>,
    /// Those of them that allow two readings.
    pub(super) open: OpenNotations,
    /// What is odd about its dates, if anything is.
    pub(super) odd_dates: Option<Oddity>,
}

impl Findings {
    /// Empties it for the next record.
    pub(super) fn clear(&mut self) {
        self.bad.clear();
        self.dates.clear();
        self.open = OpenNotations::default();
        self.odd_dates = None;
    }
}

/// Reads the cells of a record by role.
pub(super) struct RowReader<'r, C> {
    columns: &'r Columns,
    record: &'r C,
    /// The orders of day and month in which dates are read.
    pub(super) orders: DayOrders,
    /// Where findings go; `None` if the record is read again.
    found: Option<&'r mut Findings>,
    /// The cell of the date read last, and the date: many records end on the day on which they begin.
    last_date: Option<(&'r [u8], CellDate)>,
}

impl<'r, C: Cells> RowReader<'r, C> {
    /// A reader of `record` that adds to `found`.
    pub(super) fn new(columns: &'r Columns, record: &'r C, found: &'r mut Findings) -> Self {
        Self { columns, record, orders: columns.orders, found: Some(found), last_date: None }
    }

    /// A reader of the same record with other orders of day and month, which finds nothing more.
    pub(super) fn again(&self, orders: DayOrders) -> Self {
        Self { columns: self.columns, record: self.record, orders, found: None, last_date: None }
    }

    /// The dates found that allow two readings.
    pub(super) fn open_dates(&self) -> OpenNotations {
        self.found.as_ref().map(|found| found.open).unwrap_or_default()
    }

    /// The cell of a column, without its outer quotation marks; empty if there is none.
    #[inline]
    pub(super) fn cell(&self, col: Col) -> &'r [u8] {
        self.columns.index(col).and_then(|i| self.record.cell(i)).unwrap_or(b"")
    }

    /// A code, a small whole number.
    #[inline]
    pub(super) fn code(&self, col: Col) -> Option<i32> {
        cells::code(self.cell(col))
    }

    /// A count of people.
    #[inline]
    pub(super) fn count(&mut self, col: Col) -> Count {
        cells::count(self.cell(col), self.columns.dots).unwrap_or_else(|_| {
            self.complain(col, CellType::Number);
            Count::None
        })
    }

    /// A day.
    #[inline]
    pub(super) fn day(&mut self, col: Col) -> Option<NaiveDate> {
        let cell = self.cell(col);
        let known = self.last_date.filter(|(held, _)| *held == cell);
        match known.map_or_else(|| dates::read(cell), |(_, date)| Ok(Some(date))) {
            Ok(written) => {
                let written = written?;
                self.last_date = Some((cell, written));
                if let Some(found) = &mut self.found {
                    found.dates.push((self.columns.index(col).unwrap_or(0), written));
                    let fixed = written.notation == Notation::Iso && !self.columns.doubtful_iso;
                    let open_time = written.notation == Notation::Epoch && !self.columns.sure_unit;
                    if (written.proof() == Proof::Open && !fixed) || open_time {
                        found.open.add(written.notation);
                    }
                }
                let day = written.day(self.orders);
                if day.is_none() && written.notation == Notation::Epoch {
                    self.complain(col, CellType::Day);
                }
                day
            }
            Err(_) => {
                self.complain(col, CellType::Day);
                None
            }
        }
    }

    /// A year of four digits.
    #[inline]
    pub(super) fn year(&self, col: Col) -> Option<i32> {
        match self.cell(col).trim_ascii() {
            year @ [b'1' | b'2', _, _, _] if year.iter().all(u8::is_ascii_digit) => {
                Some(year.iter().fold(0, |n, d| n * 10 + i32::from(d - b'0')))
            }
            _ => None,
        }
    }

    /// First and last day of the year in a column, for a record whose date cannot be read.
    pub(super) fn whole_year(&self, col: Col) -> Option<(NaiveDate, NaiveDate)> {
        let year = self.year(col)?;
        NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31))
    }

    /// Complains if no day of a record is in the year that another column gives it.
    #[inline]
    pub(super) fn hold_against_year(&mut self, col: Col, first: NaiveDate, last: NaiveDate) {
        let Some(year) = self.year(col).filter(|year| !(first.year()..=last.year()).contains(year)) else { return };
        let cell = cells::text(self.cell(Col::Start)).chars().take(40).collect::<String>();
        self.complain_of_dates(|| format!("the date “{cell}” is of {}, the year is {year}", first.year()));
    }

    /// Complains of a record that ends before it begins.
    #[inline]
    pub(super) fn hold_end_against_start(&mut self, start: NaiveDate, end: NaiveDate) {
        if end < start {
            self.complain_of_dates(|| format!("it ends on {end} and begins on {start}"));
        }
    }

    fn complain_of_dates(&mut self, words: impl FnOnce() -> String) {
        if let Some(found) = &mut self.found {
            found.odd_dates.get_or_insert_with(|| Oddity::Dated(words()));
        }
    }

    /// First and last day of a date in three columns; `is_open` recognises codes for missing parts. Without a day or
    /// month the result is the whole month or year. Bad parts are reported.
    pub(super) fn day_of_parts(
        &mut self,
        [year, month, day]: [Col; 3],
        is_open: impl Fn(i32) -> bool,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let y = self.part(year, &is_open)?.cast_signed();
        if !(1900..2100).contains(&y) {
            self.complain(year, CellType::Day);
            return None;
        }
        let all_year = || Some((NaiveDate::from_ymd_opt(y, 1, 1)?, NaiveDate::from_ymd_opt(y, 12, 31)?));
        let (month_number, day_number) = (self.part(month, &is_open), self.part(day, &is_open));
        let Some(month_number) = month_number else { return all_year() };
        let Some(whole) = self::month(y, month_number) else {
            self.complain(month, CellType::Day);
            return all_year();
        };
        let Some(day_number) = day_number else { return Some(whole) };
        let Some(start) = NaiveDate::from_ymd_opt(y, month_number, day_number) else {
            self.complain(day, CellType::Day);
            return Some(whole);
        };
        Some((start, start))
    }

    /// One part of a date; `None` if it is missing, or not a number of zero or more, which is reported.
    fn part(&mut self, col: Col, is_open: &impl Fn(i32) -> bool) -> Option<u32> {
        let code = self.code(col);
        if code.is_some_and(is_open) || cells::trimmed(self.cell(col)).is_empty() {
            return None;
        }
        let number = code.and_then(|n| u32::try_from(n).ok());
        if number.is_none() {
            self.complain(col, CellType::Day);
        }
        number
    }

    /// Reports a bad cell.
    fn complain(&mut self, col: Col, wanted: CellType) {
        let column = self.columns.index(col).unwrap_or(0);
        let beginning = cells::text(self.cell(col)).chars().take(40).collect();
        if let Some(found) = &mut self.found {
            found.bad.push(BadCell { column, wanted, found: beginning });
        }
    }
}

/// First and last day of a month.
pub(super) fn month(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dates of a row, and the parts reported.
    fn parts(cells: [&str; 3]) -> (Option<String>, Vec<String>) {
        let names = ["year", "month", "day"];
        let known: [(Col, &[&str]); 3] = [(Col::Year, &["year"]), (Col::Month, &["month"]), (Col::Day, &["day"])];
        let columns = Columns::new(names.map(str::to_owned).to_vec(), &known);
        let record: Vec<Cow<'_, [u8]>> = cells.iter().map(|c| Cow::Borrowed(c.as_bytes())).collect();
        let mut found = Findings::default();
        let mut row = RowReader::new(&columns, &record, &mut found);
        let days = row.day_of_parts([Col::Year, Col::Month, Col::Day], |n| matches!(n, 0 | 99));
        let reported = found.bad.iter().map(|cell| format!("{}={}", names[cell.column], cell.found));
        (days.map(|(start, end)| format!("{start}/{end}")), reported.collect())
    }

    #[test]
    fn parts_of_a_date_that_cannot_be_read_are_reported() {
        let (year, month) = ("2013-01-01/2013-12-31", "2013-03-01/2013-03-31");
        for (cells, days, reported) in [
            (["2013", "3", "4"], Some("2013-03-04/2013-03-04"), vec![]),
            (["2013", "99", "0"], Some(year), vec![]),
            (["2013", "", " "], Some(year), vec![]),
            (["2013", "March", "4"], Some(year), vec!["month=March"]),
            (["2013", "-4", "x"], Some(year), vec!["month=-4", "day=x"]),
            (["2013", "3", "-4"], Some(month), vec!["day=-4"]),
            (["2013", "3", "31x"], Some(month), vec!["day=31x"]),
            (["2013", "13", "1"], Some(year), vec!["month=13"]),
            (["two", "3", "4"], None, vec!["year=two"]),
            (["-2013", "3", "4"], None, vec!["year=-2013"]),
            (["", "3", "4"], None, vec![]),
        ] {
            let wanted = (days.map(str::to_owned), reported.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(parts(cells), wanted, "{cells:?}");
        }
    }
}
