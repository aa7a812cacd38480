//! Edits of TOML tables: makes one change and keeps all other bytes.
//!
//! The schema defines the fields, their types, and the order of new ones. Knows no files.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Key, RawString, Table, Value as TomlValue};

use super::edit::{EditValue, Fields, Refusal, TableFill};
use super::new_table::{IN_BRACKETS, braced, field, insert, raw, suffix, to_toml, with_heading};
use super::schema::{FieldKind, Shape};

/// One change of a table.
pub enum TableChange<'c> {
    /// Sets a field.
    Set(&'c str, &'c EditValue),
    /// Removes a field.
    Unset(&'c str),
    /// Adds a table to a list, at a position.
    Create(&'c str, usize, &'c Fields),
    /// Removes the table from its list.
    Remove,
}

/// A table, however it is written.
enum Found<'d> {
    /// With a heading, or the top level of the file.
    Headed(&'d mut Table),
    /// In braces.
    Braced(&'d mut InlineTable),
}

/// Changes a table of a text whose top level has the shape `root`.
pub fn edit(
    text: &str,
    root: &'static Shape,
    at: &[(String, usize)],
    change: &TableChange<'_>,
) -> Result<String, Refusal> {
    let mut doc = parsed(text)?;
    change_table(&mut doc, root, at, change)?;
    Ok(doc.to_string())
}

/// Sets and removes fields of tables of such a text, which is parsed once.
pub fn fill(text: &str, root: &'static Shape, tables: &[TableFill]) -> Result<String, Refusal> {
    let mut doc = parsed(text)?;
    for TableFill { at, fields } in tables {
        for (key, value) in fields {
            let change = value.as_ref().map_or(TableChange::Unset(key), |value| TableChange::Set(key, value));
            change_table(&mut doc, root, at, &change)?;
        }
    }
    Ok(doc.to_string())
}

fn parsed(text: &str) -> Result<DocumentMut, Refusal> {
    let doc = text.parse::<DocumentMut>().map_err(|e| Refusal::Unreadable(e.message().to_owned()))?;
    if doc.to_string() == text { Ok(doc) } else { Err(Refusal::Unreadable("its layout could not be preserved".into())) }
}

fn change_table(
    doc: &mut DocumentMut,
    root: &'static Shape,
    at: &[(String, usize)],
    change: &TableChange<'_>,
) -> Result<(), Refusal> {
    let shape = at.iter().try_fold(root, |shape, (key, _)| match field(shape, key)?.kind {
        FieldKind::Tables(inner) => Ok(inner),
        _ => Err(Refusal::NoPlace),
    })?;
    match change {
        TableChange::Set(key, value) => {
            let field = field(shape, key)?;
            let value = to_toml(field, value)?;
            set(find(doc.as_table_mut(), at)?, shape, field.key, value);
        }
        TableChange::Unset(key) => unset(doc, at, field(shape, key)?.key)?,
        TableChange::Create(key, position, fields) => {
            let field = field(shape, key)?;
            let FieldKind::Tables(inner) = field.kind else { return Err(Refusal::WrongType(field.key.to_owned())) };
            create(find(doc.as_table_mut(), at)?, shape, field.key, *position, &braced(inner, fields)?)?;
        }
        TableChange::Remove => remove(doc, at)?,
    }
    Ok(())
}

fn find<'d>(root: &'d mut Table, at: &[(String, usize)]) -> Result<Found<'d>, Refusal> {
    let mut found = Found::Headed(root);
    for (key, position) in at {
        let item = match found {
            Found::Headed(table) => table.get_mut(key).map(list_of),
            Found::Braced(table) => table.get_mut(key).map(|v| v.as_array_mut().map(List::Braced)),
        };
        found = match item.flatten() {
            Some(List::Headed(tables)) => tables.get_mut(*position).map(Found::Headed),
            Some(List::Braced(array)) => {
                array.get_mut(*position).and_then(TomlValue::as_inline_table_mut).map(Found::Braced)
            }
            None => None,
        }
        .ok_or(Refusal::NoPlace)?;
    }
    Ok(found)
}

/// A list of tables, however it is written.
enum List<'d> {
    Headed(&'d mut ArrayOfTables),
    Braced(&'d mut Array),
}

fn list_of(item: &mut Item) -> Option<List<'_>> {
    match item {
        Item::ArrayOfTables(tables) => Some(List::Headed(tables)),
        Item::Value(TomlValue::Array(array)) => Some(List::Braced(array)),
        _ => None,
    }
}

