//! Features of GeoJSON and ESRI JSON as records: their properties, their id, and the position that their geometry has.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::losses::Losses;
use super::coordinates::{Coordinates, from_web_mercator};
use super::json_text::cell;

/// The column of a feature's own id.
const ID: &str = "feature_id";

/// What is known and found of the features of a file.
#[derive(Debug, Default)]
pub(super) struct JsonFeatures {
    /// The coordinate system that the file states.
    pub(super) coordinates: Coordinates,
    /// Whether the ids of features only number them.
    is_numbered: bool,
    /// Features whose geometry is no point, by its kind.
    others: BTreeMap<String, usize>,
    /// Positions calculated back from Web Mercator, and those stated to be in it that can only be degrees.
    calculated: usize,
    degrees: usize,
    /// Positions in other systems, by their names.
    elsewhere: BTreeMap<String, usize>,
}

impl JsonFeatures {
    /// Decides by the first records whether ids of features only number them.
    pub(super) fn see(&mut self, first: &[Map<String, Value>]) {
        let ids: Vec<i64> = first.iter().filter_map(|record| record.get("id")?.as_i64()).collect();
        let follow = ids.windows(2).all(|pair| pair[1].checked_sub(pair[0]) == Some(1));
        self.is_numbered = follow && (ids.len() > 2 || ids.iter().all(|id| (0..1_000).contains(id)));
    }

    /// A record without its wrapping: the properties of a feature, or the attributes of ESRI's, with its point as latitude and
    /// longitude. What its properties say comes first.
    pub(super) fn flat(&mut self, mut record: Map<String, Value>) -> Map<String, Value> {
        let inner = ["properties", "attributes"].into_iter().find(|key| record.get(*key).is_some_and(Value::is_object));
        let Some(Value::Object(mut held)) = inner.and_then(|key| record.remove(key)) else { return record };
        let is_id = |id: &Value| id.is_string() || (id.is_number() && !self.is_numbered);
        if let Some(id) = record.remove("id").filter(is_id) {
            held.entry(ID).or_insert(id);
        }
        let is_given = |value: &Value| !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty());
        let names = ["latitude", "longitude"].map(|name| {
            let own = held.keys().find(|key| key.trim().eq_ignore_ascii_case(name)).cloned();
            own.unwrap_or_else(|| name.to_owned())
        });
        let given = names.iter().any(|name| held.get(name).is_some_and(is_given));
        let place = if given { None } else { record.get("geometry").and_then(|geometry| self.point(geometry)) };
        let place = place.map_or_else(Default::default, |(longitude, latitude)| [latitude, longitude]);
        for (name, value) in names.into_iter().zip(place) {
            if !held.get(&name).is_some_and(is_given) {
                held.insert(name, value);
            }
        }
        held
    }

    /// Longitude and latitude of a geometry with one position.
    fn point(&mut self, geometry: &Value) -> Option<(Value, Value)> {
        if !geometry.is_object() {
            return None;
        }
        let mut found = Vec::new();
        positions(geometry, &mut found);
        let [(x, y)] = found[..] else {
            let kind = geometry.get("type").and_then(Value::as_str);
            let kind =
                kind.or_else(|| PARTS.into_iter().find(|part| geometry.get(*part).is_some())).unwrap_or("geometry");
            let kind: String = kind.chars().take(20).collect();
            let kind = if found.is_empty() { format!("{kind} without a position") } else { kind };
            *self.others.entry(kind).or_default() += 1;
            return None;
        };
        let own = geometry.get("spatialReference").and_then(Coordinates::stated);
        match own.as_ref().unwrap_or(&self.coordinates) {
            Coordinates::Degrees => {}
            Coordinates::WebMercator => match number(x).zip(number(y)).and_then(|(x, y)| from_web_mercator(x, y)) {
                Some((longitude, latitude)) => {
                    self.calculated += 1;
                    return Some((longitude.into(), latitude.into()));
                }
                None => self.degrees += 1,
            },
            Coordinates::Other(name) => {
                let name = name.clone();
                *self.elsewhere.entry(name).or_default() += 1;
                return None;
            }
        }
        Some((x.clone(), y.clone()))
    }

    /// Tells what the geometries are not.
    pub(super) fn tell(&self, losses: &Losses) {
        let rows = |n: usize| format!("{n} row{}", if n == 1 { "" } else { "s" });
        if self.calculated > 0 {
            losses.note(format!("{} with a position calculated back from Web Mercator", rows(self.calculated)));
        }
        if self.degrees > 0 {
            losses.warn(
                format!("{} with a position said to be in Web Mercator that can only be degrees", rows(self.degrees)),
                "compare one position with its source; they are shown as degrees",
            );
        }
        for (name, n) in &self.elsewhere {
            losses.warn(
                format!("{} with a position in {name}, and not in degrees; shown without a position", rows(*n)),
                "convert the file: ogr2ogr -t_srs EPSG:4326 degrees.geojson FILE",
            );
        }
        if !self.others.is_empty() {
            let kinds: Vec<String> = self.others.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
            let all = self.others.values().sum();
            losses.warn(
                format!("{} whose geometry is no point ({}); shown without a position", rows(all), kinds.join(", ")),
                "add the columns latitude and longitude, such as those of each area's centre",
            );
        }
    }
}

/// Members of a geometry that hold positions or geometries.
const PARTS: [&str; 5] = ["coordinates", "geometries", "points", "paths", "rings"];

/// The first two different positions of a geometry.
fn positions<'g>(value: &'g Value, found: &mut Vec<(&'g Value, &'g Value)>) {
    match value {
        Value::Array(list) => match list.as_slice() {
            [x, y, ..] if number(x).is_some() && number(y).is_some() => put(x, y, found),
            list => {
                for part in list {
                    if found.len() > 1 {
                        break;
                    }
                    positions(part, found);
                }
            }
        },
        Value::Object(held) => {
            if let (Some(x), Some(y)) = (held.get("x"), held.get("y"))
                && number(x).is_some()
                && number(y).is_some()
            {
                put(x, y, found);
            }
            PARTS.into_iter().filter_map(|part| held.get(part)).for_each(|part| positions(part, found));
        }
        _ => {}
    }
}

fn put<'g>(x: &'g Value, y: &'g Value, found: &mut Vec<(&'g Value, &'g Value)>) {
    if !found.iter().any(|(a, b)| cell(a) == cell(x) && cell(b) == cell(y)) {
        found.push((x, y));
    }
}

/// A number, also written as text.
fn number(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    number.filter(|n| n.is_finite())
}
