//! The drafts that one answer rejects: all that still wait of an incident or a passage. Knows the model only.

use std::collections::HashSet;

use super::item::{DraftItem, claims_about};
use crate::model::{ClaimId, Corpus, IncidentId, PassageId, Topic};

/// Drafts that are rejected together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestDrafts {
    /// Those that are rejected. An incident stands for all that is told of it.
    pub items: Vec<DraftItem>,
    /// How many claims go, those of such incidents too.
    pub claims: usize,
    /// How many quotations go.
    pub quotes: usize,
    /// The incidents that go, as only these claims tell of them.
    pub incidents: Vec<IncidentId>,
    /// How many claims stay, as a confirmed incident or a name would be told of by nothing.
    pub kept: usize,
}

/// The drafted claims about an incident or a name.
pub fn of_topic(corpus: &Corpus, topic: Topic) -> RestDrafts {
    let claims = claims_about(corpus, topic).filter(|&id| corpus.claim(id).drafted.is_some());
    gathered(corpus, &claims.collect::<Vec<_>>(), Vec::new())
}

/// The drafted claims and quotations of a passage.
pub fn of_passage(corpus: &Corpus, passage: PassageId) -> RestDrafts {
    let accounts = corpus.accounts_of(passage).iter().map(|&id| corpus.account(id));
    let claims = accounts.flat_map(|account| account.claims.ids()).filter(|&id| corpus.claim(id).drafted.is_some());
    let quotes = corpus.quotes_in(passage).iter().copied().filter(|&id| corpus.quote(id).drafted.is_some());
    gathered(corpus, &claims.collect::<Vec<_>>(), quotes.map(DraftItem::Quote).collect())
}

fn gathered(corpus: &Corpus, claims: &[ClaimId], quotes: Vec<DraftItem>) -> RestDrafts {
    let all: HashSet<ClaimId> = claims.iter().copied().collect();
    let mut rest = RestDrafts { quotes: quotes.len(), ..RestDrafts::default() };
    let mut topics: Vec<Topic> = Vec::new();
    for topic in claims.iter().map(|&id| corpus.account(corpus.claim(id).account).about) {
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    for topic in topics {
        let of_topic = claims.iter().copied().filter(|&id| corpus.account(corpus.claim(id).account).about == topic);
        let of_topic: Vec<ClaimId> = of_topic.collect();
        let mut accounts = corpus.accounts_about(topic).ids().map(|id| corpus.account(id));
        let is_empty_then =
            accounts.all(|account| !account.claims.is_empty() && account.claims.ids().all(|id| all.contains(&id)));
        match topic {
            _ if !is_empty_then => {
                rest.claims += of_topic.len();
                rest.items.extend(of_topic.into_iter().map(DraftItem::Claim));
            }
            Topic::Incident(id) if corpus.incident(id).drafted.is_some() => {
                rest.claims += of_topic.len();
                rest.incidents.push(id);
                rest.items.push(DraftItem::Incident(id));
            }
            _ => rest.kept += of_topic.len(),
        }
    }
    rest.items.extend(quotes);
    rest
}
