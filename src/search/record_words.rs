//! The match of a clause for the distinct values of a data set, and through them for each record. Knows no ranking of
//! hits and no fields.

use std::sync::Arc;

use super::clause::{Clause, ClauseSense};
use super::clause_match::fit_of_meaning;
use super::fold::fold;
use super::index::{MatchField, Values};
use super::lookup::{Matches, WordMatch, look_up, look_up_name};
use super::order::{Best, NOTHING, pack};
use super::query::{Mode, Term};
use super::rank::{Fit, Guesses, Ranker};
use super::record_sense::RecordSense;
use super::vocabulary::WordMeaning;
use crate::model::dataset::{DataSet, Segment, id_hash};

/// Match of a clause: by words of the distinct values, or by what a record codes.
pub(super) struct ClauseRanks {
    pub(super) typed: String,
    pub(super) words: ValueRanks,
    /// By the number of their sense, which is never 0.
    meanings: Vec<(u32, Arc<WordMeaning>)>,
    coded: Vec<RecordSense>,
}

impl ClauseRanks {
    #[inline]
    pub(super) fn of(&self, segment: &Segment, i: usize) -> u32 {
        let words = self.words.of(segment, i);
        self.coded.iter().fold(words, |rank, sense| rank.min(sense.of(segment, i)))
    }

    /// What else the clause means, if a record has its rank by a meaning.
    pub(super) fn meant(&self, segment: &Segment, i: usize) -> Option<&WordMeaning> {
        let sense = self.words.best(segment, i)?.sense;
        self.meanings.iter().find(|(number, _)| *number == sense).map(|(_, meaning)| &**meaning)
    }

    /// The sense by which a record has the rank; `None` if it is by words.
    pub(super) fn coded(&self, segment: &Segment, i: usize) -> Option<&RecordSense> {
        let words = self.words.of(segment, i);
        self.coded.iter().filter(|sense| sense.of(segment, i) < words).min_by_key(|sense| sense.of(segment, i))
    }
}

/// Match of a term for each distinct value of a data set; [`NOTHING`] if none.
#[derive(Default)]
pub(super) struct ValueRanks {
    pub(super) locations: Vec<Best>,
    pub(super) actor_groups: Vec<Best>,
    pub(super) event_types: Vec<Best>,
    /// Hash of the term, if it may be an id.
    id: Option<u32>,
    typed: String,
}

impl ValueRanks {
    /// The match of two words that stand in one value, by the worse one.
    fn both(self, other: Self) -> Self {
        let join = |a: Vec<Best>, b: Vec<Best>| {
            a.into_iter().zip(b).map(|(a, b)| if a.rank > b.rank { a } else { b }).collect()
        };
        self.join(other, join, None)
    }

    /// The better match.
    fn either(self, other: Self) -> Self {
        // A list of no values matches none.
        let join = |a: Vec<Best>, b: Vec<Best>| match (a.is_empty(), b.is_empty()) {
            (true, _) => b,
            (_, true) => a,
            _ => a.into_iter().zip(b).map(|(a, b)| if a.rank <= b.rank { a } else { b }).collect(),
        };
        let id = self.id.or(other.id);
        self.join(other, join, id)
    }

    fn join(self, other: Self, join: impl Fn(Vec<Best>, Vec<Best>) -> Vec<Best>, id: Option<u32>) -> Self {
        Self {
            locations: join(self.locations, other.locations),
            actor_groups: join(self.actor_groups, other.actor_groups),
            event_types: join(self.event_types, other.event_types),
            id,
            typed: self.typed,
        }
    }

    #[inline]
    pub(super) fn of(&self, segment: &Segment, i: usize) -> u32 {
        if self.id == Some(segment.id[i]) {
            return pack(Fit::Word, MatchField::Alias, 0);
        }
        // Values read after the index was built do not match yet.
        let at = |all: &[Best], n: usize| all.get(n).map_or(u32::MAX, |b| b.rank);
        let location = at(&self.locations, segment.location[i] as usize);
        let actor_group = at(&self.actor_groups, segment.actor_group[i] as usize);
        location.min(actor_group).min(at(&self.event_types, segment.event_type[i] as usize))
    }

    pub(super) fn best(&self, segment: &Segment, i: usize) -> Option<&Best> {
        let all = [
            self.locations.get(segment.location[i] as usize),
            self.actor_groups.get(segment.actor_group[i] as usize),
            self.event_types.get(segment.event_type[i] as usize),
        ];
        all.into_iter().flatten().min_by_key(|b| b.rank).filter(|b| b.rank != u32::MAX)
    }

    pub(super) fn word(&self, segment: &Segment, i: usize, values: &Values) -> String {
        self.best(segment, i).map_or_else(|| self.typed.clone(), |b| values.index.word(b.word as usize).to_owned())
    }
}

