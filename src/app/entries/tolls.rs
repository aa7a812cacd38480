//! The number killed over time, for the histogram: sums of what single entries say, within one counting rule.
//!
//! An incident gives the highest number that one source prints, never a sum of several sources. Series are left out, since they
//! count several incidents, and so is what is part of an incident that has a number itself. Knows no days and no drawing.

use std::sync::Arc;

use super::arrange::{EntryGroup, counting_rule};
use crate::model::dataset::{Bound, given};
use crate::model::incident::Link;
use crate::model::{Corpus, Entry, IncidentId, Workspace};
use crate::present::killed::killed;

/// The number killed in some entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TollSum {
    /// The sum of the highest numbers printed, or of the best estimates: what is drawn.
    pub drawn: u64,
    /// The sum of the lowest; what is doubted or a draft has none.
    pub low: u64,
    /// The sum of the highest.
    pub high: u64,
}

impl TollSum {
    fn plus(self, other: Self) -> Self {
        let Self { drawn, low, high } = other;
        Self { drawn: self.drawn + drawn, low: self.low + low, high: self.high + high }
    }

    fn minus(self, other: Self) -> Self {
        let Self { drawn, low, high } = other;
        Self { drawn: self.drawn - drawn, low: self.low - low, high: self.high - high }
    }
}

/// The number killed in the entries of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tolls {
    /// The counting rules of those that have a number. Numbers of several are not added.
    pub rules: Vec<EntryGroup>,
    /// The sums up to each position of the list; empty unless there is one rule.
    sums: Arc<[TollSum]>,
}

impl Tolls {
    /// Of entries in their order.
    pub fn of(workspace: &Workspace, entries: &[u32]) -> Self {
        let mut rules: Vec<EntryGroup> = Vec::new();
        let mut sums = Vec::with_capacity(entries.len() + 1);
        let mut sum = TollSum::default();
        sums.push(sum);
        for &n in entries {
            let (rule, highest) = counting_rule(workspace, n);
            if highest.is_some() && rule != EntryGroup::Series {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
                sum = sum.plus(toll(workspace, n));
            }
            sums.push(sum);
        }
        let sums = if rules.len() == 1 { sums.into() } else { Arc::default() };
        Self { rules, sums }
    }

    /// The one counting rule, if there is one.
    pub fn rule(&self) -> Option<EntryGroup> {
        if let [rule] = self.rules[..] { Some(rule) } else { None }
    }

    /// The number killed in the entries at these positions.
    pub fn between(&self, from: usize, until: usize) -> TollSum {
        let at = |at: usize| self.sums.get(at).copied().unwrap_or_default();
        at(until).minus(at(from))
    }
}

fn toll(workspace: &Workspace, n: u32) -> TollSum {
    match workspace.entry(n) {
        Entry::Incident(id) if is_counted_elsewhere(&workspace.corpus, id) => TollSum::default(),
        Entry::Incident(id) => {
            let killed = killed(&workspace.corpus, id);
            let high = u64::from(killed.highest.unwrap_or(0));
            TollSum { drawn: high, low: u64::from(killed.lowest.filter(|_| killed.is_firm).unwrap_or(0)), high }
        }
        Entry::Record(id) => {
            let row = workspace.row(id);
            let best = given(row.best).unwrap_or(0);
            let is_range = workspace.set(id).about.rule.bound == Bound::Between;
            let end = |n: u32| given(n).filter(|_| is_range).unwrap_or(best);
            let (low, high) = (end(row.low).min(best), end(row.high).max(best));
            TollSum { drawn: best.into(), low: low.into(), high: high.into() }
        }
    }
}

/// Whether an incident is part of one that has a number itself.
fn is_counted_elsewhere(corpus: &Corpus, id: IncidentId) -> bool {
    let mut links = corpus.incident(id).relations.iter();
    links.any(|link| link.link == Link::PartOf && link.to != id && killed(corpus, link.to).highest.is_some())
}
