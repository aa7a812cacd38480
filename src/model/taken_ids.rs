//! The ids that are taken in a corpus, and new ones beside them. Knows nothing of what has the ids.

use std::collections::HashMap;

use super::corpus::Corpus;

/// The ids in use.
#[derive(Debug, Default)]
pub struct TakenIds {
    /// Each id, with the highest number tried for it.
    taken: HashMap<String, u32>,
}

impl TakenIds {
    /// Those of articles, quotations, incidents and names of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let articles = corpus.articles().map(|(_, a)| a.id).chain(corpus.quotes().map(|(_, q)| q.id));
        let others = corpus.incidents().map(|(_, i)| i.id).chain(corpus.names().map(|(_, n)| n.id));
        articles.chain(others).map(|id| corpus.str(id).to_owned()).collect()
    }

    /// Whether an id is in use.
    pub fn has(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }

    /// The id itself, or with the first number from 2 that makes it new; it is taken then.
    pub fn new_id(&mut self, id: &str) -> String {
        let mut new = id.to_owned();
        while self.taken.contains_key(&new) {
            let number = self.taken.entry(id.to_owned()).or_insert(1);
            *number += 1;
            new = format!("{id}-{number}");
        }
        self.taken.insert(new.clone(), 1);
        new
    }
}

impl FromIterator<String> for TakenIds {
    fn from_iter<I: IntoIterator<Item = String>>(ids: I) -> Self {
        Self { taken: ids.into_iter().map(|id| (id, 1)).collect() }
    }
}
