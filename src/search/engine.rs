//! Evaluates a query on a corpus and ranks the hits. Knows nothing of data sets, jobs or the screen.
//!
//! Each typed word is looked up in the vocabulary: as a word or prefix, then fuzzy; if nothing matches, with spelling
//! errors; and by phonetic key. Postings give the records of the matching words. A record must match every word; its
//! worst match decides its rank.

use std::collections::BinaryHeap;

use super::filter;
use super::fold::fold;
use super::index::{Index, MatchField, Target};
use super::lookup::{Matches, WordMatch, look_up, look_up_banned};
use super::order::{Best, NOTHING, Order, field_of, fit_of, pack, score};
use super::query::{Mode, Query, Term};
use super::rank::{Fit, Ranker};
use super::read_query::{NameScope, ReadFilter, read};
use super::reasons::{self, FieldReason};
use crate::model::{Corpus, NameKind};

/// Returns true once the result is no longer wanted. Called from all threads that work on it.
pub type Stale<'s> = &'s (dyn Fn() -> bool + Sync);

/// One search hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record that was found.
    pub target: Target,
    /// Field in which the worst-matching word was found.
    pub field: MatchField,
    /// How well that word matches.
    pub fit: Fit,
    /// For each typed word: the matching word of the index, its fit, and the typed word.
    pub words: Vec<(String, Fit, String)>,
    /// 0 to 1000, higher is better; comparable within one answer only.
    pub score: u32,
    /// Number of the query's fields that it satisfies only possibly.
    pub doubt: u8,
    /// Why it satisfies each field.
    pub reasons: Vec<FieldReason>,
}

impl Hit {
    /// Whether it satisfies all fields certainly.
    pub fn is_certain(&self) -> bool {
        self.doubt == 0
    }

    /// The reason in a few words: `= alias`, `≈ typo, place`, `killed 94`, `possibly: killed ≥131, no upper bound`.
    pub fn reason(&self) -> String {
        let part =
            |certain: bool| self.reasons.iter().filter(move |r| r.is_certain == certain).map(|r| r.words.as_str());
        let mut parts: Vec<String> = Vec::new();
        // What is only possible comes first: it must not be cut off.
        let possible: Vec<&str> = part(false).collect();
        if !possible.is_empty() {
            parts.push(format!("possibly: {}", possible.join(", ")));
        }
        parts.extend(self.word_reason());
        parts.extend(part(true).map(str::to_owned));
        if parts.is_empty() { format!("kind {}", self.target.kind().word()) } else { parts.join("; ") }
    }

    /// Where and how well the typed words match; `None` if none was typed.
    fn word_reason(&self) -> Option<String> {
        let field = self.field.word();
        (!self.words.is_empty()).then(|| match self.fit {
            Fit::Exact => format!("= {field}"),
            Fit::Word | Fit::Prefix => field.to_owned(),
            Fit::Fuzzy => format!("≈ {field}"),
            Fit::Slip => format!("≈ typo, {field}"),
            Fit::Sound => format!("≈ spelling, {field}"),
        })
    }
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// Number of all hits, also those beyond the limit.
    pub all: usize,
    /// How many of them satisfy a field only possibly. They stand after the others.
    pub possible: usize,
    /// The query's fields, as their names were read: `at:kotu…`.
    pub readings: Vec<String>,
    /// If there are no hits: words of the index that are similar to a typed one.
    pub near: Vec<String>,
}

impl Answer {
    /// Number of hits listed that satisfy all fields certainly; those after them are possible.
    pub fn certain(&self) -> usize {
        self.hits.partition_point(Hit::is_certain)
    }
}

/// Returns the best `limit` hits of `query`. Polls `stale`; `None` once it returns true.
pub fn search(corpus: &Corpus, index: &Index, query: &Query, limit: usize, stale: Stale<'_>) -> Option<Answer> {
    let filters = read(&NameScope::of(corpus), query);
    let (hits, all) = ranked(corpus, index, query, &filters, limit, stale)?;
    let mut hits: Vec<Hit> = hits.into_iter().map(|(_, hit)| hit).collect();
    for hit in &mut hits {
        hit.reasons = reasons::of_target(corpus, hit.target, &filters);
    }
    let near = if hits.is_empty() { near(index, &query.wanted()) } else { Vec::new() };
    let readings = filters.into_iter().map(|filter| filter.shown).collect();
    Some(Answer { hits, all: all.all, possible: all.possible, near, readings })
}

