//! `names.toml`: people, organisations and places with their variants.

use super::values;
use crate::diagnostic::{Code, Report};
use crate::documents::draft::{NameDraft, vocabulary};
use crate::documents::table::{Table, parse};
use crate::model::name::NameKind;

/// Reads a names file.
pub fn names(file: usize, report: &mut Report) -> Vec<NameDraft> {
    let text = report.files[file].text.clone();
    let parsed = parse(&text, 0, file, report);
    let table = Table::root(&parsed, 0, file);
    let mut found = Vec::new();
    for kind in NameKind::ALL {
        for entry in table.tables(kind.word(), report) {
            found.extend(name(entry, kind, report));
        }
    }
    table.finish("names.toml", report);
    found
}

fn name(table: Table, kind: NameKind, report: &mut Report) -> Option<NameDraft> {
    let id = table.need_str("id", report);
    let name = table.need_str("name", report);
    let country = table.str("country", report);
    if let Some(code) = &country
        && !(code.value.len() == 2 && code.value.bytes().all(|b| b.is_ascii_uppercase()))
    {
        let message = format!("“{}” is no country code", code.value);
        report.error(Code::BadPlace, &code.spot, message, "two capital letters of ISO 3166: IR, TR, GB");
    }
    let position = position(&table, report);
    let draft = NameDraft {
        kind,
        name: name.as_ref().map(|n| n.value.clone()).unwrap_or_default(),
        variants: values(table.strings("variants", report)),
        part_of: table.str("part_of", report),
        distinct_from: table.strings("distinct_from", report),
        country: country.map(|c| c.value).unwrap_or_default(),
        position,
        precision: table.word("precision", &vocabulary::precisions(), report).map(|p| p.value),
        note: table.text("note", report),
        id: id?,
    };
    table.finish(&format!("a {}", kind.word()), report);
    name.map(|_| draft)
}

fn position(table: &Table, report: &mut Report) -> Option<(f64, f64)> {
    let (lat, lon) = (table.float("lat", report), table.float("lon", report));
    let (lat, lon) = match (lat, lon) {
        (Some(lat), Some(lon)) => (lat, lon),
        (None, None) => return None,
        (Some(one), None) | (None, Some(one)) => {
            report.error(Code::BadPlace, &one.spot, "a latitude or longitude alone", "give both lat and lon");
            return None;
        }
    };
    let possible = |at: f64, most: f64| at.is_finite() && at.abs() <= most;
    if possible(lat.value, 90.0) && possible(lon.value, 180.0) {
        return Some((lat.value, lon.value));
    }
    let message = format!("{}, {} lies nowhere on Earth", lat.value, lon.value);
    report.error(Code::BadPlace, &lat.spot, message, "degrees: lat from -90 to 90, lon from -180 to 180");
    None
}
