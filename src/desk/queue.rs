//! The order in which drafts are decided: incidents whose sources disagree first, and within an incident the incident itself,
//! then facets in disagreement, then guesses before what is plain. Quotations and suggested origins follow.
//!
//! Knows the model only; computes the ledger of each incident once.

use std::collections::{BTreeMap, HashSet};

use super::item::{DraftItem, all};
use crate::model::ledger::Ledger;
use crate::model::{ClaimId, Corpus, Grade, Topic, Verdict};

/// All drafts of a corpus, in the order in which they are decided.
pub fn queue(corpus: &Corpus) -> Vec<DraftItem> {
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
        ordered.push((!items.iter().any(is_disputed), topic, items));
    }
    // Topics keep their order in time.
    ordered.sort_by_key(|(agrees, topic, _)| (*agrees, *topic));
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
