//! The roles that columns have in a record, and their positions in a file.
//!
//! Knows no format: each format's own file lists the names of its columns.

use std::collections::{HashMap, HashSet};

use super::cells::Dots;
use super::dates::DayOrders;

/// Stands before a role of any table, which no column of a file is called.
pub(super) const ROLE: char = '=';

/// The role of a column in a record. All of them help to recognise a format; the `Source…` columns of GED and `Related`
/// serve for nothing else yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Col {
    Id,
    /// First or only day.
    Start,
    End,
    DatePrecision,
    Year,
    Month,
    Day,
    /// Whether the event lasted longer than a day; `Resolution` is the day it ended.
    Extended,
    Resolution,
    ApproxDate,
    /// The most exact place; `Within1` to `Within3` are the regions that contain it, smallest first.
    Place,
    Within1,
    Within2,
    Within3,
    Country,
    CountryCode,
    Latitude,
    Longitude,
    PlacePrecision,
    Low,
    Best,
    High,
    /// The bounds as coded, where `Low` and `High` are worked out from them.
    CodedLow,
    CodedHigh,
    /// Attackers among `Best`.
    BestAttackers,
    Injured,
    InjuredAttackers,
    EventType,
    EventGroup,
    A,
    WithA,
    A2,
    A3,
    B,
    WithB,
    Suspected,
    Clarity,
    Success,
    Doubt,
    Text,
    MoreText,
    Sources,
    SourceOffice,
    SourceDate,
    SourceHeadline,
    SourceCount,
    Sources2,
    Sources3,
    /// The columns beside `Sources`, `Sources2` and `Sources3` that say the kind of each source.
    SourceType,
    SourceType2,
    SourceType3,
    DeathsA,
    DeathsB,
    DeathsCivilians,
    DeathsUnknown,
    Related,
    /// The last day as separate columns.
    EndYear,
    EndMonth,
    EndDay,
    /// Minutes, seconds and hemisphere of a position in degrees.
    LatitudeMinutes,
    LatitudeSeconds,
    LatitudeSide,
    LongitudeMinutes,
    LongitudeSeconds,
    LongitudeSide,
    /// The coded range of the killed, and whether reports of them differ.
    BestScale,
    Ambiguity,
    /// Further actors of each side.
    A4,
    A5,
    A6,
    A7,
    A8,
    A9,
    B2,
    B3,
    B4,
    B5,
    B6,
}

/// The number of roles.
const COLS: usize = Col::B6 as usize + 1;

/// The columns of a file.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Column names as in the file.
    pub(super) names: Vec<String>,
    /// Column names for display and export, all different: the second column called `Degrees` is `Degrees#2`.
    pub(super) distinct: Vec<String>,
    /// The index of each role's column, by `Col`.
    pub(super) at: [Option<usize>; COLS],
    /// The orders of day and month by the first records; those of the whole file may differ ([`super::redate`]).
    pub(super) orders: DayOrders,
    /// Whether ISO dates stand beside others, so that a spreadsheet may have swapped them.
    pub(super) doubtful_iso: bool,
    /// Whether the first records prove the unit of times since 1970; with `open_unit` they have times and do not.
    pub(super) sure_unit: bool,
    pub(super) open_unit: bool,
    /// What a dot before three figures is in counts, by the first records.
    pub(super) dots: Dots,
}

impl Columns {
    /// Finds the columns of `known` among `names`. A role lists alternative names; `degrees#2` is the second column
    /// called `degrees`.
    pub(super) fn new(names: Vec<String>, known: &[(Col, &[&str])]) -> Self {
        let mut at = [None; COLS];
        for (col, all) in known {
            at[*col as usize] = all.iter().find_map(|name| position(&names, name));
        }
        let orders = DayOrders::default();
        let distinct = distinct(&names);
        Self {
            distinct,
            names,
            at,
            orders,
            doubtful_iso: false,
            sure_unit: false,
            open_unit: false,
            dots: Dots::default(),
        }
    }

    /// The same columns, those of `known` found among other names for them, which may be roles of any table: what somebody
    /// gave a role goes before a column that has its name.
    pub(super) fn looked_up(mut self, names: &[String], known: &[(Col, &[&str])]) -> Self {
        let of = |name: &str| position(names, &format!("{ROLE}{name}")).or_else(|| position(names, name));
        for (col, all) in known {
            self.at[*col as usize] = all.iter().find_map(|name| of(name));
        }
        self
    }

    /// Whether one of them names places more exact than a country.
    pub(super) fn name_places(&self) -> bool {
        [Col::Place, Col::Within1, Col::Within2, Col::Within3].into_iter().any(|col| self.index(col).is_some())
    }

    /// The index of a role's column.
    pub(super) fn index(&self, col: Col) -> Option<usize> {
        self.at[col as usize]
    }
}

/// The names, repeated ones numbered. Like look-up, this ignores case.
fn distinct(names: &[String]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut taken: HashSet<String> = names.iter().cloned().collect();
    let numbered = names.iter().map(|name| {
        let nth = seen.entry(name.trim().to_ascii_lowercase()).or_default();
        *nth += 1;
        if *nth == 1 {
            return name.clone();
        }
        let mut numbered = format!("{name}#{nth}");
        // A file may itself name a column so.
        while !taken.insert(numbered.clone()) {
            numbered.push('#');
        }
        numbered
    });
    numbered.collect()
}

/// The index of a column name, ignoring case; if there is none, also ignoring blanks and marks (`Event Date`, `event-date`).
pub(super) fn position(names: &[String], name: &str) -> Option<usize> {
    let (name, nth) = match name.split_once('#') {
        Some((name, nth)) => (name, nth.parse::<usize>().unwrap_or(1)),
        None => (name, 1),
    };
    let nth_of = |is: &dyn Fn(&str) -> bool| {
        names.iter().enumerate().filter(|(_, n)| is(n)).nth(nth.checked_sub(1)?).map(|(at, _)| at)
    };
    let alike = |n: &str| is_alike(n, name);
    nth_of(&|n| n.trim().eq_ignore_ascii_case(name)).or_else(|| letters(name).next().and_then(|_| nth_of(&alike)))
}

/// Whether two names are one, ignoring case, blanks and marks.
pub(super) fn is_alike(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

/// The letters and figures of a name, in lower case; a role keeps its mark.
pub(super) fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric() || *c == ROLE).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_are_numbered_as_in_look_up() {
        let names = ["Degrees", "Minutes", "degrees", "DEGREES ", "a#2", "a", "a", "", ""].map(str::to_owned).to_vec();
        let columns = Columns::new(names, &[(Col::Longitude, &["degrees#2"])]);
        let wanted = ["Degrees", "Minutes", "degrees#2", "DEGREES #3", "a#2", "a", "a#2#", "", "#2"];
        assert_eq!(columns.distinct, wanted);
        assert_eq!(columns.index(Col::Longitude), Some(2));
    }
}
