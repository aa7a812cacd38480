//! Which drafts can be decided together with the selected one. Decides nothing itself.

use super::Desk;
use crate::app::pane::Cx;
use crate::desk::item::{DraftItem, are_equal, claims_about};
use crate::desk::queue::QueuedDraft;
use crate::keymap::{Action, Context};
use crate::model::{Corpus, Grade, Workspace};

impl Desk {
    /// The plain drafts of the selected draft's incident on whose facets its sources agree, without those that were put off.
    pub fn plain(&self, workspace: &Workspace) -> Vec<DraftItem> {
        let corpus = &workspace.corpus;
        let Some(topic) = self.selected().and_then(|item| item.topic(corpus)) else { return Vec::new() };
        let plain = self.queue.iter().filter(|queued| self.is_undisputed(corpus, queued, Grade::Plain));
        plain.map(|q| q.item).filter(|item| item.topic(corpus) == Some(topic)).collect()
    }

    /// Whether a draft is a claim of this grade on whose facet sources agree, and was not put off.
    fn is_undisputed(&self, corpus: &Corpus, queued: &QueuedDraft, wanted: Grade) -> bool {
        let grade = queued.item.drafted(corpus).map(|drafted| drafted.grade);
        let is_claim = matches!(queued.item, DraftItem::Claim(_));
        let is_put_off = || self.put_off.iter().any(|key| key.names(corpus, queued.item));
        is_claim && queued.disputed.is_none() && grade == Some(wanted) && !is_put_off()
    }

    /// The next claim of a grade without dispute; after the last one, the first.
    fn next_of(&self, corpus: &Corpus, grade: Grade) -> Option<usize> {
        let is_it = |at: &usize| self.queue.get(*at).is_some_and(|queued| self.is_undisputed(corpus, queued, grade));
        let here = self.list.cursor;
        (here + 1..self.queue.len()).find(is_it).or_else(|| (0..here).find(is_it))
    }

    /// Goes to the next claim of a grade without dispute. Says so where there is none, and which key goes on.
    pub(super) fn go_to_grade(&mut self, cx: &Cx, grade: Grade) -> Option<String> {
        let corpus = &*cx.workspace.corpus;
        let Some(at) = self.next_of(corpus, grade) else {
            let of = if self.put_off.is_empty() { "" } else { ", of those not put off" };
            let other = if grade == Grade::Plain { Grade::Likely } else { Grade::Plain };
            let key = if grade == Grade::Plain { Action::NextLikely } else { Action::NextKind };
            let others = self.queue.iter().filter(|queued| self.is_undisputed(corpus, queued, other)).count();
            let on = match others {
                0 => String::new(),
                _ => format!("; {} goes to {others} {}", cx.keymap.label(Context::Desk, key), other.word()),
            };
            return Some(format!("no other draft is {} and undisputed{of}{on}", grade.word()));
        };
        self.moved();
        self.list.cursor = at;
        None
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
