//! All entries that are open by position, kept until something else is open. Knows no filter and no drawing.

use std::sync::Arc;

use crate::map::spots::MapSpots;
use crate::model::Workspace;

/// All entries by position.
#[derive(Debug, Clone)]
pub(super) struct OpenSpots {
    /// Address and number of entries of each thing that was open.
    open: Vec<(usize, usize)>,
    /// The entries.
    pub(super) all: Arc<MapSpots>,
}

impl OpenSpots {
    pub(super) fn of(workspace: &Workspace) -> Self {
        Self { open: open(workspace), all: Arc::new(MapSpots::of(workspace)) }
    }

    /// Whether this is what is open. Data sets only grow.
    pub(super) fn is_of(&self, workspace: &Workspace) -> bool {
        self.open == open(workspace)
    }
}

fn open(workspace: &Workspace) -> Vec<(usize, usize)> {
    let corpus = (Arc::as_ptr(&workspace.corpus).addr(), workspace.len());
    let sets = workspace.sets.iter().map(|set| (Arc::as_ptr(set).addr(), set.len()));
    std::iter::once(corpus).chain(sets).collect()
}
