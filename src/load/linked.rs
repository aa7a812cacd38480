//! Finds the records that links name, by their ids in the files.

use std::sync::Arc;

use super::Loaded;
use crate::datasets::{DataSetFile, DetailScope};
use crate::model::{Curie, DataSet, Entry, Linked, Links, RecordId, Workspace};

impl Loaded {
    /// Links the entries of the workspace.
    pub fn link(&mut self, links: Links) {
        self.workspace.linked = Arc::new(found(Linked::new(links), &self.workspace.sets, &self.files));
    }

    /// The name of an entry in links; of a record its row is read. `None` if it has no id of its own.
    pub fn curie(&self, entry: Entry) -> Option<Curie> {
        match entry {
            Entry::Incident(_) => self.workspace.name_of(entry),
            Entry::Record(record) => curie_of(&self.workspace, &self.files, record),
        }
    }
}

/// The name of a record in links, as its row has it.
pub fn curie_of(workspace: &Workspace, files: &[Arc<DataSetFile>], record: RecordId) -> Option<Curie> {
    let file = files.get(usize::from(record.set))?;
    let detail = file.detail(&workspace.row(record)).ok()?;
    Curie::record(&workspace.set(record).about, &detail.id)
}

/// Links with the records that they name in data sets, which are read again from `files`.
pub fn found(linked: Linked, sets: &[Arc<DataSet>], files: &[Arc<DataSetFile>]) -> Linked {
    linked.found_in(sets, &|set, rows| {
        let mut ids = vec![None; rows.len()];
        if let Some(file) = files.get(set) {
            // A file that has changed meanwhile gives no ids, and its records are not found.
            let _ = file.details(&sets[set], rows, DetailScope::Tables, &mut |at, _, detail| {
                ids[at] = Some(detail.id.clone());
                Ok(())
            });
        }
        ids
    })
}
