//! Doubts: what the source itself holds against a claim, in the hedges of the claim and of its account. Knows no wording.

use super::article::PassageKind;
use super::corpus::Corpus;
use super::incident::{Account, Claim};

impl Corpus {
    /// The doubts about a claim: those of its account, then its own.
    pub fn doubts(&self, claim: &Claim) -> impl Iterator<Item = &str> {
        let account = self.account(claim.account);
        // The hedge of a record's claim is the counting rule of its data set, which is no doubt.
        let own = (!self.is_coded(account)).then_some(claim.hedge);
        [Some(account.hedge), own].into_iter().flatten().filter_map(|hedge| self.given(hedge))
    }

    /// Whether an account is of a record of a data set.
    fn is_coded(&self, account: &Account) -> bool {
        let passages = self.article(self.article_of(account)).passages;
        passages.ids().last().is_some_and(|last| self.passage(last).kind == PassageKind::Column)
    }
}
