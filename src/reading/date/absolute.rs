//! Dates that are printed with a day, month or year: "22 March 2024", "March 22", "in 2015", "summer of 2021".

use chrono::Datelike;

use super::calendar;
use super::parts::{YEARS, full, year_of};
use super::{Context, DateBasis, Found, PartOfPeriod};
use crate::model::Grade;
use crate::reading::lexicon::Is;
use crate::reading::token::TokenClass;

impl Context<'_, '_> {
    /// The printed date whose words begin at token `i`.
    pub(super) fn absolute(&self, i: usize) -> Option<Found> {
        let (start, part) = self.part(i);
        let mut found = self.weekday_and_day(start).or_else(|| self.printed(start))?;
        if start > i || part.is_some() {
            found.when.part = part;
        }
        Some(found)
    }

    fn printed(&self, i: usize) -> Option<Found> {
        self.digits(i)
            .or_else(|| self.month_first(i))
            .or_else(|| self.day_first(i))
            .or_else(|| self.second_day(i))
            .or_else(|| self.holiday(i))
            .or_else(|| self.year_and_quarter(i))
            .or_else(|| self.month_alone(i))
            .or_else(|| self.season(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.decade(i))
            .or_else(|| self.years(i))
            .or_else(|| self.year_alone(i))
            .or_else(|| {
                let (year, end) = self.spelled_year(i)?;
                let when = calendar::year(year, DateBasis::Printed)?;
                Some(Found { end, when, rule: "date.year", grade: Grade::Likely })
            })
    }

    /// "early", "mid-", "late" and "the end of" before a date, and where the date begins.
    pub(super) fn part(&self, i: usize) -> (usize, Option<PartOfPeriod>) {
        let t = self.tokens;
        let part = if t.one_of(i, &["early"]) {
            PartOfPeriod::Early
        } else if t.one_of(i, &["mid", "middle"]) {
            PartOfPeriod::Mid
        } else if t.one_of(i, &["late"]) {
            PartOfPeriod::Late
        } else {
            return (i, None);
        };
        let mut next = i + 1;
        if t.kind(next) == TokenClass::Hyphen || t.one_of(next, &["in"]) {
            next += 1;
        }
        (next, Some(part))
    }

    /// "Friday, March 22", "Friday 22 March".
    fn weekday_and_day(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        if !t.has(i, Is::WEEKDAY) || !self.is_name(i) {
            return None;
        }
        let mut next = i + 1;
        if t.word(next) == "." {
            next += 1;
        }
        if t.kind(next) == TokenClass::Comma || t.kind(next) == TokenClass::Open {
            next += 1;
        }
        if t.one_of(next, &["the", "on"]) {
            next += 1;
        }
        let found = self.month_first(next).or_else(|| self.day_first(next)).or_else(|| self.digits(next))?;
        (found.when.first == found.when.last).then_some(found)
    }

    /// 2024-03-22, 22.03.2024, 03/22/2024.
    fn digits(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        if t.kind(i) != TokenClass::Number {
            return None;
        }
        let whole: Vec<&str> = t.word(i).split('.').collect();
        if let [d, m, y] = whole[..] {
            let date = full(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)?;
            return Some(Found {
                end: i + 1,
                when: calendar::day(date, DateBasis::Printed),
                rule: "date.digits",
                grade: Grade::Plain,
            });
        }
        let parts = t.word(i + 1);
        if !matches!(parts, "-" | "/" | "‑") || t.word(i + 3) != parts {
            return None;
        }
        let numbers = (self.number(i)?, self.number(i + 2)?, self.number(i + 4)?);
        let (date, grade) = of_three(numbers, t.word(i + 4))?;
        Some(Found { end: i + 5, when: calendar::day(date, DateBasis::Printed), rule: "date.digits", grade })
    }

    /// "March 22, 2024", "March 22", "March 22-24", "March 2024".
    fn month_first(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let (month, next) = self.month(i)?;
        let the = usize::from(t.is(next, "the"));
        if let Some((day, after)) = self.day_number(next + the) {
            if (t.kind(after) == TokenClass::Hyphen || t.word(after) == "–" && !t.list[after].spaced)
                && let Some((last, end)) = self.day_number(after + 1).filter(|(d, _)| *d > day)
            {
                return self.span_of_days(i, month, day, last, end);
            }
            // "Jan. 5 percent" is no date; "March 22 people" neither.
            if let Some((year, end)) = self.year(after) {
                let date = full(year as u32, month, day)?;
                return Some(Found {
                    end,
                    when: calendar::day(date, DateBasis::Printed),
                    rule: "date.day-month-year",
                    grade: Grade::Plain,
                });
            }
            if t.word(after) == "%" || t.one_of(after, &["percent", "million", "billion"]) {
                return None;
            }
            if let (Some((year, end)), Some(today)) = (self.near_year(after), self.today) {
                let date = full(year as u32, month, day)?;
                let when = calendar::day(date, DateBasis::Year(today));
                return Some(Found { end, when, rule: "date.day-month-year", grade: Grade::Likely });
            }
            return self.without_year(i, month, day, after);
        }
        // "April and May 2022": the year stands after the second month.
        let joined =
            t.one_of(next, &["and", "or", "to"]) || matches!(t.kind(next), TokenClass::Hyphen | TokenClass::Dash);
        let later = self.month(next + 1).filter(|_| joined).and_then(|(_, after)| self.year(after));
        if let Some((year, _)) = later {
            let when = calendar::month(year, month, DateBasis::Printed)?;
            return Some(Found { end: next, when, rule: "date.month-year", grade: Grade::Likely });
        }
        if let Some((year, end)) = self.year(next) {
            let when = calendar::month(year, month, DateBasis::Printed)?;
            return Some(Found { end, when, rule: "date.month-year", grade: Grade::Plain });
        }
        if let (Some((year, end)), Some(today)) = (self.near_year(next), self.today) {
            let when = calendar::month(year, month, DateBasis::Year(today))?;
            return Some(Found { end, when, rule: "date.month-year", grade: Grade::Plain });
        }
        None
    }

    fn span_of_days(&self, i: usize, month: u32, first: u32, last: u32, end: usize) -> Option<Found> {
        let (year, end, basis) = match self.year(end) {
            Some((year, after)) => (year, after, DateBasis::Printed),
            None => {
                let found = self.without_year(i, month, first, end)?;
                (found.when.first.year(), end, found.when.basis)
            }
        };
        let when = calendar::range(
            full(year as u32, month, first)?,
            full(year as u32, month, last)?,
            super::DateGrain::Range,
            basis,
        );
        Some(Found { end, when, rule: "date.days", grade: Grade::Plain })
    }

    /// "22 March 2024", "22nd of March", "22 and 23 March", "3 JAN 90".
    fn day_first(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let (day, next) = self.day_number(i)?;
        // "22 and 23 March", "22-24 March".
        let joined = t.kind(next) == TokenClass::Hyphen || t.one_of(next, &["and", "or", "to"]) || t.word(next) == "–";
        if joined
            && let Some((last, after)) = self.day_number(next + 1)
            && let Some((month, end)) = self.month(after)
        {
            if t.one_of(next, &["and", "or"]) || last <= day {
                let year = self.year(end);
                let date = year.and_then(|(y, _)| full(y as u32, month, day));
                let found = match date {
                    Some(date) => Found {
                        end: i + 1,
                        when: calendar::day(date, DateBasis::Printed),
                        rule: "date.day-month-year",
                        grade: Grade::Likely,
                    },
                    None => self.without_year(i, month, day, i + 1)?,
                };
                return Some(Found { end: i + 1, ..found });
            }
            return self.span_of_days(i, month, day, last, end);
        }
        let of = usize::from(t.is(next, "of"));
        let (month, end) = self.month(next + of)?;
        if let Some((year, after)) = self.year(end) {
            let date = full(year as u32, month, day)?;
            return Some(Found {
                end: after,
                when: calendar::day(date, DateBasis::Printed),
                rule: "date.day-month-year",
                grade: Grade::Plain,
            });
        }
        self.without_year(i, month, day, end)
    }

    /// A day and month without a year: the one nearest to the day of the text.
    fn without_year(&self, i: usize, month: u32, day: u32, end: usize) -> Option<Found> {
        let today = self.today?;
        let near = |year: i32| full(year as u32, month, day);
        let future = self.future(i);
        let date = if future {
            near(today.year()).filter(|d| *d >= today).or_else(|| near(today.year() + 1))?
        } else {
            // What is up to two months ahead may be announced without a word that says so.
            near(today.year()).filter(|d| (*d - today).num_days() <= 60).or_else(|| near(today.year() - 1))?
        };
        // December's paper says "Jan. 5" of the coming month; January's says "Dec. 30" of the past one.
        let date = match near(date.year() + 1) {
            Some(next) if (next - today).num_days() <= 30 && (today - date).num_days() > 300 => next,
            _ => date,
        };
        Some(Found {
            end,
            when: calendar::day(date, DateBasis::Year(today)),
            rule: "date.day-month",
            grade: Grade::Plain,
        })
    }

    /// "April 24 and 25": the second day, after the first one was found.
    fn second_day(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let before = i.checked_sub(2).filter(|_| t.is(i - 1, "and") || t.kind(i - 1) == TokenClass::Comma)?;
        let last = self
            .before
            .last()
            .filter(|m| m.value.grain == super::DateGrain::Day && m.rule.starts_with("date.day-month"))?;
        if last.span.end != t.list[before].span.end
            || !t.list.get(before.wrapping_sub(1)).is_some_and(|m| m.has(Is::MONTH))
        {
            return None;
        }
        let (day, end) = self.day_number(i).filter(|(d, _)| *d > last.value.first.day())?;
        if t.list
            .get(end)
            .is_some_and(|n| n.has(Is::PEOPLE | Is::ATTACKER | Is::THING | Is::UNIT | Is::SCALE | Is::PART))
        {
            return None;
        }
        if t.kind(i - 1) == TokenClass::Comma {
            return None;
        }
        let date = last.value.first.with_day(day)?;
        Some(Found { end, when: calendar::day(date, last.value.basis), rule: "date.day-month", grade: Grade::Likely })
    }
}

/// The day that three numbers print. `last` is the third one's word, which may be a year of two digits.
fn of_three(numbers: (u32, u32, u32), last: &str) -> Option<(chrono::NaiveDate, Grade)> {
    let year = year_of(numbers.2, last);
    Some(match numbers {
        (first, month, day) if YEARS.contains(&first) => (full(first, month, day)?, Grade::Plain),
        (day, month, _) if day > 12 => (full(year?, month, day)?, Grade::Plain),
        (month, day, _) if day > 12 => (full(year?, month, day)?, Grade::Plain),
        // 03/04/2024: the month stands first, as in the USA, or not.
        (month, day, _) => (full(year?, month, day)?, Grade::Guess),
    })
}
