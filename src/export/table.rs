//! Entries as lines of a table: CSV, GeoJSON, Markdown, and the records of the JSON document.
//!
//! Plain columns hold what a source prints or codes, or what the editor of a corpus says of an incident; bounds that are
//! worked out stand in columns whose names begin with `derived_`.
//!
//! If a licence forbids passing rows on, records are exported with ids, citation and computed fields (precision of place
//! and date) only, except for private use. Headlines of cited sources belong to their publishers: only outlet and date
//! are exported.

mod actors;
mod cell;
pub mod csv;
mod figures;
mod incident;
mod kind;
mod line;
mod markdown;
mod places;
mod record;
mod said;
mod wholes;

use serde::Serialize;

pub use cell::Cell;
pub use incident::incident;
pub use kind::{Kind, PrintedFigures};
pub use line::Line;
pub use markdown::{MARKDOWN_HEAD, markdown};
pub(super) use places::gazetteer;
pub use record::{citation, record};
pub use wholes::Wholes;

/// A GeoJSON feature (RFC 7946): longitude before latitude. Its properties say how precise the point is and whose it is.
#[derive(Debug, Serialize)]
#[serde(tag = "type")]
pub struct Feature<'l> {
    geometry: Option<Point>,
    properties: &'l Line<'l>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
struct Point {
    coordinates: [f64; 2],
}

/// An entry as a feature.
pub fn feature<'l>(line: &'l Line<'_>) -> Feature<'l> {
    let geometry = line.lat.zip(line.lon).map(|(lat, lon)| Point { coordinates: [lon, lat] });
    Feature { geometry, properties: line }
}
