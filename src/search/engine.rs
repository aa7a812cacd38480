//! Searches a corpus alone. Knows nothing of data sets, jobs or the screen.

use super::answer::Searched;
use super::hit::{Answer, Stale};
use super::index::Index;
use super::query::Query;
use super::read_query::{NameScope, read};
use crate::model::Corpus;

/// Returns the best `limit` hits of `query`. Polls `stale`; `None` once it returns true.
pub fn search(corpus: &Corpus, index: &Index, query: &Query, limit: usize, stale: Stale<'_>) -> Option<Answer> {
    let filters = read(&NameScope::of(corpus), query);
    Searched { corpus, index, sets: Vec::new(), query, filters }.answer(limit, stale)
}
