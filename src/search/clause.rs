//! What the plain words of a query ask for. Each clause is one thing that a record must have; its senses are the ways in
//! which a record can have it: the word itself, a date, a figure, a kind of claim. Knows no records.
//!
//! A clause is made of a word, not of its place among the others: the order of words changes nothing. The words of a date
//! are put into the order of dates first. Only a period between two dates depends on the order that was typed.

mod question;
mod words;

use std::ops::Range;
use std::sync::Arc;

use super::fold::fold;
use super::query::{Mode, Query, Term};
use super::spoken_date::{self, Reading};
use super::vocabulary::{self, WordMeaning};
use crate::model::Facet;
pub(super) use question::Asked;
use question::facets_of;
use words::{is_month_or_season, is_portion, is_stop_word, joins_dates, narrows_little, number, ordinal, year};

/// One thing that a record must have.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// As it was typed.
    pub(super) typed: String,
    /// The ways in which a record can have it.
    pub(super) senses: Vec<ClauseSense>,
    /// Whether a record may lack it, so that it only decides the order.
    pub(super) is_soft: bool,
}

/// A way in which a record can have what a clause asks for.
#[derive(Debug, Clone)]
pub(super) enum ClauseSense {
    /// These words, all of them.
    Words(Vec<Term>),
    /// The words of a date or number. In the prose about an incident they are no statement about it, as its dates and
    /// figures are.
    Numeric(Vec<Term>),
    /// What a word means besides itself, in other words; one of them must be there.
    Meaning(Arc<WordMeaning>),
    /// A date in one of these periods.
    Date(Vec<Reading>),
    /// A date on this day of any month.
    DayOfMonth(u32),
    /// A figure that a source prints.
    Figure(u32),
    /// A claim about one of these facets.
    Claim(&'static [Facet]),
}

/// A query's plain words as clauses, and the facet that it asks about if it is a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Clauses {
    pub(super) all: Vec<Clause>,
    pub(super) asked: Option<Asked>,
}

/// A loose word of a query.
struct Word<'q> {
    /// As typed.
    typed: &'q str,
    /// Folded; of several parts if it is written with a hyphen.
    folded: String,
    /// Whether a clause has been made of it.
    is_used: bool,
}

impl ClauseSense {
    /// The words that it asks for.
    pub(super) fn terms(&self) -> &[Term] {
        match self {
            Self::Words(terms) | Self::Numeric(terms) => terms,
            _ => &[],
        }
    }
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
        let mut words: Vec<Word<'_>> = Vec::new();
        for piece in &query.loose {
            words.push(Word { typed: piece, folded: fold(piece), is_used: false });
        }
        words.retain(|word| !word.folded.is_empty());
        let asked = Asked::of(&words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>());
        clauses.extend(periods(&mut words));
        clauses.extend(dates_in_digits(&mut words));
        let (month, dated) = month_and_year(&mut words);
        clauses.extend(dated);
        let stops = |word: &Word<'_>| !word.is_used && is_stop_word(&word.folded, asked.is_some());
        let is_plain = |word: &Word<'_>| !word.is_used && !stops(word) && !narrows_little(&word.folded);
        let has_content = !clauses.is_empty() || words.iter().any(|word| is_plain(word));
        words.retain(|word| !word.is_used && !(has_content && stops(word)));
        clauses.extend(names_of_several_words(&mut words));
        for word in words.iter().filter(|word| !word.is_used) {
            let is_soft = has_content && narrows_little(&word.folded);
            clauses.extend(pieces_of(word, &month, is_soft));
        }
        Self { all: clauses, asked }
    }

    /// The clauses that a record must have.
    pub(super) fn required(&self) -> impl Iterator<Item = &Clause> {
        self.all.iter().filter(|clause| !clause.is_soft)
    }
}

impl Clause {
    /// How its words are matched.
    pub(super) fn mode(&self) -> Mode {
        let mut terms = self.senses.iter().flat_map(ClauseSense::terms);
        terms.next().map_or(Mode::Loose, |term| term.mode)
    }

    fn of_term(term: Term) -> Self {
        Self { typed: term.text.clone(), senses: vec![ClauseSense::Words(vec![term])], is_soft: false }
    }

    /// Whether it means a place, by the table of places.
    pub(super) fn means_place(&self) -> bool {
        self.senses.iter().any(|sense| matches!(sense, ClauseSense::Meaning(meaning) if meaning.name))
    }

    /// What else the clause means, if a sense is a meaning.
    pub(super) fn meaning(&self, sense: u32) -> Option<&WordMeaning> {
        match self.senses.get(sense as usize) {
            Some(ClauseSense::Meaning(meaning)) => Some(meaning),
            _ => None,
        }
    }

