//! Which names and words of titles stand in some words, and of which incidents they are. Knows the model.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::reason::{LikelyReason, evidence};
use crate::align::words::stand_in;
use crate::fold::fold;
use crate::model::incident::Who;
use crate::model::{Corpus, Incident, IncidentId, NameId};

/// What a name says at most, however rare it is and wherever it stands.
const MOST_OF_NAME: u32 = 10;
/// What a name says at most that stands in the passage, and in another sentence.
const MOST_AROUND: u32 = 3;
/// What further names say at most.
const MOST_OF_OTHERS: u32 = 4;
/// The least letters of a word of a title that names its incident.
const TITLE_WORD: usize = 4;

/// The words of a passage, folded.
pub(super) struct Told<'t> {
    /// Those of the claim.
    pub(super) own: String,
    /// Those of its sentence.
    pub(super) near: String,
    /// Those of the whole passage.
    pub(super) around: &'t str,
}

impl Told<'_> {
    /// How much a name says that stands there: nothing if it does not.
    fn weight(&self, name: &str) -> u32 {
        let places = [(self.own.as_str(), 4), (self.near.as_str(), 3), (self.around, 1)];
        places.into_iter().find(|(text, _)| stand_in(text, name)).map_or(0, |(_, weight)| weight)
    }

    /// The same of a word without its ending.
    fn stems(&self, word: &str) -> u32 {
        let places = [(self.own.as_str(), 4), (self.near.as_str(), 3), (self.around, 1)];
        let has = |text: &str| text.split(' ').any(|other| stem(other) == word);
        places.into_iter().find(|(text, _)| has(text)).map_or(0, |(_, weight)| weight)
    }
}

/// How much what names few incidents says, by how many it names.
fn rarity(incidents: usize) -> u32 {
    match incidents {
        0 | 1 => 3,
        2 | 3 => 2,
        4..=8 => 1,
        _ => 0,
    }
}

/// A name that stands in a text.
struct StandingName {
    id: NameId,
    /// What it says by the number of incidents that bear it.
    rarity: u32,
    /// Its spellings that stand there, folded.
    spellings: Vec<String>,
    bearers: Vec<IncidentId>,
}

/// A word of titles that stands in a text, without its ending.
struct StandingWord<'c> {
    word: String,
    rarity: u32,
    bearers: Vec<(IncidentId, &'c str)>,
}

/// The names and words of titles that stand in a text and belong to few incidents of a corpus.
pub(super) struct NamesAround<'c> {
    corpus: &'c Corpus,
    names: Vec<StandingName>,
    words: Vec<StandingWord<'c>>,
}

impl<'c> NamesAround<'c> {
    /// Those of a folded text.
    pub(super) fn of(corpus: &'c Corpus, around: &str) -> Self {
        let stems: HashSet<&str> = around.split(' ').map(stem).collect();
        let mut bearers: HashMap<NameId, Vec<IncidentId>> = HashMap::new();
        // In the order of the words, so that the same corpus always gives the same order.
        let mut titled: BTreeMap<String, Vec<(IncidentId, &str)>> = BTreeMap::new();
        for (id, incident) in corpus.incidents() {
            for name in names_of(incident) {
                bearers.entry(name).or_default().push(id);
            }
            let titles = std::iter::once(incident.title).chain(incident.aliases.iter().copied());
            for word in titles.flat_map(|title| corpus.str(title).split_whitespace()) {
                let folded = fold(word);
                let stem = stem(&folded);
                if stem.chars().count() < TITLE_WORD || !stems.contains(stem) {
                    continue;
                }
                let known = titled.entry(stem.to_owned()).or_default();
                if known.last().is_none_or(|(last, _)| *last != id) {
                    known.push((id, word));
                }
            }
        }
        let standing = |(id, bearers): (NameId, Vec<IncidentId>)| {
            let rarity = rarity(bearers.len());
            let record = corpus.name(id);
            let spellings = std::iter::once(record.name).chain(record.variants.iter().copied());
            let folded = spellings.filter(|_| rarity > 0).map(|spelling| fold(corpus.str(spelling)));
            let spellings: Vec<String> = folded.filter(|spelling| stand_in(around, spelling)).collect();
            (!spellings.is_empty()).then_some(StandingName { id, rarity, spellings, bearers })
        };
        let names = bearers.into_iter().filter_map(standing).collect();
        let words =
            titled.into_iter().map(|(word, bearers)| StandingWord { word, rarity: rarity(bearers.len()), bearers });
        Self { corpus, names, words: words.filter(|word| word.rarity > 0).collect() }
    }