/// The match of a clause: its words by distinct value, and what records code.
pub(super) fn clause_ranks(
    set: &DataSet,
    values: &Values,
    ranker: &Ranker,
    clause: &Clause,
    guesses: Guesses,
    alone: bool,
) -> ClauseRanks {
    let mut words: Option<ValueRanks> = None;
    let mut meanings = Vec::new();
    for (number, sense) in clause.senses.iter().enumerate() {
        if let ClauseSense::Meaning(meaning) = sense {
            // The typed word itself has the sense 0.
            let number = u32::try_from(number + 1).unwrap_or(u32::MAX);
            meanings.push((number, Arc::clone(meaning)));
            let other = meaning_ranks(values, meaning, number);
            words = Some(match words {
                Some(words) => words.either(other),
                None => other,
            });
            continue;
        }
        let mut all: Option<ValueRanks> = None;
        let mode = |term: &Term| if matches!(sense, ClauseSense::Numeric(_)) { Mode::Exact } else { term.mode };
        for term in sense.terms() {
            let term = Term { mode: mode(term), ..term.clone() };
            let one = ranks(set, values, &term, &look_up(&values.index, ranker, &term, alone), guesses);
            all = Some(match all {
                None => one,
                Some(all) => all.both(one),
            });
        }
        words = match (words, all) {
            (Some(words), Some(all)) => Some(words.either(all)),
            (words, all) => words.or(all),
        };
    }
    let coded = clause.senses.iter().filter_map(|sense| RecordSense::of_sense(set, sense)).collect();
    ClauseRanks { typed: fold(&clause.typed), words: words.unwrap_or_default(), meanings, coded }
}

/// The match of other words for what was typed.
fn meaning_ranks(values: &Values, meaning: &WordMeaning, sense: u32) -> ValueRanks {
    let fit = fit_of_meaning(meaning);
    let mut best = vec![NOTHING; values.counts.iter().sum()];
    for words in &meaning.words {
        for (posting, word) in look_up_name(&values.index, words) {
            let rank = pack(fit, posting.field(), 0);
            let slot = &mut best[posting.doc()];
            if rank < slot.rank {
                *slot = Best { rank, word: u32::try_from(word).unwrap_or(u32::MAX), sense };
            }
        }
    }
    let event_types = best.split_off(values.counts[0] + values.counts[1]);
    let actor_groups = best.split_off(values.counts[0]);
    ValueRanks { locations: best, actor_groups, event_types, id: None, typed: String::new() }
}

/// The match of a term for each distinct value.
pub(super) fn ranks(set: &DataSet, values: &Values, term: &Term, found: &Matches, guesses: Guesses) -> ValueRanks {
    let mut best = vec![NOTHING; values.counts.iter().sum()];
    for WordMatch { word, fit, penalty } in found.all(&values.index).filter(|found| guesses.allow(found.fit)) {
        let base = pack(fit, MatchField::Title, penalty);
        let word = u32::try_from(word).unwrap_or(0);
        for posting in values.index.postings(word as usize) {
            let rank = base | (posting.field_order() << 16);
            let slot = &mut best[posting.doc()];
            if rank < slot.rank {
                *slot = Best { rank, word, sense: 0 };
            }
        }
    }
    let mut event_types = best.split_off(values.counts[0] + values.counts[1]);
    let mut actor_groups = best.split_off(values.counts[0]);
    if term.mode == Mode::Phrase {
        let says = |text: &str| format!(" {} ", fold(text)).contains(&format!(" {}", term.text));
        for (n, slot) in best.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let location = set.locations.get(n);
            let country = &set.countries.get(location.country as usize).name;
            if !(says(&location.name) || says(country) || location.within.iter().any(|w| says(w))) {
                *slot = NOTHING;
            }
        }
        for (n, slot) in actor_groups.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let actor_group = set.actor_groups.get(n);
            if !actor_group.actors.iter().any(|(a, _)| says(set.actors.get(*a as usize))) && !says(actor_group.meant) {
                *slot = NOTHING;
            }
        }
        for (n, slot) in event_types.iter_mut().enumerate().filter(|(_, b)| b.rank != u32::MAX) {
            let event_type = set.event_types.get(n);
            if !says(&event_type.name) && !says(&event_type.group) {
                *slot = NOTHING;
            }
        }
    }
    let id = term.text.bytes().any(|b| b.is_ascii_digit()).then(|| id_hash(term.text.as_bytes()));
    let id = id.filter(|_| matches!(term.mode, Mode::Loose | Mode::Exact));
    ValueRanks { locations: best, actor_groups, event_types, id, typed: term.text.clone() }
}
