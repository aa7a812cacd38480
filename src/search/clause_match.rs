//! Finds the records of a corpus that have what a clause asks for, each with its best match. Knows no ranking of hits and
//! no data sets.

use chrono::{Datelike, NaiveDate};

use super::clause::{Clause, ClauseSense};
use super::index::{Index, MatchField, Posting, Target};
use super::lookup::{Matches, WordMatch, look_up, look_up_name};
use super::matched::Matched;
use super::order::{Best, field_of, is_possible, pack};
use super::query::{Mode, Term};
use super::rank::{Fit, Guesses, Ranker};
use super::spoken_date::Reading;
use super::statements::{claims, dates, own};
use super::vocabulary::{MeaningBasis, WordMeaning};
use crate::model::incident::DayOf;
use crate::model::time::{Certainty, Grain};
use crate::model::{Account, Corpus, Facet, Figure, Incident, Value, When};

/// The corpus in which clauses are looked up.
pub(super) struct ClauseMatcher<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) index: &'c Index,
    pub(super) ranker: &'c Ranker,
    /// By what letters that are not their own words are matched.
    pub(super) guesses: Guesses,
    /// Whether the query has no other clause.
    pub(super) is_alone: bool,
}

impl ClauseMatcher<'_> {
    /// The records among `among`, or of the whole index, that match a clause.
    pub(super) fn find(&self, clause: &Clause, among: Option<&[u32]>) -> Matched {
        let mut best = Matched::none(self.index.docs.len());
        for (number, sense) in clause.senses.iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            if let ClauseSense::Meaning(meaning) = sense {
                self.meaning(meaning, number, &mut best);
                continue;
            }
            let is_numeric = matches!(sense, ClauseSense::Numeric(_));
            match sense.terms() {
                [] => self.stated(sense, number, &mut best),
                [term] => self.word(term, number, is_numeric, &mut best),
                terms => self.words(terms, number, is_numeric, &mut best),
            }
        }
        best.list(among);
        best
    }

    /// The records that contain a word that is excluded.
    pub(super) fn banned(&self, term: &Term, found: &Matches) -> Vec<u32> {
        let mut best = Matched::none(self.index.docs.len());
        self.postings(term, found, 0, false, &mut best);
        best.list(None);
        best.docs
    }

    /// Matches one word or phrase.
    fn word(&self, term: &Term, sense: u32, is_numeric: bool, best: &mut Matched) {
        let found = if is_numeric {
            look_up(self.index, self.ranker, &Term { mode: Mode::Exact, ..term.clone() }, true)
        } else {
            look_up(self.index, self.ranker, term, self.is_alone)
        };
        self.postings(term, &found, sense, is_numeric, best);
    }

    // Hot loop: it dominates the cost of short queries.
    fn postings(&self, term: &Term, found: &Matches, sense: u32, is_numeric: bool, best: &mut Matched) {
        const SHORT: usize = 3;
        let is_short = term.text.len() < SHORT;
        let mut phrases: Vec<u32> = Vec::new();
        for WordMatch { word, fit, penalty } in found.all(self.index) {
            if !self.guesses.allow(fit) {
                continue;
            }
            let base = pack(fit, MatchField::Title, penalty);
            // In prose a guess is noise, and so is a word that begins with one or two letters.
            let is_sure = fit <= Fit::Word || !fit.is_guess() && !is_short;
            let fields = if is_sure { u32::MAX } else { MatchField::Gist as u32 };
            let word = u32::try_from(word).unwrap_or(0);
            let in_field = |posting: &&Posting| posting.field_order() < fields;
            for posting in self.index.postings(word as usize).iter().filter(in_field) {
                if is_numeric && posting.field().is_prose() && self.is_incident(posting.doc()) {
                    continue;
                }
                let rank = base | (posting.field_order() << 16);
                if term.mode == Mode::Phrase && best.ranks[posting.doc()] == u32::MAX {
                    phrases.push(u32::try_from(posting.doc()).unwrap_or(u32::MAX));
                }
                best.improve(posting.doc(), Best { rank, word, sense });
            }
        }
        for doc in phrases {
            if !says(self.corpus, self.index.docs[doc as usize], &term.text) {
                best.forget(doc);
            }
        }
    }

    fn is_incident(&self, doc: usize) -> bool {
        matches!(self.index.docs[doc], Target::Incident(_))
    }

    /// Matches several words that must all be there; the worst match counts.
    fn words(&self, terms: &[Term], sense: u32, is_numeric: bool, best: &mut Matched) {
        let mut all: Vec<Matched> = Vec::with_capacity(terms.len());
        for term in terms {
            let mut one = Matched::none(self.index.docs.len());
            self.word(term, sense, is_numeric, &mut one);
            one.list(all.last().map(|before| before.docs.as_slice()));
            all.push(one);
        }
        let phrase = terms.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(" ");
        for &doc in all.last().map_or(&[][..], |last| &last.docs) {
            let worst = all.iter().map(|one| one.best(doc)).max_by_key(|found| found.rank);
            let Some(worst) = worst.filter(|worst| worst.rank < best.rank(doc)) else { continue };
            // The words of a date are one only if they stand together.
            if !is_numeric || says(self.corpus, self.index.docs[doc as usize], &phrase) {
                best.improve(doc as usize, worst);
            }
        }
    }

    /// Matches other words for what was typed.
    fn meaning(&self, meaning: &WordMeaning, sense: u32, best: &mut Matched) {
        let fit = fit_of_meaning(meaning);
        for words in &meaning.words {
            for (posting, word) in look_up_name(self.index, words) {
                // In prose the words of a name may stand apart.
                if posting.field().is_prose() && words.contains(' ') {
                    continue;
                }
                let (rank, word) = (pack(fit, posting.field(), 0), u32::try_from(word).unwrap_or(u32::MAX));
                best.improve(posting.doc(), Best { rank, word, sense });
            }
        }
    }

    /// Matches what sources state: dates, figures, claims.
    fn stated(&self, sense: &ClauseSense, number: u32, best: &mut Matched) {
        for (doc, target) in self.index.docs.iter().enumerate() {
            let rank = match *target {
                Target::Incident(id) => {
                    let incident = self.corpus.incident(id);
                    of_incident(self.corpus, incident, sense)
                }
                Target::Article(id) => {
                    let article = self.corpus.article(id);
                    article.published.filter(|_| article.published_basis.is_empty()).and_then(|date| dated(date, sense))
                }
                Target::Name(id) => said(self.corpus, self.corpus.accounts_in(self.corpus.name(id).accounts), sense),
                _ => None,
            };
            if let Some(rank) = rank {
                best.improve(doc, Best { rank, word: u32::MAX, sense: number });
            }
        }
    }
}

