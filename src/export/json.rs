//! The stable JSON schema for scripts: `{"schema":"parallax/1", …}` (DESIGN section 6).
//!
//! Fields may be added, never changed or removed. Numbers are those printed (`figure`, `min`, `max`) or worked out
//! (`derived_min`, `derived_max`); null = none; dates are level 1 EDTF; ids are those on disk.

mod actor;
mod annotation;
mod claim;
mod compare;
pub(crate) mod draft;
mod figures;
pub mod incident;
mod member;
pub mod name;
mod outside;
mod relation;

pub use compare::{compare, comparison, ledger, ledger_with_why};
pub use incident::{IncidentJson, incident};
pub use member::{LinkedJson, LinkedRows, linked};
pub use name::{FacetJson, NameJson, facet, name};

use std::collections::HashSet;

use annotation::AnnotationJson;
use claim::strings;
use draft::DraftJson;
use serde::Serialize;

use crate::model::annotation::Annotated;
use crate::model::{AnchorState, ArticleId, Corpus, IncidentId, Quote, QuoteId, Subject, When};
use crate::present::{quotation, words};

/// Name of the schema.
pub const SCHEMA: &str = "parallax/1";

/// The document of `export --format json`.
#[derive(Debug, Serialize)]
pub struct Document<'c> {
    schema: &'static str,
    title: &'c str,
    licence: &'c str,
    /// The filter that the incidents and records match; omitted if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<&'c str>,
    /// How many match it only possibly and are not written; omitted without a filter.
    #[serde(skip_serializing_if = "Option::is_none")]
    possible_left_out: Option<usize>,
    /// The facets that the corpus declares; omitted if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    facets: Vec<FacetJson<'c>>,
    articles: Vec<ArticleJson<'c>>,
    incidents: Vec<IncidentJson<'c>>,
    quotes: Vec<QuoteJson<'c>>,
    names: Vec<NameJson<'c>>,
}

/// The end of the document as it is written, indented.
pub const END: &str = "\n}";

/// What stands before the records of data sets, before each of them, and after them: the document's last field, which is left
/// out if there are none. Each record has a line, so that a line-based tool can take some of a million.
pub const RECORDS: [&str; 3] = [",\n  \"records\": [", "\n    ", "\n  ]"];

/// The document with these incidents and the quotations about them. Records of data sets are added as it is written.
pub fn document<'c>(corpus: &'c Corpus, incidents: &'c [Subject]) -> Document<'c> {
    let passing: HashSet<IncidentId> = incidents.iter().filter_map(|s| s.member(0).topic.incident()).collect();
    let all = passing.len() == corpus.incidents().len();
    let about = |q: &Quote| all || q.incidents.iter().any(|i| passing.contains(i));
    Document {
        schema: SCHEMA,
        title: corpus.title(),
        licence: corpus.licence(),
        filter: None,
        possible_left_out: None,
        facets: corpus.facets().iter().map(|f| facet(corpus, f)).collect(),
        articles: corpus.articles().map(|(id, _)| article(corpus, id)).collect(),
        incidents: incidents.iter().filter_map(incident).collect(),
        quotes: corpus.quotes().filter(|(_, q)| about(q)).map(|(id, _)| quote(corpus, id)).collect(),
        names: corpus.names().map(|(id, _)| name(corpus, id)).collect(),
    }
}

impl<'c> Document<'c> {
    /// Says of each incident, in the same order, what links say of it, if any does: the incident is the first member. With `private`
    /// the document stays with the user.
    #[must_use]
    pub fn with_members(mut self, joined: &'c [Option<Subject>], private: bool) -> Self {
        for (incident, joined) in self.incidents.iter_mut().zip(joined) {
            incident.linked = joined.as_ref().and_then(|joined| linked(joined, LinkedRows::of(private)));
        }
        self
    }

    /// Says which filter the entries match, and how many that match it only possibly are left out.
    #[must_use]
    pub fn with_filter(self, filter: Option<&'c str>, left_out: usize) -> Self {
        Self { filter, possible_left_out: filter.map(|_| left_out), ..self }
    }

    /// Says of each incident, in the same order, how it matches the filter of an export.
    #[must_use]
    pub fn with_certainty(mut self, certainty: impl Iterator<Item = Option<&'static str>>) -> Self {
        for (incident, certainty) in self.incidents.iter_mut().zip(certainty) {
            incident.certainty = certainty;
        }
        self
    }
}

