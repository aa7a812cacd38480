//! The drafts that one answer rejects: all that still wait of an incident or a passage. Knows the model only.

use std::collections::HashSet;

use super::item::{DraftItem, claims_about};
use crate::model::{ClaimId, Corpus, IncidentId, PassageId, QuoteId, Topic};

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
    /// How many quotations stay, as they are about other incidents too.
    pub shared: usize,
}

/// The drafted claims about an incident or a name, and the drafted quotations about nothing else.
pub fn of_topic(corpus: &Corpus, topic: Topic) -> RestDrafts {
    let claims = claims_about(corpus, topic).filter(|&id| corpus.claim(id).drafted.is_some());
    let (own, shared) = quotes_of(corpus, topic);
    let rest = gathered(corpus, &claims.collect::<Vec<_>>(), own.into_iter().map(DraftItem::Quote).collect());
    RestDrafts { shared, ..rest }
}

/// How many drafts wait of an incident or a name: itself, claims, and quotations about nothing else.
pub fn waiting(corpus: &Corpus, topic: Topic) -> usize {
    let itself = topic.incident().is_some_and(|id| corpus.incident(id).drafted.is_some());
    let claims = claims_about(corpus, topic).filter(|&id| corpus.claim(id).drafted.is_some()).count();
    usize::from(itself) + claims + quotes_of(corpus, topic).0.len()
}

/// The drafted quotations about an incident alone, and how many are about others too.
fn quotes_of(corpus: &Corpus, topic: Topic) -> (Vec<QuoteId>, usize) {
    let all = topic.incident().map_or(&[][..], |id| corpus.quotes_about(id)).iter().copied();
    let (own, shared): (Vec<QuoteId>, Vec<QuoteId>) = all
        .filter(|&id| corpus.quote(id).drafted.is_some())
        .partition(|&id| corpus.quote(id).incidents.iter().all(|&about| Topic::Incident(about) == topic));
    (own, shared.len())
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
