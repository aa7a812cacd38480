//! The finder: a prompt and the hits for what is typed in it.

use super::list::{List, Move};
use super::prompt::Prompt;
use crate::search::{Hit, Index};

/// More hits than a screen shows help nobody; typing on does.
const MOST_HITS: usize = 200;

/// The finder while it is open.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// The query.
    pub prompt: Prompt,
    /// Hits, best first.
    pub hits: Vec<Hit>,
    /// Selection and scroll.
    pub list: List,
}

impl Finder {
    /// Looks the query up again after it changed.
    pub fn search(&mut self, index: &Index) {
        self.hits = index.find(self.prompt.text(), MOST_HITS);
        self.list = List { height: self.list.height, ..List::default() };
    }

    /// The selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        self.hits.get(self.list.cursor)
    }

    /// Moves the selection.
    pub fn go(&mut self, movement: Move) {
        self.list.cursor = self.list.moved(movement, self.hits.len());
    }
}
