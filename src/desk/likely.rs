//! Which incident some words of a passage are likely about, by what is known: what was chosen last, what the same passage and
//! its neighbours tell of, and what the words name. Decides nothing: it orders, and says why. Knows the model and the rules.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::passage_reading::PassageReading;
use crate::fold::fold;
use crate::model::incident::Who;
use crate::model::{Corpus, Incident, IncidentId, NameId, PassageId, Value, When};

/// What it says besides that an incident was chosen last, if the passage tells of it: one goes on with it there.
const CHOSEN_HERE: u32 = 10;
/// What a name says at most, however rare it is and wherever it stands.
const MOST_OF_NAME: u32 = 10;
/// What further names say at most.
const MOST_OF_OTHERS: u32 = 4;
/// How many passages away an account is still a neighbour.
const NEAR: usize = 2;
/// The least letters of a word of a title that names its incident.
const TITLE_WORD: usize = 4;

/// The words of a claim in their passage.
#[derive(Debug, Clone, Copy)]
pub struct ClaimWords<'a> {
    /// The passage.
    pub passage: PassageId,
    /// The words.
    pub words: &'a str,
}

/// An incident, and why it is likely the one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikelyIncident {
    /// The incident.
    pub id: IncidentId,
    /// The strongest reasons in a few words; empty if there is none.
    pub reason: String,
}

/// A reason with its weight.
struct Evidence {
    weight: u32,
    reason: String,
}

fn evidence(weight: u32, reason: impl Into<String>) -> Evidence {
    Evidence { weight, reason: reason.into() }
}

/// What somebody has looked at and chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lately<'a> {
    /// The incident that is open.
    pub open: Option<IncidentId>,
    /// The ids or titles of the incidents chosen last, the latest first.
    pub chosen: &'a [String],
}

/// All incidents of a corpus, the likeliest first, then in time.
pub fn of_words(corpus: &Corpus, claim: ClaimWords, lately: Lately) -> Vec<LikelyIncident> {
    let read = PassageReading::of(corpus, claim.passage);
    let sentence = read.sentence(claim.words);
    let near = sentence.map_or(read.text, |span| span.of(read.text));
    // A word that the claim's sentence has says more than one beside it.
    let told = Told { own: fold(claim.words), near: fold(near), around: fold(read.text) };
    let names = NamesHere::of(corpus, &told);
    let in_sentence = |span: crate::reading::TextSpan| sentence.is_none_or(|sentence| sentence.contains(span));
    let dates: Vec<When> = (read.reading.dates.iter())
        .filter(|mention| in_sentence(mention.span))
        .filter_map(|mention| When::parse(&mention.value.edtf).ok())
        .collect();
    let span = read.find(claim.words);
    let figures = read.reading.figures.iter().filter(|m| span.is_some_and(|span| m.span.overlaps(span)));
    let figures: Vec<u32> = figures.filter_map(|mention| mention.value.count).filter(|count| *count > 2).collect();
    let near_accounts = NearAccounts::of(corpus, claim.passage, sentence.map(|span| span.of(read.text)));
    ordered(corpus, |id, incident| {
        let mut all: Vec<Evidence> = Vec::new();
        all.extend(near_accounts.evidence(id));
        let chosen = was_chosen(corpus, incident, lately.chosen);
        let here = if near_accounts.tells_here(id) { CHOSEN_HERE } else { 0 };
        all.extend(chosen.map(|chosen| evidence(chosen.weight + here, chosen.reason)));
        all.extend((lately.open == Some(id)).then(|| evidence(3, "open")));
        all.extend(names.evidence(corpus, id));
        all.extend(dates.iter().filter_map(|when| on_date(incident, *when)).max_by_key(|evidence| evidence.weight));
        let states = |value: Value| matches!(value, Value::Figure(f) if f.stated.is_some_and(|n| figures.contains(&n)));
        let claims = corpus.accounts_in(incident.accounts).iter().flat_map(|account| corpus.claims_in(account.claims));
        if !figures.is_empty() && claims.into_iter().any(|claim| states(claim.value)) {
            all.push(evidence(2, "the same figure"));
        }
        all
    })
}

