//! Citations as CSL-JSON (the Citation Style Language's input, schema csl-data). Keys are the ids of the sources, so that they are
//! the same in every export.

use serde::Serialize;

use super::cited_date::CitedDate;
use super::evidence::{Evidence, PackedSource};
use super::packed_file::portable_name;

/// An item of CSL-JSON.
#[derive(Debug, Serialize)]
struct CslItem<'e> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'e str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'e>>,
    #[serde(rename = "container-title", skip_serializing_if = "str::is_empty")]
    container_title: &'e str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<CslDate>,
    #[serde(rename = "URL", skip_serializing_if = "str::is_empty")]
    url: &'e str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'e str,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

/// A name as it is printed: which part is the family name is not known.
#[derive(Debug, Serialize)]
struct CslName<'e> {
    literal: &'e str,
}

/// A date.
#[derive(Debug, Serialize)]
enum CslDate {
    #[serde(rename = "date-parts")]
    Parts(Vec<Vec<u32>>),
    #[serde(rename = "literal")]
    Literal(String),
}

/// The date in CSL.
fn date(edtf: &str, inferred: bool) -> CslDate {
    match CitedDate::of(edtf, inferred) {
        CitedDate::Printed(dates) => CslDate::Parts(dates),
        CitedDate::Literal(words) => CslDate::Literal(words),
    }
}

/// The sources as a list of CSL-JSON.
pub fn items(evidence: &Evidence) -> impl Serialize + use<'_> {
    evidence.sources.iter().map(item).collect::<Vec<_>>()
}

fn item(source: &PackedSource) -> CslItem<'_> {
    CslItem {
        id: portable_name(&source.id),
        kind: if source.record { "dataset" } else { "article-newspaper" },
        title: &source.title,
        author: source.authors.iter().map(|literal| CslName { literal }).collect(),
        container_title: if source.record { "" } else { &source.publisher },
        publisher: if source.record { &source.publisher } else { "" },
        issued: source.published.as_deref().map(|edtf| date(edtf, !source.published_basis.is_empty())),
        accessed: source.accessed.as_deref().map(|edtf| date(edtf, false)),
        url: &source.url,
        language: &source.language,
        note: note(source),
    }
}

/// What has no field of its own.
pub(super) fn note(source: &PackedSource) -> String {
    let mut notes = Vec::new();
    if source.record {
        notes.push(source.citation.clone());
    }
    if !source.published_basis.is_empty() {
        notes.push(format!("Date inferred: {}", source.published_basis));
    }
    if !source.url_basis.is_empty() {
        notes.push(format!("Address: {}", source.url_basis));
    }
    if !source.translated_from.is_empty() {
        notes.push(format!("Translated from {}", source.translated_from));
    }
    if !source.archived.is_empty() {
        notes.push(format!("Archived at {}", source.archived));
    }
    notes.join(". ")
}
