//! Ranks the records of a corpus that match all clauses of a query. Knows nothing of data sets, jobs or the screen.

use std::collections::BinaryHeap;

use super::clause::{Clause, Clauses};
use super::clause_match::ClauseMatcher;
use super::filter;
use super::fold::fold;
use super::hit::{Hit, HitCount, Stale};
use super::index::{Index, MatchField, Target};
use super::lookup::look_up_banned;
use super::matched::Matched;
use super::order::{Best, MatchSpread, Order, field_of, fit_of, is_period_asked, is_possible, score};
use super::query::Query;
use super::rank::{Fit, Guesses, Ranker};
use super::read_query::ReadFilter;
use super::reasons;
use crate::model::id::Id;
use crate::model::name::Precision;
use crate::model::{Corpus, NameKind, Scope};

/// Hits with their sort keys, and the number of all hits.
pub(super) type Ranked = (Vec<(Order, Hit)>, HitCount);

/// A query, read: its fields, and its plain words as clauses.
pub(super) struct ReadQuery<'q> {
    pub(super) query: &'q Query,
    pub(super) filters: &'q [ReadFilter],
    pub(super) clauses: &'q Clauses,
    /// By what letters that are not their own words are matched.
    pub(super) guesses: Guesses,
    /// Whether a word must stand in a title, name, place, kind or speaker: of a part of a query, prose alone is about
    /// anything.
    pub(super) named_only: bool,
}

/// The best hits in a corpus with their sort keys, to be merged with those of data sets; `None` once `stale` is true.
pub(super) fn ranked(
    corpus: &Corpus,
    index: &Index,
    read: &ReadQuery<'_>,
    limit: usize,
    stale: Stale<'_>,
) -> Option<Ranked> {
    if read.query.is_empty() {
        return Some(Ranked::default());
    }
    let ranker = Ranker::default();
    let required: Vec<&Clause> = read.clauses.required().collect();
    let is_alone = required.len() < 2;
    let matcher = ClauseMatcher { corpus, index, ranker: &ranker, guesses: read.guesses, is_alone };
    let (docs, found) = matching_all(&matcher, &required, stale)?;
    let docs = docs.unwrap_or_else(|| (0..u32::try_from(index.docs.len()).unwrap_or(u32::MAX)).collect());
    let banned: Vec<Vec<u32>> = read
        .query
        .terms
        .iter()
        .filter(|t| t.not)
        .map(|t| matcher.banned(t, &look_up_banned(index, &ranker, t)))
        .collect();
    let soft: Vec<Vec<u32>> = read
        .clauses
        .all
        .iter()
        .filter(|clause| clause.is_soft)
        .map(|clause| matcher.find(clause, Some(&docs)).docs)
        .collect();
    let whole = Whole::of(read);
    let is_of_speech = read.clauses.asked.as_ref().is_some_and(|asked| asked.is_of_speech);
    let mut heap: BinaryHeap<(Order, usize)> = BinaryHeap::new();
    let mut all = HitCount::default();
    // Of a bare word, records that match alike follow each other: what one of them did not reach, a worse one does not.
    let bare_word = match &found[..] {
        [only] if read.filters.is_empty() && banned.is_empty() && !read.named_only => Some(only),
        _ => None,
    };
    let mut beaten: Option<(u32, Target, u8)> = None;
    for (at, &doc) in docs.iter().enumerate() {
        if at % 8_192 == 0 && stale() {
            return None;
        }
        let target = index.docs[doc as usize];
        if let (Some(only), Some((rank, alike, doubt))) = (bare_word, beaten)
            && only.rank(doc) >= rank
            && only.rank(doc) >> 16 == rank >> 16
            && alike.kind() == target.kind()
            && !matches!(target, Target::Name(_))
        {
            all.count(doubt);
            continue;
        }
        if banned.iter().any(|b| b.binary_search(&doc).is_ok()) {
            continue;
        }
        let Some(doubt) = filter::doubt(corpus, target, read.filters) else { continue };
        let ranks = || found.iter().map(|of_clause| of_clause.rank(doc));
        let spread = MatchSpread::of(ranks());
        if read.named_only && spread.nearest.is_prose() {
            continue;
        }
        let head = spread.head(target, doubt);
        all.count(head.0);
        let leads = whole.leads(corpus, index, target) || is_misspelt_group(corpus, index, target, doc, &found);
        // Fast path: for short queries the worst match alone rules out most records.
        let is_ordinary = heap.len() == limit && !leads && !is_of_speech;
        if is_ordinary && heap.peek().is_none_or(|(last, _)| last.beats(head)) {
            beaten = Some((spread.worst, target, head.0));
            continue;
        }
        let mut order = Order::of(head, spread, index.origins[doc as usize], doc.into());
        order.lacks =
            u8::try_from(soft.iter().filter(|docs| docs.binary_search(&doc).is_err()).count()).unwrap_or(u8::MAX);
        if leads {
            (order.kind, order.unnamed) = (0, false);
        }
        if is_of_speech && matches!(target, Target::Quote(_)) {
            order.kind = 0;
        }
        // Only now is the incident itself looked at: at a million that costs more than all the rest.
        if heap.len() == limit && heap.peek().is_none_or(|(worst, _)| *worst <= order) {
            continue;
        }
        order.is_series = is_series(corpus, target) && !ranks().any(is_period_asked);
        if heap.len() < limit {
            heap.push((order, at));
        } else if heap.peek().is_some_and(|(worst, _)| order < *worst) {
            heap.pop();
            heap.push((order, at));
        }
    }
    let mut ranked: Vec<(Order, usize)> = heap.into_vec();
    for (order, at) in &mut ranked {
        let target = index.docs[docs[*at] as usize];
        order.unnamed &= whole.names(corpus, target).is_none();
    }
    ranked.sort_unstable();
    let hits = ranked.into_iter().map(|(order, at)| {
        let target = index.docs[docs[at] as usize];
        let of_hit: Vec<Best> = found.iter().map(|of_clause| of_clause.best(docs[at])).collect();
        let called = whole.names(corpus, target);
        (order, hit(corpus, index, target, (order, called), &required, &of_hit))
    });
    Some((hits.collect(), all))
}

