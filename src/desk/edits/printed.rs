//! People and bodies that a draft calls by printed words which look like an id: confirmed, the words stand in quotation marks, so
//! that nobody takes them for the id of a name.

use super::found::FoundTable;
use crate::desk::fields::{list, text};
use crate::documents::document::Documents;
use crate::documents::edit::{EditValue, Refusal};
use crate::documents::ids::is_like_id;
use crate::model::{Facet, FacetType};

/// Puts the words of a claim, a quotation or the actors of an incident in quotation marks where they need them.
pub fn quote(found: &FoundTable, documents: &mut Documents) -> Result<(), Refusal> {
    if let Some(facet) = text(&found.fields, "facet") {
        return if names_somebody(facet, documents) { field(found, "value", documents) } else { Ok(()) };
    }
    field(found, "speaker", documents)?;
    for at in 0..list(&found.fields, "actors").len() {
        let mut place = found.at.clone();
        place.push(("actors".to_owned(), at));
        field(&FoundTable::at(documents, &found.file, &place)?, "name", documents)?;
    }
    Ok(())
}

fn field(found: &FoundTable, field: &str, documents: &mut Documents) -> Result<(), Refusal> {
    let Some(words) = text(&found.fields, field).filter(|words| is_like_id(words)) else { return Ok(()) };
    if is_name(words, documents) {
        return Ok(());
    }
    found.set(field, EditValue::Text(format!("“{words}”")), documents)
}

/// Whether the values of a facet are people or bodies.
fn names_somebody(facet: &str, documents: &Documents) -> bool {
    match Facet::built_in(facet) {
        Some(facet) => matches!(facet, Facet::Perpetrator | Facet::ClaimedBy | Facet::Target),
        None => {
            let declared = documents.fields("corpus.toml").map(|fields| list(&fields, "facet")).unwrap_or_default();
            let is_it = |fields: &_| {
                text(fields, "label") == Some(facet) && text(fields, "type") == Some(FacetType::Name.word())
            };
            declared.iter().any(is_it)
        }
    }
}

/// Whether a name of the corpus has this id.
fn is_name(id: &str, documents: &Documents) -> bool {
    let Ok(names) = documents.fields("names.toml") else { return false };
    ["person", "organisation", "place"]
        .iter()
        .any(|kind| list(&names, kind).iter().any(|name| text(name, "id") == Some(id)))
}
