//! Every word that can be found, each distinct word once, with the records it stands in.

use std::collections::HashMap;
use std::rc::Rc;

use super::fold::fold;
use super::query::Kind;
use super::sound;
use crate::model::incident::Who;
use crate::model::{ArticleId, Corpus, IncidentId, NameId, PassageId, QuoteId, Text};

/// What a hit leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An incident.
    Incident(IncidentId),
    /// An article.
    Article(ArticleId),
    /// A quotation.
    Quote(QuoteId),
    /// A name.
    Name(NameId),
    /// A passage.
    Passage(PassageId),
}

impl Target {
    /// Its kind.
    pub fn kind(self) -> Kind {
        match self {
            Self::Incident(_) => Kind::Incident,
            Self::Article(_) => Kind::Article,
            Self::Quote(_) => Kind::Quote,
            Self::Name(_) => Kind::Name,
            Self::Passage(_) => Kind::Passage,
        }
    }
}

/// Through what a word was found. The order breaks ties: titles before aliases before places before names,
/// all of them before prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The title.
    Title,
    /// Another name of it.
    Alias,
    /// A place.
    Place,
    /// A person or organisation.
    Name,
    /// What kind of incident.
    Kind,
    /// Who speaks.
    Speaker,
    /// What a quotation says.
    Gist,
    /// What a passage says.
    Digest,
    /// The attached text.
    Text,
}

impl Why {
    const ALL: [Self; 9] = [
        Self::Title,
        Self::Alias,
        Self::Place,
        Self::Name,
        Self::Kind,
        Self::Speaker,
        Self::Gist,
        Self::Digest,
        Self::Text,
    ];

    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Alias => "alias",
            Self::Place => "place",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Speaker => "speaker",
            Self::Gist => "gist",
            Self::Digest => "digest",
            Self::Text => "text",
        }
    }

    /// Whether it is running text, in which only whole words and beginnings mean anything.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Gist | Self::Digest | Self::Text)
    }
}

/// Where a word stands: record and field in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    const FIELDS: u32 = 16;

    fn new(doc: u32, why: Why) -> Self {
        Self(doc * Self::FIELDS + why as u32)
    }

    /// The record's position.
    pub fn doc(self) -> usize {
        (self.0 / Self::FIELDS) as usize
    }

    /// The field.
    pub fn why(self) -> Why {
        Why::ALL[(self.0 % Self::FIELDS) as usize]
    }
}

/// The prepared corpus.
#[derive(Debug, Default)]
pub struct Index {
    /// Records; those of more origins come first among equals.
    pub(super) docs: Vec<Target>,
    pub(super) origins: Vec<u8>,
    /// Distinct words in order, in one string.
    letters: String,
    words: Vec<u32>,
    /// Where each word's postings begin.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// Words by what they sound like.
    sounds: Vec<(String, u32)>,
}

impl Index {
    /// Prepares `corpus`.
    pub fn new(corpus: &Corpus) -> Self {
        let mut gather = Gather {
            corpus,
            ids: HashMap::new(),
            words: Vec::new(),
            names: HashMap::new(),
            raw: Vec::new(),
            docs: Vec::new(),
            origins: Vec::new(),
        };
        gather.corpus();
        gather.finish()
    }

    /// How many distinct words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// A word by position.
    pub fn word(&self, at: usize) -> &str {
        let end = self.words.get(at + 1).map_or(self.letters.len(), |&e| e as usize);
        &self.letters[self.words[at] as usize..end]
    }

    /// The words from which on, and up to which, all begin with `prefix`.
    pub fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let from = self.first(|w| w < prefix);
        let to = self.first(|w| w < prefix || w.starts_with(prefix));
        from..to
    }

    /// The first word for which `before` is false.
    fn first(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.words.len());
        while low < high {
            let mid = usize::midpoint(low, high);
            if before(self.word(mid)) { low = mid + 1 } else { high = mid }
        }
        low
    }

    /// Where a word stands.
    pub fn postings(&self, word: usize) -> &[Posting] {
        let end = self.starts.get(word + 1).map_or(self.postings.len(), |&e| e as usize);
        &self.postings[self.starts[word] as usize..end]
    }

    /// Words that sound like `key`.
    pub fn sounding(&self, key: &str) -> impl Iterator<Item = usize> + '_ {
        let from = self.sounds.partition_point(|(k, _)| k.as_str() < key);
        let key = key.to_owned();
        self.sounds[from..].iter().take_while(move |(k, _)| *k == key).map(|&(_, word)| word as usize)
    }
}

/// The index while it is gathered.
struct Gather<'c> {
    corpus: &'c Corpus,
    /// Words by number, in order of first use.
    ids: HashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
    /// The words of each name: a country's variants stand in every incident there.
    names: HashMap<NameId, Rc<[u32]>>,
    raw: Vec<(u32, Posting)>,
    docs: Vec<Target>,
    origins: Vec<u8>,
}

