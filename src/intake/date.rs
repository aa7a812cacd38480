//! Reads a stated date: ISO 8601, the form of mails, or written out. Guesses nothing: `03/04/2024` is no date, as either
//! number can be the day.

use chrono::{DateTime, NaiveDate};

use super::article::StatedDate;
use crate::fold::fold;
use crate::model::time::month_names;

/// Years that a publication date can have.
const YEARS: std::ops::RangeInclusive<i32> = 1700..=2199;

/// Reads `text`, which holds a date and at most a weekday, a time of day and a label such as "Published".
pub fn read(text: &str) -> Option<StatedDate> {
    let wording = text.trim();
    if wording.len() > 80 || !wording.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let edtf = iso(wording).or_else(|| written(wording))?;
    Some(StatedDate { edtf, wording: wording.to_owned() })
}

/// Reads a number of seconds or milliseconds since 1970, in UTC.
pub fn epoch(number: i64) -> Option<StatedDate> {
    let seconds = match number {
        100_000_000..=9_999_999_999 => number,
        100_000_000_000..=9_999_999_999_999 => number / 1000,
        _ => return None,
    };
    let day = DateTime::from_timestamp(seconds, 0)?.date_naive();
    Some(StatedDate { edtf: day.format("%Y-%m-%d").to_string(), wording: number.to_string() })
}

/// `2024`, `2024-03` or `2024-03-24`, if there is such a day.
pub(super) fn edtf(year: i32, month: Option<u32>, day: Option<u32>) -> Option<String> {
    if !YEARS.contains(&year) {
        return None;
    }
    match (month, day) {
        (None, _) => Some(format!("{year:04}")),
        (Some(month), None) => (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}")),
        (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day).map(|d| d.format("%Y-%m-%d").to_string()),
    }
}

/// A date of ISO 8601, with `-` or `/` or nothing between its parts, whatever time follows.
fn iso(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |part: &str| part.parse::<u32>().ok();
    let rest_is_time = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(['T', 't', ' ', ','])
                && rest.bytes().skip(1).all(|b| b.is_ascii_graphic() || b == b' ')
                && !has_word(rest)
    };
    match digits {
        8 if rest_is_time(&text[8..]) => {
            edtf(text[..4].parse().ok()?, Some(number(&text[4..6])?), Some(number(&text[6..8])?))
        }
        14 if text.len() == 14 => edtf(text[..4].parse().ok()?, Some(number(&text[4..6])?), Some(number(&text[6..8])?)),
        4 => {
            let year = text[..4].parse().ok()?;
            let rest = &text[4..];
            if rest.is_empty() {
                return edtf(year, None, None);
            }
            let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
            let mut parts = rest[1..].splitn(2, separator);
            let month = parts.next()?;
            let Some(after) = parts.next() else {
                return (month.len() <= 2).then(|| edtf(year, Some(number(month)?), None))?;
            };
            let width = after.bytes().take_while(u8::is_ascii_digit).count();
            if !(1..=2).contains(&width) || !rest_is_time(&after[width..]) {
                return None;
            }
            edtf(year, Some(number(month)?), Some(number(&after[..width])?))
        }
        _ => None,
    }
}

/// Whether letters other than those of a time zone stand in what follows a date.
fn has_word(rest: &str) -> bool {
    rest.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 4 || month(word).is_some())
}

/// Words that may stand beside a date without saying anything else.
const LABELS: [&str; 44] = [
    "published",
    "posted",
    "updated",
    "modified",
    "last",
    "first",
    "on",
    "at",
    "date",
    "created",
    "edited",
    "by",
    "the",
    "of",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "gmt",
    "utc",
    "est",
    "edt",
    "pst",
    "pdt",
    "cst",
    "cdt",
    "cet",
    "cest",
    "bst",
    "ist",
    "msk",
    "z",
    "uhr",
    "um",
    "le",
    "el",
    "à",
    "a.m",
    "p.m",
    "de",
    "del",
    "t",
    "hrs",
];

/// A date in words or numbers, in any order that leaves no doubt.
fn written(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some(day) = numeric(&lower) {
        return Some(day);
    }
    let (mut year, mut months, mut day) = (None, None, None);
    let mut tokens =
        lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '(' | ')' | '/' | '–' | '—'));
    tokens.try_for_each(|token| -> Option<()> {
        let token = token.trim_matches(|c: char| matches!(c, '.' | ':' | ';' | '-'));
        let (digits, tail) = token.split_at(token.bytes().take_while(u8::is_ascii_digit).count());
        if token.is_empty() || LABELS.contains(&token) || weekday(token) {
        } else if let Some(number) = month(token) {
            if months.replace(number).is_some_and(|m| m != number) {
                return None;
            }
        } else if digits.len() == 4 && tail.is_empty() && year.is_none() {
            year = Some(digits.parse().ok()?);
        } else if (1..=2).contains(&digits.len())
            && matches!(tail, "" | "st" | "nd" | "rd" | "th" | "º" | "er")
            && day.is_none()
        {
            day = Some(digits.parse().ok()?);
        } else if let Some((d, m, y)) = joined(token) {
            (day, months, year) = (Some(d), Some(m), Some(y));
        } else if !is_time(token) {
            return None;
        }
        Some(())
    })?;
    edtf(year?, Some(months?), day)
}

