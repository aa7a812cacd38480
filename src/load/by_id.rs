//! Finds records of data sets by what commands call them: their ids, with the source before them or without, or numbers.

use super::Loaded;
use crate::model::dataset::id_hash;
use crate::model::{Curie, DataSet, RecordId, curie};

impl Loaded {
    /// The record with that id; as files of links name it, `ged:412650`, it is one of that source.
    pub fn record(&self, id: &str) -> Option<RecordId> {
        let named = Curie::parse(id).and_then(|name| self.with_id(Some(name.prefix()), &name.id()));
        named.or_else(|| self.numbered_so(id)).or_else(|| self.with_id(None, id))
    }

    /// The record that [`Loaded::numbered`] calls so.
    fn numbered_so(&self, id: &str) -> Option<RecordId> {
        let row = |set: &DataSet| id.strip_prefix(&set.row_prefix())?.parse::<usize>().ok()?.checked_sub(1);
        let sets = self.workspace.sets.iter().enumerate();
        let mut found = sets.filter_map(|(n, set)| Some((n, row(set).filter(|row| *row < set.len())?)));
        found.next().map(|(n, row)| RecordId { set: n as u16, row: row as u32 })
    }

    /// The record with that id, of the sources with that prefix if one is given.
    fn with_id(&self, prefix: Option<&str>, id: &str) -> Option<RecordId> {
        let hash = id_hash(id.as_bytes());
        let sets = self.workspace.sets.iter().enumerate();
        for (n, set) in sets.filter(|(_, set)| prefix.is_none_or(|prefix| curie::prefix(&set.about) == prefix)) {
            for row in 0..set.len() {
                let record = RecordId { set: n as u16, row: row as u32 };
                // Different ids with the same hash are distinguished by their rows.
                if set.row(row).id == hash && self.record_id(record).eq_ignore_ascii_case(id) {
                    return Some(record);
                }
            }
        }
        None
    }
}
