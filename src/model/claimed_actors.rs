//! Whom the claims of an incident name: its actors where nobody lists any. Knows no texts.

use std::collections::HashSet;

use super::corpus::Corpus;
use super::facet::Facet;
use super::incident::{Incident, Stance, Value, Who};

/// Those whom claims of an incident give a part, each with the word for it. A draft incident has those of its drafts; one that
/// is confirmed, only those of confirmed claims. What a source denies gives nobody a part.
pub(super) fn of(corpus: &Corpus, incident: &Incident) -> Vec<(Who, &'static str)> {
    let is_draft = incident.drafted.is_some();
    let (mut all, mut known) = (Vec::new(), HashSet::new());
    for account in corpus.accounts_in(incident.accounts) {
        for claim in corpus.claims_in(account.claims) {
            let counts = account.weigh && claim.weigh && (is_draft || claim.drafted.is_none());
            let (Value::Who(who), Some(role)) = (claim.value, role(claim.facet)) else { continue };
            if counts && claim.stance != Stance::Denied && known.insert((who, role)) {
                all.push((who, role));
            }
        }
    }
    all
}

/// The part of somebody whom a claim on a facet names.
fn role(facet: Facet) -> Option<&'static str> {
    match facet {
        Facet::Perpetrator => Some("blamed"),
        Facet::ClaimedBy => Some("claimed by"),
        Facet::Target => Some("target"),
        _ => None,
    }
}
