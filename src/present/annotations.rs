//! Annotations in words: what editors note on something, told apart from what sources say.

use crate::model::annotation::Annotated;
use crate::model::{Annotation, Corpus, RecordAnnotation, When};

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
    noted(corpus.str(annotation.note), corpus.str(annotation.by), annotation.date)
}

/// The note of an annotation on a record, likewise.
pub fn record_note(annotation: &RecordAnnotation) -> String {
    noted(&annotation.note, &annotation.by, annotation.date)
}

/// An annotation on a record in words, as [`said`].
pub fn record_said(annotation: &RecordAnnotation) -> String {
    let tags = annotation.tags.iter().map(|tag| format!("#{tag}"));
    tags.chain([record_note(annotation)]).collect::<Vec<_>>().join(" ")
}

fn noted(note: &str, by: &str, date: Option<When>) -> String {
    let note = if note.is_empty() { String::new() } else { format!("{note} ") };
    let by = if by.is_empty() { "editor" } else { by };
    let date = date.map(|date| format!(", {}", When::display(date))).unwrap_or_default();
    format!("{note}({by}{date})")
}

/// The annotations on something, each in words.
pub fn on(corpus: &Corpus, thing: impl Into<Annotated>) -> Vec<String> {
    corpus.annotations_on(thing).map(|annotation| said(corpus, annotation)).collect()
}
