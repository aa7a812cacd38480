//! What ESRI's services say of the columns beside the records: which hold times in milliseconds, and what codes stand for.

use std::collections::HashMap;

use chrono::{DateTime, Timelike as _};
use serde_json::{Map, Value};

use super::json_text::cell;

/// What is said of one column.
#[derive(Debug)]
enum Field {
    /// Times in milliseconds since 1970 (UTC).
    Times,
    /// Codes, and the words that they stand for.
    Codes(HashMap<String, String>),
}

/// What is said of the columns.
#[derive(Debug, Default)]
pub(super) struct JsonFields(HashMap<String, Field>);

impl JsonFields {
    /// Reads the list of fields.
    pub(super) fn new(list: &Value) -> Self {
        let field = |said: &Value| {
            let name = said.get("name")?.as_str()?.to_owned();
            if said.get("type").and_then(Value::as_str) == Some("esriFieldTypeDate") {
                return Some((name, Field::Times));
            }
            let codes = said.get("domain")?.get("codedValues")?.as_array()?.iter();
            let word = |c: &Value| Some((cell(c.get("code")?), c.get("name")?.as_str()?.to_owned()));
            Some((name, Field::Codes(codes.filter_map(word).collect())))
        };
        Self(list.as_array().into_iter().flatten().filter_map(field).collect())
    }

    /// Writes times as days, and codes as words.
    pub(super) fn apply(&self, record: &mut Map<String, Value>) {
        for (name, field) in &self.0 {
            let Some(value) = record.get_mut(name) else { continue };
            let written = match field {
                Field::Times => value.as_f64().and_then(day),
                Field::Codes(words) => words.get(&cell(value)).cloned(),
            };
            if let Some(written) = written {
                *value = Value::String(written);
            }
        }
    }

    /// What the user should know.
    pub(super) fn notes(&self) -> Vec<String> {
        let named = |is: &dyn Fn(&Field) -> bool| {
            let mut names: Vec<&str> = self.0.iter().filter(|(_, f)| is(f)).map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            names.join(", ")
        };
        let (times, codes) = (named(&|f| matches!(f, Field::Times)), named(&|f| matches!(f, Field::Codes(_))));
        [
            (times, "milliseconds since 1970, as the file says, read as days of UTC"),
            (codes, "codes, given as the words that the file has for them"),
        ]
        .into_iter()
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, what)| format!("{names}: {what}"))
        .collect()
    }
}

/// The day of a time in milliseconds, with its time of day if it has one.
fn day(time: f64) -> Option<String> {
    let time = DateTime::from_timestamp((time / 1_000.0).floor() as i64, 0)?;
    let exact = time.num_seconds_from_midnight() > 0;
    Some(time.format(if exact { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%d" }).to_string())
}