impl Gather<'_> {
    fn add(&mut self, target: Target, origins: usize) -> u32 {
        self.docs.push(target);
        self.origins.push(u8::try_from(origins).unwrap_or(u8::MAX));
        u32::try_from(self.docs.len() - 1).expect("an index holds fewer than 2^28 records")
    }

    fn field(&mut self, doc: u32, why: Why, text: Text) {
        let posting = Posting::new(doc, why);
        for number in self.numbers(text) {
            self.raw.push((number, posting));
        }
    }

    /// The numbers of a text's words.
    fn numbers(&mut self, text: Text) -> Vec<u32> {
        let folded = fold(self.corpus.str(text));
        let mut numbers = Vec::new();
        for word in folded.split(' ').filter(|w| !w.is_empty()) {
            numbers.push(match self.ids.get(word) {
                Some(&number) => number,
                None => {
                    let number = u32::try_from(self.words.len()).expect("an index holds fewer than 2^32 words");
                    self.ids.insert(word.into(), number);
                    self.words.push(word.into());
                    number
                }
            });
        }
        numbers
    }

    /// A name with its variants, read once however many records it stands in.
    fn name(&mut self, doc: u32, why: Why, name: NameId) {
        let words = match self.names.get(&name) {
            Some(words) => Rc::clone(words),
            None => {
                let record = self.corpus.name(name);
                let mut words = self.numbers(record.name);
                for &variant in &record.variants {
                    words.extend(self.numbers(variant));
                }
                words.sort_unstable();
                words.dedup();
                let words: Rc<[u32]> = words.into();
                self.names.insert(name, Rc::clone(&words));
                words
            }
        };
        let posting = Posting::new(doc, why);
        self.raw.extend(words.iter().map(|&word| (word, posting)));
    }

    fn corpus(&mut self) {
        let corpus = self.corpus;
        for (id, record) in corpus.incidents() {
            let doc = self.add(Target::Incident(id), corpus.coverage(record).origins);
            self.field(doc, Why::Title, record.title);
            self.field(doc, Why::Alias, record.id);
            record.aliases.iter().for_each(|&a| self.field(doc, Why::Alias, a));
            self.field(doc, Why::Kind, record.kind);
            for place in &record.places {
                // A town is found by its country too.
                for name in std::iter::successors(Some(place.name), |n| corpus.name(*n).part_of) {
                    self.name(doc, Why::Place, name);
                }
            }
            for actor in &record.actors {
                match actor.who {
                    Who::Name(name) => self.name(doc, Why::Name, name),
                    Who::Words(words) => self.field(doc, Why::Name, words),
                }
            }
        }
        for (id, record) in corpus.articles() {
            let doc = self.add(Target::Article(id), 0);
            self.field(doc, Why::Title, record.title);
            self.field(doc, Why::Alias, record.id);
            self.field(doc, Why::Name, record.publisher);
        }
        for (id, record) in corpus.quotes() {
            let doc = self.add(Target::Quote(id), 0);
            match record.speaker {
                Some(name) => self.name(doc, Why::Speaker, name),
                None => self.field(doc, Why::Speaker, record.speaker_words),
            }
            self.field(doc, Why::Gist, record.gist);
            record.pieces.iter().for_each(|p| self.field(doc, Why::Gist, p.opening));
        }
        for (id, _) in corpus.names() {
            let doc = self.add(Target::Name(id), 0);
            self.name(doc, Why::Title, id);
        }
        for (id, record) in corpus.passages() {
            let doc = self.add(Target::Passage(id), 0);
            self.field(doc, Why::Digest, record.digest);
            record.text.into_iter().for_each(|t| self.field(doc, Why::Text, t));
        }
    }

    /// Sorts words, then postings by word: a counting sort, since both are numbers already.
    fn finish(self) -> Index {
        let mut order: Vec<u32> = (0..u32::try_from(self.words.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by(|&a, &b| self.words[a as usize].cmp(&self.words[b as usize]));
        let mut place = vec![0_u32; order.len()];
        let (mut letters, mut words) = (String::new(), Vec::with_capacity(order.len()));
        for (at, &old) in order.iter().enumerate() {
            place[old as usize] = u32::try_from(at).unwrap_or(u32::MAX);
            words.push(u32::try_from(letters.len()).expect("an index holds less than 4 GiB of words"));
            letters.push_str(&self.words[old as usize]);
        }
        let mut starts = vec![0_u32; order.len() + 1];
        for (word, _) in &self.raw {
            starts[place[*word as usize] as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut postings = vec![Posting(0); self.raw.len()];
        for (word, posting) in self.raw {
            let at = &mut next[place[word as usize] as usize];
            postings[*at as usize] = posting;
            *at += 1;
        }
        starts.pop();
        let mut sounds: Vec<(String, u32)> = order
            .iter()
            .enumerate()
            .filter_map(|(at, &old)| Some((sound::key(&self.words[old as usize])?, u32::try_from(at).ok()?)))
            .collect();
        sounds.sort_unstable();
        Index { docs: self.docs, origins: self.origins, letters, words, starts, postings, sounds }
    }
}
