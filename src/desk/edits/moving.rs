//! Drafts that are about another incident, about a new one, or about several together. Annotations on claims follow them.

use std::cmp::Reverse;

use super::accounts::{account_alone, add_account, new_incident, take_claim};
use super::annotations;
use super::copies::{
    self, ABOUT_ONE, ClaimCopy, WITH, in_file_of, is_drafted, mistake, name_others, says_the_same, set_others,
};
use super::found::{claim_of, is_draft, quote_of};
use super::references;
use crate::desk::decision::MovedDrafts;
use crate::desk::fields::{has, tables_mut, texts};
use crate::desk::incident_line::TypedIncident;
use crate::desk::item::{ClaimKey, TopicKey};
use crate::documents::document::Documents;
use crate::documents::edit::{EditValue, Refusal};

/// Lets drafts be about an incident or a name that is there.
pub fn to(moved: &MovedDrafts, to: &TopicKey, documents: &mut Documents) -> Result<(), Refusal> {
    for key in in_turn(moved) {
        is_draft(&claim_of(documents, key)?)?;
        claim(key, to, documents)?;
    }
    quotes(moved, to, documents)
}

/// Lets a claim be about something else. Where it stands with that already, it is once there.
fn claim(key: &ClaimKey, to: &TopicKey, documents: &mut Documents) -> Result<(), Refusal> {
    let found = claim_of(documents, key)?;
    if matches!(to, TopicKey::Name(_)) && has(&found.fields, WITH) {
        return Err(mistake(format!("the claim is about several incidents; {ABOUT_ONE}")));
    }
    let mut copies = copies::of(key, &found.fields, documents)?.into_iter();
    let there = copies.find(|copy| copy.id == to.id());
    if let Some(there) = &there {
        if !is_drafted(&there.found.fields) {
            return Err(copies::is_confirmed(&there.id));
        }
        if !says_the_same(&there.found.fields, &found.fields) {
            return Err(is_another(&there.id));
        }
    }
    let says = found.fields.clone();
    let account = take_claim(found, documents)?;
    let by = Some(to.id()).filter(|_| matches!(to, TopicKey::Incident(_)));
    copies::follow(key, &says, by, &[], documents)?;
    if there.is_none() {
        add_account(to, account, documents)?;
    }
    annotations::follow(key, to, documents)
}

fn is_another(id: &str) -> Refusal {
    mistake(format!("a claim of {id} reads like this one, but is another; settle that one first"))
}

/// Lets drafts be about a new incident.
pub fn to_new(moved: &MovedDrafts, incident: &TypedIncident, documents: &mut Documents) -> Result<(), Refusal> {
    let mut all = in_turn(moved).into_iter();
    let what = || vec!["an incident needs a claim that tells of it".to_owned()];
    let first = all.next().ok_or_else(|| Refusal::Mistakes(what()))?;
    let found = claim_of(documents, first)?;
    is_draft(&found)?;
    let says = found.fields.clone();
    let account = take_claim(found, documents)?;
    let id = new_incident(incident, account, documents)?;
    copies::follow(first, &says, Some(&id), &[], documents)?;
    let to = TopicKey::Incident(id);
    annotations::follow(first, &to, documents)?;
    for key in all {
        is_draft(&claim_of(documents, key)?)?;
        claim(key, &to, documents)?;
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

/// Lets a claim be about these incidents together: it stands in the file of each, and names the others. Annotations on a copy that goes
/// are on one that stays.
pub fn spread(key: &ClaimKey, over: &[String], documents: &mut Documents) -> Result<(), Refusal> {
    let found = claim_of(documents, key)?;
    is_draft(&found)?;
    let Some(first) = over.first() else { return Err(Refusal::NoPlace) };
    let account = account_alone(&found, documents)?;
    let before: Vec<String> = texts(&found.fields, WITH).to_vec();
    let others = |id: &str| over.iter().filter(|other| *other != id).cloned().collect::<Vec<String>>();
    let is_left_out = |id: &str| !over.iter().any(|other| other == id);
    let own = Some(key.about.id()).filter(|id| matches!(key.about, TopicKey::Incident(_)) && !is_left_out(id));
    let stays = TopicKey::Incident(own.unwrap_or(first).to_owned());
    for copy in copies::of(key, &found.fields, documents)?.into_iter().filter(|copy| is_left_out(&copy.id)) {
        if !is_drafted(&copy.found.fields) {
            return Err(copies::is_confirmed(&copy.id));
        }
        if !says_the_same(&copy.found.fields, &found.fields) {
            return Err(mistake(format!("the copy in {} says something else by now; decide about it there", copy.id)));
        }
        take_claim(copy.found, documents)?;
        annotations::follow(&in_file_of(&copy.id, key), &stays, documents)?;
    }
    let known = copies::of(key, &found.fields, documents)?;
    for copy in &known {
        name_others(copy, &others(&copy.id), &[], documents)?;
    }
    for id in over.iter().filter(|id| own != Some(id.as_str()) && !known.iter().any(|copy| copy.id == **id)) {
        if before.contains(id) {
            return Err(mistake(format!(
                "the copy of the claim in {id} was changed or is gone; take {id} out, or correct it there"
            )));
        }
        match claim_of(documents, &in_file_of(id, key)) {
            // Another claim may read the same and say the opposite, have been confirmed by itself, or be about others.
            Ok(there) if says_the_same(&there.fields, &found.fields) && !has(&there.fields, WITH) => {
                name_others(&ClaimCopy { id: id.clone(), found: there }, &others(id), &[], documents)?;
            }
            Ok(_) => return Err(is_another(id)),
            Err(Refusal::Settled) => {
                let mut account = account.clone();
                for claim in tables_mut(&mut account, "claims").into_iter().flatten() {
                    set_others(claim, others(id));
                }
                add_account(&TopicKey::Incident(id.clone()), account, documents)?;
            }
            Err(other) => return Err(other),
        }
    }
    match own {
        Some(id) => name_others(&ClaimCopy { id: id.to_owned(), found }, &others(id), &[], documents),
        None => {
            take_claim(found, documents)?;
            annotations::follow(key, &stays, documents)
        }
    }
}
