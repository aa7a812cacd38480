//! Converts workbooks (XLSX) and GeoJSON into CSV, which the other modules read. Knows no columns and no formats.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};

use calamine::{DataRef, Reader as _, Xlsx};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Writes a row.
fn row<'c>(out: &mut dyn Write, cells: impl IntoIterator<Item = &'c str>) -> io::Result<()> {
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

/// Writes the first sheet that is not empty as CSV; a sheet called `Data` comes before others.
pub(super) fn workbook(file: File, out: &mut dyn Write) -> io::Result<()> {
    let wrong = |error: calamine::XlsxError| io::Error::other(format!("the workbook cannot be read: {error}"));
    let mut book = Xlsx::new(BufReader::new(file)).map_err(wrong)?;
    let mut names = book.sheet_names();
    names.sort_by_key(|n| !n.eq_ignore_ascii_case("data"));
    for sheet in names {
        let mut reader = book.worksheet_cells_reader(&sheet).map_err(wrong)?;
        let mut rows = Rows::default();
        let mut line = 0;
        let mut any = false;
        while let Some(cell) = reader.next_cell().map_err(wrong)? {
            any = true;
            let (at, column) = cell.get_position();
            if at != line {
                rows.finish(out)?;
                line = at;
            }
            rows.put(column as usize, cell_text(cell.get_value()));
        }
        if any {
            rows.finish(out)?;
            return rows.flush(out);
        }
    }
    Err(io::Error::other("the workbook is empty"))
}

/// Rows of a sheet, all as wide as the widest of the first ones: a title may precede the header, and cells beside the
/// table further down do not belong to it.
#[derive(Default)]
struct Rows {
    cells: Vec<String>,
    first: Vec<Vec<String>>,
    width: Option<usize>,
}

impl Rows {
    /// The header is among this many first rows.
    const FIRST: usize = 6;
    /// Maximum number of columns of a sheet in XLSX.
    const WIDEST: usize = 16_384;

    fn put(&mut self, column: usize, cell: String) {
        if column >= self.width.unwrap_or(Self::WIDEST) {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = cell;
    }

    /// Ends a row.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        if let Some(width) = self.width {
            cells.resize(width, String::new());
            return row(out, cells.iter().map(String::as_str));
        }
        self.first.push(cells);
        if self.first.len() == Self::FIRST { self.flush(out) } else { Ok(()) }
    }

    /// Writes the first rows, whose width is now known.
    fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let first = std::mem::take(&mut self.first);
        let width = *self.width.get_or_insert(first.iter().map(Vec::len).max().unwrap_or(0));
        for mut cells in first {
            cells.resize(width, String::new());
            row(out, cells.iter().map(String::as_str))?;
        }
        Ok(())
    }
}

fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        // The workbook states its date system (1900 or 1904).
        DataRef::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(yes) => if *yes { "1" } else { "0" }.to_owned(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { n.to_string() }
}

/// Writes a feature collection as CSV: the properties of each feature, and its point as latitude and longitude.
pub(super) fn geojson(input: impl Read, out: &mut dyn Write) -> io::Result<()> {
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(input));
    let mut table = Table { out, columns: Vec::new(), first: Vec::new(), failed: None };
    let read = Collection(&mut table).deserialize(&mut reader);
    if table.columns.is_empty() && !table.first.is_empty() {
        table.settle()?;
    }
    if let Some(error) = table.failed {
        return Err(error);
    }
    read.map_err(|error| io::Error::other(format!("the GeoJSON cannot be read: {error}")))
}

struct Table<'o> {
    out: &'o mut dyn Write,
    columns: Vec<String>,
    /// Features read before the columns were decided.
    first: Vec<Map<String, Value>>,
    failed: Option<io::Error>,
}

impl Table<'_> {
    /// The columns are the properties of this many first features, as a feature may omit properties without a value.
    const SETTLED: usize = 64;

    fn feature(&mut self, feature: Map<String, Value>) -> io::Result<()> {
        if self.columns.is_empty() {
            self.first.push(feature);
            return if self.first.len() == Self::SETTLED { self.settle() } else { Ok(()) };
        }
        self.line(&feature)
    }

    fn settle(&mut self) -> io::Result<()> {
        let first = std::mem::take(&mut self.first);
        for feature in &first {
            for key in properties(feature).into_iter().flat_map(Map::keys) {
                if !self.columns.contains(key) {
                    self.columns.push(key.clone());
                }
            }
        }
        for column in ["latitude", "longitude"] {
            if !self.columns.iter().any(|c| c == column) {
                self.columns.push(column.to_owned());
            }
        }
        row(self.out, self.columns.iter().map(String::as_str))?;
        first.iter().try_for_each(|feature| self.line(feature))
    }

    fn line(&mut self, feature: &Map<String, Value>) -> io::Result<()> {
        let point = feature.get("geometry").and_then(|g| g.get("coordinates"));
        let cell = |name: &String| {
            // RFC 7946: a position is longitude, then latitude.
            let value = properties(feature).and_then(|p| p.get(name)).or_else(|| match name.as_str() {
                "longitude" => point?.get(0),
                "latitude" => point?.get(1),
                _ => None,
            });
            match value {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Null) | None => String::new(),
                Some(other) => other.to_string(),
            }
        };
        let cells: Vec<String> = self.columns.iter().map(cell).collect();
        row(self.out, cells.iter().map(String::as_str))
    }
}

fn properties(feature: &Map<String, Value>) -> Option<&Map<String, Value>> {
    feature.get("properties").and_then(Value::as_object)
}

/// The outer object; only its features are read.
struct Collection<'t, 'o>(&'t mut Table<'o>);

impl<'de> DeserializeSeed<'de> for Collection<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature collection")
    }
    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "features" {
                map.next_value_seed(Features(self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Features<'t, 'o>(&'t mut Table<'o>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }
    fn visit_seq<S: SeqAccess<'de>>(self, mut all: S) -> Result<(), S::Error> {
        while let Some(feature) = all.next_element::<Map<String, Value>>()? {
            if let Err(error) = self.0.feature(feature) {
                self.0.failed = Some(error);
                return Err(serde::de::Error::custom("output failed"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_become_rows_with_their_points() {
        let text = r#"{"type":"FeatureCollection","name":"x","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[69.2,34.5]},"properties":{"best":3,"where":"a, \"b\""}},
            {"type":"Feature","geometry":null,"properties":{"best":null,"other":1}}]}"#;
        let mut out = Vec::new();
        geojson(text.as_bytes(), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "best,where,other,latitude,longitude\n3,\"a, \"\"b\"\"\",,34.5,69.2\n,,1,,\n"
        );
        let mut half = Vec::new();
        assert!(geojson(&text.as_bytes()[..190], &mut half).is_err());
        assert!(!half.is_empty(), "what was whole is there");
    }
}
