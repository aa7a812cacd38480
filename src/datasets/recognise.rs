//! Recognises a file by the names of its columns: format, delimiter, first record, order of day and month in dates.
//! Knows no compression and no containers.

use std::borrow::Cow;

use super::cells::{Dots, shows_decimal_comma, text};
use super::column_map::ColumnMap;
use super::columns::{Col, Columns, ROLE, is_alike};
use super::csv::{Dialect, dialects, record_end, split, unquoted};
use super::date_counts::{DateCounts, Example};
use super::dates;
use super::format::Format;
use super::open_error::OpenError;
use super::unknown_header::UnknownHeader;

/// The header is among this many first lines; tools put titles and remarks above it.
pub(super) const PREAMBLE: usize = 20;

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
    /// What is mistaken in what the user says of its columns.
    pub(super) mistaken: Vec<String>,
}

impl Layout {
    /// Whether the cells of a record are the names of the columns.
    pub(super) fn is_header<'c>(&self, cell: impl Fn(usize) -> Option<&'c [u8]>) -> bool {
        let names = &self.columns.names;
        let is = |(at, name): (usize, &String)| {
            cell(at).is_some_and(|held| {
                // Each of several files may begin with a byte order mark.
                let held = if at == 0 { held.strip_prefix(b"\xef\xbb\xbf").unwrap_or(held) } else { held };
                // Fast path: the first cell of nearly every record begins with another letter.
                let is_letter = |b: &&u8| **b != b'"' && !b.is_ascii_whitespace();
                let first = held.iter().find(is_letter).map(u8::to_ascii_lowercase);
                (first == name.bytes().next().map(|b| b.to_ascii_lowercase()) || name.starts_with('"'))
                    && unquoted(held).trim_ascii().eq_ignore_ascii_case(name.as_bytes())
            })
        };
        names.iter().any(|name| !name.is_empty()) && names.iter().enumerate().all(is)
    }

    /// The index of a role's column.
    pub(super) fn index(&self, col: Col) -> Option<usize> {
        self.columns.index(col)
    }
}

/// Recognises a file by its beginning; `ended` means that `head` is the whole file.
pub(super) fn recognise(head: &[u8], ended: bool) -> Result<Layout, OpenError> {
    recognise_mapped(head, ended, &ColumnMap::default())
}

/// The same, where the user says what some columns hold.
pub(super) fn recognise_mapped(head: &[u8], ended: bool, map: &ColumnMap) -> Result<Layout, OpenError> {
    let bom = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    if head[bom..].trim_ascii().is_empty() {
        return Err(("the file is empty".into(), "a data set begins with the names of its columns".into()));
    }
    let mut unknown = UnknownHeader::default();
    for dialect in dialects(&head[bom..]) {
        let mut at = bom;
        for line in 0..PREAMBLE {
            let Some(end) = record_end(&head[at..], dialect, ended, true) else { break };
            let record = &head[at..at + end];
            let names: Vec<String> = split(record, dialect, true).map(|c| text(&c).trim().to_owned()).collect();
            let begin = (at + end, line);
            let looked_up = map.apply(&names, &is_role).unwrap_or_else(|| names.clone());
            let is_text = !record.contains(&0);
            if let Some(&format) = Format::ALL.iter().find(|format| is_text && format.is(&looked_up)) {
                let lines = memchr::memchr_iter(b'\n', &head[..begin.0]).count() as u64;
                let mut layout = layout(format, dialect, names, &looked_up, (begin.0 as u64, lines), head);
                layout.notes.extend(notes_about(map, &layout.columns.names, &looked_up));
                let of_any = |word: &str| Format::ALL.iter().any(|format| is_of(*format, word));
                layout.mistaken = map.mistakes(&layout.columns.names, &|word| is_of(format, word), &of_any);
                return Ok(layout);
            }
            unknown.see(names, &looked_up, dialect, begin.0);
            at += end;
        }
        if let Some(layout) = headerless(&head[bom..], bom, dialect, head) {
            return Ok(layout);
        }
    }
    // A zero byte near the beginning means a binary file, unless a header was found.
    if head.iter().take(512).any(|b| *b == 0) {
        return Err((
            "the file is not text".into(),
            "open delimited text, XLSX, JSON or GeoJSON, also packed (.gz, .bz2, .xz, .zst, .zip)".into(),
        ));
    }
    Err(unknown.error(head, map))
}

