//! Which incident some words of a passage are likely about, by what is known: what was chosen last, what the same passage and
//! its neighbours tell of, and what the words name. Decides nothing: it orders, and says why. Knows the model and the rules.

mod named;
mod near;
mod places;
mod reason;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use self::named::{NamesAround, Told};
use self::near::NearAccounts;
use self::places::{PlacesHere, PlacesTold};
use self::reason::{LikelyReason, evidence};
use super::passage_reading::PassageReading;
use crate::fold::fold;
use crate::model::{Corpus, Incident, IncidentId, NameId, PassageId, Value, When};
use crate::reading::TextSpan;

/// What it says that an incident was chosen last.
const CHOSEN_LAST: u32 = 4;
/// What it says besides, if the passage tells of it: one goes on with it there.
const CHOSEN_HERE: u32 = 10;
/// What it says against an incident that the words, or their sentence, name another place: more than a day that fits.
const ELSEWHERE: u32 = 6;
/// How much more speaks for an incident that words are clearly about than for any other: more than a day, or a name of the passage.
const NO_RIVAL: u32 = 6;

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

/// What somebody has looked at and chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lately<'a> {
    /// The incident that is open.
    pub open: Option<IncidentId>,
    /// The ids or titles of the incidents chosen last, the latest first.
    pub chosen: &'a [String],
}

/// What is known of the incidents that a passage may tell of: found once, and asked for any of its words.
pub struct LikelyHere<'r, 'c> {
    corpus: &'c Corpus,
    read: &'r PassageReading<'c>,
    around: String,
    names: NamesAround<'c>,
    near: NearAccounts<'c>,
    /// The dates that the passage gives, and the incidents that they fit.
    dates: Vec<(TextSpan, Vec<(IncidentId, LikelyReason)>)>,
    /// The figures that it gives, and the incidents of which somebody states them.
    figures: Vec<(TextSpan, Vec<IncidentId>)>,
    /// The incidents that were chosen.
    chosen: Vec<(IncidentId, LikelyReason)>,
    /// The one that was chosen last, if it is still there.
    chosen_last: Option<IncidentId>,
    open: Option<IncidentId>,
    places: PlacesHere,
}

impl<'r, 'c> LikelyHere<'r, 'c> {
    /// What is known of a passage that was read.
    pub fn of(corpus: &'c Corpus, passage: PassageId, read: &'r PassageReading<'c>, lately: Lately) -> Self {
        let around = fold(read.text);
        let names = NamesAround::of(corpus, &around);
        let near = NearAccounts::of(corpus, passage);
        let fits = |when: When| corpus.incidents().filter_map(move |(id, one)| Some((id, on_date(one, when)?)));
        let dates = read.reading.dates.iter().filter_map(|mention| {
            let when = When::parse(&mention.value.edtf).ok()?;
            Some((mention.span, fits(when).collect()))
        });
        let chosen = corpus.incidents().filter_map(|(id, one)| Some((id, was_chosen(corpus, one, lately.chosen)?)));
        let last = lately.chosen.first();
        let chosen_last = last.and_then(|last| corpus.incidents().find(|(_, one)| is_called(corpus, one, last)));
        let (dates, chosen, figures) = (dates.collect(), chosen.collect(), stated(corpus, read));
        Self {
            corpus,
            read,
            around,
            names,
            near,
            dates,
            figures,
            chosen,
            chosen_last: chosen_last.map(|(id, _)| id),
            open: lately.open,
            places: PlacesHere::of(corpus, read),
        }
    }

