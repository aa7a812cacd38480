//! The claims that a passage may make and nobody has made or drafted yet, to be ticked: what the rules read in its phrases, and
//! what is told elsewhere in words that stand here too. Each with the incident that it is likely about. Knows the model and the
//! rules; makes no claim.

mod again;
pub(super) mod counted;
mod places;

use std::collections::HashMap;

use super::by_hand::{self, MOST_WORDS};
use super::claim_line::{self, TypedClaim};
use super::fields::text;
use super::likely::{Lately, LikelyHere};
use super::line::joined;
use super::passage_reading::PassageReading;
use super::phrases;
use super::proposed::{Proposer, ReadLine};
use super::typed::{self, ValueKind};
use crate::documents::edit::Fields;
use crate::model::incident::Role;
use crate::model::{Claim, Corpus, Facet, IncidentId, NameId, NameKind, PassageId, Stance, Topic};
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
/// Words that were taken for a place before.
const LEARNED: u32 = 4;
/// The rules read somebody there besides something else.
const READ_TOO: u32 = 2;

/// A claim with what speaks for it.
struct Weighed {
    weight: u32,
    offer: OfferedClaim,
    facet: Facet,
    value: Fields,
}

/// The claims that a passage may make, in the order of its words; of too many those for which most speaks.
pub fn of_passage(corpus: &Corpus, id: PassageId, read: &PassageReading, lately: Lately) -> Vec<OfferedClaim> {
    if corpus.passage(id).text.is_none() || corpus.incidents().next().is_none() {
        return Vec::new();
    }
    let mut offers = Offers::of(corpus, id, read, lately);
    let proposer = Proposer::of(corpus, read);
    offers.read(&proposer);
    offers.others(&proposer);
    let mut all = offers.found;
    all.sort_by_key(|weighed| (std::cmp::Reverse(weighed.weight), weighed.offer.span));
    all.truncate(MOST_OFFERS);
    let mut all: Vec<OfferedClaim> = all.into_iter().map(|weighed| weighed.offer).collect();
    all.sort_by_key(|offer| offer.span);
    all
}

/// The offers of a passage as they are found.
struct Offers<'r, 'c> {
    corpus: &'c Corpus,
    read: &'r PassageReading<'c>,
    words: Vec<TextSpan>,
    likely: LikelyHere<'r, 'c>,
    /// Which incident words are likely about, as far as that was asked.
    abouts: HashMap<TextSpan, Option<IncidentId>>,
    /// What the passage says already.
    said: Vec<(Topic, &'c Claim)>,
    found: Vec<Weighed>,
}

impl<'r, 'c> Offers<'r, 'c> {
    fn of(corpus: &'c Corpus, id: PassageId, read: &'r PassageReading<'c>, lately: Lately) -> Self {
        let accounts = corpus.accounts_of(id).iter().map(|&id| corpus.account(id));
        let said = accounts.flat_map(|account| {
            let claims = corpus.claims_in(account.claims).iter();
            claims.map(|claim| (account.about, claim))
        });
        let said = said.collect();
        let (words, likely) = (by_hand::words(read.text), LikelyHere::of(corpus, id, read, lately));
        Self { corpus, read, words, likely, abouts: HashMap::new(), said, found: Vec::new() }
    }

    fn about(&mut self, span: TextSpan) -> Option<IncidentId> {
        *self.abouts.entry(span).or_insert_with(|| self.likely.offered(span.of(self.read.text)))
    }

