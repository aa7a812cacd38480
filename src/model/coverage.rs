//! How many sources speak of an incident or name. Knows no verdicts.

use super::corpus::Corpus;
use super::id::Id;
use super::incident::{Account, Incident};
use super::topic::Topic;

/// Number of sources that speak of a topic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Passages.
    pub accounts: usize,
    /// Articles.
    pub articles: usize,
    /// Independent origins, which count as corroboration.
    pub origins: usize,
    /// What is left of them if the origins suggested are accepted: articles that carry one text.
    pub origins_in_draft: usize,
    /// Passages of which nothing is confirmed, beside what is. They count as nothing else.
    pub drafts: usize,
}

impl Corpus {
    /// Number of accounts, articles and origins that report an incident, without summaries; origins only of accounts that
    /// are weighed.
    pub fn coverage(&self, incident: &Incident) -> Coverage {
        self.coverage_by(self.accounts_in(incident.accounts), incident.drafted.is_some())
    }

    /// Number of accounts, articles and origins that speak of a topic, without summaries.
    pub fn coverage_of(&self, topic: Topic) -> Coverage {
        match topic {
            Topic::Incident(id) => self.coverage(self.incident(id)),
            Topic::Name(id) => self.coverage_by(self.accounts_in(self.name(id).accounts), false),
        }
    }

    /// Whether nothing of an incident is confirmed, so that its coverage counts drafts.
    pub fn is_told_in_drafts(&self, incident: &Incident) -> bool {
        self.are_drafts(self.accounts_in(incident.accounts), incident.drafted.is_some())
    }

    fn are_drafts(&self, accounts: &[Account], of_draft: bool) -> bool {
        of_draft && accounts.iter().all(|account| self.is_summary(account) || self.is_draft(account))
    }

    fn coverage_by(&self, accounts: &[Account], of_draft: bool) -> Coverage {
        let told = || accounts.iter().filter(|account| !self.is_summary(account));
        // Drafts corroborate nothing. Of a draft, of which nothing is confirmed, they are counted as the draft's.
        let all_draft = self.are_drafts(accounts, of_draft);
        let counted = || told().filter(|account| all_draft || !self.is_draft(account));
        let distinct = |mut ids: Vec<usize>| {
            ids.sort_unstable();
            ids.dedup();
            ids.len()
        };
        let origins = |in_draft: bool| {
            let origin = |account: &Account| {
                let article = self.article_of(account);
                let origin = if in_draft { self.origin_in_draft(article) } else { self.article(article).origin };
                origin.index()
            };
            distinct(counted().filter(|account| self.corroborates(account)).map(origin).collect())
        };
        let origins_in_draft = origins(true);
        Coverage {
            accounts: counted().count(),
            articles: distinct(counted().map(|account| self.article_of(account).index()).collect()),
            origins: if all_draft { origins_in_draft } else { origins(false) },
            origins_in_draft,
            drafts: told().count() - counted().count(),
        }
    }

    /// Whether an account counts as corroboration: not if all that it claims is of something else.
    fn corroborates(&self, account: &Account) -> bool {
        let claims = self.claims_in(account.claims);
        account.weigh && (claims.is_empty() || claims.iter().any(|claim| claim.weigh))
    }
}
