//! The number killed over time, for the histogram: sums of what single entries say, within one counting rule. Knows no days and no
//! drawing.

use crate::model::toll::{TollRule, TollSum, first_alike};
use std::sync::Arc;

use crate::model::{Entry, Workspace};

/// The number killed in the entries of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tolls {
    /// The counting rules of those that have a number to be added. Numbers of several are not added.
    pub rules: Vec<TollRule>,
    /// The sums up to each position of the list; empty unless there is one rule.
    sums: Arc<[TollSum]>,
}

impl Tolls {
    /// Of entries in their order.
    pub fn of(workspace: &Workspace, entries: &[u32]) -> Self {
        let coded: Vec<u16> = (0..workspace.sets.len()).map(|set| first_alike(&workspace.sets, set)).collect();
        let mut rules: Vec<TollRule> = Vec::new();
        let mut sums = Vec::with_capacity(entries.len() + 1);
        let mut sum = TollSum::default();
        sums.push(sum);
        for &n in entries {
            let (rule, toll) = match workspace.entry(n) {
                Entry::Incident(id) => (TollRule::Printed, TollSum::of_incident(&workspace.corpus, id)),
                Entry::Record(id) => {
                    let row = workspace.row(id);
                    let rule = &workspace.set(id).about.rule;
                    let toll = TollSum::of_record(rule, [row.low, row.best, row.high], row.flags);
                    (TollRule::Coded(coded[usize::from(id.set)]), toll)
                }
            };
            if let Some(toll) = toll {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
                sum = sum.plus(toll);
            }
            sums.push(sum);
        }
        let sums = if rules.len() == 1 { sums.into() } else { Arc::default() };
        Self { rules, sums }
    }

    /// The one counting rule, if there is one.
    pub fn rule(&self) -> Option<TollRule> {
        if let [rule] = self.rules[..] { Some(rule) } else { None }
    }

    /// The number killed in the entries at these positions.
    pub fn between(&self, from: usize, until: usize) -> TollSum {
        let at = |at: usize| self.sums.get(at).copied().unwrap_or_default();
        at(until).minus(at(from))
    }
}