/// All incidents of a corpus, those first that are likeliest the same as one of them.
pub fn same_as(corpus: &Corpus, one: IncidentId, chosen: &[String]) -> Vec<LikelyIncident> {
    let of_one = corpus.incident(one);
    let passages: Vec<PassageId> = corpus.accounts_in(of_one.accounts).iter().map(|account| account.passage).collect();
    let title = fold(corpus.str(of_one.title));
    let told = Told { own: title.clone(), near: title.clone(), around: title };
    let names = NamesHere::of(corpus, &told);
    let places: Vec<NameId> = of_one.places.iter().map(|place| place.name).collect();
    ordered(corpus, |id, incident| {
        let mut all: Vec<Evidence> = Vec::new();
        let accounts = corpus.accounts_in(incident.accounts);
        if accounts.iter().any(|account| passages.contains(&account.passage)) {
            all.push(evidence(3, "same passage"));
        }
        if let Some(place) = incident.places.iter().find(|place| places.contains(&place.name)) {
            all.push(evidence(
                names.weight(place.name).max(1),
                format!("at {}", corpus.str(corpus.name(place.name).name)),
            ));
        }
        all.extend(of_one.date.and_then(|when| on_date(incident, when)));
        all.extend(names.evidence(corpus, id));
        all.extend(was_chosen(corpus, incident, chosen));
        all
    })
}

/// The incidents by their evidence, else in time.
fn ordered(corpus: &Corpus, of: impl Fn(IncidentId, &Incident) -> Vec<Evidence>) -> Vec<LikelyIncident> {
    let weighed = corpus.incidents().map(|(id, incident)| {
        let mut all = of(id, incident);
        all.sort_by_key(|evidence| std::cmp::Reverse(evidence.weight));
        let weight: u32 = all.iter().map(|evidence| evidence.weight).sum();
        let reason = all.into_iter().take(2).map(|evidence| evidence.reason).collect::<Vec<_>>().join(", ");
        (weight, LikelyIncident { id, reason })
    });
    let mut weighed: Vec<(u32, LikelyIncident)> = weighed.collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(_, likely)| likely).collect()
}

/// That an incident was chosen a moment ago: one speaks of one thing for a while.
fn was_chosen(corpus: &Corpus, incident: &Incident, chosen: &[String]) -> Option<Evidence> {
    let (id, title) = (corpus.str(incident.id), corpus.str(incident.title));
    match chosen.iter().position(|other| other == id || other == title)? {
        0 => Some(evidence(4, "chosen last")),
        1 => Some(evidence(2, "chosen before")),
        _ => Some(evidence(1, "chosen before")),
    }
}

/// That a date which the words give can be the incident's.
fn on_date(incident: &Incident, when: When) -> Option<Evidence> {
    let own = incident.date?;
    let (a, b) = (own.reach(), when.reach());
    let meets = a.0 <= b.1 && b.0 <= a.1;
    let days = (when.latest() - when.earliest()).num_days().max((own.latest() - own.earliest()).num_days());
    let weight = match days {
        0 => 5,
        1..=31 => 3,
        _ => 1,
    };
    meets.then(|| evidence(weight, "the date fits"))
}

/// The words of a passage, folded.
struct Told {
    /// Those of the claim.
    own: String,
    /// Those of its sentence.
    near: String,
    /// Those of the whole passage.
    around: String,
}

impl Told {
    /// How much a name says that stands there: nothing if it does not.
    fn weight(&self, name: &str) -> u32 {
        let places = [(&self.own, 4), (&self.near, 3), (&self.around, 1)];
        places.into_iter().find(|(text, _)| has_words(text, name)).map_or(0, |(_, weight)| weight)
    }

    /// The same of a word without its ending.
    fn stems(&self, word: &str) -> u32 {
        let places = [(&self.own, 4), (&self.near, 3), (&self.around, 1)];
        let has = |text: &str| text.split(' ').any(|other| stem(other) == word);
        places.into_iter().find(|(text, _)| has(text)).map_or(0, |(_, weight)| weight)
    }
}

/// Whether whole words stand in a text, both folded.
fn has_words(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let after = text[at + words.len()..].chars().next();
            !is_letter(text[..at].chars().next_back()) && !is_letter(after)
        })
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

/// The names and words of titles that stand in some words.
struct NamesHere {
    /// Of each name that stands there, what that says.
    names: HashMap<NameId, u32>,
    /// Of each incident, the words of its title that stand there, and what each says.
    titles: HashMap<IncidentId, Vec<(u32, String)>>,
}

