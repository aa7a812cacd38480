//! The copies of a claim of several incidents: it stands once in the file of each, and names the others. What somebody has confirmed
//! changes only by a decision about it.

use super::accounts::{account_alone, add_account};
use super::found::{FileClaims, FoundTable};
use crate::desk::fields::{field, has, tables_mut, text, texts};
use crate::desk::item::{ClaimKey, TopicKey, claim_key};
use crate::desk::revision::is_same;
use crate::documents::document::Documents;
use crate::documents::edit::{EditValue, Fields, Refusal};
use crate::documents::write::claim_fields;
use crate::model::{ClaimId, Corpus, IncidentId};

/// The field that names the other incidents.
pub(super) const WITH: &str = "with";

/// What is said where a claim must first be about one incident. Which key does that, who shows it adds.
pub const ABOUT_ONE: &str = "let each be about one of them first";

/// What is said where a claim is confirmed with another incident, and changes only there. Which keys do that, who shows it adds.
pub const PART_THERE: &str = "part it there (with -), or remove it there";

/// A claim in the file of another incident.
pub(super) struct ClaimCopy {
    /// The id of the incident.
    pub id: String,
    /// The claim there.
    pub found: FoundTable,
}

/// The key of a claim in the file of another incident.
pub(super) fn in_file_of(id: &str, key: &ClaimKey) -> ClaimKey {
    ClaimKey { about: TopicKey::Incident(id.to_owned()), ..key.clone() }
}

/// The copies of a claim that says this. Files that are written by hand may lack some.
pub(super) fn of(key: &ClaimKey, says: &Fields, documents: &Documents) -> Result<Vec<ClaimCopy>, Refusal> {
    let mut all = Vec::new();
    for id in texts(says, WITH).iter().filter(|id| *id != key.about.id()) {
        let claims = match FileClaims::of(documents, TopicKey::Incident(id.clone()).file()) {
            Ok(claims) => claims,
            Err(Refusal::NoFile) => continue,
            Err(other) => return Err(other),
        };
        let claims = claims.of_passage(&key.article, key.passage).into_iter();
        let found = copy_among(claims.map(|claim| (claim.fields.clone(), claim)), id, key, says)?;
        all.extend(found.map(|found| ClaimCopy { id: id.clone(), found }));
    }
    Ok(all)
}

/// The other incidents of a claim with which it is confirmed.
pub fn confirmed_with(corpus: &Corpus, id: ClaimId) -> Vec<IncidentId> {
    let claim = corpus.claim(id);
    let (key, says, passage) =
        (claim_key(corpus, id), claim_fields(corpus, claim), corpus.account(claim.account).passage);
    let is_confirmed = |other: IncidentId| {
        let accounts = corpus.accounts_in(corpus.incident(other).accounts).iter();
        let there = accounts.filter(|account| account.passage == passage);
        let claims = there.flat_map(|account| corpus.claims_in(account.claims));
        let claims = claims.map(|claim| (claim_fields(corpus, claim), claim.drafted.is_none()));
        // Where it cannot be told, nothing is removed.
        copy_among(claims, corpus.str(corpus.incident(other).id), &key, &says).ok().flatten().unwrap_or(false)
    };
    claim.with.iter().copied().filter(|&other| is_confirmed(other)).collect()
}

/// Of the claims of another incident in the same passage the one that is the copy: it names the incident back, and has the facet or the words. Which of several it is,
/// words, facet, value and the other incidents say.
fn copy_among<T>(
    claims: impl Iterator<Item = (Fields, T)>,
    id: &str,
    key: &ClaimKey,
    says: &Fields,
) -> Result<Option<T>, Refusal> {
    let group = |fields: &Fields, own: &str| {
        let mut all: Vec<String> = texts(fields, WITH).iter().cloned().chain([own.to_owned()]).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let own = group(says, key.about.id());
    let likeness = |claim: &Fields| {
        let same = |key: &str| is_same(key, field(claim, key), field(says, key));
        let value = ["value", "figure", "parts"].into_iter().all(same);
        (same("words"), same("facet"), value, group(claim, id) == own)
    };
    let named = claims.filter(|(fields, _)| texts(fields, WITH).iter().any(|other| other == key.about.id()));
    let named = named.map(|(fields, claim)| (likeness(&fields), claim));
    let mut named: Vec<_> = named.filter(|((words, facet, ..), _)| *words || *facet).collect();
    let Some(best) = named.iter().map(|(likeness, _)| *likeness).max() else { return Ok(None) };
    named.retain(|(likeness, _)| *likeness == best);
    let at = if named.len() > 1 { key.nth } else { 0 };
    if at >= named.len() {
        return Err(mistake(format!("several claims of {id} read like its copy; settle them in the file")));
    }
    Ok(Some(named.swap_remove(at).1))
}

/// Says in a copy which other incidents it is about. Refused of what is confirmed, unless its incident is among the `agreed`.
pub(super) fn name_others(
    copy: &ClaimCopy,
    others: &[String],
    agreed: &[String],
    documents: &mut Documents,
) -> Result<(), Refusal> {
    let now = texts(&copy.found.fields, WITH);
    if now.len() == others.len() && now.iter().all(|id| others.contains(id)) {
        return Ok(());
    }
    if !is_drafted(&copy.found.fields) && !agreed.contains(&copy.id) {
        return Err(is_confirmed(&copy.id));
    }
    match others {
        [] => copy.found.unset(WITH, documents),
        others => copy.found.set(WITH, EditValue::Texts(others.to_vec()), documents),
    }
}

/// Lets the other incidents of a claim that goes name it no more, or another incident in its place. Refused where that would change
/// what is confirmed, unless its incident is among the `agreed`.
pub(super) fn follow(
    key: &ClaimKey,
    says: &Fields,
    by: Option<&str>,
    agreed: &[String],
    documents: &mut Documents,
) -> Result<(), Refusal> {
    for copy in of(key, says, documents)? {
        let mut others: Vec<String> = Vec::new();
        for id in texts(&copy.found.fields, WITH) {
            let kept = if id == key.about.id() { by } else { Some(id.as_str()) };
            if let Some(kept) = kept.filter(|kept| *kept != copy.id && !others.iter().any(|known| known == kept)) {
                others.push(kept.to_owned());
            }
        }
        name_others(&copy, &others, agreed, documents)?;
    }
    Ok(())
}

/// A claim that is corrected: what it said, its copies then, and the fields that made it a draft.
pub(super) struct CorrectedClaim<'c> {
    /// Its key.
    pub key: &'c ClaimKey,
    /// What it said.
    pub before: &'c Fields,
    /// Its copies.
    pub copies: &'c [ClaimCopy],
    /// The fields that made it a draft; a new copy has them.
    pub marks: Fields,
}

