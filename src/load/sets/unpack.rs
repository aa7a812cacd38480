//! Workbooks and GeoJSON as lines of comma-separated cells, which is what everything else here reads.

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

/// The first sheet that holds anything, `Data` before others.
pub(super) fn workbook(file: File, out: &mut dyn Write) -> io::Result<()> {
    let wrong = |error: calamine::XlsxError| io::Error::other(format!("the workbook cannot be read: {error}"));
    let mut book = Xlsx::new(BufReader::new(file)).map_err(wrong)?;
    let names = book.sheet_names();
    let sheet = names.iter().find(|n| n.eq_ignore_ascii_case("data")).or(names.first()).cloned();
    let Some(sheet) = sheet else { return Err(io::Error::other("a workbook without sheets")) };
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(wrong)?;
    let (mut at, mut cells, mut width) = (0, Vec::<String>::new(), 0);
    while let Some(cell) = reader.next_cell().map_err(wrong)? {
        let (line, column) = cell.get_position();
        if line != at {
            finish(out, &mut cells, &mut width)?;
            at = line;
        }
        let column = column as usize;
        // The header says how wide the table is; what stands beside it belongs to nothing.
        if width > 0 && column >= width || column >= 16_384 {
            continue;
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = said(cell.get_value());
    }
    finish(out, &mut cells, &mut width)
}

fn finish(out: &mut dyn Write, cells: &mut Vec<String>, width: &mut usize) -> io::Result<()> {
    if cells.is_empty() {
        return Ok(());
    }
    *width = (*width).max(cells.len());
    cells.resize(*width, String::new());
    row(out, cells.iter().map(String::as_str))?;
    cells.clear();
    Ok(())
}

fn said(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        // Days since the end of 1899, as such cells hold them.
        DataRef::DateTime(when) => number(when.as_f64().floor()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Bool(yes) => if *yes { "1" } else { "0" }.to_owned(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { n.to_string() }
}

/// A feature collection: each feature's properties, and its point as latitude and longitude.
pub(super) fn geojson(input: impl Read, out: &mut dyn Write) -> io::Result<()> {
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(input));
    let mut table = Table { out, columns: Vec::new(), failed: None };
    let read = Collection(&mut table).deserialize(&mut reader);
    if let Some(error) = table.failed {
        return Err(error);
    }
    read.map_err(|error| io::Error::other(format!("the GeoJSON cannot be read: {error}")))
}

struct Table<'o> {
    out: &'o mut dyn Write,
    columns: Vec<String>,
    failed: Option<io::Error>,
}

impl Table<'_> {
    fn feature(&mut self, feature: &Map<String, Value>) -> io::Result<()> {
        let none = Map::new();
        let properties = feature.get("properties").and_then(Value::as_object).unwrap_or(&none);
        if self.columns.is_empty() {
            self.columns = properties.keys().cloned().collect();
            for column in ["latitude", "longitude"] {
                if !properties.contains_key(column) {
                    self.columns.push(column.to_owned());
                }
            }
            row(self.out, self.columns.iter().map(String::as_str))?;
        }
        let point = feature.get("geometry").and_then(|g| g.get("coordinates"));
        let cells: Vec<String> = self
            .columns
            .iter()
            .map(|name| {
                // A point is longitude before latitude.
                let value = properties.get(name).or_else(|| match name.as_str() {
                    "longitude" => point?.get(0),
                    "latitude" => point?.get(1),
                    _ => None,
                });
                match value {
                    Some(Value::String(text)) => text.clone(),
                    Some(Value::Null) | None => String::new(),
                    Some(other) => other.to_string(),
                }
            })
            .collect();
        row(self.out, cells.iter().map(String::as_str))
    }
}

/// The outer object; only its features are looked at.
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
            if let Err(error) = self.0.feature(&feature) {
                self.0.failed = Some(error);
                return Err(serde::de::Error::custom("nobody reads any more"));
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
            "best,where,latitude,longitude\n3,\"a, \"\"b\"\"\",34.5,69.2\n,,,\n"
        );
        let mut half = Vec::new();
        assert!(geojson(&text.as_bytes()[..190], &mut half).is_err());
        assert!(!half.is_empty());
    }
}
