//! The list of data formats: one file each in `format/`, and one line here. Knows no publisher's facts.

use std::borrow::Cow;

use super::columns::{Col, Columns};
use super::data_format::{DataFormat, FileNames};
use super::encode::Encoder;
use super::redate::OpenDate;
use super::row::{Cells, Findings, RowReader};
use crate::model::dataset::{About, Citation, EventType, Meanings, Part, Placing, Record};

macro_rules! formats {
    (($d:tt) $($name:ident: $module:ident,)*) => {
        $(mod $module;)*

        /// A data format. Each method calls the format's own file; the choice is made once for each record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Format {
            $($name,)*
        }

        impl Format {
            /// All formats, in the order in which they are tried on a file.
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        /// Evaluates `$body` with `$format` as a type.
        macro_rules! with_format {
            ($d format:expr, $d f:ident => $d body:expr) => {
                match $d format {
                    $(Format::$name => {
                        type $d f = $module::$name;
                        $d body
                    })*
                }
            };
        }
    };
}

formats! { ($)
    AnyTable: any_table,
    Ged: ged,
    Acled: acled,
    Gtd: gtd,
    Pitf: pitf,
    Icews: icews,
    Polecat: polecat,
    Exported: exported,
}

/// The data sets that publishers have, by their formats, without a file.
pub fn published() -> Vec<About> {
    let of = FileNames { path: "", inner: None };
    Format::ALL.iter().filter(|format| format.is_published()).map(|format| format.about(of)).collect()
}

impl Format {
    /// Encodes a record that begins at byte `at` of its file, with all readings of its dates if they have several.
    #[inline]
    pub(super) fn encode<C: Cells>(
        self,
        encoder: &mut Encoder,
        columns: &Columns,
        record: &C,
        at: u64,
        found: &mut Findings,
    ) -> (Record, Option<OpenDate>) {
        let mut row = RowReader::new(columns, record, found);
        with_format!(self, F => encoder.encode::<F, C>(&mut row, at))
    }

    /// The name in messages.
    pub(super) fn name(self) -> &'static str {
        with_format!(self, F => F::NAME)
    }

    /// The columns that every file of the format has.
    pub(super) fn required(self) -> &'static [&'static str] {
        with_format!(self, F => F::REQUIRED)
    }

    /// Whether a publisher has data sets of the format.
    pub(super) fn is_published(self) -> bool {
        with_format!(self, F => F::IS_PUBLISHED)
    }

    /// Whether a header is of the format.
    pub(super) fn is(self, names: &[String]) -> bool {
        with_format!(self, F => F::is(names))
    }

    /// Columns that tell a table of the publisher whose other columns were renamed.
    pub(super) fn hints(self) -> &'static [&'static str] {
        with_format!(self, F => F::HINTS)
    }

    /// Columns of the publisher's tables whose rows sum up many events.
    pub(super) fn aggregated(self) -> &'static [&'static [&'static str]] {
        with_format!(self, F => F::AGGREGATED)
    }

    /// All columns with a role, with their names.
    pub(super) fn columns(self) -> &'static [(Col, &'static [&'static str])] {
        with_format!(self, F => F::COLUMNS)
    }

    /// The columns of a location.
    pub(super) fn place_columns(self) -> &'static [Col] {
        with_format!(self, F => F::PLACE)
    }

    /// The columns of an actor group.
    pub(super) fn actor_columns(self) -> &'static [Col] {
        with_format!(self, F => F::ACTORS)
    }

    /// Whether the data set counts the injured.
    pub(super) fn counts_injured(self) -> bool {
        with_format!(self, F => F::COUNTS_INJURED)
    }

    /// Whether figures may be fractions.
    pub(super) fn codes_fractions(self) -> bool {
        with_format!(self, F => F::CODES_FRACTIONS)
    }

    /// Whether a record's text describes only the place.
    pub(super) fn text_is_place(self) -> bool {
        with_format!(self, F => F::TEXT_IS_PLACE)
    }

    /// Whether numeric dates are month first where no date of the file proves their order.
    pub(super) fn month_first(self) -> bool {
        with_format!(self, F => F::MONTH_FIRST)
    }

    /// Whether a span of days that is no whole month or year is how long the event lasted.
    pub(super) fn spans_last(self) -> bool {
        with_format!(self, F => F::SPANS_LAST)
    }

    /// The columns that count the dead by party, with the party's name.
    pub(super) fn parties(self) -> &'static [(Col, &'static str)] {
        with_format!(self, F => F::PARTIES)
    }

    /// The column names of a file without a header, if its first record fits them.
    pub(super) fn headerless(self, first: &[Vec<u8>]) -> Option<&'static str> {
        with_format!(self, F => F::headerless(first))
    }

    /// The description of the data set.
    pub(super) fn about(self, names: FileNames<'_>) -> About {
        with_format!(self, F => F::about(names))
    }

    /// The branch that a wider name means in a country; empty for none.
    pub(super) fn meant(self, country: &str) -> &'static str {
        with_format!(self, F => F::meant(country))
    }

    /// Whether a file has one row for each actor of a record.
    pub(super) fn has_row_per_actor(self, columns: &Columns) -> bool {
        with_format!(self, F => F::has_row_per_actor(columns))
    }

    /// The part of the actor in a column.
    pub(super) fn part(self, col: Col, cell: &dyn Fn(Col) -> String) -> Part {
        with_format!(self, F => F::part(col, cell))
    }

    /// The precision of a position, by the cell of its code.
    pub(super) fn placing_of(self, cell: &[u8]) -> Placing {
        with_format!(self, F => F::placing_of(cell))
    }

    /// The name of an actor and its part, where a cell states both.
    pub(super) fn named_part(self, name: &str, part: Part) -> (&str, Part) {
        with_format!(self, F => F::named_part(name, part))
    }

    /// Latitude and longitude of a location, in degrees.
    pub(super) fn position<'c>(self, cell: &dyn Fn(Col) -> &'c [u8]) -> Option<(f64, f64)> {
        with_format!(self, F => F::position(cell))
    }

    /// The event type, from its finer and its coarser category.
    pub(super) fn event_type(self, name: Box<str>, group: Box<str>) -> EventType {
        with_format!(self, F => F::event_type(name, group))
    }

    /// The sources that a record cites.
    pub(super) fn citations<'c>(self, cell: &dyn Fn(Col) -> Cow<'c, str>) -> Vec<Citation> {
        with_format!(self, F => F::citations(cell))
    }

    /// The meanings of a record's precision codes.
    pub(super) fn meanings(self, code: &dyn Fn(Col) -> Option<i32>) -> Meanings {
        with_format!(self, F => F::meanings(code))
    }
}
