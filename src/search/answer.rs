//! Answers a query on a corpus and the data sets beside it, with one ranking. If nothing has all the words, it looks for
//! what has all but one of them. Knows no jobs and no screen.

use super::clause::{Clause, Clauses};
use super::clause_match::ClauseMatcher;
use super::fold::fold;
use super::hit::{Answer, Hit, HitCount, Stale};
use super::index::{Index, MatchField, Target, Values};
use super::lookup::are_forms;
use super::order::{Order, field_of, fit_of};
use super::partial::{self, ClauseUse};
use super::query::{Query, Term};
use super::rank::{Fit, Guesses, Ranker};
use super::ranking::{ReadQuery, ranked};
use super::read_query::ReadFilter;
use super::reasons;
use super::records::{self, RecordQuery};
use crate::model::{Corpus, DataSet, NameKind};

/// The fewest letters that, beginning a name, make a word a name.
const SHORTEST_BEGINNING: usize = 4;

/// A query, and what is searched for it.
pub(super) struct Searched<'w> {
    pub(super) corpus: &'w Corpus,
    pub(super) index: &'w Index,
    pub(super) sets: Vec<(&'w DataSet, &'w Values)>,
    pub(super) query: &'w Query,
    /// The fields of the query, read against all that is searched.
    pub(super) filters: Vec<ReadFilter>,
}

impl Searched<'_> {
    /// The best `limit` hits; `None` once `stale` returns true.
    pub(super) fn answer(self, limit: usize, stale: Stale<'_>) -> Option<Answer> {
        let clauses = Clauses::of(self.query);
        let mut without = Vec::new();
        let (mut hits, mut count) = self.hits(&clauses, false, limit, stale)?;
        if hits.is_empty() && clauses.required().nth(1).is_some() {
            for (left_out, rest) in partial::without_one(&clauses, |clause| self.known(clause)) {
                (hits, count) = self.hits(&rest, true, limit, stale)?;
                if !hits.is_empty() {
                    without.push(left_out.typed);
                    break;
                }
            }
        }
        let near = if hits.is_empty() { self.near() } else { Vec::new() };
        let asked = clauses.asked.map(|asked| asked.facets).unwrap_or_default();
        let readings = self.filters.into_iter().map(|filter| filter.shown).collect();
        Some(Answer { hits, all: count.all, possible: count.possible, without, asked, near, readings })
    }

    fn hits(
        &self,
        clauses: &Clauses,
        is_partial: bool,
        limit: usize,
        stale: Stale<'_>,
    ) -> Option<(Vec<Hit>, HitCount)> {
        let guesses = if is_partial { Guesses::Spellings } else { Guesses::All };
        let read = ReadQuery { query: self.query, filters: &self.filters, clauses, guesses, named_only: is_partial };
        let (mut hits, mut all): (Vec<(Order, Hit)>, HitCount) = ranked(self.corpus, self.index, &read, limit, stale)?;
        let mut sets: Vec<RecordQuery<'_>> = Vec::new();
        if !self.query.is_empty() {
            let each = self.sets.iter().enumerate();
            sets.extend(each.map(|(number, (set, values))| RecordQuery::new(set, values, number, &read)));
        }
        for (number, set_query) in sets.iter().enumerate() {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            let (mut more, count) = records::ranked(set_query, number, limit, stale)?;
            hits.append(&mut more);
            all.add(count);
        }
        hits.sort_by_key(|(order, _)| *order);
        hits.truncate(limit);
        let hits = hits.into_iter().map(|(_, mut hit)| {
            hit.reasons.extend(match hit.target {
                Target::Record(record) => sets[usize::from(record.set)].reasons(record.row as usize, &self.filters),
                target => reasons::of_target(self.corpus, target, &self.filters),
            });
            hit
        });
        Some((hits.collect(), all))
    }

    /// What is known of a clause in all that is searched.
    fn known(&self, clause: &Clause) -> ClauseUse {
        let ranker = Ranker::default();
        let matcher = ClauseMatcher {
            corpus: self.corpus,
            index: self.index,
            ranker: &ranker,
            guesses: Guesses::Spellings,
            is_alone: false,
        };
        let found = matcher.find(clause, None);
        // A letter or two begin any name.
        let is_short = clause.typed.chars().count() < SHORTEST_BEGINNING;
        let in_name = |rank| field_of(rank) <= MatchField::Name && !(is_short && fit_of(rank) == Fit::Prefix);
        let in_name_of = |rank| field_of(rank) == MatchField::Title && fit_of(rank) <= Fit::Word;
        let is_named = found.docs.iter().any(|doc| in_name(found.rank(*doc)));
        let is_entry = |doc: u32| matches!(self.index.docs[doc as usize], Target::Name(_));
        let names = found.docs.iter().filter(|doc| is_entry(**doc) && in_name_of(found.rank(**doc))).count();
        let typed = fold(&clause.typed);
        let is_place = clause.means_place()
            || found.docs.iter().any(|doc| match self.index.docs[*doc as usize] {
                Target::Name(id) => {
                    let name = self.corpus.name(id);
                    let mut spellings = std::iter::once(&name.name).chain(&name.variants);
                    name.kind == NameKind::Place && spellings.any(|&text| fold(self.corpus.str(text)) == typed)
                }
                _ => false,
            });
        let mut known = ClauseUse { records: found.docs.len(), in_name: is_named, names, is_place };
        for (set, values) in &self.sets {
            let found = records::known(set, values, clause);
            known.records += found.records;
            known.in_name |= found.in_name;
            known.names += found.names;
            known.is_place |= found.is_place;
        }
        known
    }

    /// Words that are similar to a typed word.
    fn near(&self) -> Vec<String> {
        const MOST: usize = 3;
        let wanted = self.query.wanted();
        let mut all = near(self.index, &wanted);
        for (_, values) in &self.sets {
            for word in near(&values.index, &wanted) {
                if !all.contains(&word) {
                    all.push(word);
                }
            }
        }
        all.truncate(MOST);
        all
    }
}

/// Words of the index that are similar to a typed word, offered if there are no hits.
fn near(index: &Index, wanted: &[&Term]) -> Vec<String> {
    const MOST: usize = 3;
    let mut all: Vec<(f64, &str)> = Vec::new();
    for term in wanted.iter().filter(|t| t.text.chars().count() > 3) {
        let first = term.text.chars().next().map(|c| c.to_string()).unwrap_or_default();
        // Only words of titles and names are suggested, not those of prose.
        let names = index.beginning(&first).filter(|&w| index.postings(w).iter().any(|p| !p.field().is_prose()));
        let alike = names.map(|w| index.word(w)).filter(|w| w.chars().count() > 3);
        // What was typed is no suggestion, nor another form of it.
        let typed = || wanted.iter().flat_map(|term| term.text.split(' '));
        let alike = alike.filter(|w| !typed().any(|word| word == *w || are_forms(word, w)));
        // *turkiyes* is only the possessive of *turkiye*.
        let is_possessive = |w: &str| w.strip_suffix('s').is_some_and(|owner| !index.exactly(owner).is_empty());
        let alike = alike.filter(|w| !is_possessive(w));
        all.extend(alike.map(|w| (strsim::jaro_winkler(&term.text, w), w)).filter(|(score, _)| *score > 0.84));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.dedup_by(|a, b| a.1 == b.1);
    all.into_iter().take(MOST).map(|(_, w)| w.to_owned()).collect()
}
