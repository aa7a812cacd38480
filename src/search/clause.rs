//! What the plain words of a query ask for. Each clause is one thing that a record must have; its senses are the ways in
//! which a record can have it: the word itself, a date, a figure, a kind of claim. Knows no records.
//!
//! A clause is made of a word, not of its place among the others: the order of words changes nothing. The words of a date
//! are put into the order of dates first. Only a period between two dates depends on the order that was typed.

mod dates;
mod parts;
mod question;
mod words;

use std::sync::Arc;

use super::fold::fold;
use super::query::{Mode, Query, Term};
use super::vocabulary::{self, WordMeaning};
use dates::{Month, dates_in_digits, month_and_year, periods};
pub(super) use parts::{Clause, ClauseSense};
use parts::{TypedWord, loose, terms_of};
pub(super) use question::Asked;
use question::facets_of;
use words::{is_stop_word, narrows_little, number, ordinal};

/// A query's plain words as clauses, and the facet that it asks about if it is a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Clauses {
    pub(super) all: Vec<Clause>,
    pub(super) asked: Option<Asked>,
}

impl Clauses {
    /// The words of a query, each meaning just itself.
    pub(super) fn plain(query: &Query) -> Self {
        let wanted = query.terms.iter().filter(|term| !term.not);
        Self { all: wanted.map(|term| Clause::of_term(term.clone())).collect(), asked: None }
    }

    /// The clauses of a query's plain words.
    pub(super) fn of(query: &Query) -> Self {
        let mut clauses: Vec<Clause> = Vec::new();
        // Words with an operator, and phrases, mean just themselves.
        for term in query.terms.iter().filter(|term| !term.not && term.mode != Mode::Loose) {
            clauses.push(Clause::of_term(term.clone()));
        }
        let mut words: Vec<TypedWord<'_>> = Vec::new();
        for piece in &query.loose {
            words.push(TypedWord { typed: piece, folded: fold(piece), is_used: false });
        }
        words.retain(|word| !word.folded.is_empty());
        let asked = Asked::of(&words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>());
        clauses.extend(periods(&mut words));
        clauses.extend(dates_in_digits(&mut words));
        let (month, dated) = month_and_year(&mut words);
        clauses.extend(dated);
        clauses.extend(names_of_three_words(&mut words));
        let stops = |word: &TypedWord<'_>| !word.is_used && is_stop_word(&word.folded, asked.is_some());
        let is_plain = |word: &TypedWord<'_>| !word.is_used && !stops(word) && !narrows_little(&word.folded);
        let has_content = !clauses.is_empty() || words.iter().any(is_plain);
        words.retain(|word| !(word.is_used || has_content && stops(word)));
        clauses.extend(names_of_two_words(&mut words));
        for word in words.iter().filter(|word| !word.is_used) {
            let is_soft = has_content && narrows_little(&word.folded);
            clauses.extend(pieces_of(word, month.as_ref(), is_soft));
        }
        Self { all: clauses, asked }
    }

    /// The clauses that a record must have.
    pub(super) fn required(&self) -> impl Iterator<Item = &Clause> {
        self.all.iter().filter(|clause| !clause.is_soft)
    }
}

/// What the run of words that begins a query means besides itself.
fn meanings_of(folded: &[&str]) -> Vec<Arc<WordMeaning>> {
    vocabulary::meanings(folded).into_iter().map(Arc::new).collect()
}

/// The clauses of runs of three and more words, small ones included, that mean one thing together.
fn names_of_three_words(words: &mut [TypedWord<'_>]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for at in 0..words.len() {
        let run: Vec<usize> = (at..words.len()).take_while(|&n| !words[n].is_used).collect();
        if run.len() > 2 {
            clauses.extend(of_run(words, &run, 3));
        }
    }
    clauses
}

