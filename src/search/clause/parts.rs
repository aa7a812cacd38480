//! Clauses and their senses, and the words of which they are made. Knows no query and no records.

use std::sync::Arc;

use crate::model::Facet;
use crate::search::fold::fold;
use crate::search::query::{Mode, Term};
use crate::search::spoken_date::Reading;
use crate::search::vocabulary::WordMeaning;

/// One thing that a record must have.
#[derive(Debug, Clone)]
pub(in crate::search) struct Clause {
    /// As it was typed.
    pub(in crate::search) typed: String,
    /// The ways in which a record can have it.
    pub(in crate::search) senses: Vec<ClauseSense>,
    /// Whether a record may lack it, so that it only decides the order.
    pub(in crate::search) is_soft: bool,
}

/// A way in which a record can have what a clause asks for.
#[derive(Debug, Clone)]
pub(in crate::search) enum ClauseSense {
    /// These words, all of them.
    Words(Vec<Term>),
    /// The words of a date or number. In the prose about an incident they are no statement about it, as its dates and
    /// figures are.
    Numeric(Vec<Term>),
    /// What a word means besides itself, in other words; one of them must be there.
    Meaning(Arc<WordMeaning>),
    /// A date in one of these periods.
    Date(Vec<Reading>),
    /// A date in one of these periods, of which only one may be meant.
    OneOfDates(Vec<Reading>),
    /// A date on this day of any month.
    DayOfMonth(u32),
    /// A figure that a source prints.
    Figure(u32),
    /// A claim about one of these facets.
    Claim(&'static [Facet]),
}

/// A loose word of a query.
pub(super) struct TypedWord<'q> {
    /// As typed.
    pub(super) typed: &'q str,
    /// Folded; of several parts if it is written with a hyphen.
    pub(super) folded: String,
    /// Whether a clause has been made of it.
    pub(super) is_used: bool,
}

impl ClauseSense {
    /// The words that it asks for.
    pub(in crate::search) fn terms(&self) -> &[Term] {
        match self {
            Self::Words(terms) | Self::Numeric(terms) => terms,
            _ => &[],
        }
    }
}

impl Clause {
    /// How its words are matched.
    pub(in crate::search) fn mode(&self) -> Mode {
        let mut terms = self.senses.iter().flat_map(ClauseSense::terms);
        terms.next().map_or(Mode::Loose, |term| term.mode)
    }

    pub(super) fn of_term(term: Term) -> Self {
        Self { typed: term.text.clone(), senses: vec![ClauseSense::Words(vec![term])], is_soft: false }
    }

    /// Whether it means a place, by the table of places.
    pub(in crate::search) fn means_place(&self) -> bool {
        self.senses.iter().any(|sense| matches!(sense, ClauseSense::Meaning(meaning) if meaning.name))
    }

    /// What else the clause means, if a sense is a meaning.
    pub(in crate::search) fn meaning(&self, sense: u32) -> Option<&WordMeaning> {
        match self.senses.get(sense as usize) {
            Some(ClauseSense::Meaning(meaning)) => Some(meaning),
            _ => None,
        }
    }

    /// Whether a sense matches by words, not by what a source states.
    pub(in crate::search) fn is_by_words(&self, sense: u32) -> bool {
        matches!(
            self.senses.get(sense as usize),
            Some(ClauseSense::Words(_) | ClauseSense::Numeric(_) | ClauseSense::Meaning(_))
        )
    }

    /// Whether it is about a date or a figure, without which an answer is about something else.
    pub(in crate::search) fn is_number_or_date(&self) -> bool {
        self.senses
            .iter()
            .any(|sense| !matches!(sense, ClauseSense::Words(_) | ClauseSense::Claim(_) | ClauseSense::Meaning(_)))
    }

    pub(super) fn date(typed: &str, readings: Vec<Reading>, words: &[&str]) -> Self {
        let mut senses = vec![ClauseSense::Date(readings)];
        let terms: Vec<Term> = words.iter().flat_map(|word| terms_of(word)).collect();
        if !terms.is_empty() {
            senses.insert(0, ClauseSense::Numeric(terms));
        }
        Self { typed: typed.to_owned(), senses, is_soft: false }
    }
}

pub(super) fn loose(text: &str) -> Term {
    Term { text: text.to_owned(), mode: Mode::Loose, not: false }
}

pub(super) fn terms_of(word: &str) -> Vec<Term> {
    fold(word).split(' ').filter(|w| !w.is_empty()).map(loose).collect()
}
