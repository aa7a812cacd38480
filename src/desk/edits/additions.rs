//! Adds what a claim or an incident needs that the corpus does not have yet: names, spellings, facets.

use super::found::FoundTable;
use crate::desk::fields::{field, list, text};
use crate::desk::new_names::{Additions, NewFacet, NewName};
use crate::documents::document::{Documents, new_file};
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal};
use crate::model::NameKind;

const NAMES: &str = "names.toml";

/// Adds all of it.
pub fn add(adds: &Additions, documents: &mut Documents) -> Result<(), Refusal> {
    if let Some(facet) = &adds.facet {
        declare(facet, documents)?;
    }
    adds.names.iter().try_for_each(|name| add_name(name, documents))
}

fn entry(key: &str, value: &str) -> (String, EditValue) {
    (key.to_owned(), EditValue::Text(value.to_owned()))
}

fn declare(facet: &NewFacet, documents: &mut Documents) -> Result<(), Refusal> {
    let file = "corpus.toml".to_owned();
    let declared = list(&documents.fields(&file)?, "facet");
    if declared.iter().any(|other| text(other, "label") == Some(&facet.label)) {
        return Err(Refusal::Stale(format!("the facet {} is declared by now", facet.label)));
    }
    let mut fields = vec![entry("label", &facet.label), entry("type", facet.kind.word())];
    fields.extend((!facet.unit.is_empty()).then(|| entry("unit", &facet.unit)));
    fields.extend(facet.single.then(|| ("single".to_owned(), EditValue::Flag(true))));
    fields.extend((!facet.says.is_empty()).then(|| entry("says", &facet.says)));
    let (at, list, position) = (EditPlace::Table(Vec::new()), "facet".to_owned(), declared.len());
    documents.apply(&Edit::Create { file, at, list, position, fields }).map(drop)
}

fn add_name(name: &NewName, documents: &mut Documents) -> Result<(), Refusal> {
    let is_there = documents.paths().any(|path| path == NAMES);
    let names = if is_there { documents.fields(NAMES)? } else { Fields::new() };
    match name {
        NewName::Name { kind, id, name, part_of } => {
            let all = || NameKind::ALL.iter().flat_map(|kind| list(&names, kind.word()));
            if all().any(|other| text(&other, "id") == Some(id)) {
                return Err(Refusal::Stale(format!("{NAMES} has another name {id} by now")));
            }
            let mut fields = vec![entry("id", id), entry("name", name)];
            fields.extend(part_of.iter().map(|whole| entry("part_of", whole)));
            let list = kind.word().to_owned();
            if !is_there {
                let text = new_file(NAMES, &vec![(list, EditValue::Tables(vec![fields]))], &[])?;
                return documents.apply(&Edit::CreateFile { file: NAMES.to_owned(), text }).map(drop);
            }
            let (file, at) = (NAMES.to_owned(), EditPlace::Table(Vec::new()));
            let position = crate::desk::fields::list(&names, &list).len();
            documents.apply(&Edit::Create { file, at, list, position, fields }).map(drop)
        }
        NewName::Variant { id, spelling } => {
            let found = NameKind::ALL.iter().find_map(|kind| {
                let position = list(&names, kind.word()).iter().position(|name| text(name, "id") == Some(id))?;
                Some(vec![(kind.word().to_owned(), position)])
            });
            let found = FoundTable::at(documents, NAMES, &found.ok_or(Refusal::Settled)?)?;
            let spelling = EditValue::Text(spelling.clone());
            let variants = match (field(&found.fields, "variants"), spelling) {
                (Some(EditValue::Texts(all)), EditValue::Text(new)) => {
                    EditValue::Texts(all.iter().cloned().chain([new]).collect())
                }
                (Some(EditValue::Mixed(all)), new) => EditValue::Mixed(all.iter().cloned().chain([new]).collect()),
                (_, EditValue::Text(new)) => EditValue::Texts(vec![new]),
                (_, other) => EditValue::Mixed(vec![other]),
            };
            found.set("variants", variants, documents)
        }
    }
}
