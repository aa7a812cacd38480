//! Reads the value of a cell: text, counts, codes, degrees, days. Every spelling accepted here occurs in a published
//! file. Knows no columns and no formats.

use std::borrow::Cow;

use chrono::NaiveDate;

/// A cell that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bad;

/// Text of a cell: UTF-8, else Windows-1252, which decodes any byte.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// A cell without surrounding blanks; empty if it holds a code for a missing value.
pub(super) fn trimmed(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    match cell {
        b"" | b"." | b"-" | b"NA" | b"N/A" | b"n/a" | b"nan" | b"NaN" | b"None" | b"NULL" | b"null" => b"",
        cell => cell,
    }
}

/// A count of people: `3`, `3.0`, `1,204`. `-9`, `-99` and `-999` are missing values. Fractions are kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Count {
    /// Missing.
    None,
    /// A whole number.
    Whole(u32),
    /// A number with a fraction.
    Fraction(f64),
}

impl Count {
    /// The nearest whole number.
    pub(super) fn rounded(self) -> Option<u32> {
        match self {
            Self::None => None,
            Self::Whole(n) => Some(n),
            Self::Fraction(n) => Some(n.round() as u32),
        }
    }
}

/// Reads a count.
pub(super) fn count(cell: &[u8]) -> Result<Count, Bad> {
    // Fast path: most cells are a few digits.
    if !cell.is_empty() && cell.len() < 10 && cell.iter().all(u8::is_ascii_digit) {
        return Ok(Count::Whole(cell.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'))));
    }
    let cell = trimmed(cell);
    if cell.is_empty() {
        return Ok(Count::None);
    }
    let number = number(cell).ok_or(Bad)?;
    if [-9.0, -99.0, -999.0].contains(&number) {
        return Ok(Count::None);
    }
    if !number.is_finite() || !(0.0..4_000_000_000.0).contains(&number) {
        return Err(Bad);
    }
    Ok(if number.fract() == 0.0 { Count::Whole(number as u32) } else { Count::Fraction(number) })
}

/// A number. A comma before every three digits separates thousands; any other comma is a decimal comma.
fn number(cell: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(cell).ok()?;
    if !text.contains(',') {
        return text.parse().ok();
    }
    let whole = text.trim_start_matches('-').split('.').next().unwrap_or("");
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let thousands = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    let plain = if thousands { text.replace(',', "") } else { text.replacen(',', ".", 1) };
    plain.parse().ok()
}

/// A code, a small whole number: `2`, `2.0`. `None` if the cell holds none.
pub(super) fn code(cell: &[u8]) -> Option<i32> {
    match cell {
        [d @ b'0'..=b'9'] => return Some(i32::from(d - b'0')),
        [] => return None,
        _ => {}
    }
    let number = number(trimmed(cell))?;
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i32)
}

/// Degrees. `None` if the cell holds none, or more than `most` to either side.
pub(super) fn degrees(cell: &[u8], most: f64) -> Option<f64> {
    let number = number(trimmed(cell))?;
    (number.abs() <= most).then_some(number)
}

/// A day: ISO 8601 (with or without a time), `28 December 2022`, `01-January-2015`, `9-May-20`, `24/12/1997` (or
/// `12/24/1997` with `month_first`), `20151231`, or an Excel serial date. `None` if the cell is empty.
pub(super) fn day(cell: &[u8], month_first: bool) -> Result<Option<NaiveDate>, Bad> {
    if let [a, b, c, d, b'-', e, f, b'-', g, h, ..] = cell {
        let digits = [a, b, c, d, e, f, g, h];
        if digits.iter().all(|d| d.is_ascii_digit()) {
            let n = |digits: &[&u8]| digits.iter().fold(0_u32, |n, d| n * 10 + u32::from(**d - b'0'));
            let year = n(&digits[..4]).cast_signed();
            // Only a time may follow the day.
            let time = matches!(cell.get(10), None | Some(b' ' | b'T'));
            return sane(NaiveDate::from_ymd_opt(year, n(&digits[4..6]), n(&digits[6..]))).filter(time);
        }
    }
    let cell = trimmed(cell);
    if cell.is_empty() {
        return Ok(None);
    }
    let text = std::str::from_utf8(cell).map_err(|_| Bad)?;
    let parts: Vec<&str> = text.split([' ', '-', '/', '.', ',']).filter(|p| !p.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    match parts.as_slice() {
        [only] if only.len() == 8 => {
            let part = |range| only.get(range).and_then(number);
            match (part(0..4), part(4..6), part(6..8)) {
                (Some(y), Some(m), Some(d)) => sane(NaiveDate::from_ymd_opt(y.cast_signed(), m, d)),
                _ => Err(Bad),
            }
        }
        // Excel's serial dates count from 1899-12-30.
        [only] | [only, "0"] if only.len() == 5 => {
            let days = number(only).ok_or(Bad)?;
            sane(NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|d| d.checked_add_days(chrono::Days::new(days.into()))))
        }
        [first, second, third, ..] => {
            let (first, rest) = (*first, [*second, *third]);
            let named = [first, rest[0]].iter().position(|p| month(p).is_some());
            let (d, m, y) = match named {
                Some(0) => (number(rest[0]), month(first), rest[1]),
                Some(_) => (number(first), month(rest[0]), rest[1]),
                None if first.len() == 4 => (number(rest[1]), number(rest[0]), first),
                None if month_first => (number(rest[0]), number(first), rest[1]),
                None => (number(first), number(rest[0]), rest[1]),
            };
            let year = y.split('T').next().and_then(number).ok_or(Bad)?;
            let year = match y.len() {
                // Two-digit years as in POSIX `strptime`: 69 to 99 are 1969 to 1999.
                2 => year + if year < 69 { 2000 } else { 1900 },
                _ => year,
            };
            match (d, m) {
                (Some(d), Some(m)) => sane(NaiveDate::from_ymd_opt(year.cast_signed(), m, d)),
                _ => Err(Bad),
            }
        }
        _ => Err(Bad),
    }
}

/// The order of day and month in a numeric date that allows only one (`13/02/1997`): `Some(true)` is month first.
pub(super) fn order(cell: &[u8]) -> Option<bool> {
    let text = std::str::from_utf8(trimmed(cell)).ok()?;
    let parts: Vec<u32> = text.split(['-', '/', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [a, b, _] if *a > 12 && *a <= 31 && *b <= 12 => Some(false),
        [a, b, _] if *a <= 12 && *b > 12 && *b <= 31 => Some(true),
        _ => None,
    }
}

/// Years outside 1900 to 2099 are typing errors.
fn sane(day: Option<NaiveDate>) -> Result<Option<NaiveDate>, Bad> {
    use chrono::Datelike as _;
    day.filter(|d| (1900..2100).contains(&d.year())).map(Some).ok_or(Bad)
}

trait OnlyIf: Sized {
    fn filter(self, holds: bool) -> Self;
}

impl OnlyIf for Result<Option<NaiveDate>, Bad> {
    fn filter(self, holds: bool) -> Self {
        if holds { self } else { Err(Bad) }
    }
}

fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = name.to_ascii_lowercase();
    let short = lower.get(..3)?;
    if !lower.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    MONTHS.iter().position(|m| *m == short).and_then(|m| u32::try_from(m + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            ("02/01/1997", "1997-01-02"),
            ("41712", "2014-03-14"),
            ("19971224", "1997-12-24"),
            ("December 28, 2022", "2022-12-28"),
        ] {
            assert_eq!(day(cell.as_bytes(), false).unwrap().unwrap().to_string(), wanted, "{cell}");
        }
        assert_eq!(day(b"02/13/1997", true).unwrap().unwrap().to_string(), "1997-02-13");
        for bad in ["2020-13-01", "31 February 2020", "yesterday", "22 March 24x", "0024-03-01", "2020-11-03x"] {
            assert_eq!(day(bad.as_bytes(), false), Err(Bad), "{bad}");
        }
        for none in ["", "NA", "."] {
            assert_eq!(day(none.as_bytes(), false), Ok(None));
        }
    }

    #[test]
    fn counts_distinguish_missing_from_zero() {
        for (cell, wanted) in [
            ("0", Count::Whole(0)),
            ("12", Count::Whole(12)),
            ("3.0", Count::Whole(3)),
            ("1,204", Count::Whole(1204)),
            ("19.8", Count::Fraction(19.8)),
            ("1,204.0", Count::Whole(1204)),
            ("3,0", Count::Whole(3)),
            ("1,5", Count::Fraction(1.5)),
            ("", Count::None),
            ("-99", Count::None),
            ("NA", Count::None),
        ] {
            assert_eq!(count(cell.as_bytes()), Ok(wanted), "{cell}");
        }
        for bad in ["many", "-3", "1e99", "inf"] {
            assert_eq!(count(bad.as_bytes()), Err(Bad), "{bad}");
        }
    }

    #[test]
    fn text_is_utf8_or_windows() {
        assert_eq!(text("Café".as_bytes()), "Café");
        assert_eq!(text(b"Caf\xe9 \x93so\x94"), "Café “so”");
    }

    proptest! {
        #[test]
        fn no_cell_panics(cell in prop::collection::vec(any::<u8>(), 0..40), month_first: bool) {
            let _ = (day(&cell, month_first), count(&cell), code(&cell), degrees(&cell, 90.0), order(&cell));
            let _ = text(&cell);
        }

        #[test]
        fn iso_days_read_back(days in 700_000i32..760_000) {
            let wanted = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            prop_assert_eq!(day(wanted.to_string().as_bytes(), false), Ok(Some(wanted)));
            prop_assert_eq!(day(wanted.format("%d %B %Y").to_string().as_bytes(), false), Ok(Some(wanted)));
        }
    }
}
