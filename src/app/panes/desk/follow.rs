//! How the queue follows a corpus that was edited: which draft is selected afterwards. Decides nothing itself.

use std::collections::HashSet;
use std::sync::Arc;

use super::{AfterDecision, Desk, MOST_AT_ONCE};
use crate::desk::item::DraftKey;
use crate::desk::queue::QueuedDraft;
use crate::model::{Corpus, Topic, Workspace};

impl Desk {
    /// The draft at the cursor stays selected, or if it is settled the one after it.
    pub(super) fn follow(&mut self, old: &Workspace, new: &Workspace) {
        if self.waits {
            // It is of the old corpus, as is the order that is being made.
            self.topic = None;
            return;
        }
        self.order = Arc::new(self.order.follow(&old.corpus, &new.corpus));
        let mut all: Vec<QueuedDraft> = self.order.drafts().collect();
        self.put_off.retain(|key| match all.iter().position(|q| key.names(&new.corpus, q.item)) {
            Some(at) => {
                let off = all.remove(at);
                all.push(off);
                true
            }
            None => false,
        });
        self.follow_ticks(&old.corpus, &new.corpus);
        let wanted = match std::mem::take(&mut self.after) {
            AfterDecision::Stay => None,
            AfterDecision::Returned => self.returned(&all, &old.corpus, &new.corpus),
            AfterDecision::Incident(id) => {
                let incident = new.corpus.find_incident(&id).map(Topic::Incident);
                all.iter().position(|q| incident.is_some() && q.item.topic(&new.corpus) == incident)
            }
        };
        let mut after = self.queue.iter().skip(self.list.cursor).map(|q| q.item.key(&old.corpus)).take(64).peekable();
        // Its value may have been edited in its file.
        let edited = after.peek().cloned().filter(|key| !all.iter().any(|q| key.names(&new.corpus, q.item)));
        let near = self.list.cursor.saturating_sub(64)..all.len().min(self.list.cursor + 64);
        let is_it = |key: &DraftKey, at: usize| key.is_of_same_words(&all[at].item.key(&new.corpus));
        let edited = edited.and_then(|key| near.clone().find(|&at| is_it(&key, at)));
        let found = edited.or_else(|| after.find_map(|key| all.iter().position(|q| key.names(&new.corpus, q.item))));
        self.list.cursor = wanted.or(found).unwrap_or(self.list.cursor).min(all.len().saturating_sub(1));
        self.queue = all.into();
        self.subject = None;
    }

    /// The first of some drafts of a new corpus that the queue of the old one has not.
    fn returned(&self, all: &[QueuedDraft], old: &Corpus, new: &Corpus) -> Option<usize> {
        if all.len() > MOST_AT_ONCE {
            return None;
        }
        let known: HashSet<DraftKey> = self.queue.iter().map(|queued| queued.item.key(old)).collect();
        all.iter().position(|queued| !known.contains(&queued.item.key(new)))
    }
}
