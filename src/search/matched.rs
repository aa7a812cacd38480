//! The records that match a clause, by their numbers in the index. Knows no clauses and no words.

use super::order::Best;

/// The records that match a clause, with the best match of each.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// The records, in index order.
    pub(super) docs: Vec<u32>,
    /// By record of the index. Ranks stand apart because short queries look at nothing else of most records.
    pub(super) ranks: Vec<u32>,
    found: Vec<FoundBy>,
}

/// What a record is found by.
#[derive(Debug, Clone, Copy, Default)]
struct FoundBy {
    word: u32,
    sense: u32,
}

impl Matched {
    /// No matches, of a number of records.
    pub(super) fn none(records: usize) -> Self {
        Self { docs: Vec::new(), ranks: vec![u32::MAX; records], found: vec![FoundBy::default(); records] }
    }

    /// The rank of a record; `u32::MAX` if it does not match.
    #[inline]
    pub(super) fn rank(&self, doc: u32) -> u32 {
        self.ranks[doc as usize]
    }

    /// The match of a record.
    pub(super) fn best(&self, doc: u32) -> Best {
        let FoundBy { word, sense } = self.found[doc as usize];
        Best { rank: self.rank(doc), word, sense }
    }

    /// Whether that match is better than the one known, which it replaces then.
    #[inline]
    pub(super) fn improve(&mut self, doc: usize, Best { rank, word, sense }: Best) -> bool {
        let is_better = rank < self.ranks[doc];
        if is_better {
            self.ranks[doc] = rank;
            self.found[doc] = FoundBy { word, sense };
        }
        is_better
    }

    /// Takes a match back.
    pub(super) fn forget(&mut self, doc: u32) {
        self.ranks[doc as usize] = u32::MAX;
    }

    /// Lists the matching records among `among`, or of the whole index.
    pub(super) fn list(&mut self, among: Option<&[u32]>) {
        let is_hit = |doc: &u32| self.ranks[*doc as usize] != u32::MAX;
        self.docs = match among {
            Some(among) => among.iter().copied().filter(is_hit).collect(),
            None => {
                let mut docs = Vec::with_capacity(self.ranks.len());
                docs.extend((0..u32::try_from(self.ranks.len()).unwrap_or(u32::MAX)).filter(is_hit));
                docs
            }
        };
    }
}
