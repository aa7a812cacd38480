//! Printed dates longer than a day: months, quarters, seasons, years, decades.

use chrono::{Datelike, NaiveDate};

use super::calendar;
use super::parts::YEARS;
use super::{Context, DateBasis, Found, ResolvedDate};
use crate::model::Grade;
use crate::reading::lexicon::Is;
use crate::reading::token::TokenClass;

impl Context<'_, '_> {
    /// "in March", "last March", "since May".
    pub(super) fn month_alone(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let (shift, at) = match () {
            () if t.one_of(i, &["last", "past"]) => (Some(-1), i + 1),
            () if t.is(i, "next") => (Some(1), i + 1),
            () if t.are(i, &["this", "same"]) => (Some(0), i + 2),
            () if t.is(i, "this") => (Some(0), i + 1),
            () => (None, i),
        };
        let (month, end) = self.month(at)?;
        let before = i.checked_sub(1);
        let preposition = before.is_some_and(|b| {
            t.one_of(
                b,
                &[
                    "in", "since", "of", "by", "until", "till", "during", "from", "through", "and", "to", "for",
                    "between", "after", "before", "late", "early", "mid", "or", "around", "until",
                ],
            ) || matches!(t.kind(b), TokenClass::Hyphen | TokenClass::Dash | TokenClass::Comma | TokenClass::Open)
        });
        let doubtful = matches!(
            t.word(at).to_ascii_lowercase().as_str(),
            "may" | "march" | "mar" | "dec" | "august" | "sun" | "sat" | "april" | "june" | "jan"
        );
        let named_next = t.list.get(end).is_some_and(|n| n.named() && !t.upper && !n.has(Is::WEEKDAY));
        if doubtful && (!preposition && shift.is_none() || named_next)
            || named_next && at > 0 && t.list.get(at.wrapping_sub(1)).is_some_and(super::super::token::TextToken::named)
        {
            return None;
        }
        if t.upper && month == 5 && shift.is_none() && !preposition {
            return None;
        }
        if !preposition && shift.is_none() && before.is_some_and(|b| t.list[b].named() && !t.upper) {
            return None;
        }
        let today = self.today?;
        let mut year = today.year();
        match shift {
            Some(-1) if month >= today.month() => year -= 1,
            Some(1) if month <= today.month() => year += 1,
            Some(_) => {}
            None if month > today.month() && !self.ahead(i) => year -= 1,
            None if month < today.month() && self.ahead(i) => year += 1,
            None => {}
        }
        let when = calendar::month(year, month, DateBasis::Year(today))?;
        Some(Found { end, when, rule: "date.month", grade: if shift.is_some() { Grade::Plain } else { Grade::Likely } })
    }

    /// Whether a month or day lies ahead: its clause says so, or "by" and "until" do.
    pub(super) fn ahead(&self, i: usize) -> bool {
        self.future(i) || self.tokens.one_of(i.wrapping_sub(1), &["by", "until"])
    }

    /// "summer of 2021", "last summer", "this spring".
    pub(super) fn season(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let shift = match () {
            () if t.one_of(i, &["last", "past"]) => Some(-1),
            () if t.is(i, "next") => Some(1),
            () if t.is(i, "this") => Some(0),
            () => None,
        };
        let at = if shift.is_some() { i + 1 } else { i };
        if !t.has(at, Is::SEASON) {
            return None;
        }
        let number = t.list[at].value;
        if let (None, Some((year, end))) = (shift, self.year(at + 1)) {
            let when = calendar::season(year, number, DateBasis::Printed)?;
            return Some(Found { end, when, rule: "date.season", grade: Grade::Plain });
        }
        let today = self.today?;
        let shift = shift?;
        let begins = calendar::season(today.year(), number, DateBasis::Printed)?;
        let year = match shift {
            -1 if begins.last >= today => today.year() - 1,
            1 if begins.first <= today => today.year() + 1,
            _ => today.year(),
        };
        let when = calendar::season(year, number, DateBasis::Anchor(today))?;
        Some(Found { end: at + 1, when, rule: "date.season", grade: Grade::Likely })
    }

