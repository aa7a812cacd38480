//! What a data format is. Each is one file in `format/` that holds all that its publisher says: columns, codes, counting
//! rule, citation, licence.
//!
//! Knows columns and cells; nothing of how files are opened, cut or merged.

use chrono::NaiveDate;

use super::cells::{self, Count};
use super::columns::{Col, Columns};
use super::row::{Cells, RowReader};
use crate::model::dataset::{About, Citation, EventType, Meanings, Part, Placing};

/// The figures of a record, as its columns give them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    /// Least killed.
    pub(super) low: Count,
    /// Killed, the publisher's own estimate.
    pub(super) best: Count,
    /// Most killed.
    pub(super) high: Count,
    /// Injured.
    pub(super) injured: Count,
    /// Flags that follow from them.
    pub(super) flags: u16,
}

impl Figures {
    /// No figures: the data set counts nobody.
    pub(super) const NONE: Self =
        Self { low: Count::None, best: Count::None, high: Count::None, injured: Count::None, flags: 0 };
}

/// First and last day of a record, and whether the date is approximate.
pub(super) type Days = (NaiveDate, NaiveDate, bool);

/// The columns that make up a place, in the order of its key.
pub(super) const PLACE: [Col; 9] = [
    Col::Place,
    Col::Within1,
    Col::Within2,
    Col::Within3,
    Col::Country,
    Col::CountryCode,
    Col::Latitude,
    Col::Longitude,
    Col::PlacePrecision,
];
/// The columns that make up a group of actors.
pub(super) const ACTORS: [Col; 6] = [Col::A, Col::A2, Col::A3, Col::WithA, Col::B, Col::WithB];

/// The names that a file goes by: its own, and its name inside an archive.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileNames<'f> {
    /// As the user named it.
    pub(super) path: &'f str,
    /// Inside an archive, if it lies in one.
    pub(super) inner: Option<&'f str>,
}

impl<'f> FileNames<'f> {
    /// The names without folders, the inner one first.
    pub(super) fn stems(self) -> [&'f str; 2] {
        [self.inner.unwrap_or(""), self.path.rsplit(['/', '\\']).next().unwrap_or(self.path)]
    }
}

/// A data set's format. All of it is known at compile time, so that reading a record chooses nothing.
pub(super) trait DataFormat {
    /// Its name for people.
    const NAME: &'static str;
    /// Without these columns a file is not of this format.
    const REQUIRED: &'static [&'static str];
    /// Every column that means something, with its names in lower case.
    const COLUMNS: &'static [(Col, &'static [&'static str])];
    /// The columns that make up a place.
    const PLACE: &'static [Col] = &PLACE;
    /// The columns that make up a group of actors.
    const ACTORS: &'static [Col] = &ACTORS;
    /// Whether it counts the injured.
    const COUNTS_INJURED: bool = false;
    /// Whether a record's text describes the place alone.
    const TEXT_IS_PLACE: bool = false;
    /// Whether the month comes first in dates of figures that can be read both ways: of days, of last days.
    const MONTH_FIRST: [bool; 2] = [false, false];
    /// The dead by party, as the data set counts them apart.
    const PARTIES: &'static [(Col, &'static str)] = &[];

    /// The columns of a file that was published without a header, if its first record can be one of it.
    fn headerless(_first: &[Vec<u8>]) -> Option<&'static str> {
        None
    }

    /// What the data set is, how it counts, under which terms, and how to cite it.
    fn about(names: FileNames<'_>) -> About;

    /// The figures of a record.
    fn figures<C: Cells>(row: &mut RowReader<'_, C>) -> Figures;

    /// When it happened; `None` if it is not dated.
    fn days<C: Cells>(row: &mut RowReader<'_, C>) -> Option<Days>;

    /// What else is coded of it: flags of [`crate::model::dataset::flag`].
    fn flags<C: Cells>(_row: &RowReader<'_, C>) -> u16 {
        0
    }

    /// Whether a name for an actor also stands for a branch that others name, by country.
    fn is_wider(_actor: &[u8]) -> bool {
        false
    }

    /// Which branch such a name means in a country; empty for none.
    fn meant(_country: &str) -> &'static str {
        ""
    }

    /// Whether a file has a row per actor of a record.
    fn has_row_per_actor(_columns: &Columns) -> bool {
        false
    }

    /// What the actor in a column is to the record; `cell` gives the cells of the group.
    fn part(col: Col, cell: &dyn Fn(Col) -> String) -> Part;

    /// For what a position stands, by the format's precision code.
    fn placing(_code: Option<i32>) -> Placing {
        Placing::Unknown
    }

    /// Latitude and longitude in degrees; `None` where there are none or they lie on no globe.
    fn position<'c>(cell: &dyn Fn(Col) -> &'c [u8]) -> Option<(f64, f64)> {
        cells::degrees(cell(Col::Latitude), 90.0).zip(cells::degrees(cell(Col::Longitude), 180.0))
    }

    /// The event type from its finer and its coarser word.
    fn event_type(name: Box<str>, group: Box<str>) -> EventType {
        if name.is_empty() { EventType { name: group, group: Box::default() } } else { EventType { name, group } }
    }

    /// The sources that a record names.
    fn citations(cell: &dyn Fn(Col) -> String) -> Vec<Citation>;

    /// What the precision codes of a record say.
    fn meanings(_code: &dyn Fn(Col) -> Option<i32>) -> Meanings {
        Meanings::default()
    }
}
