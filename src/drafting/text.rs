//! The text of a raw article as it is read: its headline and passages, one after the other. Knows no rules.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::align::words::{even, places};
use crate::model::{ArticleId, Corpus, PassageId, Text, When};
use crate::reading::TextSpan;

/// The text of an article with the passage that each byte stands in.
pub(super) struct TextInPassages<'c> {
    /// The headline, if one is stated, then the passages, an empty line between them. Borrowed where the corpus holds them so.
    pub(super) text: Cow<'c, str>,
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

/// What stands between headline and passages.
const PARTING: &str = "\n\n";
/// A longer passage is not searched for each of its claims.
const SHORT: usize = 1 << 14;

impl<'c> TextInPassages<'c> {
    pub(super) fn of(corpus: &'c Corpus, id: ArticleId) -> Self {
        let mut text = Self::with(corpus, id, Cow::Borrowed(""));
        let texts: Vec<Text> = parts(corpus, id).into_iter().map(|(text, _)| text).collect();
        text.text = joined(corpus, &texts, &text.spans);
        text
    }

    /// The same of an article whose text this is.
    pub(super) fn with(corpus: &'c Corpus, id: ArticleId, text: Cow<'c, str>) -> Self {
        let article = corpus.article(id);
        let parts = parts(corpus, id);
        let mut spans: Vec<TextSpan> = Vec::with_capacity(parts.len());
        for (text, _) in &parts {
            let start = spans.last().map_or(0, |before| before.end + PARTING.len());
            spans.push(TextSpan::new(start, start + corpus.str(*text).len()));
        }
        let titled = parts.first().is_some_and(|(_, passage)| passage.is_none());
        Self {
            text,
            title_end: spans.first().filter(|_| titled).map_or(0, |title| title.end),
            spans,
            passages: parts.into_iter().map(|(_, passage)| passage).collect(),
            published: article.published.filter(|date| date.is_day()).map(When::earliest),
            is_english: corpus.str(article.language).split(['-', '_']).next() == Some("en"),
        }
    }

    /// The number of the span in which a byte stands, and its passage; `None` in the headline.
    pub(super) fn passage(&self, byte: usize) -> Option<(usize, PassageId)> {
        let at = self.spans.partition_point(|span| span.start <= byte).checked_sub(1)?;
        Some((at, self.passages[at]?))
    }

    /// The parts of a span by passage, in order; what lies between passages is in none.
    pub(super) fn by_passage(&self, span: TextSpan) -> impl Iterator<Item = (PassageId, TextSpan)> {
        let first = self.spans.partition_point(|passage| passage.end <= span.start);
        let passages = self.spans[first..].iter().zip(&self.passages[first..]);
        let meets = move |(passage, _): &(&TextSpan, _)| passage.start < span.end;
        passages.take_while(meets).filter_map(move |(passage, id)| {
            Some(((*id)?, TextSpan::new(span.start.max(passage.start), span.end.min(passage.end))))
        })
    }

    /// Where words first stand in a passage.
    pub(super) fn find(&self, passage: PassageId, words: &str) -> Option<TextSpan> {
        let at = self.passages.iter().position(|found| *found == Some(passage))?;
        let span = self.spans[at];
        let start = span.start + span.of(&self.text).find(words)?;
        Some(TextSpan::new(start, start + words.len()))
    }

    /// A few words of a span, as [`words`](Self::words) gives them, with as few more around them as make them stand only once in
    /// their passage; if `most` words do not, as they are.
    pub(super) fn unique_words(&self, span: TextSpan, most: usize) -> &str {
        let words = self.words(span, most);
        let Some((at, _)) = self.passage(span.start) else { return words };
        let passage = self.spans[at];
        let text = passage.of(&self.text);
        if text.len() > SHORT {
            return words;
        }
        let evened = even(text);
        let stands_once = |words: &str| places(&evened, &even(words)).take(2).count() < 2;
        let own = span.start - passage.start..span.start - passage.start + words.len();
        if stands_once(words) {
            return words;
        }
        let room = most.saturating_sub(words.split_whitespace().count());
        // The bytes at which the words before it begin, and at which those after it end; nearest first.
        let before = text[..own.start].char_indices().rev();
        let begins = |at: usize| !text[..at].ends_with(|c: char| !c.is_whitespace());
        let starts = before.filter(|(at, c)| !c.is_whitespace() && begins(*at)).map(|(at, _)| at);
        let starts: Vec<usize> = std::iter::once(own.start).chain(starts).take(room + 1).collect();
        let after = text[own.end..].char_indices().filter(|(_, c)| !c.is_whitespace());
        let end = |(at, c): (usize, char)| own.end + at + c.len_utf8();
        let ends = after.map(end).filter(|&at| !text[at..].starts_with(|c: char| !c.is_whitespace()));
        let ends: Vec<usize> = std::iter::once(own.end).chain(ends).take(room + 1).collect();
        let longer = (1..=room).flat_map(|more| (0..=more).map(move |after| (more - after, after)));
        let longer = longer.filter_map(|(before, after)| text.get(*starts.get(before)?..*ends.get(after)?));
        longer.into_iter().find(|words| stands_once(words)).unwrap_or(words)
    }

    /// A few words of a span: as they stand, at most `most`, all in the passage in which it begins.
    pub(super) fn words(&self, span: TextSpan, most: usize) -> &str {
        let before = self.spans.partition_point(|passage| passage.start <= span.start).checked_sub(1);
        let end = before.map(|at| self.spans[at]).filter(|passage| span.start < passage.end);
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

/// The headline, if one is stated, and the passages that have a text.
fn parts(corpus: &Corpus, id: ArticleId) -> Vec<(Text, Option<PassageId>)> {
    let article = corpus.article(id);
    let title = corpus.str(article.title);
    // Where no title is stated, the name of the file stands for it. One word is a code or a label, which tells nothing.
    let has_words = title.split_whitespace().nth(1).is_some() || !title.is_ascii();
    let titled = has_words && !file(corpus.str(article.copy)).ends_with(title);
    let title = titled.then_some((article.title, None));
    let passages = article.passages.ids().map(|id| (corpus.passage(id).text.unwrap_or_default(), Some(id)));
    title.into_iter().chain(passages).filter(|(text, _)| !text.is_empty()).collect()
}

/// The file in which an article was found, without the article's number in it.
fn file(copy: &str) -> &str {
    let numbered = copy.rsplit_once(", no. ").filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
    numbered.map_or(copy, |(file, _)| file)
}

/// Texts one after the other at these spans. They are copied unless they stand so in the corpus.
fn joined<'c>(corpus: &'c Corpus, texts: &[Text], spans: &[TextSpan]) -> Cow<'c, str> {
    let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return Cow::Borrowed("") };
    if let Some(whole) = first.up_to(*last).map(|all| corpus.str(all)) {
        let stands = |(text, span): (&Text, &TextSpan)| std::ptr::eq(span.of(whole), corpus.str(*text));
        let parted = |pair: &[TextSpan]| whole.get(pair[0].end..pair[1].start) == Some(PARTING);
        if texts.iter().zip(spans).all(stands) && spans.windows(2).all(parted) {
            return Cow::Borrowed(whole);
        }
    }
    Cow::Owned(texts.iter().map(|text| corpus.str(*text)).collect::<Vec<_>>().join(PARTING))
}
