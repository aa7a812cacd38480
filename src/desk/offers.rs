//! The claims that a passage may make and nobody has made or drafted yet, to be ticked: what the rules read in its phrases, and
//! what is told elsewhere in words that stand here too. Each with the incident that it is likely about. Knows the model and the
//! rules; makes no claim.

mod again;
pub(super) mod counted;
mod places;

use std::collections::HashMap;

use super::by_hand::MOST_WORDS;
use super::claim_line::{self, TypedClaim};
use super::fields::text;
use super::likely::{self, ClaimWords, Lately};
use super::line::joined;
use super::passage_reading::PassageReading;
use super::phrases;
use super::{learned, proposed, typed};
use crate::model::incident::Role;
use crate::model::{Corpus, Facet, IncidentId, NameId, NameKind, PassageId, Stance, Topic};
use crate::reading::TextSpan;

/// How many are offered at most: one for each digit.
pub const MOST_OFFERS: usize = 9;

/// A claim that a passage may make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedClaim {
    /// Its words in the text of the passage, which stand there once.
    pub span: TextSpan,
    /// It, as the line of a claim.
    pub line: String,
    /// The incident that it is likely about.
    pub about: IncidentId,
}

/// How much speaks for an offer: the rules read it so.
const READ: u32 = 8;
/// Another passage says the same of the same incident.
const SAME: u32 = 8;
/// Its facet and value are told of another incident, in these words.
const ELSEWHERE: u32 = 4;
/// A place that is named here.
const PLACE: u32 = 4;
/// A number of things or people that has a facet.
const COUNTED: u32 = 5;
/// A place that the corpus does not have.
const NEW_PLACE: u32 = 3;
/// Words that were taken for a name before.
const LEARNED: u32 = 4;
/// Somebody who is named here.
const NAMED: u32 = 2;

/// A claim with what speaks for it.
struct Weighed {
    weight: u32,
    offer: OfferedClaim,
    facet: Facet,
    value: String,
}

/// The claims that a passage may make, in the order of its words; of too many those for which most speaks.
pub fn of_passage(corpus: &Corpus, id: PassageId, lately: Lately) -> Vec<OfferedClaim> {
    if corpus.passage(id).text.is_none() || corpus.incidents().next().is_none() {
        return Vec::new();
    }
    let mut offers = Offers::of(corpus, id, lately);
    offers.read();
    offers.others();
    let mut all = offers.found;
    all.sort_by_key(|weighed| (std::cmp::Reverse(weighed.weight), weighed.offer.span));
    all.truncate(MOST_OFFERS);
    let mut all: Vec<OfferedClaim> = all.into_iter().map(|weighed| weighed.offer).collect();
    all.sort_by_key(|offer| offer.span);
    all
}

/// The offers of a passage as they are found.
struct Offers<'c> {
    corpus: &'c Corpus,
    id: PassageId,
    read: PassageReading<'c>,
    lately: Lately<'c>,
    /// The incident that some words are likely about.
    likely: HashMap<TextSpan, Option<IncidentId>>,
    /// What the passage says already: the incident, the facet and the value.
    said: Vec<(Topic, Facet, String)>,
    found: Vec<Weighed>,
}

impl<'c> Offers<'c> {
    fn of(corpus: &'c Corpus, id: PassageId, lately: Lately<'c>) -> Self {
        let accounts = corpus.accounts_of(id).iter().map(|&id| corpus.account(id));
        let said = accounts.flat_map(|account| {
            let claims = corpus.claims_in(account.claims).iter();
            claims.map(|claim| (account.about, claim.facet, typed::plain(corpus, claim)))
        });
        let said = said.collect();
        let read = PassageReading::of(corpus, id);
        Self { corpus, id, read, lately, likely: HashMap::new(), said, found: Vec::new() }
    }

    fn about(&mut self, span: TextSpan) -> Option<IncidentId> {
        let (corpus, passage, lately) = (self.corpus, self.id, self.lately);
        let words = span.of(self.read.text);
        let find = || Some(likely::of_words(corpus, ClaimWords { passage, words }, lately).first()?.id);
        *self.likely.entry(span).or_insert_with(find)
    }

    /// Adds an offer of some words, unless they stand there more often, or the passage says so of the incident already.
    fn offer(&mut self, span: TextSpan, line: String, weight: u32) {
        let Some(span) = self.unique(span) else { return };
        let Ok(TypedClaim { facet: word, value: Some(fields), .. }) = claim_line::read(self.corpus, &line) else {
            return;
        };
        let Some(about) = self.about(span) else { return };
        let Some(facet) = self.corpus.facet(&word) else { return };
        // Of figures one is enough: their lines have no field of that name.
        let value = text(&fields, "value").map_or_else(|| line.clone(), str::to_owned);
        let is_said = |(topic, of, told): &(Topic, Facet, String)| {
            *topic == Topic::Incident(about) && *of == facet && (*told == value || facet.is_figure())
        };
        if self.said.iter().any(is_said) {
            return;
        }
        let told = self.is_told(about, facet, &value);
        let weight = if told { weight.max(SAME) } else { weight };
        let is_far = facet == Facet::Place && !told && self.is_far(about, &value);
        if weight == 0 || is_far || (facet == Facet::ClaimedBy && weight < READ && !self.claims(span)) {
            return;
        }
        let offer = OfferedClaim { span, line, about };
        let same = |other: &&mut Weighed| other.facet == facet && other.value == value && other.offer.about == about;
        match self.found.iter_mut().find(same) {
            Some(other) if other.weight >= weight => {}
            Some(other) => *other = Weighed { weight, offer, facet, value },
            None => self.found.push(Weighed { weight, offer, facet, value }),
        }
    }

