//! Lists that only grow, shared while they grow: what a data set's records point into.
//!
//! A loader appends while views read what was there a moment ago. Entries lie in blocks behind [`Arc`]s, so a copy
//! of the whole list costs a pointer a block, and only the last block is copied when it is appended to after that.

use std::sync::Arc;

/// Entries of a block.
const BLOCK: usize = 1024;

/// A list that only grows and is cheap to copy.
#[derive(Debug, Clone)]
pub struct SharedVec<T> {
    blocks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for SharedVec<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), len: 0 }
    }
}

impl<T: Clone> SharedVec<T> {
    /// Appends an entry and gives its position.
    pub fn push(&mut self, entry: T) -> usize {
        if self.len.is_multiple_of(BLOCK) {
            self.blocks.push(Arc::new(Vec::with_capacity(BLOCK.min(self.len.max(16)))));
        }
        if let Some(last) = self.blocks.last_mut() {
            Arc::make_mut(last).push(entry);
        }
        self.len += 1;
        self.len - 1
    }

    /// The entry at a position that [`SharedVec::push`] gave.
    pub fn get(&self, at: usize) -> &T {
        &self.blocks[at / BLOCK][at % BLOCK]
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.blocks.iter().flat_map(|block| block.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had_while_the_list_grows() {
        let mut list = SharedVec::default();
        for n in 0..BLOCK + 3 {
            assert_eq!(list.push(n), n);
        }
        let before = list.clone();
        list.push(7_000);
        assert_eq!((before.len(), list.len()), (BLOCK + 3, BLOCK + 4));
        assert_eq!(*list.get(BLOCK + 3), 7_000);
        assert_eq!(before.iter().copied().collect::<Vec<_>>(), (0..BLOCK + 3).collect::<Vec<_>>());
    }
}
