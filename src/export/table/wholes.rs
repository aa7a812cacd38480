//! Which incidents are parts of others, so that a figure of the whole is not added to those of its parts.

use std::collections::{BTreeSet, HashMap};

use crate::model::incident::Link;
use crate::model::{Corpus, IncidentId};

/// The parts of each incident that has some, as sources state them.
#[derive(Debug, Default)]
pub struct Wholes {
    parts: HashMap<IncidentId, Vec<IncidentId>>,
}

impl Wholes {
    /// Of all incidents of a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let mut parts: HashMap<IncidentId, Vec<IncidentId>> = HashMap::new();
        for (id, incident) in corpus.incidents() {
            for relation in incident.relations.iter().filter(|r| r.link == Link::PartOf) {
                let known = parts.entry(relation.to).or_default();
                if known.last() != Some(&id) {
                    known.push(id);
                }
            }
        }
        Self { parts }
    }

    /// The parts of an incident and their parts, without itself.
    pub(super) fn parts_of(&self, whole: IncidentId) -> BTreeSet<IncidentId> {
        let mut all = BTreeSet::new();
        let mut open = vec![whole];
        while let Some(id) = open.pop() {
            for &part in self.parts.get(&id).into_iter().flatten() {
                if part != whole && all.insert(part) {
                    open.push(part);
                }
            }
        }
        all
    }
}
