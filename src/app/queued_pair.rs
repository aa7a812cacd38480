//! A pair of entries that may be one event, in a list. Knows no workspace.

use crate::model::{Entry, LinkAnswer, LinkRelation, LinkStrength};

/// A pair in the list of those that wait, or of those that are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QueuedPair {
    /// Both entries.
    pub entries: [Entry; 2],
    /// How the first relates to the second.
    pub relation: LinkRelation,
    /// How strongly it is suggested; `None` if nothing suggests it.
    pub strength: Option<LinkStrength>,
    /// What somebody said of it.
    pub answer: LinkAnswer,
}

impl QueuedPair {
    /// Both entries, in order.
    pub fn pair(&self) -> [Entry; 2] {
        let [a, b] = self.entries;
        [a.min(b), a.max(b)]
    }

    /// The same pair from its other end.
    #[must_use]
    pub fn reversed(self) -> Self {
        let [one, other] = self.entries;
        Self { entries: [other, one], relation: self.relation.reversed(), ..self }
    }
}
