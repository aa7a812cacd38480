//! Turns a decision into edits of the documents of a corpus. A refused decision may have changed some of them: the caller
//! drops the documents then.
//!
//! Knows documents, not where they are stored.

mod annotations;
mod found;
mod printed;
mod references;
mod rejections;

use super::by_hand::HandClaim;
use super::decision::Decision;
use super::item::{ClaimKey, DraftKey, QuoteKey, TopicKey};
use super::typed::TypedValue;
use crate::documents::document::{Documents, new_file};
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal};
use crate::documents::file_name::id_of_words;
use crate::documents::quote_id::derived_id;
use crate::model::draft_doubt::{OTHER_INCIDENT, is_settled_by_confirming};
use crate::model::figure::Qualifier;
use crate::model::taken_ids::TakenIds;
use found::{FoundTable, claim_of, field, has, list, number, quote_of, tables_mut, text};

/// The fields that make a claim, a quotation or an incident a draft, in the order in which they can go.
const MARKS: [&str; 3] = ["by", "rule", "draft"];
/// The same of a suggested origin.
const ORIGIN_MARKS: [&str; 4] = ["draft_origin_reason", "draft_origin_rule", "draft_origin_grade", "draft_origin"];

/// Applies a decision to the documents. A refusal says what stands against it.
pub fn apply(decision: &Decision, documents: &mut Documents) -> Result<(), Refusal> {
    match decision {
        Decision::Accept(keys) => keys.iter().try_for_each(|key| accept(key, documents)),
        Decision::Reject(keys, mentions) => {
            last_first(keys).into_iter().try_for_each(|key| reject(key, documents))?;
            mentions.iter().try_for_each(|mention| rejections::remember(mention, documents))
        }
        Decision::Correct(key, value) => {
            let found = claim_of(documents, key)?;
            is_draft(&found)?;
            correct(&found, value, documents)?;
            confirm(&FoundTable::at(documents, &found.file, &found.at)?, documents)
        }
        Decision::Gist(key, gist) => {
            let found = quote_of(documents, key)?;
            found.set("gist", EditValue::Text(gist.clone()), documents)?;
            confirm(&found, documents)
        }
        Decision::Retitle { incident, title } => {
            let found = FoundTable::top(documents, incident_file(incident))?;
            is_draft(&found)?;
            found.set("title", EditValue::Text(title.clone()), documents)
        }
        Decision::Move(key, to) => {
            let account = remove_claim(key, documents)?;
            add_account(to, account, documents)?;
            annotations::follow(key, to, documents)
        }
        Decision::MoveToNew(key, title) => {
            let account = remove_claim(key, documents)?;
            let id = new_incident(title, account, documents)?;
            annotations::follow(key, &TopicKey::Incident(id), documents)
        }
        Decision::Claim(claim, about) => add_account(about, account_of(claim), documents),
        Decision::ClaimOfNew(claim, title) => new_incident(title, account_of(claim), documents).map(drop),
        Decision::Join { stays, goes } => join(stays, goes, documents),
        Decision::Annotate { on, says, by, date } => annotations::annotate(on, says, (by, date), documents),
    }
}

/// Adds an incident that a person found. It stays a draft until its kind is given. Gives its id.
fn new_incident(title: &str, account: Fields, documents: &mut Documents) -> Result<String, Refusal> {
    let of_incident = |path: &str| Some(path.strip_prefix("incidents/")?.strip_suffix(".toml")?.to_owned());
    let mut taken: TakenIds = documents.paths().filter_map(of_incident).collect();
    let id = taken.new_id(&id_of_words(title, "incident"));
    let file = incident_file(&id);
    let text = |text: &str| EditValue::Text(text.to_owned());
    let fields: Fields = vec![
        ("title".to_owned(), text(title)),
        ("draft".to_owned(), text("plain")),
        ("rule".to_owned(), text("by hand")),
        ("account".to_owned(), EditValue::Tables(vec![account])),
    ];
    let text = new_file(&file, &fields, &[])?;
    documents.apply(&Edit::CreateFile { file, text })?;
    Ok(id)
}

/// The account that makes a claim by hand.
fn account_of(claim: &HandClaim) -> Fields {
    let text = |key: &str, value: &str| (key.to_owned(), EditValue::Text(value.to_owned()));
    let mut fields = vec![text("facet", &claim.facet)];
    for (key, value) in value_fields(&claim.value) {
        fields.extend(value.map(|value| (key.to_owned(), value)));
    }
    fields.extend(claim.party.map(|party| text("of", party.word())));
    fields.push(text("words", &claim.words));
    vec![
        text("article", &claim.article),
        ("passage".to_owned(), EditValue::Number(claim.passage.into())),
        ("claims".to_owned(), EditValue::Tables(vec![fields])),
    ]
}

