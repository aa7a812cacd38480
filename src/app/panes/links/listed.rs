//! The list of pairs as it is made, and made again when links or what is found change. Knows what is listed; draws nothing.

use std::sync::Arc;

use super::LinkDesk;
use super::made_of::{LinkScope, MadeOf};
use crate::app::also::{answered, answered_of, pairs_of, waiting};
use crate::app::job::JobId;
use crate::app::pane::Cx;
use crate::app::queued_pair::QueuedPair;
use crate::model::{Entry, Member, Subject};
use crate::ui::list::List;

impl LinkDesk {
    /// Which pairs of an entry there are to list: those that wait, else those that are answered.
    pub(super) fn scope_of(cx: &Cx, entry: Entry) -> LinkScope {
        let known = cx.also.near.as_ref().filter(|near| near.of == entry).cloned();
        // Without rows nothing can fail.
        let near = known.or_else(|| cx.also.indexes.as_ref()?.near(entry, None).ok().map(Arc::new));
        let waits = !pairs_of(cx.workspace, entry, near.as_deref()).is_empty();
        let is_answered = !waits && !answered_of(cx.workspace, entry).is_empty();
        LinkScope::of(true, is_answered)
    }

    /// The list after this one. That of the answered pairs of the entry is passed over where it has none.
    pub(super) fn next_scope(&self, cx: &Cx) -> LinkScope {
        let has_answers = |entry: Entry| !answered_of(cx.workspace, entry).is_empty();
        match (self.scope, self.entry) {
            (LinkScope::OfEntry, _) => LinkScope::Waiting,
            (LinkScope::Waiting, _) => LinkScope::Answered,
            (LinkScope::Answered, Some(entry)) if has_answers(entry) => LinkScope::AnsweredOfEntry,
            (LinkScope::Answered | LinkScope::AnsweredOfEntry, Some(_)) => LinkScope::OfEntry,
            (LinkScope::Answered | LinkScope::AnsweredOfEntry, None) => LinkScope::Waiting,
        }
    }

    /// Goes to the pair whose answer was undone or given again, in whichever list it stands now.
    pub fn go_to(&mut self, pair: QueuedPair) {
        let of = self.entry.filter(|entry| self.scope.is_of_entry() && pair.entries.contains(entry));
        self.scope = LinkScope::of(of.is_some(), pair.answer.is_given());
        let is_turned = of.is_some_and(|entry| pair.entries[0] != entry);
        self.turned = Some(if is_turned { pair.reversed() } else { pair });
        self.made_of = MadeOf::default();
    }

    /// Puts the selected pair off to the end of the list.
    pub fn put_off(&mut self) {
        let Some(pair) = self.selected() else { return };
        self.turned = None;
        self.put_off.retain(|other| *other != pair.pair());
        self.put_off.push(pair.pair());
        let mut all = self.pairs.to_vec();
        let off = all.remove(self.list.cursor);
        all.push(off);
        self.pairs = all.into();
    }

    /// Notes that the answer to a pair is being written; the next one is selected.
    pub fn deciding(&mut self, job: JobId, [one, other]: [Entry; 2]) {
        self.turned = None;
        if self.scope.is_answered() {
            return;
        }
        let pair = [one.min(other), one.max(other)];
        self.settling.push((job, pair));
        self.pairs = self.pairs.iter().copied().filter(|other| other.pair() != pair).collect();
        self.list.cursor = self.list.cursor.min(self.pairs.len().saturating_sub(1));
    }

    /// Notes that a job has ended; a pair that is still open comes back.
    pub fn settled(&mut self, job: JobId) {
        let before = self.settling.len();
        self.settling.retain(|(other, _)| *other != job);
        if self.settling.len() < before {
            self.made_of = MadeOf::default();
        }
    }

    /// Makes the list again if what it was made of has changed.
    pub fn sync(&mut self, cx: &Cx) {
        let now = MadeOf::now(cx);
        let is_of_entry = now.near.as_ref().is_some_and(|near| Some(near.of) == self.entry);
        let lists_near = self.scope == LinkScope::OfEntry && is_of_entry;
        let near = self.made_of.has_near_of(&now);
        if !self.made_of.has_pairs_of(&now) || !near && lists_near {
            self.collect(cx);
        } else if !near {
            self.look(cx);
        }
    }

    /// Makes the list. The pair at the cursor stays selected, or the one after it if it is settled.
    pub(super) fn collect(&mut self, cx: &Cx) {
        let workspace = cx.workspace;
        let mut all = match (self.scope, self.entry) {
            (LinkScope::OfEntry, Some(entry)) => pairs_of(workspace, entry, cx.also.near.as_deref()),
            (LinkScope::OfEntry, None) => Vec::new(),
            (LinkScope::Waiting, _) => waiting(workspace, cx.also.all.as_deref().unwrap_or_default()),
            (LinkScope::Answered, _) => answered(workspace),
            (LinkScope::AnsweredOfEntry, Some(entry)) => answered_of(workspace, entry),
            (LinkScope::AnsweredOfEntry, None) => Vec::new(),
        };
        if !self.scope.is_answered() {
            all.retain(|pair| self.settling.iter().all(|(_, other)| *other != pair.pair()));
            all.sort_by_key(|pair| self.put_off.iter().position(|off| *off == pair.pair()).map_or(0, |at| at + 1));
        }
        let at = |old: &QueuedPair| all.iter().position(|pair| pair.pair() == old.pair());
        let mut found = match &self.turned {
            Some(turned) => at(turned),
            None => self.pairs.iter().skip(self.list.cursor).take(64).find_map(at),
        };
        if let Some(turned) = self.turned.filter(|_| found.is_none()) {
            // What suggests it is not read yet.
            all.push(turned);
            found = Some(all.len() - 1);
        }
        let last = all.len().saturating_sub(1);
        self.list.cursor = found.unwrap_or(self.list.cursor).min(last);
        self.pairs = all.into();
        self.made_of = MadeOf::now(cx);
        self.look(cx);
    }

    /// Takes both entries of the selected pair, and the evidence.
    pub(super) fn look(&mut self, cx: &Cx) {
        self.made_of.near.clone_from(&cx.also.near);
        let pair = self.selected();
        if pair.map(|pair| pair.entries) != self.shown || self.subject.is_none() {
            self.subject = pair.map(|pair| {
                let [one, other] = pair.entries.map(|entry| Member::entry(cx.workspace, entry));
                Arc::new(Subject::new(one, vec![other]))
            });
            self.shown = pair.map(|pair| pair.entries);
            self.below = List { height: self.below.height, ..List::default() };
        }
        self.evidence = pair.and_then(|pair| {
            let [one, other] = pair.entries;
            let near = cx.also.near.as_ref().filter(|near| near.of == one);
            let link = near.and_then(|near| near.links.iter().find(|link| link.other == other));
            let indexes = cx.also.indexes.as_ref()?;
            link.map(|link| link.evidence).or_else(|| indexes.evidence(one, other))
        });
    }
}