/// An article with its passages.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'c> {
    id: &'c str,
    title: &'c str,
    kicker: Option<&'c str>,
    publisher: &'c str,
    authors: Vec<&'c str>,
    published: Option<String>,
    published_basis: Option<&'c str>,
    url: Option<&'c str>,
    url_basis: Option<&'c str>,
    accessed: Option<String>,
    archived: Option<&'c str>,
    language: &'c str,
    translated_from: Option<&'c str>,
    origin: &'c str,
    note: Option<&'c str>,
    /// Where a raw article was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'c str>,
    /// Of a raw article the incident that it is mainly about, null if that is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[expect(clippy::option_option, reason = "left out of curated articles, null where it is open")]
    main: Option<Option<&'c str>>,
    /// The origin that is suggested, if it carries the text of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft_origin: Option<DraftOriginJson<'c>>,
    passages: Vec<PassageJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor_annotations: Vec<AnnotationJson<'c>>,
}

#[derive(Debug, Serialize)]
struct DraftOriginJson<'c> {
    origin: &'c str,
    reason: &'c str,
    #[serde(flatten)]
    draft: Option<DraftJson<'c>>,
}

#[derive(Debug, Serialize)]
struct PassageJson<'c> {
    n: u32,
    kind: &'static str,
    heading: Option<&'c str>,
    digest: &'c str,
    text: Option<&'c str>,
    anchor: &'static str,
    opening: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor_annotations: Vec<AnnotationJson<'c>>,
}

/// One article.
pub fn article(corpus: &Corpus, id: ArticleId) -> ArticleJson<'_> {
    let record = corpus.article(id);
    ArticleJson {
        id: corpus.str(record.id),
        title: corpus.str(record.title),
        kicker: corpus.given(record.kicker),
        publisher: corpus.str(record.publisher),
        authors: strings(corpus, &record.authors),
        published: record.published.map(When::edtf),
        published_basis: corpus.given(record.published_basis),
        url: corpus.given(record.online.url),
        url_basis: corpus.given(record.online.basis),
        accessed: record.online.accessed.map(When::edtf),
        archived: corpus.given(record.online.archived),
        language: corpus.str(record.language),
        translated_from: corpus.given(record.translated_from),
        origin: corpus.origin(record.origin),
        note: corpus.given(record.note),
        file: corpus.given(record.copy).filter(|_| corpus.is_raw(record)),
        main: corpus.is_raw(record).then(|| record.main.map(|id| corpus.str(corpus.incident(id).id))),
        draft_origin: record.draft_origin.map(|draft| DraftOriginJson {
            origin: corpus.origin(draft.origin),
            reason: corpus.str(draft.reason),
            draft: DraftJson::of(corpus, Some(draft.drafted)),
        }),
        passages: record
            .passages
            .ids()
            .map(|id| (id, corpus.passage(id)))
            .map(|(id, p)| PassageJson {
                n: p.number,
                kind: p.kind.word(),
                heading: corpus.given(p.heading),
                digest: corpus.str(p.digest),
                text: p.text.map(|t| corpus.str(t)),
                anchor: p.state.word(),
                opening: corpus.str(p.anchor),
                editor_annotations: annotation::on(corpus, Annotated::Passage(id)),
            })
            .collect(),
        editor_annotations: annotation::on(corpus, Annotated::Article(id)),
    }
}

/// A quotation.
#[derive(Debug, Serialize)]
pub struct QuoteJson<'c> {
    id: &'c str,
    article: &'c str,
    passage: u32,
    speaker: &'c str,
    role: Option<&'c str>,
    gist: &'c str,
    /// The words inside the marks, where the text is at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    opening: &'c str,
    length: u32,
    incidents: Vec<&'c str>,
    form: &'static str,
    translated: bool,
    pieces: Vec<PieceJson<'c>>,
    according_to: Vec<&'c str>,
    #[serde(flatten)]
    draft: Option<DraftJson<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor_annotations: Vec<AnnotationJson<'c>>,
}

#[derive(Debug, Serialize)]
struct PieceJson<'c> {
    opening: &'c str,
    length: u32,
    anchor: &'static str,
}

/// One quotation.
pub fn quote(corpus: &Corpus, id: QuoteId) -> QuoteJson<'_> {
    let record = corpus.quote(id);
    let passage = corpus.passage(record.passage);
    QuoteJson {
        id: corpus.str(record.id),
        article: corpus.str(corpus.article(passage.article).id),
        passage: passage.number,
        speaker: words::speaker(corpus, record),
        role: corpus.given(record.role),
        gist: corpus.str(record.gist),
        text: quotation::text(corpus, record),
        opening: record.pieces.first().map_or("", |p| corpus.str(p.opening)),
        length: record.length(),
        incidents: record.incidents.iter().map(|&i| corpus.str(corpus.incident(i).id)).collect(),
        form: record.form.word(),
        translated: record.translated,
        pieces: record
            .pieces
            .iter()
            .map(|p| PieceJson { opening: corpus.str(p.opening), length: p.length, anchor: AnchorState::word(p.state) })
            .collect(),
        according_to: strings(corpus, &record.according_to),
        draft: DraftJson::of(corpus, record.drafted),
        editor_annotations: annotation::on(corpus, Annotated::Quote(id)),
    }
}
