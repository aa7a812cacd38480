//! An entry as a line of a table, and the list of all columns in their order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cell::Cell;
use super::kind::{self, Kind, PrintedFigures};
use crate::model::When;

/// A type that a column can have.
trait Column {
    fn cell(&self) -> Cell<'_>;
}

impl Column for String {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Column for &'static str {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl Column for Cow<'static, str> {
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

impl Column for Vec<String> {
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
        /// An entry as a line of a table.
        #[derive(Debug, Clone, Default)]
        #[expect(missing_docs, reason = "the names of the fields are the columns, which the README describes")]
        pub struct Line {
            $(pub $before: $before_type,)*
            /// The figures by kind; kinds without a figure are left out.
            pub figures: Vec<(Kind, PrintedFigures)>,
            $(pub $after: $after_type,)*
            /// All columns as coded, for private use only.
            pub coded: BTreeMap<String, String>,
        }

        impl Line {
            /// The columns before those of figures, each with its name.
            fn before<'l>(&'l self, put: &mut impl FnMut(&'static str, Cell<'l>)) {
                $(put(stringify!($before), self.$before.cell());)*
            }

            /// The columns after them.
            fn after<'l>(&'l self, put: &mut impl FnMut(&'static str, Cell<'l>)) {
                $(put(stringify!($after), self.$after.cell());)*
            }
        }
    };
}

line! {
    source: String,
    id: String,
    title: Option<String>,
    title_note: Option<String>,
    scope: Option<&'static str>,
    part_of: Vec<String>,
    date: Option<String>,
    from: Option<String>,
    to: Option<String>,
    derived_from: Option<String>,
    derived_to: Option<String>,
    dated: &'static str,
    date_worked_out: Option<String>,
    place: Option<String>,
    role: Option<&'static str>,
    within: Option<String>,
    country: Option<String>,
    country_code: Option<String>,
    countries: Vec<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: &'static str,
    point: Option<&'static str>,
    place_note: Option<String>,
    kind: Option<String>,
    status: Option<&'static str>,
    actors: Vec<String>,
    killed: Option<u32>,
    killed_min: Option<u32>,
    killed_max: Option<u32>,
    killed_rule: Cow<'static, str>,
    injured: Option<u32>,
    -- figures --
    other_figures: Vec<String>,
    origins: usize,
    verdict: Cow<'static, str>,
    conflict_facets: Vec<String>,
    inconsistent_facets: Vec<String>,
    doubts: Vec<String>,
    certainty: Option<&'static str>,
    named_sources: Vec<String>,
    citation: String,
}

impl Line {
    /// All columns, in order, each with its name.
    pub fn columns<'l>(&'l self, put: &mut impl FnMut(&'static str, Cell<'l>)) {
        self.before(put);
        let mut rest = self.figures.iter().peekable();
        for &kind in Kind::ALL {
            let given = rest.next_if(|(of, _)| *of == kind);
            kind::columns(kind, given.map(|(_, figures)| figures), put);
        }
        self.after(put);
    }

    /// The columns of figures that are given.
    fn given_figures<'l>(&'l self, put: &mut impl FnMut(&'static str, Cell<'l>)) {
        for (kind, figures) in &self.figures {
            kind::columns(*kind, Some(figures), &mut |name, cell| {
                if cell != Cell::Empty {
                    put(name, cell);
                }
            });
        }
    }
}

/// An object with the columns as keys; those of figures only where there is one.
impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut failed = None;
        let mut put = |name: &'static str, cell: Cell<'_>| {
            if failed.is_none() {
                failed = map.serialize_entry(name, &cell).err();
            }
        };
        self.before(&mut put);
        self.given_figures(&mut put);
        self.after(&mut put);
        if let Some(error) = failed {
            return Err(error);
        }
        if !self.coded.is_empty() {
            map.serialize_entry("coded", &self.coded)?;
        }
        map.end()
    }
}

/// The columns of a date: itself, its first and last day if these follow from it alone, and the days that filters work
/// with. An open end is empty.
pub(super) fn dates(line: &mut Line, when: Option<When>) {
    line.dated = when.map_or("never", When::unit);
    let Some(when) = when else { return };
    let from = (!when.is_open_start()).then(|| when.earliest().to_string());
    let to = (!when.is_open_end()).then(|| when.latest().to_string());
    line.date = Some(when.edtf());
    if when.has_derived_bounds() {
        (line.derived_from, line.derived_to) = (from, to);
    } else {
        (line.from, line.to) = (from.clone(), to.clone());
        (line.derived_from, line.derived_to) = (from, to);
    }
}

/// A text, if there is one.
pub(super) fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_has_the_name_of_another() {
        let line = Line::default();
        let mut names = Vec::new();
        line.columns(&mut |name, _| names.push(name));
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
        assert!(names.contains(&"derived_attackers_killed_max") && names.contains(&"joint_count_with"));
    }
}
