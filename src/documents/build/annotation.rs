//! Builds annotations. What one is on need not be there: it is kept, and a warning says so.

use super::resolver::Resolver;
use crate::diagnostic::{DiagnosticCode, Report, SourceSpan, Spanned};
use crate::documents::draft::AnnotationDraft;
use crate::documents::file_draft::AnnotationsFile;
use crate::model::annotation::AnnotationPlace;
use crate::model::{Annotation, Builder, Corpus, Text};

impl Resolver<'_> {
    /// Adds all annotations, and lets `finish` finish the corpus. Warns of those on what is not in it.
    pub(super) fn finish<T>(
        &mut self,
        files: &[(usize, AnnotationsFile)],
        finish: impl FnOnce(Builder) -> (Corpus, T),
    ) -> (Corpus, T) {
        // The place in its file of what each is on.
        let mut spans = Vec::new();
        for (_, file) in files {
            for draft in &file.fields.annotations {
                let record = self.annotation(draft, file.name.value);
                self.builder.annotation(record);
                let passage = draft.passage.as_ref().map(|number| number.span);
                let ids = [&draft.words, &draft.article, &draft.quote, &draft.record, &draft.incident, &draft.name];
                let mut ids = ids.into_iter().flatten().map(|id| id.span);
                spans.push(ids.next().or(passage).unwrap_or(file.name.span));
            }
        }
        let (corpus, rest) = finish(std::mem::take(&mut self.builder));
        report_orphans(&corpus, &spans, self.report);
        (corpus, rest)
    }

    fn annotation(&mut self, draft: &AnnotationDraft, file: Text) -> Annotation {
        let given = |text: &Option<Spanned<Text>>| text.as_ref().map(|text| text.value).unwrap_or_default();
        let place = AnnotationPlace {
            incident: given(&draft.incident),
            name: given(&draft.name),
            article: given(&draft.article),
            passage: draft.passage.as_ref().map(|number| number.value),
            quote: given(&draft.quote),
            record: given(&draft.record),
            facet: given(&draft.facet),
            words: given(&draft.words),
        };
        let tags = draft.tags.iter().map(|tag| self.builder.unify(tag.value)).collect();
        let by = self.builder.unify(draft.by);
        Annotation { place, tags, note: draft.note, by, date: draft.date, file: self.builder.unify(file) }
    }
}

/// Warns of annotations on what is not in the corpus. Whoever opens data sets looks for records.
fn report_orphans(corpus: &Corpus, spans: &[SourceSpan], report: &mut Report) {
    for ((id, annotation), span) in corpus.annotations().zip(spans) {
        if !corpus.annotated_by(id).is_empty() || !annotation.place.record.is_empty() {
            continue;
        }
        let place = &annotation.place;
        let article = corpus.str(place.article);
        let what = match place.passage {
            Some(number) if !place.facet.is_empty() => {
                let (facet, words) = (corpus.str(place.facet), corpus.str(place.words));
                format!("no claim {facet} “{words}” in {article} ¶{number}")
            }
            Some(number) => format!("no passage {number} in “{article}”"),
            None => {
                let things = [
                    ("incident", place.incident),
                    ("name", place.name),
                    ("article", place.article),
                    ("quotation", place.quote),
                ];
                let thing = things.into_iter().find(|(_, id)| !id.is_empty());
                thing.map_or_else(String::new, |(what, id)| format!("no {what} “{}”", corpus.str(id)))
            }
        };
        let help = "it is kept as it is; say what it is on, or remove it";
        report.warning(DiagnosticCode::Annotation, span, format!("orphan annotation: {what}"), help.to_owned());
    }
}
