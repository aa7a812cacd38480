//! Writes annotations, by file.

use super::field_list::FieldList;
use crate::documents::draft::AnnotationsDraft;
use crate::documents::edit::{Fields, Refusal};
use crate::documents::file_name::{id_of_words, is_file_name};
use crate::model::annotation::Annotated;
use crate::model::{Annotation, AnnotationId, PassageId, When};

impl super::Writer<'_> {
    /// The annotations of each file, in the order of the first of each.
    pub(super) fn annotations(&mut self) -> Result<(), Refusal> {
        let mut files: Vec<(String, Vec<Fields>)> = Vec::new();
        for (id, annotation) in self.corpus.annotations() {
            let name = self.str(annotation.file);
            let name = if is_file_name(name) { name.to_owned() } else { id_of_words(name, "annotations") };
            let fields = self.annotation(id, annotation);
            match files.iter_mut().find(|(file, _)| *file == name) {
                Some((_, all)) => all.push(fields),
                None => files.push((name, vec![fields])),
            }
        }
        for (name, annotations) in files {
            let mut fields = FieldList::default();
            fields.tables("annotation", annotations);
            self.put(format!("annotations/{name}.toml"), AnnotationsDraft::FIELDS, &fields.all)?;
        }
        Ok(())
    }

    /// What is there is named by the id that it has on disk; an orphan keeps the ids that it has.
    fn annotation(&self, id: AnnotationId, annotation: &Annotation) -> Fields {
        let (corpus, place) = (self.corpus, &annotation.place);
        let on = corpus.annotated_by(id).first().copied();
        let passage_of = |id: PassageId| self.article_id(corpus.passage(id).article);
        let article = match on {
            Some(Annotated::Article(id)) => self.article_id(id),
            Some(Annotated::Passage(id)) => passage_of(id),
            Some(Annotated::Claim(id)) => passage_of(corpus.account(corpus.claim(id).account).passage),
            _ => self.str(place.article),
        };
        let topic = match on {
            Some(Annotated::Claim(id)) => Some(Annotated::from(corpus.account(corpus.claim(id).account).about)),
            on => on,
        };
        let (incident, name) = match topic {
            Some(Annotated::Incident(id)) if !place.incident.is_empty() => (self.incident_id(id), ""),
            Some(Annotated::Name(id)) if !place.name.is_empty() => ("", self.name_id(id)),
            _ => (self.str(place.incident), self.str(place.name)),
        };
        let mut fields = FieldList::default();
        fields.text("incident", incident);
        fields.text("name", name);
        fields.text("article", article);
        fields.number("passage", place.passage);
        fields.text("facet", self.str(place.facet));
        fields.text("words", self.str(place.words));
        fields.text("quote", self.str(place.quote));
        fields.text("record", self.str(place.record));
        fields.texts("tags", self.strings(&annotation.tags));
        fields.text("note", self.str(annotation.note));
        fields.text("by", self.str(annotation.by));
        fields.text("date", &annotation.date.map(When::edtf).unwrap_or_default());
        fields.all
    }
}