    /// Some words with as many more after them as make them stand there once.
    fn unique(&self, span: TextSpan) -> Option<TextSpan> {
        let text = self.read.text;
        let is_unique = |span: TextSpan| text.matches(span.of(text)).count() == 1;
        let after = super::by_hand::words(&text[span.end..]).into_iter();
        let longer = after.map(|word| TextSpan::new(span.start, span.end + word.end));
        let mut all = std::iter::once(span).chain(longer);
        all.find(|span| is_unique(*span)).filter(|span| span.of(text).split_whitespace().count() <= MOST_WORDS)
    }

    /// Whether another passage says so of the incident.
    fn is_told(&self, about: IncidentId, facet: Facet, value: &str) -> bool {
        let corpus = self.corpus;
        let accounts = corpus.accounts_in(corpus.incident(about).accounts).iter();
        let mut claims = accounts.flat_map(|account| corpus.claims_in(account.claims));
        claims
            .any(|claim| claim.facet == facet && claim.stance != Stance::Denied && typed::plain(corpus, claim) == value)
    }

    /// Whether a place is neither in one of the places of an incident nor around one. Of an incident without places none is.
    fn is_far(&self, about: IncidentId, place: &str) -> bool {
        let corpus = self.corpus;
        let Some(id) = corpus.find_name(place) else { return false };
        let own: Vec<NameId> = corpus.incident(about).places.iter().map(|place| place.name).collect();
        let around = |id: NameId| std::iter::successors(Some(id), |&id| corpus.name(id).part_of);
        let is_near = |&other: &NameId| around(id).any(|id| id == other) || around(other).any(|other| other == id);
        !own.is_empty() && !own.iter().any(is_near)
    }

    /// Whether the sentence of some words says that somebody claims something.
    fn claims(&self, span: TextSpan) -> bool {
        let sentence = self.read.reading.sentences.iter().find(|sentence| sentence.overlaps(span));
        let words = sentence.map(|sentence| sentence.of(self.read.text).to_lowercase()).unwrap_or_default();
        ["claim", "responsib", "admit"].iter().any(|word| words.contains(word))
    }

    /// What the rules read in the phrases, and whom and what those name.
    fn read(&mut self) {
        let spans = phrases::all(self.corpus, &self.read);
        for (span, lines) in spans.iter().zip(proposed::lines(self.corpus, self.id, &spans)) {
            for (at, line) in lines.into_iter().enumerate() {
                let weight = match line.split(' ').next() {
                    Some("place") => PLACE,
                    Some("perpetrator") if at > 0 => NAMED,
                    Some("claimed-by") if at > 0 => NAMED - 1,
                    _ if at > 0 => 0,
                    _ => READ,
                };
                self.offer(*span, line, weight);
            }
        }
    }

    /// Numbers of attacks and attackers, people of a country, what was done, what claims say in words that stand here too, words that
    /// were taken for a name before, and places that are new.
    fn others(&mut self) {
        let (corpus, text) = (self.corpus, self.read.text);
        let mut all: Vec<(u32, TextSpan, String)> = Vec::new();
        let counted = counted::all(&self.read).into_iter();
        all.extend(counted.map(|(span, line)| (COUNTED, span, line)));
        // What was done is only offered where another passage says it too: most words of attacks are about others.
        let methods = self.read.reading.incidents.iter();
        all.extend(methods.map(|mention| (0, mention.span, format!("method {}", mention.value.method.word()))));
        let again = again::all(corpus, text, &self.read.reading.sentences).into_iter();
        all.extend(again.map(|again| (ELSEWHERE, again.span, again.line)));
        for learned in learned::spellings(corpus) {
            let Some(span) = learned::find(text, &learned.words) else { continue };
            let name = corpus.name(learned.name);
            let facets: &[(&str, u32)] = match name.kind {
                NameKind::Place => &[("place", LEARNED)],
                _ => &[("perpetrator", LEARNED), ("claimed-by", NAMED - 1)],
            };
            let id = corpus.str(name.id);
            all.extend(facets.iter().map(|(facet, weight)| (*weight, span, format!("{facet} {id}"))));
        }
        for span in places::new(corpus, text) {
            let within = self.about(span).and_then(|id| {
                let places = &corpus.incident(id).places;
                let own = places.iter().find(|place| place.role == Role::Where)?;
                Some(corpus.str(corpus.name(own.name).id))
            });
            let within = within.map(|id| format!(" in {id}")).unwrap_or_default();
            all.push((NEW_PLACE, span, joined(&[format!("place {}", span.of(text)), format!("new place{within}")])));
        }
        let lines: Vec<(TextSpan, String)> = all.iter().map(|(_, span, line)| (*span, line.clone())).collect();
        let lines = proposed::with_sources(corpus, self.id, &lines);
        for ((weight, span, _), line) in all.into_iter().zip(lines) {
            self.offer(span, line, weight);
        }
    }
}
