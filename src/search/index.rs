//! Everything that can be looked up, folded once.
//!
//! A record is found by its own words (title, aliases) and by those of what it is tied to (places, names with
//! all their variants). All typed words must be found; a record is as good as its worst-found word.

use std::collections::HashMap;
use std::rc::Rc;

use super::fold::fold;
use super::rank::{Fit, Ranker};
use crate::model::incident::Who;
use crate::model::{ArticleId, Corpus, IncidentId, NameId, Text};

/// What a hit leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// An incident.
    Incident(IncidentId),
    /// An article.
    Article(ArticleId),
}

/// Through what a word was found. The order breaks ties: titles before aliases before places before names.
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
}

impl Why {
    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Alias => "alias",
            Self::Place => "place",
            Self::Name => "name",
        }
    }
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub target: Target,
    /// Through what the worst-found word was found.
    pub why: Why,
    /// How well that word fits.
    pub fit: Fit,
    /// The string in which it was found, as written.
    pub found: Text,
}

impl Hit {
    /// The reason in a few words: `title`, `≈ place: Gwadar`.
    pub fn reason(&self, corpus: &Corpus) -> String {
        let about = match self.fit {
            Fit::Exact => "= ",
            Fit::Word | Fit::Prefix => "",
            Fit::Fuzzy | Fit::Slip => "≈ ",
        };
        match self.why {
            Why::Title => format!("{about}title"),
            why => format!("{about}{}: {}", why.word(), corpus.str(self.found)),
        }
    }
}

struct Field {
    why: Why,
    folded: Rc<str>,
    written: Text,
}

struct Entry {
    target: Target,
    origins: usize,
    fields: Vec<Field>,
}

/// The prepared corpus.
pub struct Index {
    entries: Vec<Entry>,
    ranker: Ranker,
}

impl Index {
    /// Prepares `corpus`.
    pub fn new(corpus: &Corpus) -> Self {
        let mut folder = Folder { corpus, known: HashMap::new() };
        let mut entries: Vec<Entry> = corpus.incidents().map(|(id, _)| incident(&mut folder, id)).collect();
        entries.extend(corpus.articles().map(|(id, article)| {
            Entry {
                target: Target::Article(id),
                origins: 0,
                fields: [(Why::Title, article.title), (Why::Alias, article.id), (Why::Name, article.publisher)]
                    .into_iter()
                    .map(|(why, text)| folder.field(why, text))
                    .collect(),
            }
        }));
        Self { entries, ranker: Ranker::default() }
    }

    /// The records in which every word of `query` is found, best first, at most `limit`.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let whole = fold(query);
        let words: Vec<&str> = whole.split(' ').filter(|w| !w.is_empty()).take(16).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(Rank, Hit)> = self.entries.iter().filter_map(|e| self.score(e, &whole, &words)).collect();
        hits.sort_by(|a, b| a.0.cmp(&b.0));
        hits.truncate(limit);
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    fn score(&self, entry: &Entry, whole: &str, words: &[&str]) -> Option<(Rank, Hit)> {
        if let Some(field) = entry.fields.iter().find(|f| *f.folded == *whole) {
            let hit = Hit { target: entry.target, why: field.why, fit: Fit::Exact, found: field.written };
            let rank = Rank { fit: Fit::Exact, why: field.why as u8, spread: 0, score: -100, origins: -origins(entry) };
            return Some((rank, hit));
        }
        let mut worst: Option<(Fit, Why, Text)> = None;
        let (mut score, mut spread) = (0, Vec::new());
        for word in words {
            let best = entry
                .fields
                .iter()
                .filter_map(|f| self.ranker.fit(word, &f.folded).map(|(fit, score)| (fit, f.why, -score, f.written)))
                .min_by_key(|&(fit, why, score, _)| (fit.max(Fit::Word), why, score))?;
            // A word that alone is a whole alias is no better than one inside it unless it is the whole query.
            let fit = best.0.max(Fit::Word);
            score += best.2;
            spread.push(best.1);
            if worst.is_none_or(|w| (fit, best.1) > (w.0, w.1)) {
                worst = Some((fit, best.1, best.3));
            }
        }
        let (fit, why, found) = worst?;
        spread.sort_unstable();
        spread.dedup();
        let rank = Rank { fit, why: why as u8, spread: spread.len(), score, origins: -origins(entry) };
        Some((rank, Hit { target: entry.target, why, fit, found }))
    }
}

fn origins(entry: &Entry) -> i64 {
    i64::try_from(entry.origins).unwrap_or(0)
}

/// What hits are ordered by; lower is better.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    fit: Fit,
    why: u8,
    spread: usize,
    score: i64,
    origins: i64,
}

/// Folds each string once, however many records it belongs to.
struct Folder<'c> {
    corpus: &'c Corpus,
    known: HashMap<Text, Rc<str>>,
}

impl Folder<'_> {
    fn field(&mut self, why: Why, text: Text) -> Field {
        let corpus = self.corpus;
        let folded = self.known.entry(text).or_insert_with(|| fold(corpus.str(text)).into());
        Field { why, folded: Rc::clone(folded), written: text }
    }

    /// A name with all its variants.
    fn spellings(&mut self, why: Why, name: NameId, fields: &mut Vec<Field>) {
        let record = self.corpus.name(name);
        fields.push(self.field(why, record.name));
        for &variant in &record.variants {
            fields.push(self.field(why, variant));
        }
    }
}

fn incident(folder: &mut Folder, id: IncidentId) -> Entry {
    let corpus = folder.corpus;
    let record = corpus.incident(id);
    let mut fields = vec![folder.field(Why::Title, record.title), folder.field(Why::Alias, record.id)];
    for &alias in &record.aliases {
        fields.push(folder.field(Why::Alias, alias));
    }
    for place in &record.places {
        // A town is found by its country too.
        for name in std::iter::successors(Some(place.name), |n| corpus.name(*n).part_of) {
            folder.spellings(Why::Place, name, &mut fields);
        }
    }
    for actor in &record.actors {
        match actor.who {
            Who::Name(name) => folder.spellings(Why::Name, name, &mut fields),
            Who::Words(words) => fields.push(folder.field(Why::Name, words)),
        }
    }
    Entry { target: Target::Incident(id), origins: corpus.coverage(record).origins, fields }
}
