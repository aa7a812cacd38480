//! Days that have a name: Christmas, Thanksgiving and others.

use chrono::{Datelike, NaiveDate};

use super::calendar;
use super::{Context, DateBasis, Found};
use crate::model::Grade;
use crate::reading::lexicon::Is;
use crate::reading::token::TokenClass;

impl Context<'_, '_> {
    /// Christmas, Thanksgiving and other days that are named.
    pub(super) fn holiday(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        if !self.is_name(i) || t.upper && !t.has(i + 1, Is::UNIT) && !t.is(i, "christmas") {
            return None;
        }
        let (month, day, end): (u32, u32, usize) = if t.are(i, &["christmas", "eve"]) {
            (12, 24, i + 2)
        } else if t.are(i, &["christmas", "day"]) {
            (12, 25, i + 2)
        } else if t.is(i, "christmas")
            && !t.list.get(i + 1).is_some_and(|n| n.word() && !n.has(Is::PREP.or(Is::CONJ).or(Is::DAYPART)))
        {
            (12, 25, i + 1)
        } else if t.is(i, "new")
            && t.is(i + 1, "year")
            && t.kind(i + 2) == TokenClass::Possessive
            && t.one_of(i + 3, &["day", "eve"])
        {
            if t.is(i + 3, "eve") { (12, 31, i + 4) } else { (1, 1, i + 4) }
        } else if t.are(i, &["independence", "day"]) {
            (7, 4, i + 2)
        } else if t.is(i, "halloween") {
            (10, 31, i + 1)
        } else if t.is(i, "valentine") && t.kind(i + 1) == TokenClass::Possessive && t.is(i + 2, "day") {
            (2, 14, i + 3)
        } else if t.is(i, "thanksgiving") {
            (11, 0, if t.is(i + 1, "day") { i + 2 } else { i + 1 })
        } else {
            return None;
        };
        let date = |year: i32| {
            let day = if day == 0 {
                let first = NaiveDate::from_ymd_opt(year, 11, 1)?;
                // The fourth Thursday.
                1 + (10 - first.weekday().num_days_from_monday()) % 7 + 21
            } else {
                day
            };
            NaiveDate::from_ymd_opt(year, month, day)
        };
        if let Some((year, after)) = self.year(end) {
            return Some(Found {
                end: after,
                when: calendar::day(date(year)?, DateBasis::Printed),
                rule: "date.holiday",
                grade: Grade::Plain,
            });
        }
        let today = self.today?;
        let this = date(today.year())?;
        let future = self.future(i);
        let chosen = if this > today && !future && (this - today).num_days() > 7 {
            date(today.year() - 1)?
        } else if this < today && future {
            date(today.year() + 1)?
        } else {
            this
        };
        Some(Found {
            end,
            when: calendar::day(chosen, DateBasis::Year(today)),
            rule: "date.holiday",
            grade: Grade::Likely,
        })
    }
}
