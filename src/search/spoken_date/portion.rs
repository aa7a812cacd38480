//! Portions of a period: its early part, its last week, a quarter. Knows no words.

use super::numeric::{DatePart, YEAR};
use super::reading::YearDays;

/// An early, middle or late third: days 1 to 10, 11 to 20 and the rest of a month; of a decade, 4, 3 and 3 years; else so
/// many months.
pub(super) fn third(part: DatePart, third: u8) -> Option<DatePart> {
    let days = part.days;
    let (from, to) = whole_months(part)?;
    let at = usize::from(third.min(2));
    if from == to && days.years == 0 {
        let (first, last) = [(1, 10), (11, 20), (21, 0)][at];
        return DatePart::new(part.year, YearDays { first: (from, first), last: (to, last), years: 0 });
    }
    if days.years > 1 {
        let (later, years) = [(0, 3), (4, 2), (7, 2)][at];
        return DatePart::new(part.year.map(|y| y + later), YearDays { years, ..YEAR });
    }
    let months = (12 * days.years + to + 1 - from) / 3;
    let first = from - 1 + months * third.min(2);
    let last = first + months - 1;
    let year = part.year.map(|y| y + i32::from(first / 12));
    DatePart::new(year, YearDays::months(first % 12 + 1, last % 12 + 1))
}

/// A week of a month or year: its days 1 to 7, 8 to 14, 15 to 21 or 22 to 28; without a number, its last seven days.
pub(super) fn week(part: DatePart, nth: Option<u8>) -> Option<DatePart> {
    let (from, to) = whole_months(part).filter(|(from, to)| from == to || part.days == YEAR)?;
    let days = match nth.and_then(|n| i8::try_from(n.min(3)).ok()) {
        Some(nth) => YearDays { first: (from, 7 * nth + 1), last: (from, 7 * nth + 7), years: 0 },
        None => YearDays { first: (to, -6), last: (to, 0), years: 0 },
    };
    DatePart::new(part.year, days)
}

/// Half a year, or half a month: to its day 15, and from there on.
pub(super) fn half(part: DatePart, nth: Option<u8>) -> Option<DatePart> {
    let (from, to) = whole_months(part)?;
    let is_first = match nth {
        Some(0) => true,
        Some(1) | None => false,
        Some(_) => return None,
    };
    let days = match (part.days == YEAR, from == to, is_first) {
        (true, _, true) => YearDays::months(1, 6),
        (true, _, false) => YearDays::months(7, 12),
        (_, true, true) => YearDays { first: (from, 1), last: (from, 15), years: 0 },
        (_, true, false) => YearDays { first: (from, 16), last: (from, 0), years: 0 },
        _ => return None,
    };
    DatePart::new(part.year, days)
}

/// A quarter of a year.
pub(super) fn quarter(part: DatePart, nth: Option<u8>) -> Option<DatePart> {
    let first = 3 * nth.unwrap_or(3).min(3) + 1;
    (part.span.is_none() && part.days == YEAR)
        .then(|| DatePart::new(part.year, YearDays::months(first, first + 2)))
        .flatten()
}

/// The first and last month, if the part is whole months.
fn whole_months(part: DatePart) -> Option<(u8, u8)> {
    let YearDays { first: (from, 1), last: (to, 0), .. } = part.days else { return None };
    part.span.is_none().then_some((from, to))
}
