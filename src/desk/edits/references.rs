//! What other files say of an incident that goes, or that becomes another: the main incident of articles, quotations,
//! relations, joint figures, annotations.

use super::found::FoundTable;
use crate::desk::fields::{list, text, texts};
use crate::documents::document::Documents;
use crate::documents::edit::{Edit, EditPlace, EditValue, Refusal};

/// Removes what other files say of an incident. Refused where a joint figure rests on it: without it, the figure would have
/// another meaning.
pub fn remove(incident: &str, documents: &mut Documents) -> Result<(), Refusal> {
    each(incident, None, documents)
}

/// Lets what files say of an incident be said of another.
pub fn replace(incident: &str, by: &str, documents: &mut Documents) -> Result<(), Refusal> {
    each(incident, Some(by), documents)
}

fn each(incident: &str, by: Option<&str>, documents: &mut Documents) -> Result<(), Refusal> {
    let paths: Vec<String> = documents.paths().map(str::to_owned).collect();
    for path in paths {
        let folder = path.split('/').next().unwrap_or("");
        // Most files do not name it at all.
        if !documents.text(&path).is_some_and(|text| text.contains(incident)) {
            continue;
        }
        match folder {
            "articles" => {
                let found = FoundTable::top(documents, path)?;
                if text(&found.fields, "main") == Some(incident) {
                    match by {
                        Some(by) => found.set("main", EditValue::Text(by.to_owned()), documents)?,
                        None => found.unset("main", documents)?,
                    }
                }
            }
            "quotes" => {
                for at in 0..list(&documents.fields(&path)?, "quote").len() {
                    let found = FoundTable::at(documents, &path, &[("quote".to_owned(), at)])?;
                    list_of_ids(&found, "incidents", incident, by, documents)?;
                }
            }
            // Without the incident they are orphans, which are kept.
            "annotations" => {
                let Some(by) = by else { continue };
                for at in 0..list(&documents.fields(&path)?, "annotation").len() {
                    let found = FoundTable::at(documents, &path, &[("annotation".to_owned(), at)])?;
                    if text(&found.fields, "incident") == Some(incident) {
                        found.set("incident", EditValue::Text(by.to_owned()), documents)?;
                    }
                }
            }
            "incidents" => of_incident(&path, incident, by, documents)?,
            _ => {}
        }
    }
    Ok(())
}

fn of_incident(path: &str, incident: &str, by: Option<&str>, documents: &mut Documents) -> Result<(), Refusal> {
    let own = path.strip_prefix("incidents/").and_then(|name| name.strip_suffix(".toml")).unwrap_or("").to_owned();
    if own == incident {
        return Ok(());
    }
    let fields = documents.fields(path)?;
    for (at, relation) in list(&fields, "relation").iter().enumerate().rev() {
        if text(relation, "to") != Some(incident) {
            continue;
        }
        let found = FoundTable::at(documents, path, &[("relation".to_owned(), at)])?;
        match by.filter(|by| *by != own) {
            Some(by) => found.set("to", EditValue::Text(by.to_owned()), documents)?,
            None => {
                let (file, at) = (found.file, EditPlace::Table(found.at));
                documents.apply(&Edit::Remove { file, at })?;
            }
        }
    }
    for (a, account) in list(&fields, "account").iter().enumerate() {
        for (c, claim) in list(account, "claims").iter().enumerate() {
            if !texts(claim, "with").iter().any(|with| with == incident) {
                continue;
            }
            let Some(by) = by else { return Err(Refusal::JointFigure(own)) };
            let found = FoundTable::at(documents, path, &[("account".to_owned(), a), ("claims".to_owned(), c)])?;
            // A figure of both is one of the incident that both become.
            let by = Some(by).filter(|by| *by != own);
            list_of_ids(&found, "with", incident, by, documents)?;
        }
    }
    Ok(())
}

/// Replaces or drops an id in a list of ids; an empty list goes.
pub(super) fn list_of_ids(
    found: &FoundTable,
    field: &str,
    id: &str,
    by: Option<&str>,
    documents: &mut Documents,
) -> Result<(), Refusal> {
    let ids = texts(&found.fields, field);
    if !ids.iter().any(|other| other == id) {
        return Ok(());
    }
    let mut new: Vec<String> = Vec::new();
    for other in ids {
        let kept = if other == id { by } else { Some(other.as_str()) };
        if let Some(kept) = kept.filter(|kept| !new.iter().any(|known| known == kept)) {
            new.push(kept.to_owned());
        }
    }
    if new.is_empty() { found.unset(field, documents) } else { found.set(field, EditValue::Texts(new), documents) }
}
