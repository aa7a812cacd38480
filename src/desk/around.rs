//! How places of a corpus lie to each other, as far as it says. Knows the model.

use crate::model::{Corpus, NameId};

/// Whether one of two places is the other, lies in it, or around it.
pub(super) fn is_near(corpus: &Corpus, one: NameId, other: NameId) -> bool {
    let wholes = |id: NameId| std::iter::successors(Some(id), |&id| corpus.name(id).part_of);
    wholes(one).any(|id| id == other) || wholes(other).any(|id| id == one)
}
