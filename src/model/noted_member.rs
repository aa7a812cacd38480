//! A record as it is shown, with the annotations on it.

use std::sync::Arc;

use super::annotation::{Annotation, AnnotationPlace};
use super::builder::Builder;
use super::corpus::Corpus;
use super::noted::RecordAnnotation;
use super::subject::Member;
use super::topic::Topic;
use super::workspace::Workspace;

impl Member {
    /// This member with the annotations that the workspace has on its record.
    #[must_use]
    pub fn noted_in(mut self, workspace: &Workspace) -> Self {
        if let Some(noted) = self.record.and_then(|id| noted(&self.corpus, self.topic, workspace.noted_on(id))) {
            self.corpus = Arc::new(noted);
        }
        self
    }
}

/// The corpus of a record with these annotations on it in place of those it had; `None` if it has none and had none.
fn noted<'a>(corpus: &Corpus, topic: Topic, annotations: impl Iterator<Item = &'a RecordAnnotation>) -> Option<Corpus> {
    let mut annotations = annotations.peekable();
    if annotations.peek().is_none() && corpus.annotations().next().is_none() {
        return None;
    }
    let mut bare = corpus.clone();
    (bare.annotations, bare.annotated) = Default::default();
    let id = bare.topic_id(topic).to_owned();
    let mut b = Builder::extend(bare);
    for annotation in annotations {
        let place = AnnotationPlace { incident: b.intern(&id), ..AnnotationPlace::default() };
        let tags = annotation.tags.iter().map(|tag| b.intern(tag)).collect();
        let (note, by, file) = (b.text(&annotation.note), b.intern(&annotation.by), b.text(""));
        b.annotation(Annotation { place, tags, note, by, date: annotation.date, file });
    }
    Some(b.finish())
}