/// The clauses of two words that mean one thing together, wherever they stand: `bomb car` is `car bomb`.
fn names_of_two_words(words: &mut [TypedWord<'_>]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|&a, &b| words[a].folded.cmp(&words[b].folded));
    for &first in &order {
        for &second in &order {
            if first != second && !words[first].is_used && !words[second].is_used {
                clauses.extend(of_run(words, &[first, second], 2));
            }
        }
    }
    clauses
}

/// The clause of the longest run at the beginning of some words that means one thing, of at least `shortest` words.
fn of_run(words: &mut [TypedWord<'_>], run: &[usize], shortest: usize) -> Option<Clause> {
    let folded: Vec<&str> = run.iter().map(|&n| words[n].folded.as_str()).collect();
    let meanings = meanings_of(&folded);
    let longest = meanings.iter().map(|meaning| meaning.number_of_words).max().filter(|n| *n >= shortest)?;
    let run = run.get(..longest)?;
    let terms: Vec<Term> = run.iter().flat_map(|&n| terms_of(&words[n].folded)).collect();
    let typed = run.iter().map(|&n| words[n].typed).collect::<Vec<_>>().join(" ");
    let mut senses = vec![ClauseSense::Words(terms)];
    let of_run = meanings.into_iter().filter(|meaning| meaning.number_of_words == longest);
    senses.extend(of_run.map(ClauseSense::Meaning));
    for &n in run {
        words[n].is_used = true;
    }
    Some(Clause { typed, senses, is_soft: false })
}

/// The clauses of a word, or of its pieces if it is of a script without spaces.
fn pieces_of(word: &TypedWord<'_>, month: Option<&Month>, is_soft: bool) -> Vec<Clause> {
    let Some(pieces) = vocabulary::split(&word.folded) else {
        return of_word(word, &meanings_of(&[&word.folded]), month, is_soft);
    };
    let clauses = pieces.iter().flat_map(|piece| {
        let word = TypedWord { typed: piece, folded: piece.clone(), is_used: false };
        of_word(&word, &meanings_of(&[piece]), month, is_soft)
    });
    clauses.collect()
}

/// The clauses of a word that is part of no longer date.
fn of_word(word: &TypedWord<'_>, meanings: &[Arc<WordMeaning>], month: Option<&Month>, is_soft: bool) -> Vec<Clause> {
    let clause = |senses| Clause { typed: word.typed.to_owned(), senses, is_soft };
    if let Some(day) = ordinal(word.typed) {
        let mut senses = vec![ClauseSense::Numeric(terms_of(word.typed)), ClauseSense::DayOfMonth(day)];
        senses.extend(month.and_then(|month| month.day(day)).map(ClauseSense::Date));
        return vec![clause(senses)];
    }
    if let Some(n) = number(word.typed) {
        let is_digits = word.typed.bytes().any(|b| b.is_ascii_digit());
        let terms = terms_of(word.typed);
        let mut senses = vec![if is_digits { ClauseSense::Numeric(terms) } else { ClauseSense::Words(terms) }];
        senses.push(ClauseSense::Figure(n));
        if is_digits && (1..=31).contains(&n) {
            senses.extend(month.and_then(|month| month.day(n)).map(ClauseSense::Date));
            senses.push(ClauseSense::DayOfMonth(n));
        }
        return vec![clause(senses)];
    }
    let parts: Vec<&str> = word.folded.split(' ').collect();
    if let [part] = parts[..] {
        let mut senses = vec![ClauseSense::Words(vec![loose(part)])];
        senses.extend(facets_of(part).map(ClauseSense::Claim));
        senses.extend(meanings.iter().cloned().map(ClauseSense::Meaning));
        return vec![clause(senses)];
    }
    if !meanings.is_empty() {
        // Of several parts, which mean one thing together.
        let mut senses = vec![ClauseSense::Words(parts.into_iter().map(loose).collect())];
        senses.extend(meanings.iter().cloned().map(ClauseSense::Meaning));
        return vec![clause(senses)];
    }
    // `mazar-i-sharif` is three words.
    parts.into_iter().map(|part| Clause { is_soft, ..Clause::of_term(loose(part)) }).collect()
}
