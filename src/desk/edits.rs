//! Turns a decision into edits of the documents of a corpus. A refused decision may have changed some of them: the caller
//! drops the documents then.
//!
//! Knows documents, not where they are stored.

mod accounts;
mod additions;
pub mod annotations;
pub mod copies;
mod found;
mod moving;
mod printed;
mod references;
mod rejections;
mod revise;

use std::collections::BTreeMap;

use super::by_hand::HandClaim;
use super::decision::{ClaimRevision, Decision};
use super::fields::{has, list, number, text, texts};
use super::item::{ClaimKey, DraftKey, QuoteKey, TopicKey};
use super::revision::is_same;
use crate::documents::document::Documents;
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal, TableFill};
use crate::documents::quote_id::derived_id;
use crate::model::draft_doubt::{OTHER_INCIDENT, left_by_confirming};
use accounts::{account_of, add_account, incident_file, new_incident, take_claim};
use copies::{ABOUT_ONE, CorrectedClaim};
use found::{FileClaims, FoundTable, claim_of, is_draft, quote_of};
use revise::revise;

/// The fields that make a claim, a quotation or an incident a draft, in the order in which they can go.
const MARKS: [&str; 3] = ["by", "rule", "draft"];
/// The same of a suggested origin.
const ORIGIN_MARKS: [&str; 4] = ["draft_origin_reason", "draft_origin_rule", "draft_origin_grade", "draft_origin"];

/// Applies a decision to the documents. A refusal says what stands against it.
pub fn apply(decision: &Decision, documents: &mut Documents) -> Result<(), Refusal> {
    match decision {
        Decision::Accept(keys) => accept_all(keys, documents),
        Decision::Reject(keys, mentions) => {
            last_first(keys).into_iter().try_for_each(|key| reject(key, documents))?;
            mentions.iter().try_for_each(|mention| rejections::remember(mention, documents))
        }
        Decision::Revise(revision) => revise_claim(revision, documents),
        Decision::Remove { key, agreed } => remove(key, agreed, documents),
        Decision::ReviseQuote { key, was_draft, changes } => {
            let found = quote_of(documents, key)?;
            is_as_it_was(&found, *was_draft)?;
            revise(&found, changes, documents)?;
            if *was_draft { confirm(&found.again(documents)?, documents) } else { Ok(()) }
        }
        Decision::ReviseIncident { incident, was_draft, changes, adds, accepts } => {
            additions::add(adds, documents)?;
            let found = FoundTable::top(documents, incident_file(incident))?;
            is_as_it_was(&found, *was_draft)?;
            revise(&found, changes, documents)?;
            if *accepts { confirm(&found.again(documents)?, documents) } else { Ok(()) }
        }
        Decision::Digest { article, passage, from, to } => digest(article, *passage, (from, to), documents),
        Decision::Move(moved, to) => moving::to(moved, to, documents),
        Decision::MoveToNew(moved, incident) => {
            additions::add(&incident.adds, documents)?;
            moving::to_new(moved, incident, documents)
        }
        Decision::Spread(key, over) => moving::spread(key, over, documents),
        Decision::Claim(made, about) => claim(made, about, documents),
        Decision::Claims(all) => all.iter().try_for_each(|(made, about)| claim(made, about, documents)),
        Decision::ClaimOfNew(claim, incident) => {
            additions::add(&claim.claim.adds, documents)?;
            additions::add(&incident.adds, documents)?;
            let account = account_of(claim);
            let id = new_incident(incident, account.clone(), documents)?;
            copies::stand_with(&id, &others_of(&account), &account, documents)
        }
        Decision::Join { stays, goes } => join(stays, goes, documents),
        Decision::Annotate { on, says, by, date, from } => annotations::annotate(on, says, (by, date, from), documents),
    }
}

/// The keys so that what goes first does not change which one a later key names.
fn last_first(keys: &[DraftKey]) -> Vec<&DraftKey> {
    let mut keys: Vec<&DraftKey> = keys.iter().collect();
    keys.sort_by_key(|key| {
        std::cmp::Reverse(match key {
            DraftKey::Claim(ClaimKey { nth, .. }) | DraftKey::Quote(QuoteKey { nth, .. }) => *nth,
            DraftKey::Incident(_) | DraftKey::Origin(_) => 0,
        })
    });
    keys
}

/// Takes the marks of a draft away.
fn confirm(found: &FoundTable, documents: &mut Documents) -> Result<(), Refusal> {
    if !has(&found.fields, "facet") {
        is_draft(found)?;
        printed::quote(found, documents)?;
    }
    let tables = vec![confirmed(found, documents)?];
    documents.apply(&Edit::Fill { file: found.file.clone(), tables }).map(drop)
}

