//! The parts of printed dates: days, months and years in digits and words, and how years of two digits are completed.

use chrono::{Datelike, NaiveDate};

use super::Context;
use crate::reading::lexicon::Is;
use crate::reading::lexicon::values::unit;
use crate::reading::token::TokenClass;

/// Years that a number of four digits is taken for.
pub const YEARS: std::ops::RangeInclusive<u32> = 1800..=2099;

impl Context<'_, '_> {
    /// Whether a word that may be a common one stands as a name: with a capital, or in a text of capitals.
    pub(super) fn is_name(&self, i: usize) -> bool {
        self.tokens.list.get(i).is_some_and(|t| t.capital)
    }

    pub(super) fn number(&self, i: usize) -> Option<u32> {
        let word = self.tokens.word(i);
        (self.tokens.kind(i) == TokenClass::Number && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.parse().ok())
            .flatten()
    }

    /// The day of a month that stands at `i`: 22, 22nd, and the token after it.
    pub(super) fn day_number(&self, i: usize) -> Option<(u32, usize)> {
        let t = self.tokens;
        if t.kind(i) == TokenClass::Number {
            let word = t.word(i);
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            let tail = &word[digits..];
            let day: u32 = word[..digits].parse().ok()?;
            let ordinal = matches!(tail.to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th");
            return ((1..=31).contains(&day) && ordinal && digits <= 2).then_some((day, i + 1));
        }
        None
    }

    /// The month at `i`, and the token after it and its full stop.
    pub(super) fn month(&self, i: usize) -> Option<(u32, usize)> {
        let t = self.tokens;
        if !t.has(i, Is::MONTH) || !self.is_name(i) {
            return None;
        }
        let month = t.list[i].value;
        let stop = t.word(i + 1) == "." && !t.list[i + 1].spaced && t.has(i, Is::ABBR);
        Some((month, if stop { i + 2 } else { i + 1 }))
    }

    /// The year at `i`, with a comma or "of" before it, and the token after it.
    pub(super) fn year(&self, i: usize) -> Option<(i32, usize)> {
        let t = self.tokens;
        let at = if t.kind(i) == TokenClass::Comma || t.is(i, "of") || t.is(i, "in") { i + 1 } else { i };
        if let Some(year) = self.number(at).filter(|y| YEARS.contains(y))
            && t.word(at).len() == 4
        {
            return Some((year as i32, at + 1));
        }
        if let Some(found) = self.spelled_year(at) {
            return Some(found);
        }
        let mark = matches!(t.word(at), "'" | "’" | "‘");
        let short = if mark { at + 1 } else { at };
        let value = self.number(short).filter(|_| t.word(short).len() == 2)?;
        let allowed = mark || t.upper && at == i && value > 31;
        allowed.then(|| (year_of(value, "00").unwrap_or(value) as i32, short + 1))
    }

    /// "nineteen ninety-seven", "the year two thousand".
    pub(super) fn spelled_year(&self, i: usize) -> Option<(i32, usize)> {
        let t = self.tokens;
        let value = |j: usize| if t.kind(j) == TokenClass::Word && t.has(j, Is::NUMBER) { t.list[j].value } else { 0 };
        if t.are(i, &["two", "thousand"]) && t.is(i.wrapping_sub(1), "year") {
            return Some((2000, i + 2));
        }
        let century = match value(i) {
            n @ (18 | 19) => n * 100,
            20 if value(i + 1) >= 10 => 2000,
            _ => return None,
        };
        let tens = value(i + 1);
        if tens < 10 {
            return None;
        }
        let ones = if t.kind(i + 2) == TokenClass::Hyphen { i + 3 } else { i + 2 };
        let (year, end) = match value(ones) {
            one @ 1..=9 if tens >= 20 => (century + tens + one, ones + 1),
            _ => (century + tens, i + 2),
        };
        Some((year as i32, end))
    }

    /// "last year", "this year", "the same year" after a month or quarter: the year and the token after it.
    pub(super) fn near_year(&self, i: usize) -> Option<(i32, usize)> {
        let t = self.tokens;
        let of = usize::from(t.one_of(i, &["of", "in"]));
        // "August of the same year": that of the last date of the text.
        let same = t.are(i + of, &["the", "same", "year"]) || t.are(i + of, &["that", "same", "year"]);
        if same {
            return Some((self.reference()?.value.first.year(), i + of + 3));
        }
        let today = self.today?;
        let the = usize::from(t.is(i + of, "the"));
        let shift = match () {
            () if t.is(i + of, "last") => -1,
            () if the == 1 && t.one_of(i + of + 1, &["previous", "preceding"]) => -1,
            () if t.is(i + of, "this") => 0,
            () if t.is(i + of, "next") => 1,
            () => return None,
        };
        let of = of + the;
        t.is(i + of + 1, "year").then_some((today.year() + shift, i + of + 2))
    }

    /// The unit of time at token `i`: a number of `values::unit`, 0 if none.
    pub(super) fn unit(&self, i: usize) -> u32 {
        if self.tokens.has(i, Is::UNIT) { self.tokens.list[i].value } else { 0 }
    }
}

/// A day, if there is one.
pub(super) fn full(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A year of two or four digits in full.
pub(super) fn year_of(value: u32, word: &str) -> Option<u32> {
    match word.len() {
        4 => YEARS.contains(&value).then_some(value),
        2 => Some(if value >= 40 { 1900 + value } else { 2000 + value }),
        _ => None,
    }
}

/// The number of months of a unit; 0 for units of days.
pub(super) fn months_of(unit: u32) -> i32 {
    match unit {
        unit::MONTH => 1,
        unit::QUARTER => 3,
        unit::YEAR => 12,
        unit::DECADE => 120,
        unit::CENTURY => 1200,
        _ => 0,
    }
}
