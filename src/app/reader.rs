//! One article, passage by passage, on the trail of an incident.

use super::list::{List, Move};
use crate::model::id::Id;
use crate::model::{ArticleId, Corpus, IncidentId, PassageId, RecordId};

/// The reader. The list's cursor counts passages, its offset lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// The article.
    pub article: ArticleId,
    /// The incident whose accounts `n` and `N` follow.
    pub incident: Option<IncidentId>,
    /// The record of a data set that is read, if it is no article of the corpus.
    pub record: Option<RecordId>,
    /// Selection and scroll.
    pub list: List,
}

impl Reader {
    /// At a passage.
    pub fn at(corpus: &Corpus, passage: PassageId, incident: Option<IncidentId>) -> Self {
        let record = corpus.passage(passage);
        let cursor = record.number as usize - 1;
        Self { article: record.article, incident, record: None, list: List { cursor, ..List::default() } }
    }

    /// The selected passage.
    pub fn passage(&self, corpus: &Corpus) -> PassageId {
        PassageId::at(corpus.article(self.article).passages.range().start + self.list.cursor)
    }

    /// Moves by passages.
    pub fn go(&mut self, movement: Move, corpus: &Corpus) {
        self.list.cursor = self.list.moved(movement, corpus.article(self.article).passages.len());
    }

    /// The passage of the next account of the incident (or the previous), whichever article it is in.
    pub fn next_account(&self, corpus: &Corpus, forward: bool) -> Option<PassageId> {
        let here = self.passage(corpus);
        let record = corpus.incident(self.incident?);
        let mut passages = corpus.accounts_in(record.accounts).iter().map(|a| a.passage);
        if forward { passages.find(|&p| p > here) } else { passages.rev().find(|&p| p < here) }
    }
}