/// Lets the copies of a claim agree with whom it names by now: those that it names no more are parted from it, those that it names
/// newly have a copy. Refused where its copies could not be told any more.
pub(super) fn agree(was: &CorrectedClaim, now: &FoundTable, documents: &mut Documents) -> Result<(), Refusal> {
    let CorrectedClaim { key, before, copies, marks } = was;
    let own = key.about.id();
    let (known, named) = (texts(before, WITH), texts(&now.fields, WITH));
    if named.iter().any(|id| id == own) {
        return Err(mistake(format!("the claim is about {own} already; name only the others")));
    }
    let new: Vec<String> = named.iter().filter(|id| !known.contains(id)).cloned().collect();
    let stays = |id: &str| id == own || named.iter().any(|other| other == id);
    if !new.is_empty() || known.iter().any(|id| !stays(id)) {
        for copy in *copies {
            let there = texts(&copy.found.fields, WITH).iter().map(String::as_str);
            let mut others: Vec<String> = Vec::new();
            for id in there.chain(new.iter().map(String::as_str)) {
                if id != copy.id && stays(id) == stays(&copy.id) && !others.iter().any(|known| known == id) {
                    others.push(id.to_owned());
                }
            }
            name_others(copy, &others, &[], documents)?;
        }
        let mut account = account_alone(now, documents)?;
        for claim in tables_mut(&mut account, "claims").into_iter().flatten() {
            let lacking = marks.iter().filter(|(mark, _)| !has(claim, mark)).cloned().collect();
            before_words(claim, lacking);
        }
        stand_with(own, &new, &account, documents)?;
    }
    let [facet, words] = ["facet", "words"].map(|key| text(&now.fields, key).unwrap_or_default().to_owned());
    let kept = copies.iter().filter(|copy| stays(&copy.id)).count() + new.len();
    let nth = if (&facet, &words) == (&key.facet, &key.words) { key.nth } else { 0 };
    if of(&ClaimKey { facet, words, nth, ..(*key).clone() }, &now.fields, documents)?.len() < kept {
        return Err(mistake("a claim of several incidents keeps facet or words; part it first (with -)".to_owned()));
    }
    Ok(())
}

/// Adds what is said of an incident to these others, each of which names all the rest.
pub(super) fn stand_with(
    own: &str,
    new: &[String],
    account: &Fields,
    documents: &mut Documents,
) -> Result<(), Refusal> {
    for id in new {
        let mut account = account.clone();
        for claim in tables_mut(&mut account, "claims").into_iter().flatten() {
            let rest = texts(claim, WITH).iter().filter(|other| *other != id);
            let others: Vec<String> = [own.to_owned()].into_iter().chain(rest.cloned()).collect();
            set_others(claim, others);
        }
        add_account(&TopicKey::Incident(id.clone()), account, documents)?;
    }
    Ok(())
}

/// Says in the fields of a claim which others it is about.
pub(super) fn set_others(claim: &mut Fields, others: Vec<String>) {
    claim.retain(|(key, _)| key != WITH);
    let named = (!others.is_empty()).then(|| (WITH.to_owned(), EditValue::Texts(others)));
    before_words(claim, named.into_iter().collect());
}

/// Adds fields to those of a claim, before its words.
fn before_words(claim: &mut Fields, fields: Fields) {
    let at = claim.iter().position(|(key, _)| key == "words").unwrap_or(claim.len());
    claim.splice(at..at, fields);
}

/// Whether a claim is another one's copy: a draft that says the same but for those with which it stands.
pub(super) fn says_the_same(there: &Fields, here: &Fields) -> bool {
    let said = |fields: &Fields| fields.iter().filter(|(key, _)| key != WITH).cloned().collect::<Fields>();
    is_drafted(there) && said(there) == said(here)
}

/// Whether a claim is a draft.
pub(super) fn is_drafted(fields: &Fields) -> bool {
    text(fields, "draft").is_some()
}

/// Why a confirmed copy stays as it is, and what can be done.
pub(super) fn is_confirmed(id: &str) -> Refusal {
    mistake(format!("the claim is confirmed with {id} too, where it would change; {PART_THERE}"))
}

pub(super) fn mistake(what: String) -> Refusal {
    Refusal::Mistakes(vec![what])
}
