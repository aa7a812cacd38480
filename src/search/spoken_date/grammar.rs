//! Puts tokens together to dates: days, months, seasons, quarters, parts and ends of them, ranges. Knows no text.

use chrono::{Datelike, NaiveDate};

use super::numeric::{DatePart, SEASONS, YEAR, century, compact, is_year, is_year_alone};
use super::portion;
use super::reading::{Reading, YearDays};
use super::tokens::{QueryToken, TokenKind};
use crate::model::When;
use crate::model::time::month_names::{NameForm, month};

/// A date in the tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The token after it.
    pub(super) end: usize,
    parts: Vec<DatePart>,
    /// Whether these words can also be meant as words: a number or a month alone, a day without a year.
    pub(super) also_words: bool,
}

impl Found {
    pub(super) fn readings(&self) -> Vec<Reading> {
        let mut all: Vec<Reading> = Vec::new();
        for part in &self.parts {
            let reading = match part.when() {
                Some(when) => Reading::Period(when),
                None if part.year.is_none() => Reading::Yearly(part.days),
                None => continue,
            };
            if !all.contains(&reading) {
                all.push(reading);
            }
        }
        all
    }

    fn one(end: usize, part: Option<DatePart>) -> Option<Self> {
        part.map(|part| Self { end, parts: vec![part], also_words: part.year.is_none() })
    }

    /// The same with another meaning of each part; `None` if no part has one.
    fn map(self, end: usize, change: impl Fn(DatePart) -> Option<DatePart>) -> Option<Self> {
        let parts: Vec<DatePart> = self.parts.into_iter().filter_map(change).collect();
        (!parts.is_empty()).then_some(Self { end, parts, also_words: false })
    }
}

/// Reads dates in tokens.
pub(super) struct Grammar<'t>(pub(super) &'t [QueryToken]);