    /// Adds an offer of some words, unless they stand there more often, or the passage says so of the incident already.
    fn offer(&mut self, span: TextSpan, ReadLine { line, claim }: ReadLine, weight: u32) {
        let TypedClaim { facet: word, value: Some(value), .. } = claim else { return };
        let Some(facet) = self.corpus.facet(&word) else { return };
        let Some(span) = self.unique(span) else { return };
        let Some(about) = self.about(span) else { return };
        let kind = ValueKind::of(self.corpus, facet);
        // Of figures one is enough.
        let is_said = |(topic, claim): &(Topic, &Claim)| {
            let same = claim.facet == facet && (facet.is_figure() || typed::says(self.corpus, kind, claim, &value));
            *topic == Topic::Incident(about) && same
        };
        if self.said.iter().any(is_said) {
            return;
        }
        let told = self.is_told(about, kind, &value);
        let weight = if told { weight.max(SAME) } else { weight };
        let is_far = || text(&value, "value").is_some_and(|place| self.is_far(about, place));
        if weight == 0 || (facet == Facet::Place && !told && is_far()) {
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

    /// Some words with as many more after them as make them stand there once; none if a claim cannot have so many.
    fn unique(&self, span: TextSpan) -> Option<TextSpan> {
        let text = self.read.text;
        let own = span.of(text).split_whitespace().count();
        let from = self.words.partition_point(|word| word.start < span.end);
        let after = self.words[from..].iter().take(MOST_WORDS.checked_sub(own)?);
        let longer = after.map(|word| TextSpan::new(span.start, word.end));
        let is_unique = |span: &TextSpan| text.matches(span.of(text)).nth(1).is_none();
        let fits = |span: &TextSpan| span.of(text).split_whitespace().count() <= MOST_WORDS;
        std::iter::once(span).chain(longer).take_while(fits).find(is_unique)
    }

    /// Whether another passage says so of the incident.
    fn is_told(&self, about: IncidentId, kind: ValueKind, value: &Fields) -> bool {
        let corpus = self.corpus;
        let accounts = corpus.accounts_in(corpus.incident(about).accounts).iter();
        let claims = accounts.flat_map(|account| corpus.claims_in(account.claims));
        let mut told = claims.filter(|claim| claim.facet == kind.facet && claim.stance != Stance::Denied);
        told.any(|claim| typed::says(corpus, kind, claim, value))
    }

    /// Whether a place is neither in one of the places of an incident nor around one. Of an incident without places none is.
    fn is_far(&self, about: IncidentId, place: &str) -> bool {
        let corpus = self.corpus;
        let Some(id) = corpus.find_name(place) else { return false };
        let own: Vec<NameId> = corpus.incident(about).places.iter().map(|place| place.name).collect();
        !own.is_empty() && !own.iter().any(|&own| corpus.is_akin(own, id))
    }

    /// What the rules read in the phrases, and the places that those name.
    fn read(&mut self, proposer: &Proposer) {
        for span in phrases::all(self.corpus, self.read) {
            let (first, others) = proposer.lines(span);
            let all = first.into_iter().map(|read| (READ, read)).chain(others.into_iter().map(|read| (0, read)));
            for (weight, read) in all {
                let weight = match read.line.split(' ').next() {
                    Some("place") => PLACE,
                    Some("perpetrator" | "claimed-by") => weight.max(READ_TOO),
                    _ => weight,
                };
                self.offer(span, read, weight);
            }
        }
    }

    /// Numbers of attacks and attackers, what was done, what claims say in words that stand here too, words that were taken for a
    /// place before, and places that are new.
    fn others(&mut self, proposer: &Proposer) {
        let (corpus, text) = (self.corpus, self.read.text);
        let mut all: Vec<(u32, TextSpan, String)> = Vec::new();
        all.extend(counted::all(self.read).into_iter().map(|(span, line)| (COUNTED, span, line)));
        // What was done is only offered where another passage says it too: most words of attacks are about others.
        let methods = self.read.reading.incidents.iter();
        all.extend(methods.map(|mention| (0, mention.span, format!("method {}", mention.value.method.word()))));
        let again = again::all(corpus, text, &self.read.reading.sentences).into_iter();
        all.extend(again.map(|again| (ELSEWHERE, again.span, again.line)));
        let learned = proposer.learned().iter().map(|(span, name)| (*span, corpus.name(*name)));
        let places = learned.filter(|(_, name)| name.kind == NameKind::Place);
        all.extend(places.map(|(span, name)| (LEARNED, span, format!("place {}", corpus.str(name.id)))));
        for span in places::new(corpus, text) {
            // Of the words as they are offered.
            let within = self.unique(span).and_then(|span| self.about(span)).and_then(|id| {
                let places = &corpus.incident(id).places;
                let own = places.iter().find(|place| place.role == Role::Where)?;
                Some(corpus.str(corpus.name(own.name).id))
            });
            let within = within.map(|id| format!(" in {id}")).unwrap_or_default();
            all.push((NEW_PLACE, span, joined(&[format!("place {}", span.of(text)), format!("new place{within}")])));
        }
        for (weight, span, line) in all {
            let line = proposer.with_source(span, line);
            if let Ok(claim) = claim_line::read(corpus, &line) {
                self.offer(span, ReadLine { line, claim }, weight);
            }
        }
    }
}
