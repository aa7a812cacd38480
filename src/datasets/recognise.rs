//! Recognises a file by the names of its columns: format, delimiter, first record, order of day and month in dates.
//! Knows no compression and no containers.

use std::borrow::Cow;

use super::cells::{self, text, trimmed};
use super::columns::{Col, Columns, position};
use super::csv::{Dialect, dialects, record_end, split};
use super::format::Format;

/// The header is among this many first lines; tools put titles and remarks above it.
const PREAMBLE: usize = 5;

/// How to read a file.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) format: Format,
    pub(super) dialect: Dialect,
    pub(super) columns: Columns,
    /// Bytes and lines before the first record.
    pub(super) begin: (u64, u64),
    /// Decisions that the user should know.
    pub(super) notes: Vec<String>,
}

impl Layout {
    /// The index of a role's column.
    pub(super) fn index(&self, col: Col) -> Option<usize> {
        self.columns.index(col)
    }
}

/// Why a file cannot be opened: the reason and the remedy.
pub(super) type OpenError = (String, String);

/// Recognises a file by its beginning; `ended` means that `head` is the whole file.
pub(super) fn recognise(head: &[u8], ended: bool) -> Result<Layout, OpenError> {
    let bom = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    if head[bom..].trim_ascii().is_empty() {
        return Err(("the file is empty".into(), "a data set begins with the names of its columns".into()));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(("the file is UTF-16 text".into(), "save it as CSV UTF-8".into()));
    }
    // A zero byte near the beginning means a binary file; a stray one later does not.
    if head.iter().take(512).any(|b| *b == 0) {
        return Err((
            "the file is not text".into(),
            "open CSV or tab-separated text, .gz or .zip of one, XLSX or GeoJSON".into(),
        ));
    }
    if memchr::memchr(b'\n', head).is_none() && memchr::memchr_iter(b'\r', head).count() > 1 {
        return Err(("the lines end with carriage returns only".into(), "save the file as CSV with line feeds".into()));
    }
    let mut nearest: Option<(usize, Format, Vec<String>)> = None;
    for dialect in dialects(&head[bom..]) {
        let mut at = bom;
        for line in 0..PREAMBLE {
            let Some(end) = record_end(&head[at..], dialect, ended, true) else { break };
            let record = &head[at..at + end];
            let names: Vec<String> = split(record, dialect, true).map(|c| text(&c).trim().to_owned()).collect();
            let begin = (at + end, line);
            for &format in Format::ALL {
                let has = |name: &&str| position(&names, name).is_some();
                if format.required().iter().all(&has) {
                    let lines = memchr::memchr_iter(b'\n', &head[..begin.0]).count() as u64;
                    return Ok(layout(format, dialect, names, (begin.0 as u64, lines), head));
                }
                let shared = format.columns().iter().filter(|(_, all)| all.iter().any(&has)).count();
                if shared > 0 && nearest.as_ref().is_none_or(|(most, ..)| shared > *most) {
                    let missing = format.required().iter().filter(|n| !has(n)).map(|n| (*n).to_owned()).collect();
                    nearest = Some((shared, format, missing));
                }
            }
            at += end;
        }
        if let Some(layout) = headerless(&head[bom..], bom, dialect, head) {
            return Ok(layout);
        }
    }
    Err(match nearest {
        Some((shared, format, missing)) => (
            format!(
                "the header matches no known data set; the nearest is {}, with {shared} of its columns",
                format.name()
            ),
            format!("{} also has {}", format.name(), missing.join(", ")),
        ),
        None => (
            "the first lines have no column of a known data set".into(),
            format!(
                "known data sets: {}, as CSV, tab-separated text, XLSX or GeoJSON; a corpus is a folder with corpus.toml",
                known()
            ),
        ),
    })
}

/// The names of all formats, as a list.
fn known() -> String {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}

fn layout(format: Format, dialect: Dialect, names: Vec<String>, begin: (u64, u64), head: &[u8]) -> Layout {
    let columns = Columns::new(names, format.columns(), format.month_first());
    let mut layout = Layout { format, dialect, columns, begin, notes: Vec::new() };
    set_date_order(&mut layout, head);
    layout
}

