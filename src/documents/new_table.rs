//! New TOML tables and values, spaced like the corpus written by hand, with their fields in the schema's order.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, RawString, Table, Value as TomlValue};

use super::edit::{EditValue, Fields, Refusal};
use super::schema::{Field, FieldKind, Shape};

/// The text of a file with these fields, in the order of its shape.
pub fn create_file(shape: &'static Shape, fields: &Fields) -> Result<String, Refusal> {
    let mut doc = DocumentMut::new();
    fill(doc.as_table_mut(), &braced(shape, fields)?);
    Ok(doc.to_string().trim_start_matches('\n').to_owned())
}

pub(super) fn field(shape: &'static Shape, key: &str) -> Result<&'static Field, Refusal> {
    shape.field(key).ok_or_else(|| Refusal::NoField(key.to_owned()))
}

/// Keys of the lists of tables that are written in brackets, not with headings.
pub(super) const IN_BRACKETS: [&str; 9] =
    ["places", "actors", "claims", "parts", "pieces", "aliases", "variants", "reference", "title_reference"];

/// Inserts a table into a list in brackets, spaced like its neighbours.
pub(super) fn insert(array: &mut Array, position: usize, table: InlineTable) {
    let mut value = TomlValue::InlineTable(table);
    on_one_line(&mut value);
    let like = array.get(position.saturating_sub(1)).map(|v| raw(v.decor().prefix()).to_owned());
    if position == array.len() {
        if let Some(last) = array.get_mut(position.wrapping_sub(1)) {
            let blank = suffix(last);
            last.decor_mut().set_suffix("");
            value.decor_mut().set_suffix(blank);
        } else if array.trailing().as_str().is_none_or(str::is_empty) {
            value.decor_mut().set_suffix(" ");
        }
    } else {
        value.decor_mut().set_suffix("");
    }
    // Comments between the entries keep their place.
    let blanks = like.as_deref().map_or(" ", |like| like.rfind('\n').map_or(like, |at| &like[at..]));
    value.decor_mut().set_prefix(blanks);
    array.insert_formatted(position, value);
}

/// A table in braces with these fields, in the order of its shape.
pub(super) fn braced(shape: &'static Shape, fields: &Fields) -> Result<InlineTable, Refusal> {
    let mut all: Vec<(usize, &'static Field, &EditValue)> = Vec::new();
    for (key, value) in fields {
        let field = field(shape, key)?;
        let order = shape.all().position(|f| f.key == field.key).unwrap_or(usize::MAX);
        all.push((order, field, value));
    }
    all.sort_by_key(|(order, ..)| *order);
    let mut table = InlineTable::new();
    for (_, field, value) in all {
        table.insert(field.key, to_toml(field, value)?);
    }
    table.fmt();
    Ok(table)
}

/// The same with a heading, a blank line before it, and one line for each table of a list.
pub(super) fn with_heading(braced: &InlineTable) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    fill(&mut table, braced);
    table
}

fn fill(table: &mut Table, braced: &InlineTable) {
    for (key, value) in braced {
        match headed(value) {
            Some(tables) if !IN_BRACKETS.contains(&key) => table.insert(key, Item::ArrayOfTables(tables)),
            _ => {
                let mut value = value.clone();
                value.as_array_mut().into_iter().flat_map(Array::iter_mut).for_each(on_one_line);
                table.insert(key, Item::Value(value))
            }
        };
    }
}

/// A list of tables with headings; `None` for any other value, and for lists that are written in brackets.
fn headed(value: &TomlValue) -> Option<ArrayOfTables> {
    let array = value.as_array()?;
    let tables: Option<Vec<&InlineTable>> = array.iter().map(TomlValue::as_inline_table).collect();
    let tables = tables.filter(|tables| !tables.is_empty())?;
    Some(tables.into_iter().map(with_heading).collect())
}

/// Brings the lists inside a table in braces onto its line.
fn on_one_line(table: &mut TomlValue) {
    for (_, value) in table.as_inline_table_mut().into_iter().flat_map(|table| table.iter_mut()) {
        let TomlValue::Array(array) = value else { continue };
        let last = array.len().saturating_sub(1);
        for (at, item) in array.iter_mut().enumerate().filter(|(_, item)| item.is_inline_table()) {
            item.decor_mut().set_prefix(" ");
            item.decor_mut().set_suffix(if at == last { " " } else { "" });
        }
        array.set_trailing_comma(false);
        array.set_trailing("");
    }
}

/// A list of tables in brackets, and of strings: a single one on the same line, several on lines of their own.
fn listed(items: Vec<TomlValue>) -> Array {
    let mut array = Array::new();
    let many = items.len() > 1;
    for mut value in items {
        value.decor_mut().set_prefix(if many { "\n  " } else { " " });
        value.decor_mut().set_suffix(if many { "" } else { " " });
        array.push_formatted(value);
    }
    if many {
        array.set_trailing_comma(true);
        array.set_trailing("\n");
    }
    array
}

/// The value of a field as TOML, if it has the field's type.
pub(super) fn to_toml(field: &'static Field, value: &EditValue) -> Result<TomlValue, Refusal> {
    Ok(match (field.kind, value) {
        (FieldKind::Text | FieldKind::Wording | FieldKind::Date | FieldKind::Word(_), EditValue::Text(text)) => {
            string(text)
        }
        (FieldKind::Number | FieldKind::Decimal, EditValue::Number(number)) => match i64::try_from(*number) {
            Ok(number) => TomlValue::from(number),
            Err(_) => return Err(Refusal::WrongType(field.key.to_owned())),
        },
        (FieldKind::Decimal, EditValue::Decimal(number)) => TomlValue::from(*number),
        (FieldKind::Flag, EditValue::Flag(flag)) => TomlValue::from(*flag),
        (FieldKind::Texts | FieldKind::TextsOrTables(_), EditValue::Texts(texts)) => {
            texts.iter().map(|text| string(text)).collect()
        }
        (FieldKind::Tables(shape), EditValue::Table(fields)) => TomlValue::InlineTable(braced(shape, fields)?),
        (FieldKind::TextsOrTables(shape), EditValue::Mixed(items)) => {
            let item = |item: &EditValue| match item {
                EditValue::Text(text) => Ok(string(text)),
                EditValue::Table(fields) => Ok(TomlValue::InlineTable(braced(shape, fields)?)),
                _ => Err(Refusal::WrongType(field.key.to_owned())),
            };
            let items: Result<Vec<_>, Refusal> = items.iter().map(item).collect();
            TomlValue::Array(listed(items?))
        }
        (FieldKind::Tables(shape), EditValue::Tables(tables)) => {
            let tables: Result<Vec<_>, Refusal> = tables.iter().map(|fields| braced(shape, fields)).collect();
            TomlValue::Array(listed(tables?.into_iter().map(TomlValue::InlineTable).collect()))
        }
        _ => return Err(Refusal::WrongType(field.key.to_owned())),
    })
}

/// A string as TOML. Line breaks are escaped: as they are, they would depend on the kind of line break of the file.
fn string(text: &str) -> TomlValue {
    if !text.contains('\n') {
        return TomlValue::from(text);
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    let mut value = quoted.parse().unwrap_or_else(|_| TomlValue::from(text));
    value.decor_mut().clear();
    value
}

pub(super) fn suffix(value: &TomlValue) -> RawString {
    value.decor().suffix().cloned().unwrap_or_default()
}

pub(super) fn raw(string: Option<&RawString>) -> &str {
    string.and_then(RawString::as_str).unwrap_or("")
}
