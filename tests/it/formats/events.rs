//! Opens data sets of the fixtures, or of bytes, and says what came out: what the tests of the forms, and of columns, ask.

use std::path::{Path, PathBuf};

use parallax::datasets::ColumnMap;
use parallax::load::{Loaded, Request, open_with};
use parallax::model::dataset::day;
use parallax::model::{RecordId, When};

/// Opens a file with these names of columns.
pub fn opened(path: &Path, columns: &str) -> Loaded {
    let request = Request { paths: vec![path.to_owned()], sources: Vec::new() };
    open_with(&request, &ColumnMap::parse(columns).unwrap(), None).finish()
}

/// A file of the fixtures that hold the twenty events.
pub fn wild_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wild").join(name)
}

/// Such a file, opened.
pub fn wild(name: &str) -> Loaded {
    opened(&wild_file(name), "")
}

/// A file of these bytes.
pub fn made(name: &str, bytes: &[u8]) -> PathBuf {
    let file = std::env::temp_dir().join(format!("parallax-formats-{}-{name}", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    file
}

/// All messages.
pub fn said(loaded: &Loaded) -> String {
    loaded.report.messages.iter().map(|m| loaded.report.render(m)).collect()
}

/// Each record of a data set: its id, date, latitude and longitude, killed, and actors.
pub fn records(loaded: &Loaded, set: u16) -> Vec<String> {
    let data = loaded.workspace.sets.get(usize::from(set)).unwrap_or_else(|| panic!("no set {set}: {}", said(loaded)));
    let line = |row: usize| {
        let record = data.row(row);
        let (lat, lon) = data.location(&record).position.unwrap_or_default();
        let when = parallax::model::DataSet::when(&record).map(When::edtf).unwrap_or_default();
        let actors: Vec<&str> = data.actor_group(&record).map(|(name, _)| name).collect();
        let id = loaded.record_id(RecordId { set, row: row as u32 });
        format!("{id} {when} {lat:.2} {lon:.2} {} {}", record.best as i32, actors.join(" / "))
    };
    (0..data.len()).map(line).collect()
}

/// The twenty events, as the README of the fixtures describes them.
pub fn twenty() -> Vec<String> {
    // 2025-01-01, in days of the common era.
    let first = 739_252;
    let event = |n: i32| {
        let date = day(first + 3 * n).unwrap();
        let (lat, lon) = (-1.2 + 0.01 * f64::from(n), 36.8 + 0.01 * f64::from(n));
        format!("KES{} {date} {lat:.2} {lon:.2} {n} Military Forces of Kestrania / Tarn Front", n + 1)
    };
    assert!(event(0).starts_with("KES1 2025-01-01 -1.20 36.80 0 "));
    (0..20).map(event).collect()
}
