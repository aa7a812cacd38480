//! Annotations in words: what the editors of a corpus note on what is in it, told apart from what sources say.

use crate::model::annotation::Annotated;
use crate::model::{Annotation, Corpus, When};

/// The sign before an annotation.
pub const SIGN: &str = "✎ ";

/// One annotation: `#check #photos Ask the port (AB, 1 Jun 2031)`.
pub fn said(corpus: &Corpus, annotation: &Annotation) -> String {
    let mut parts: Vec<String> = annotation.tags.iter().map(|&tag| format!("#{}", corpus.str(tag))).collect();
    parts.push(note(corpus, annotation));
    parts.join(" ")
}

/// Its note without the tags: `Ask the port (AB, 1 Jun 2031)`; only who and when if it has none.
pub fn note(corpus: &Corpus, annotation: &Annotation) -> String {
    let note = corpus.given(annotation.note).map(|note| format!("{note} ")).unwrap_or_default();
    let by = corpus.given(annotation.by).unwrap_or("editor");
    let date = annotation.date.map(|date| format!(", {}", When::display(date))).unwrap_or_default();
    format!("{note}({by}{date})")
}

/// The annotations on something, each in words.
pub fn on(corpus: &Corpus, thing: impl Into<Annotated>) -> Vec<String> {
    corpus.annotations_on(thing).map(|annotation| said(corpus, annotation)).collect()
}
