//! From a record to those that refer to it. Knows no records.

use super::id::Id;

/// From a record to those that refer to it, in the order of the former. Few passages have an account, so passages
/// without one take no space.
#[derive(Debug, Clone)]
pub(super) struct Reverse<I> {
    to: Vec<u32>,
    from: Vec<I>,
}

// Written out because a derive would ask for `I: Default`.
impl<I> Default for Reverse<I> {
    fn default() -> Self {
        Self { to: Vec::new(), from: Vec::new() }
    }
}

impl<I: Id> Reverse<I> {
    /// Built of pairs (record, referring record); the latter keep their order.
    pub(super) fn new(pairs: impl Iterator<Item = (usize, I)>) -> Self {
        let mut pairs: Vec<(u32, I)> = pairs.map(|(to, from)| (to as u32, from)).collect();
        pairs.sort_by_key(|(to, _)| *to);
        let (to, from) = pairs.into_iter().unzip();
        Self { to, from }
    }

    pub(super) fn of(&self, record: impl Id) -> &[I] {
        let record = record.index() as u32;
        let begin = self.to.partition_point(|&to| to < record);
        let count = self.to[begin..].iter().take_while(|&&to| to == record).count();
        &self.from[begin..begin + count]
    }
}