/// Hits with their sort keys, and the number of all hits.
pub(super) type Ranked = (Vec<(Order, Hit)>, HitCount);

/// Numbers of hits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HitCount {
    pub(super) all: usize,
    pub(super) possible: usize,
}

impl HitCount {
    /// Counts a hit by the number of fields that it satisfies only possibly.
    #[inline]
    pub(super) fn count(&mut self, doubt: u8) {
        self.all += 1;
        self.possible += usize::from(doubt > 0);
    }

    pub(super) fn add(&mut self, other: Self) {
        self.all += other.all;
        self.possible += other.possible;
    }
}

/// The hits of [`search`] with their sort keys, to be merged with those of data sets.
pub(super) fn ranked(
    corpus: &Corpus,
    index: &Index,
    query: &Query,
    filters: &[ReadFilter],
    limit: usize,
    stale: Stale<'_>,
) -> Option<Ranked> {
    if query.is_empty() {
        return Some(Ranked::default());
    }
    let ranker = Ranker::default();
    let wanted = query.wanted();
    let found: Vec<Matches> = wanted.iter().map(|t| look_up(index, &ranker, t)).collect();
    let mut docs: Option<Vec<u32>> = None;
    let mut best: Vec<Vec<Best>> = Vec::new();
    for (term, found) in wanted.iter().zip(&found) {
        if stale() {
            return None;
        }
        let (kept, ranks) = gather(corpus, index, term, found, docs.as_deref());
        // Keep the ranks of earlier terms aligned with the remaining records.
        if let Some(before) = &docs {
            let mut at = 0;
            let keep: Vec<usize> = kept
                .iter()
                .map(|doc| {
                    while before[at] != *doc {
                        at += 1;
                    }
                    at
                })
                .collect();
            for ranks in &mut best {
                *ranks = keep.iter().map(|&k| ranks[k]).collect();
            }
        }
        best.push(ranks);
        docs = Some(kept);
    }
    let docs = docs.unwrap_or_else(|| (0..u32::try_from(index.docs.len()).unwrap_or(u32::MAX)).collect());
    let banned: Vec<Vec<u32>> = query
        .terms
        .iter()
        .filter(|t| t.not)
        .map(|t| gather(corpus, index, t, &look_up_banned(index, &ranker, t), None).0)
        .collect();
    let whole = fold(&wanted.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" "));
    let mut heap: BinaryHeap<(Order, usize)> = BinaryHeap::new();
    let mut all = HitCount::default();
    for (at, &doc) in docs.iter().enumerate() {
        if at % 8_192 == 0 && stale() {
            return None;
        }
        let target = index.docs[doc as usize];
        if banned.iter().any(|b| b.binary_search(&doc).is_ok()) {
            continue;
        }
        let Some(doubt) = filter::doubt(corpus, target, filters) else { continue };
        all.count(doubt);
        let leads = leads(corpus, target, &whole);
        if heap.len() == limit && !leads {
            // Fast path: for short queries the worst match alone rules out most records.
            let worst = best.iter().map(|ranks| ranks[at].rank).max().unwrap_or(0);
            if heap.peek().is_none_or(|(last, _)| last.beats(doubt, worst, target)) {
                continue;
            }
        }
        let ranks = best.iter().map(|ranks| ranks[at].rank);
        let mut order = Order::of(target, doubt, ranks, index.origins[doc as usize], doc.into());
        if leads {
            (order.kind, order.exact) = (0, false);
        }
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
        order.exact = !is_named(corpus, target, &whole);
    }
    ranked.sort_unstable();
    let hits = ranked.into_iter().map(|(order, at)| {
        let words = best.iter().zip(&wanted).map(|(ranks, term)| {
            (index.word(ranks[at].word as usize).to_owned(), fit_of(ranks[at].rank), term.text.clone())
        });
        let worst = best.iter().map(|ranks| ranks[at].rank).max().unwrap_or(0);
        let hit = Hit {
            target: index.docs[docs[at] as usize],
            field: field_of(worst),
            fit: if order.exact { fit_of(worst) } else { Fit::Exact },
            words: words.collect(),
            score: score(worst),
            doubt: order.doubt,
            reasons: Vec::new(),
        };
        (order, hit)
    });
    Some((hits.collect(), all))
}

