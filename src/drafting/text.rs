//! The text of a raw article as it is read: its headline and passages, one after the other. Knows no rules.

use chrono::NaiveDate;

use crate::model::{ArticleId, Corpus, PassageId, When};
use crate::reading::TextSpan;

/// The text of an article with the passage that each byte stands in.
pub(super) struct TextInPassages {
    /// The headline, if one is stated, then the passages, an empty line between them.
    pub(super) text: String,
    /// The headline and the passages in it.
    pub(super) spans: Vec<TextSpan>,
    /// The passage of each span; `None` for the headline.
    passages: Vec<Option<PassageId>>,
    /// The byte at which the headline ends; 0 if there is none.
    pub(super) title_end: usize,
    /// The day of publication, if it is one day.
    pub(super) published: Option<NaiveDate>,
    /// Whether the article is in English beyond doubt.
    pub(super) is_english: bool,
}

impl TextInPassages {
    pub(super) fn of(corpus: &Corpus, id: ArticleId) -> Self {
        let article = corpus.article(id);
        let mut new = Self {
            text: String::new(),
            spans: Vec::new(),
            passages: Vec::new(),
            title_end: 0,
            published: article.published.filter(|date| date.is_day()).map(When::earliest),
            is_english: corpus.str(article.language).split(['-', '_']).next() == Some("en"),
        };
        // Where no title is stated, the name of the file stands for it.
        if !corpus.str(article.copy).ends_with(corpus.str(article.title)) {
            new.add(corpus.str(article.title), None);
        }
        new.title_end = new.text.len();
        for passage in article.passages.ids() {
            let record = corpus.passage(passage);
            new.add(record.text.map_or("", |text| corpus.str(text)), Some(passage));
        }
        new
    }

    fn add(&mut self, text: &str, passage: Option<PassageId>) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.spans.push(TextSpan::new(start, self.text.len()));
        self.passages.push(passage);
    }

    /// The number of the span in which a byte stands, and its passage; `None` in the headline.
    pub(super) fn passage(&self, byte: usize) -> Option<(usize, PassageId)> {
        let at = self.spans.partition_point(|span| span.start <= byte).checked_sub(1)?;
        Some((at, self.passages[at]?))
    }

    /// Where words first stand in a passage.
    pub(super) fn find(&self, passage: PassageId, words: &str) -> Option<TextSpan> {
        let at = self.passages.iter().position(|found| *found == Some(passage))?;
        let span = self.spans[at];
        let start = span.start + span.of(&self.text).find(words)?;
        Some(TextSpan::new(start, start + words.len()))
    }

    /// A few words of a span: as they stand, at most `most`, all in the passage in which it begins.
    pub(super) fn words(&self, span: TextSpan, most: usize) -> &str {
        let end = self.spans.iter().find(|passage| passage.start <= span.start && span.start < passage.end);
        let end = end.map_or(span.end, |passage| passage.end.min(span.end));
        let text = TextSpan::new(span.start, end).of(&self.text);
        let mut inside = false;
        let mut words = 0;
        for (at, c) in text.char_indices() {
            match (inside, c.is_whitespace()) {
                (false, false) if words == most => return text[..at].trim_end(),
                (false, false) => (inside, words) = (true, words + 1),
                (true, true) => inside = false,
                _ => {}
            }
        }
        text.trim_end()
    }
}
