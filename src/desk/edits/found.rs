//! Finds what a key names in the documents: by what its fields say, never by where it stood before.

use crate::desk::fields::{has, list, number, text};
use crate::desk::item::{ClaimKey, KeyValue, QuoteKey};
use crate::documents::document::Documents;
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal};
use crate::documents::ids::quoted;
use crate::model::When;

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

    /// The same table as it now is.
    pub fn again(&self, documents: &Documents) -> Result<Self, Refusal> {
        Self::at(documents, &self.file, &self.at)
    }

    /// Sets a field of it.
    pub fn set(&self, field: &str, value: EditValue, documents: &mut Documents) -> Result<(), Refusal> {
        let at = EditPlace::Table(self.at.clone());
        documents.apply(&Edit::Set { file: self.file.clone(), at, field: field.to_owned(), value }).map(drop)
    }

    /// Removes a field of it, if it has that.
    pub fn unset(&self, field: &str, documents: &mut Documents) -> Result<(), Refusal> {
        if !has(&self.fields, field) {
            return Ok(());
        }
        let at = EditPlace::Table(self.at.clone());
        documents.apply(&Edit::Unset { file: self.file.clone(), at, field: field.to_owned() }).map(drop)
    }
}

/// The claim that a key names.
pub fn claim_of(documents: &Documents, key: &ClaimKey) -> Result<FoundTable, Refusal> {
    FileClaims::of(documents, key.about.file())?.find(key)
}

/// The claims of a file, which is parsed once for all that are looked for in it.
pub struct FileClaims {
    file: String,
    /// Each account with its claims.
    accounts: Vec<(Fields, Vec<Fields>)>,
}

impl FileClaims {
    /// Those of a file.
    pub fn of(documents: &Documents, file: String) -> Result<Self, Refusal> {
        let accounts = list(&documents.fields(&file)?, "account").into_iter();
        let accounts =
            accounts.map(|account| (list(&account, "claims"), account)).map(|(claims, account)| (account, claims));
        Ok(Self { accounts: accounts.collect(), file })
    }

    /// The claims of a passage.
    pub fn of_passage(&self, article: &str, passage: u32) -> Vec<FoundTable> {
        let mut all = Vec::new();
        for (a, (account, claims)) in self.accounts.iter().enumerate() {
            if text(account, "article") != Some(article) || number(account, "passage") != Some(passage.into()) {
                continue;
            }
            all.extend(claims.iter().enumerate().map(|(c, claim)| {
                let at = vec![("account".to_owned(), a), ("claims".to_owned(), c)];
                FoundTable { file: self.file.clone(), at, fields: claim.clone() }
            }));
        }
        all
    }

    /// The claim that a key names.
    pub fn find(&self, key: &ClaimKey) -> Result<FoundTable, Refusal> {
        let (mut before, mut accounts, mut found) = (0, 0, None);
        for (a, (account, claims)) in self.accounts.iter().enumerate() {
            let same = text(account, "article") == Some(&key.article);
            if !same || number(account, "passage") != Some(key.passage.into()) {
                continue;
            }
            accounts += 1;
            for (c, claim) in claims.iter().enumerate() {
                let same = text(claim, "facet") == Some(&key.facet) && text(claim, "words") == Some(&key.words);
                if !same || !has_value(claim, &key.value) {
                    continue;
                }
                if before == key.nth {
                    let at = vec![("account".to_owned(), a), ("claims".to_owned(), c)];
                    found = Some(FoundTable { file: self.file.clone(), at, fields: claim.clone() });
                }
                before += 1;
            }
        }
        // Of two accounts of one passage, which is a mistake, nobody knows which is meant.
        found.filter(|_| accounts == 1 || before == 1).ok_or(Refusal::Settled)
    }
}

/// Whether the fields of a claim have this value.
fn has_value(claim: &Fields, value: &KeyValue) -> bool {
    match value {
        KeyValue::Parts => !list(claim, "parts").is_empty(),
        KeyValue::Number(stated) => list(claim, "parts").is_empty() && number(claim, "figure") == *stated,
        KeyValue::Text(wanted) => text(claim, "value").is_some_and(|value| {
            let bare = quoted(value).unwrap_or(value);
            bare == wanted || When::parse(value).is_ok_and(|when| when.edtf() == *wanted)
        }),
    }
}

/// The quotation that a key names.
pub fn quote_of(documents: &Documents, key: &QuoteKey) -> Result<FoundTable, Refusal> {
    let QuoteKey { article, passage, opening, nth } = key;
    let file = format!("quotes/{article}.toml");
    let all = list(&documents.fields(&file)?, "quote");
    let begins = |quote: &Fields| {
        let pieces = list(quote, "pieces");
        pieces.first().and_then(|piece| text(piece, "opening")).unwrap_or("") == opening.as_str()
    };
    let mut of_passage = all
        .into_iter()
        .enumerate()
        .filter(|(_, quote)| number(quote, "passage") == Some((*passage).into()) && begins(quote));
    let (at, fields) = of_passage.nth(*nth).ok_or(Refusal::Settled)?;
    Ok(FoundTable { file, at: vec![("quote".to_owned(), at)], fields })
}

/// Refuses what is no draft: somebody has confirmed it meanwhile.
pub fn is_draft(found: &FoundTable) -> Result<(), Refusal> {
    text(&found.fields, "draft").map(drop).ok_or(Refusal::Settled)
}
