//! Changes of fields that stand in a file, if nobody has written something else there meanwhile. Each changes its own lines.

use super::found::FoundTable;
use crate::desk::fields::field;
use crate::desk::revision::{FieldChange, changes, is_same, said};
use crate::documents::document::Documents;
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal, TableFill};

/// Makes the changes of a table.
pub fn revise(found: &FoundTable, all: &[FieldChange], documents: &mut Documents) -> Result<(), Refusal> {
    let mut fields = Vec::new();
    for change in all {
        let now = field(&found.fields, &change.key);
        if is_same(&change.key, now, change.to.as_ref()) {
            continue;
        }
        if !is_same(&change.key, now, change.from.as_ref()) {
            return Err(Refusal::Stale(format!("the file says {} {} by now", change.key, said(now))));
        }
        match (now, &change.to) {
            (Some(EditValue::Tables(now)), Some(EditValue::Tables(to))) => {
                tables(found, &change.key, (now, to), documents)?;
            }
            (now, to) if now.is_some() || to.is_some() => fields.push((change.key.clone(), to.clone())),
            _ => {}
        }
    }
    if fields.is_empty() {
        return Ok(());
    }
    let (file, at) = (found.file.clone(), found.at.clone());
    documents.apply(&Edit::Fill { file, tables: vec![TableFill { at, fields }] }).map(drop)
}

/// Makes a list of another one: what both have stays as it is written.
fn tables(
    found: &FoundTable,
    key: &str,
    (now, to): (&[Fields], &[Fields]),
    documents: &mut Documents,
) -> Result<(), Refusal> {
    let same = |(a, b): &(&Fields, &Fields)| changes(a, b).is_empty();
    let before = now.iter().zip(to).take_while(same).count();
    let after = now[before..].iter().rev().zip(to[before..].iter().rev()).take_while(same).count();
    let (gone, new) = (before..now.len() - after, before..to.len() - after);
    let file = found.file.clone();
    // What comes is there before the others go, as a list that is empty goes itself.
    for (offset, fields) in to[new.clone()].iter().enumerate() {
        let (at, list) = (EditPlace::Table(found.at.clone()), key.to_owned());
        let (position, fields) = (gone.end + offset, fields.clone());
        documents.apply(&Edit::Create { file: file.clone(), at, list, position, fields })?;
    }
    for position in gone.rev() {
        let mut at = found.at.clone();
        at.push((key.to_owned(), position));
        documents.apply(&Edit::Remove { file: file.clone(), at: EditPlace::Table(at) })?;
    }
    Ok(())
}
