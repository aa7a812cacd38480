//! What the Markdown ledger of a pack says below the ledger itself: why the verdicts are what they are, where the words stand,
//! quotations, notes, and the copies that were read. Knows the evidence, not the model.

use std::fmt::Write as _;

use super::evidence::PackedIncident;
use super::source_index::SourceIndex;
use crate::present::markdown::escape;
use crate::present::quotation::in_marks;
use crate::sanitize;

/// The parts below the ledger of an incident.
pub fn below(sources: &SourceIndex<'_>, incident: &PackedIncident) -> String {
    let mut out = String::new();
    let why = incident.facets.iter().filter(|facet| !facet.why.is_empty());
    list(&mut out, "Why the verdicts are what they are", why.map(|facet| facet.why.join(" ")));
    let is_article = |id: &str| sources.get(id).is_some_and(|source| !source.record);
    let claims = incident.facets.iter().flat_map(|facet| facet.claims.iter().map(move |claim| (&facet.facet, claim)));
    let claims = claims.filter(|(_, claim)| !claim.words.is_empty() && is_article(&claim.source));
    let words = claims.map(|(facet, claim)| {
        format!("{} ¶{}, {facet}: “{}”: {}", claim.source, claim.passage, claim.words, claim.state)
    });
    list(&mut out, "Where the words stand in the copies", words);
    let quotations = incident.quotations.iter().map(|quote| {
        let openings: Vec<String> = quote.pieces().map(|(words, is_cut)| in_marks(words, is_cut)).collect();
        let place = format!("{} ¶{}, words {}", quote.source, quote.passage, quote.state);
        format!("{}: {} {} ({place})", quote.speaker, quote.gist, openings.join(" "))
    });
    list(&mut out, "Quotations", quotations);
    let notes = incident.notes.iter().chain(&incident.annotations).cloned();
    list(&mut out, "Notes of editors, which no source says", notes);
    let cited = sources.cited(incident).into_iter();
    list(&mut out, "Where the sources were read", cited.map(|source| format!("{}: {}", source.id, source.read_in())));
    out
}

/// A heading with a list below it, unless there is nothing to list.
fn list(out: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.map(|item| format!("- {}\n", escape(&sanitize::line(&item)))).collect();
    if !items.is_empty() {
        let _ = write!(out, "## {heading}\n\n{}\n", items.concat());
    }
}