/// Whether a word is a role of a column in any table.
fn is_role(word: &str) -> bool {
    let roles = Format::AnyTable.columns().iter().flat_map(|(_, names)| names.iter());
    roles.into_iter().any(|name| is_alike(name.trim_start_matches(ROLE), word))
}

/// Whether a word is what a format reads: a role, or the name of one of its columns.
fn is_of(format: Format, word: &str) -> bool {
    let mut names = format.columns().iter().flat_map(|(_, names)| names.iter());
    names.any(|name| is_alike(name.trim_start_matches(ROLE), word))
}

/// What the user should know of the columns that were named: which are read as what, and which are not there.
fn notes_about(map: &ColumnMap, names: &[String], looked_up: &[String]) -> Vec<String> {
    let read = names.iter().zip(looked_up).filter(|(name, looked_up)| name != looked_up);
    let read: Vec<String> =
        read.map(|(name, looked_up)| format!("{name} as {}", looked_up.trim_start_matches(ROLE))).collect();
    let missing: Vec<&str> = map.missing(names).collect();
    let mut notes = Vec::new();
    if !read.is_empty() {
        notes.push(format!("columns as named: {}", read.join(", ")));
    }
    if !missing.is_empty() {
        notes.push(format!("no column is called {}", missing.join(", ")));
    }
    notes
}

fn layout(
    format: Format,
    dialect: Dialect,
    mut names: Vec<String>,
    looked_up: &[String],
    begin: (u64, u64),
    head: &[u8],
) -> Layout {
    let mut notes = Vec::new();
    let mut looked_up = looked_up.to_vec();
    let records = usize::try_from(begin.0).ok().and_then(|begin| head.get(begin..)).unwrap_or_default();
    match unnamed(records, dialect, names.len()) {
        Some(Unnamed::First) => {
            names.insert(0, String::new());
            looked_up.insert(0, String::new());
            notes.push("each row has one cell more than the header: its name, which the header leaves out".to_owned());
        }
        Some(Unnamed::Last(more)) => {
            names.extend(std::iter::repeat_n(String::new(), more));
            looked_up.extend(std::iter::repeat_n(String::new(), more));
            notes.push("each row ends with empty cells that the header has no names for".to_owned());
        }
        None => {}
    }
    for name in twice(&names) {
        notes.push(format!("the column {name} stands twice; the first is read"));
    }
    let columns = Columns::new(names, format.columns()).looked_up(&looked_up, format.columns());
    let mut layout = Layout { format, dialect, columns, begin, notes, mistaken: Vec::new() };
    set_notations(&mut layout, head);
    layout
}

/// Cells of records that the header has no names for.
enum Unnamed {
    /// One before all others: the name of the row, as R writes tables.
    First,
    /// This many empty ones after all others.
    Last(usize),
}

/// The cells that all of the first records have beyond the `fields` of the header; `None` if one of them has none.
fn unnamed(records: &[u8], dialect: Dialect, fields: usize) -> Option<Unnamed> {
    const ENOUGH: usize = 20;
    let (mut at, mut firsts, mut width) = (0, Vec::new(), None);
    let (mut last_is_filled, mut surplus_is_filled) = (false, false);
    while firsts.len() < ENOUGH
        && let Some(end) = record_end(&records[at..], dialect, true, true)
    {
        let cells: Vec<_> = split(&records[at..at + end], dialect, true).collect();
        at += end;
        let is_filled = |cell: &Cow<[u8]>| !cell.trim_ascii().is_empty();
        if !cells.iter().any(is_filled) {
            continue;
        }
        if cells.len() <= fields || width.is_some_and(|width| width != cells.len()) {
            // The head may cut its last record.
            if at < records.len() || firsts.is_empty() {
                return None;
            }
            break;
        }
        width = Some(cells.len());
        surplus_is_filled |= cells[fields..].iter().any(is_filled);
        last_is_filled |= cells.last().is_some_and(is_filled);
        firsts.push(cells[0].trim_ascii().to_vec());
    }
    let more = width?.checked_sub(fields)?;
    if !surplus_is_filled {
        return Some(Unnamed::Last(more));
    }
    let all = firsts.len();
    let filled = firsts.iter().all(|first| !first.is_empty());
    firsts.sort_unstable();
    firsts.dedup();
    (more == 1 && all > 1 && filled && last_is_filled && firsts.len() == all).then_some(Unnamed::First)
}

