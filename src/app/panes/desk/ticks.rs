//! The drafts that somebody has ticked, to move them to another incident together. Decides nothing itself.

use super::Desk;
use crate::desk::item::{DraftItem, DraftKey, find_claim, find_quote};
use crate::desk::rest;
use crate::model::{Corpus, Topic, Workspace};
use crate::present::words::count;
use crate::ui::list::Move;

impl Desk {
    /// Ticks the selected draft, or not any more, and goes on.
    pub(super) fn tick(&mut self, workspace: &Workspace) {
        let Some(key) = self.selected().map(|item| item.key(&workspace.corpus)) else { return };
        match self.ticked.iter().position(|ticked| *ticked == key) {
            Some(at) => drop(self.ticked.remove(at)),
            None => self.ticked.push(key),
        }
        self.moved();
        self.list.cursor = self.list.moved(Move::By(1), self.queue.len());
    }

    /// Ticks the claims and quotations of the selected draft's passage about its incident; where all are ticked, none any more. Says
    /// how many.
    pub(super) fn tick_passage(&mut self, workspace: &Workspace) -> String {
        let corpus = &*workspace.corpus;
        let Some(item) = self.selected() else { return String::new() };
        let (passage, topic) = (item.passage(corpus), item.topic(corpus));
        let is_here =
            |other: DraftItem| other.moves() && other.passage(corpus) == passage && other.topic(corpus) == topic;
        let here = self.queue.iter().map(|queued| queued.item).filter(|&other| is_here(other));
        let here: Vec<DraftKey> = here.map(|other| other.key(corpus)).collect();
        let new: Vec<DraftKey> = here.iter().filter(|key| !self.ticked.contains(key)).cloned().collect();
        let place = "of this incident in this passage";
        if new.is_empty() {
            self.ticked.retain(|key| !here.contains(key));
            return format!("{} {place} not ticked any more", count(here.len(), "draft"));
        }
        self.ticked.extend(new);
        format!("{} {place} ticked", count(here.len(), "draft"))
    }

    /// Whether a draft is ticked.
    pub(super) fn has_tick(&self, workspace: &Workspace, item: DraftItem) -> bool {
        self.ticked.iter().any(|key| key.names(&workspace.corpus, item))
    }

    /// The ticked drafts, claims before quotations, in the order of the corpus; without any, the selected one.
    pub fn chosen(&self, workspace: &Workspace) -> Vec<DraftItem> {
        let corpus = &*workspace.corpus;
        let mut all: Vec<DraftItem> = self.ticked.iter().filter_map(|key| find(corpus, key)).collect();
        all.extend(self.selected().filter(|_| self.ticked.is_empty()));
        all.sort_unstable();
        all
    }

    /// Keeps the ticks of drafts that still wait and are about what they were about.
    pub(super) fn follow_ticks(&mut self, old: &Corpus, new: &Corpus) {
        let about = |corpus: &Corpus, key: &DraftKey| {
            find(corpus, key).map(|item| item.topic(corpus).map(|topic| corpus.topic_id(topic).to_owned()))
        };
        self.ticked.retain(|key| about(new, key).is_some_and(|now| about(old, key) == Some(now)));
    }

    /// How many drafts wait of what the selected one is about, for the title; empty if it is about nothing.
    pub(super) fn waiting_here(&self, workspace: &Workspace) -> String {
        let topic = self.selected().and_then(|item| item.topic(&workspace.corpus));
        topic.map_or_else(String::new, |topic| {
            let what = if matches!(topic, Topic::Incident(_)) { "incident" } else { "name" };
            format!(" · {} of this {what}", rest::waiting(&workspace.corpus, topic))
        })
    }
}

/// The draft of a claim or quotation that a key names, if it waits.
fn find(corpus: &Corpus, key: &DraftKey) -> Option<DraftItem> {
    let item = match key {
        DraftKey::Claim(key) => DraftItem::Claim(find_claim(corpus, key)?),
        DraftKey::Quote(key) => DraftItem::Quote(find_quote(corpus, key)?),
        DraftKey::Incident(_) | DraftKey::Origin(_) => return None,
    };
    item.drafted(corpus).map(|_| item)
}
