//! From a query to the records it means, best first.
//!
//! Each typed word is looked up in the vocabulary: first as it is and as a beginning, then fuzzy; only if nothing
//! is found, with letters wrong, and only then by sound. The records of the words found are gathered from their
//! postings; a record must have every word, and is as good as its worst-found one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::filter;
use super::fold::fold;
use super::index::{Index, Target, Why};
use super::query::{Kind, Mode, Query, Term};
use super::rank::{Fit, Ranker, allowed, slip};
use super::sound;
use crate::model::Corpus;

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub target: Target,
    /// Through what the worst-found word was found.
    pub why: Why,
    /// How well that word fits.
    pub fit: Fit,
    /// The words of the index that were found, one per typed word, with how each fits.
    pub words: Vec<(String, Fit, String)>,
    /// From 0 to 1000, higher is better; comparable within one answer.
    pub score: u32,
}

impl Hit {
    /// The reason in a few words: `= alias`, `≈ typo in place`, `≈ spelling of name`.
    pub fn reason(&self) -> String {
        let why = self.why.word();
        match self.fit {
            Fit::Exact => format!("= {why}"),
            Fit::Word | Fit::Prefix => why.to_owned(),
            Fit::Fuzzy => format!("≈ {why}"),
            Fit::Slip => format!("≈ typo, {why}"),
            Fit::Sound => format!("≈ spelling, {why}"),
        }
    }
}

/// What a query came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub all: usize,
    /// For a query that finds nothing: words of the corpus that are near a typed one.
    pub near: Vec<String>,
}

/// A word that a typed one was found as.
#[derive(Debug, Clone, Copy)]
struct Found {
    word: usize,
    fit: Fit,
    /// Of equals, the less the better.
    penalty: u16,
}

/// All words that a typed one was found as: a run of the vocabulary that begins with it, and others.
#[derive(Debug, Clone, Default)]
struct Words {
    /// Words that begin with what was typed; the first may be just that.
    beginning: Range<usize>,
    typed: usize,
    others: Vec<Found>,
}

impl Words {
    fn is_empty(&self) -> bool {
        self.beginning.is_empty() && self.others.is_empty()
    }

    fn all<'w>(&'w self, index: &'w Index) -> impl Iterator<Item = Found> + 'w {
        let begun = self.beginning.clone().map(|word| {
            let longer = index.length(word) - self.typed;
            let fit = if longer == 0 { Fit::Word } else { Fit::Prefix };
            Found { word, fit, penalty: u16::try_from(longer).unwrap_or(u16::MAX) }
        });
        begun.chain(self.others.iter().copied())
    }

    fn has_word(&self, index: &Index) -> bool {
        !self.beginning.is_empty() && index.length(self.beginning.start) == self.typed
    }
}

/// The best a record has for a term: fit, penalty and field, packed so that less is better; and the word.
#[derive(Debug, Clone, Copy)]
struct Best {
    rank: u32,
    word: u32,
}

const NOTHING: Best = Best { rank: u32::MAX, word: 0 };

/// Looks `query` up, at most `limit` hits. `stale` is asked now and then; when it says so, the search is given up
/// and `None` comes back.
pub fn search(corpus: &Corpus, index: &Index, query: &Query, limit: usize, stale: &dyn Fn() -> bool) -> Option<Answer> {
    if query.is_empty() {
        return Some(Answer::default());
    }
    let ranker = Ranker::default();
    let wanted: Vec<&Term> = query.terms.iter().filter(|t| !t.not).collect();
    let found: Vec<Words> = wanted.iter().map(|t| look_up(index, &ranker, t)).collect();
    let mut docs: Option<Vec<u32>> = None;
    let mut best: Vec<Vec<Best>> = Vec::new();
    for (term, found) in wanted.iter().zip(&found) {
        if stale() {
            return None;
        }
        let (kept, ranks) = gather(corpus, index, term, found, docs.as_deref());
        // The ranks of earlier terms follow the records that are left.
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
        .map(|t| {
            gather(
                corpus,
                index,
                t,
                &look_up(
                    index,
                    &ranker,
                    &Term { mode: if t.mode == Mode::Loose { Mode::Prefix } else { t.mode }, ..t.clone() },
                ),
                None,
            )
            .0
        })
        .collect();
    let whole = fold(&wanted.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" "));
    let mut heap: BinaryHeap<(Order, usize)> = BinaryHeap::new();
    let mut all = 0;
    for (at, &doc) in docs.iter().enumerate() {
        if at % 8_192 == 0 && stale() {
            return None;
        }
        let target = index.docs[doc as usize];
        if banned.iter().any(|b| b.binary_search(&doc).is_ok()) {
            continue;
        }
        let Some(doubt) = filter::doubt(corpus, target, &query.filters) else { continue };
        all += 1;
        if heap.len() == limit {
            // Most records of a short query lose by their worst word alone.
            let worst = best.iter().map(|ranks| ranks[at].rank).max().unwrap_or(0);
            if heap.peek().is_none_or(|(last, _)| last.beats(doubt, worst, target)) {
                continue;
            }
        }
        let order = Order::of(index, doc, doubt, best.iter().map(|ranks| ranks[at].rank));
        if heap.len() < limit {
            heap.push((order, at));
        } else if heap.peek().is_some_and(|(worst, _)| order < *worst) {
            heap.pop();
            heap.push((order, at));
        }
    }
    let mut ranked: Vec<(Order, usize)> = heap.into_vec();
    for (order, at) in &mut ranked {
        order.exact = !is_named(corpus, index.docs[docs[*at] as usize], &whole);
    }
    ranked.sort_unstable();
    let hits = ranked.into_iter().map(|(order, at)| {
        let words = best.iter().zip(&wanted).map(|(ranks, term)| {
            (index.word(ranks[at].word as usize).to_owned(), fit_of(ranks[at].rank), term.text.clone())
        });
        let worst = best.iter().map(|ranks| ranks[at].rank).max().unwrap_or(0);
        Hit {
            target: index.docs[docs[at] as usize],
            why: why_of(worst),
            fit: if order.exact { fit_of(worst) } else { Fit::Exact },
            words: words.collect(),
            score: score(worst),
        }
    });
    let hits: Vec<Hit> = hits.collect();
    let near = if hits.is_empty() { near(index, &wanted) } else { Vec::new() };
    Some(Answer { hits, all, near })
}

