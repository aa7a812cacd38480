//! Which incident or name somebody is deciding about: the cursor goes on to another when nothing of it is left.

use super::Desk;
use crate::desk::item::{DraftItem, TopicKey};
use crate::desk::rest;
use crate::model::{Corpus, Workspace};
use crate::present::words;

impl Desk {
    /// Notes what is decided about, as the cursor goes on by itself.
    pub fn work_on(&mut self, workspace: &Workspace) {
        self.worked_on = self.selected().and_then(|item| topic_key(&workspace.corpus, item));
    }

    /// Notes that somebody has moved the cursor: what it is on is meant.
    pub fn moved(&mut self) {
        self.worked_on = None;
    }

    /// What still waits of what was decided about last, if the cursor has left it by itself. Says so once: after that, what the
    /// cursor is on is meant.
    pub fn left_behind(&mut self, workspace: &Workspace) -> Option<String> {
        let corpus = &workspace.corpus;
        let last = self.worked_on.take()?;
        let here = self.selected().and_then(|item| topic_key(corpus, item));
        if here.as_ref() == Some(&last) {
            return None;
        }
        let topic = last.find(corpus);
        let (TopicKey::Incident(id) | TopicKey::Name(id)) = &last;
        let title = topic.map_or_else(|| id.clone(), |topic| words::topic(corpus, topic));
        Some(match topic.map_or(0, |topic| rest::waiting(corpus, topic)) {
            0 => format!("nothing of {title} waits any more"),
            1 => format!("1 draft of {title} still waits"),
            waits => format!("{} of {title} still wait", words::count(waits, "draft")),
        })
    }
}

fn topic_key(corpus: &Corpus, item: DraftItem) -> Option<TopicKey> {
    item.topic(corpus).map(|topic| TopicKey::of(corpus, topic))
}
