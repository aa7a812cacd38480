//! Lines as JSON objects and GeoJSON features (RFC 7946), on one line each. Written by hand, as most of a line is names of
//! columns and short texts that need no escape; other texts are written by `serde_json`.

use std::io;

use serde::Serialize;

use super::cell::Cell;
use super::csv::number;
use super::line::Line;
use crate::model::time;
use crate::sanitize;

/// Adds a line as an object with the columns as keys; those of figures only where there is one.
///
/// # Errors
///
/// None for a line; writing to memory does not fail.
pub fn object(line: &Line<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    let (from, mut outcome) = (out.len(), Ok(()));
    line.given(&mut |name, cell| {
        out.extend_from_slice(name.key.as_bytes());
        if let Err(error) = value(cell, out) {
            outcome = Err(error);
        }
    });
    outcome?;
    match out.get_mut(from) {
        // The comma before the first key.
        Some(first) => *first = b'{',
        None => out.push(b'{'),
    }
    if !line.coded.is_empty() {
        out.extend_from_slice(b",\"coded\":");
        serde_json::to_writer(&mut *out, &line.coded)?;
    }
    out.push(b'}');
    Ok(())
}

/// Adds a field to the object that a text ends with.
///
/// # Errors
///
/// The value cannot be written as JSON.
pub fn add(name: &str, value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    out.truncate(out.len() - usize::from(out.ends_with(b"}")));
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    serde_json::to_writer(&mut *out, value)?;
    out.push(b'}');
    Ok(())
}

/// Adds a line as a feature: longitude before latitude. Its properties say how precise the point is and whose it is.
///
/// # Errors
///
/// As for [`object`].
pub fn feature(line: &Line<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(b"{\"type\":\"Feature\",\"geometry\":");
    match (line.lat, line.lon) {
        (Some(lat), Some(lon)) => {
            out.extend_from_slice(b"{\"type\":\"Point\",\"coordinates\":[");
            value(Cell::Degrees(lon), out)?;
            out.push(b',');
            value(Cell::Degrees(lat), out)?;
            out.extend_from_slice(b"]}");
        }
        _ => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"properties\":");
    object(line, out)?;
    out.push(b'}');
    Ok(())
}

fn value(cell: Cell<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    match cell {
        Cell::Empty => out.extend_from_slice(b"null"),
        Cell::Text(held) => text(held, out)?,
        Cell::Number(held) => number(held, out),
        Cell::Degrees(degrees) => serde_json::to_writer(&mut *out, &degrees)?,
        Cell::Day(day) => text(&time::iso(day), out)?,
        Cell::List(list) => {
            out.push(b'[');
            for (at, held) in list.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                text(held, out)?;
            }
            out.push(b']');
        }
    }
    Ok(())
}

/// Adds a text.
fn text(held: &str, out: &mut Vec<u8>) -> io::Result<()> {
    // Fast path: most texts have nothing to escape.
    let plain = |b: u8| b >= 0x20 && b != b'"' && b != b'\\';
    if sanitize::ascii_len(held.as_bytes(), plain) < held.len() {
        return Ok(serde_json::to_writer(&mut *out, held)?);
    }
    out.push(b'"');
    out.extend_from_slice(held.as_bytes());
    out.push(b'"');
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn written(line: &Line<'_>) -> String {
        let mut out = Vec::new();
        object(line, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_is_an_object_of_its_columns() {
        let line = Line {
            id: "a \"b\"".into(),
            actors: vec!["c\\d".into(), "e".into()],
            from: NaiveDate::from_ymd_opt(2013, 1, 31),
            lat: Some(34.0),
            lon: Some(-69.25),
            killed: Some(1_234_567),
            coded: [("x", "1\n2")].into(),
            ..Line::default()
        };
        let read: Value = serde_json::from_str(&written(&line)).unwrap();
        for (name, held) in [
            ("id", json!("a \"b\"")),
            ("actors", json!(["c\\d", "e"])),
            ("from", json!("2013-01-31")),
            ("to", Value::Null),
            ("lat", json!(34.0)),
            ("killed", json!(1_234_567)),
            ("doubts", json!([])),
            ("coded", json!({"x": "1\n2"})),
        ] {
            assert_eq!(read[name], held, "{name}");
        }
        assert!(read.get("killed_printed").is_none(), "there are no figures");
        let mut out = Vec::new();
        feature(&line, &mut out).unwrap();
        let feature: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(feature["geometry"], json!({"type": "Point", "coordinates": [-69.25, 34.0]}));
        assert_eq!(feature["properties"], read);
        out.clear();
        super::feature(&Line { lat: Some(1.0), ..Line::default() }, &mut out).unwrap();
        assert!(out.starts_with(b"{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"source\":\"\""));
    }

    proptest! {
        #[test]
        fn a_text_is_written_as_serde_writes_it(held in any::<String>(), plain in "[ -~é]{0,80}") {
            for held in [held, plain] {
                let mut out = Vec::new();
                text(&held, &mut out).unwrap();
                prop_assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&held).unwrap());
            }
        }
    }
}