fn set(table: Found<'_>, shape: &'static Shape, key: &str, mut value: TomlValue) {
    match table {
        Found::Headed(table) => {
            if let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) {
                *value.decor_mut() = old.decor().clone();
                *old = value;
                return;
            }
            let order = order_with(table.iter().map(|(k, _)| k), shape, key);
            table.insert(key, Item::Value(value));
            let rank = |k: &Key| order.iter().position(|known| known == k.get());
            table.sort_values_by(|a, _, b, _| rank(a).cmp(&rank(b)));
        }
        Found::Braced(table) => {
            if let Some(old) = table.get_mut(key) {
                *value.decor_mut() = old.decor().clone();
                *old = value;
                return;
            }
            let order = order_with(table.iter().map(|(k, _)| k), shape, key);
            let last = order.last().is_some_and(|last| last == key);
            // The space before the closing brace belongs to the last value.
            let end = table.iter().last().map(|(k, v)| (k.to_owned(), suffix(v)));
            if last && let Some((former, blank)) = end {
                if let Some(former) = table.get_mut(&former) {
                    former.decor_mut().set_suffix("");
                }
                value.decor_mut().set_prefix(" ");
                value.decor_mut().set_suffix(blank);
            }
            table.insert(key, value);
            let rank = |k: &Key| order.iter().position(|known| known == k.get());
            table.sort_values_by(|a, _, b, _| rank(a).cmp(&rank(b)));
        }
    }
}

/// The keys of a table with a new one, placed after the last key that precedes it in the schema; the others keep their
/// order.
fn order_with<'k>(keys: impl Iterator<Item = &'k str>, shape: &'static Shape, new: &str) -> Vec<String> {
    let mut keys: Vec<String> = keys.map(str::to_owned).collect();
    let before: Vec<&str> = shape.all().map(|f| f.key).take_while(|key| *key != new).collect();
    let after = keys.iter().rposition(|key| before.contains(&key.as_str()));
    keys.insert(after.map_or(0, |at| at + 1), new.to_owned());
    keys
}

fn unset(doc: &mut DocumentMut, at: &[(String, usize)], key: &str) -> Result<(), Refusal> {
    match find(doc.as_table_mut(), at)? {
        Found::Headed(table) => {
            let position = table.position();
            let next = table.iter().skip_while(|(k, _)| *k != key).nth(1);
            let next = next.filter(|(_, item)| item.is_value()).map(|(k, _)| k.to_owned());
            if !table.get(key).is_some_and(Item::is_value) {
                return Err(Refusal::NoPlace);
            }
            let (removed, _) = table.remove_entry(key).ok_or(Refusal::NoPlace)?;
            let prefix = removed.leaf_decor().prefix();
            let kept = detached(prefix);
            let blank = raw(prefix).starts_with('\n');
            if let Some(mut next) = next.and_then(|next| table.key_mut(&next)) {
                let before = raw(next.leaf_decor().prefix());
                // A blank line that began a paragraph begins its remainder.
                let blank = if kept.is_empty() && blank && !before.starts_with('\n') { "\n" } else { "" };
                let prefix = [&kept, blank, before].concat();
                next.leaf_decor_mut().set_prefix(prefix);
            } else if !kept.is_empty() {
                keep_after(doc, position.unwrap_or(-1), &kept);
            }
        }
        Found::Braced(table) => {
            let last = table.iter().last().is_some_and(|(k, _)| k == key);
            let removed = table.remove(key).ok_or(Refusal::NoPlace)?;
            let left = table.iter().last().map(|(k, _)| k.to_owned());
            if last && let Some(value) = left.and_then(|k| table.get_mut(&k)) {
                value.decor_mut().set_suffix(suffix(&removed));
            }
        }
    }
    Ok(())
}