impl Grammar<'_> {
    /// The longest date that begins with a token, in whole words.
    pub(super) fn date(&self, at: usize) -> Option<Found> {
        if !self.0.get(at)?.starts {
            return None;
        }
        let whole = |found: &Found| self.0[found.end - 1].ends && !found.readings().is_empty();
        // Words before a date that belong to it.
        let lead = self.skip(at, &["in", "on", "during", "of", "from"]);
        let lead = self.skip(lead, &["the"]);
        let lead = self.skip(lead, &["year", "month"]);
        let all = [at, lead].map(|at| [self.range(at), self.bounded(at), self.simple(at)]);
        // The first of equally long ones: ranges come before their ends.
        all.into_iter().flatten().flatten().filter(whole).reduce(|a, b| if b.end > a.end { b } else { a })
    }

    fn kind(&self, at: usize) -> Option<&TokenKind> {
        self.0.get(at).map(|t| &t.kind)
    }

    fn word(&self, at: usize) -> &str {
        match self.kind(at) {
            Some(TokenKind::Word(word)) => word,
            _ => "",
        }
    }

    /// The position after one of `words`, or the same if there is none.
    fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(words.contains(&self.word(at)))
    }

    fn dash(&self, at: usize) -> usize {
        at + usize::from(self.kind(at) == Some(&TokenKind::Dash))
    }

    /// Past *of the*, *de*, *del*, or a dash within a word.
    fn of(&self, at: usize) -> usize {
        let inner = self.0.get(at).is_some_and(|t| !t.starts);
        let at = if inner { self.dash(at) } else { at };
        let at = self.skip(at, &["of", "de", "del", "го"]);
        self.skip(at, &["the", "del", "year"])
    }

    /// A year beside other parts, in four digits or as *’24*.
    fn year(&self, at: usize) -> Option<(usize, i32)> {
        match *self.kind(at)? {
            TokenKind::Number { value, short: true, .. } => Some((at + 1, century(value.into()))),
            TokenKind::Number { value, digits: 4, ordinal: false, .. } => {
                Some((at + 1, i32::from(value))).filter(|(_, year)| is_year(*year))
            }
            _ => None,
        }
    }

    fn day(&self, at: usize) -> Option<(usize, i8)> {
        match *self.kind(at)? {
            TokenKind::Number { value: value @ 1..=31, digits: ..=2, short: false, .. } => {
                i8::try_from(value).ok().map(|day| (at + 1, day))
            }
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<(usize, u8, NameForm)> {
        if let Some(TokenKind::Month(month, form)) = self.kind(at) {
            return Some((at + 1, *month, *form));
        }
        // Months of two words, in Arabic.
        let (first, second) = (self.word(at), self.word(at + 1));
        let both = (!first.is_empty() && !second.is_empty()).then(|| format!("{first} {second}"))?;
        month(&both).map(|(month, form)| (at + 2, month, form))
    }

    /// One date: no range.
    fn simple(&self, at: usize) -> Option<Found> {
        let at = self.skip(at, &["the"]);
        let all = [
            self.numeric(at),
            self.day_first(at),
            self.month_first(at),
            self.year_first(at),
            self.season(at),
            self.quarter(at),
            self.holiday(at),
            self.third(at),
            self.nth(at),
            self.weekday(at),
        ];
        all.into_iter().flatten().reduce(|a, b| if b.end > a.end { b } else { a })
    }

    fn numeric(&self, at: usize) -> Option<Found> {
        let TokenKind::Numeric(parts) = self.kind(at)? else { return None };
        let yearless = parts.iter().any(|p| p.year.is_none() && p.span.is_none());
        Some(Found { end: at + 1, parts: parts.clone(), also_words: yearless })
    }

    /// `22 march 2024`, `22nd of march`, `22-march-24`.
    fn day_first(&self, at: usize) -> Option<Found> {
        let (next, day) = self.day(at)?;
        let (next, month, form) = self.month(self.of(next))?;
        let days = YearDays::day(month, day);
        let beside = self.skip(self.of(next), &["г", "года"]);
        if let Some((end, year)) = self.year(beside) {
            let end = self.skip(end, &["г", "года"]);
            return Found::one(end, DatePart::new(Some(year), days));
        }
        // Two digits are a year only at the end: *3 march 13 americans* has no year.
        if let Some(TokenKind::Number { value, digits: 2, ordinal: false, .. }) = self.kind(beside)
            && beside + 1 == self.0.len()
        {
            return Found::one(beside + 1, DatePart::new(Some(century((*value).into())), days));
        }
        (form != NameForm::Foreign).then(|| Found::one(next, DatePart::new(None, days))).flatten()
    }

    /// `march 22, 2024`, `march 2024`, `march`.
    fn month_first(&self, at: usize) -> Option<Found> {
        let (next, month, form) = self.month(at)?;
        let whole = YearDays::months(month, month);
        if let Some((after, day)) = self.day(self.of(next)) {
            let days = YearDays::day(month, day);
            let dated =
                self.year(self.of(after)).and_then(|(end, year)| Found::one(end, DatePart::new(Some(year), days)));
            let yearless =
                || (form != NameForm::Foreign).then(|| Found::one(after, DatePart::new(None, days))).flatten();
            if let Some(found) = dated.or_else(yearless) {
                return Some(found);
            }
        }
        if let Some((end, year)) = self.year(self.of(next)) {
            return Found::one(self.skip(end, &["г", "года"]), DatePart::new(Some(year), whole));
        }
        (form == NameForm::Full).then(|| Found::one(next, DatePart::new(None, whole))).flatten()
    }

    /// `2024 march 22`, `2017`.
    fn year_first(&self, at: usize) -> Option<Found> {
        if let Some(TokenKind::Word(word)) = self.kind(at)
            && let Some(part) = compact(word)
        {
            return Some(Found { also_words: true, ..Found::one(at + 1, Some(part))? });
        }
        let (next, year) = self.year(at)?;
        if let Some((after, month, form)) = self.month(self.of(next))
            && form != NameForm::Foreign
        {
            let day = self.day(self.of(after));
            let dated =
                day.and_then(|(end, day)| Found::one(end, DatePart::new(Some(year), YearDays::day(month, day))));
            return dated.or_else(|| Found::one(after, DatePart::new(Some(year), YearDays::months(month, month))));
        }
        if let Some((days, end)) = self.quarter_word(self.of(next)) {
            return Found::one(end, DatePart::new(Some(year), days));
        }
        let alone = is_year_alone(year).then(|| Found::one(next, DatePart::new(Some(year), YEAR))).flatten()?;
        Some(Found { also_words: true, ..alone })
    }

    /// `summer 2021`, `winter 2023/24`. A winter is that which begins or that which ends in its year.
    fn season(&self, at: usize) -> Option<Found> {
        let name = if self.word(at) == "fall" { "autumn" } else { self.word(at) };
        let (_, days) = *SEASONS.iter().find(|(word, _)| *word == name)?;
        let is_winter = days.years > 0;
        let next = self.of(at + 1);
        if is_winter && let Some(TokenKind::Numeric(parts)) = self.kind(next) {
            // Both years are given.
            let year = parts.iter().filter_map(|p| p.span).map(|s| (s.earliest().year(), s.latest().year()));
            let year = year.filter(|(from, to)| *to == from + 1).map(|(from, _)| from).next();
            return year.and_then(|year| Found::one(next + 1, DatePart::new(Some(year), days)));
        }
        if let Some((end, year)) = self.year(next) {
            let mut found = Found::one(end, DatePart::new(Some(year), days))?;
            found.parts.extend(is_winter.then(|| DatePart::new(Some(year - 1), days)).flatten());
            return Some(found);
        }
        (self.word(at) != "fall").then(|| Found::one(at + 1, DatePart::new(None, days))).flatten()
    }

    /// `q1`, `h2`, and the position after it.
    fn quarter_word(&self, at: usize) -> Option<(YearDays, usize)> {
        let first_last = match self.word(at) {
            "q1" => (1, 3),
            "q2" => (4, 6),
            "q3" => (7, 9),
            "q4" => (10, 12),
            "h1" => (1, 6),
            "h2" => (7, 12),
            _ => return None,
        };
        Some((YearDays::months(first_last.0, first_last.1), at + 1))
    }

    fn quarter(&self, at: usize) -> Option<Found> {
        let (days, next) = self.quarter_word(at)?;
        let (end, year) = self.year(self.of(next))?;
        Found::one(end, DatePart::new(Some(year), days))
    }

    /// `new year 2017`, `new year's eve 2016`. The eve is that of the year or that before it.
    fn holiday(&self, at: usize) -> Option<Found> {
        let new_year = self.word(at) == "new" && matches!(self.word(at + 1), "year" | "years");
        let next = new_year.then_some(at + 2)?;
        let is_eve = self.word(next) == "eve";
        let next = self.skip(next, &["eve", "day"]);
        let days = if is_eve { YearDays::day(12, 31) } else { YearDays::day(1, 1) };
        let Some((end, year)) = self.year(self.of(next)) else { return Found::one(next, DatePart::new(None, days)) };
        let mut found = Found::one(end, DatePart::new(Some(year), days))?;
        found.parts.extend(is_eve.then(|| DatePart::new(Some(year - 1), days)).flatten());
        Some(found)
    }

    /// `early march 2024`, `end of 2021`.
    fn third(&self, at: usize) -> Option<Found> {
        let third = match self.word(at) {
            "early" | "beginning" | "start" => 0,
            "mid" | "middle" => 1,
            "late" | "end" => 2,
            _ => return None,
        };
        let found = self.simple(self.of(self.dash(at + 1)))?;
        let end = found.end;
        found.map(end, |part| portion::third(part, third))
    }

    /// `last week of january 2024`, `first half of 2023`, `second quarter of 2022`.
    fn nth(&self, at: usize) -> Option<Found> {
        let nth = match (self.word(at), self.kind(at)) {
            ("first", _) => Some(0),
            ("second", _) => Some(1),
            ("third", _) => Some(2),
            ("fourth", _) => Some(3),
            ("last" | "final", _) => None,
            (_, Some(TokenKind::Number { value: value @ 1..=4, ordinal: true, .. })) => u8::try_from(*value - 1).ok(),
            _ => return None,
        };
        let change = match self.word(at + 1) {
            "week" => portion::week,
            "half" => portion::half,
            "quarter" => portion::quarter,
            _ => return None,
        };
        let found = self.simple(self.of(at + 2))?;
        let end = found.end;
        found.map(end, |part| change(part, nth))
    }

    /// `Friday, 22 March 2024`: the weekday is part of a date that it fits.
    fn weekday(&self, at: usize) -> Option<Found> {
        const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let word = self.word(at);
        let weekday = DAYS.iter().position(|d| *d == word || (word.len() == 3 && d.starts_with(word)))?;
        let all = [self.day_first(at + 1), self.month_first(at + 1), self.numeric(at + 1)];
        let found = all.into_iter().flatten().next()?;
        let end = found.end;
        let fits = |when: When| when.is_day() && when.earliest().weekday().num_days_from_monday() as usize == weekday;
        found.map(end, |part| part.when().filter(|w| fits(*w)).map(|_| part))
    }

    /// `june 2023 to april 2024`, `22-25 march 2024`, `between 27 march and 2 april 2024`.
    fn range(&self, at: usize) -> Option<Found> {
        let between = self.word(at) == "between";
        let at = self.skip(at, &["between", "from"]);
        let first = self.simple(at).map(|f| (f.end, f.parts));
        let day = self.day(at);
        let to = |at: usize, days: bool| {
            let and = (between || days) && self.word(at) == "and";
            let is = and || matches!(self.word(at), "to" | "till" | "until" | "through" | "bis");
            (is || self.kind(at) == Some(&TokenKind::Dash)).then_some(at + 1)
        };
        // Days of one month.
        if let Some((next, day)) = day
            && let Some(second) = to(next, true).and_then(|at| self.day_first(at))
        {
            let end = second.end;
            return second.map(end, |part| {
                let days = YearDays { first: (part.days.first.0, day), ..part.days };
                (day <= part.days.last.1).then(|| DatePart::new(part.year, days)).flatten()
            });
        }
        let (next, first) = first?;
        let second = self.simple(to(next, false)?)?;
        let end = second.end;
        let mut parts = Vec::new();
        for a in &first {
            for b in &second.parts {
                let year = |part: &DatePart| part.year.or(part.span.map(When::year));
                let (a, b) = (DatePart { year: a.year.or(year(b)), ..*a }, DatePart { year: b.year.or(year(a)), ..*b });
                if let (Some(a), Some(b)) = (a.when(), b.when()) {
                    parts.extend(When::between(a.earliest(), b.latest(), false).map(DatePart::span));
                } else if a.year.is_none() && b.year.is_none() {
                    let years = u8::from((b.days.last.0, b.days.last.1) < (a.days.first.0, a.days.first.1));
                    parts.extend(DatePart::new(None, YearDays { first: a.days.first, last: b.days.last, years }));
                }
            }
        }
        (!parts.is_empty()).then_some(Found { end, parts, also_words: false })
    }

    /// `since 2021`, `before march 2022`.
    fn bounded(&self, at: usize) -> Option<Found> {
        let word = self.word(at).to_owned();
        if !matches!(word.as_str(), "since" | "after" | "before" | "until" | "till") {
            return None;
        }
        let found = self.simple(at + 1)?;
        let end = found.end;
        found.map(end, |part| {
            let when = part.when()?;
            let (lo, hi) = match word.as_str() {
                "since" => (when.earliest(), NaiveDate::MAX),
                "after" => (when.latest().succ_opt()?, NaiveDate::MAX),
                "before" => (NaiveDate::MIN, when.earliest().pred_opt()?),
                _ => (NaiveDate::MIN, when.latest()),
            };
            When::between(lo, hi, false).map(DatePart::span)
        })
    }
}