/// The names that stand more than once, each once.
fn twice(names: &[String]) -> Vec<&str> {
    let mut seen: Vec<&str> = Vec::new();
    let mut again: Vec<&str> = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if !seen.contains(&name) {
            seen.push(name);
        } else if !again.contains(&name) {
            again.push(name);
        }
    }
    again
}

/// Recognises a file published without a header, by the number and types of the first record's cells.
fn headerless(text: &[u8], bom: usize, dialect: Dialect, head: &[u8]) -> Option<Layout> {
    let end = record_end(text, dialect, true, true)?;
    let cells: Vec<_> = split(&text[..end], dialect, true).map(Cow::into_owned).collect();
    let (format, names) = Format::ALL.iter().find_map(|format| Some((*format, format.headerless(&cells)?)))?;
    let names: Vec<String> = names.split(',').map(str::to_owned).collect();
    let fields = names.len();
    let looked_up = names.clone();
    let mut layout = layout(format, dialect, names, &looked_up, (bom as u64, 0), head);
    layout.notes.push(format!("no header; the {fields} columns are read in the order of {}", format.name()));
    Some(layout)
}

/// Sets by the first records how dates and numbers are written. The orders of day and month of the whole file are decided when
/// it has been read.
fn set_notations(layout: &mut Layout, head: &[u8]) {
    let columns = [Col::Start, Col::End, Col::Resolution].map(|col| layout.index(col));
    let degrees = [Col::Latitude, Col::Longitude].map(|col| layout.index(col));
    let figures = [Col::Low, Col::Best, Col::High, Col::Injured].map(|col| layout.index(col));
    let mut at = usize::try_from(layout.begin.0).unwrap_or(usize::MAX).min(head.len());
    let mut counts = DateCounts::default();
    let (mut commas, mut dots) = (false, false);
    while let Some(end) = record_end(&head[at..], layout.dialect, true, true) {
        for (column, cell) in split(&head[at..at + end], layout.dialect, true).enumerate() {
            if columns.contains(&Some(column))
                && let Ok(Some(written)) = dates::read(&cell)
            {
                counts.add(written, || Example { row: 0, column, cell: String::new() });
            }
            let is_degrees = degrees.contains(&Some(column));
            commas |= (is_degrees || figures.contains(&Some(column))) && shows_decimal_comma(&cell, is_degrees);
            dots |= is_degrees && cell.contains(&b'.');
        }
        at += end;
    }
    layout.columns.orders = counts.orders(layout.format.month_first());
    layout.columns.doubtful_iso = counts.has_doubtful_iso();
    layout.columns.dots = match (commas, dots) {
        (true, false) => Dots::Thousands,
        (false, _) if layout.format.codes_fractions() => Dots::Decimal,
        _ => Dots::Doubtful,
    };
    layout.columns.sure_unit = counts.times.is_sure();
    layout.columns.open_unit = counts.is_only_times() && !counts.times.is_sure();
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
        assert_eq!(acled.columns.orders.year_last, dates::DayOrder::Usual);
        let american = b"EVENT_DATE,EVENT_TYPE,FATALITIES\n1/4/2025 0:00,Riots,0\n1/13/2025 0:00,Riots,0\n";
        assert_eq!(recognise(american, true).unwrap().columns.orders.year_last, dates::DayOrder::Swapped);
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
