//! The number killed by position, added within one counting rule only. Knows no map and no calendar.

use crate::model::toll::{TollRule, TollSum, first_alike};
use crate::model::{Entry, Workspace};

/// The number killed at each of several positions: those of a tally, or the days of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct TollList {
    /// Who counts.
    pub rule: TollRule,
    /// The number, by position; `None` where none is added of any entry there.
    pub killed: Vec<Option<u64>>,
}

impl TollList {
    /// Of entries with their positions, which are fewer than `positions`, if one counting rule counts them all.
    ///
    /// # Errors
    ///
    /// No rule counts them, or several do: how many.
    pub fn of(
        workspace: &Workspace,
        entries: impl Iterator<Item = (usize, u32)>,
        positions: usize,
    ) -> Result<Self, usize> {
        let mut rules: Vec<TollRule> = Vec::new();
        let mut killed = vec![None; positions];
        for (position, number) in entries {
            let Some((rule, toll)) = toll(workspace, number) else { continue };
            if !rules.contains(&rule) {
                rules.push(rule);
            }
            killed[position] = Some(killed[position].unwrap_or(0) + toll.drawn);
        }
        Self::by(&rules, killed)
    }

    /// Of numbers that these rules count, if they are one.
    pub(super) fn by(rules: &[TollRule], killed: Vec<Option<u64>>) -> Result<Self, usize> {
        match *rules {
            [rule] => Ok(Self { rule, killed }),
            _ => Err(rules.len()),
        }
    }
}

/// The number killed in an entry, if it is one to be added.
pub fn toll(workspace: &Workspace, number: u32) -> Option<(TollRule, TollSum)> {
    match workspace.entry(number) {
        Entry::Incident(id) => TollSum::of_incident(&workspace.corpus, id).map(|toll| (TollRule::Printed, toll)),
        Entry::Record(id) => {
            let row = workspace.row(id);
            let rule = &workspace.set(id).about.rule;
            let toll = TollSum::of_record(rule, [row.low, row.best, row.high], row.flags)?;
            Some((TollRule::Coded(first_alike(&workspace.sets, id.set.into())), toll))
        }
    }
}