/// Recognises a file published without a header, by the number and types of the first record's cells.
fn headerless(text: &[u8], bom: usize, dialect: Dialect, head: &[u8]) -> Option<Layout> {
    let end = record_end(text, dialect, true, true)?;
    let cells: Vec<_> = split(&text[..end], dialect, true).map(Cow::into_owned).collect();
    let (format, names) = Format::ALL.iter().find_map(|format| Some((*format, format.headerless(&cells)?)))?;
    let names: Vec<String> = names.split(',').map(str::to_owned).collect();
    let fields = names.len();
    let mut layout = layout(format, dialect, names, (bom as u64, 0), head);
    layout.notes.push(format!("no header; the {fields} columns are read in the order of {}", format.name()));
    Some(layout)
}

/// Decides for each column of numeric dates whether they are day first or month first, by the dates that allow only one
/// order. Without such dates the format's usual order is used.
fn set_date_order(layout: &mut Layout, head: &[u8]) {
    for (n, col) in [Col::Start, Col::Resolution].into_iter().enumerate() {
        let Some(column) = layout.index(col) else { continue };
        let (figures, order) = date_order(layout, head, column);
        layout.columns.month_first[n] = order.unwrap_or(layout.format.month_first()[n]);
        if figures {
            let which = if layout.columns.month_first[n] { "month first" } else { "day first" };
            let why = if order.is_some() { "the only order that fits some of them" } else { "the usual order" };
            layout.notes.push(format!("{}: numeric dates are read {which}, {why}", layout.columns.names[column]));
        }
    }
}

/// Whether a column of the first records has numeric dates, and their order if some allow only one.
fn date_order(layout: &Layout, head: &[u8], column: usize) -> (bool, Option<bool>) {
    let mut at = usize::try_from(layout.begin.0).unwrap_or(usize::MAX).min(head.len());
    let (mut figures, mut order) = (false, None);
    while let Some(end) = record_end(&head[at..], layout.dialect, true, true) {
        if let Some(cell) = split(&head[at..at + end], layout.dialect, true).nth(column) {
            let cell = trimmed(&cell).to_vec();
            // A date that begins with the year is not ambiguous.
            let parts: Vec<&[u8]> = cell.split(|b| matches!(b, b'-' | b'/' | b'.')).collect();
            let digits = parts.iter().all(|p| !p.is_empty() && p.iter().all(u8::is_ascii_digit));
            figures |= digits && parts.len() == 3 && parts[0].len() < 3;
            order = order.or_else(|| cells::order(&cell));
        }
        at += end;
    }
    (figures, order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_columns_in_any_order_and_case() {
        let ged = recognise(b"\xef\xbb\xbfBEST,side_a,X,side_b,Date_Start,type_of_violence\n", true).unwrap();
        assert_eq!((ged.format, ged.index(Col::Best), ged.index(Col::Start)), (Format::Ged, Some(0), Some(4)));
        let acled = recognise(b"sep=;\nEVENT_DATE;EVENT_TYPE;FATALITIES\n13-02-19;Riots;0\n", true).unwrap();
        assert_eq!((acled.format, acled.dialect.delimiter, acled.begin), (Format::Acled, b';', (39, 2)));
        assert_eq!(
            acled.notes,
            ["EVENT_DATE: numeric dates are read day first, the only order that fits some of them"]
        );
    }

    #[test]
    fn what_is_unknown_names_the_nearest() {
        let (what, right) = recognise(b"id,country,latitude,longitude,best\n1,2,3,4,5\n", true).unwrap_err();
        assert!(what.contains("the nearest is UCDP GED"), "{what}");
        assert!(right.contains("date_start") && !right.contains("best"), "{right}");
        assert!(recognise(b"a,b\n", true).unwrap_err().1.contains("tab-separated text"));
        assert!(recognise(b"", true).unwrap_err().0.contains("empty"));
        assert!(recognise(b"\x89PNG\0\0", true).unwrap_err().0.contains("not text"));
    }
}
