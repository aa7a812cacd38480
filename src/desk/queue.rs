//! The order in which drafts are decided: incidents whose sources disagree first, and within an incident the incident itself,
//! then facets in disagreement, then guesses before what is plain. Quotations and suggested origins follow.
//!
//! Knows the model only; computes the ledger of each incident once.

use std::collections::{BTreeMap, HashSet};

use super::item::{DraftItem, all};
use crate::model::ledger::Ledger;
use crate::model::{ClaimId, Corpus, Grade, Topic, Verdict};

/// A draft in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuedDraft {
    /// The draft.
    pub item: DraftItem,
    /// Whether it is a claim on whose facet its sources, with all drafts, disagree.
    pub disputed: bool,
}

/// All drafts of a corpus, in the order in which they are decided.
pub fn queue(corpus: &Corpus) -> Vec<QueuedDraft> {
    let mut by_topic: BTreeMap<Topic, Vec<DraftItem>> = BTreeMap::new();
    let (mut rest, mut ordered) = (Vec::new(), Vec::new());
    for item in all(corpus) {
        match (item, item.topic(corpus)) {
            (DraftItem::Incident(_) | DraftItem::Claim(_), Some(topic)) => {
                by_topic.entry(topic).or_default().push(item);
            }
            _ => rest.push(item),
        }
    }
    for (topic, mut items) in by_topic {
        let disputed = disputed(corpus, topic);
        let is_disputed = |item: &DraftItem| matches!(item, DraftItem::Claim(id) if disputed.contains(id));
        items.sort_by_key(|item| {
            let grade = item.drafted(corpus).map_or(Grade::Plain, |drafted| drafted.grade);
            (!matches!(item, DraftItem::Incident(_)), !is_disputed(item), std::cmp::Reverse(grade), *item)
        });
        let items: Vec<_> = items.into_iter().map(|item| QueuedDraft { item, disputed: is_disputed(&item) }).collect();
        ordered.push((!items.iter().any(|queued| queued.disputed), topic, items));
    }
    // Topics keep their order in time.
    ordered.sort_by_key(|(agrees, topic, _)| (*agrees, *topic));
    let rest = rest.into_iter().map(|item| QueuedDraft { item, disputed: false });
    ordered.into_iter().flat_map(|(.., items)| items).chain(rest).collect()
}

/// The claims about a topic whose facet its sources, with all drafts, disagree on.
fn disputed(corpus: &Corpus, topic: Topic) -> HashSet<ClaimId> {
    let ledger = Ledger::of(&[(corpus, topic)]);
    let disagree = |verdict: Verdict| matches!(verdict, Verdict::Conflict | Verdict::Inconsistent);
    let rows = ledger.rows.iter().filter(|row| {
        let draft = row.draft.map(|draft| draft.verdict);
        draft.into_iter().chain(row.verdict).any(disagree) || !row.inconsistent.is_empty()
    });
    rows.flat_map(|row| row.cells.iter().flatten().map(|claim| claim.id)).collect()
}
