//! Reads articles by rule, a share for each processor. Knows nothing of incidents.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::NaiveDate;

use super::text::TextInPassages;
use crate::model::{ArticleId, Corpus};
use crate::reading::packed::PackedReading;
use crate::reading::place::Gazetteer;
use crate::reading::{self, ArticleText};
use crate::shares;

/// An article with its text and what was read in it. Thousands are held at the same time.
pub(super) struct ReadInPassages<'c> {
    corpus: &'c Corpus,
    article: ArticleId,
    /// The headline and the passages, as they are read.
    pub(super) whole: Cow<'c, str>,
    /// The byte at which the headline ends; 0 if there is none.
    pub(super) title_end: usize,
    /// The day of publication, if it is one day.
    pub(super) published: Option<NaiveDate>,
    pub(super) reading: PackedReading,
}

impl ReadInPassages<'_> {
    /// The text with its passages, found again.
    pub(super) fn text(&self) -> TextInPassages<'_> {
        TextInPassages::with(self.corpus, self.article, Cow::Borrowed(&self.whole))
    }
}

/// What was read in articles before.
pub trait KeptReadings: Sync {
    /// What was read in this article, if it is known.
    fn find(&self, article: &ArticleText) -> Option<PackedReading>;
    /// Keeps what was read in this article.
    fn keep(&self, article: &ArticleText, reading: &PackedReading);
    /// There is no more.
    fn end(&self);
}

/// Reads articles, each processor its share, in the order given, those that are not known. `None` once `stop` is set.
pub(super) fn all<'c, G: Gazetteer + Sync>(
    corpus: &'c Corpus,
    articles: &[ArticleId],
    gazetteer: &G,
    kept: &dyn KeptReadings,
    stop: &AtomicBool,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Option<Vec<ReadInPassages<'c>>> {
    let done = AtomicUsize::new(0);
    let all = shares::in_turn(articles.len(), usize::MAX, |at| {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let text = TextInPassages::of(corpus, articles[at]);
        let article = ArticleText {
            text: &text.text,
            passages: &text.spans,
            title_end: text.title_end,
            published: text.published,
            english: text.is_english,
        };
        let reading = kept.find(&article).unwrap_or_else(|| {
            let reading = PackedReading::new(reading::read(&article, gazetteer));
            kept.keep(&article, &reading);
            reading
        });
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, articles.len());
        let TextInPassages { text: whole, title_end, published, .. } = text;
        Some(ReadInPassages { corpus, article: articles[at], whole, title_end, published, reading })
    });
    kept.end();
    all.filter(|_| !stop.load(Ordering::Relaxed))
}
