//! People and bodies that a draft calls by printed words which look like an id: confirmed, the words stand in quotation marks, so
//! that nobody takes them for the id of a name.

use super::found::FoundTable;
use crate::desk::fields::{list, text};
use crate::documents::document::Documents;
use crate::documents::edit::{EditValue, Refusal};
use crate::documents::ids::is_like_id;
use crate::model::{Facet, FacetType};

/// The value of a claim with quotation marks, if it needs them.
pub fn claim_value(claim: &FoundTable, documents: &Documents) -> Option<(String, Option<EditValue>)> {
    let words = needs_marks(claim, "value", documents)?;
    let is_somebody = text(&claim.fields, "facet").is_some_and(|facet| names_somebody(facet, documents));
    is_somebody.then(|| ("value".to_owned(), Some(words)))
}

/// Puts the speaker of a quotation or the actors of an incident in quotation marks where they need them.
pub fn quote(found: &FoundTable, documents: &mut Documents) -> Result<(), Refusal> {
    field(found, "speaker", documents)?;
    for at in 0..list(&found.fields, "actors").len() {
        let mut place = found.at.clone();
        place.push(("actors".to_owned(), at));
        field(&FoundTable::at(documents, &found.file, &place)?, "name", documents)?;
    }
    Ok(())
}

fn field(found: &FoundTable, field: &str, documents: &mut Documents) -> Result<(), Refusal> {
    let Some(words) = needs_marks(found, field, documents) else { return Ok(()) };
    found.set(field, words, documents)
}

/// The words of a field in quotation marks, if they look like an id and are none.
fn needs_marks(found: &FoundTable, field: &str, documents: &Documents) -> Option<EditValue> {
    let words = text(&found.fields, field).filter(|words| is_like_id(words) && !is_name(words, documents))?;
    Some(EditValue::Text(format!("“{words}”")))
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
