//! Reads annotations: what each is on is said by one thing, and each says something.

use crate::diagnostic::{DiagnosticCode, SourceSpan};
use crate::documents::draft::AnnotationDraft;
use crate::documents::fields::ReadRecord;
use crate::documents::schema::Shape;
use crate::documents::table::{Table, TableReader};
use crate::model::Curie;
use crate::model::annotation::is_tag;

/// What the entries say that name one thing.
const ONE_THING: &str =
    "incident, name, article, article with passage, quote, record, or a claim by article, passage, facet and words";

impl ReadRecord for AnnotationDraft {
    const SHAPE: &'static Shape = Self::FIELDS;
    fn read(table: &Table, r: &mut TableReader) -> Option<Self> {
        let mut draft = Self::fields(table, r);
        let mut bad = |span: &SourceSpan, message: &str, help: &str| {
            r.report.error(DiagnosticCode::Annotation, span, message.to_owned(), help);
        };
        let has = |key: &str| table.has(key);
        let is_claim = has("facet") || has("words");
        let is_one = if is_claim {
            has("facet") && has("words") && has("article") && has("passage") && !(has("incident") && has("name"))
        } else {
            let things = ["incident", "name", "article", "quote", "record"].iter().filter(|key| has(key)).count();
            things == 1 && (has("article") || !has("passage"))
        };
        let is_one = is_one && !(is_claim && (has("quote") || has("record")));
        if !is_one {
            bad(&table.span(), "it is not clear what the annotation is on", ONE_THING);
            return None;
        }
        // What has another type has been reported.
        let is_read = [
            ("incident", draft.incident.is_some()),
            ("name", draft.name.is_some()),
            ("article", draft.article.is_some()),
            ("passage", draft.passage.is_some()),
            ("facet", draft.facet.is_some()),
            ("words", draft.words.is_some()),
            ("quote", draft.quote.is_some()),
            ("record", draft.record.is_some()),
        ];
        if is_read.iter().any(|(key, is_read)| has(key) && !is_read) {
            return None;
        }
        if let Some(record) = &draft.record {
            let name = r.texts.get(record.value);
            if Curie::parse(name).is_none_or(|name| name.prefix() == Curie::INCIDENT) {
                let message = format!("“{name}” is no name of a record");
                let help = "its data set and its id there: ged:412650, acled:LBY1234";
                r.report.error(DiagnosticCode::Annotation, &record.span, message, help);
                return None;
            }
        }
        let says = !draft.tags.is_empty() || !draft.note.is_empty();
        draft.tags.retain(|tag| {
            let is_tag = is_tag(r.texts.get(tag.value));
            if !is_tag {
                let message = format!("“{}” is no tag", r.texts.get(tag.value));
                let help = "a tag is one word, without #, commas and quotation marks";
                r.report.error(DiagnosticCode::Annotation, &tag.span, message, help);
            }
            is_tag
        });
        if !says {
            let message = "the annotation says nothing";
            r.report.error(DiagnosticCode::Empty, &table.span(), message, "give it tags or a note");
        }
        Some(draft)
    }
}