/// Whether a record is several incidents rather than one.
fn is_series(corpus: &Corpus, target: Target) -> bool {
    matches!(target, Target::Incident(id) if corpus.incident(id).scope == Scope::Series)
}

/// The records that match all clauses, and the matches of each clause; no list if there is no clause.
fn matching_all(
    matcher: &ClauseMatcher<'_>,
    clauses: &[&Clause],
    stale: Stale<'_>,
) -> Option<(Option<Vec<u32>>, Vec<Matched>)> {
    let mut docs: Option<Vec<u32>> = None;
    let mut all: Vec<Matched> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        if stale() {
            return None;
        }
        let mut found = matcher.find(clause, docs.as_deref());
        docs = Some(std::mem::take(&mut found.docs));
        all.push(found);
    }
    Some((docs, all))
}

/// A hit with the reasons of its clauses.
fn hit(
    corpus: &Corpus,
    index: &Index,
    target: Target,
    (order, called): (Order, Option<MatchField>),
    clauses: &[&Clause],
    best: &[Best],
) -> Hit {
    let worst = best.iter().map(|best| best.rank).max().unwrap_or(0);
    let by_words = || best.iter().zip(clauses).filter(|(best, clause)| clause.is_by_words(best.sense));
    let words = by_words().map(|(best, clause)| {
        let word = if best.word == NOTHING_FOUND { String::new() } else { index.word(best.word as usize).to_owned() };
        (word, fit_of(best.rank), fold(&clause.typed))
    });
    let words = words.collect();
    let literal = by_words().filter(|(best, clause)| clause.meaning(best.sense).is_none());
    let worst_word = literal.map(|(best, _)| best.rank).max();
    let stated = best.iter().zip(clauses).filter(|(best, clause)| !clause.is_by_words(best.sense));
    let reasons = stated.filter_map(|(best, clause)| {
        reasons::of_sense(corpus, target, clause.senses.get(best.sense as usize)?, !is_possible(best.rank))
    });
    let meant = best.iter().zip(clauses).filter_map(|(best, clause)| {
        let meaning = clause.meaning(best.sense)?;
        let word = if best.word == NOTHING_FOUND { "" } else { index.word(best.word as usize) };
        Some(reasons::of_meaning(&clause.typed, meaning, word, !is_possible(best.rank)))
    });
    let reasons = reasons::distinct(meant.chain(reasons));
    Hit {
        target,
        field: called.unwrap_or(field_of(worst_word.unwrap_or(worst))),
        fit: if called.is_some() { Fit::Exact } else { worst_word.map_or(Fit::Meaning, fit_of) },
        words,
        score: score(worst),
        doubt: order.doubt,
        reasons,
    }
}

