//! What editors note on something: the fields `tag:` and `note:`. No source says it, so that it holds or not.

use super::fold::fold;
use super::index::Target;
use super::query::FieldValue;
use super::text_field::has;
use crate::model::annotation::Annotated;
use crate::model::dataset::SEGMENT;
use crate::model::{Annotation, Corpus, RecordAnnotation, Text, Topic, Workspace};

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

/// For each data set, the bytes at which the records begin whose annotations give the tag or say the words, in order.
pub(super) fn records(workspace: &Workspace, value: &FieldValue) -> Vec<Vec<u64>> {
    let says = |annotation: &RecordAnnotation| match value {
        FieldValue::Tag(tag) => annotation.tags.iter().any(|word| fold(word) == *tag),
        FieldValue::Noted(phrase) => has(&annotation.note, phrase),
        _ => false,
    };
    let of_set = |set: usize| {
        let records = workspace.noted.records(set).into_iter().filter(|&record| workspace.noted_on(record).any(says));
        let mut begins: Vec<u64> = records.map(|record| workspace.row(record).at).collect();
        begins.sort_unstable();
        begins
    };
    (0..workspace.sets.len()).map(of_set).collect()
}

/// The tags on the records of a data set, for each record that has some its number and the tags, in order; tags that fold alike once.
pub(super) fn tagged(workspace: &Workspace, set: usize) -> Vec<(usize, Vec<&str>)> {
    let mut all = Vec::new();
    for record in workspace.noted.records(set) {
        let mut tags: Vec<&str> = Vec::new();
        for tag in workspace.noted_on(record).flat_map(|annotation| &annotation.tags) {
            if !tags.iter().any(|known| fold(known) == fold(tag)) {
                tags.push(tag);
            }
        }
        if !tags.is_empty() {
            all.push((record.row as usize, tags));
        }
    }
    all
}

/// Those of the records of one segment, by their places in it.
pub(super) fn of_segment<'a, 't>(
    tagged: &'a [(usize, Vec<&'t str>)],
    segment: usize,
) -> impl Iterator<Item = (usize, &'a [&'t str])> {
    let place = |row: usize| tagged.partition_point(|(of, _)| *of < row);
    let here = &tagged[place(segment * SEGMENT)..place((segment + 1) * SEGMENT)];
    here.iter().map(move |(row, tags)| (row - segment * SEGMENT, tags.as_slice()))
}