    /// What they say beside the words of a claim.
    pub(super) fn beside(&self, told: &Told) -> NamesHere {
        let mut names: HashMap<NameId, u32> = HashMap::new();
        let mut titles: HashMap<IncidentId, Vec<(u32, String)>> = HashMap::new();
        let mut bearers: BTreeSet<IncidentId> = BTreeSet::new();
        for name in &self.names {
            let stands = name.spellings.iter().map(|spelling| told.weight(spelling)).max().unwrap_or(0);
            if stands > 0 {
                names.insert(name.id, stands * name.rarity);
                bearers.extend(&name.bearers);
            }
        }
        for StandingWord { word, rarity, bearers: all } in &self.words {
            let weight = told.stems(word) * rarity;
            for &(id, word) in all {
                // Words that are no names stand in many sentences.
                let is_name = word.chars().next().is_some_and(char::is_uppercase) && !is_first(self.corpus, id, word);
                let weight = if is_name { weight } else { weight / 3 };
                if weight > 0 {
                    titles.entry(id).or_default().push((weight, word.to_owned()));
                    bearers.insert(id);
                }
            }
        }
        NamesHere { names, titles, bearers }
    }
}

/// The names and words of titles that stand in some words.
pub(super) struct NamesHere {
    /// Of each name that stands there, what that says.
    names: HashMap<NameId, u32>,
    /// Of each incident, the words of its title that stand there, and what each says.
    titles: HashMap<IncidentId, Vec<(u32, String)>>,
    /// The incidents of which they say anything.
    bearers: BTreeSet<IncidentId>,
}

impl NamesHere {
    pub(super) fn weight(&self, name: NameId) -> u32 {
        self.names.get(&name).copied().unwrap_or(0)
    }

    /// The incidents of which they say anything.
    pub(super) fn bearers(&self) -> impl Iterator<Item = IncidentId> {
        self.bearers.iter().copied()
    }

    /// Whether the words or their sentence name a place of another incident that is neither in nor around one of an incident.
    pub(super) fn names_place_beside(&self, corpus: &Corpus, id: IncidentId) -> bool {
        let own = &corpus.incident(id).places;
        let is_own = |place: NameId| own.iter().any(|own| corpus.is_akin(own.name, place));
        let others = self.bearers().flat_map(|other| &corpus.incident(other).places);
        others.map(|place| place.name).any(|place| self.weight(place) > MOST_AROUND && !is_own(place))
    }

    /// What the words name of an incident: its rarest name or word of its title, and half of what the next two say.
    pub(super) fn evidence(&self, corpus: &Corpus, id: IncidentId) -> Option<LikelyReason> {
        let named = names_of(corpus.incident(id)).map(|name| (self.weight(name), corpus.str(corpus.name(name).name)));
        let titles = self.titles.get(&id).into_iter().flatten().map(|(weight, word)| (*weight, word.as_str()));
        let mut found: Vec<(u32, &str)> = named.chain(titles).filter(|(weight, _)| *weight > 0).collect();
        found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let &(weight, name) = found.first()?;
        let more: u32 = found.iter().skip(1).take(2).map(|(weight, _)| weight / 2).sum();
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        Some(evidence(weight.min(MOST_OF_NAME) + more.min(MOST_OF_OTHERS), format!("names {name}")))
    }
}

/// Whether a word is the first of a title, which has a capital whatever it is.
fn is_first(corpus: &Corpus, id: IncidentId, word: &str) -> bool {
    let incident = corpus.incident(id);
    let mut titles = std::iter::once(incident.title).chain(incident.aliases.iter().copied());
    titles.any(|title| corpus.str(title).split_whitespace().next() == Some(word))
}

/// A folded word without the ending of a plural or of whose something is.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() >= TITLE_WORD && !stem.ends_with('s')).unwrap_or(word)
}

/// The places and actors of an incident that are names.
fn names_of(incident: &Incident) -> impl Iterator<Item = NameId> {
    let actors = incident.actors.iter().filter_map(|actor| match actor.who {
        Who::Name(name) => Some(name),
        Who::Words(_) => None,
    });
    incident.places.iter().map(|place| place.name).chain(actors)
}
