//! Finds what a key names in the documents: by what its fields say, never by where it stood before.

use crate::desk::item::ClaimKey;
use crate::documents::document::Documents;
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal};

/// A table of a document.
pub struct FoundTable {
    /// The file.
    pub file: String,
    /// The table, from the top level inwards: the key of each list and the position in it.
    pub at: Vec<(String, usize)>,
    /// Its fields.
    pub fields: Fields,
}

impl FoundTable {
    /// The top level of a file, or the front matter of an article.
    pub fn top(documents: &Documents, file: String) -> Result<Self, Refusal> {
        let fields = documents.fields(&file)?;
        Ok(Self { file, at: Vec::new(), fields })
    }

    /// The table at a place.
    pub fn at(documents: &Documents, file: &str, at: &[(String, usize)]) -> Result<Self, Refusal> {
        let mut fields = documents.fields(file)?;
        for (key, position) in at {
            fields = list(&fields, key).get(*position).cloned().ok_or(Refusal::NoPlace)?;
        }
        Ok(Self { file: file.to_owned(), at: at.to_vec(), fields })
    }

    /// Sets a field of it.
    pub fn set(&self, field: &str, value: EditValue, documents: &mut Documents) -> Result<(), Refusal> {
        let at = EditPlace::Table(self.at.clone());
        documents.apply(&Edit::Set { file: self.file.clone(), at, field: field.to_owned(), value }).map(drop)
    }

    /// Removes a field of it, if it has that.
    pub fn unset(&self, field: &str, documents: &mut Documents) -> Result<(), Refusal> {
        if value(&self.fields, field).is_none() {
            return Ok(());
        }
        let at = EditPlace::Table(self.at.clone());
        documents.apply(&Edit::Unset { file: self.file.clone(), at, field: field.to_owned() }).map(drop)
    }
}

/// The claim that a key names.
pub fn claim_of(documents: &Documents, key: &ClaimKey) -> Result<FoundTable, Refusal> {
    let file = key.about.file();
    let fields = documents.fields(&file)?;
    let mut before = 0;
    for (a, account) in list(&fields, "account").into_iter().enumerate() {
        if text(&account, "article") != Some(&key.article) || number(&account, "passage") != Some(key.passage.into()) {
            continue;
        }
        for (c, claim) in list(&account, "claims").into_iter().enumerate() {
            if text(&claim, "facet") != Some(&key.facet) || text(&claim, "words") != Some(&key.words) {
                continue;
            }
            if before == key.nth {
                let at = vec![("account".to_owned(), a), ("claims".to_owned(), c)];
                return Ok(FoundTable { file, at, fields: claim });
            }
            before += 1;
        }
    }
    Err(Refusal::Settled)
}

/// The quotation of a passage before which `nth` others stand.
pub fn quote_of(documents: &Documents, article: &str, passage: u32, nth: usize) -> Result<FoundTable, Refusal> {
    let file = format!("quotes/{article}.toml");
    let all = list(&documents.fields(&file)?, "quote");
    let mut of_passage =
        all.into_iter().enumerate().filter(|(_, quote)| number(quote, "passage") == Some(passage.into()));
    let (at, fields) = of_passage.nth(nth).ok_or(Refusal::Settled)?;
    Ok(FoundTable { file, at: vec![("quote".to_owned(), at)], fields })
}

/// The string of a field.
pub fn text<'f>(fields: &'f Fields, key: &str) -> Option<&'f str> {
    match value(fields, key)? {
        EditValue::Text(text) => Some(text),
        _ => None,
    }
}

/// The whole number of a field.
pub fn number(fields: &Fields, key: &str) -> Option<u64> {
    match value(fields, key)? {
        EditValue::Number(number) => Some(*number),
        _ => None,
    }
}

/// The strings of a field; none if it is missing.
pub fn texts<'f>(fields: &'f Fields, key: &str) -> &'f [String] {
    match value(fields, key) {
        Some(EditValue::Texts(texts)) => texts,
        _ => &[],
    }
}

/// The tables of a list, each at its position; none if it is missing.
pub fn list(fields: &Fields, key: &str) -> Vec<Fields> {
    match value(fields, key) {
        Some(EditValue::Tables(tables)) => tables.clone(),
        Some(EditValue::Mixed(entries)) => entries
            .iter()
            .map(|entry| if let EditValue::Table(fields) = entry { fields.clone() } else { Fields::new() })
            .collect(),
        _ => Vec::new(),
    }
}

fn value<'f>(fields: &'f Fields, key: &str) -> Option<&'f EditValue> {
    fields.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}
