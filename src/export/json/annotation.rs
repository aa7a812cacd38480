//! JSON of annotations: tags and notes of editors. No source says them.

use serde::Serialize;

use crate::model::annotation::Annotated;
use crate::model::{Annotation, Corpus, When};

/// An annotation on the thing that it stands in.
#[derive(Debug, Serialize)]
pub(super) struct AnnotationJson<'c> {
    tags: Vec<&'c str>,
    note: Option<&'c str>,
    by: Option<&'c str>,
    date: Option<String>,
}

/// The annotations on something, in the order of their files.
pub(super) fn on(corpus: &Corpus, thing: impl Into<Annotated>) -> Vec<AnnotationJson<'_>> {
    let json = |annotation| of(corpus, annotation);
    corpus.annotations_on(thing).map(json).collect()
}

fn of<'c>(corpus: &'c Corpus, annotation: &'c Annotation) -> AnnotationJson<'c> {
    AnnotationJson {
        tags: annotation.tags.iter().map(|&tag| corpus.str(tag)).collect(),
        note: corpus.given(annotation.note),
        by: corpus.given(annotation.by),
        date: annotation.date.map(When::edtf),
    }
}
