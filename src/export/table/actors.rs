//! The actors of an incident, each with its part, the stance and attribution of those who say so, and where.

use super::said::{self, Said, members};
use crate::model::incident::Who;
use crate::model::{Claim, Corpus, Facet, IncidentId, Subject, Value};

/// Who took which part, according to whom: `Isis-K (perpetrator, suspected: experts, limited-times ¶13)`. Those whom only
/// the editor lists follow, marked as such.
pub(super) fn of(subject: &Subject) -> Vec<String> {
    let mut all = Said::default();
    let mut listed: Vec<String> = Vec::new();
    for (corpus, incident) in members(subject) {
        let accounts = corpus.accounts_in(corpus.incident(incident).accounts);
        for account in accounts {
            for claim in corpus.claims_in(account.claims) {
                if let Some((who, part)) = part(corpus, claim) {
                    let with: Vec<&str> = claim.with.iter().map(|&id| corpus.str(corpus.incident(id).id)).collect();
                    let with =
                        if with.is_empty() { String::new() } else { format!("together with {}", with.join(" ")) };
                    let held = said::listed(&[part, said::holder(corpus, claim), with]);
                    all.add(corpus, account, corpus.who(who).to_owned(), held);
                }
            }
        }
        listed.extend(unclaimed(corpus, incident));
    }
    let mut texts = all.texts();
    texts.extend(listed);
    texts
}

/// Whom a claim names, and in which part.
fn part(corpus: &Corpus, claim: &Claim) -> Option<(Who, String)> {
    match (claim.facet, claim.value) {
        (Facet::Perpetrator | Facet::ClaimedBy | Facet::Target, Value::Who(who)) => {
            Some((who, corpus.facet_word(claim.facet).replace('-', " ")))
        }
        _ => None,
    }
}

/// Whether a claim that gives a part says what the editor's role says: one who is suspected or blamed is a perpetrator
/// according to a source, with its stance.
fn bears_out(part: &str, role: &str) -> bool {
    const HELD: [&str; 4] = ["suspected", "blamed", "accused", "alleged"];
    part == role || part == "perpetrator" && HELD.contains(&role)
}

/// Actors of the editor's list whose part no claim gives them.
fn unclaimed(corpus: &Corpus, incident: IncidentId) -> Vec<String> {
    let record = corpus.incident(incident);
    let accounts = corpus.accounts_in(record.accounts).iter();
    let claimed: Vec<(Who, String)> =
        accounts.flat_map(|a| corpus.claims_in(a.claims)).filter_map(|c| part(corpus, c)).collect();
    let same = |a: Who, b: Who| a == b || corpus.who(a) == corpus.who(b);
    let unclaimed = record.actors.iter().filter(|actor| {
        let role = corpus.str(actor.role);
        !claimed.iter().any(|(who, part)| same(*who, actor.who) && bears_out(part, role))
    });
    unclaimed.map(|a| format!("{} ({}, by the editor)", corpus.who(a.who), corpus.str(a.role))).collect()
}
