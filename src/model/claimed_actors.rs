//! Whom the claims of an incident name: its actors where nobody lists any. Knows no texts.

use std::collections::HashMap;

use super::corpus::Corpus;
use super::facet::Facet;
use super::incident::{Incident, Stance, Value, Who};

/// Those whom claims of an incident give a part, each once, with the word for the part that is asserted most. A draft incident has
/// those of its drafts; one that is confirmed, only those of confirmed claims. What a source denies gives nobody a part.
pub(super) fn of(corpus: &Corpus, incident: &Incident) -> Vec<(Who, &'static str)> {
    named(corpus, incident, incident.drafted.is_some())
}

impl Corpus {
    /// Those whom confirmed claims of an incident give a part, each with the word for it, whoever is listed.
    pub fn confirmed_actors(&self, incident: &Incident) -> Vec<(Who, &'static str)> {
        named(self, incident, false)
    }
}

fn named(corpus: &Corpus, incident: &Incident, of_drafts: bool) -> Vec<(Who, &'static str)> {
    let mut all: Vec<(Who, Facet, Stance)> = Vec::new();
    let mut known = HashMap::new();
    for account in corpus.accounts_in(incident.accounts) {
        for claim in corpus.claims_in(account.claims) {
            let counts = account.weigh && claim.weigh && (of_drafts || claim.drafted.is_none());
            let Value::Who(who) = claim.value else { continue };
            if !counts || role(claim.facet, claim.stance).is_none() {
                continue;
            }
            let at = *known.entry(who).or_insert(all.len());
            match all.get_mut(at) {
                Some((_, facet, stance)) if weight(claim.facet, claim.stance) > weight(*facet, *stance) => {
                    (*facet, *stance) = (claim.facet, claim.stance);
                }
                Some(_) => {}
                None => all.push((who, claim.facet, claim.stance)),
            }
        }
    }
    all.into_iter().filter_map(|(who, facet, stance)| Some((who, role(facet, stance)?))).collect()
}

/// The part of somebody whom a claim on a facet names with this stance.
fn role(facet: Facet, stance: Stance) -> Option<&'static str> {
    match (facet, stance) {
        (_, Stance::Denied) => None,
        (Facet::Perpetrator, Stance::Asserted) => Some("perpetrator"),
        (Facet::Perpetrator, Stance::Suspected) => Some("suspected"),
        (Facet::Perpetrator, Stance::Alleged | Stance::Reported) => Some("blamed"),
        (Facet::ClaimedBy, _) => Some("claimed by"),
        (Facet::Target, _) => Some("target"),
        _ => None,
    }
}

/// How firmly a source stands behind a claim; between equals, whoever did it has that part before others.
fn weight(facet: Facet, stance: Stance) -> (u8, u8) {
    let firmness = match stance {
        Stance::Asserted => 4,
        Stance::Reported => 3,
        Stance::Alleged => 2,
        Stance::Suspected => 1,
        Stance::Denied => 0,
    };
    let part = match facet {
        Facet::Perpetrator => 2,
        Facet::ClaimedBy => 1,
        _ => 0,
    };
    (firmness, part)
}