    /// What speaks for each incident, as far as anything does.
    fn evidence(&self, words: &str) -> BTreeMap<IncidentId, Vec<LikelyReason>> {
        let (read, span) = (self.read, self.read.find(words));
        let sentence = read.sentence(words);
        let near = sentence.map_or(read.text, |span| span.of(read.text));
        // A word that the claim's sentence has says more than one beside it.
        let told = Told { own: fold(words), near: fold(near), around: &self.around };
        let names = self.names.beside(&told);
        let mut all: BTreeMap<IncidentId, Vec<LikelyReason>> = BTreeMap::new();
        let mut note = |id: IncidentId, evidence: LikelyReason| all.entry(id).or_default().push(evidence);
        self.near.evidence(sentence.map(|span| span.of(read.text))).for_each(|(id, evidence)| note(id, evidence));
        for (id, chosen) in &self.chosen {
            let here = if self.near.tells_here(*id) { CHOSEN_HERE } else { 0 };
            note(*id, evidence(chosen.weight + here, chosen.reason.clone()));
        }
        self.open.into_iter().for_each(|id| note(id, evidence(3, "open")));
        names.bearers().filter_map(|id| Some((id, names.evidence(self.corpus, id)?))).for_each(|(id, e)| note(id, e));
        let mut fits: HashMap<IncidentId, &LikelyReason> = HashMap::new();
        let in_sentence = |date: TextSpan| sentence.is_none_or(|sentence| sentence.contains(date));
        for (id, date) in self.dates.iter().filter(|(date, _)| in_sentence(*date)).flat_map(|(_, all)| all) {
            let best = fits.entry(*id).or_insert(date);
            *best = if best.weight < date.weight { date } else { *best };
        }
        for (id, date) in fits {
            note(id, evidence(date.weight, date.reason.clone()));
        }
        let of_words = self.figures.iter().filter(|(figure, _)| span.is_some_and(|span| figure.overlaps(span)));
        let same: BTreeSet<IncidentId> = of_words.flat_map(|(_, all)| all).copied().collect();
        for id in same {
            note(id, evidence(2, "the same figure"));
        }
        all
    }

    /// The places that some words name, or their sentence.
    fn places(&self, words: &str) -> PlacesTold<'_> {
        self.places.beside(self.read.find(words), self.read.sentence(words))
    }

    /// All incidents of the corpus, the likeliest for some words first, then in time.
    pub fn all(&self, words: &str) -> Vec<LikelyIncident> {
        let (mut found, places) = (self.evidence(words), self.places(words));
        ordered(self.corpus, |id, _| (found.remove(&id).unwrap_or_default(), against(&places, id)))
    }

    /// The incidents for which anything speaks, each with how much does.
    fn weighed(&self, words: &str, places: &PlacesTold) -> Vec<(u32, IncidentId)> {
        let weight = |all: &[LikelyReason]| all.iter().map(|evidence| evidence.weight).sum::<u32>();
        let found = self.evidence(words).into_iter();
        let found = found.map(|(id, all)| (weight(&all).saturating_sub(against(places, id)), id));
        found.filter(|(weight, _)| *weight > 0).collect()
    }

    /// The likeliest incident for some words; none if nothing speaks for any.
    pub fn first(&self, words: &str) -> Option<IncidentId> {
        likeliest(self.weighed(words, &self.places(words)).into_iter())
    }

    /// The same for a claim that nobody has asked for: none that was elsewhere.
    pub fn offered(&self, words: &str) -> Option<IncidentId> {
        let places = self.places(words);
        let found = self.weighed(words, &places).into_iter();
        likeliest(found.filter(|(_, id)| !places.are_elsewhere(*id)))
    }

    /// The incident that some words are clearly about, with the reasons: it was chosen last, or a confirmed claim tells of it in
    /// their sentence; that tells of no other and names the place of no other, where it gives places or dates one of each fits it,
    /// and no rival comes near. `None` if it is to be asked for.
    pub fn clear(&self, words: &str) -> Option<LikelyIncident> {
        let (places, sentence) = (self.places(words), self.read.sentence(words)?);
        let mut all = self.weighed(words, &places);
        all.sort_by_key(|&(weight, id)| (std::cmp::Reverse(weight), id));
        let &(weight, id) = all.first()?;
        let rival = all.get(1).map_or(0, |(weight, _)| *weight);
        let near = sentence.of(self.read.text);
        let (told, is_confirmed) = self.near.told_in(near);
        let is_alone = told.iter().all(|other| *other == id);
        let was_last = self.chosen_last == Some(id);
        let mut dates = self.dates.iter().filter(|(date, _)| sentence.contains(*date)).peekable();
        let is_other_day = dates.peek().is_some()
            && self.corpus.incident(id).date.is_some()
            && !dates.any(|(_, fits)| fits.iter().any(|(other, _)| *other == id));
        let is_clear = (was_last || is_confirmed(id)) && is_alone && weight >= rival + NO_RIVAL;
        let told = Told { own: fold(words), near: fold(near), around: &self.around };
        let names_other = self.names.beside(&told).names_place_beside(self.corpus, id);
        if !is_clear || is_other_day || names_other || places.are_elsewhere(id) {
            return None;
        }
        let reason = reasons(self.evidence(words).remove(&id).unwrap_or_default());
        Some(LikelyIncident { id, reason })
    }
}

