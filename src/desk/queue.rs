//! The order in which drafts are decided: incidents whose sources disagree first, and within an incident the incident itself,
//! then facets in disagreement, then guesses before what is plain. Quotations and suggested origins follow.
//!
//! Knows the model only. The ledger of each incident is computed once; after a decision only those that it changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::item::{DraftItem, DraftKey, all, claims_about};
use crate::model::incident::Who;
use crate::model::ledger::Ledger;
use crate::model::{Claim, ClaimId, Corpus, Grade, NameId, Topic, Value, Verdict};

/// A draft in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuedDraft {
    /// The draft.
    pub item: DraftItem,
    /// For a claim on whose facet sources disagree, all drafts counted: the verdict, conflict or inconsistent.
    pub disputed: Option<Verdict>,
}

/// All drafts of a corpus, in the order in which they are decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftQueue {
    /// The drafts about each incident and name.
    groups: Vec<QueueGroup>,
    /// Quotations and origins.
    rest: Vec<DraftItem>,
}

/// The drafts about one topic, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct QueueGroup {
    topic: Topic,
    drafts: Vec<QueuedDraft>,
}

impl DraftQueue {
    /// The queue of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        Self::made(corpus, |topic, items| ordered(corpus, topic, items))
    }

    /// The queue of a corpus that replaces `old`, whose queue this is. What both have keeps its order, so that nothing moves away
    /// from whoever decides, though sources may agree by now. Costs little where most topics are as they were.
    #[must_use]
    pub fn follow(&self, old: &Corpus, new: &Corpus) -> Self {
        let id_of = |corpus: &Corpus, topic: Topic| (topic.name().is_some(), corpus.topic_id(topic).to_owned());
        let known: HashMap<(bool, String), (usize, &QueueGroup)> =
            self.groups.iter().enumerate().map(|(at, group)| (id_of(old, group.topic), (at, group))).collect();
        let mut made = Self::made(new, |topic, items| match known.get(&id_of(new, topic)) {
            Some((_, group)) => {
                let same = group.moved(old, new, topic, &items);
                same.unwrap_or_else(|| group.in_place(old, new, ordered(new, topic, items)))
            }
            None => ordered(new, topic, items),
        });
        made.groups.sort_by_key(|group| known.get(&id_of(new, group.topic)).map_or(usize::MAX, |(at, _)| *at));
        made
    }

    fn made(corpus: &Corpus, mut order: impl FnMut(Topic, Vec<DraftItem>) -> Vec<QueuedDraft>) -> Self {
        let mut by_topic: BTreeMap<Topic, Vec<DraftItem>> = BTreeMap::new();
        let mut rest = Vec::new();
        for item in all(corpus) {
            match (item, item.topic(corpus)) {
                (DraftItem::Incident(_) | DraftItem::Claim(_), Some(topic)) => {
                    by_topic.entry(topic).or_default().push(item);
                }
                _ => rest.push(item),
            }
        }
        let groups = by_topic.into_iter().map(|(topic, items)| QueueGroup { topic, drafts: order(topic, items) });
        let mut groups: Vec<QueueGroup> = groups.collect();
        // Topics keep their order in time.
        groups.sort_by_key(|group| group.drafts.iter().all(|queued| queued.disputed.is_none()));
        Self { groups, rest }
    }

    /// The drafts in order.
    pub fn drafts(&self) -> impl Iterator<Item = QueuedDraft> {
        let rest = self.rest.iter().map(|&item| QueuedDraft { item, disputed: None });
        self.groups.iter().flat_map(|group| group.drafts.iter().copied()).chain(rest)
    }
}

impl QueueGroup {
    /// The drafts of its topic in another corpus, given as they are ordered by rule: those that it has in its own order, each other
    /// one before what follows it by rule.
    fn in_place(&self, old: &Corpus, new: &Corpus, by_rule: Vec<QueuedDraft>) -> Vec<QueuedDraft> {
        let places = self.drafts.iter().enumerate().map(|(at, queued)| (queued.item.key(old), at));
        let places: HashMap<DraftKey, usize> = places.collect();
        let mut next = usize::MAX;
        let mut placed: Vec<(usize, QueuedDraft)> = Vec::new();
        for queued in by_rule.into_iter().rev() {
            next = places.get(&queued.item.key(new)).copied().unwrap_or(next);
            placed.push((next, queued));
        }
        placed.reverse();
        placed.sort_by_key(|(place, _)| *place);
        placed.into_iter().map(|(_, queued)| queued).collect()
    }

