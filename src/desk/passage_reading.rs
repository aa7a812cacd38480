//! What the rules read in a passage: its text, and which of its sentences some words stand in. Knows the model and the rules.

use chrono::{Datelike, NaiveDate};

use crate::model::{Corpus, PassageId, When};
use crate::reading::date::{DateBasis, ResolvedDate};
use crate::reading::place::gazetteer::Nowhere;
use crate::reading::{ArticleReading, ArticleText, Mention, TextSpan, read};

/// A passage as the rules read it: its text, or where there is none its digest, in which only sentences are found.
pub struct PassageReading<'c> {
    /// The text.
    pub text: &'c str,
    /// What was read.
    pub reading: ArticleReading,
    /// The dates whose year is that of an incident: the article does not say when it was published.
    pub borrowed: Vec<TextSpan>,
    /// Whether the article is English, as far as it says.
    pub english: bool,
}

impl<'c> PassageReading<'c> {
    /// Reads a passage.
    pub fn of(corpus: &'c Corpus, id: PassageId) -> Self {
        let passage = corpus.passage(id);
        let text = passage.text.map_or_else(|| corpus.str(passage.digest_or_text()), |text| corpus.str(text));
        let article = corpus.article(passage.article);
        let published = article.published.filter(|when| when.is_day()).map(When::earliest);
        let english = matches!(corpus.str(article.language), "" | "en");
        let read_on =
            |published| read(&ArticleText { text, passages: &[], title_end: 0, published, english }, &Nowhere);
        let mut reading = read_on(published);
        let mut borrowed = if published.is_none() { of_incidents(corpus, read_on) } else { Vec::new() };
        borrowed.retain(|date| reading.dates.iter().all(|read| !read.span.overlaps(date.span)));
        let spans = borrowed.iter().map(|date| date.span).collect();
        reading.dates.extend(borrowed);
        Self { text, reading, borrowed: spans, english }
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

/// The days without a year on which the incidents of a corpus were in one year only, with that year.
fn of_incidents(corpus: &Corpus, read_on: impl Fn(Option<NaiveDate>) -> ArticleReading) -> Vec<Mention<ResolvedDate>> {
    let dates = corpus.incidents().filter_map(|(_, incident)| incident.date);
    let days: Vec<NaiveDate> = dates.filter(|when| when.is_day()).map(When::earliest).collect();
    let Some(&last) = days.iter().max() else { return Vec::new() };
    let on_day = |date: &ResolvedDate| {
        let mut same = days.iter().filter(|day| (day.month(), day.day()) == (date.first.month(), date.first.day()));
        let first = *same.next()?;
        same.all(|day| *day == first).then_some(first)
    };
    let yearless = |date: &ResolvedDate| matches!(date.basis, DateBasis::Year(_)) && date.first == date.last;
    let found = read_on(Some(last)).dates.into_iter().filter(|mention| yearless(&mention.value));
    found
        .filter_map(|mention| {
            let day = on_day(&mention.value)?;
            let value = ResolvedDate { edtf: day.to_string(), first: day, last: day, ..mention.value };
            Some(Mention { value, ..mention })
        })
        .collect()
}
