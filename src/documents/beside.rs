//! Reads the annotations that stand beside a data set: in the form of the files in `annotations/` of a corpus, each on a record of
//! that data set.

use std::path::Path;

use super::draft::AnnotationDraft;
use super::file_draft::FileDraft;
use super::file_stamp::FileStamp;
use super::files::CorpusFile;
use super::read;
use super::table::TableReader;
use crate::diagnostic::{DiagnosticCode, Report, Severity, SourceSpan, Spanned, locate};
use crate::model::{Curie, RecordAnnotation, Text};

/// The path in a corpus of a file with the same form.
pub const READ_AS: &str = "annotations/beside.toml";

/// The annotations in a file, if there is one. `prefixes` are those of the names of records that it can be about. Mistakes go to
/// `report`; the sound ones hold.
pub fn read(path: &Path, prefixes: &[String], report: &mut Report) -> Vec<RecordAnnotation> {
    if FileStamp::at(path).is_none() {
        return Vec::new();
    }
    let (file, mut buffer) = (CorpusFile::on_disk(path.to_owned(), ""), Vec::new());
    let text = match file.read(&mut buffer) {
        Ok(text) => text,
        Err((message, help)) => {
            report.about_file(Severity::Error, DiagnosticCode::Unreadable, message, help);
            return Vec::new();
        }
    };
    let (number, mut reader) = (report.files.len(), TableReader::default());
    let mut all = Vec::new();
    if let Some(FileDraft::Annotations(read)) = read::read(READ_AS, text, number, &mut reader) {
        for draft in &read.fields.annotations {
            all.extend(annotation(draft, &read.name.span, prefixes, &mut reader));
        }
    }
    let mut own = reader.report;
    own.sum_up();
    locate(&mut own.messages, number, &file.name, text);
    report.join(own);
    report.file(file.name);
    all
}

/// An annotation, if it is on a record of the data set.
fn annotation(
    draft: &AnnotationDraft,
    head: &SourceSpan,
    prefixes: &[String],
    r: &mut TableReader,
) -> Option<RecordAnnotation> {
    let called = prefixes.iter().map(|prefix| format!("{prefix}:…")).collect::<Vec<_>>().join(" or ");
    let mut refuse = |span: &SourceSpan, message: String| {
        r.report.error(DiagnosticCode::Annotation, span, message, format!("records of this file are called {called}"));
        None
    };
    let Some(record) = &draft.record else {
        let ids: [&Option<Spanned<Text>>; 4] = [&draft.article, &draft.quote, &draft.incident, &draft.name];
        let span = ids.into_iter().flatten().map(|id| id.span).next().unwrap_or(*head);
        return refuse(&span, "an annotation beside a data set is on one of its records".to_owned());
    };
    let name = r.texts.get(record.value).to_owned();
    let Some(name) = Curie::parse(&name).filter(|name| prefixes.iter().any(|prefix| prefix == name.prefix())) else {
        return refuse(&record.span, format!("“{name}” is no record of this file"));
    };
    let text = |text: Text| -> Box<str> { r.texts.get(text).into() };
    let tags: Vec<Box<str>> = draft.tags.iter().map(|tag| text(tag.value)).collect();
    let note = text(draft.note);
    let says = !tags.is_empty() || !note.is_empty();
    says.then(|| RecordAnnotation { record: name, tags, note, by: text(draft.by), date: draft.date })
}
