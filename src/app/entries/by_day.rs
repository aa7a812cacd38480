//! Looks up entries in a list in order of time, the latest first, by binary search. Knows days only.

use crate::model::Workspace;
use crate::model::dataset::UNDATED;

/// The position of an entry in an ordered list.
pub(super) fn find(workspace: &Workspace, list: &[u32], entry: u32) -> Option<usize> {
    let day = workspace.day(entry);
    let from = first_until(workspace, list, day);
    let after = list[from..].iter().take_while(|n| workspace.day(**n) == day);
    after.enumerate().find(|(_, n)| **n == entry).map(|(i, _)| from + i)
}

/// The position of the first entry of an ordered list that began on `day` or earlier. Undated entries come last.
pub(super) fn first_until(workspace: &Workspace, list: &[u32], day: i32) -> usize {
    list.partition_point(|&n| {
        let own = workspace.day(n);
        own > day || (day == UNDATED && own != UNDATED)
    })
}
