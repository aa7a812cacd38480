//! The dates of a query's plain words, whatever their order, as clauses. Knows no records.

use std::ops::Range;

use super::parts::{Clause, ClauseSense, TypedWord, terms_of};
use super::words::{self, is_month_or_season, is_portion, joins_dates, number, ordinal, year};
use crate::search::spoken_date::{self, Reading};

/// The month of a query, with its year if there is one.
pub(super) struct Month {
    typed: String,
}

impl Month {
    /// The readings of a day of it.
    pub(super) fn day(&self, day: u32) -> Option<Vec<Reading>> {
        spoken_date::date(&format!("{day} {}", self.typed))
    }
}

/// The periods that are typed with a word between dates or before one: `june to september 2023`, `since 2021`. Here the
/// order matters.
pub(super) fn periods(words: &mut [TypedWord<'_>]) -> Vec<Clause> {
    if !words.iter().any(|word| joins_dates(&word.folded, word.typed)) {
        return Vec::new();
    }
    let (text, places) = as_typed(words);
    let mut clauses = Vec::new();
    for date in spoken_date::dates(&text) {
        let inside: Vec<usize> =
            (0..places.len()).filter(|&n| places[n].start < date.at.end && date.at.start < places[n].end).collect();
        if inside.iter().any(|&n| joins_dates(&words[n].folded, words[n].typed)) {
            for &n in &inside {
                words[n].is_used = true;
            }
            clauses.push(Clause::date(&text[date.at], date.readings, &[]));
        }
    }
    clauses
}

/// The words that are a whole date by themselves: `22.03.2024`, `march-2024`.
pub(super) fn dates_in_digits(words: &mut [TypedWord<'_>]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for word in words.iter_mut().filter(|word| !word.is_used) {
        let has_digit = word.typed.chars().any(char::is_numeric);
        if !has_digit || number(word.typed).is_some() || ordinal(word.typed).is_some() || year(word.typed).is_some() {
            continue;
        }
        let trimmed = word.typed.trim_end_matches([',', '?', '.', ';']);
        if let Some(readings) = spoken_date::date(trimmed) {
            word.is_used = true;
            // The same digits may be an id or a name: 9/11.
            clauses.push(Clause::date(word.typed, readings, &[word.typed]));
        }
    }
    clauses
}

/// The clause of the month, season and year of a query, with the portion of it that is asked for (*last week of*), and the
/// month for the days that stand beside it. Several months or years are clauses of their own.
pub(super) fn month_and_year(words: &mut [TypedWord<'_>]) -> (Option<Month>, Vec<Clause>) {
    let find = |words: &[TypedWord<'_>], is: &dyn Fn(&TypedWord<'_>) -> bool| -> Vec<usize> {
        (0..words.len()).filter(|&n| !words[n].is_used && is(&words[n])).collect()
    };
    let months = find(words, &|word| is_month_or_season(&word.folded));
    let years = find(words, &|word| year(word.typed).is_some());
    let portions = find(words, &|word| is_portion(&word.folded));
    if months.len() > 1 || years.len() > 1 {
        return (None, several_dates(words, &months, &years));
    }
    if let ([month], []) = (&months[..], &years[..])
        && let Some(clause) = with_short_year(words, *month)
    {
        return (None, vec![clause]);
    }
    let joined = |parts: &[usize], words: &[TypedWord<'_>]| {
        parts.iter().map(|&n| words[n].typed.trim_end_matches([',', '?'])).collect::<Vec<_>>().join(" ")
    };
    let period: Vec<usize> = months.iter().chain(&years).copied().collect();
    if period.is_empty() {
        return (None, Vec::new());
    }
    let typed = joined(&period, words);
    let month = (!months.is_empty()).then(|| Month { typed: typed.clone() });
    // With its portions: *last week of january 2024*.
    let mut ordered = portions.clone();
    ordered.sort_by_key(|&n| words::place_in_date(&words[n].folded));
    for taken in (1..=ordered.len()).rev() {
        let with = format!("{} of {typed}", joined(&ordered[..taken], words));
        let plain = format!("{} {typed}", joined(&ordered[..taken], words));
        if let Some(readings) = spoken_date::date(&with).or_else(|| spoken_date::date(&plain)) {
            for &n in ordered[..taken].iter().chain(&period) {
                words[n].is_used = true;
            }
            return (month, vec![Clause::date(&plain, readings, &[])]);
        }
    }
    match period[..] {
        [one] => {
            let clause = alone_clause(&mut words[one]);
            (month, clause.into_iter().collect())
        }
        _ => {
            let Some(readings) = spoken_date::date(&typed) else { return (None, Vec::new()) };
            let own: Vec<&str> = period.iter().map(|&n| words[n].typed).collect();
            let clause = Clause::date(&typed, readings, &own);
            for &n in &period {
                words[n].is_used = true;
            }
            (month, vec![clause])
        }
    }
}

/// The clause of a month with a year of two digits, as typed: `22 march 24`.
fn with_short_year(words: &mut [TypedWord<'_>], month: usize) -> Option<Clause> {
    let (text, places) = as_typed(words);
    let of_month = |date: &spoken_date::SpokenDate| date.at.contains(&places[month].start);
    let date = spoken_date::dates(&text).into_iter().find(of_month)?;
    let has_year = date.readings.iter().all(|reading| reading.period().is_some());
    let inside: Vec<usize> =
        (0..places.len()).filter(|&n| places[n].start < date.at.end && date.at.start < places[n].end).collect();
    let is_free = inside.iter().all(|&n| !words[n].is_used);
    (has_year && is_free).then(|| {
        for &n in &inside {
            words[n].is_used = true;
        }
        Clause::date(&text[date.at], date.readings, &[])
    })
}

/// The words in the order typed as one text, and where each stands in it.
fn as_typed(words: &[TypedWord<'_>]) -> (String, Vec<Range<usize>>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for word in words {
        if !text.is_empty() {
            text.push(' ');
        }
        places.push(text.len()..text.len() + word.typed.len());
        text.push_str(word.typed);
    }
    (text, places)
}

/// The clause of several months or years, one of which is meant.
fn several_dates(words: &mut [TypedWord<'_>], months: &[usize], years: &[usize]) -> Vec<Clause> {
    let name = |n: usize| words[n].typed.trim_end_matches([',', '?']);
    let dates: Vec<String> = match (months, years) {
        (months, []) => months.iter().map(|&n| name(n).to_owned()).collect(),
        ([], years) => years.iter().map(|&n| name(n).to_owned()).collect(),
        (months, years) => {
            let with = |month: &usize| {
                years.iter().map(|&year| format!("{} {}", name(*month), name(year))).collect::<Vec<_>>()
            };
            months.iter().flat_map(with).collect()
        }
    };
    let readings: Vec<Reading> = dates.iter().filter_map(|date| spoken_date::date(date)).flatten().collect();
    let typed = months.iter().chain(years).map(|&n| name(n)).collect::<Vec<_>>().join(" ");
    if readings.is_empty() {
        return Vec::new();
    }
    for &n in months.iter().chain(years) {
        words[n].is_used = true;
    }
    vec![Clause { typed, senses: vec![ClauseSense::OneOfDates(readings)], is_soft: false }]
}

/// A month, season or year alone: also the word.
fn alone_clause(word: &mut TypedWord<'_>) -> Option<Clause> {
    let trimmed = word.typed.trim_end_matches([',', '?']);
    let readings = spoken_date::date(trimmed)?;
    word.is_used = true;
    let mut clause = Clause::date(word.typed, readings, &[]);
    let own = terms_of(word.typed);
    clause.senses.insert(0, ClauseSense::Numeric(own));
    clause.senses.extend(year(word.typed).map(ClauseSense::Figure));
    Some(clause)
}