/// What hits are ordered by; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    /// How many fields of the query only possibly hold.
    doubt: u8,
    /// Whether the worst-found word is only guessed at.
    guessed: Option<Fit>,
    kind: u8,
    /// Whether the record is not called just what was typed.
    exact: bool,
    worst: u32,
    sum: u32,
    origins: Reverse<u8>,
    doc: u32,
}

impl Order {
    /// Whether a record of that worst rank comes after this one whatever else it has.
    fn beats(&self, doubt: u8, worst: u32, target: Target) -> bool {
        let fit = fit_of(worst);
        let guessed = (!fit.is_plain()).then_some(fit);
        (self.doubt, self.guessed, self.kind, self.worst) < (doubt, guessed, class(target, worst), worst)
    }

    fn of(index: &Index, doc: u32, doubt: u8, ranks: impl Iterator<Item = u32>) -> Self {
        let (mut worst, mut sum) = (0, 0_u32);
        for rank in ranks {
            worst = worst.max(rank);
            sum = sum.saturating_add(rank >> 4);
        }
        let fit = fit_of(worst);
        let target = index.docs[doc as usize];
        Self {
            doubt,
            guessed: (!fit.is_plain()).then_some(fit),
            kind: class(target, worst),
            exact: true,
            worst,
            sum,
            origins: Reverse(index.origins[doc as usize]),
            doc,
        }
    }
}

/// What comes before what among equally plain hits: incidents that are called so or happened there, then names,
/// then incidents in which somebody of that name took part, then articles, quotations and passages.
fn class(target: Target, worst: u32) -> u8 {
    match target.kind() {
        Kind::Incident if why_of(worst) <= Why::Place => 0,
        Kind::Name => 1,
        Kind::Incident => 2,
        Kind::Article => 3,
        Kind::Quote => 4,
        Kind::Passage => 5,
    }
}

fn pack(fit: Fit, why: Why, penalty: u16) -> u32 {
    // The better fit first; of equal fits titles before places before names, all of them before prose.
    (u32::from(!fit.is_plain()) << 31) | ((fit as u32) << 24) | ((why as u32) << 16) | u32::from(penalty)
}

fn fit_of(rank: u32) -> Fit {
    const FITS: [Fit; 6] = [Fit::Exact, Fit::Word, Fit::Prefix, Fit::Fuzzy, Fit::Slip, Fit::Sound];
    FITS[((rank >> 24) as usize & 0x7f).min(FITS.len() - 1)]
}

fn why_of(rank: u32) -> Why {
    Why::ALL[((rank >> 16) as usize & 0xff).min(Why::ALL.len() - 1)]
}

/// From 1000 down: a rung of the ladder is 150, a field 10, a letter 1.
fn score(rank: u32) -> u32 {
    1000 - fit_of(rank) as u32 * 150 - why_of(rank) as u32 * 10 - (rank & 0xffff).min(9)
}

