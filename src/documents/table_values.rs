//! The fields of TOML tables as values, as an edit would set them. Knows no shapes and no files.

use toml_edit::{DocumentMut, InlineTable, Item, Table, Value as TomlValue};

use super::edit::{EditValue, Fields, Refusal};

/// The fields of the top level of a text, with the tables of its lists. What no field of a corpus can be, such as a date
/// without quotation marks, is left out.
pub fn values(text: &str) -> Result<Fields, Refusal> {
    let doc = text.parse::<DocumentMut>().map_err(|e| Refusal::Unreadable(e.message().to_owned()))?;
    Ok(of_table(doc.as_table()))
}

fn of_table(table: &Table) -> Fields {
    table.iter().filter_map(|(key, item)| Some((key.to_owned(), of_item(item)?))).collect()
}

fn of_braced(table: &InlineTable) -> Fields {
    table.iter().filter_map(|(key, value)| Some((key.to_owned(), of_value(value)?))).collect()
}

fn of_item(item: &Item) -> Option<EditValue> {
    match item {
        Item::Value(value) => of_value(value),
        Item::Table(table) => Some(EditValue::Table(of_table(table))),
        Item::ArrayOfTables(tables) => Some(EditValue::Tables(tables.iter().map(of_table).collect())),
        Item::None => None,
    }
}

fn of_value(value: &TomlValue) -> Option<EditValue> {
    Some(match value {
        TomlValue::String(text) => EditValue::Text(text.value().clone()),
        TomlValue::Integer(number) => EditValue::Number(u64::try_from(*number.value()).ok()?),
        TomlValue::Float(number) => EditValue::Decimal(*number.value()),
        TomlValue::Boolean(flag) => EditValue::Flag(*flag.value()),
        TomlValue::Datetime(_) => return None,
        TomlValue::InlineTable(table) => EditValue::Table(of_braced(table)),
        TomlValue::Array(array) => {
            // Every entry keeps its place, so that a table of the list can be edited by its position.
            let entries: Vec<EditValue> =
                array.iter().map(|entry| of_value(entry).unwrap_or(EditValue::Text(String::new()))).collect();
            let tables: Option<Vec<Fields>> = entries
                .iter()
                .map(|entry| if let EditValue::Table(fields) = entry { Some(fields.clone()) } else { None })
                .collect();
            let texts: Option<Vec<String>> = entries
                .iter()
                .map(|entry| if let EditValue::Text(text) = entry { Some(text.clone()) } else { None })
                .collect();
            match (texts, tables) {
                (Some(texts), _) => EditValue::Texts(texts),
                (_, Some(tables)) => EditValue::Tables(tables),
                _ => EditValue::Mixed(entries),
            }
        }
    })
}