    /// "third quarter of 1998", "the second half of 2020", "third quarter".
    pub(super) fn quarter(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        if !t.has(i, Is::ORDINAL) {
            return None;
        }
        let number = t.list[i].value;
        let at = if t.kind(i + 1) == TokenClass::Hyphen { i + 2 } else { i + 1 };
        let fiscal = usize::from(t.one_of(at, &["fiscal", "financial"]));
        let noun = at + fiscal;
        let quarter = t.one_of(noun, &["quarter"]) && number <= 4;
        let half = t.one_of(noun, &["half"]) && number <= 2;
        if !quarter && !half {
            return None;
        }
        let make = |year: i32, basis: DateBasis| {
            if quarter { calendar::quarter(year, number, basis) } else { calendar::half(year, number, basis) }
        };
        if let Some((year, end)) = self.year(noun + 1) {
            return Some(Found {
                end,
                when: make(year, DateBasis::Printed)?,
                rule: "date.quarter",
                grade: Grade::Plain,
            });
        }
        let today = self.today?;
        let mut year = today.year();
        let mut end = noun + 1;
        if let Some((named, after)) = self.near_year(end) {
            year = named;
            end = after;
        } else if make(year, DateBasis::Printed)?.first > today && !self.future(i) {
            year -= 1;
        }
        (quarter || end > noun + 1).then(|| make(year, DateBasis::Anchor(today)))?.map(|when| Found {
            end,
            when,
            rule: "date.quarter",
            grade: Grade::Likely,
        })
    }

    /// "the 1988 third quarter", "this year's third quarter", "the 1988 quarter" of a text that speaks of one.
    pub(super) fn year_and_quarter(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let (year, mut at, basis) = match self.number(i).filter(|y| YEARS.contains(y)) {
            Some(year) => (year as i32, i + 1, DateBasis::Printed),
            None => {
                let (year, end) = self.near_year(i)?;
                (year, end, DateBasis::Anchor(self.today?))
            }
        };
        if t.kind(at) == TokenClass::Possessive {
            at += 1;
        }
        if t.has(at, Is::ORDINAL) && t.list[at].value <= 4 {
            let noun = if t.kind(at + 1) == TokenClass::Hyphen { at + 2 } else { at + 1 };
            let number = t.list[at].value;
            let when = if t.is(noun, "quarter") {
                calendar::quarter(year, number, basis)?
            } else if t.is(noun, "half") && number <= 2 {
                calendar::half(year, number, basis)?
            } else {
                return None;
            };
            return Some(Found { end: noun + 1, when, rule: "date.quarter", grade: Grade::Plain });
        }
        if !t.one_of(at, &["quarter", "period"]) {
            return None;
        }
        let last = self.last_quarter()?;
        let when = calendar::quarter(year, last.month0() / 3 + 1, basis)?;
        Some(Found { end: at + 1, when, rule: "date.quarter", grade: Grade::Guess })
    }

    /// The first day of the quarter that the text spoke of last.
    pub(super) fn last_quarter(&self) -> Option<NaiveDate> {
        let quarters = self.before.iter().rev().take(100).filter(|m| m.value.grain == super::DateGrain::Quarter);
        quarters.map(|m| m.value.first).next()
    }

