//! What the rules read in a passage: its text, and which of its sentences some words stand in. Knows the model and the rules.

use crate::model::{Corpus, PassageId, When};
use crate::reading::place::gazetteer::Nowhere;
use crate::reading::{ArticleReading, ArticleText, TextSpan, read};

/// A passage as the rules read it: its text, or where there is none its digest, in which only sentences are found.
pub struct PassageReading<'c> {
    /// The text.
    pub text: &'c str,
    /// What was read.
    pub reading: ArticleReading,
}

impl<'c> PassageReading<'c> {
    /// Reads a passage.
    pub fn of(corpus: &'c Corpus, id: PassageId) -> Self {
        let passage = corpus.passage(id);
        let text = passage.text.map_or_else(|| corpus.str(passage.digest_or_text()), |text| corpus.str(text));
        let article = corpus.article(passage.article);
        let published = article.published.filter(|when| when.is_day()).map(When::earliest);
        let english = matches!(corpus.str(article.language), "" | "en");
        let reading = read(&ArticleText { text, passages: &[], title_end: 0, published, english }, &Nowhere);
        Self { text, reading }
    }

    /// Where some words stand, if they stand there.
    pub fn find(&self, words: &str) -> Option<TextSpan> {
        let start = self.text.find(words).filter(|_| !words.is_empty())?;
        Some(TextSpan::new(start, start + words.len()))
    }

    /// The sentence that some words stand in.
    pub fn sentence(&self, words: &str) -> Option<TextSpan> {
        let found = self.find(words)?;
        self.reading.sentences.get(self.reading.sentence(found.start)).copied()
    }
}