/// How well another word for what was typed fits: a kind of it is it; what need not mean it is only possible.
pub(super) fn fit_of_meaning(meaning: &WordMeaning) -> Fit {
    match meaning.basis {
        // A guessed form, a word with a further meaning: perhaps something else was meant.
        _ if !meaning.certain => Fit::Possible,
        MeaningBasis::Translation => Fit::Meaning,
        // The two words of *drone strike* each ask for less than their meaning together.
        _ if meaning.number_of_words > 1 => Fit::Possible,
        MeaningBasis::Narrower => Fit::Form,
        MeaningBasis::Synonym | MeaningBasis::Stem => Fit::Meaning,
    }
}

fn of_incident(corpus: &Corpus, incident: &Incident, sense: &ClauseSense) -> Option<u32> {
    match sense {
        ClauseSense::Date(_) | ClauseSense::OneOfDates(_) | ClauseSense::DayOfMonth(_) => {
            date_of(corpus, incident, sense).map(|(rank, _)| rank)
        }
        _ => said(corpus, own(corpus, incident), sense),
    }
}

/// A date of an incident that a clause asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateFound {
    pub(super) date: When,
    pub(super) is_worked_out: bool,
    /// What happened then.
    pub(super) day: DayOf,
}

/// The rank of the surest date of an incident, and that date: what sources claim, else what the corpus says. The day of a
/// report counts too, after those.
pub(super) fn date_of(corpus: &Corpus, incident: &Incident, sense: &ClauseSense) -> Option<(u32, DateFound)> {
    let found = |date, is_worked_out, day| DateFound { date, is_worked_out, day };
    let told_by = told_by(corpus, incident);
    let dated = |date, sense| dated(date, sense).filter(|rank| !is_possible(*rank) || !is_later(sense, told_by));
    let claimed = dates(corpus, own(corpus, incident));
    let is_claimed = !claimed.is_empty();
    let claimed = claimed
        .into_iter()
        .filter_map(|(date, basis)| Some((dated(date, sense)?, found(date, basis, DayOf::Occurred))));
    let told = claims(corpus, own(corpus, incident)).filter_map(|claim| match claim.value {
        Value::When(date, day) if day != DayOf::Occurred => {
            const AFTER_OTHERS: u32 = 7;
            let rank = dated(date, sense)?;
            Some((rank + AFTER_OTHERS, found(date, claim.is_worked_out(), day)))
        }
        _ => None,
    });
    let of_corpus = incident.date.and_then(|date| {
        let rank = dated(date, sense)?;
        let basis = !corpus.str(incident.date_basis).is_empty();
        // If a source dates it, the corpus's date is at most possible.
        Some((if is_claimed { possible(rank) } else { rank }, found(date, basis, DayOf::Occurred)))
    });
    claimed.chain(of_corpus).chain(told).min_by_key(|(rank, _)| *rank)
}

/// The day by which all articles that tell of an incident were published; `None` if one has no date.
fn told_by(corpus: &Corpus, incident: &Incident) -> Option<NaiveDate> {
    let published = own(corpus, incident).iter().map(|account| corpus.article(corpus.article_of(account)).published);
    published.map(|date| date.map(When::latest)).try_fold(NaiveDate::MIN, |last, date| Some(last.max(date?)))
}

