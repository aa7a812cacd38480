//! The trait of data formats. Each format is one file in `format/` that holds everything its publisher defines: columns,
//! codes, counting rule, citation, licence.
//!
//! Knows columns and cells, but not how files are opened, split or merged.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::cells::{self, Count};
use super::columns::{Col, Columns, position};
use super::row::{Cells, RowReader};
use crate::model::dataset::{About, Bound, Citation, CountingRule, EventType, Meanings, Part, Placing};
use crate::model::figure::Party;

/// The figures of a record, as coded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    /// Minimum of the killed.
    pub(super) low: Count,
    /// The publisher's figure of the killed.
    pub(super) best: Count,
    /// Maximum of the killed.
    pub(super) high: Count,
    /// Injured.
    pub(super) injured: Count,
    /// Flags that follow from the figures.
    pub(super) flags: u16,
}

impl Figures {
    /// No figures: the data set does not count casualties.
    pub(super) const NONE: Self =
        Self { low: Count::None, best: Count::None, high: Count::None, injured: Count::None, flags: 0 };
}

/// What is said of a table without a publisher: its figures are shown as they stand, and its rows are not passed on. `word`
/// names its counting rule in exports.
pub(super) fn unpublished(
    names: FileNames<'_>,
    tag: &'static str,
    licence: &'static str,
    rule: [&'static str; 3],
) -> About {
    let [word, words, sentence] = rule;
    About {
        tag,
        title: String::new(),
        publisher: "",
        file: names.path.to_owned(),
        licence,
        shareable: false,
        citation: Vec::new(),
        rule: CountingRule {
            bound: Bound::Between,
            party: Party::Total,
            parties_are_parts: false,
            takes_attackers_out: false,
            word,
            words,
            sentence,
            coded: &[],
        },
        codes_status: false,
        wider_name: "",
        one_sided: "",
        reading: Vec::new(),
    }
}

/// First and last day of a record, and whether the date is approximate.
pub(super) type Days = (NaiveDate, NaiveDate, bool);

/// The usual columns of a location, in the order of its key.
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
/// The usual columns of an actor group.
pub(super) const ACTORS: [Col; 6] = [Col::A, Col::A2, Col::A3, Col::WithA, Col::B, Col::WithB];

/// The names of a file: its path, and its name inside an archive.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileNames<'f> {
    /// The path as the user typed it.
    pub(super) path: &'f str,
    /// The name inside an archive, if there is one.
    pub(super) inner: Option<&'f str>,
}

impl<'f> FileNames<'f> {
    /// The names without folders, the one inside the archive first.
    pub(super) fn stems(self) -> [&'f str; 2] {
        [self.inner.unwrap_or(""), self.path.rsplit(['/', '\\']).next().unwrap_or(self.path)]
    }
}

/// A data format. Static dispatch: reading a record makes no choice between formats.
pub(super) trait DataFormat {
    /// The name in messages.
    const NAME: &'static str;
    /// The columns that every file of this format has.
    const REQUIRED: &'static [&'static str];
    /// All columns with a role, with their alternative names in lower case.
    const COLUMNS: &'static [(Col, &'static [&'static str])];
    /// Whether a publisher has data sets of this format.
    const IS_PUBLISHED: bool = true;
    /// Columns that tell a table of this publisher whose other columns were renamed.
    const HINTS: &'static [&'static str] = &[];
    /// Columns of this publisher's tables whose rows sum up many events. The columns of one list suffice.
    const AGGREGATED: &'static [&'static [&'static str]] = &[];
    /// The columns of a location.
    const PLACE: &'static [Col] = &PLACE;
    /// The columns of an actor group.
    const ACTORS: &'static [Col] = &ACTORS;
    /// Whether the data set counts the injured.
    const COUNTS_INJURED: bool = false;
    /// Whether figures may be fractions, as those of an attack that is one of several.
    const CODES_FRACTIONS: bool = false;
    /// Whether a record's text describes only the place.
    const TEXT_IS_PLACE: bool = false;
    /// Whether numeric dates are month first where no date of the file proves their order.
    const MONTH_FIRST: bool = false;
    /// Whether a span of days that is no whole month or year is how long the event lasted, not how exactly it is dated.
    const SPANS_LAST: bool = false;
    /// The columns that count the dead by party, with the party's name.
    const PARTIES: &'static [(Col, &'static str)] = &[];

    /// Whether a header is of this format.
    fn is(names: &[String]) -> bool {
        Self::REQUIRED.iter().all(|name| position(names, name).is_some())
    }

    /// The column names of a file published without a header, if its first record fits them.
    fn headerless(_first: &[Vec<u8>]) -> Option<&'static str> {
        None
    }

    /// Title, publisher, counting rule, licence and citation of the data set.
    fn about(names: FileNames<'_>) -> About;

    /// The figures of a record.
    fn figures<C: Cells>(row: &mut RowReader<'_, C>) -> Figures;

    /// The date of a record; `None` if it is not dated.
    fn days<C: Cells>(row: &mut RowReader<'_, C>) -> Option<Days>;

    /// Other coded attributes of a record: flags of [`crate::model::dataset::flag`].
    fn flags<C: Cells>(_row: &RowReader<'_, C>) -> u16 {
        0
    }

    /// Whether an actor's name also covers a branch that other data sets name, depending on the country.
    fn is_wider(_actor: &[u8]) -> bool {
        false
    }

    /// The branch that such a name means in a country; empty for none.
    fn meant(_country: &str) -> &'static str {
        ""
    }

    /// Whether a file has one row for each actor of a record.
    fn has_row_per_actor(_columns: &Columns) -> bool {
        false
    }

    /// The part of the actor in column `col`; `cell` gives the cells of the actor group.
    fn part(col: Col, cell: &dyn Fn(Col) -> String) -> Part;

    /// The precision of a position, by the format's code.
    fn placing(_code: Option<i32>) -> Placing {
        Placing::Unknown
    }

    /// The precision of a position, by the cell of its code.
    fn placing_of(cell: &[u8]) -> Placing {
        Self::placing(cells::code(cell))
    }

    /// The name of an actor and its part, where a cell states both; `part` is that of its column.
    fn named_part(name: &str, part: Part) -> (&str, Part) {
        (name, part)
    }

    /// Latitude and longitude in degrees; `None` if they are missing or out of range.
    fn position<'c>(cell: &dyn Fn(Col) -> &'c [u8]) -> Option<(f64, f64)> {
        cells::degrees(cell(Col::Latitude), 90.0).zip(cells::degrees(cell(Col::Longitude), 180.0))
    }

    /// The event type, from its finer and its coarser category.
    fn event_type(name: Box<str>, group: Box<str>) -> EventType {
        if name.is_empty() { EventType { name: group, group: Box::default() } } else { EventType { name, group } }
    }

    /// The sources that a record cites.
    fn citations<'c>(cell: &dyn Fn(Col) -> Cow<'c, str>) -> Vec<Citation>;

    /// The meanings of a record's precision codes.
    fn meanings(_code: &dyn Fn(Col) -> Option<i32>) -> Meanings {
        Meanings::default()
    }
}