    /// Whether a sense matches by words, not by what a source states.
    pub(super) fn is_by_words(&self, sense: u32) -> bool {
        matches!(
            self.senses.get(sense as usize),
            Some(ClauseSense::Words(_) | ClauseSense::Numeric(_) | ClauseSense::Meaning(_))
        )
    }

    /// Whether it is about a date or a figure, without which an answer is about something else.
    pub(super) fn is_number_or_date(&self) -> bool {
        self.senses
            .iter()
            .any(|sense| !matches!(sense, ClauseSense::Words(_) | ClauseSense::Claim(_) | ClauseSense::Meaning(_)))
    }

    fn date(typed: &str, readings: Vec<Reading>, words: &[&str]) -> Self {
        let mut senses = vec![ClauseSense::Date(readings)];
        let terms: Vec<Term> = words.iter().flat_map(|word| terms_of(word)).collect();
        if !terms.is_empty() {
            senses.insert(0, ClauseSense::Numeric(terms));
        }
        Self { typed: typed.to_owned(), senses, is_soft: false }
    }
}

fn loose(text: &str) -> Term {
    Term { text: text.to_owned(), mode: Mode::Loose, not: false }
}

fn terms_of(word: &str) -> Vec<Term> {
    fold(word).split(' ').filter(|w| !w.is_empty()).map(loose).collect()
}

/// What the run of words that begins a query means besides itself.
fn meanings_of(folded: &[&str]) -> Vec<Arc<WordMeaning>> {
    vocabulary::meanings(folded).into_iter().map(Arc::new).collect()
}

