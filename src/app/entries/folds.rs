//! Folding of groups of the timeline.

use std::ops::RangeInclusive;

use super::Entries;
use super::arrange::EntryGroup;
use crate::model::Workspace;

impl Entries {
    /// Folds a group, or unfolds it. Gives the position of its first item.
    pub fn fold(&mut self, workspace: &Workspace, group: EntryGroup, folded: bool) -> Option<usize> {
        self.folded.retain(|known| *known != group);
        if folded {
            self.folded.push(group);
        }
        self.set_headings(workspace);
        self.first_of(group)
    }

    /// The position of the first item of a group.
    pub fn first_of(&self, group: EntryGroup) -> Option<usize> {
        let mut first = 0;
        self.sections.iter().find_map(|section| {
            let from = first;
            first += self.items_of(section);
            (section.group == Some(group)).then_some(from)
        })
    }

    /// Number of folded groups among these items.
    pub fn folded_within(&self, items: &RangeInclusive<usize>) -> usize {
        let mut first = 0;
        let folded = self.sections.iter().filter(|section| {
            let at = first;
            first += self.items_of(section);
            self.is_folded(section) && items.contains(&at)
        });
        folded.count()
    }

    /// Folds all groups, or unfolds all.
    pub fn fold_all(&mut self, workspace: &Workspace, folded: bool) {
        self.folded =
            if folded { self.sections.iter().filter_map(|section| section.group).collect() } else { Vec::new() };
        self.set_headings(workspace);
    }

    /// Folds these groups and no others.
    pub fn set_folded(&mut self, workspace: &Workspace, folded: Vec<EntryGroup>) {
        self.folded = folded;
        self.set_headings(workspace);
    }

    /// The groups that are folded.
    pub fn folded(&self) -> &[EntryGroup] {
        &self.folded
    }

    /// Number of groups listed.
    pub fn group_count(&self) -> usize {
        self.sections.iter().filter(|section| section.group.is_some()).count()
    }

    /// Whether some group can be folded.
    pub fn has_groups(&self) -> bool {
        self.sections.iter().any(|section| section.group.is_some())
    }

    /// Whether there is a group with entries among those that pass certainly, or among those that pass only possibly.
    pub fn has_group(&self, group: EntryGroup, possibly: bool) -> bool {
        let (certain, possible) = self.sections.split_at(self.possible_from);
        let sections = if possibly { possible } else { certain };
        sections.iter().any(|section| section.group == Some(group))
    }

    /// The number of entries of a group that stands after others, without those that pass only possibly; zero if it stands alone.
    pub fn count_after_others(&self, group: EntryGroup) -> usize {
        let certain = &self.sections[..self.possible_from];
        let at = certain.iter().position(|section| section.group == Some(group)).filter(|at| *at > 0);
        at.map_or(0, |at| certain[at].list.len())
    }
}
