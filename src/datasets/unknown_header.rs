//! What is said of a table that is no known data set: that it is aggregated, which format is nearest, and which columns may
//! hold what. Knows no containers.

use super::cells::text;
use super::column_map::{ColumnMap, FILE};
use super::columns::position;
use super::csv::{Dialect, record_end, split};
use super::format::Format;
use super::open_error::OpenError;
use super::propose::{Proposal, ROWS, propose};
use crate::sanitize::shell_argument;

/// Names of columns that count events, in tables of any publisher.
const COUNTS: [&str; 6] = ["events", "event_count", "number_of_events", "n_events", "num_events", "incidents"];
/// Names of columns that are filled once for each period.
const PERIODS: [&str; 4] = ["year", "month", "week", "quarter"];

/// The columns of auto-archiver's `csv_db`, whose cells are values as Python prints them.
const PYTHON_VALUES: [&str; 3] = ["status", "metadata", "media"];

/// The lines that may be the header.
#[derive(Debug, Default)]
pub(super) struct UnknownHeader {
    /// The nearest format with the number of columns shared, and the required ones that are missing.
    nearest: Option<(usize, Format, Vec<&'static str>)>,
    /// Whose aggregated table it is, in words; empty if it is not known whose.
    aggregated: Option<String>,
    /// The most likely header: its names, dialect, and the byte at which its rows begin.
    header: Option<(Vec<String>, Dialect, usize)>,
}

impl UnknownHeader {
    /// Takes in a line as a header that no format has; `looked_up` are its names as the user maps them.
    pub(super) fn see(&mut self, names: Vec<String>, looked_up: &[String], dialect: Dialect, end: usize) {
        let has = |name: &str| position(looked_up, name).is_some();
        for &format in Format::ALL.iter().filter(|format| format.is_published()) {
            let shared = format.columns().iter().filter(|(_, all)| all.iter().any(|name| has(name))).count();
            if shared > 0 && self.nearest.as_ref().is_none_or(|(most, ..)| shared > *most) {
                let missing = format.required().iter().copied().filter(|name| !has(name)).collect();
                self.nearest = Some((shared, format, missing));
            }
            if self.aggregated.is_none() && format.aggregated().iter().any(|all| all.iter().all(|name| has(name))) {
                self.aggregated = Some(format!(" of {}", format.name()));
            }
        }
        if self.aggregated.is_none() && COUNTS.iter().any(|name| has(name)) && PERIODS.iter().any(|name| has(name)) {
            self.aggregated = Some(String::new());
        }
        if names.len() > self.header.as_ref().map_or(1, |(most, ..)| most.len()) {
            self.header = Some((names, dialect, end));
        }
    }

    /// The reason why the file cannot be opened, and the remedy.
    pub(super) fn error(self, head: &[u8], map: &ColumnMap) -> OpenError {
        if let Some(of) = self.aggregated {
            return (
                format!("an aggregated table{of}: each row sums up many events"),
                "open the table with one row for each event".into(),
            );
        }
        let is_python = |(names, ..): &(Vec<String>, Dialect, usize)| {
            names.len() == PYTHON_VALUES.len() && PYTHON_VALUES.iter().all(|name| position(names, name).is_some())
        };
        if self.header.as_ref().is_some_and(is_python) {
            return (
                "a csv_db of auto-archiver: its cells are values of Python, which are not read".into(),
                "let auto-archiver write its sheet and save that as CSV, or open its WACZ files".into(),
            );
        }
        let what = match &self.nearest {
            Some((shared, format, _)) => format!(
                "the header matches no known data set; the nearest is {}, with {shared} of its columns",
                format.name()
            ),
            None => "the first lines have no column of a known data set".to_owned(),
        };
        if let (Some((names, ..)), false) = (&self.header, map.is_empty())
            && map.missing(names).next().is_none()
        {
            return (
                what,
                "the columns named do not suffice: a table of incidents needs at least date=COLUMN or year=COLUMN"
                    .into(),
            );
        }
        let proposal = self.header.as_ref().and_then(|(names, dialect, end)| {
            let mut rows = Vec::new();
            let mut rest = &head[*end..];
            while rows.len() < ROWS
                && let Some(end) = record_end(rest, *dialect, true, true)
            {
                rows.push(split(&rest[..end], *dialect, true).map(|cell| text(&cell).into_owned()).collect());
                rest = &rest[end..];
            }
            propose(names, &rows)
        });
        match (proposal, self.nearest) {
            (Some(proposal), _) => (what, in_words(&proposal)),
            (None, Some((_, format, missing))) => (what, format!("{} also has {}", format.name(), missing.join(", "))),
            (None, None) => (
                what,
                format!(
                    "known data sets: {}, as CSV, tab-separated text, XLSX, JSON or GeoJSON; a corpus is a folder with corpus.toml",
                    known()
                ),
            ),
        }
    }
}

/// A proposal as the option to give.
fn in_words(Proposal { format, columns }: &Proposal) -> String {
    let list = columns.to_string();
    let option = shell_argument(&list);
    format!(
        "to open it as {format}, say what its columns hold, if this is right: --columns {option} (or in {FILE} beside the file)"
    )
}

/// The names of all published formats, as a list.
fn known() -> String {
    let names: Vec<&str> =
        Format::ALL.iter().filter(|format| format.is_published()).map(|format| format.name()).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}
