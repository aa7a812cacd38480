//! What an answer of an interface says of itself: that it is only a part of what was found.

use serde_json::{Map, Value};

/// Names of members that count all records found, in any case, without marks.
const TOTALS: [&str; 5] = ["totalcount", "total", "totalrecords", "totalresults", "numbermatched"];
/// Names of members that hold the address of the next page.
const NEXT: [&str; 4] = ["next", "nextpageurl", "nextpage", "nextlink"];

/// What the answers of a file say of themselves.
#[derive(Debug, Default)]
pub(super) struct JsonPart {
    /// The most records that an answer counts.
    total: u64,
    /// Whether the last answer was cut at a limit.
    limited: bool,
    /// Whether the last answer names a next page.
    next: bool,
}

impl JsonPart {
    /// A further answer begins.
    pub(super) fn begin(&mut self) {
        (self.limited, self.next) = (false, false);
    }

    /// Whether an object counts all records found, as an answer does.
    pub(super) fn counts(object: &Map<String, Value>) -> bool {
        object.iter().any(|(key, value)| value.is_number() && TOTALS.contains(&letters(key).as_str()))
    }

    /// Takes in a member that stands beside the records.
    pub(super) fn member(&mut self, key: &str, value: &Value) {
        let key = letters(key);
        match value {
            Value::Number(n) if TOTALS.contains(&key.as_str()) => self.total = self.total.max(n.as_u64().unwrap_or(0)),
            Value::Bool(true) if key == "exceededtransferlimit" => self.limited = true,
            Value::String(address) if NEXT.contains(&key.as_str()) => self.next = !address.trim().is_empty(),
            // GeoJSON of a feature service.
            Value::Object(held) if key == "properties" => {
                self.limited |= held.get("exceededTransferLimit") == Some(&Value::Bool(true));
            }
            Value::Array(links) if key == "links" => {
                self.next |= links.iter().any(|link| link.get("rel").and_then(Value::as_str) == Some("next"));
            }
            _ => {}
        }
    }

    /// What to tell the user, with the remedy, if the file holds `records` of more.
    pub(super) fn warning(&self, records: usize) -> Option<(String, &'static str)> {
        let records = records as u64;
        if self.total > records {
            return Some((format!("a part: {records} of {} records, as the file says itself", self.total), PAGES));
        }
        if self.limited {
            let what = format!("a part: {records} records, cut at the limit of the service (exceededTransferLimit)");
            return Some((
                what,
                "ask the service again for the records after these (resultOffset), and open all answers",
            ));
        }
        (self.next && self.total == 0)
            .then(|| (format!("a part: {records} records, and the file names a next page"), PAGES))
    }
}

/// A name in lower case, without marks.
fn letters(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const PAGES: &str = "download the other pages too, and open all of them: one after the other in one file, or as a list";
