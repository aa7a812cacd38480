//! Takes records over from an earlier corpus into one that is built over the same arena of texts: what they say is the same,
//! where they stand may be another place. Which records may be taken over is for others to decide.

use std::sync::Arc;

use super::builder::Builder;
use super::corpus::Corpus;
use super::id::{AccountId, ClaimId, Id, IncidentId, NoteId, OriginId, Span};
use super::incident::{Account, Claim};
use super::topic::Topic;

impl Builder {
    /// Takes all articles over, with their passages and origins, as the first ones. None has a main incident yet.
    pub fn take_articles(&mut self, before: &Corpus) {
        let corpus = &mut self.corpus;
        corpus.articles.clone_from(&before.articles);
        corpus.articles.iter_mut().for_each(|article| article.main = None);
        corpus.passages = Arc::clone(&before.passages);
        corpus.origins.clone_from(&before.origins);
        self.origins = corpus.origins.iter().enumerate().map(|(at, name)| (*name, OriginId::at(at))).collect();
    }

    /// Takes an incident over as the next one, with its accounts, claims and notes. Passages, names and facets must stand where
    /// they stood; `now` says where other incidents stand. `None`, and nothing is taken, if it refers to one that is gone.
    pub fn take_incident(
        &mut self,
        before: &Corpus,
        id: IncidentId,
        now: &impl Fn(IncidentId) -> Option<IncidentId>,
    ) -> Option<IncidentId> {
        let mut incident = before.incident(id).clone();
        for relation in &mut incident.relations {
            relation.to = now(relation.to)?;
        }
        let accounts = before.accounts_in(incident.accounts);
        let claims = match accounts {
            [first, .., last] => first.claims.range().start..last.claims.range().end,
            [only] => only.claims.range(),
            [] => 0..0,
        };
        let told = &before.claims[claims.clone()];
        if told.iter().flat_map(|claim| &claim.with).any(|other| now(*other).is_none()) {
            return None;
        }
        let about = Topic::Incident(self.next_incident());
        let (first_account, first_claim, first_note) = (self.next_account(), self.next_claim(), self.next_note());
        let old_accounts = incident.accounts.range();
        let account_now = |at: usize| AccountId::at(at - old_accounts.start + first_account.index());
        let claim_now = |at: usize| ClaimId::at(at - claims.start + first_claim.index());
        let corpus = &mut self.corpus;
        corpus.accounts.extend(accounts.iter().map(|account| {
            let old = account.claims.range();
            Account { about, claims: Span::between(claim_now(old.start), claim_now(old.end)), ..*account }
        }));
        corpus.claims.extend(told.iter().map(|claim| Claim {
            account: account_now(claim.account.index()),
            with: claim.with.iter().filter_map(|other| now(*other)).collect(),
            ..claim.clone()
        }));
        corpus.notes.extend_from_slice(&before.notes[incident.notes.range()]);
        incident.accounts = Span::between(first_account, AccountId::at(corpus.accounts.len()));
        incident.notes = Span::between(first_note, NoteId::at(corpus.notes.len()));
        let id = self.incident(incident);
        self.taken_over.push(id);
        Some(id)
    }
}