/// The clauses of words that mean one thing together: runs of three and more as typed, and two words wherever they stand,
/// so that `bomb car` is `car bomb`.
fn names_of_several_words(words: &mut [Word<'_>]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for at in 0..words.len() {
        let run: Vec<usize> = (at..words.len()).take_while(|&n| !words[n].is_used).collect();
        if run.len() > 2 {
            clauses.extend(of_run(words, &run, 3));
        }
    }
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
fn of_run(words: &mut [Word<'_>], run: &[usize], shortest: usize) -> Option<Clause> {
    let folded: Vec<&str> = run.iter().map(|&n| words[n].folded.as_str()).collect();
    let meanings = meanings_of(&folded);
    let longest = meanings.iter().map(|meaning| meaning.number_of_words).max().filter(|n| *n >= shortest)?;
    let run = run.get(..longest)?;
    let terms: Vec<Term> = run.iter().flat_map(|&n| terms_of(&words[n].folded)).collect();
    let typed = run.iter().map(|&n| words[n].typed).collect::<Vec<_>>().join(" ");
    let mut senses = vec![ClauseSense::Words(terms)];
    let of_run = meanings.into_iter().filter(|meaning| meaning.number_of_words == longest);
    senses.extend(of_run.map(ClauseSense::Meaning));
    run.iter().for_each(|&n| words[n].is_used = true);
    Some(Clause { typed, senses, is_soft: false })
}

/// The clauses of a word, or of its pieces if it is of a script without spaces.
fn pieces_of(word: &Word<'_>, month: &Option<Month>, is_soft: bool) -> Vec<Clause> {
    let Some(pieces) = vocabulary::split(&word.folded) else {
        return of_word(word, &meanings_of(&[&word.folded]), month, is_soft);
    };
    let clauses = pieces.iter().flat_map(|piece| {
        let word = Word { typed: piece, folded: piece.clone(), is_used: false };
        of_word(&word, &meanings_of(&[piece]), month, is_soft)
    });
    clauses.collect()
}

/// The clauses of a word that is part of no longer date.
fn of_word(word: &Word<'_>, meanings: &[Arc<WordMeaning>], month: &Option<Month>, is_soft: bool) -> Vec<Clause> {
    let clause = |senses| Clause { typed: word.typed.to_owned(), senses, is_soft };
    if let Some(day) = ordinal(word.typed) {
        let mut senses = vec![ClauseSense::Numeric(terms_of(word.typed)), ClauseSense::DayOfMonth(day)];
        senses.extend(month.as_ref().and_then(|month| month.day(day)).map(ClauseSense::Date));
        return vec![clause(senses)];
    }
    if let Some(n) = number(word.typed) {
        let is_digits = word.typed.bytes().any(|b| b.is_ascii_digit());
        let terms = terms_of(word.typed);
        let mut senses = vec![if is_digits { ClauseSense::Numeric(terms) } else { ClauseSense::Words(terms) }];
        senses.push(ClauseSense::Figure(n));
        if is_digits && (1..=31).contains(&n) {
            senses.extend(month.as_ref().and_then(|month| month.day(n)).map(ClauseSense::Date));
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

/// The month of a query, with its year if there is one.
struct Month {
    typed: String,
}

impl Month {
    /// The readings of a day of it.
    fn day(&self, day: u32) -> Option<Vec<Reading>> {
        spoken_date::date(&format!("{day} {}", self.typed))
    }
}

/// The periods that are typed with a word between dates or before one: `june to september 2023`, `since 2021`. Here the
/// order matters.
fn periods(words: &mut [Word<'_>]) -> Vec<Clause> {
    if !words.iter().any(|word| joins_dates(&word.folded, word.typed)) {
        return Vec::new();
    }
    // The words in the order typed, and where each stands in that text.
    let mut text = String::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    for word in words.iter() {
        if !text.is_empty() {
            text.push(' ');
        }
        places.push(text.len()..text.len() + word.typed.len());
        text.push_str(word.typed);
    }
    let mut clauses = Vec::new();
    for date in spoken_date::dates(&text) {
        let inside: Vec<usize> =
            (0..places.len()).filter(|&n| places[n].start < date.at.end && date.at.start < places[n].end).collect();
        if inside.iter().any(|&n| joins_dates(&words[n].folded, words[n].typed)) {
            inside.iter().for_each(|&n| words[n].is_used = true);
            clauses.push(Clause::date(&text[date.at], date.readings, &[]));
        }
    }
    clauses
}

/// The words that are a whole date by themselves: `22.03.2024`, `march-2024`.
fn dates_in_digits(words: &mut [Word<'_>]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for word in words.iter_mut().filter(|word| !word.is_used) {
        let has_digit = word.typed.chars().any(char::is_numeric);
        if !has_digit || number(word.typed).is_some() || ordinal(word.typed).is_some() || year(word.typed).is_some() {
            continue;
        }
        let trimmed = word.typed.trim_end_matches([',', '?', '.', ';']);
        if let Some(readings) = spoken_date::date(trimmed) {
            word.is_used = true;
            // The same digits may be an id or a name: 9/11.
            clauses.push(Clause::date(word.typed, readings, &[word.typed]));
        }
    }
    clauses
}

/// The clause of the month, season and year of a query, with the portion of it that is asked for (*last week of*), and the
/// month for the days that stand beside it. Several months or years are clauses of their own.
fn month_and_year(words: &mut [Word<'_>]) -> (Option<Month>, Vec<Clause>) {
    let find = |words: &[Word<'_>], is: &dyn Fn(&Word<'_>) -> bool| -> Vec<usize> {
        (0..words.len()).filter(|&n| !words[n].is_used && is(&words[n])).collect()
    };
    let months = find(words, &|word| is_month_or_season(&word.folded));
    let years = find(words, &|word| year(word.typed).is_some());
    let portions = find(words, &|word| is_portion(&word.folded));
    if months.len() > 1 || years.len() > 1 {
        let alone = months.into_iter().chain(years).collect::<Vec<_>>();
        let clauses = alone.into_iter().filter_map(|n| alone_clause(&mut words[n])).collect();
        return (None, clauses);
    }
    let joined = |parts: &[usize], words: &[Word<'_>]| {
        parts.iter().map(|&n| words[n].typed.trim_end_matches([',', '?'])).collect::<Vec<_>>().join(" ")
    };
    let period: Vec<usize> = months.iter().chain(&years).copied().collect();
    if period.is_empty() {
        return (None, Vec::new());
    }
    let typed = joined(&period, words);
    let month = (!months.is_empty()).then(|| Month { typed: typed.clone() });
    // With its portions: *last week of january 2024*.
    let mut ordered = portions.clone();
    ordered.sort_by_key(|&n| words::place_in_date(&words[n].folded));
    for taken in (1..=ordered.len()).rev() {
        let with = format!("{} of {typed}", joined(&ordered[..taken], words));
        let plain = format!("{} {typed}", joined(&ordered[..taken], words));
        if let Some(readings) = spoken_date::date(&with).or_else(|| spoken_date::date(&plain)) {
            for &n in ordered[..taken].iter().chain(&period) {
                words[n].is_used = true;
            }
            return (month, vec![Clause::date(&plain, readings, &[])]);
        }
    }
    match period[..] {
        [one] => {
            let clause = alone_clause(&mut words[one]);
            (month, clause.into_iter().collect())
        }
        _ => {
            let Some(readings) = spoken_date::date(&typed) else { return (None, Vec::new()) };
            let own: Vec<&str> = period.iter().map(|&n| words[n].typed).collect();
            let clause = Clause::date(&typed, readings, &own);
            period.iter().for_each(|&n| words[n].is_used = true);
            (month, vec![clause])
        }
    }
}

/// A month, season or year alone: also the word.
fn alone_clause(word: &mut Word<'_>) -> Option<Clause> {
    let trimmed = word.typed.trim_end_matches([',', '?']);
    let readings = spoken_date::date(trimmed)?;
    word.is_used = true;
    let mut clause = Clause::date(word.typed, readings, &[]);
    let own = terms_of(word.typed);
    clause.senses.insert(0, ClauseSense::Numeric(own));
    clause.senses.extend(year(word.typed).map(ClauseSense::Figure));
    Some(clause)
}
