//! A corpus as it is kept between two starts: its tables, and the blocks of its texts beside them.
//!
//! Only what was written by this program and is whole may be read: ids and handles are taken as they are. Knows no files.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::corpus::Corpus;
use super::text::Texts;

/// The tables of a corpus without its texts, to be written or just read.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TablesOnly<'c>(Cow<'c, Corpus>);

impl<'c> TablesOnly<'c> {
    /// Those of a corpus.
    pub fn of(corpus: &'c Corpus) -> Self {
        Self(Cow::Borrowed(corpus))
    }

    /// The corpus, with the [blocks of its texts](Corpus::text_blocks).
    pub fn with_texts(self, blocks: Vec<String>) -> Corpus {
        let mut corpus = self.0.into_owned();
        corpus.texts = Arc::new(Texts::of_blocks(blocks));
        corpus.refer_back();
        corpus
    }
}

impl Corpus {
    /// Whether it holds nothing, not even a title.
    pub fn is_blank(&self) -> bool {
        self.texts.is_empty() && self.facets.is_empty()
    }

    /// The blocks in which its texts lie, in order.
    pub fn text_blocks(&self) -> impl Iterator<Item = &str> {
        self.texts.blocks()
    }
}