/// The records that contain a matching word, in index order, each with its best match; limited to `among`, if given.
fn gather(
    corpus: &Corpus,
    index: &Index,
    term: &Term,
    found: &Matches,
    among: Option<&[u32]>,
) -> (Vec<u32>, Vec<Best>) {
    let mut best = vec![NOTHING; index.docs.len()];
    // Hot loop: it dominates the cost of short queries.
    for WordMatch { word, fit, penalty } in found.all(index) {
        let base = pack(fit, MatchField::Title, penalty);
        // In prose only words and prefixes match; a fuzzy match there is noise.
        let fields = if fit.is_plain() { u32::MAX } else { MatchField::Gist as u32 };
        let word = u32::try_from(word).unwrap_or(0);
        for posting in index.postings(word as usize).iter().filter(|p| p.field_order() < fields) {
            let rank = base | (posting.field_order() << 16);
            let slot = &mut best[posting.doc()];
            if rank < slot.rank {
                *slot = Best { rank, word };
            }
        }
    }
    let phrase = |doc: u32| term.mode != Mode::Phrase || says(corpus, index.docs[doc as usize], &term.text);
    let hit = |doc: &u32| best[*doc as usize].rank != u32::MAX && phrase(*doc);
    let docs: Vec<u32> = match among {
        Some(among) => among.iter().copied().filter(hit).collect(),
        None => (0..u32::try_from(index.docs.len()).unwrap_or(u32::MAX)).filter(hit).collect(),
    };
    let ranks = docs.iter().map(|&doc| best[doc as usize]).collect();
    (docs, ranks)
}

/// Whether the query is the name of a group that has a ledger, which comes before the incidents that mention it.
fn leads(corpus: &Corpus, target: Target, whole: &str) -> bool {
    let Target::Name(id) = target else { return false };
    let record = corpus.name(id);
    record.kind == NameKind::Organisation && !record.accounts.is_empty() && is_named(corpus, target, whole)
}

/// Whether a title, id, alias or name of the record equals the whole query.
fn is_named(corpus: &Corpus, target: Target, whole: &str) -> bool {
    let is = |text| fold(corpus.str(text)) == whole;
    match target {
        Target::Incident(id) => {
            let record = corpus.incident(id);
            is(record.title) || is(record.id) || record.aliases.iter().any(|&a| is(a))
        }
        Target::Article(id) => is(corpus.article(id).title) || is(corpus.article(id).id),
        Target::Name(id) => {
            let record = corpus.name(id);
            is(record.name) || record.variants.iter().any(|&v| is(v))
        }
        Target::Quote(_) | Target::Passage(_) | Target::Record(_) => false,
    }
}

/// Whether a field of the record contains the phrase; the last word may be a prefix.
fn says(corpus: &Corpus, target: Target, phrase: &str) -> bool {
    let within = |text| format!(" {} ", fold(corpus.str(text))).contains(&format!(" {phrase}"));
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

/// Words of the index that are similar to a typed word, offered if there are no hits.
pub(super) fn near(index: &Index, wanted: &[&Term]) -> Vec<String> {
    const MOST: usize = 3;
    let mut all: Vec<(f64, &str)> = Vec::new();
    for term in wanted.iter().filter(|t| t.text.chars().count() > 3) {
        let first = term.text.chars().next().map(|c| c.to_string()).unwrap_or_default();
        // Only words of titles and names are suggested, not those of prose.
        let names = index.beginning(&first).filter(|&w| index.postings(w).iter().any(|p| !p.field().is_prose()));
        let alike = names.map(|w| index.word(w)).filter(|w| w.chars().count() > 3);
        all.extend(alike.map(|w| (strsim::jaro_winkler(&term.text, w), w)).filter(|(score, _)| *score > 0.84));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.dedup_by(|a, b| a.1 == b.1);
    all.into_iter().take(MOST).map(|(_, w)| w.to_owned()).collect()
}
