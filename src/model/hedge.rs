//! Hedges: what limits a claim, in the hedges of the claim and of its account. A hedge is the source's own doubt, or what its
//! passage leaves open. Knows no wording.

use super::article::PassageKind;
use super::corpus::Corpus;
use super::incident::{Claim, Stance};

impl Corpus {
    /// The hedges of a claim: that of its account, then its own.
    pub fn hedges(&self, claim: &Claim) -> impl Iterator<Item = &str> {
        // The hedge of a record's claim is the counting rule of its data set, which is no hedge.
        let own = (!self.is_coded(claim)).then_some(claim.hedge);
        [Some(self.account(claim.account).hedge), own].into_iter().flatten().filter_map(|hedge| self.given(hedge))
    }

    /// Whether its source asserts a claim without a hedge.
    pub fn is_firm(&self, claim: &Claim) -> bool {
        claim.stance == Stance::Asserted && self.hedges(claim).next().is_none()
    }

    /// Whether a claim is of a record of a data set.
    pub fn is_coded(&self, claim: &Claim) -> bool {
        let passages = self.article(self.article_of(self.account(claim.account))).passages;
        passages.ids().next_back().is_some_and(|last| self.passage(last).kind == PassageKind::Column)
    }
}
