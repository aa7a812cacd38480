//! Stable names of records: source and id. Knows the workspace, and nothing of files, state or screens.
//!
//! Positions (`IncidentId`, entry numbers) are valid in one workspace only; values that outlive it hold a [`Key`].

use std::collections::HashMap;

use super::corpus::Corpus;
use super::dataset::{DataSet, Record};
use super::id::{ArticleId, ClaimId, IncidentId, NameId, PassageId, QuoteId};
use super::topic::Topic;
use super::workspace::{Entry, RecordId, Workspace};

/// The kind of record that a key names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// An incident of a corpus.
    Incident,
    /// A record of a data set.
    Record,
    /// An article.
    Article,
    /// A passage of an article, as `article/number`.
    Passage,
    /// A quotation.
    Quote,
    /// A person, organisation or place.
    Name,
    /// A claim, by what it is about, its passage, facet and words.
    Claim,
}

/// The name of a source: the title of a corpus, or the tag of a data set.
///
/// Data sets are named by tag, because records keep their ids across versions and file names. Records without ids are
/// identified by row and file; their source is the tag and the file name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(Box<str>);

impl SourceId {
    /// The source with a name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The stable name of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The kind of record.
    pub kind: KeyKind,
    /// Its source.
    pub source: SourceId,
    /// Its id there.
    pub id: Box<str>,
}

impl Key {
    /// A key from its parts.
    pub fn new(kind: KeyKind, source: &str, id: &str) -> Self {
        Self { kind, source: SourceId::new(source), id: id.into() }
    }

    /// The key of an incident of `corpus`.
    pub fn incident(corpus: &Corpus, id: IncidentId) -> Self {
        Self::new(KeyKind::Incident, corpus.title(), corpus.str(corpus.incident(id).id))
    }

    /// The key of a record of a data set. Its id is the hash of the record's id and the day, which distinguishes records
    /// with equal hashes; `row N` if the file has no ids.
    pub fn record(set: &DataSet, id: RecordId, record: &Record) -> Self {
        let tag = set.about.tag;
        if record.id == 0 {
            return Self::new(KeyKind::Record, &format!("{tag} {}", set.about.file), &format!("row {}", id.row + 1));
        }
        let day = DataSet::when(record).map_or_else(String::new, |when| when.earliest().to_string());
        Self::new(KeyKind::Record, tag, &format!("{:08x} {day}", record.id))
    }

    /// The key of an article of `corpus`.
    pub fn article(corpus: &Corpus, id: ArticleId) -> Self {
        Self::new(KeyKind::Article, corpus.title(), corpus.str(corpus.article(id).id))
    }

    /// The key of a passage of `corpus`: article id and passage number.
    pub fn passage(corpus: &Corpus, id: PassageId) -> Self {
        let passage = corpus.passage(id);
        let article = corpus.str(corpus.article(passage.article).id);
        Self::new(KeyKind::Passage, corpus.title(), &format!("{article}/{}", passage.number))
    }

    /// The key of a quotation of `corpus`.
    pub fn quote(corpus: &Corpus, id: QuoteId) -> Self {
        Self::new(KeyKind::Quote, corpus.title(), corpus.str(corpus.quote(id).id))
    }

    /// The key of a claim of `corpus`: what it is about, its article and passage, its facet, how many claims of its account with this
    /// facet and these words stand before it, and the words. It holds while the value is corrected.
    pub fn claim(corpus: &Corpus, id: ClaimId) -> Self {
        let claim = corpus.claim(id);
        let account = corpus.account(claim.account);
        let passage = corpus.passage(account.passage);
        let is_same = |other: &ClaimId| {
            let other = corpus.claim(*other);
            other.facet == claim.facet && corpus.str(other.words) == corpus.str(claim.words)
        };
        let nth = account.claims.ids().take_while(|&other| other != id).filter(is_same).count();
        let kind = if account.about.incident().is_some() { "incident" } else { "name" };
        let (about, article) = (corpus.topic_id(account.about), corpus.str(corpus.article(passage.article).id));
        let (facet, words) = (corpus.facet_word(claim.facet), corpus.str(claim.words));
        let id = [kind, about, article, &passage.number.to_string(), facet, &nth.to_string(), words].join("\n");
        Self::new(KeyKind::Claim, corpus.title(), &id)
    }

    /// The key of a name of `corpus`.
    pub fn name(corpus: &Corpus, id: NameId) -> Self {
        Self::new(KeyKind::Name, corpus.title(), corpus.str(corpus.name(id).id))
    }

    /// The key of an incident or a name of `corpus`.
    pub fn topic(corpus: &Corpus, topic: Topic) -> Self {
        match topic {
            Topic::Incident(id) => Self::incident(corpus, id),
            Topic::Name(id) => Self::name(corpus, id),
        }
    }

    /// Whether the key is of this kind and from this corpus.
    fn is_of(&self, corpus: &Corpus, kind: KeyKind) -> bool {
        self.kind == kind && self.source.as_str() == corpus.title()
    }

    /// The incident of `corpus` that the key names.
    pub fn incident_in(&self, corpus: &Corpus) -> Option<IncidentId> {
        self.is_of(corpus, KeyKind::Incident).then(|| corpus.find_incident(&self.id))?
    }

