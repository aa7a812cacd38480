//! Entries sorted by a job. Knows orders; does not know what is listed by now.

use std::sync::Arc;

use super::arrange::{Arrangement, Section, arrange, told};
use super::changes::EntryChange;
use crate::model::Workspace;

/// The entries that a job has sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedEntries {
    pub(super) shown: Arc<[u32]>,
    pub(super) possible: Arc<[u32]>,
    pub(super) arrangement: Arrangement,
    pub(super) changes: Arc<[EntryChange]>,
    pub(super) timed: Arc<[u32]>,
    pub(super) sections: Vec<Section>,
    pub(super) possible_sections: Vec<Section>,
}

/// Sorts entries that pass a filter certainly and possibly, each in order of time: the work of a job.
pub fn sort(
    workspace: &Workspace,
    shown: &Arc<[u32]>,
    possible: &Arc<[u32]>,
    arrangement: Arrangement,
    changes: &Arc<[EntryChange]>,
) -> SortedEntries {
    SortedEntries {
        shown: Arc::clone(shown),
        possible: Arc::clone(possible),
        arrangement,
        changes: Arc::clone(changes),
        timed: told(workspace, shown, arrangement.told_by),
        sections: arrange(workspace, shown, arrangement, changes),
        possible_sections: arrange(workspace, possible, arrangement, changes),
    }
}