/// Whether all that a sense asks for came after a day.
fn is_later(sense: &ClauseSense, day: Option<NaiveDate>) -> bool {
    let (ClauseSense::Date(readings) | ClauseSense::OneOfDates(readings)) = sense else { return false };
    let after = |reading: &Reading| matches!(reading, Reading::Period(period) if Some(period.earliest()) > day);
    day.is_some_and(|day| day > NaiveDate::MIN) && readings.iter().all(after)
}

/// The rank of a date: the shorter its period, the better.
fn dated(date: When, sense: &ClauseSense) -> Option<u32> {
    let grain = match date.grain() {
        Grain::Day => 0,
        Grain::Week => 1,
        Grain::Month => 2,
        Grain::Year => 3,
        Grain::Longer | Grain::Never => 4,
    };
    match sense {
        ClauseSense::OneOfDates(readings) => dated(date, &ClauseSense::Date(readings.clone())).map(possible),
        ClauseSense::Date(readings) => {
            let certainty = readings.iter().map(|reading| certainty(*reading, date)).max_by_key(|c| surety(*c))?;
            let is_asked = readings.iter().any(|reading| reading.period() == Some(date));
            let rank = pack(Fit::Word, MatchField::Date, if is_asked { 0 } else { 1 + grain });
            match certainty {
                // An open period says of no day that it happened then.
                Certainty::Possibly if date.is_open_start() || date.is_open_end() => None,
                Certainty::Certainly => Some(rank),
                Certainty::Possibly => Some(possible(rank)),
                Certainty::No => None,
            }
        }
        ClauseSense::DayOfMonth(day) => {
            const AFTER_OTHERS: u16 = 8;
            let is_day = date.grain() == Grain::Day && !date.is_uncertain() && date.earliest() == date.latest();
            (is_day && date.earliest().day() == *day).then(|| pack(Fit::Word, MatchField::Date, AFTER_OTHERS))
        }
        _ => None,
    }
}

fn certainty(reading: Reading, date: When) -> Certainty {
    match (reading.certainty(date), reading) {
        // The days around an approximate date do not make it one of them.
        (Certainty::Certainly, Reading::Period(period)) => date.lies_in(period),
        (Certainty::Certainly, Reading::Yearly(_)) if date.is_uncertain() => Certainty::Possibly,
        (certainty, _) => certainty,
    }
}

fn surety(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Certainly => 2,
        Certainty::Possibly => 1,
        Certainty::No => 0,
    }
}

/// The rank of a match that a statement leaves open.
pub(super) fn possible(rank: u32) -> u32 {
    pack(Fit::Possible, field_of(rank), (rank & 0xffff) as u16)
}

fn said(corpus: &Corpus, accounts: &[Account], sense: &ClauseSense) -> Option<u32> {
    statement(corpus, accounts, sense).map(|(rank, _)| rank)
}

/// The claim of accounts that a sense asks for, and its rank.
pub(super) fn statement<'c>(
    corpus: &'c Corpus,
    accounts: &'c [Account],
    sense: &ClauseSense,
) -> Option<(u32, &'c crate::model::Claim)> {
    let found = claims(corpus, accounts).filter_map(|claim| match sense {
        ClauseSense::Figure(n) => match claim.value {
            Value::Figure(figure) if prints(figure, *n) || claim.parts.iter().any(|(part, _)| prints(*part, *n)) => {
                let penalty = u16::from(claim.facet != Facet::Killed);
                let rank = pack(Fit::Word, MatchField::Figure, penalty);
                // A joint figure is not one of this incident.
                Some((if claim.with.is_empty() { rank } else { possible(rank) }, claim))
            }
            _ => None,
        },
        ClauseSense::Claim(facets) => {
            let place = facets.iter().position(|facet| *facet == claim.facet)?;
            let is_none = matches!(claim.value, Value::Figure(figure) if figure.max == Some(0));
            let rank = pack(Fit::Word, MatchField::Claim, u16::try_from(place).unwrap_or(u16::MAX));
            (!is_none).then_some((rank, claim))
        }
        _ => None,
    });
    found.min_by_key(|(rank, _)| *rank)
}

/// Whether a figure has this number printed.
fn prints(figure: Figure, n: u32) -> bool {
    figure.stated == Some(n)
}

/// Whether a field of the record contains the phrase; the last word may be a prefix.
fn says(corpus: &Corpus, target: Target, phrase: &str) -> bool {
    let within = |text| format!(" {} ", super::fold::fold(corpus.str(text))).contains(&format!(" {phrase}"));
    match target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            within(record.title) || record.aliases.iter().any(|&a| within(a))
        }
        Target::Article(id) => within(corpus.article(id).title),
        Target::Quote(id) => {
            let record = corpus.quote(id);
            within(record.gist) || record.pieces.iter().any(|p| within(p.opening))
        }
        Target::Name(id) => {
            let record = corpus.name(id);
            within(record.name) || record.variants.iter().any(|&v| within(v))
        }
        Target::Record(_) => false,
        Target::Passage(id) => {
            let record = corpus.passage(id);
            within(record.digest) || record.text.is_some_and(within)
        }
    }
}
