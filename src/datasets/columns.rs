//! What columns are to a record, and where a file has them.
//!
//! Knows no format: which names a column goes by is for each format's own file.

/// What a column is to a record. A file's format, or the nearest one, is told by all of them; of GED's sources the
/// office, day, headline and number, and GTD's related incidents, nothing more is made yet.
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
    /// Whether it lasted longer than a day, and until when.
    Extended,
    Resolution,
    ApproxDate,
    /// The most exact place, and what holds it, the smaller first.
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
    /// The attackers' share of the figure before.
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
    DeathsA,
    DeathsB,
    DeathsCivilians,
    DeathsUnknown,
    Related,
    /// Parts of the last day, where they stand apart.
    EndYear,
    EndMonth,
    EndDay,
    /// Minutes, seconds and side of a position in degrees.
    LatitudeMinutes,
    LatitudeSeconds,
    LatitudeSide,
    LongitudeMinutes,
    LongitudeSeconds,
    LongitudeSide,
    /// The range that the killed lie in, in words, and how reports of them differ.
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

/// How many columns are known.
const COLS: usize = Col::B6 as usize + 1;

/// The columns of a file.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Their names as the file has them.
    pub(super) names: Vec<String>,
    /// Where each known column stands.
    pub(super) at: [Option<usize>; COLS],
    /// Whether the month comes first in dates of figures, in the column of days and in that of last days.
    pub(super) month_first: [bool; 2],
}

impl Columns {
    /// The columns of these names. A known column goes by several names; `degrees#2` is the second of that name.
    pub(super) fn new(names: Vec<String>, known: &[(Col, &[&str])], month_first: [bool; 2]) -> Self {
        let mut at = [None; COLS];
        for (col, all) in known {
            at[*col as usize] = all.iter().find_map(|name| position(&names, name));
        }
        Self { names, at, month_first }
    }

    /// Where a column stands.
    pub(super) fn place(&self, col: Col) -> Option<usize> {
        self.at[col as usize]
    }
}

/// Where a name stands among others, whatever their case.
pub(super) fn position(names: &[String], name: &str) -> Option<usize> {
    let (name, nth) = match name.split_once('#') {
        Some((name, nth)) => (name, nth.parse::<usize>().unwrap_or(1)),
        None => (name, 1),
    };
    names.iter().enumerate().filter(|(_, n)| n.trim().eq_ignore_ascii_case(name)).nth(nth - 1).map(|(at, _)| at)
}