/// The file of an incident.
fn incident_file(id: &str) -> String {
    TopicKey::Incident(id.to_owned()).file()
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

/// Refuses what is no draft: somebody has confirmed it meanwhile.
fn is_draft(found: &FoundTable) -> Result<(), Refusal> {
    text(&found.fields, "draft").map(drop).ok_or(Refusal::Settled)
}

/// Takes the marks of a draft away.
fn confirm(found: &FoundTable, documents: &mut Documents) -> Result<(), Refusal> {
    is_draft(found)?;
    printed::quote(found, documents)?;
    // What the reading by rule left open is settled by whoever confirms it; a doubt of the source stays.
    if let Some(hedge) = text(&found.fields, "hedge").filter(|hedge| is_settled_by_confirming(hedge)) {
        found.unset("hedge", documents)?;
        if hedge == OTHER_INCIDENT && has(&found.fields, "weigh") {
            found.unset("weigh", documents)?;
        }
    }
    MARKS.iter().try_for_each(|mark| found.unset(mark, documents))
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
        DraftKey::Claim(key) => remove_claim(key, documents).map(drop),
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

/// The fields of a value, those that it does not have too.
fn value_fields(value: &TypedValue) -> Vec<(&'static str, Option<EditValue>)> {
    match value {
        TypedValue::Text(text) => vec![("value", Some(EditValue::Text(text.clone())))],
        TypedValue::Number { figure, qualifier, min, max } => {
            let number = |n: &u32| EditValue::Number(u64::from(*n));
            let is_implied = figure.is_some() && *qualifier == Qualifier::Exactly;
            let is_range = figure.is_none() && min.is_some() && max.is_some();
            let word = (!is_implied && !is_range).then(|| EditValue::Text(qualifier.word().to_owned()));
            let [figure, min, max] = [figure, min, max].map(|n| n.as_ref().map(number));
            vec![("figure", figure), ("qualifier", word), ("min", min), ("max", max)]
        }
    }
}

/// Gives a claim another value. What is given is set before what is not goes, as a claim needs a number at every step.
fn correct(found: &FoundTable, value: &TypedValue, documents: &mut Documents) -> Result<(), Refusal> {
    let fields = value_fields(value);
    for (field, value) in &fields {
        if let Some(value) = value {
            found.set(field, value.clone(), documents)?;
        }
    }
    fields.iter().filter(|(_, value)| value.is_none()).try_for_each(|(field, _)| found.unset(field, documents))
}

/// Removes a claim, with its account if nothing else is in it. Gives the account as it would hold the claim alone.
fn remove_claim(key: &ClaimKey, documents: &mut Documents) -> Result<Fields, Refusal> {
    let found = claim_of(documents, key)?;
    is_draft(&found)?;
    let FoundTable { file, mut at, fields } = found;
    let account = FoundTable::at(documents, &file, &at[..1])?;
    let others = list(&account.fields, "claims").len() > 1;
    let mut alone: Fields = account.fields.iter().filter(|(key, _)| key != "claims").cloned().collect();
    alone.push(("claims".to_owned(), EditValue::Tables(vec![fields])));
    if !others {
        at.truncate(1);
        let accounts = list(&documents.fields(&file)?, "account").len();
        if accounts == 1 {
            return Err(Refusal::LastAccount);
        }
    }
    documents.apply(&Edit::Remove { file, at: EditPlace::Table(at) })?;
    Ok(alone)
}

/// Adds an account to what is said of a topic. Its claims join those of an account of the same passage, and take its hedge
/// along.
fn add_account(to: &TopicKey, mut account: Fields, documents: &mut Documents) -> Result<(), Refusal> {
    if let (TopicKey::Incident(id), Some(claims)) = (to, tables_mut(&mut account, "claims")) {
        for claim in claims.iter_mut() {
            without_itself(claim, id);
        }
    }
    let file = to.file();
    let fields = documents.fields(&file)?;
    let accounts = list(&fields, "account");
    let place = |fields: &Fields| (text(fields, "article").map(str::to_owned), number(fields, "passage"));
    let Some(at) = accounts.iter().position(|other| place(other) == place(&account)) else {
        let position = accounts.len();
        let list = "account".to_owned();
        let at = EditPlace::Table(Vec::new());
        return documents.apply(&Edit::Create { file, at, list, position, fields: account }).map(drop);
    };
    for key in ["hedge", "weigh"] {
        if has(&accounts[at], key) && field(&accounts[at], key) != field(&account, key) {
            let what = format!("its passage has an account there with a {key} of its own; move the claim in the file");
            return Err(Refusal::Mistakes(vec![what]));
        }
    }
    let is_inherited = |key: &str| ["hedge", "weigh"].contains(&key) && !has(&accounts[at], key);
    let inherited: Fields = account.iter().filter(|(key, _)| is_inherited(key)).cloned().collect();
    let positions = list(&accounts[at], "claims").len()..;
    for (position, mut fields) in positions.zip(list(&account, "claims")) {
        let lacking: Fields = inherited.iter().filter(|(key, _)| !has(&fields, key)).cloned().collect();
        fields.extend(lacking);
        let at = EditPlace::Table(vec![("account".to_owned(), at)]);
        documents.apply(&Edit::Create { file: file.clone(), at, list: "claims".to_owned(), position, fields })?;
    }
    Ok(())
}

/// Takes an incident out of what its own claim covers besides it.
fn without_itself(claim: &mut Fields, id: &str) {
    for (key, value) in claim.iter_mut() {
        if let ("with", EditValue::Texts(ids)) = (key.as_str(), value) {
            ids.retain(|other| other != id);
        }
    }
    claim.retain(|(key, value)| key != "with" || !matches!(value, EditValue::Texts(ids) if ids.is_empty()));
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
