//! Finds the articles of a pack in copies, by their words. Knows the evidence, not the model, and no files.

use std::sync::atomic::AtomicBool;

use super::evidence::PackedSource;
use crate::align::attach::{Attachment, attach, held_against};
use crate::align::copy::Copy;
use crate::align::known::{KnownArticle, KnownPassage};
use crate::diagnostic::{Report, SourceSpan};

/// The copy of each article, and what there is to say of copies that are of none, or of one that has a better one.
pub fn attached(articles: &[&PackedSource], copies: &[Copy]) -> (Vec<Option<Attachment>>, Vec<String>) {
    let known: Vec<KnownArticle<'_>> = articles.iter().map(|article| known(article)).collect();
    let mut report = Report::default();
    let found = attach(&known, copies, &AtomicBool::new(false), &mut report).unwrap_or_default();
    // What is said of single anchors is said of the articles; here stands only what is of whole files.
    let about_files = report.messages.iter().filter(|message| message.place.is_none());
    (found, about_files.map(|message| message.message.clone()).collect())
}

/// The state of every anchor of an article in the copy that is its own.
pub fn in_its_copy(article: &PackedSource, copy: &Copy) -> Option<Attachment> {
    held_against(&known(article), copy)
}

/// An article as its copy is aligned with it.
fn known(article: &PackedSource) -> KnownArticle<'_> {
    let given = |text: &'_ str| !text.is_empty();
    let passages = article.passages.iter().map(|passage| KnownPassage {
        number: passage.number,
        heading: Some(passage.heading.as_str()).filter(|heading| given(heading)),
        anchor: &passage.anchor,
        span: SourceSpan::new(0, 0..0),
        end: Some(passage.end.as_str()).filter(|end| given(end)),
    });
    KnownArticle { id: &article.id, title: &article.title, passages: passages.collect() }
}
