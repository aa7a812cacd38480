//! Entries by year and by day: only what is dated that exactly counts there, the others are counted beside. Draws nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::model::dataset::{self, DataSet, UNDATED};
use crate::model::time::Grain;
use crate::model::{Entry, When, Workspace};
use crate::search::agreed_date::{AgreedDate, agreed_date};

/// Entries by year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearCounts {
    /// How many entries were in each year, whatever of their date is open; what lasted, in the year in which it began.
    pub years: BTreeMap<i32, usize>,
    /// How many were in one of several years, or in a year that is in doubt.
    pub across: usize,
    /// How many are dated by drafts only.
    pub drafted: usize,
    /// How many have no date.
    pub undated: usize,
}

impl YearCounts {
    /// Of these entries.
    pub fn of(workspace: &Workspace, entries: &[u32]) -> Self {
        let mut made = Self::default();
        for &number in entries {
            match Dating::of(workspace, number) {
                Dating { known: Known::Never, .. } => made.undated += 1,
                Dating { known: Known::Drafted, .. } => made.drafted += 1,
                Dating { known: Known::InDoubt, .. } | Dating { year: None, .. } => made.across += 1,
                Dating { year: Some(year), .. } => *made.years.entry(year).or_default() += 1,
            }
        }
        made
    }
}

/// How exactly an entry is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Never,
    ToDay(NaiveDate),
    /// To several days of a week or month.
    ToMonth,
    /// To a season, several months or the year.
    ToYear,
    /// To all days of several: it lasted. Its year is that in which it began.
    Lasting,
    /// The dates given for it exclude each other.
    Differing,
    /// It would begin in the year, but that is in doubt.
    InDoubt,
    /// Only a draft says when, and that it was.
    Drafted,
    /// To one of several years.
    Open,
}

/// The year of an entry, where it is in one, and how exactly it is dated.
#[derive(Debug, Clone, Copy)]
struct Dating {
    year: Option<i32>,
    known: Known,
}

impl Dating {
    fn of(workspace: &Workspace, number: u32) -> Self {
        let Entry::Incident(id) = workspace.entry(number) else { return Self::stated(workspace, number) };
        let stated = Self::stated(workspace, number);
        if workspace.corpus.incident(id).drafted.is_none() || stated.known == Known::Never {
            return stated;
        }
        Self { known: Known::Drafted, ..stated }
    }

    /// As the statements say, be they drafts.
    fn stated(workspace: &Workspace, number: u32) -> Self {
        let when = match workspace.entry(number) {
            Entry::Incident(id) => match agreed_date(&workspace.corpus, workspace.corpus.incident(id)) {
                AgreedDate::Undated => None,
                AgreedDate::One(date) => Some(date),
                AgreedDate::Differ(dates) => {
                    let year = dates.first().copied().and_then(year_of);
                    let year = year.filter(|year| dates.iter().all(|date| year_of(*date) == Some(*year)));
                    return Self { year, known: Known::Differing };
                }
            },
            Entry::Record(id) => {
                let (set, row) = (workspace.set(id), workspace.row(id));
                let when = DataSet::when(&row);
                if let Some(when) = when.filter(|when| set.lasted(&row) && when.reach().0 == when.earliest()) {
                    return Self { year: Some(when.earliest().year()), known: Known::Lasting };
                }
                when
            }
        };
        when.map_or(Self { year: None, known: Known::Never }, Self::of_date)
    }

    fn of_date(when: When) -> Self {
        let (first, last) = when.reach();
        let year = year_of(when);
        let known = match year {
            None if when.is_uncertain() => return Self { year: Some(when.year()), known: Known::InDoubt },
            None => Known::Open,
            Some(_) if first == last => Known::ToDay(first),
            Some(_) if when.grain() <= Grain::Month => Known::ToMonth,
            Some(_) => Known::ToYear,
        };
        Self { year, known }
    }
}

/// The day of an entry, if it is dated so exactly, and nothing speaks of another.
pub fn day_of(workspace: &Workspace, number: u32) -> Option<NaiveDate> {
    match Dating::of(workspace, number).known {
        Known::ToDay(day) => Some(day),
        _ => None,
    }
}

