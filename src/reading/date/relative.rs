//! Dates that are counted from another day: "on Friday", "yesterday", "last week", "two days later".

use chrono::{Datelike, NaiveDate};

use super::calendar::{self, back, back_months};
use super::parts::months_of;
use super::{Context, DateBasis, DateGrain, Found, ResolvedDate};
use crate::model::Grade;
use crate::reading::lexicon::Is;
use crate::reading::lexicon::values::unit;
use crate::reading::number;
use crate::reading::token::TokenClass;

impl Context<'_, '_> {
    /// The relative date whose words begin at token `i`.
    pub(super) fn relative(&self, i: usize) -> Option<Found> {
        let (at, part) = self.part(i);
        let mut found = self
            .year_ago(at)
            .or_else(|| self.the_unit(at))
            .or_else(|| self.near_day(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.shifted_unit(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.same(at))?;
        found.when.part = part;
        Some(found)
    }

    /// today, yesterday, tomorrow, tonight, this morning, last night.
    fn near_day(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let today = self.today?;
        let few = usize::from(t.one_of(i, &["a"]))
            + usize::from(t.one_of(i, &["few"]) || t.is(i, "a") && t.one_of(i + 1, &["few", "couple"]));
        let hours = i + few + usize::from(t.is(i + few, "of"));
        if t.one_of(hours, &["minutes", "hours", "moments"]) && t.one_of(hours + 1, &["ago"]) {
            let when = calendar::day(today, DateBasis::Anchor(today));
            return Some(Found { end: hours + 2, when, rule: "date.hours-ago", grade: Grade::Guess });
        }
        let past =
            t.one_of(i, &["past", "last"]) && t.one_of(i + 1, &["few"]) && t.one_of(i + 2, &["hours", "minutes"]);
        if past {
            let when = calendar::day(today, DateBasis::Anchor(today));
            return Some(Found { end: i + 3, when, rule: "date.hours-ago", grade: Grade::Guess });
        }
        let (days, end, rule) = if t.are(i, &["the", "day", "before", "yesterday"]) {
            (2, i + 4, "date.near-day")
        } else if t.are(i, &["the", "day", "after", "tomorrow"]) {
            (-2, i + 4, "date.near-day")
        } else if t.one_of(i, &["today", "tonight"]) {
            (0, i + 1, "date.near-day")
        } else if t.is(i, "yesterday") {
            (1, i + 1, "date.near-day")
        } else if t.is(i, "tomorrow") {
            (-1, i + 1, "date.near-day")
        } else if t.is(i, "this") && t.has(i + 1, Is::DAYPART) {
            (0, i + 2, "date.day-part")
        } else if t.are(i, &["last", "night"]) {
            (1, i + 2, "date.day-part")
        } else {
            return None;
        };
        let end = if t.has(end, Is::DAYPART) { end + 1 } else { end };
        let when = calendar::day(back(today, days)?, DateBasis::Anchor(today));
        Some(self.printed_beside(Found { end, when, rule, grade: Grade::Plain }))
    }

    /// "today, 30 June", "Friday night, July 9, 2014": the date printed beside a day says which one it is.
    fn printed_beside(&self, found: Found) -> Found {
        let comma = self.tokens.kind(found.end) == TokenClass::Comma;
        match self.absolute(found.end + 1).filter(|f| comma && f.when.grain == DateGrain::Day) {
            Some(printed) if printed.rule != "date.holiday" => Found { rule: found.rule, ..printed },
            _ => found,
        }
    }

    /// "on Friday", "last Friday", "next Friday", "Friday night".
    fn weekday(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let today = self.today?;
        let shift = match () {
            () if t.one_of(i, &["last", "past"]) => Some(-1),
            () if t.one_of(i, &["next", "coming"]) => Some(1),
            () if t.is(i, "this") && !t.is(i + 1, "coming") => Some(0),
            () => None,
        };
        let at = if shift.is_some() { i + 1 } else { i };
        let token = t.list.get(at)?;
        if !token.has(Is::WEEKDAY)
            || !token.capital
            || t.word(at).len() < 4 && (t.word(at + 1) != "." || t.list[at + 1].spaced)
        {
            return None;
        }
        // "Black Friday", "Bloody Sunday", "Sunday Times" are names.
        let named =
            |j: usize| t.list.get(j).is_some_and(|n| n.named() && !n.has(Is::PREP | Is::DET | Is::WEEKDAY) && !t.upper);
        let opens = at < 2 || matches!(t.kind(at - 2), TokenClass::Stop | TokenClass::Break | TokenClass::Quote);
        if shift.is_none()
            && at > 0
            && named(at - 1)
            && !opens
            && t.one_of(at - 1, &["black", "bloody", "good", "holy", "palm", "easter", "super"])
            || t.one_of(at + 1, &["times", "telegraph", "mirror", "express", "mass", "school"]) && named(at + 1)
        {
            return None;
        }
        let since = i64::from(today.weekday().num_days_from_monday() + 7 + 1 - token.value) % 7;
        let (days, grade) = match shift {
            Some(-1) if since == 0 => (7, Grade::Guess),
            Some(-1) => (since, Grade::Plain),
            Some(1) => (since - 7, Grade::Guess),
            Some(_) => (if since > 3 { since - 7 } else { since }, Grade::Guess),
            None if self.future(i) => (if since == 0 { 0 } else { since - 7 }, Grade::Guess),
            None => (since, Grade::Plain),
        };
        let mut end = at + 1;
        if t.word(end) == "." && token.has(Is::ABBR) {
            end += 1;
        }
        if t.has(end, Is::DAYPART) {
            end += 1;
        }
        let when = calendar::day(back(today, days)?, DateBasis::Anchor(today));
        Some(self.printed_beside(Found { end, when, rule: "date.weekday", grade }))
    }

    /// "last week", "this year", "next month", "the previous day", "the following year".
    fn shifted_unit(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        // "that same year" is that year.
        let same = usize::from(t.are(i, &["that", "same"]));
        let the = usize::from(t.is(i, "the"));
        let word = i + the + same;
        let unit = self.unit(word + 1);
        let end = word + 2;
        if matches!(unit, 0 | unit::HOUR) || t.word(word + 1).ends_with('s') || t.is(word + 1, "days") {
            return None;
        }
        let from_text = the == 1 || t.is(i, "a");
        let (shift, text) = match () {
            () if t.one_of(word, &["last", "past"]) && the == 0 => (1, false),
            () if t.is(word, "this") => (0, false),
            () if t.is(word, "next") && the == 0 => (-1, false),
            () if t.one_of(word, &["previous", "preceding"]) && from_text => (1, true),
            () if t.one_of(word, &["following", "next"]) && from_text => (-1, true),
            () if (t.is(word, "that") || same == 1) && unit != unit::WEEK => (0, true),
            () => return None,
        };
        if unit == unit::DAY && !text || t.is(word + 2, "old") || t.kind(word + 2) == TokenClass::Hyphen {
            return None;
        }
        let (base, basis, grade) = if text {
            let reference = self.reference()?;
            if reference.value.grain > DateGrain::Year {
                return None;
            }
            (reference.value.first, DateBasis::Text(reference.span), Grade::Guess)
        } else {
            let today = self.today?;
            (today, DateBasis::Anchor(today), Grade::Likely)
        };
        let when = shifted(base, unit, shift, basis)?;
        Some(Found { end, when, rule: if text { "date.from-text" } else { "date.unit" }, grade })
    }

    /// "two weeks ago", "a year ago", "three days earlier", "two days later".
    fn ago(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let (count, at) = if t.one_of(i, &["a", "an"]) {
            (1, i + 1)
        } else {
            let n = number::read(t, i)?;
            (n.value, n.end)
        };
        if count == 0 || count > 10_000 || t.word(i).len() == 4 && t.kind(i) == TokenClass::Number {
            return None;
        }
        let at = if t.kind(at) == TokenClass::Hyphen { at + 1 } else { at };
        let unit = self.unit(at);
        if matches!(unit, 0 | unit::HOUR | unit::QUARTER | unit::WEEKEND) {
            return None;
        }
        let mut end = at + 1;
        if t.kind(end) == TokenClass::Hyphen {
            end += 1;
        }
        let count = i32::try_from(count).ok()?;
        let (shift, text) = match () {
            () if t.one_of(end, &["ago"]) => (count, false),
            () if t.are(end, &["from", "now"]) => (-count, false),
            () if t.one_of(end, &["earlier", "before", "previously"]) => (count, true),
            () if t.one_of(end, &["later", "after", "afterwards"]) => (-count, true),
            () => return None,
        };
        // "a day after the attack" counts from an incident, not from a date.
        if t.one_of(end, &["before", "after"])
            && t.list.get(end + 1).is_some_and(|n| n.word() || n.kind == TokenClass::Quote)
        {
            return None;
        }
        let today = self.today;
        let (base, basis, grade) = match (text, self.reference()) {
            (true, Some(reference)) if reference.value.grain <= DateGrain::Year => {
                (reference.value.first, DateBasis::Text(reference.span), Grade::Guess)
            }
            _ => (today?, DateBasis::Anchor(today?), Grade::Guess),
        };
        let months = months_of(unit);
        // "nine years ago today" is a day.
        if months > 0 && !text && t.one_of(end + 1, &["today", "yesterday"]) {
            let day = back_months(back(base, i64::from(t.is(end + 1, "yesterday")))?, months * shift)?;
            let when = calendar::day(day, basis);
            return Some(Found { end: end + 2, when, rule: "date.ago", grade });
        }
        let when = if months > 0 {
            shifted(base, unit, shift, basis)?
        } else if unit == unit::WEEK {
            calendar::week(back(base, i64::from(shift) * 7)?, basis)?
        } else {
            calendar::day(back(base, i64::from(shift))?, basis)
        };
        Some(Found { end: end + 1, when, rule: if text { "date.from-text" } else { "date.ago" }, grade })
    }

    /// "a year ago", "a year earlier", "the year-ago quarter": a year before the quarter that the text speaks of, or before
    /// the year of the text.
    fn year_ago(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let skip = usize::from(t.one_of(i, &["a", "an", "the", "one"]));
        let year = i + skip;
        let joined = t.kind(year + 1) == TokenClass::Hyphen;
        let word = if joined { year + 2 } else { year + 1 };
        if !t.is(year, "year") || !t.one_of(word, &["ago", "earlier"]) || skip == 0 && !joined {
            return None;
        }
        let noun = t.one_of(word + 1, &["quarter", "period"]);
        let end = if noun { word + 2 } else { word + 1 };
        let today = self.today?;
        if let Some(quarter) = self.last_quarter() {
            let before = back_months(quarter, 12)?;
            let when = calendar::quarter(before.year(), before.month0() / 3 + 1, DateBasis::Anchor(today))?;
            let fresh = (today - quarter).num_days() < 400;
            return fresh.then_some(Found { end, when, rule: "date.year-ago", grade: Grade::Guess });
        }
        let when = calendar::year(today.year() - 1, DateBasis::Anchor(today))?;
        Some(Found { end, when, rule: "date.year-ago", grade: Grade::Guess })
    }

    /// "the quarter", "the latest period", "the year", "year-end": what the text is about.
    fn the_unit(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        let today = self.today?;
        let end_of_year = t.is(i, "year")
            && t.is(i + 2, "end")
            && matches!(t.kind(i + 1), TokenClass::Hyphen | TokenClass::Possessive)
            || t.are(i, &["year", "end"]);
        if end_of_year {
            let end = if t.is(i + 1, "end") { i + 2 } else { i + 3 };
            let when = calendar::year(today.year(), DateBasis::Anchor(today))?;
            return t
                .one_of(i.wrapping_sub(1), &["by", "at", "until", "before", "around", "through"])
                .then_some(Found { end, when, rule: "date.the-year", grade: Grade::Likely });
        }
        if !t.is(i, "the") {
            return None;
        }
        let latest = t.one_of(i + 1, &["latest", "current", "comparable", "recent"]);
        let at = if latest { i + 2 } else { i + 1 };
        if t.is(at, "quarter") || t.is(at, "period") && latest {
            let quarter = self.last_quarter().filter(|q| (today - *q).num_days() < 400)?;
            let when = calendar::quarter(quarter.year(), quarter.month0() / 3 + 1, DateBasis::Anchor(today))?;
            return Some(Found { end: at + 1, when, rule: "date.the-quarter", grade: Grade::Guess });
        }
        let full = usize::from(t.one_of(at, &["full", "fiscal", "calendar"]));
        let after = at + full + 1;
        let whole = t.one_of(i.wrapping_sub(1), &["of", "for", "in"])
            && !t.one_of(after, &["before", "after", "earlier", "ago"]);
        if t.is(at + full, "year")
            && (full == 1 || latest || whole)
            && !t.has(after, Is::NUMBER)
            && t.kind(after) != TokenClass::Hyphen
        {
            let when = calendar::year(today.year(), DateBasis::Anchor(today))?;
            return Some(Found { end: after, when, rule: "date.the-year", grade: Grade::Likely });
        }
        None
    }

    /// "the same day", "the weekend", "over the weekend".
    fn same(&self, i: usize) -> Option<Found> {
        let t = self.tokens;
        if t.are(i, &["the", "same", "day"]) || t.are(i, &["that", "same", "day"]) {
            let reference = self.reference().filter(|r| r.value.grain == DateGrain::Day)?;
            let when = calendar::day(reference.value.first, DateBasis::Text(reference.span));
            return Some(Found { end: i + 3, when, rule: "date.from-text", grade: Grade::Likely });
        }
        let today = self.today?;
        let last = t.are(i, &["last", "weekend"]);
        if t.are(i, &["the", "weekend"]) || last || t.are(i, &["this", "weekend"]) {
            // In the week that a text is written, "the weekend" is the one before unless something is to come.
            let ahead = !last && (self.future(i) || t.is(i, "this"));
            let day = if ahead { today } else { back(today, 7)? };
            let when = calendar::weekend(day, DateBasis::Anchor(today))?;
            return Some(Found { end: i + 2, when, rule: "date.weekend", grade: Grade::Likely });
        }
        None
    }
}

/// The unit of time that lies `shift` units before `base`.
fn shifted(base: NaiveDate, unit: u32, shift: i32, basis: DateBasis) -> Option<ResolvedDate> {
    let year = base.year();
    match unit {
        unit::DAY => Some(calendar::day(back(base, i64::from(shift))?, basis)),
        unit::WEEK => calendar::week(back(base, i64::from(shift) * 7)?, basis),
        unit::WEEKEND => calendar::weekend(back(base, i64::from(shift) * 7)?, basis),
        unit::MONTH => {
            let there = back_months(base.with_day(1)?, shift)?;
            calendar::month(there.year(), there.month(), basis)
        }
        unit::QUARTER => {
            let there = back_months(base.with_day(1)?, shift * 3)?;
            calendar::quarter(there.year(), there.month0() / 3 + 1, basis)
        }
        unit::YEAR => calendar::year(year.checked_sub(shift)?, basis),
        unit::DECADE => calendar::decade((year.checked_sub(shift.checked_mul(10)?)? / 10) * 10, basis),
        unit::CENTURY => calendar::century((year.checked_sub(shift.checked_mul(100)?)? - 1) / 100 + 1, basis),
        _ => None,
    }
}
