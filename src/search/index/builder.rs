//! Builds the index of a corpus: which words of which records count, in which field.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::vocabulary_builder::VocabularyBuilder;
use super::{Index, MatchField, Posting, Target};
use crate::model::id::Id;
use crate::model::incident::Who;
use crate::model::name::{Name, Precision};
use crate::model::{Claim, Corpus, Incident, IncidentId, NameId, NameKind, Passage, Scope, Text, Topic, Value};
use crate::search::fold::fold;
use crate::search::vocabulary;
use crate::shares;

/// Builds the index of a corpus.
pub(super) struct IndexBuilder<'c> {
    corpus: &'c Corpus,
    words: VocabularyBuilder,
    /// Words of each name, cached: the variants of a country apply to every incident there.
    names: HashMap<NameId, Rc<[u32]>>,
    docs: Vec<Target>,
    origins: Vec<u8>,
    singles: Vec<u8>,
    /// The folded words of the names of persons and of places larger than a building; also no word at all.
    of_names: HashSet<String>,
}

/// The words of names that are no words of the language: not those of a church or a ministry.
fn words_of_names(corpus: &Corpus) -> HashSet<String> {
    let is_meant = |name: &Name| match name.kind {
        NameKind::Person => true,
        NameKind::Place => name.precision.is_some_and(|precision| precision != Precision::Exact),
        NameKind::Organisation => false,
    };
    let named = corpus.names().filter(|(_, name)| is_meant(name));
    let spellings = named.flat_map(|(_, name)| std::iter::once(name.name).chain(name.variants.iter().copied()));
    let mut words: HashSet<String> =
        spellings.flat_map(|text| fold(corpus.str(text)).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    words.retain(|word| !vocabulary::is_common_word(word));
    words.insert(String::new());
    words
}

impl Index {
    /// Builds the index of `corpus`.
    pub fn new(corpus: &Corpus) -> Self {
        IndexBuilder::new(corpus).finish()
    }
}

impl<'c> IndexBuilder<'c> {
    /// Collects all words of `corpus`.
    pub(super) fn new(corpus: &'c Corpus) -> Self {
        let words = VocabularyBuilder::default();
        let of_names = words_of_names(corpus);
        let mut builder = Self {
            corpus,
            words,
            names: HashMap::new(),
            docs: Vec::new(),
            origins: Vec::new(),
            singles: Vec::new(),
            of_names,
        };
        builder.corpus();
        builder
    }

    /// The finished index.
    pub(super) fn finish(self) -> Index {
        Index { docs: self.docs, origins: self.origins, singles: self.singles, ..self.words.finish() }
    }

    fn add(&mut self, target: Target, origins: usize) -> u32 {
        self.docs.push(target);
        self.origins.push(u8::try_from(origins).unwrap_or(u8::MAX));
        u32::try_from(self.docs.len() - 1).expect("an index holds fewer than 2^28 records")
    }

    fn field(&mut self, doc: u32, field: MatchField, text: Text) {
        self.words.prose(doc, field, self.corpus.str(text));
    }

    /// Adds a name with its variants to a record.
    fn name(&mut self, doc: u32, field: MatchField, name: NameId) {
        let words = match self.names.get(&name) {
            Some(words) => Rc::clone(words),
            None => {
                let record = self.corpus.name(name);
                let mut words = self.words.numbers(self.corpus.str(record.name));
                for &variant in &record.variants {
                    words.extend(self.words.numbers(self.corpus.str(variant)));
                }
                words.sort_unstable();
                words.dedup();
                let words: Rc<[u32]> = words.into();
                self.names.insert(name, Rc::clone(&words));
                words
            }
        };
        let posting = Posting::new(doc, field);
        self.words.extend(posting, words.iter().copied());
    }

    fn corpus(&mut self) {
        let corpus = self.corpus;
        self.singles = vec![0; corpus.names().len()];
        for (id, record) in corpus.incidents() {
            if record.scope == Scope::Single {
                self.count_names(record);
            }
            let doc = self.add(Target::Incident(id), corpus.coverage(record).origins);
            self.field(doc, MatchField::Title, record.title);
            self.field(doc, MatchField::Alias, record.id);
            for &alias in &record.aliases {
                let outside = record.outside(alias).is_some();
                self.field(doc, if outside { MatchField::OutsideAlias } else { MatchField::Alias }, alias);
            }
            self.field(doc, MatchField::EventType, record.kind);
            for place in &record.places {
                // A town is also found by its country.
                for name in corpus.with_wholes(place.name) {
                    self.name(doc, MatchField::Place, name);
                }
            }
            for actor in &record.actors {
                match actor.who {
                    Who::Name(name) => {
                        self.name(doc, MatchField::Name, name);
                        self.in_other_spellings(doc, record, name);
                    }
                    Who::Words(words) => self.field(doc, MatchField::Name, words),
                }
            }
            self.said(doc, id);
        }
        for (id, record) in corpus.articles() {
            let doc = self.add(Target::Article(id), 0);
            self.field(doc, MatchField::Title, record.title);
            self.field(doc, MatchField::Alias, record.id);
            self.field(doc, MatchField::Name, record.publisher);
        }
        for (id, record) in corpus.quotes() {
            let doc = self.add(Target::Quote(id), 0);
            match record.speaker {
                Some(name) => self.name(doc, MatchField::Speaker, name),
                None => self.field(doc, MatchField::Speaker, record.speaker_words),
            }
            self.field(doc, MatchField::Gist, record.gist);
            record.pieces.iter().for_each(|p| self.field(doc, MatchField::Gist, p.opening));
        }
        for (id, record) in corpus.names() {
            let doc = self.add(Target::Name(id), corpus.coverage_of(Topic::Name(id)).origins);
            self.name(doc, MatchField::Title, id);
            for account in corpus.accounts_in(record.accounts) {
                corpus.claims_in(account.claims).iter().for_each(|claim| self.claim(doc, claim));
            }
        }
        self.passages();
    }

    /// Adds all passages, which are most of a corpus: a share of them on each processor.
    fn passages(&mut self) {
        let corpus = self.corpus;
        let passages: Vec<(u32, &Passage)> =
            corpus.passages().map(|(id, record)| (self.add(Target::Passage(id), 0), record)).collect();
        let collected = shares::each(&passages, |_, share| {
            let mut words = VocabularyBuilder::default();
            for (doc, record) in share {
                words.prose(*doc, MatchField::Digest, corpus.str(record.digest));
                record.text.into_iter().for_each(|text| words.prose(*doc, MatchField::Text, corpus.str(text)));
            }
            words
        });
        for words in collected {
            self.words.join(words);
        }
    }

    /// Counts a single incident for each name that it has.
    fn count_names(&mut self, record: &Incident) {
        let places = record.places.iter().flat_map(|place| self.corpus.with_wholes(place.name));
        let actors = record.actors.iter().filter_map(|actor| match actor.who {
            Who::Name(name) => Some(name),
            Who::Words(_) => None,
        });
        let mut names: Vec<NameId> = places.chain(actors).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let count = &mut self.singles[name.index()];
            *count = count.saturating_add(1);
        }
    }

    /// Adds what sources say about an incident: their claims, the quotations about it, and the passages that tell of it
    /// alone. The words of a passage that tells of several incidents may be about another. The towns, countries and persons
    /// that a passage or quotation names are not taken from there either.
    fn said(&mut self, doc: u32, incident: IncidentId) {
        let corpus = self.corpus;
        for account in corpus.accounts_in(corpus.incident(incident).accounts) {
            corpus.claims_in(account.claims).iter().for_each(|claim| self.claim(doc, claim));
            let told = corpus.accounts_of(account.passage).iter().map(|&account| corpus.account(account).about);
            if told.filter(|about| about.incident().is_some()).all(|about| about == account.about) {
                self.told(doc, MatchField::Digest, corpus.passage(account.passage).digest);
            }
        }
        for &quote in corpus.quotes_about(incident) {
            let record = corpus.quote(quote);
            if record.incidents.len() > 1 {
                continue;
            }
            self.told(doc, MatchField::Gist, record.gist);
            record.pieces.iter().for_each(|piece| self.told(doc, MatchField::Gist, piece.opening));
        }
    }

    /// Adds the words of a text but those of names.
    fn told(&mut self, doc: u32, field: MatchField, text: Text) {
        let posting = Posting::new(doc, field);
        for word in fold(self.corpus.str(text)).split(' ').filter(|word| !self.of_names.contains(*word)) {
            self.words.word(posting, word);
        }
    }

    /// Adds the value of a claim, its wording, and those it is attributed to.
    fn claim(&mut self, doc: u32, claim: &Claim) {
        match claim.value {
            Value::Place(name) | Value::Who(Who::Name(name)) => self.name(doc, MatchField::Claim, name),
            Value::Who(Who::Words(words)) | Value::Words(words) => self.field(doc, MatchField::Claim, words),
            Value::When(when, _) => self.words.field(doc, MatchField::Claim, &when.display()),
            Value::Figure(_) | Value::Time(_) | Value::Quantity(_) | Value::Status(_) => {}
        }
        self.field(doc, MatchField::Claim, claim.words);
        claim.according_to.iter().for_each(|&text| self.field(doc, MatchField::Claim, text));
    }

    /// If a title or alias contains a spelling of a person's name, adds all spellings as aliases, so that `soleymani`
    /// matches *Killing of Qassem Soleimani* as well as its own spelling does. Not for groups: too many titles name them.
    fn in_other_spellings(&mut self, doc: u32, record: &Incident, name: NameId) {
        const SHORTEST: usize = 4;
        let corpus = self.corpus;
        let names = corpus.name(name);
        if names.kind != NameKind::Person || names.variants.is_empty() {
            return;
        }
        let called: Vec<String> = std::iter::once(&record.title)
            .chain(&record.aliases)
            .map(|&t| format!(" {} ", fold(corpus.str(t))))
            .collect();
        let holds = |text: Text| {
            let spelling = fold(corpus.str(text));
            spelling.len() >= SHORTEST && called.iter().any(|c| c.contains(&format!(" {spelling} ")))
        };
        if holds(names.name) || names.variants.iter().any(|&v| holds(v)) {
            self.name(doc, MatchField::Alias, name);
        }
    }
}
