//! Incidents, articles, claims and notes as entities of FollowTheMoney, an entity a line, for OpenAleph and its kin.
//!
//! Values are lists of texts. Dates are whole or cut ISO dates: where a date is approximate or open, none is given. An
//! address that an editor found is words with the way in which it was found, never that of the source.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::cited_date::{CitedDate, DateParts};
use super::evidence::{Evidence, PackedIncident, PackedSource};
use super::packed_file::portable_name;
use super::source_index::SourceIndex;
use crate::editing::hash;
use crate::exporting::json_text::json_line;
use crate::model::outside::OUTSIDE_MARK;
use crate::present::words::DRAFT_INCIDENT;

/// An entity.
#[derive(Debug, Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    fn new(schema: &'static str, kind: &str, id: &str) -> Self {
        Self { id: format!("parallax-{kind}-{}", portable_name(id)), schema, properties: BTreeMap::new() }
    }

    fn with(mut self, property: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        let values: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            self.properties.entry(property).or_default().extend(values);
        }
        self
    }
}

/// The entities, each on a line.
///
/// # Errors
///
/// A value cannot be written as JSON.
pub fn lines(evidence: &Evidence) -> io::Result<String> {
    let mut out = String::new();
    for source in evidence.sources.iter().filter(|source| !source.record) {
        out.push_str(&json_line(&article(source))?);
    }
    let sources = SourceIndex::of(evidence);
    for incident in &evidence.incidents {
        let event = event(&sources, incident);
        out.push_str(&json_line(&event)?);
        for facet in &incident.facets {
            for claim in &facet.claims {
                let of = sources.get(&claim.source);
                let note = Entity::new(
                    "Note",
                    "claim",
                    &named(&[
                        &incident.id,
                        &claim.source,
                        &claim.passage.to_string(),
                        &facet.facet,
                        &claim.value,
                        &claim.words,
                    ]),
                )
                .with("entity", [event.id.clone()])
                .with("name", [format!("{}: {}", facet.facet, claim.value)])
                .with("description", [claim.citation.clone()])
                .with("publisher", of.map(|source| source.publisher.clone()))
                .with("sourceUrl", of.and_then(PackedSource::address).map(str::to_owned));
                out.push_str(&json_line(&note)?);
            }
        }
        for text in incident.notes.iter().chain(&incident.annotations) {
            let note = Entity::new("Note", "note", &named(&[&incident.id, text]))
                .with("entity", [event.id.clone()])
                .with("description", [text.clone()]);
            out.push_str(&json_line(&note)?);
        }
    }
    Ok(out)
}

/// The name of what has no id of its own: made of what it says, so that another claim beside it changes nothing.
fn named(parts: &[&str]) -> String {
    hash(parts.join("\u{1f}").as_bytes())[..16].to_owned()
}

fn article(source: &PackedSource) -> Entity {
    let published = source.published.as_deref().map(|edtf| CitedDate::of(edtf, !source.published_basis.is_empty()));
    Entity::new("Article", "article", &source.id)
        .with("title", [source.title.clone()])
        .with("author", source.authors.clone())
        .with("publisher", [source.publisher.clone()])
        .with("publishedAt", published.as_ref().and_then(CitedDate::single).map(iso))
        .with("sourceUrl", source.address().map(str::to_owned))
        .with("notes", source.found_address())
}

fn event(sources: &SourceIndex<'_>, incident: &PackedIncident) -> Entity {
    let date = incident.date.as_deref().map(|edtf| CitedDate::of(edtf, false));
    let (from, until) = match &date {
        Some(CitedDate::Printed(dates)) => (dates.first(), dates.get(1).or(dates.first())),
        _ => (None, None),
    };
    let mut summary = vec![incident.when.clone()];
    // The type has no field for it; whether it took place matters most.
    summary.extend(Some(&incident.status).filter(|status| !status.is_empty()).cloned());
    summary.push(incident.coverage.clone());
    if incident.draft {
        summary.push(DRAFT_INCIDENT.to_owned());
    }
    if !incident.date_basis.is_empty() {
        summary.push(format!("date: {}", incident.date_basis));
    }
    let title = incident.title.trim_end_matches(OUTSIDE_MARK);
    if title != incident.title {
        summary.push("a title that no source prints".to_owned());
    }
    let proofs = sources.claimed(incident).into_iter().filter(|source| !source.record);
    Entity::new("Event", "incident", &incident.id)
        .with("name", [title.to_owned()])
        .with("startDate", from.map(iso))
        .with("endDate", until.map(iso))
        .with("location", [incident.places.clone()])
        .with("country", incident.countries.iter().map(|code| code.to_lowercase()))
        .with("summary", [summary.join(" · ")])
        .with("recordId", [incident.id.clone()])
        .with("proof", proofs.map(|source| article(source).id))
}

/// A date as ISO 8601, as far as it is given.
fn iso(parts: &DateParts) -> String {
    let parts =
        parts.iter().enumerate().map(|(at, part)| if at == 0 { format!("{part:04}") } else { format!("{part:02}") });
    parts.collect::<Vec<_>>().join("-")
}