    /// The article of `corpus` that the key names.
    pub fn article_in(&self, corpus: &Corpus) -> Option<ArticleId> {
        self.is_of(corpus, KeyKind::Article).then(|| corpus.find_article(&self.id))?
    }

    /// The passage of `corpus` that the key names.
    pub fn passage_in(&self, corpus: &Corpus) -> Option<PassageId> {
        if !self.is_of(corpus, KeyKind::Passage) {
            return None;
        }
        let (article, number) = self.id.rsplit_once('/')?;
        let number: u32 = number.parse().ok()?;
        let article = corpus.article(corpus.find_article(article)?);
        article.passages.ids().find(|&id| corpus.passage(id).number == number)
    }

    /// The quotation of `corpus` that the key names.
    pub fn quote_in(&self, corpus: &Corpus) -> Option<QuoteId> {
        self.is_of(corpus, KeyKind::Quote).then(|| corpus.find_quote(&self.id))?
    }

    /// The claim of `corpus` that the key names.
    pub fn claim_in(&self, corpus: &Corpus) -> Option<ClaimId> {
        if !self.is_of(corpus, KeyKind::Claim) {
            return None;
        }
        let mut parts = self.id.splitn(3, '\n');
        let (kind, about) = (parts.next()?, parts.next()?);
        let topic = match kind {
            "incident" => corpus.find_incident(about).map(Topic::Incident),
            _ => corpus.find_name(about).map(Topic::Name),
        };
        let mut claims = corpus.accounts_in(corpus.accounts_about(topic?)).iter().flat_map(|a| a.claims.ids());
        claims.find(|&id| Self::claim(corpus, id) == *self)
    }

    /// The name of `corpus` that the key names.
    pub fn name_in(&self, corpus: &Corpus) -> Option<NameId> {
        self.is_of(corpus, KeyKind::Name).then(|| corpus.find_name(&self.id))?
    }

    /// The incident or name of `corpus` that the key names.
    pub fn topic_in(&self, corpus: &Corpus) -> Option<Topic> {
        match self.kind {
            KeyKind::Incident => self.incident_in(corpus).map(Topic::Incident),
            KeyKind::Name => self.name_in(corpus).map(Topic::Name),
            _ => None,
        }
    }
}

impl Workspace {
    /// The key of an entry.
    pub fn key(&self, entry: Entry) -> Key {
        match entry {
            Entry::Incident(id) => Key::incident(&self.corpus, id),
            Entry::Record(id) => Key::record(self.set(id), id, &self.row(id)),
        }
    }

    /// The entry that a key names, if its source is open.
    pub fn find(&self, key: &Key) -> Option<Entry> {
        self.find_all(&[key]).pop().flatten()
    }

    /// Like [`Workspace::find`], but tries the former number of the entry first.
    pub fn find_near(&self, key: &Key, number: Option<u32>) -> Option<Entry> {
        let before = number.filter(|&n| (n as usize) < self.len()).map(|n| self.entry(n));
        before.filter(|&entry| self.key(entry) == *key).or_else(|| self.find(key))
    }

    /// The entries that keys name, in the order of the keys. Scans each data set once.
    pub fn find_all(&self, keys: &[&Key]) -> Vec<Option<Entry>> {
        let mut found: Vec<Option<Entry>> =
            keys.iter().map(|key| key.incident_in(&self.corpus).map(Entry::Incident)).collect();
        for (n, set) in self.sets.iter().enumerate() {
            let mut wanted: HashMap<u32, Vec<usize>> = HashMap::new();
            for (at, key) in keys.iter().enumerate() {
                if found[at].is_some() || key.kind != KeyKind::Record {
                    continue;
                }
                if let Some(row) = row_of(set, key) {
                    found[at] = Some(Entry::Record(RecordId { set: n as u16, row }));
                } else if let Some(hash) = hash_of(&key.id).filter(|_| key.source.as_str() == set.about.tag) {
                    wanted.entry(hash).or_default().push(at);
                }
            }
            if wanted.is_empty() {
                continue;
            }
            for (s, segment) in set.segments.iter().enumerate() {
                for (i, hash) in segment.id.iter().enumerate() {
                    let Some(places) = wanted.get(hash) else { continue };
                    let id = RecordId { set: n as u16, row: (s * super::dataset::SEGMENT + i) as u32 };
                    let own = Key::record(set, id, &segment.row(i));
                    for &at in places {
                        // A record with another day is still a match (the day was corrected), unless one matches exactly.
                        if own == *keys[at] || found[at].is_none() {
                            found[at] = Some(Entry::Record(id));
                        }
                    }
                }
            }
        }
        found
    }
}

/// The row in `set` that the key of a record without an id names. Rows of standard input cannot be found again.
fn row_of(set: &DataSet, key: &Key) -> Option<u32> {
    let row = key.id.strip_prefix("row ")?.parse::<u32>().ok()?;
    let lasts = set.about.file != "standard input";
    let named = key.source.as_str().strip_prefix(set.about.tag).is_some_and(|f| f.trim_start() == set.about.file);
    (lasts && named && row > 0 && (row as usize) <= set.len()).then(|| row - 1)
}

fn hash_of(id: &str) -> Option<u32> {
    u32::from_str_radix(id.split(' ').next().unwrap_or(""), 16).ok()
}