/// The entries of one year by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearCalendar {
    /// The year.
    pub year: i32,
    /// How many entries were on each day.
    pub days: Vec<usize>,
    /// The entries of each day, by its position in the year, the latest first.
    entries: Vec<(usize, u32)>,
    /// How many were in the year on one of several days of a week or month.
    pub in_month: usize,
    /// How many were in the year, known to a season, several months or the year only.
    pub in_year: usize,
    /// How many began in the year and lasted several days.
    pub lasting: usize,
    /// How many were in the year, of which dates are given that exclude each other.
    pub differing: usize,
    /// How many would begin in the year, but their date is in doubt.
    pub in_doubt: usize,
    /// How many were in the year by drafts only.
    pub drafted: usize,
    /// How many were in other years, or possibly in others.
    pub others: usize,
    /// How many have no date.
    pub undated: usize,
}

impl YearCalendar {
    /// Of these entries, which are in order of time, the latest first.
    pub fn of(workspace: &Workspace, entries: &[u32], year: i32) -> Self {
        let length = if NaiveDate::from_ymd_opt(year, 2, 29).is_some() { 366 } else { 365 };
        let mut made = Self {
            year,
            days: vec![0; length],
            entries: Vec::new(),
            in_month: 0,
            in_year: 0,
            lasting: 0,
            differing: 0,
            in_doubt: 0,
            drafted: 0,
            others: 0,
            undated: 0,
        };
        let from = |day: Option<NaiveDate>| {
            let day = day.map_or(i32::MAX, dataset::number);
            entries.partition_point(|number| workspace.day(*number) >= day)
        };
        let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
        // What may have begun in the year begins there in the order of time too.
        let begun = from(first(year.saturating_add(1)))..from(first(year));
        let dated = entries.partition_point(|number| workspace.day(*number) != UNDATED);
        let incidents = workspace.corpus.incidents().len();
        for (at, &number) in entries.iter().enumerate() {
            // Sources may date an incident otherwise than the order does.
            if number as usize >= incidents && !begun.contains(&at) {
                *(if at < dated { &mut made.others } else { &mut made.undated }) += 1;
                continue;
            }
            let Dating { year: of, known } = Dating::of(workspace, number);
            let count = match known {
                Known::Never => &mut made.undated,
                _ if of != Some(year) => &mut made.others,
                Known::ToDay(day) => {
                    made.entries.push((day.ordinal0() as usize, number));
                    &mut made.days[day.ordinal0() as usize]
                }
                Known::ToMonth => &mut made.in_month,
                Known::ToYear => &mut made.in_year,
                Known::Lasting => &mut made.lasting,
                Known::Differing => &mut made.differing,
                Known::InDoubt => &mut made.in_doubt,
                Known::Drafted => &mut made.drafted,
                Known::Open => &mut made.others,
            };
            *count += 1;
        }
        made.entries.sort_by_key(|(day, _)| Reverse(*day));
        made
    }

    /// The day at a position in the year.
    pub fn date(&self, at: usize) -> Option<NaiveDate> {
        NaiveDate::from_yo_opt(self.year, u32::try_from(at).ok()? + 1)
    }

    /// The entries that were on the day at a position in the year.
    pub fn on(&self, at: usize) -> impl Iterator<Item = u32> {
        let from = self.entries.partition_point(|(day, _)| *day > at);
        self.entries[from..].iter().take_while(move |(day, _)| *day == at).map(|(_, number)| *number)
    }

    /// The entries on days, each with the position of its day in the year.
    pub fn entries(&self) -> &[(usize, u32)] {
        &self.entries
    }

    /// What is on no day, in words: with the days all entries.
    pub fn beside(&self) -> [(usize, &'static str); 8] {
        [
            (self.in_month, "only by month"),
            (self.in_year, "only by year"),
            (self.lasting, "over several days"),
            (self.differing, "with dates that differ"),
            (self.in_doubt, "in doubt"),
            (self.drafted, "only drafts"),
            (self.others, "in other years, or possibly"),
            (self.undated, "without a date"),
        ]
    }
}

/// The year in which all days lie that a date leaves open; none of a date that is doubted.
fn year_of(when: When) -> Option<i32> {
    let (first, last) = when.reach();
    let is_open = when.is_open_start() || when.is_open_end();
    (!is_open && first.year() == last.year() && !when.is_uncertain()).then_some(first.year())
}
