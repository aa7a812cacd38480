//! Claims as W3C Web Annotations (JSON-LD): what a source says of a facet, on the words that say it.
//!
//! No positions are given: those would be of the text as it was read, not of the page.

use std::collections::HashSet;

use serde::Serialize;

use super::evidence::{Evidence, PackedClaim, PackedFacet, PackedIncident, PackedSource};
use super::packed_file::portable_name;
use super::page::{PagePart, anchor};
use super::source_index::SourceIndex;
use crate::model::AnchorState;

/// A collection of annotations, on one page.
#[derive(Debug, Serialize)]
struct AnnotationCollection {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    total: usize,
    first: AnnotationPage,
}

#[derive(Debug, Serialize)]
struct AnnotationPage {
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start: usize,
    items: Vec<WebAnnotation>,
}

#[derive(Debug, Serialize)]
struct WebAnnotation {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<AnnotationBody>,
    target: AnnotationTarget,
}

#[derive(Debug, Serialize)]
struct AnnotationBody {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Debug, Serialize)]
struct AnnotationTarget {
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    selector: Option<QuoteSelector>,
}

#[derive(Debug, Serialize)]
struct QuoteSelector {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: String,
}

/// The claims of articles as a collection of annotations.
///
/// An article without an address, or with one that an editor found, is named by its place on the `page` of the pack, or by a name
/// of its own where there is none.
pub fn collection(evidence: &Evidence, page: Option<&str>) -> impl Serialize + use<> {
    let mut items = Vec::new();
    let sources = SourceIndex::of(evidence);
    let mut known = HashSet::new();
    for incident in &evidence.incidents {
        for facet in &incident.facets {
            // A claim that stands with several facets is one annotation.
            for claim in facet.claims.iter().filter(|claim| known.insert(&claim.id)) {
                let source = sources.get(&claim.source).filter(|source| !source.record);
                items.extend(source.map(|source| annotation(incident, facet, claim, (source, page))));
            }
        }
    }
    AnnotationCollection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: "#claims",
        kind: "AnnotationCollection",
        label: format!("{}: claims", evidence.title),
        total: items.len(),
        first: AnnotationPage { id: "#claims-1", kind: "AnnotationPage", start: 0, items },
    }
}

fn annotation(
    incident: &PackedIncident,
    facet: &PackedFacet,
    claim: &PackedClaim,
    (source, page): (&PackedSource, Option<&str>),
) -> WebAnnotation {
    let body = |purpose, value: String| AnnotationBody { kind: "TextualBody", purpose, format: "text/plain", value };
    let mut said = format!("{}, {}: {} (¶{})", incident.title, facet.facet, claim.value, claim.passage);
    let worked_out = claim.worked_out.iter().map(|basis| format!("worked out: {basis}"));
    let is_doubtful = ![AnchorState::Exact, AnchorState::Unattached].iter().any(|state| state.word() == claim.state);
    let state = is_doubtful.then(|| format!("wording {} in the copy", claim.state));
    let besides = claim.according_to.iter().chain(&claim.hedge).chain(&claim.reservations).cloned();
    for more in besides.chain(worked_out).chain(state) {
        said.push_str(&format!("; {more}"));
    }
    let mut bodies = vec![body("describing", said), body("tagging", facet.facet.clone())];
    // What has no address must be found by its citation, which says too how an editor found one.
    let address = source.address();
    if address.is_none() {
        bodies.push(body("identifying", source.citation.clone()));
    }
    bodies.extend(claim.annotations.iter().map(|note| body("commenting", note.clone())));
    // The copy stands for an article without an address.
    let packed = source.copy.as_ref().and_then(|copy| copy.packed.clone());
    let target = address.map(str::to_owned).or(packed).unwrap_or_else(|| match page {
        Some(page) => format!("{page}#{}", anchor(PagePart::Source, &source.id)),
        None => format!("urn:x-parallax:article:{}", portable_name(&source.id)),
    });
    let selector =
        (!claim.words.is_empty()).then(|| QuoteSelector { kind: "TextQuoteSelector", exact: claim.words.clone() });
    WebAnnotation {
        id: format!("#{}", portable_name(&claim.id)),
        kind: "Annotation",
        motivation: "describing",
        body: bodies,
        target: AnnotationTarget { source: target, selector },
    }
}
