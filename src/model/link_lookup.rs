//! From an entry of the workspace to its name and its links, and from a name to the entry.

use std::collections::{HashMap, HashSet};

use super::curie::Curie;
use super::dataset::{DataSet, SEGMENT, id_hash};
use super::entry::Entry;
use super::incident::Incident;
use super::linked::{ReadIds, candidates};
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

    /// Those of some ids of a data set that another table without a publisher has too, in which they mean other events. `ids_of`
    /// reads the ids of records, as equal hashes prove no equal ids.
    pub fn ids_of_several<'i>(&self, set: u16, ids: &[&'i str], ids_of: ReadIds<'_>) -> HashSet<&'i str> {
        let about = &self.sets[usize::from(set)].about;
        let mut several = HashSet::new();
        if ids.is_empty() || !about.publisher.is_empty() {
            return several;
        }
        let mut wanted: HashMap<u32, HashSet<&'i str>> = HashMap::new();
        for id in ids.iter().filter(|id| !id.is_empty()) {
            wanted.entry(id_hash(id.as_bytes())).or_default().insert(id);
        }
        let is_alike = |other: &DataSet| other.about.tag == about.tag && other.about.publisher.is_empty();
        let others = self.sets.iter().enumerate().filter(|(n, other)| *n != usize::from(set) && is_alike(other));
        for (number, other) in others {
            let rows = candidates(other, 0, &wanted, true);
            let hash = |row: u32| other.segments[row as usize / SEGMENT].id[row as usize % SEGMENT];
            let read = if rows.is_empty() { Vec::new() } else { ids_of(number, &rows) };
            for (row, id) in rows.iter().zip(read) {
                match id {
                    Some(id) => {
                        let asked = wanted.get(&id_hash(id.as_bytes()));
                        several.extend(asked.and_then(|asked| asked.get(id.as_str())));
                    }
                    // A row that cannot be read now may have any id of its hash.
                    None => several.extend(wanted.get(&hash(*row)).into_iter().flatten()),
                }
            }
        }
        several
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
