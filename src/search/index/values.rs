//! Indexes the words of a data set's distinct values: locations, actor groups, event types. A million records share
//! some ten thousand.

use std::collections::HashMap;
use std::sync::Arc;

use super::vocabulary_builder::VocabularyBuilder;
use super::{Index, MatchField};
use crate::model::dataset::DataSet;
use crate::model::id::Id;
use crate::model::{Corpus, NameId, NameKind};
use crate::search::fold::fold;
use crate::search::typed_name::forms;

/// Index of the distinct values of a data set. A posting's record is the number of a value: locations first, then actor
/// groups, then event types.
#[derive(Debug, Default)]
pub struct Values {
    /// The index of all values.
    pub index: Index,
    /// Numbers of indexed locations, actor groups and event types.
    pub counts: [usize; 3],
    /// Folded forms of each actor's name, so that no query folds them again.
    pub(in crate::search) actors: Vec<Box<[String]>>,
}

impl Values {
    /// Indexes the values of `set`, also by the variants that `names` give for its names.
    pub fn new(set: &DataSet, names: &[Arc<Corpus>]) -> Self {
        let spellings = Spellings::new(names);
        let mut words = VocabularyBuilder::default();
        let doc = |n: usize| u32::try_from(n).expect("a data set has fewer than 2^28 distinct values");
        let country = |words: &mut VocabularyBuilder, at: u32, number: u32| {
            let country = set.countries.get(number as usize);
            words.field(at, MatchField::Place, &country.name);
            spellings.variants(&country.name, NameKind::Place, &mut |name| words.field(at, MatchField::Place, name));
            words.field(at, MatchField::Place, country.code());
        };
        for (n, location) in set.locations.iter().enumerate() {
            let at = doc(n);
            // A record's title begins with its location.
            words.field(at, MatchField::Title, &location.name);
            spellings.variants(&location.name, NameKind::Place, &mut |name| words.field(at, MatchField::Place, name));
            location.within.iter().for_each(|name| words.field(at, MatchField::Place, name));
            country(&mut words, at, location.country);
        }
        let locations = set.locations.len();
        // Cache the variants of each actor: it is in many actor groups.
        let mut called: Vec<Option<Vec<String>>> = vec![None; set.actors.len()];
        for (n, actor_group) in set.actor_groups.iter().enumerate() {
            let at = doc(locations + n);
            for &(actor, _) in &actor_group.actors {
                let name = set.actors.get(actor as usize);
                words.field(at, MatchField::Name, name);
                let others = called[actor as usize].get_or_insert_with(|| {
                    let mut others = Vec::new();
                    spellings.variants(name, NameKind::Organisation, &mut |name| others.push(name.to_owned()));
                    others
                });
                for other in others.iter() {
                    words.field(at, MatchField::Name, other);
                }
            }
            words.field(at, MatchField::Name, actor_group.meant);
            spellings.variants(actor_group.meant, NameKind::Organisation, &mut |name| {
                words.field(at, MatchField::Name, name);
            });
        }
        let actor_groups = set.actor_groups.len();
        for (n, event_type) in set.event_types.iter().enumerate() {
            let at = doc(locations + actor_groups + n);
            words.field(at, MatchField::EventType, &event_type.name);
            words.field(at, MatchField::EventType, &event_type.group);
        }
        let actors = set.actors.iter().map(|name| forms(name).into()).collect();
        Self { index: words.finish(), counts: [locations, actor_groups, set.event_types.len()], actors }
    }
}

impl Values {
    /// For each location (`which` 0), actor group (1) or event type (2): whether each of `words` is one of its words, or
    /// if not `whole`, begins one.
    pub fn named(&self, which: usize, words: &str, whole: bool) -> Vec<bool> {
        let from: usize = self.counts[..which].iter().sum();
        let mut all = vec![true; self.counts[which]];
        for word in words.split(' ') {
            let mut here = vec![false; all.len()];
            let found = if whole { self.index.exactly(word) } else { self.index.beginning(word) };
            for at in found {
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

    /// The locations (`which` 0), actor groups (1) or event types (2) that hold the rarest word of a folded text; none if
    /// one of its words is unknown.
    pub(in crate::search) fn with_rarest_word(&self, which: usize, text: &str) -> Vec<usize> {
        let from: usize = self.counts[..which].iter().sum();
        let words: Vec<_> = text.split(' ').map(|word| self.index.exactly(word)).collect();
        if words.iter().any(std::ops::Range::is_empty) {
            return Vec::new();
        }
        let rarest = words.into_iter().map(|range| range.start).min_by_key(|at| self.index.postings(*at).len());
        let docs = rarest.into_iter().flat_map(|at| self.index.postings(at)).map(|posting| posting.doc());
        docs.filter_map(|doc| doc.checked_sub(from).filter(|n| *n < self.counts[which])).collect()
    }
}

/// Names of corpora by folded spelling.
struct Spellings<'n> {
    names: &'n [Arc<Corpus>],
    by_spelling: HashMap<String, Vec<(usize, NameId)>>,
}

impl<'n> Spellings<'n> {
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

    /// Calls `each` with all spellings of the names spelled `name` and of the names they are part of: *Islamic State
    /// Khorasan Province (ISKP)* is also *Isis-K*, and part of *Isis*.
    fn variants(&self, name: &str, kind: NameKind, each: &mut dyn FnMut(&str)) {
        if name.is_empty() {
            return;
        }
        // Data sets append an abbreviation in brackets.
        let short = name.split(" (").next().unwrap_or(name);
        let mut seen: Vec<(usize, NameId)> = Vec::new();
        for spelling in [name, short] {
            for &(c, id) in self.by_spelling.get(&fold(spelling)).map_or(&[][..], Vec::as_slice) {
                let corpus = &self.names[c];
                if corpus.name(id).kind != kind || seen.contains(&(c, id)) {
                    continue;
                }
                for id in corpus.with_wholes(id) {
                    if seen.contains(&(c, id)) {
                        break;
                    }
                    seen.push((c, id));
                    let name = corpus.name(id);
                    std::iter::once(&name.name).chain(&name.variants).for_each(|&t| each(corpus.str(t)));
                }
            }
        }
        debug_assert!(seen.iter().all(|(c, id)| id.index() < self.names[*c].names().len()));
    }
}
