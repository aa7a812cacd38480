//! An entry as a line of a table, and the list of all columns in their order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cell::Cell;
use super::column_name::{ColumnName, column_name};
use super::kind::{self, Kind, PrintedFigures};
use crate::model::When;

/// A type that a column can have.
trait Column {
    fn cell(&self) -> Cell<'_>;
}

impl Column for &'static str {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Column for Cow<'_, str> {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Column for usize {
    fn cell(&self) -> Cell<'_> {
        Cell::Number(*self)
    }
}

impl Column for u32 {
    fn cell(&self) -> Cell<'_> {
        Cell::Number(*self as usize)
    }
}

impl Column for f64 {
    fn cell(&self) -> Cell<'_> {
        Cell::Degrees(*self)
    }
}

impl Column for NaiveDate {
    fn cell(&self) -> Cell<'_> {
        Cell::Day(*self)
    }
}

impl Column for Vec<Cow<'_, str>> {
    fn cell(&self) -> Cell<'_> {
        Cell::List(self)
    }
}

impl<T: Column> Column for Option<T> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Empty, Column::cell)
    }
}

macro_rules! line {
    ($($before:ident: $before_type:ty,)* -- figures -- $($after:ident: $after_type:ty,)*) => {
        /// An entry as a line of a table, with the texts that it takes over.
        #[derive(Debug, Clone, Default)]
        #[expect(missing_docs, reason = "the names of the fields are the columns, which the README describes")]
        pub struct Line<'t> {
            $(pub $before: $before_type,)*
            /// The figures by kind; kinds without a figure are left out.
            pub figures: Vec<(Kind, PrintedFigures<'t>)>,
            $(pub $after: $after_type,)*
            /// All columns as coded, for private use only.
            pub coded: BTreeMap<&'t str, &'t str>,
        }

        impl Line<'_> {
            /// The columns before those of figures, each with its name.
            fn before<'l>(&'l self, put: &mut impl FnMut(ColumnName, Cell<'l>)) {
                $(put(column_name!(stringify!($before)), self.$before.cell());)*
            }

            /// The columns after them.
            fn after<'l>(&'l self, put: &mut impl FnMut(ColumnName, Cell<'l>)) {
                $(put(column_name!(stringify!($after)), self.$after.cell());)*
            }
        }
    };
}

line! {
    source: Cow<'t, str>,
    id: Cow<'t, str>,
    title: Option<Cow<'t, str>>,
    title_note: Option<Cow<'t, str>>,
    scope: Option<&'static str>,
    part_of: Vec<Cow<'t, str>>,
    date: Option<Cow<'t, str>>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    derived_from: Option<NaiveDate>,
    derived_to: Option<NaiveDate>,
    dated: &'static str,
    date_worked_out: Option<Cow<'t, str>>,
    place: Option<Cow<'t, str>>,
    role: Option<&'static str>,
    within: Option<Cow<'t, str>>,
    country: Option<Cow<'t, str>>,
    country_code: Option<Cow<'t, str>>,
    countries: Vec<Cow<'t, str>>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: &'static str,
    point: Option<&'static str>,
    place_note: Option<Cow<'t, str>>,
    kind: Option<Cow<'t, str>>,
    status: Option<&'static str>,
    actors: Vec<Cow<'t, str>>,
    killed: Option<u32>,
    killed_min: Option<u32>,
    killed_max: Option<u32>,
    killed_rule: Cow<'t, str>,
    injured: Option<u32>,
    -- figures --
    other_figures: Vec<Cow<'t, str>>,
    origins: usize,
    verdict: Cow<'t, str>,
    conflict_facets: Vec<Cow<'t, str>>,
    inconsistent_facets: Vec<Cow<'t, str>>,
    doubts: Vec<Cow<'t, str>>,
    certainty: Option<&'static str>,
    editor_tags: Vec<Cow<'t, str>>,
    editor_notes: Vec<Cow<'t, str>>,
    named_sources: Vec<Cow<'t, str>>,
    citation: Cow<'t, str>,
}

impl Line<'_> {
    /// All columns, in order, each with its name.
    pub fn columns<'l>(&'l self, put: &mut impl FnMut(ColumnName, Cell<'l>)) {
        self.before(put);
        let mut rest = self.figures.iter().peekable();
        for &kind in Kind::ALL {
            let given = rest.next_if(|(of, _)| *of == kind);
            kind::columns(kind, given.map(|(_, figures)| figures), put);
        }
        self.after(put);
    }

    /// The columns in order, each with its name; those of figures only where there is one.
    pub fn given<'l>(&'l self, put: &mut impl FnMut(ColumnName, Cell<'l>)) {
        self.before(put);
        self.given_figures(put);
        self.after(put);
    }

    /// The columns of figures that are given.
    fn given_figures<'l>(&'l self, put: &mut impl FnMut(ColumnName, Cell<'l>)) {
        for (kind, figures) in &self.figures {
            kind::columns(*kind, Some(figures), &mut |name, cell| {
                if cell != Cell::Empty {
                    put(name, cell);
                }
            });
        }
    }
}

/// The columns of a date: itself, its first and last day if these follow from it alone, and the days that filters work
/// with. An open end is empty.
pub(super) fn dates(line: &mut Line<'_>, when: Option<When>) {
    line.dated = when.map_or("never", When::unit);
    let Some(when) = when else { return };
    let from = (!when.is_open_start()).then(|| when.earliest());
    let to = (!when.is_open_end()).then(|| when.latest());
    line.date = Some(when.edtf().into());
    if !when.has_derived_bounds() {
        (line.from, line.to) = (from, to);
    }
    (line.derived_from, line.derived_to) = (from, to);
}

/// A text, if there is one.
pub(super) fn given<'t>(text: impl Into<Cow<'t, str>>) -> Option<Cow<'t, str>> {
    Some(text.into()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_has_the_name_of_another() {
        let line = Line::default();
        let mut names = Vec::new();
        line.columns(&mut |name, _| names.push(name.word));
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
        assert!(names.contains(&"derived_attackers_killed_max") && names.contains(&"joint_count_with"));
    }
}
