//! The data formats: one file each in `format/`, and one line here.

use super::columns::{Col, Columns};
use super::data_format::{DataFormat, FileNames};
use super::encode::Encoder;
use super::row::{BadCell, Cells, RowReader};
use crate::model::dataset::{About, Citation, EventType, Meanings, Part, Placing, Record};

macro_rules! formats {
    (($d:tt) $($name:ident: $module:ident,)*) => {
        $(mod $module;)*

        /// A data format. All that it says is in its own file; a method here chooses the file, once for each record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Format {
            $($name,)*
        }

        impl Format {
            /// All formats, in the order in which files are held against them.
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        /// Gives `$body` with `$format` as a type that is known at compile time.
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
    Ged: ged,
    Acled: acled,
    Gtd: gtd,
    Pitf: pitf,
    Icews: icews,
    Polecat: polecat,
}

impl Format {
    /// Encodes a record that begins at byte `at` of its file.
    #[inline]
    pub(super) fn encode<C: Cells>(
        self,
        encoder: &mut Encoder,
        columns: &Columns,
        record: &C,
        at: u64,
        bad: &mut dyn FnMut(BadCell),
    ) -> Record {
        let mut row = RowReader::new(columns, record, bad);
        with_format!(self, F => encoder.encode::<F, C>(&mut row, at))
    }

    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        with_format!(self, F => F::NAME)
    }

    /// The columns without which a file is not of the format.
    pub(super) fn required(self) -> &'static [&'static str] {
        with_format!(self, F => F::REQUIRED)
    }

    /// Every column that means something, with its names.
    pub(super) fn columns(self) -> &'static [(Col, &'static [&'static str])] {
        with_format!(self, F => F::COLUMNS)
    }

    /// The columns that make up a place.
    pub(super) fn place_columns(self) -> &'static [Col] {
        with_format!(self, F => F::PLACE)
    }

    /// The columns that make up a group of actors.
    pub(super) fn actor_columns(self) -> &'static [Col] {
        with_format!(self, F => F::ACTORS)
    }

    /// Whether it counts the injured.
    pub(super) fn counts_injured(self) -> bool {
        with_format!(self, F => F::COUNTS_INJURED)
    }

    /// Whether a record's text describes the place alone.
    pub(super) fn text_is_place(self) -> bool {
        with_format!(self, F => F::TEXT_IS_PLACE)
    }

    /// Whether the month comes first in dates that can be read both ways.
    pub(super) fn month_first(self) -> [bool; 2] {
        with_format!(self, F => F::MONTH_FIRST)
    }

    /// The dead by party, as the data set counts them apart.
    pub(super) fn parties(self) -> &'static [(Col, &'static str)] {
        with_format!(self, F => F::PARTIES)
    }

    /// The columns of a file without a header, if its first record can be one of it.
    pub(super) fn headerless(self, first: &[Vec<u8>]) -> Option<&'static str> {
        with_format!(self, F => F::headerless(first))
    }

    /// What the data set is.
    pub(super) fn about(self, names: FileNames<'_>) -> About {
        with_format!(self, F => F::about(names))
    }

    /// Which branch a wider name means in a country.
    pub(super) fn meant(self, country: &str) -> &'static str {
        with_format!(self, F => F::meant(country))
    }

    /// Whether a file has a row per actor of a record.
    pub(super) fn has_row_per_actor(self, columns: &Columns) -> bool {
        with_format!(self, F => F::has_row_per_actor(columns))
    }

    /// What the actor in a column is to the record.
    pub(super) fn part(self, col: Col, cell: &dyn Fn(Col) -> String) -> Part {
        with_format!(self, F => F::part(col, cell))
    }

    /// For what a position stands.
    pub(super) fn placing(self, code: Option<i32>) -> Placing {
        with_format!(self, F => F::placing(code))
    }

    /// Latitude and longitude of a place.
    pub(super) fn position<'c>(self, cell: &dyn Fn(Col) -> &'c [u8]) -> Option<(f64, f64)> {
        with_format!(self, F => F::position(cell))
    }

    /// The event type from its words.
    pub(super) fn event_type(self, name: Box<str>, group: Box<str>) -> EventType {
        with_format!(self, F => F::event_type(name, group))
    }

    /// The sources that a record names.
    pub(super) fn citations(self, cell: &dyn Fn(Col) -> String) -> Vec<Citation> {
        with_format!(self, F => F::citations(cell))
    }

    /// What the precision codes of a record say.
    pub(super) fn meanings(self, code: &dyn Fn(Col) -> Option<i32>) -> Meanings {
        with_format!(self, F => F::meanings(code))
    }
}
