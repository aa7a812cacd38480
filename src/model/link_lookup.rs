//! From an entry of the workspace to its name and its links, and from a name to the entry.

use super::curie::Curie;
use super::dataset::DataSet;
use super::entry::{Entry, RecordId};
use super::incident::Incident;
use super::links::SeenLink;
use super::workspace::Workspace;

impl Workspace {
    /// The entry that a name of an event means, if its source is open and the entry was found.
    pub fn named(&self, name: &Curie) -> Option<Entry> {
        if name.prefix() == Curie::INCIDENT {
            let id = name.id();
            let mut incidents = self.corpus.incidents();
            let is = |incident: &Incident| *self.corpus.str(incident.id) == *id;
            return incidents.find(|(_, incident)| is(incident)).map(|(id, _)| Entry::Incident(id));
        }
        self.linked.record(name).map(Entry::Record)
    }

    /// Whether what is known of the event with this name may be passed on, its title and what was compared of it: it is an incident,
    /// or the data set of its record is open and allows it. `entry` is what the name names here.
    pub fn may_be_passed_on(&self, name: &Curie, entry: Option<Entry>) -> bool {
        match entry {
            Some(Entry::Record(record)) => self.set(record).about.shareable,
            Some(Entry::Incident(_)) => true,
            None => name.prefix() == Curie::INCIDENT,
        }
    }

    /// The name of an incident, or of a record that a link names. Other records must be read for their names.
    pub fn name_of(&self, entry: Entry) -> Option<Curie> {
        match entry {
            Entry::Incident(id) => Curie::incident(self.corpus.str(self.corpus.incident(id).id)),
            Entry::Record(id) => self.linked.name(id).cloned(),
        }
    }

    /// Whether a record has its id alone: no other table without a publisher has it too, in which it means another event.
    pub fn has_own_id(&self, record: RecordId) -> bool {
        let (about, id) = (&self.set(record).about, self.row(record).id);
        let is_alike = |other: &DataSet| other.about.tag == about.tag && other.about.publisher.is_empty();
        let mut others =
            self.sets.iter().enumerate().filter(|(n, other)| *n != usize::from(record.set) && is_alike(other));
        let has_it = |set: &DataSet| set.segments.iter().any(|segment| segment.id.contains(&id));
        !about.publisher.is_empty() || !others.any(|(_, other)| has_it(other))
    }

    /// The links of an entry with the entries they lead to, where those are open, in the order of their names.
    pub fn links_of(&self, entry: Entry) -> Vec<(SeenLink<'_>, Option<Entry>)> {
        if self.linked.links().is_empty() {
            return Vec::new();
        }
        let Some(name) = self.name_of(entry) else { return Vec::new() };
        self.linked.links().about(&name).into_iter().map(|seen| (seen, self.named(seen.other))).collect()
    }

    /// The entries that confirmed links show together with an entry, in the order of their names.
    pub fn joined(&self, entry: Entry) -> Vec<(SeenLink<'_>, Entry)> {
        let all = self.links_of(entry).into_iter();
        all.filter(|(seen, _)| seen.link.joins()).filter_map(|(seen, other)| Some((seen, other?))).collect()
    }
}
