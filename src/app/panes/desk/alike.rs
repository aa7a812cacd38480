//! Which drafts can be decided together with the selected one. Decides nothing itself.

use super::Desk;
use crate::desk::item::{DraftItem, are_equal, claims_about};
use crate::desk::queue::QueuedDraft;
use crate::model::{Grade, Workspace};

impl Desk {
    /// The plain drafts of the selected draft's incident on whose facets its sources agree.
    pub fn plain(&self, workspace: &Workspace) -> Vec<DraftItem> {
        let corpus = &workspace.corpus;
        let Some(topic) = self.selected().and_then(|item| item.topic(corpus)) else { return Vec::new() };
        let is_put_off = |item: DraftItem| self.put_off.iter().any(|key| key.names(corpus, item));
        let is_plain = |q: &&QueuedDraft| {
            let grade = q.item.drafted(corpus).map(|drafted| drafted.grade);
            matches!(q.item, DraftItem::Claim(_)) && q.disputed.is_none() && grade == Some(Grade::Plain) && !is_put_off(q.item)
        };
        self.queue.iter().filter(is_plain).map(|q| q.item).filter(|item| item.topic(corpus) == Some(topic)).collect()
    }

    /// The drafts that give the same facet of the same incident the same value as the selected claim, with that.
    pub fn equal(&self, workspace: &Workspace) -> Vec<DraftItem> {
        let corpus = &workspace.corpus;
        let Some(DraftItem::Claim(id)) = self.selected() else { return Vec::new() };
        let claim = corpus.claim(id);
        let about = corpus.account(claim.account).about;
        let same = claims_about(corpus, about).filter(|&other| {
            let other = corpus.claim(other);
            other.drafted.is_some() && are_equal(corpus, claim, other)
        });
        same.map(DraftItem::Claim).collect()
    }
}
