//! Links, and the records of open data sets that they name. Knows no file; the ids of records are asked for.
//!
//! Records are kept by number, which holds while data sets grow; incidents are found by id each time
//! (`link_lookup.rs`), so that a corpus that is edited or arrives later changes nothing here.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::curie::{self, Curie};
use super::dataset::{DataSet, SEGMENT, flag, id_hash};
use super::entry::RecordId;
use super::links::Links;
use super::source_version::{NamedSource, SourceVersion};

/// Reads the ids of records: of the data set with this number, those with these numbers, in their order.
pub type ReadIds<'r> = &'r dyn Fn(usize, &[u32]) -> Vec<Option<String>>;

/// Links, and the records that they name.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    links: Links,
    records: HashMap<Curie, RecordId>,
    names: HashMap<RecordId, Curie>,
    /// Further records of the same names, in other files of their data set.
    further: HashMap<RecordId, Curie>,
    /// The names that records of several tables without a publisher have: an id of one means nothing in another, so they mean none.
    of_several: BTreeSet<Curie>,
    /// Number of records of each data set in which names were looked for.
    looked_at: Vec<usize>,
    /// The versions of sources that the links were made with, as their file was read.
    versions: Arc<[SourceVersion]>,
    /// The sources that the links name, as their file was read.
    sources: Arc<[NamedSource]>,
}

impl Linked {
    /// These links, before any record is looked for.
    pub fn new(links: Links) -> Self {
        Self { links, ..Self::default() }
    }

    /// These, made with these versions of sources.
    #[must_use]
    pub fn made_with(self, versions: Vec<SourceVersion>) -> Self {
        Self { versions: versions.into(), ..self }
    }

    /// The versions of sources that the links were made with, as far as their file names them.
    pub fn versions(&self) -> &[SourceVersion] {
        &self.versions
    }

    /// These, of a file that names these sources.
    #[must_use]
    pub fn naming(self, sources: Vec<NamedSource>) -> Self {
        Self { sources: sources.into(), ..self }
    }

    /// The sources that the file of the links names.
    pub fn sources(&self) -> &[NamedSource] {
        &self.sources
    }

    /// The links.
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// These records with other links: only what is named for the first time is looked for among all records.
    #[must_use]
    pub fn with_links(&self, links: Links) -> Self {
        // What the links named before was looked for, found or not.
        let known: HashSet<&Curie> = self.links.iter().flat_map(|link| [&link.subject, &link.object]).collect();
        let is_known = |name: &Curie| known.contains(name) || self.records.contains_key(name);
        let is_new = |name: &Curie| name.prefix() != Curie::INCIDENT && !is_known(name);
        let grown = links.iter().flat_map(|link| [&link.subject, &link.object]).any(is_new);
        let looked_at = if grown { Vec::new() } else { self.looked_at.clone() };
        Self { links, looked_at, ..self.clone() }
    }

    /// The record that a name means, if it was found.
    pub fn record(&self, name: &Curie) -> Option<RecordId> {
        self.records.get(name).copied()
    }

    /// The name of a record that was found.
    pub fn name(&self, record: RecordId) -> Option<&Curie> {
        self.names.get(&record)
    }

    /// The names that mean no record, since rows of several tables without a publisher have them.
    pub fn of_several(&self) -> &BTreeSet<Curie> {
        &self.of_several
    }

    /// All records that were found by a name, those too that are not meant, since another file has it first.
    pub fn records(&self) -> impl Iterator<Item = (&Curie, RecordId)> {
        self.names.iter().chain(&self.further).map(|(record, name)| (name, *record))
    }

    /// Adds a record whose name is known because its row was read.
    #[must_use]
    pub fn with_record(mut self, name: Curie, record: RecordId) -> Self {
        self.records.entry(name.clone()).or_insert(record);
        self.names.insert(record, name);
        self
    }

    /// Looks for the records that links name in what the data sets have more than when it was last asked. `ids_of` reads the
    /// ids of records of a data set, in order; as equal hashes prove no equal ids, it is asked for all that may be meant. Of
    /// rows with the same id the first one is meant.
    #[must_use]
    pub fn found_in(mut self, sets: &[Arc<DataSet>], ids_of: ReadIds<'_>) -> Self {
        self.looked_at.resize(self.looked_at.len().max(sets.len()), 0);
        for (number, set) in sets.iter().enumerate() {
            let from = std::mem::replace(&mut self.looked_at[number], set.len());
            let prefix = curie::prefix(&set.about);
            let is_shared = sets.iter().filter(|other| curie::prefix(&other.about) == prefix).count() > 1;
            let wanted = self.wanted(&prefix, is_shared);
            let rows = if wanted.is_empty() { Vec::new() } else { candidates(set, from, &wanted, is_shared) };
            let ids = if rows.is_empty() { Vec::new() } else { ids_of(number, &rows) };
            for (row, id) in rows.into_iter().zip(ids) {
                let found = set.row(row as usize);
                let names = wanted.get(&found.id).into_iter().flatten();
                let mut named = names.filter(|name| id.as_deref() == Some(&*name.id()));
                let Some(name) = named.next() else { continue };
                let record = RecordId { set: number as u16, row };
                let is_meant = self.records.get(name) == Some(&record);
                if is_meant || self.is_of_several(name, record, set) {
                    continue;
                }
                // What repeats a record of another file is never meant.
                if found.flags & flag::REPEAT != 0 || self.records.contains_key(name) {
                    self.further.insert(record, name.clone());
                } else {
                    self = self.with_record(name.clone(), record);
                }
            }
        }
        self
    }

