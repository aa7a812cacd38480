//! Entries sorted by a job. Knows orders; does not know what is listed by now.

use std::sync::Arc;

use super::arrange::{Arrangement, Section, SortKey, arrange, told};
use super::changes::EntryChange;
use super::tolls::Tolls;
use crate::model::Workspace;

/// The entries that a job has sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedEntries {
    pub(super) shown: Arc<[u32]>,
    pub(super) possible: Arc<[u32]>,
    pub(super) arrangement: Arrangement,
    pub(super) changes: Arc<[EntryChange]>,
    pub(super) timed: Arc<[u32]>,
    pub(super) tolls: Tolls,
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
    let timed = told(workspace, shown, arrangement.told_by);
    SortedEntries {
        shown: Arc::clone(shown),
        possible: Arc::clone(possible),
        arrangement,
        changes: Arc::clone(changes),
        tolls: tolls(workspace, &timed, arrangement),
        timed,
        sections: arrange(workspace, shown, arrangement, changes),
        possible_sections: arrange(workspace, possible, arrangement, changes),
    }
}

/// The number killed over time, which is drawn where the order goes by it.
pub(super) fn tolls(workspace: &Workspace, timed: &[u32], arrangement: Arrangement) -> Tolls {
    if arrangement.key == SortKey::Killed { Tolls::of(workspace, timed) } else { Tolls::default() }
}
