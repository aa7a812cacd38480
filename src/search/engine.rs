//! Evaluates a query on a corpus and ranks the hits. Knows nothing of data sets, jobs or the screen.
//!
//! Each typed word is looked up in the vocabulary: as a word or prefix, then fuzzy; if nothing matches, with spelling
//! errors; and by phonetic key. Postings give the records of the matching words. A record must match every word; its
//! worst match decides its rank.

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
