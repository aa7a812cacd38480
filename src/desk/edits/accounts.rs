//! Accounts as they come, go and move: what a passage says of an incident or name, claim by claim.

use super::found::FoundTable;
use crate::desk::by_hand::HandClaim;
use crate::desk::fields::{field, has, list, number, tables_mut, text};
use crate::desk::incident_line::TypedIncident;
use crate::desk::item::TopicKey;
use crate::desk::revision::is_same;
use crate::documents::document::{Documents, new_file};
use crate::documents::edit::{Edit, EditPlace, EditValue, Fields, Refusal};
use crate::documents::file_name::id_of_words;
use crate::model::taken_ids::TakenIds;

/// Adds an incident that a person found. It stays a draft until its kind is given. Gives its id.
pub(super) fn new_incident(
    typed: &TypedIncident,
    account: Fields,
    documents: &mut Documents,
) -> Result<String, Refusal> {
    let of_incident = |path: &str| Some(path.strip_prefix("incidents/")?.strip_suffix(".toml")?.to_owned());
    let mut taken: TakenIds = documents.paths().filter_map(of_incident).collect();
    let id = taken.new_id(&id_of_words(typed.title(), "incident"));
    let file = incident_file(&id);
    let text = |key: &str, text: &str| (key.to_owned(), EditValue::Text(text.to_owned()));
    let mut fields = typed.fields();
    if !has(&fields, "kind") {
        fields.extend([text("draft", "plain"), text("rule", "by hand")]);
    }
    fields.push(("account".to_owned(), EditValue::Tables(vec![account])));
    let text = new_file(&file, &fields, &[])?;
    documents.apply(&Edit::CreateFile { file, text })?;
    Ok(id)
}

/// The account that makes a claim by hand.
pub(super) fn account_of(claim: &HandClaim) -> Fields {
    let text = |key: &str, value: &str| (key.to_owned(), EditValue::Text(value.to_owned()));
    let mut fields = vec![text("facet", &claim.claim.facet)];
    fields.extend(claim.claim.fields());
    fields.push(text("words", &claim.words));
    vec![
        text("article", &claim.article),
        ("passage".to_owned(), EditValue::Number(claim.passage.into())),
        ("claims".to_owned(), EditValue::Tables(vec![fields])),
    ]
}

/// The file of an incident.
pub(super) fn incident_file(id: &str) -> String {
    TopicKey::Incident(id.to_owned()).file()
}

/// The account of a claim as it would hold the claim alone.
pub(super) fn account_alone(claim: &FoundTable, documents: &Documents) -> Result<Fields, Refusal> {
    let account = FoundTable::at(documents, &claim.file, &claim.at[..1])?;
    let mut alone: Fields = account.fields.into_iter().filter(|(key, _)| key != "claims").collect();
    alone.push(("claims".to_owned(), EditValue::Tables(vec![claim.fields.clone()])));
    Ok(alone)
}

/// Takes a claim out of its file, with its account if nothing else is in it. Gives the account as it would hold the claim alone.
pub(super) fn take_claim(found: FoundTable, documents: &mut Documents) -> Result<Fields, Refusal> {
    let alone = account_alone(&found, documents)?;
    let FoundTable { file, mut at, .. } = found;
    let account = FoundTable::at(documents, &file, &at[..1])?;
    let others = list(&account.fields, "claims").len() > 1;
    if !others {
        at.truncate(1);
        let all = documents.fields(&file)?;
        let is_last = list(&all, "account").len() == 1;
        if is_last && file.starts_with("names/") && !has(&all, "note") {
            documents.apply(&Edit::RemoveFile { file })?;
            return Ok(alone);
        }
        if is_last {
            return Err(if file.starts_with("names/") { Refusal::LastOfName } else { Refusal::LastAccount });
        }
    }
    documents.apply(&Edit::Remove { file, at: EditPlace::Table(at) })?;
    Ok(alone)
}

/// Adds an account to what is said of a topic. Its claims join those of an account of the same passage, and take its hedge
/// along. Refused of a claim of several incidents that stands there already.
pub(super) fn add_account(to: &TopicKey, mut account: Fields, documents: &mut Documents) -> Result<(), Refusal> {
    let arriving = list(&account, "claims");
    if let (TopicKey::Incident(id), Some(claims)) = (to, tables_mut(&mut account, "claims")) {
        for claim in claims.iter_mut() {
            without_itself(claim, id);
        }
    }
    let file = to.file();
    if matches!(to, TopicKey::Name(_)) && !documents.paths().any(|path| path == file) {
        let text = new_file(&file, &vec![("account".to_owned(), EditValue::Tables(vec![account]))], &[])?;
        return documents.apply(&Edit::CreateFile { file, text }).map(drop);
    }
    let fields = documents.fields(&file)?;
    let accounts = list(&fields, "account");
    let place = |fields: &Fields| (text(fields, "article").map(str::to_owned), number(fields, "passage"));
    let Some(at) = accounts.iter().position(|other| place(other) == place(&account)) else {
        let position = accounts.len();
        let list = "account".to_owned();
        let at = EditPlace::Table(Vec::new());
        return documents.apply(&Edit::Create { file, at, list, position, fields: account }).map(drop);
    };
    for there in list(&accounts[at], "claims") {
        let same = |claim: &Fields, key: &str| is_same(key, field(claim, key), field(&there, key));
        let reads_so =
            |claim: &Fields| ["facet", "words", "value", "figure", "parts"].iter().all(|key| same(claim, key));
        if arriving.iter().any(|claim| reads_so(claim) && (has(claim, "with") || has(&there, "with"))) {
            let what = format!("a claim of {} reads like this one already; settle that one first", to.id());
            return Err(Refusal::Mistakes(vec![what]));
        }
    }
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
