//! Entries of the timeline, by position. Positions hold within one workspace.

use super::id::IncidentId;

/// A record of a data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// Number of the data set, in the order of opening.
    pub set: u16,
    /// Number of the record in the data set.
    pub row: u32,
}

/// An entry of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// An incident of the corpus.
    Incident(IncidentId),
    /// A record of a data set.
    Record(RecordId),
}
