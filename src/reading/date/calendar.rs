//! Days, weeks, months, quarters, seasons and years as EDTF and as their first and last day.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{DateBasis, DateGrain, ResolvedDate};

/// A date of a grain.
fn when(edtf: String, first: NaiveDate, last: NaiveDate, grain: DateGrain, basis: DateBasis) -> ResolvedDate {
    ResolvedDate { edtf, first, last, grain, basis, part: None }
}

/// A day.
pub fn day(date: NaiveDate, basis: DateBasis) -> ResolvedDate {
    when(date.format("%Y-%m-%d").to_string(), date, date, DateGrain::Day, basis)
}

/// From one day to another.
pub fn range(first: NaiveDate, last: NaiveDate, grain: DateGrain, basis: DateBasis) -> ResolvedDate {
    let edtf = format!("{}/{}", first.format("%Y-%m-%d"), last.format("%Y-%m-%d"));
    when(edtf, first, last, grain, basis)
}

/// The week of a day, Monday to Sunday.
pub fn week(date: NaiveDate, basis: DateBasis) -> Option<ResolvedDate> {
    let first = back(date, i64::from(date.weekday().num_days_from_monday()))?;
    Some(range(first, back(first, -6)?, DateGrain::Week, basis))
}

/// The Saturday and Sunday of a day's week.
pub fn weekend(date: NaiveDate, basis: DateBasis) -> Option<ResolvedDate> {
    let monday = week(date, basis)?.first;
    Some(range(back(monday, -5)?, back(monday, -6)?, DateGrain::Weekend, basis))
}

/// A month.
pub fn month(year: i32, month: u32, basis: DateBasis) -> Option<ResolvedDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
    Some(when(format!("{year:04}-{month:02}"), first, last, DateGrain::Month, basis))
}

/// A quarter, 1 to 4.
pub fn quarter(year: i32, quarter: u32, basis: DateBasis) -> Option<ResolvedDate> {
    let first = NaiveDate::from_ymd_opt(year, quarter.checked_sub(1)? * 3 + 1, 1)?;
    let last = first.checked_add_months(Months::new(3))?.pred_opt()?;
    Some(when(format!("{year:04}-{}", 32 + quarter), first, last, DateGrain::Quarter, basis))
}

/// A season by its EDTF number, 21 (spring) to 24 (winter), of the northern half of the earth.
pub fn season(year: i32, season: u32, basis: DateBasis) -> Option<ResolvedDate> {
    let first = NaiveDate::from_ymd_opt(year, (season.checked_sub(21)? * 3 + 3).min(12), 1)?;
    let last = first.checked_add_months(Months::new(3))?.pred_opt()?;
    Some(when(format!("{year:04}-{season}"), first, last, DateGrain::Season, basis))
}

/// A half of a year, 1 or 2.
pub fn half(year: i32, half: u32, basis: DateBasis) -> Option<ResolvedDate> {
    let first = NaiveDate::from_ymd_opt(year, half.checked_sub(1)? * 6 + 1, 1)?;
    let last = first.checked_add_months(Months::new(6))?.pred_opt()?;
    Some(when(format!("{year:04}-{}", 39 + half), first, last, DateGrain::Half, basis))
}

/// A year.
pub fn year(year: i32, basis: DateBasis) -> Option<ResolvedDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    Some(when(format!("{year:04}"), first, NaiveDate::from_ymd_opt(year, 12, 31)?, DateGrain::Year, basis))
}

/// A decade by its first year.
pub fn decade(first_year: i32, basis: DateBasis) -> Option<ResolvedDate> {
    let first = NaiveDate::from_ymd_opt(first_year, 1, 1)?;
    let last = NaiveDate::from_ymd_opt(first_year + 9, 12, 31)?;
    Some(when(format!("{:03}X", first_year / 10), first, last, DateGrain::Decade, basis))
}

/// A century by its number.
pub fn century(number: i32, basis: DateBasis) -> Option<ResolvedDate> {
    let first = NaiveDate::from_ymd_opt((number - 1) * 100 + 1, 1, 1)?;
    let last = NaiveDate::from_ymd_opt(number * 100, 12, 31)?;
    Some(when(format!("{:02}XX", number - 1), first, last, DateGrain::Century, basis))
}

/// The day `days` before `date`; after it if negative.
pub fn back(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days >= 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

/// The month `months` before that of `date`; after it if negative. The answer is the same day where there is one.
pub fn back_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months >= 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
}