impl NamesHere {
    fn of(corpus: &Corpus, told: &Told) -> Self {
        let mut bearers: HashMap<NameId, usize> = HashMap::new();
        // In the order of the words, so that the same corpus always gives the same order.
        let mut titled: BTreeMap<String, Vec<(IncidentId, &str)>> = BTreeMap::new();
        for (id, incident) in corpus.incidents() {
            for name in names_of(incident) {
                *bearers.entry(name).or_default() += 1;
            }
            let titles = std::iter::once(incident.title).chain(incident.aliases.iter().copied());
            for word in titles.flat_map(|title| corpus.str(title).split_whitespace()) {
                let known = titled.entry(stem(&fold(word)).to_owned()).or_default();
                if known.last().is_none_or(|(last, _)| *last != id) {
                    known.push((id, word));
                }
            }
        }
        let weight = |(name, count): (NameId, usize)| {
            let record = corpus.name(name);
            let spellings = std::iter::once(record.name).chain(record.variants.iter().copied());
            let told = spellings.map(|spelling| told.weight(&fold(corpus.str(spelling)))).max().unwrap_or(0);
            (name, told * rarity(count))
        };
        let names = bearers.into_iter().map(weight).filter(|(_, weight)| *weight > 0).collect();
        let mut titles: HashMap<IncidentId, Vec<(u32, String)>> = HashMap::new();
        for (word, bearers) in titled.iter().filter(|(word, _)| word.chars().count() >= TITLE_WORD) {
            let weight = told.stems(word) * rarity(bearers.len());
            for &(id, word) in bearers {
                // Words that are no names stand in many sentences.
                let is_name = word.chars().next().is_some_and(char::is_uppercase) && !is_first(corpus, id, word);
                let weight = if is_name { weight } else { weight / 3 };
                if weight > 0 {
                    titles.entry(id).or_default().push((weight, word.to_owned()));
                }
            }
        }
        Self { names, titles }
    }

    fn weight(&self, name: NameId) -> u32 {
        self.names.get(&name).copied().unwrap_or(0)
    }

    /// What the words name of an incident: its rarest name or word of its title, and half of what the next two say.
    fn evidence(&self, corpus: &Corpus, id: IncidentId) -> Option<Evidence> {
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

/// What the passages around one tell of incidents.
struct NearAccounts {
    /// Of each incident the nearest.
    found: HashMap<IncidentId, Evidence>,
    /// The incidents that the passage itself tells of.
    here: HashSet<IncidentId>,
}

impl NearAccounts {
    /// Those of a passage and of its article. `sentence` is the sentence of the claim, if its words are found in the passage.
    fn of(corpus: &Corpus, passage: PassageId, sentence: Option<&str>) -> Self {
        let (mut found, mut told): (HashMap<IncidentId, Evidence>, HashSet<IncidentId>) = Default::default();
        let mut note = |id: IncidentId, new: Evidence| {
            if found.get(&id).is_none_or(|old| old.weight < new.weight) {
                found.insert(id, new);
            }
        };
        let article = corpus.article(corpus.passage(passage).article);
        let passages: Vec<PassageId> = article.passages.ids().collect();
        let here = passages.iter().position(|other| *other == passage).unwrap_or(0);
        if let Some(main) = article.main {
            note(main, evidence(1, "the article's main"));
        }
        for (at, &other) in passages.iter().enumerate() {
            let number = corpus.passage(other).number;
            for account in corpus.accounts_of(other).iter().map(|&id| corpus.account(id)) {
                let Some(id) = account.about.incident() else { continue };
                if at == here {
                    told.insert(id);
                }
                let of_sentence = || {
                    let claims = corpus.claims_in(account.claims);
                    let mut words = claims.iter().filter_map(|claim| corpus.given(claim.words));
                    sentence.is_some_and(|sentence| words.any(|words| sentence.contains(words)))
                };
                note(
                    id,
                    match at.abs_diff(here) {
                        0 if of_sentence() => evidence(4, "same sentence"),
                        0 => evidence(3, "same passage"),
                        // What was told just before goes on more often than what comes is told already.
                        1 if at < here => evidence(3, format!("in ¶{number}")),
                        distance if distance <= NEAR => evidence(2, format!("in ¶{number}")),
                        _ => evidence(1, "same article"),
                    },
                );
            }
        }
        Self { found, here: told }
    }

    /// Whether the passage itself tells of an incident.
    fn tells_here(&self, id: IncidentId) -> bool {
        self.here.contains(&id)
    }

    fn evidence(&self, id: IncidentId) -> Option<Evidence> {
        self.found.get(&id).map(|found| evidence(found.weight, found.reason.clone()))
    }
}
