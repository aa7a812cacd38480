//! Dates in digits: `22.03.2024`, `3/1/2024`, `2024-03`, `12/2022`, `1990s`, `2024年3月22日`, EDTF. Knows no words.

use std::ops::Range;

use chrono::NaiveDate;

use super::reading::YearDays;
use crate::model::When;

/// A date whose year may be missing, so that a year beside it can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatePart {
    pub(super) year: Option<i32>,
    pub(super) days: YearDays,
    /// A period that is none of whole days of a year: an interval.
    pub(super) span: Option<When>,
}

/// Whole years.
pub(super) const YEAR: YearDays = YearDays::months(1, 12);

impl DatePart {
    pub(super) fn new(year: Option<i32>, days: YearDays) -> Option<Self> {
        // Without a year the day must be one of some year.
        days.of(year.unwrap_or(2000)).map(|_| Self { year, days, span: None })
    }

    pub(super) fn span(when: When) -> Self {
        Self { year: None, days: YEAR, span: Some(when) }
    }

    /// The period; `None` without a year.
    pub(super) fn when(self) -> Option<When> {
        if self.span.is_some() {
            return self.span;
        }
        let year = self.year?;
        let season = SEASONS.iter().position(|(_, days)| *days == self.days);
        if let Some(season) = season.filter(|_| (1..=9998).contains(&year)) {
            return When::parse(&format!("{year:04}-2{}", season + 1)).ok();
        }
        self.days.of(year).and_then(|(lo, hi)| When::between(lo, hi, false))
    }
}

/// The seasons in the order of EDTF, as it counts them in the north.
pub(super) const SEASONS: [(&str, YearDays); 4] = [
    ("spring", YearDays::months(3, 5)),
    ("summer", YearDays::months(6, 8)),
    ("autumn", YearDays::months(9, 11)),
    ("winter", YearDays::months(12, 2)),
];

/// Whether a number alone is read as a year.
pub(super) fn is_year_alone(year: i32) -> bool {
    (1900..=2100).contains(&year)
}

/// Whether a number beside a month is read as a year.
pub(super) fn is_year(year: i32) -> bool {
    (1000..=2999).contains(&year)
}

/// The year that two digits mean: 1969 to 2068, as POSIX has it.
pub(super) fn century(two: i32) -> i32 {
    if two < 69 { 2000 + two } else { 1900 + two }
}

/// A date in EDTF that is no plain word or number, and none that people read in another way.
pub(super) fn edtf(word: &str) -> Option<Vec<DatePart>> {
    let year: i32 = word.trim_start_matches(['.', '/', '[', '{']).get(..4)?.parse().ok()?;
    let marked = word.contains(['~', '?', '%', '/', 'X', '[', '{']) || word.contains("..");
    // A question mark at the end of a question is none of EDTF, but a year or month reads alike without it.
    let doubtful = !word.trim_end_matches('?').contains(['~', '?', '%', '/', 'X', '[', '{', '.']);
    (marked && !doubtful && is_year(year))
        .then(|| When::parse(word).ok().map(|when| vec![DatePart::span(when)]))
        .flatten()
}