/// `24-Mar-2024`.
fn joined(token: &str) -> Option<(u32, u32, i32)> {
    let mut parts = token.split('-');
    let (day, name, year) = (parts.next()?, parts.next()?, parts.next()?);
    (parts.next().is_none() && year.len() == 4).then_some(())?;
    Some((day.parse().ok()?, month(name)?, year.parse().ok()?))
}

/// `24.03.2024`, and `24/03/2024` or `03-24-2024` where only one of the numbers can be the month.
fn numeric(text: &str) -> Option<String> {
    let found = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|')).find(|token| {
        token.len() >= 8 && token.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/' | b'-'))
    })?;
    let others = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|')).filter(|t| *t != found);
    for token in others {
        let token = token.trim_matches([':', '.', '-']);
        if !(token.is_empty() || LABELS.contains(&token) || weekday(token) || is_time(token)) {
            return None;
        }
    }
    let separator = found.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = found.trim_end_matches('.').split(separator);
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || a.len() > 2 || b.len() > 2 {
        return None;
    }
    let (a, b): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
    let (day, month) = match separator {
        '.' => (a, b),
        _ if a > 12 || a == b => (a, b),
        _ if b > 12 => (b, a),
        _ => return None,
    };
    edtf(year.parse().ok()?, Some(month), Some(day))
}

/// `16:12`, `5:05am`, `+0300`, `14h30`.
fn is_time(token: &str) -> bool {
    let letters = token.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let plain = token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'+' | b'-' | b'.'));
    plain
        && digits >= 1
        && letters <= 3
        && (token.contains(':') || token.starts_with(['+', '-']) || letters > 0 && !token.contains('-'))
}

fn weekday(token: &str) -> bool {
    const DAYS: [&str; 28] = [
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lundi",
        "mardi",
        "vendredi",
        "domingo",
    ];
    DAYS.contains(&token)
}

/// The month that a word names, in the languages of most of the pages that people save.
pub(super) fn month(word: &str) -> Option<u32> {
    month_names::month(&fold(word)).map(|(month, _)| month.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        read(text).map(|w| w.edtf)
    }

    #[test]
    fn dates_that_leave_no_doubt_are_read() {
        for (text, expected) in [
            ("2024-03-24T05:05:13.750Z", "2024-03-24"),
            ("2024-03-24 23:59:00 -0500", "2024-03-24"),
            ("20240324", "2024-03-24"),
            ("20240324T050513Z", "2024-03-24"),
            ("2024/3/4", "2024-03-04"),
            ("2024-03", "2024-03"),
            ("Sun, 24 Mar 2024 05:05:13 GMT", "2024-03-24"),
            ("15.04.2024", "2024-04-15"),
            ("17 May 2024", "2024-05-17"),
            ("Published April 15th, 2024 at 5:05 p.m. EDT", "2024-04-15"),
            ("March 2024", "2024-03"),
            ("24/03/2024 14:30", "2024-03-24"),
            ("03/24/2024", "2024-03-24"),
            ("24. März 2024, 14:30 Uhr", "2024-03-24"),
            ("24 марта 2024", "2024-03-24"),
            ("24-Mar-2024", "2024-03-24"),
            ("24 févr. 2024", "2024-02-24"),
            ("24 лютого 2024", "2024-02-24"),
        ] {
            assert_eq!(day(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_leaves_a_doubt_is_no_date() {
        for text in [
            "03/04/2024",
            "2024-02-30",
            "today",
            "3 hours ago",
            "15 April",
            "May",
            "In 2024 fifteen people",
            "12:30",
            "9999-01-01",
            "The attack of 15 April 2024",
            "1.5.24",
            "2024-13",
            "",
            "-",
            "20241399",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_and_milliseconds_since_1970() {
        assert_eq!(epoch(1_711_256_713).unwrap().edtf, "2024-03-24");
        assert_eq!(epoch(1_711_256_713_750).unwrap().edtf, "2024-03-24");
        assert!(epoch(2024).is_none());
    }
}