    /// Its drafts in the same order in another corpus; `None` if something about its topic has changed.
    fn moved(&self, old: &Corpus, new: &Corpus, topic: Topic, items: &[DraftItem]) -> Option<Vec<QueuedDraft>> {
        let before: Vec<ClaimId> = claims_about(old, self.topic).collect();
        let after: Vec<ClaimId> = claims_about(new, topic).collect();
        let is_same = |(a, b): (&ClaimId, &ClaimId)| same_claim((old, old.claim(*a)), (new, new.claim(*b)));
        if self.drafts.len() != items.len() || before.len() != after.len() || !before.iter().zip(&after).all(is_same) {
            return None;
        }
        let claims: HashMap<ClaimId, ClaimId> = before.into_iter().zip(after).collect();
        let item = |item: DraftItem| match item {
            DraftItem::Claim(id) => claims.get(&id).copied().map(DraftItem::Claim),
            DraftItem::Incident(_) => topic.incident().map(DraftItem::Incident),
            DraftItem::Quote(_) | DraftItem::Origin(_) => None,
        };
        let moved = self.drafts.iter().map(|queued| Some(QueuedDraft { item: item(queued.item)?, ..*queued }));
        // The incident itself may have been settled.
        let items: HashSet<&DraftItem> = items.iter().collect();
        moved.collect::<Option<Vec<_>>>().filter(|drafts| drafts.iter().all(|queued| items.contains(&queued.item)))
    }
}

/// The drafts about a topic in their order.
fn ordered(corpus: &Corpus, topic: Topic, mut items: Vec<DraftItem>) -> Vec<QueuedDraft> {
    let disputed = disputed(corpus, topic);
    let verdict = |item: &DraftItem| if let DraftItem::Claim(id) = item { disputed.get(id).copied() } else { None };
    items.sort_by_key(|item| {
        let grade = item.drafted(corpus).map_or(Grade::Plain, |drafted| drafted.grade);
        (!matches!(item, DraftItem::Incident(_)), verdict(item).is_none(), std::cmp::Reverse(grade), *item)
    });
    items.into_iter().map(|item| QueuedDraft { item, disputed: verdict(&item) }).collect()
}

/// The claims about a topic on whose facet its sources disagree, all drafts counted, with the verdict.
fn disputed(corpus: &Corpus, topic: Topic) -> HashMap<ClaimId, Verdict> {
    let disagree = |verdict: &Verdict| matches!(verdict, Verdict::Conflict | Verdict::Inconsistent);
    let mut found = HashMap::new();
    for row in &Ledger::of(&[(corpus, topic)]).rows {
        let inside = (!row.inconsistent.is_empty()).then_some(Verdict::Inconsistent);
        let verdict = row.draft.map(|draft| draft.verdict).into_iter().chain(row.verdict).chain(inside).find(disagree);
        if let Some(verdict) = verdict {
            found.extend(row.cells.iter().flatten().map(|claim| (claim.id, verdict)));
        }
    }
    found
}

/// Whether claims of two corpora say the same of the same, as far as verdicts and the queue go by it.
fn same_claim((old, a): (&Corpus, &Claim), (new, b): (&Corpus, &Claim)) -> bool {
    let name = |a: NameId, b: NameId| old.str(old.name(a).id) == new.str(new.name(b).id);
    let value = match (a.value, b.value) {
        (Value::Words(a), Value::Words(b)) | (Value::Who(Who::Words(a)), Value::Who(Who::Words(b))) => {
            old.str(a) == new.str(b)
        }
        (Value::Place(a), Value::Place(b)) | (Value::Who(Who::Name(a)), Value::Who(Who::Name(b))) => name(a, b),
        (a, b) => a == b,
    };
    let grade = |claim: &Claim| claim.drafted.map(|drafted| drafted.grade);
    let is_weighed = |corpus: &Corpus, claim: &Claim| corpus.account(claim.account).weigh;
    value
        && is_weighed(old, a) == is_weighed(new, b)
        && a.facet == b.facet
        && grade(a) == grade(b)
        && (a.stance, a.weigh, a.with.len()) == (b.stance, b.weigh, b.with.len())
        && old.str(a.words) == new.str(b.words)
}