    /// Whether a name means no record, now that this record of a data set has it too.
    fn is_of_several(&mut self, name: &Curie, record: RecordId, set: &DataSet) -> bool {
        let of_other = self.records.get(name).is_some_and(|known| known.set != record.set);
        if of_other && set.about.publisher.is_empty() {
            self.records.remove(name);
            self.names.retain(|_, known| known != name);
            self.further.retain(|_, known| known != name);
            self.of_several.insert(name.clone());
        }
        self.of_several.contains(name)
    }

    /// The names with a prefix by the hashes of their ids: those whose records are not known, or all.
    fn wanted(&self, prefix: &str, all: bool) -> HashMap<u32, Vec<Curie>> {
        let mut wanted: HashMap<u32, Vec<Curie>> = HashMap::new();
        for name in self.links.iter().flat_map(|link| [&link.subject, &link.object]) {
            if name.prefix() == prefix && (all || !self.records.contains_key(name)) {
                let names = wanted.entry(id_hash(name.id().as_bytes())).or_default();
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        wanted
    }
}

/// The records from number `from` on whose ids have one of these hashes, those that repeat an earlier one too only if `repeats`.
pub(super) fn candidates<T>(set: &DataSet, from: usize, wanted: &HashMap<u32, T>, repeats: bool) -> Vec<u32> {
    let mut rows = Vec::new();
    for (s, segment) in set.segments.iter().enumerate().skip(from / SEGMENT) {
        let first = from.saturating_sub(s * SEGMENT);
        let ids = segment.id.iter().zip(&segment.flags).enumerate().skip(first);
        let found =
            ids.filter(|(_, (hash, flags))| (repeats || **flags & flag::REPEAT == 0) && wanted.contains_key(hash));
        rows.extend(found.map(|(i, _)| (s * SEGMENT + i) as u32));
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::dataset::{About, CountingRule, NOT_GIVEN, Record, Segment, UNDATED};
    use super::super::link::{Link, LinkAnswer, LinkRelation};
    use super::*;

    /// A table of one's own with records of these ids.
    fn table(ids: &[&str]) -> Arc<DataSet> {
        let mut set = DataSet::new(About {
            tag: "TAB",
            title: String::new(),
            publisher: "",
            file: String::new(),
            licence: "",
            shareable: false,
            citation: Vec::new(),
            rule: CountingRule::not_counted(""),
            codes_status: false,
            wider_name: "",
            one_sided: "",
            reading: Vec::new(),
        });
        let mut segment = Segment::default();
        for (n, id) in ids.iter().enumerate() {
            let row = Record {
                lo: UNDATED,
                hi: UNDATED,
                location: 0,
                actor_group: 0,
                event_type: 0,
                low: NOT_GIVEN,
                best: NOT_GIVEN,
                high: NOT_GIVEN,
                injured: NOT_GIVEN,
                flags: 0,
                id: id_hash(id.as_bytes()),
                at: n as u64,
            };
            segment.push(&row, false);
        }
        set.segments.push(Arc::new(segment));
        Arc::new(set)
    }

    fn links(pairs: &[(&str, &str)]) -> Links {
        let name = |text: &str| Curie::parse(text).unwrap();
        let confirmed = LinkAnswer::Confirmed;
        let link = |(a, b): &(&str, &str)| Link::by_hand((name(a), name(b)), LinkRelation::Same, confirmed, "ab", None);
        pairs.iter().map(link).collect()
    }

    #[test]
    fn names_are_looked_for_once_whether_they_mean_a_record_or_none() {
        let ids = [vec!["1", "2"], vec!["2", "3"]];
        let sets = [table(&ids[0]), table(&ids[1])];
        let asked = Cell::new(0);
        let read = |set: usize, rows: &[u32]| -> Vec<Option<String>> {
            asked.set(asked.get() + 1);
            rows.iter().map(|row| Some(ids[set][*row as usize].to_owned())).collect()
        };
        let first = links(&[("incident:a", "tab:1"), ("incident:a", "tab:2"), ("incident:a", "tab:9")]);
        let known = Linked::new(first).found_in(&sets, &read);
        assert_eq!((known.records().count(), known.of_several().len()), (1, 1));
        // Another answer to the same names.
        let before = asked.get();
        let answered = links(&[("incident:a", "tab:1"), ("incident:b", "tab:2"), ("incident:b", "tab:9")]);
        let known = known.with_links(answered).found_in(&sets, &read);
        assert_eq!(asked.get(), before, "nothing new is named");
        // One more name: all are looked for again, and the record that is meant stays one.
        let more = links(&[("incident:a", "tab:1"), ("incident:b", "tab:2"), ("incident:b", "tab:3")]);
        let known = known.with_links(more).found_in(&sets, &read);
        assert_eq!((known.records().count(), known.of_several().len()), (2, 1));
    }
}
