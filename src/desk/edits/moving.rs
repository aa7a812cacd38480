//! Drafts that are about another incident, or about a new one. Annotations on claims follow them.

use std::cmp::Reverse;

use super::accounts::{add_account, new_incident, remove_claim};
use super::annotations;
use super::found::{is_draft, quote_of};
use super::references;
use crate::desk::decision::MovedDrafts;
use crate::desk::fields::texts;
use crate::desk::incident_line::TypedIncident;
use crate::desk::item::{ClaimKey, TopicKey};
use crate::documents::document::Documents;
use crate::documents::edit::{EditValue, Fields, Refusal};

/// Lets drafts be about an incident or a name that is there.
pub fn to(moved: &MovedDrafts, to: &TopicKey, documents: &mut Documents) -> Result<(), Refusal> {
    for (key, account) in taken(moved, documents)? {
        add_account(to, account, documents)?;
        annotations::follow(key, to, documents)?;
    }
    quotes(moved, to, documents)
}

/// Lets drafts be about a new incident.
pub fn to_new(moved: &MovedDrafts, incident: &TypedIncident, documents: &mut Documents) -> Result<(), Refusal> {
    let mut all = taken(moved, documents)?.into_iter();
    let what = || vec!["an incident needs a claim that tells of it".to_owned()];
    let (first, account) = all.next().ok_or_else(|| Refusal::Mistakes(what()))?;
    let to = TopicKey::Incident(new_incident(incident, account, documents)?);
    annotations::follow(first, &to, documents)?;
    for (key, account) in all {
        add_account(&to, account, documents)?;
        annotations::follow(key, &to, documents)?;
    }
    quotes(moved, &to, documents)
}

/// Takes the claims out of their files; each in an account that holds it alone, in their order.
fn taken<'m>(moved: &'m MovedDrafts, documents: &mut Documents) -> Result<Vec<(&'m ClaimKey, Fields)>, Refusal> {
    let mut order: Vec<usize> = (0..moved.claims.len()).collect();
    // The last of several that read the same goes first, so that the keys of the others still name them.
    order.sort_by_key(|&at| Reverse(moved.claims[at].nth));
    let mut all = Vec::new();
    for at in order {
        all.push((at, remove_claim(&moved.claims[at], documents)?));
    }
    all.sort_unstable_by_key(|(at, _)| *at);
    Ok(all.into_iter().map(|(at, account)| (&moved.claims[at], account)).collect())
}

/// Lets the quotations be about an incident in place of the one that they were about.
fn quotes(moved: &MovedDrafts, to: &TopicKey, documents: &mut Documents) -> Result<(), Refusal> {
    for (key, from) in &moved.quotes {
        let TopicKey::Incident(to) = to else {
            return Err(Refusal::Mistakes(vec!["a quotation is about incidents".to_owned()]));
        };
        let found = quote_of(documents, key)?;
        is_draft(&found)?;
        match from.as_deref().filter(|from| texts(&found.fields, "incidents").iter().any(|id| id == from)) {
            Some(from) => references::list_of_ids(&found, "incidents", from, Some(to), documents)?,
            None => {
                let about = texts(&found.fields, "incidents").iter().filter(|id| *id != to).chain([to]);
                found.set("incidents", EditValue::Texts(about.cloned().collect()), documents)?;
            }
        }
    }
    Ok(())
}