/// The word of a match by no word of the index.
const NOTHING_FOUND: u32 = u32::MAX;

/// A query as one name: with all its words, and without those that narrow nothing.
struct Whole {
    all: String,
    narrowing: String,
    /// Whether it asks about a facet, which an entry of a name does not answer.
    is_question: bool,
}

impl Whole {
    fn of(read: &ReadQuery<'_>) -> Self {
        let all = read.query.wanted().iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
        let narrowing = read.clauses.required().map(|clause| fold(&clause.typed)).collect::<Vec<_>>().join(" ");
        let is_question = read.clauses.asked.as_ref().is_some_and(|asked| !asked.facets.is_empty());
        Self { all: fold(&all), narrowing, is_question }
    }

    /// The field of the record that equals the query: its title or name, or else an id, alias or variant.
    fn names(&self, corpus: &Corpus, target: Target) -> Option<MatchField> {
        let is = |text| self.is(corpus.str(text));
        match target {
            Target::Incident(id) => {
                let record = corpus.incident(id);
                let alias = || record.aliases.iter().copied().find(|&alias| is(alias));
                let field = |alias| match record.outside(alias) {
                    Some(_) => MatchField::OutsideAlias,
                    None => MatchField::Alias,
                };
                let title = is(record.title).then_some(MatchField::Title);
                title.or_else(|| alias().map(field)).or_else(|| is(record.id).then_some(MatchField::Alias))
            }
            Target::Article(id) => {
                let record = corpus.article(id);
                let title = is(record.title).then_some(MatchField::Title);
                title.or_else(|| is(record.id).then_some(MatchField::Alias))
            }
            Target::Name(id) => {
                let record = corpus.name(id);
                let name = is(record.name).then_some(MatchField::Title);
                name.or_else(|| record.variants.iter().any(|&v| is(v)).then_some(MatchField::Alias))
            }
            Target::Quote(_) | Target::Passage(_) | Target::Record(_) => None,
        }
    }

    fn is(&self, text: &str) -> bool {
        let text = fold(text);
        text == self.all || text == self.narrowing
    }

    /// Whether the query is the name of an entry that comes before the incidents with it: of a group always; of a person if
    /// it is the name as listed, or one incident alone is not meant by it; of a town or country if it is the name as listed
    /// and several incidents happened there.
    fn leads(&self, corpus: &Corpus, index: &Index, target: Target) -> bool {
        let Target::Name(id) = target else { return false };
        if self.is_question || self.narrowing.is_empty() || self.names(corpus, target).is_none() {
            return false;
        }
        let record = corpus.name(id);
        match record.kind {
            NameKind::Organisation => true,
            NameKind::Person => self.is(corpus.str(record.name)) || index.singles[id.index()] != 1,
            // A building stands for what happened there.
            NameKind::Place => {
                self.is(corpus.str(record.name))
                    && record.precision != Some(Precision::Exact)
                    && index.singles[id.index()] > 1
            }
        }
    }
}

/// Whether the query is one word that is meant for the name of a group, with letters that are not its own.
fn is_misspelt_group(corpus: &Corpus, index: &Index, target: Target, doc: u32, found: &[Matched]) -> bool {
    let (Target::Name(id), [only]) = (target, found) else { return false };
    let (record, found) = (corpus.name(id), only.best(doc));
    let is = |text| fold(corpus.str(text)) == index.word(found.word as usize);
    record.kind == NameKind::Organisation
        && fit_of(found.rank).is_guess()
        && found.word != NOTHING_FOUND
        && (is(record.name) || record.variants.iter().any(|&v| is(v)))
}
