//! Fields of a table of a document: looks up their values. Knows no document.

use crate::documents::edit::{EditValue, Fields};

/// The string of a field.
pub fn text<'f>(fields: &'f Fields, key: &str) -> Option<&'f str> {
    match field(fields, key)? {
        EditValue::Text(text) => Some(text),
        _ => None,
    }
}

/// The whole number of a field.
pub fn number(fields: &Fields, key: &str) -> Option<u64> {
    match field(fields, key)? {
        EditValue::Number(number) => Some(*number),
        _ => None,
    }
}

/// The strings of a field; none if it is missing.
pub fn texts<'f>(fields: &'f Fields, key: &str) -> &'f [String] {
    match field(fields, key) {
        Some(EditValue::Texts(texts)) => texts,
        _ => &[],
    }
}

/// The tables of a list, each at its position; none if it is missing.
pub fn list(fields: &Fields, key: &str) -> Vec<Fields> {
    match field(fields, key) {
        Some(EditValue::Tables(tables)) => tables.clone(),
        Some(EditValue::Mixed(entries)) => entries
            .iter()
            .map(|entry| if let EditValue::Table(fields) = entry { fields.clone() } else { Fields::new() })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether there is a field.
pub fn has(fields: &Fields, key: &str) -> bool {
    field(fields, key).is_some()
}

/// The tables of a list, to change them.
pub fn tables_mut<'f>(fields: &'f mut Fields, key: &str) -> Option<&'f mut Vec<Fields>> {
    fields.iter_mut().find_map(|(name, value)| match value {
        EditValue::Tables(tables) if name == key => Some(tables),
        _ => None,
    })
}

/// The value of a field.
pub fn field<'f>(fields: &'f Fields, key: &str) -> Option<&'f EditValue> {
    fields.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}
