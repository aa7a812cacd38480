//! What of a corpus is a draft, and what drafts go by. Knows no verdicts.

use super::corpus::Corpus;
use super::id::{ArticleId, OriginId};
use super::incident::Account;

impl Corpus {
    /// The origin of an article in draft: the one suggested, or its own.
    pub fn origin_in_draft(&self, article: ArticleId) -> OriginId {
        let record = self.article(article);
        record.draft_origin.map_or(record.origin, |draft| draft.origin)
    }

    /// Whether an account is a draft: its incident is one, or all that it claims.
    pub fn is_draft(&self, account: &Account) -> bool {
        let claims = self.claims_in(account.claims);
        let of_incident = account.about.incident().is_some_and(|id| self.incident(id).drafted.is_some());
        if claims.is_empty() { of_incident } else { claims.iter().all(|claim| claim.drafted.is_some()) }
    }
}
