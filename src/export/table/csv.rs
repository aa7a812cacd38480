//! Lines of CSV (RFC 4180), safe for a spreadsheet and a terminal.

use std::borrow::Cow;
use std::io::Write as _;

use super::cell::Cell;
use super::line::Line;
use crate::model::time;
use crate::sanitize;

/// Adds the names of the columns.
pub fn head(out: &mut Vec<u8>) {
    let from = out.len();
    Line::default().columns(&mut |name, _| {
        if out.len() > from {
            out.push(b',');
        }
        out.extend_from_slice(name.word.as_bytes());
    });
    out.push(b'\n');
}

/// Adds a line.
pub fn line(line: &Line<'_>, out: &mut Vec<u8>) {
    let mut first = true;
    line.columns(&mut |_, cell| {
        if !std::mem::take(&mut first) {
            out.push(b',');
        }
        match cell {
            Cell::Empty | Cell::List([]) => {}
            Cell::Text(held) => text(held, out),
            Cell::List([only]) => text(only, out),
            Cell::List(list) => text(&list.join("; "), out),
            Cell::Number(number) => self::number(number, out),
            Cell::Degrees(degrees) => self::degrees(degrees, out),
            Cell::Day(day) => match time::iso_digits(day) {
                Some(digits) => out.extend_from_slice(&digits),
                None => text(&time::iso(day), out),
            },
        }
    });
    out.push(b'\n');
}

/// Adds a line of other columns than those of entries.
pub fn row<'c>(cells: impl IntoIterator<Item = &'c str>, out: &mut Vec<u8>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        text(cell, out);
    }
    out.push(b'\n');
}

/// Adds a whole number.
pub(super) fn number(number: usize, out: &mut Vec<u8>) {
    match u8::try_from(number) {
        // Fast path: most figures are small.
        Ok(digit @ 0..10) => out.push(b'0' + digit),
        // Writing to memory cannot fail.
        _ => drop(write!(out, "{number}")),
    }
}

/// Adds degrees. Those with at most six decimals, as nearly all are, are written from a whole number of millionths.
fn degrees(degrees: f64, out: &mut Vec<u8>) {
    const PARTS: f64 = 1e6;
    let parts = (degrees.abs() * PARTS).round();
    // The quotient of two whole numbers that are exact is rounded as the text of it is read, so equal ones have one text.
    let is_exact = parts < 1e9 && (parts / PARTS).to_bits() == degrees.abs().to_bits();
    if degrees == 0.0 || !is_exact {
        return drop(write!(out, "{degrees}"));
    }
    let parts = parts as u32;
    if degrees < 0.0 {
        out.push(b'-');
    }
    number((parts / 1_000_000) as usize, out);
    let mut rest = parts % 1_000_000;
    if rest > 0 {
        out.push(b'.');
    }
    let mut place = 100_000;
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

/// Adds a text.
fn text(held: &str, out: &mut Vec<u8>) {
    // Fast path: letters that have no meaning in CSV but for commas, and no formula.
    let plain = |b: u8| (0x20..0x7f).contains(&b) && b != b'"';
    let is_word = held.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric);
    if is_word && sanitize::ascii_len(held.as_bytes(), plain) == held.len() {
        if memchr::memchr(b',', held.as_bytes()).is_none() {
            return out.extend_from_slice(held.as_bytes());
        }
        out.push(b'"');
        out.extend_from_slice(held.as_bytes());
        return out.push(b'"');
    }
    quoted(&safe(held), out);
}

/// Adds a cell, in quotation marks where it holds what has a meaning in CSV.
fn quoted(cell: &str, out: &mut Vec<u8>) {
    let bytes = cell.as_bytes();
    if !bytes.iter().any(|b| matches!(b, b'"' | b',' | b'\n' | b'\r')) {
        return out.extend_from_slice(bytes);
    }
    out.push(b'"');
    for part in bytes.split_inclusive(|b| *b == b'"') {
        out.extend_from_slice(part);
        if part.ends_with(b"\"") {
            out.push(b'"');
        }
    }
    out.push(b'"');
}

/// One line, without characters that a terminal obeys or that begin a formula.
pub fn safe(cell: &str) -> Cow<'_, str> {
    match sanitize::line(cell) {
        Cow::Borrowed(cell) => harmless(cell),
        Cow::Owned(cell) => Cow::Owned(harmless(&cell).into_owned()),
    }
}

/// Protects a cell from being evaluated as a formula (CWE-1236): an apostrophe before `=`, `+`, `-` or `@`, unless the
/// cell is a plain number.
fn harmless(cell: &str) -> Cow<'_, str> {
    let formula = cell.trim_start().starts_with(begins_formula) && !cell.parse().is_ok_and(f64::is_finite);
    if formula { format!("'{cell}").into() } else { cell.into() }
}

/// Whether a character begins a formula: the four, and the wide, small, raised and lowered forms that spreadsheets take
/// for them.
fn begins_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '＝'
            | '＋'
            | '－'
            | '＠'
            | '﹦'
            | '﹢'
            | '﹣'
            | '﹫'
            | '⁼'
            | '⁺'
            | '⁻'
            | '₌'
            | '₊'
            | '₋'
            | '−'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (cell, wanted) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-33.9", "-33.9"),
            ("+30002", "+30002"),
            ("-infinity", "'-infinity"),
            ("+nan", "'+nan"),
            ("+44 20", "'+44 20"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("Kabul", "Kabul"),
            ("＝1+1", "'＝1+1"),
            ("＋1", "'＋1"),
            ("－2-3", "'－2-3"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("﹦1+1", "'﹦1+1"),
            ("−1+1", "'−1+1"),
            (" =1+1", "' =1+1"),
            ("\u{3000}＝1+1", "'\u{3000}＝1+1"),
            ("5 = 5", "5 = 5"),
        ] {
            assert_eq!(harmless(cell), wanted);
        }
    }

    fn cells(of: impl FnOnce(&mut Vec<u8>)) -> Vec<String> {
        let mut out = Vec::new();
        of(&mut out);
        let mut reader = simd_csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]);
        let record = reader.byte_records().next().unwrap().unwrap();
        record.iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect()
    }

    proptest! {
        #[test]
        fn degrees_are_written_as_the_shortest_number(
            given in prop_oneof![-180.0..180.0, (-180_000_000..180_000_000).prop_map(|n| f64::from(n) / 1e6),
                (-18_000..18_000).prop_map(|n| f64::from(n) / 100.0), Just(-0.0), Just(1e-7), Just(2e5)]
        ) {
            let mut out = Vec::new();
            degrees(given, &mut out);
            prop_assert_eq!(String::from_utf8(out).unwrap(), given.to_string());
        }
    }

    #[test]
    fn columns_and_cells_are_as_many() {
        assert_eq!(cells(head).len(), cells(|out| line(&Line::default(), out)).len());
    }

    #[test]
    fn a_cell_reads_back_as_it_was() {
        for held in ["plain", "a, b", "\"", "say \"no\"", "\"\"", ",", ""] {
            let given = Line { id: held.into(), ..Line::default() };
            assert_eq!(cells(|out| line(&given, out))[1], held);
        }
        let list = Line { actors: vec!["a \"b\"".into(), "c, d".into()], ..Line::default() };
        assert!(cells(|out| line(&list, out)).contains(&"a \"b\"; c, d".to_owned()));
    }
}
