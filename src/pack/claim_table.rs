//! The claims of a pack as a table: a row for each, with passage, wording, the state of its anchor and the SHA-256 of the copy in
//! which it was read. Knows the evidence, not the model.

use super::cited_date::CitedDate;
use super::evidence::{Evidence, PackedSource};
use super::source_index::SourceIndex;
use crate::export::table::csv;

/// The columns.
const COLUMNS: [&str; 20] = [
    "id",
    "incident",
    "facet",
    "verdict",
    "origins",
    "source",
    "publisher",
    "published",
    "passage",
    "value",
    "words",
    "words_state",
    "copy",
    "copy_sha256",
    "according_to",
    "hedge",
    "worked_out",
    "reservations",
    "editor_annotations",
    "citation",
];

/// The table as CSV.
pub fn csv(evidence: &Evidence) -> Vec<u8> {
    let mut out = Vec::new();
    csv::row(COLUMNS, &mut out);
    let sources = SourceIndex::of(evidence);
    for incident in &evidence.incidents {
        for facet in &incident.facets {
            for claim in &facet.claims {
                let source = sources.get(&claim.source);
                let copy = source.and_then(|source| source.copy.as_ref());
                let given = |text: Option<&String>| text.cloned().unwrap_or_default();
                let passage =
                    if source.is_some_and(|source| source.record) { String::new() } else { claim.passage.to_string() };
                let row = [
                    claim.id.clone(),
                    incident.id.clone(),
                    facet.facet.clone(),
                    facet.verdict.clone(),
                    facet.origins.to_string(),
                    claim.source.clone(),
                    given(source.map(|source| &source.publisher)),
                    source.map(published).unwrap_or_default(),
                    passage,
                    claim.value.clone(),
                    claim.words.clone(),
                    claim.state.clone(),
                    given(copy.map(|copy| &copy.file)),
                    given(copy.and_then(|copy| copy.sha256.as_ref())),
                    given(claim.according_to.as_ref()),
                    given(claim.hedge.as_ref()),
                    given(claim.worked_out.as_ref()),
                    claim.reservations.join("; "),
                    claim.annotations.join("; "),
                    claim.citation.clone(),
                ];
                csv::row(row.iter().map(String::as_str), &mut out);
            }
        }
    }
    out
}

/// When a source was published: a date that is not printed is told as such.
fn published(source: &PackedSource) -> String {
    let text = |edtf: &String| CitedDate::text(edtf, !source.published_basis.is_empty());
    source.published.as_ref().map(text).unwrap_or_default()
}
