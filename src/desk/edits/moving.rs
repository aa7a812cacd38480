//! Drafts that are about another incident, about a new one, or about several together. Annotations on claims follow them.

use std::cmp::Reverse;

use super::accounts::{account_alone, add_account, new_incident, remove_claim, take_claim};
use super::annotations;
use super::found::{FoundTable, claim_of, is_draft, quote_of};
use super::references;
use crate::desk::decision::MovedDrafts;
use crate::desk::fields::{list, tables_mut, text, texts};
use crate::desk::incident_line::TypedIncident;
use crate::desk::item::{ClaimKey, TopicKey};
use crate::documents::document::Documents;
use crate::documents::edit::{EditValue, Fields, Refusal};

/// Lets drafts be about an incident or a name that is there.
pub fn to(moved: &MovedDrafts, to: &TopicKey, documents: &mut Documents) -> Result<(), Refusal> {
    for key in in_turn(moved) {
        let account = remove_claim(key, documents)?;
        put(key, to, account, documents)?;
    }
    quotes(moved, to, documents)
}

/// Adds what is said of a topic, unless it stood with that too.
fn put(key: &ClaimKey, to: &TopicKey, account: Fields, documents: &mut Documents) -> Result<(), Refusal> {
    if !follow_with(key, to, &account, documents)? {
        add_account(to, account, documents)?;
    }
    annotations::follow(key, to, documents)
}

/// Lets the other incidents with which a claim stands name another one in place of that which it was about. Gives whether it stands
/// with that already.
pub(super) fn follow_with(
    key: &ClaimKey,
    to: &TopicKey,
    account: &Fields,
    documents: &mut Documents,
) -> Result<bool, Refusal> {
    let mut is_there = false;
    for id in list(account, "claims").iter().flat_map(|claim| texts(claim, "with")) {
        let about = TopicKey::Incident(id.clone());
        let is_it = about == *to;
        let Ok(copy) = claim_of(documents, &ClaimKey { about, ..key.clone() }) else { continue };
        is_there |= is_it;
        let by = Some(to.id()).filter(|_| !is_it && matches!(to, TopicKey::Incident(_)));
        references::list_of_ids(&copy, "with", key.about.id(), by, documents)?;
    }
    Ok(is_there)
}

/// Lets drafts be about a new incident.
pub fn to_new(moved: &MovedDrafts, incident: &TypedIncident, documents: &mut Documents) -> Result<(), Refusal> {
    let mut all = in_turn(moved).into_iter();
    let what = || vec!["an incident needs a claim that tells of it".to_owned()];
    let first = all.next().ok_or_else(|| Refusal::Mistakes(what()))?;
    let account = remove_claim(first, documents)?;
    let to = TopicKey::Incident(new_incident(incident, account.clone(), documents)?);
    follow_with(first, &to, &account, documents)?;
    annotations::follow(first, &to, documents)?;
    for key in all {
        let account = remove_claim(key, documents)?;
        put(key, &to, account, documents)?;
    }
    quotes(moved, &to, documents)
}

/// The claims one after the other: the last of several that read the same goes first, so that the keys of the others still name
/// them. Each is taken once the one before it is where it goes, as they may name each other.
fn in_turn(moved: &MovedDrafts) -> Vec<&ClaimKey> {
    let mut all: Vec<&ClaimKey> = moved.claims.iter().collect();
    all.sort_by_key(|key| Reverse(key.nth));
    all
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

/// Lets a claim be about these incidents together: it stands in the file of each, and names the others.
pub fn spread(key: &ClaimKey, over: &[String], documents: &mut Documents) -> Result<(), Refusal> {
    let found = claim_of(documents, key)?;
    is_draft(&found)?;
    let account = account_alone(&found, documents)?;
    let before: Vec<String> = texts(&found.fields, "with").to_vec();
    let others = |id: &str| over.iter().filter(|other| *other != id).cloned().collect::<Vec<String>>();
    let in_file_of = |id: &str| ClaimKey { about: TopicKey::Incident(id.to_owned()), ..key.clone() };
    for id in over {
        let is_new = *id != key.about.id() && !before.contains(id);
        match claim_of(documents, &in_file_of(id)) {
            // Another claim may read the same and say the opposite, or have been confirmed by itself.
            Ok(there) if is_new && !is_copy(&there.fields, &found.fields) => {
                return Err(mistake(format!(
                    "a claim of {id} reads like this one, but is another; settle that one first"
                )));
            }
            Ok(there) => set_others(&there, others(id), documents)?,
            Err(Refusal::Settled) if !is_new => {
                return Err(mistake(format!(
                    "the copy of the claim in {id} was changed or is gone; take {id} out, or correct it there"
                )));
            }
            Err(Refusal::Settled) => {
                let mut account = account.clone();
                if let Some(claims) = tables_mut(&mut account, "claims") {
                    for claim in claims {
                        name_others(claim, others(id));
                    }
                }
                add_account(&TopicKey::Incident(id.clone()), account, documents)?;
            }
            Err(other) => return Err(other),
        }
    }
    let is_left_out = |id: &&str| !over.iter().any(|other| other == id);
    let leaves = matches!(key.about, TopicKey::Name(_)) || is_left_out(&key.about.id());
    for id in before.iter().map(String::as_str).filter(is_left_out) {
        let there = claim_of(documents, &in_file_of(id)).ok().filter(|there| text(&there.fields, "draft").is_some());
        if let Some(there) = there {
            take_claim(there, documents)?;
        }
    }
    if leaves {
        take_claim(claim_of(documents, key)?, documents)?;
        if let Some(first) = over.first() {
            annotations::follow(key, &TopicKey::Incident(first.clone()), documents)?;
        }
    }
    Ok(())
}

/// Whether a claim is another one's copy: a draft that says the same but for those with which it stands.
fn is_copy(there: &Fields, here: &Fields) -> bool {
    let said = |fields: &Fields| fields.iter().filter(|(key, _)| key != "with").cloned().collect::<Fields>();
    text(there, "draft").is_some() && said(there) == said(here)
}

fn mistake(what: String) -> Refusal {
    Refusal::Mistakes(vec![what])
}

/// Says in a file which other incidents a claim is about.
fn set_others(found: &FoundTable, others: Vec<String>, documents: &mut Documents) -> Result<(), Refusal> {
    match (texts(&found.fields, "with") == others, others.is_empty()) {
        (true, _) => Ok(()),
        (false, true) => found.unset("with", documents),
        (false, false) => found.set("with", EditValue::Texts(others), documents),
    }
}

/// The same in the fields of a claim, before its words.
fn name_others(claim: &mut Fields, others: Vec<String>) {
    claim.retain(|(key, _)| key != "with");
    let at = claim.iter().position(|(key, _)| key == "words").unwrap_or(claim.len());
    if !others.is_empty() {
        claim.insert(at, ("with".to_owned(), EditValue::Texts(others)));
    }
}
