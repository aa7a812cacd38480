//! The items of the reader: the passages of an article and, in its copy, the paragraphs that are none.
//!
//! Knows articles; does not know what is selected.

use crate::model::{Article, Corpus, PassageId};

/// An item of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A passage.
    Passage(PassageId),
    /// A paragraph of the copy without a digest, by its position among them. Only the text view shows it.
    Rest(usize),
}

/// The items of an article. What the page has before its text follows after the end, so that reading begins with the
/// text.
pub fn stops(corpus: &Corpus, article: &Article) -> Vec<Stop> {
    let mut stops = Vec::with_capacity(article.passages.len() + article.paragraphs.len());
    let rest = |before: usize| {
        let from = article.paragraphs.partition_point(|p| p.before < before);
        let to = article.paragraphs.partition_point(|p| p.before <= before);
        from..to
    };
    let text = text_begins(corpus, article);
    for (at, passage) in article.passages.ids().enumerate() {
        let above = if at == 0 { text..rest(0).end } else { rest(at) };
        stops.extend(above.map(Stop::Rest));
        stops.push(Stop::Passage(passage));
    }
    stops.extend((0..text).map(Stop::Rest));
    stops.extend(rest(article.passages.len()).map(Stop::Rest));
    stops
}

/// The first of the paragraphs that can belong to the text: before the first passage, as many as its number leaves out.
fn text_begins(corpus: &Corpus, article: &Article) -> usize {
    let before = article.paragraphs.partition_point(|p| p.before == 0);
    let number = article.passages.ids().next().map_or(1, |id| corpus.passage(id).number);
    before.saturating_sub(number.saturating_sub(1) as usize)
}

/// The heading above the first paragraph of the page before the text, and above the first after it.
pub fn heading(corpus: &Corpus, article: &Article, rest: usize) -> Option<String> {
    let mut passages = article.passages.ids();
    let number = |id: Option<PassageId>| id.map_or(0, |id| corpus.passage(id).number);
    let after = article.paragraphs.partition_point(|p| p.before < article.passages.len());
    if rest == after {
        return Some(format!("On the page after ¶{}", number(passages.next_back())));
    }
    (rest == 0 && text_begins(corpus, article) > 0).then(|| format!("On the page before ¶{}", number(passages.next())))
}