    /// "the 1990s", "the '80s", "21st century".
    pub(super) fn decade(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let mark = matches!(t.word(i), "'" | "’" | "‘");
        let at = if mark { i + 1 } else { i };
        let word = t.word(at);
        if t.kind(at) == TokenClass::Number && word.ends_with('s') {
            let digits = &word[..word.len() - 1];
            let year: i32 = digits.parse().ok()?;
            let first = match digits.len() {
                4 => year,
                2 if mark || t.is(i.wrapping_sub(1), "the") => 1900 + year,
                _ => return None,
            };
            if first % 10 != 0 || !(1000..=2090).contains(&first) {
                return None;
            }
            let when = calendar::decade(first, DateBasis::Printed)?;
            return Some(Found { end: at + 1, when, rule: "date.decade", grade: Grade::Plain });
        }
        let century = t.is(i + 1, "century") || t.kind(i + 1) == TokenClass::Hyphen && t.is(i + 2, "century");
        if century && t.kind(i) == TokenClass::Number && !t.word(i).bytes().all(|b| b.is_ascii_digit()) {
            let number = t.list[i].value as i32;
            let when = (1..=30).contains(&number).then(|| calendar::century(number, DateBasis::Printed))??;
            let end = if t.is(i + 1, "century") { i + 2 } else { i + 3 };
            return Some(Found { end, when, rule: "date.century", grade: Grade::Plain });
        }
        None
    }

    /// "between 2015 and 2016", "from 2015 to 2016".
    pub(super) fn years(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let link = match () {
            () if t.is(i, "between") => "and",
            () if t.is(i, "from") => "to",
            () => return None,
        };
        let year = |at: usize| self.number(at).filter(|y| YEARS.contains(y) && t.word(at).len() == 4);
        let (first, last) = (year(i + 1)?, year(i + 3).filter(|_| t.is(i + 2, link))?);
        if last <= first {
            return None;
        }
        let (from, to) =
            (calendar::year(first as i32, DateBasis::Printed)?, calendar::year(last as i32, DateBasis::Printed)?);
        let when = ResolvedDate {
            edtf: format!("{first:04}/{last:04}"),
            last: to.last,
            grain: super::DateGrain::Range,
            ..from
        };
        Some(Found { end: i + 4, when, rule: "date.years", grade: Grade::Plain })
    }

    /// "in 2015", "(2015)", "fiscal 1998".
    pub(super) fn year_alone(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let year = self.number(i).filter(|y| YEARS.contains(y) && t.word(i).len() == 4)?;
        let before = i.checked_sub(1);
        let word = |words: &[&str]| before.is_some_and(|b| t.one_of(b, words));
        let money = before.is_some_and(|b| matches!(t.word(b), "$" | "£" | "€" | "#" | "No"));
        let hyphen = before.is_some_and(|b| {
            t.kind(b) == TokenClass::Hyphen
                && t.list[b.saturating_sub(1)].kind != TokenClass::Number
                && !t.one_of(b.saturating_sub(1), &["mid", "post", "pre", "early", "late"])
        });
        if money
            || hyphen
            || t.kind(i + 1) == TokenClass::Hyphen
                && t.list.get(i + 2).is_some_and(super::super::token::TextToken::word)
        {
            return None;
        }
        let counted = t
            .list
            .get(i + 1)
            .is_some_and(|n| n.word() && !n.capital && n.has(Is::PEOPLE | Is::UNIT | Is::THING | Is::SCALE))
            || t.one_of(
                i + 1,
                &["people", "miles", "feet", "men", "women", "percent", "km", "kilometers", "block", "points"],
            )
            || t.word(i + 1) == "%";
        let placed = word(&[
            "in", "since", "of", "by", "from", "until", "till", "during", "through", "to", "between", "and", "after",
            "before", "late", "early", "mid", "fiscal", "year", "around", "circa", "into", "a", "an", "for", "the",
            "than", "is", "or", "about",
        ]) || before.is_none_or(|b| !t.list[b].word())
            || before.is_some_and(|b| t.has(b, Is::SEASON.or(Is::MONTH)));
        let sure = word(&["in", "since", "until", "during", "fiscal", "before", "after", "late", "early", "mid"]);
        let follows = t.list.get(i + 1).is_none_or(|n| !n.word() || n.spaced);
        if counted || !follows || !placed && !t.list.get(i + 1).is_some_and(|n| n.word() && !n.capital) {
            return None;
        }
        let year = year as i32;
        let when: ResolvedDate = calendar::year(year, DateBasis::Printed)?;
        let grade = if sure { Grade::Plain } else { Grade::Likely };
        Some(Found { end: i + 1, when, rule: "date.year", grade })
    }
}