fn create(
    table: Found<'_>,
    shape: &'static Shape,
    key: &'static str,
    position: usize,
    new: &InlineTable,
) -> Result<(), Refusal> {
    let (existing, headed) = match table {
        Found::Headed(table) if table.contains_key(key) => (table.get_mut(key).and_then(list_of), None),
        Found::Headed(table) => (None, Some(table)),
        Found::Braced(table) => (table.get_mut(key).and_then(|v| v.as_array_mut().map(List::Braced)), None),
    };
    match (existing, headed) {
        (Some(List::Headed(tables)), _) if position <= tables.len() => {
            let mut table = with_heading(new);
            if position == 0
                && let Some(first) = tables.get(0)
            {
                // A first entry takes the position of the old first one, which then follows it.
                table.set_position(first.position());
            }
            tables.insert(position, table);
        }
        (Some(List::Braced(array)), _) if position <= array.len() => insert(array, position, new.clone()),
        (None, Some(table)) if position == 0 => {
            // Lists in one line, `places = [ … ]`, are placed like fields.
            if IN_BRACKETS.contains(&key) {
                let mut array = Array::new();
                insert(&mut array, 0, new.clone());
                set(Found::Headed(table), shape, key, TomlValue::Array(array));
            } else {
                let mut tables = ArrayOfTables::new();
                tables.push(with_heading(new));
                table.insert(key, Item::ArrayOfTables(tables));
            }
        }
        _ => return Err(Refusal::NoPlace),
    }
    Ok(())
}

fn remove(doc: &mut DocumentMut, at: &[(String, usize)]) -> Result<(), Refusal> {
    let Some(((key, position), parent)) = at.split_last() else { return Err(Refusal::NoPlace) };
    let list = match find(doc.as_table_mut(), parent)? {
        Found::Headed(table) => table.get_mut(key).and_then(list_of),
        Found::Braced(table) => table.get_mut(key).and_then(|v| v.as_array_mut().map(List::Braced)),
    };
    match list.ok_or(Refusal::NoPlace)? {
        List::Headed(tables) => {
            let table = tables.get(*position).ok_or(Refusal::NoPlace)?;
            let (place, kept) = (table.position(), detached(table.decor().prefix()));
            tables.remove(*position);
            if tables.is_empty()
                && let Found::Headed(table) = find(doc.as_table_mut(), parent)?
            {
                table.remove(key);
            }
            if !kept.is_empty() {
                keep_after(doc, place.unwrap_or(-1), &kept);
            }
        }
        List::Braced(array) => {
            let last = *position + 1 == array.len();
            let removed = array.get(*position).ok_or(Refusal::NoPlace)?.clone();
            array.remove(*position);
            let comments = comments(raw(removed.decor().prefix()));
            let next = if last { None } else { array.get_mut(*position) };
            if let Some(next) = next {
                let prefix = comments + raw(next.decor().prefix());
                next.decor_mut().set_prefix(prefix);
            } else {
                let blank = suffix(&removed);
                if !comments.is_empty() {
                    let trailing = comments + array.trailing().as_str().unwrap_or("\n");
                    array.set_trailing(trailing);
                }
                match array.get_mut(position.wrapping_sub(1)) {
                    Some(former) => former.decor_mut().set_suffix(blank),
                    None => array.set_trailing_comma(false),
                }
            }
        }
    }
    Ok(())
}

/// Puts comments in front of the table that follows position `place`, or at the end of the file.
fn keep_after(doc: &mut DocumentMut, place: isize, kept: &str) {
    let mut next: Option<&mut Table> = None;
    let root = doc.as_table_mut();
    for (_, item) in root.iter_mut() {
        let Item::ArrayOfTables(tables) = item else { continue };
        for table in tables.iter_mut() {
            let after = table.position().is_some_and(|p| p > place);
            if after && next.as_ref().is_none_or(|next| table.position() < next.position()) {
                next = Some(table);
            }
        }
    }
    match next {
        Some(table) => {
            let prefix = kept.to_owned() + raw(table.decor().prefix());
            table.decor_mut().set_prefix(prefix);
        }
        None => {
            let trailing = kept.to_owned() + doc.trailing().as_str().unwrap_or("");
            doc.set_trailing(trailing);
        }
    }
}

/// The comments in a prefix that a blank line separates from the item, since they are not only about it.
fn detached(prefix: Option<&RawString>) -> String {
    let prefix = raw(prefix);
    match prefix.rfind("\n\n") {
        Some(at) if prefix[..at].contains('#') => prefix[..=at].to_owned(),
        _ => String::new(),
    }
}

/// The prefix of a list entry up to the end of its last comment.
fn comments(prefix: &str) -> String {
    let Some(last) = prefix.rfind('#') else { return String::new() };
    let end = prefix[last..].find('\n').map_or(prefix.len(), |at| last + at);
    prefix[..end].to_owned()
}
