//! The sources of a pack by their ids.

use std::collections::HashMap;

use super::evidence::{Evidence, PackedIncident, PackedSource};

/// Where each source stands in the list of sources.
pub struct SourceIndex<'e> {
    sources: &'e [PackedSource],
    at: HashMap<&'e str, usize>,
}

impl<'e> SourceIndex<'e> {
    /// Of the sources of a pack.
    pub fn of(evidence: &'e Evidence) -> Self {
        let sources = evidence.sources.as_slice();
        Self { sources, at: sources.iter().enumerate().map(|(at, source)| (source.id.as_str(), at)).collect() }
    }

    /// The source with this id.
    pub fn get(&self, id: &str) -> Option<&'e PackedSource> {
        self.position(id).map(|at| &self.sources[at])
    }

    /// Where the source with this id stands, from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// The sources that the claims of an incident cite, in the order of the list.
    pub fn claimed(&self, incident: &PackedIncident) -> Vec<&'e PackedSource> {
        self.named(incident.facets.iter().flat_map(|facet| &facet.claims).map(|claim| claim.source.as_str()))
    }

    /// The sources that its claims or its quotations cite.
    pub fn cited(&self, incident: &PackedIncident) -> Vec<&'e PackedSource> {
        let claims = incident.facets.iter().flat_map(|facet| &facet.claims).map(|claim| claim.source.as_str());
        self.named(claims.chain(incident.quotations.iter().map(|quote| quote.source.as_str())))
    }

    fn named<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<&'e PackedSource> {
        let mut at: Vec<usize> = ids.filter_map(|id| self.position(id)).collect();
        at.sort_unstable();
        at.dedup();
        at.into_iter().map(|at| &self.sources[at]).collect()
    }
}