/// The words of the vocabulary that a term means.
fn look_up(index: &Index, ranker: &Ranker, term: &Term) -> Words {
    let typed = term.text.as_str();
    let beginning = index.beginning(typed);
    let mut words = Words { beginning: beginning.clone(), typed: typed.len(), others: Vec::new() };
    match term.mode {
        Mode::Prefix => return words,
        Mode::Exact => {
            let end = beginning.start + usize::from(words.has_word(index));
            return Words { beginning: beginning.start..end, ..words };
        }
        // Gathered by its rarest word, then compared as a whole.
        Mode::Phrase => {
            let parts = typed.split(' ').map(|w| (index.beginning(w), w.len()));
            let rarest = parts.min_by_key(|(range, _)| range.clone().map(|w| index.postings(w).len()).sum::<usize>());
            return rarest.map(|(beginning, typed)| Words { beginning, typed, others: Vec::new() }).unwrap_or_default();
        }
        Mode::Loose => {}
    }
    if let Some(first) = typed.chars().next().filter(|_| typed.chars().nth(2).is_some()) {
        for word in index.beginning(first.encode_utf8(&mut [0; 4])).filter(|w| !beginning.contains(w)) {
            if let Some(score) = ranker.fuzzy(typed, index.word(word)) {
                let penalty = u16::try_from(1_000 - score.clamp(0, 1_000)).unwrap_or(1_000);
                words.others.push(Found { word, fit: Fit::Fuzzy, penalty });
            }
        }
    }
    if words.is_empty() {
        let slips = index.near(typed, allowed(typed)).filter_map(|word| {
            let edits = slip(typed, index.word(word))?;
            Some(Found { word, fit: Fit::Slip, penalty: u16::try_from(edits).unwrap_or(u16::MAX) })
        });
        words.others.extend(slips);
    }
    // Spelling keys join what letters alone find: `krokus` is *Krokus* and *Crocus*.
    if !words.has_word(index) {
        let key = sound::key(typed);
        let latin = sound::latin(typed);
        for word in key.iter().flat_map(|k| index.sounding(k)) {
            let other = index.word(word);
            let apart = strsim::osa_distance(&latin, &sound::latin(other));
            let known = beginning.contains(&word) || words.others.iter().any(|f| f.word == word);
            if !known && apart <= latin.len().max(other.len()) / 2 {
                let penalty = u16::try_from(apart).unwrap_or(u16::MAX);
                words.others.push(Found { word, fit: Fit::Sound, penalty });
            }
        }
    }
    words
}

/// The records of the words found, in order, with the best each has; only those in `among`, if given.
fn gather(corpus: &Corpus, index: &Index, term: &Term, found: &Words, among: Option<&[u32]>) -> (Vec<u32>, Vec<Best>) {
    let mut best = vec![NOTHING; index.docs.len()];
    // This loop is most of what a short query costs: no more in it than must be.
    for Found { word, fit, penalty } in found.all(index) {
        let base = pack(fit, Why::Title, penalty);
        // In running text only what was typed counts; a subsequence there means nothing.
        let fields = if fit.is_plain() { u32::MAX } else { Why::Gist as u32 };
        let word = u32::try_from(word).unwrap_or(0);
        for posting in index.postings(word as usize).iter().filter(|p| p.field() < fields) {
            let rank = base | (posting.field() << 16);
            let slot = &mut best[posting.doc()];
            if rank < slot.rank {
                *slot = Best { rank, word };
            }
        }
    }
    let phrase = |doc: u32| term.mode != Mode::Phrase || filter::says(corpus, index.docs[doc as usize], &term.text);
    let hit = |doc: &u32| best[*doc as usize].rank != u32::MAX && phrase(*doc);
    let docs: Vec<u32> = match among {
        Some(among) => among.iter().copied().filter(hit).collect(),
        None => (0..u32::try_from(index.docs.len()).unwrap_or(u32::MAX)).filter(hit).collect(),
    };
    let ranks = docs.iter().map(|&doc| best[doc as usize]).collect();
    (docs, ranks)
}

/// Whether a record's title, alias or name is just what was typed.
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
        Target::Quote(_) | Target::Passage(_) => false,
    }
}

/// Words of the corpus near a typed one that found nothing, to be offered apart from the hits.
fn near(index: &Index, wanted: &[&Term]) -> Vec<String> {
    const MOST: usize = 3;
    let mut all: Vec<(f64, &str)> = Vec::new();
    for term in wanted.iter().filter(|t| t.text.chars().count() > 3) {
        let first = term.text.chars().next().map(|c| c.to_string()).unwrap_or_default();
        // Names only: a word that merely stands in some sentence is no suggestion.
        let names = index.beginning(&first).filter(|&w| index.postings(w).iter().any(|p| !p.why().is_prose()));
        let alike = names.map(|w| index.word(w)).filter(|w| w.chars().count() > 3);
        all.extend(alike.map(|w| (strsim::jaro_winkler(&term.text, w), w)).filter(|(score, _)| *score > 0.84));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.dedup_by(|a, b| a.1 == b.1);
    all.into_iter().take(MOST).map(|(_, w)| w.to_owned()).collect()
}