/// The meanings of a word that is a date in digits, without punctuation around it.
pub(super) fn parts(word: &str) -> Option<Vec<DatePart>> {
    if let Some(decade) = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).or_else(|| word.strip_suffix('s'))
    {
        let year: i32 = decade.parse().ok().filter(|_| decade.len() == 4)?;
        let days = YearDays { years: 9, ..YEAR };
        return (year % 10 == 0 && is_year_alone(year)).then(|| DatePart::new(Some(year), days).into_iter().collect());
    }
    let separator = word.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '.' | '/' | '-') {
        return None;
    }
    let fields: Vec<&str> = word.split(separator).collect();
    let numbers: Option<Vec<i32>> = fields.iter().map(|f| number(f)).collect();
    let numbers = numbers?;
    let lengths: Vec<usize> = fields.iter().map(|f| f.len()).collect();
    let found: Vec<Option<DatePart>> = match (&numbers[..], &lengths[..]) {
        (&[year, month, day], [4, ..=2, ..=2]) if is_year(year) => vec![dated(year, month, day)],
        (&[a, b, year], [..=2, ..=2, 2 | 4]) => {
            let year = if lengths[2] == 2 { century(year) } else { year };
            let american = (separator != '.' && a != b).then(|| dated(year, a, b)).flatten();
            if !is_year(year) {
                return None;
            }
            vec![dated(year, b, a), american]
        }
        (&[month, year], [..=2, 4]) if is_year(year) => vec![monthly(Some(year), month)],
        (&[year, month], [4, 1]) if is_year(year) => vec![monthly(Some(year), month)],
        (&[year, second], [4, 2]) if is_year(year) => {
            let season = SEASONS.iter().enumerate().find(|(n, _)| i32::try_from(*n).is_ok_and(|n| n + 21 == second));
            let season =
                season.filter(|_| separator == '-').and_then(|(_, (_, days))| DatePart::new(Some(year), *days));
            let to = year - year % 100 + second;
            let range = (month(second).is_none() && to > year).then(|| years(year, to)).flatten();
            vec![monthly(Some(year), second), season, range]
        }
        (&[from, to], [4, 4]) if is_year(from) && is_year(to) => vec![years(from, to)],
        (&[a, b], [..=2, ..=2]) if separator == '/' => {
            let day = |month_, day| DatePart::new(None, YearDays::day(month(month_)?, i8::try_from(day).ok()?));
            vec![day(b, a), (a != b).then(|| day(a, b)).flatten()]
        }
        _ => return None,
    };
    let found: Vec<DatePart> = found.into_iter().flatten().collect();
    (!found.is_empty()).then_some(found)
}

/// `20240322`.
pub(super) fn compact(word: &str) -> Option<DatePart> {
    let number = (word.len() == 8).then(|| number(word)).flatten()?;
    let year = number / 10_000;
    is_year_alone(year).then(|| dated(year, number / 100 % 100, number % 100)).flatten()
}

/// The first date of a word with the characters for year, month and day, and its bytes: `2024年3月22日`, `3月22日`, `2024年`.
pub(super) fn chinese(word: &str) -> Option<(Range<usize>, Vec<DatePart>)> {
    const SIGNS: [char; 4] = ['年', '月', '日', '号'];
    let is_part = |c: char| c.is_ascii_digit() || SIGNS.contains(&c);
    let start = word.find(|c: char| c.is_ascii_digit()).filter(|_| word.contains(['年', '月']))?;
    let length = word[start..].find(|c| !is_part(c)).unwrap_or(word.len() - start);
    let mut rest = &word[start..start + length];
    let mut take = |signs: &[char]| {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let sign = rest[digits..].chars().next().filter(|c| signs.contains(c))?;
        let value = number(&rest[..digits])?;
        rest = &rest[digits + sign.len_utf8()..];
        Some(value)
    };
    let year = take(&['年']).filter(|y| is_year(*y));
    let month = take(&['月']).and_then(month);
    let day = month.and(take(&['日', '号'])).and_then(|d| i8::try_from(d).ok()).filter(|d| *d > 0);
    let days = match (month, day) {
        (Some(month), Some(day)) => YearDays::day(month, day),
        (Some(month), None) => YearDays::months(month, month),
        (None, _) => year.map(|_| YEAR)?,
    };
    let end = start + length - rest.len();
    DatePart::new(year, days).map(|part| (start..end, vec![part]))
}

/// A number of at most eight digits.
fn number(digits: &str) -> Option<i32> {
    let plain = (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn month(number: i32) -> Option<u8> {
    u8::try_from(number).ok().filter(|m| (1..=12).contains(m))
}

fn dated(year: i32, month_: i32, day: i32) -> Option<DatePart> {
    let day = i8::try_from(day).ok().filter(|d| *d > 0)?;
    DatePart::new(Some(year), YearDays::day(month(month_)?, day))
}

fn monthly(year: Option<i32>, number: i32) -> Option<DatePart> {
    month(number).and_then(|month| DatePart::new(year, YearDays::months(month, month)))
}

/// The years `from` to `to`.
fn years(from: i32, to: i32) -> Option<DatePart> {
    let (lo, hi) = (NaiveDate::from_ymd_opt(from, 1, 1)?, NaiveDate::from_ymd_opt(to, 12, 31)?);
    When::between(lo, hi, false).map(DatePart::span)
}
