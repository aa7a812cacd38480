//! What editors note on a record: the fields `tag:` and `note:`. No source says it, so that it holds or not.

use super::fold::fold;
use super::index::Target;
use super::query::FieldValue;
use super::text_field::has;
use crate::model::annotation::Annotated;
use crate::model::{Annotation, Corpus, Text, Topic};

/// Whether an annotation on the record gives the tag, or an annotation or note says the words. What is noted on a claim is noted
/// on what it is about.
pub(super) fn holds(corpus: &Corpus, target: Target, value: &FieldValue) -> bool {
    let topic = match target {
        Target::Incident(id) => Some(Topic::Incident(id)),
        Target::Name(id) => Some(Topic::Name(id)),
        _ => None,
    };
    let own = match target {
        Target::Incident(id) => Annotated::Incident(id),
        Target::Name(id) => Annotated::Name(id),
        Target::Article(id) => Annotated::Article(id),
        Target::Passage(id) => Annotated::Passage(id),
        Target::Quote(id) => Annotated::Quote(id),
        Target::Record(_) => return false,
    };
    let mut annotations: Box<dyn Iterator<Item = &Annotation>> = match topic {
        Some(topic) => Box::new(corpus.annotations_about(topic).map(|(_, annotation)| annotation)),
        None => Box::new(corpus.annotations_on(own)),
    };
    match value {
        FieldValue::Tag(tag) => annotations.any(|a| a.tags.iter().any(|&text| fold(corpus.str(text)) == *tag)),
        FieldValue::Noted(phrase) => {
            let says = |text: Text| has(corpus.str(text), phrase);
            let mut notes = topic.into_iter().flat_map(|topic| corpus.notes_on(topic).ids());
            annotations.any(|annotation| says(annotation.note)) || notes.any(|note| says(corpus.note(note).text))
        }
        _ => false,
    }
}