/// The strongest reasons in a few words.
fn reasons(mut all: Vec<LikelyReason>) -> String {
    all.sort_by_key(|evidence| std::cmp::Reverse(evidence.weight));
    all.into_iter().take(2).map(|evidence| evidence.reason).collect::<Vec<_>>().join(", ")
}

/// How much the places of some words speak against an incident.
fn against(places: &PlacesTold, id: IncidentId) -> u32 {
    if places.are_elsewhere(id) { ELSEWHERE } else { 0 }
}

/// That for which most speaks; of several the first in time.
fn likeliest(all: impl Iterator<Item = (u32, IncidentId)>) -> Option<IncidentId> {
    all.min_by_key(|&(weight, id)| (std::cmp::Reverse(weight), id)).map(|(_, id)| id)
}

/// The figures of a passage that tell incidents apart, each with the incidents of which a claim states it.
fn stated(corpus: &Corpus, read: &PassageReading) -> Vec<(TextSpan, Vec<IncidentId>)> {
    let figures = read.reading.figures.iter().filter_map(|mention| Some((mention.span, mention.value.count?)));
    let figures: Vec<(TextSpan, u32)> = figures.filter(|(_, count)| *count > 2).collect();
    let mut known: HashMap<u32, Vec<IncidentId>> = figures.iter().map(|(_, count)| (*count, Vec::new())).collect();
    for (id, incident) in corpus.incidents().filter(|_| !figures.is_empty()) {
        let accounts = corpus.accounts_in(incident.accounts).iter();
        for claim in accounts.flat_map(|account| corpus.claims_in(account.claims)) {
            let Value::Figure(figure) = claim.value else { continue };
            if let Some(all) = figure.stated.and_then(|stated| known.get_mut(&stated)) {
                all.push(id);
            }
        }
    }
    figures.into_iter().map(|(span, count)| (span, known[&count].clone())).collect()
}

/// All incidents of a corpus, the likeliest first, then in time.
pub fn of_words(corpus: &Corpus, claim: ClaimWords, lately: Lately) -> Vec<LikelyIncident> {
    let read = PassageReading::of(corpus, claim.passage);
    LikelyHere::of(corpus, claim.passage, &read, lately).all(claim.words)
}

/// All incidents of a corpus, those first that are likeliest the same as one of them.
pub fn same_as(corpus: &Corpus, one: IncidentId, chosen: &[String]) -> Vec<LikelyIncident> {
    let of_one = corpus.incident(one);
    let passages: Vec<PassageId> = corpus.accounts_in(of_one.accounts).iter().map(|account| account.passage).collect();
    let title = fold(corpus.str(of_one.title));
    let told = Told { own: title.clone(), near: title.clone(), around: &title };
    let names = NamesAround::of(corpus, &title).beside(&told);
    let places: Vec<NameId> = of_one.places.iter().map(|place| place.name).collect();
    ordered(corpus, |id, incident| {
        let mut all: Vec<LikelyReason> = Vec::new();
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
        (all, 0)
    })
}

/// The incidents by their evidence and what speaks against them, else in time.
fn ordered(
    corpus: &Corpus,
    mut of: impl FnMut(IncidentId, &Incident) -> (Vec<LikelyReason>, u32),
) -> Vec<LikelyIncident> {
    let weighed = corpus.incidents().map(|(id, incident)| {
        let (all, against) = of(id, incident);
        let weight: u32 = all.iter().map(|evidence| evidence.weight).sum();
        let but = if against > 0 && weight > 0 { ", but another place" } else { "" };
        (weight.saturating_sub(against), LikelyIncident { id, reason: format!("{}{but}", reasons(all)) })
    });
    let mut weighed: Vec<(u32, LikelyIncident)> = weighed.collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(_, likely)| likely).collect()
}

/// That an incident was chosen a moment ago: one speaks of one thing for a while.
fn was_chosen(corpus: &Corpus, incident: &Incident, chosen: &[String]) -> Option<LikelyReason> {
    match chosen.iter().position(|other| is_called(corpus, incident, other))? {
        0 => Some(evidence(CHOSEN_LAST, "chosen last")),
        1 => Some(evidence(2, "chosen before")),
        _ => Some(evidence(1, "chosen before")),
    }
}

/// Whether this is the id or the title of an incident.
fn is_called(corpus: &Corpus, incident: &Incident, name: &str) -> bool {
    corpus.str(incident.id) == name || corpus.str(incident.title) == name
}

/// That a date which the words give can be the incident's.
fn on_date(incident: &Incident, when: When) -> Option<LikelyReason> {
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