/// What changes in a draft that is confirmed.
fn confirmed(found: &FoundTable, documents: &Documents) -> Result<TableFill, Refusal> {
    is_draft(found)?;
    let mut fields: Vec<(String, Option<EditValue>)> = Vec::new();
    if has(&found.fields, "facet") {
        fields.extend(printed::claim_value(found, documents));
    }
    // What the reading by rule left open is settled by whoever confirms it; a doubt of the source stays.
    if let Some(hedge) = text(&found.fields, "hedge") {
        let left = left_by_confirming(hedge);
        if left != hedge {
            fields.push(("hedge".to_owned(), (!left.is_empty()).then(|| EditValue::Text(left.to_owned()))));
        }
        if hedge == OTHER_INCIDENT && has(&found.fields, "weigh") {
            fields.push(("weigh".to_owned(), None));
        }
    }
    fields.extend(MARKS.iter().filter(|mark| has(&found.fields, mark)).map(|mark| ((*mark).to_owned(), None)));
    Ok(TableFill { at: found.at.clone(), fields })
}

/// Accepts drafts. The claims of a file are looked for and confirmed together: it is parsed once, however many they are.
fn accept_all(keys: &[DraftKey], documents: &mut Documents) -> Result<(), Refusal> {
    let mut by_file: BTreeMap<String, Vec<&ClaimKey>> = BTreeMap::new();
    for key in keys {
        match key {
            DraftKey::Claim(key) => by_file.entry(key.about.file()).or_default().push(key),
            key => accept(key, documents)?,
        }
    }
    for (file, keys) in by_file {
        let claims = FileClaims::of(documents, file.clone())?;
        let tables = keys.into_iter().map(|key| confirmed(&claims.find(key)?, documents));
        let tables = tables.collect::<Result<Vec<TableFill>, Refusal>>()?;
        documents.apply(&Edit::Fill { file, tables })?;
    }
    Ok(())
}

fn accept(key: &DraftKey, documents: &mut Documents) -> Result<(), Refusal> {
    match key {
        DraftKey::Incident(id) => confirm(&FoundTable::top(documents, incident_file(id))?, documents),
        DraftKey::Claim(key) => confirm(&claim_of(documents, key)?, documents),
        DraftKey::Quote(key) => confirm(&quote_of(documents, key)?, documents),
        DraftKey::Origin(article) => {
            let found = FoundTable::top(documents, format!("articles/{article}.md"))?;
            let origin = text(&found.fields, "draft_origin").ok_or(Refusal::Settled)?.to_owned();
            found.set("origin", EditValue::Text(origin), documents)?;
            ORIGIN_MARKS.iter().try_for_each(|mark| found.unset(mark, documents))
        }
    }
}

fn reject(key: &DraftKey, documents: &mut Documents) -> Result<(), Refusal> {
    match key {
        DraftKey::Incident(id) => {
            is_draft(&FoundTable::top(documents, incident_file(id))?)?;
            references::remove(id, documents)?;
            documents.apply(&Edit::RemoveFile { file: incident_file(id) }).map(drop)
        }
        DraftKey::Claim(key) => {
            is_draft(&claim_of(documents, key)?)?;
            remove(key, &[], documents)
        }
        DraftKey::Quote(key) => {
            let found = quote_of(documents, key)?;
            is_draft(&found)?;
            keep_ids(&found, key, documents)?;
            documents.apply(&Edit::Remove { file: found.file, at: EditPlace::Table(found.at) }).map(drop)
        }
        DraftKey::Origin(article) => {
            let found = FoundTable::top(documents, format!("articles/{article}.md"))?;
            if text(&found.fields, "draft_origin").is_none() {
                return Err(Refusal::Settled);
            }
            ORIGIN_MARKS.iter().try_for_each(|mark| found.unset(mark, documents))
        }
    }
}

/// Takes a claim out of its file; the other incidents with which it stands name it no more. `agreed` are those whose confirmed claims
/// may change by that.
fn remove(key: &ClaimKey, agreed: &[String], documents: &mut Documents) -> Result<(), Refusal> {
    let found = claim_of(documents, key)?;
    copies::follow(key, &found.fields, None, agreed, documents)?;
    take_claim(found, documents).map(drop)
}

/// Adds a claim that a person makes, with what it needs.
fn claim(made: &HandClaim, about: &TopicKey, documents: &mut Documents) -> Result<(), Refusal> {
    additions::add(&made.claim.adds, documents)?;
    let account = account_of(made);
    let others: Vec<String> = others_of(&account).into_iter().filter(|id| id != about.id()).collect();
    copies::stand_with(about.id(), &others, &account, documents)?;
    add_account(about, account, documents)
}

/// The other incidents that the claim of an account names.
fn others_of(account: &Fields) -> Vec<String> {
    list(account, "claims").iter().flat_map(|claim| texts(claim, copies::WITH)).cloned().collect()
}

/// Writes down the ids of the quotations that follow one in its passage, which its removal would change: notes and marks go by
/// them.
fn keep_ids(found: &FoundTable, key: &QuoteKey, documents: &mut Documents) -> Result<(), Refusal> {
    let own = found.at.first().map_or(0, |(_, at)| *at);
    let mut nth = 0;
    for (at, quote) in list(&documents.fields(&found.file)?, "quote").iter().enumerate() {
        if number(quote, "passage") != Some(key.passage.into()) {
            continue;
        }
        nth += 1;
        if at > own && text(quote, "id").is_none() {
            let later = FoundTable::at(documents, &found.file, &[("quote".to_owned(), at)])?;
            later.set("id", EditValue::Text(derived_id(&key.article, key.passage, nth)), documents)?;
        }
    }
    Ok(())
}

