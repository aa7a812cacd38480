//! Indexes the words of a data set's distinct values: locations, actor groups, event types. A million records share
//! some ten thousand.

use std::collections::HashMap;
use std::sync::Arc;

use super::gather::Words;
use super::{Index, Why};
use crate::model::dataset::DataSet;
use crate::model::id::Id;
use crate::model::{Corpus, NameId, NameKind};
use crate::search::fold::fold;

/// A data set's values, prepared for looking up. A posting's record is the number of a value: locations first, then
/// actor groups, then event types.
#[derive(Debug, Default)]
pub struct Values {
    /// The words.
    pub index: Index,
    /// How many locations, actor groups and event types there were.
    pub counts: [usize; 3],
}

impl Values {
    /// Prepares `set`. `names` join what it calls otherwise than others do.
    pub fn new(set: &DataSet, names: &[Arc<Corpus>]) -> Self {
        let table = Table::new(names);
        let mut words = Words::default();
        let doc = |n: usize| u32::try_from(n).expect("a data set has fewer than 2^28 distinct values");
        let country = |words: &mut Words, at: u32, number: u32| {
            let country = set.countries.get(number as usize);
            words.field(at, Why::Place, &country.name);
            table.others(&country.name, NameKind::Place, &mut |name| words.field(at, Why::Place, name));
            words.field(at, Why::Place, country.code());
        };
        for (n, location) in set.locations.iter().enumerate() {
            let at = doc(n);
            // The place stands at the head of a record's title.
            words.field(at, Why::Title, &location.name);
            table.others(&location.name, NameKind::Place, &mut |name| words.field(at, Why::Place, name));
            location.within.iter().for_each(|name| words.field(at, Why::Place, name));
            country(&mut words, at, location.country);
        }
        let locations = set.locations.len();
        // An actor stands in many actor groups; what it is called elsewhere is looked up once.
        let mut called: Vec<Option<Vec<String>>> = vec![None; set.actors.len()];
        for (n, actor_group) in set.actor_groups.iter().enumerate() {
            let at = doc(locations + n);
            for &(actor, _) in &actor_group.actors {
                let name = set.actors.get(actor as usize);
                words.field(at, Why::Name, name);
                let others = called[actor as usize].get_or_insert_with(|| {
                    let mut others = Vec::new();
                    table.others(name, NameKind::Organisation, &mut |name| others.push(name.to_owned()));
                    others
                });
                for other in others.iter() {
                    words.field(at, Why::Name, other);
                }
            }
            words.field(at, Why::Name, actor_group.meant);
            table.others(actor_group.meant, NameKind::Organisation, &mut |name| words.field(at, Why::Name, name));
        }
        let actor_groups = set.actor_groups.len();
        for (n, event_type) in set.event_types.iter().enumerate() {
            let at = doc(locations + actor_groups + n);
            words.field(at, Why::TargetKind, &event_type.name);
            words.field(at, Why::TargetKind, &event_type.group);
        }
        Self { index: words.finish(), counts: [locations, actor_groups, set.event_types.len()] }
    }
}

impl Values {
    /// Which locations (`which` 0), actor groups (1) or event types (2) have every one of `words` as the beginning of a
    /// word.
    pub fn named(&self, which: usize, words: &str) -> Vec<bool> {
        let from: usize = self.counts[..which].iter().sum();
        let mut all = vec![true; self.counts[which]];
        for word in words.split(' ') {
            let mut here = vec![false; all.len()];
            for at in self.index.beginning(word) {
                for posting in self.index.postings(at) {
                    if let Some(slot) = posting.doc().checked_sub(from).and_then(|n| here.get_mut(n)) {
                        *slot = true;
                    }
                }
            }
            all.iter_mut().zip(here).for_each(|(all, here)| *all &= here);
        }
        all
    }
}

/// Names by each of their spellings.
struct Table<'n> {
    names: &'n [Arc<Corpus>],
    by_spelling: HashMap<String, Vec<(usize, NameId)>>,
}

impl<'n> Table<'n> {
    fn new(names: &'n [Arc<Corpus>]) -> Self {
        let mut by_spelling: HashMap<String, Vec<(usize, NameId)>> = HashMap::new();
        for (c, corpus) in names.iter().enumerate() {
            for (id, name) in corpus.names() {
                for &spelling in std::iter::once(&name.name).chain(&name.variants) {
                    let all = by_spelling.entry(fold(corpus.str(spelling))).or_default();
                    if !all.contains(&(c, id)) {
                        all.push((c, id));
                    }
                }
            }
        }
        Self { names, by_spelling }
    }

    /// Every other spelling of what is called `name`, and of what it is part of: *Islamic State Khorasan Province
    /// (ISKP)* is also *Isis-K*, and one of *Isis*.
    fn others(&self, name: &str, kind: NameKind, tell: &mut dyn FnMut(&str)) {
        if name.is_empty() {
            return;
        }
        // Data sets add an abbreviation in brackets.
        let short = name.split(" (").next().unwrap_or(name);
        let mut told: Vec<(usize, NameId)> = Vec::new();
        for spelling in [name, short] {
            for &(c, id) in self.by_spelling.get(&fold(spelling)).map_or(&[][..], Vec::as_slice) {
                let corpus = &self.names[c];
                if corpus.name(id).kind != kind || told.contains(&(c, id)) {
                    continue;
                }
                for id in std::iter::successors(Some(id), |n| corpus.name(*n).part_of) {
                    if told.contains(&(c, id)) {
                        break;
                    }
                    told.push((c, id));
                    let name = corpus.name(id);
                    std::iter::once(&name.name).chain(&name.variants).for_each(|&t| tell(corpus.str(t)));
                }
            }
        }
        debug_assert!(told.iter().all(|(c, id)| id.index() < self.names[*c].names().len()));
    }
}