/// Gives a claim other fields, and confirms it if it was a draft; lets it be about something else.
fn revise_claim(revision: &ClaimRevision, documents: &mut Documents) -> Result<(), Refusal> {
    let ClaimRevision { key, was_draft, changes, adds, about } = revision;
    additions::add(adds, documents)?;
    let found = claim_of(documents, key)?;
    is_as_it_was(&found, *was_draft)?;
    let before = found.fields.clone();
    let is_copied = |to: &TopicKey| texts(&before, copies::WITH).iter().any(|id| id == to.id());
    if let Some(to) = about.as_ref().filter(|to| is_copied(to)) {
        let what = format!("the claim is about {} too, where it has a copy; decide about that one there", to.id());
        return Err(Refusal::Mistakes(vec![what]));
    }
    let copies = copies::of(key, &before, documents)?;
    revise(&found, changes, documents)?;
    let mut found = found.again(documents)?;
    if *was_draft {
        confirm(&found, documents)?;
        found = found.again(documents)?;
    }
    let marks = before.iter().filter(|(key, _)| MARKS.contains(&key.as_str())).cloned().collect();
    let was = CorrectedClaim { key, before: &before, copies: &copies, marks };
    copies::agree(&was, &found, documents)?;
    let [facet, words] = ["facet", "words"].map(|key| text(&found.fields, key).unwrap_or_default().to_owned());
    annotations::rename(key, &facet, &words, documents)?;
    let Some(to) = about.as_ref().filter(|to| **to != key.about) else { return Ok(()) };
    let now = ClaimKey { facet, words, ..key.clone() };
    let says = found.fields.clone();
    let account = take_claim(found, documents)?;
    let by = Some(to.id()).filter(|_| matches!(to, TopicKey::Incident(_)));
    copies::follow(&now, &says, by, &[], documents)?;
    add_account(to, account, documents)?;
    annotations::follow(&now, to, documents)
}

/// Gives a passage another digest, unless somebody else has.
fn digest(article: &str, passage: u32, (from, to): (&str, &str), documents: &mut Documents) -> Result<(), Refusal> {
    let file = format!("articles/{article}.md");
    let number = usize::try_from(passage).unwrap_or(usize::MAX);
    let now = documents.digest(&file, number)?;
    let text = |text: &str| EditValue::Text(text.to_owned());
    if !is_same("digest", Some(&text(&now)), Some(&text(from))) {
        return Err(Refusal::Stale(format!("the digest is “{now}” by now")));
    }
    let (at, field) = (EditPlace::Passage(number), "digest".to_owned());
    documents.apply(&Edit::Set { file, at, field, value: text(to) }).map(drop)
}

/// Refuses what was confirmed, or is a draft again, since it was looked at.
fn is_as_it_was(found: &FoundTable, was_draft: bool) -> Result<(), Refusal> {
    if has(&found.fields, "draft") == was_draft { Ok(()) } else { Err(Refusal::Settled) }
}

/// Whether a claim of an incident stands with another incident.
fn names(incident: &Fields, other: &str) -> bool {
    let claims = list(incident, "account").into_iter().flat_map(|account| list(&account, "claims"));
    claims.into_iter().any(|claim| texts(&claim, "with").iter().any(|id| id == other))
}

/// Makes one incident of two; the one that goes must be a draft. What defines the one that goes, such as its title, goes with it.
fn join(stays: &str, goes: &str, documents: &mut Documents) -> Result<(), Refusal> {
    if stays == goes {
        return Err(Refusal::NoPlace);
    }
    FoundTable::top(documents, incident_file(stays))?;
    if is_draft(&FoundTable::top(documents, incident_file(goes))?).is_err() {
        return Err(Refusal::Mistakes(vec!["both are confirmed; join them in their files".to_owned()]));
    }
    let gone = documents.fields(&incident_file(goes))?;
    // The claim would stand twice.
    if names(&gone, stays) && names(&documents.fields(&incident_file(stays))?, goes) {
        let what = format!("claims are about {goes} and {stays} together; {ABOUT_ONE}");
        return Err(Refusal::Mistakes(vec![what]));
    }
    references::replace(goes, stays, documents)?;
    let gone = documents.fields(&incident_file(goes))?;
    let to = TopicKey::Incident(stays.to_owned());
    for account in list(&gone, "account") {
        add_account(&to, account, documents)?;
    }
    let file = to.file();
    for key in ["relation", "note"] {
        for fields in list(&gone, key) {
            if key == "relation" && text(&fields, "to") == Some(stays) {
                continue;
            }
            let position = list(&documents.fields(&file)?, key).len();
            let at = EditPlace::Table(Vec::new());
            documents.apply(&Edit::Create { file: file.clone(), at, list: key.to_owned(), position, fields })?;
        }
    }
    documents.apply(&Edit::RemoveFile { file: incident_file(goes) }).map(drop)
}
