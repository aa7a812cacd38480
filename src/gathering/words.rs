//! The words of articles as weighted terms: rare words weigh more than common ones.
//!
//! A term is a stem. Its weight falls with the share of articles that have it, both among those gathered and in news in
//! general, so that five articles on one incident still share rare words. Knows nothing of dates, places and figures.

use super::weighted::{NameTerms, TermCount, TermId, TermWeights, Weighted};
use crate::reading::TextSpan;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rust_stemmers::{Algorithm, Stemmer};

/// Shares of articles of general news, in thousandths, and the words that occur in as many.
const COMMON: &str = include_str!("../../data/gathering/common-words.txt");

/// How many articles the general news counts for beside those gathered.
const GENERAL: f32 = 400.0;

/// How much more a word in the headline counts.
const HEADLINE: u32 = 2;

/// Words of an article that are read at most: later ones are about something else, or hostile.
const LIMIT: usize = 6_000;

type Map<K, V> = HashMap<K, V, FixedState>;

/// A word as printed, folded, and what is known of it.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// How often it was read.
    total: u32,
    /// How often it began with a capital letter inside a sentence.
    capital: u32,
    /// How often it began with a small letter or inside a sentence at all.
    inside: u32,
}

impl Word {
    /// Adds what was read elsewhere.
    fn add(&mut self, other: Self) {
        self.total += other.total;
        self.capital += other.capital;
        self.inside += other.inside;
    }
}

/// All terms of the articles gathered.
#[derive(Debug, Default)]
pub struct Terms {
    of_word: Vec<TermId>,
    /// In how many articles each term is.
    articles: Vec<u32>,
    weights: TermWeights,
    /// Whether a term is a name: nearly always printed with a capital letter.
    named: Vec<bool>,
    /// The words, folded, and one word of each term.
    spelled: Vec<Box<str>>,
    form: Vec<u32>,
    /// The two words of each name.
    name_words: Vec<(u32, u32)>,
    /// In how many articles each name is, and how much it weighs.
    names_in: Vec<u32>,
    name_weight: Vec<f32>,
}

/// Counted words of one article: number of the word and how often.
pub type CountedWords = Box<[TermCount]>;

/// The words of one article, and its names of two words and more.
#[derive(Debug, Clone, Default)]
pub struct WordsRead {
    /// Its words, ordered by number.
    pub words: CountedWords,
    /// Its names, pair by pair of their words, ordered by number.
    pub names: Vec<u32>,
}

/// Reads the words of articles, one after another.
#[derive(Debug, Default)]
pub struct WordsReader {
    words: Map<Box<str>, u32>,
    names: Map<(u32, u32), u32>,
    names_in: Vec<u32>,
    seen: Vec<Word>,
    buffer: String,
}

impl WordsReader {
    /// Counts the words of a text, of which the first `title_end` bytes are the headline. `skip` are spans, in order, in which
    /// no names of people stand: places and dates; `leave_out`, in order, are not read at all.
    pub fn count(&mut self, text: &str, title_end: usize, skip: &[TextSpan], leave_out: &[TextSpan]) -> WordsRead {
        let mut words: Vec<(u32, u32)> = Vec::new();
        let mut names: Vec<u32> = Vec::new();
        let mut before_stop = true;
        let mut last_end = 0;
        let mut last_capital: Option<u32> = None;
        let mut skip = skip.iter().peekable();
        let mut leave_out = leave_out.iter().peekable();
        for (start, word) in split(text).take(LIMIT) {
            while leave_out.next_if(|s| s.end <= start).is_some() {}
            if leave_out.peek().is_some_and(|s| s.start <= start) {
                last_capital = None;
                continue;
            }
            let between = text.get(last_end..start).unwrap_or("");
            if between.contains(['.', '!', '?', '\n', '"', '“', ':']) {
                before_stop = true;
            }
            last_end = start + word.len();
            while skip.next_if(|s| s.end <= start).is_some() {}
            let elsewhere = skip.peek().is_some_and(|s| s.start < last_end);
            let Some(id) = self.id(word) else {
                before_stop = false;
                last_capital = None;
                continue;
            };
            let capital = word.starts_with(char::is_uppercase);
            let seen = &mut self.seen[id as usize];
            seen.total += 1;
            if !before_stop && start >= title_end {
                seen.inside += 1;
                seen.capital += u32::from(capital);
            }
            if capital && start >= title_end && !elsewhere {
                if let Some(first) = last_capital.filter(|_| between == " ") {
                    let next = self.names.len() as u32;
                    names.push(*self.names.entry((first, id)).or_insert(next));
                }
                last_capital = Some(id);
            } else {
                last_capital = None;
            }
            before_stop = false;
            words.push((id, if start < title_end { HEADLINE } else { 1 }));
        }
        add_up(&mut words);
        let words = words.into_iter().filter_map(|(word, count)| TermCount::new(word, count)).collect();
        names.sort_unstable();
        names.dedup();
        names.shrink_to_fit();
        self.names_in.resize(self.names.len(), 0);
        for name in &names {
            self.names_in[*name as usize] += 1;
        }
        WordsRead { words, names }
    }

    /// One reader of several, each with what it counted: words and names have the numbers that one reader of all articles
    /// in this order would have given them.
    pub fn join(readers: Vec<(Self, Vec<WordsRead>)>) -> (Self, Vec<WordsRead>) {
        let mut readers = readers.into_iter();
        let (mut all, mut counted) = readers.next().unwrap_or_default();
        for (other, more) in readers {
            let mut spelled: Vec<(Box<str>, u32)> = other.words.into_iter().collect();
            spelled.sort_unstable_by_key(|(_, id)| *id);
            let mut words: Vec<u32> = Vec::with_capacity(spelled.len());
            for ((word, _), seen) in spelled.into_iter().zip(other.seen) {
                let next = all.seen.len() as u32;
                let id = *all.words.entry(word).or_insert(next);
                if id == next {
                    all.seen.push(seen);
                } else {
                    all.seen[id as usize].add(seen);
                }
                words.push(id);
            }
            let mut pairs: Vec<((u32, u32), u32)> = other.names.into_iter().collect();
            pairs.sort_unstable_by_key(|(_, id)| *id);
            let mut names: Vec<u32> = Vec::with_capacity(pairs.len());
            for (((first, second), _), articles) in pairs.into_iter().zip(other.names_in) {
                let next = all.names.len() as u32;
                let id = *all.names.entry((words[first as usize], words[second as usize])).or_insert(next);
                if id == next {
                    all.names_in.push(articles);
                } else {
                    all.names_in[id as usize] += articles;
                }
                names.push(id);
            }
            counted.extend(more.into_iter().map(|mut read| {
                let renumbered = |its: &TermCount| TermCount::new(words[its.term() as usize], its.count());
                read.words = read.words.iter().filter_map(renumbered).collect();
                read.words.sort_unstable_by_key(|its| its.term());
                read.names.iter_mut().for_each(|name| *name = names[*name as usize]);
                read.names.sort_unstable();
                read
            }));
        }
        (all, counted)
    }

    /// The number of a word; `None` for single letters.
    fn id(&mut self, word: &str) -> Option<u32> {
        self.buffer.clear();
        if word.is_ascii() {
            self.buffer.push_str(word);
            self.buffer.make_ascii_lowercase();
        } else {
            self.buffer.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
        let plain = self.buffer.strip_suffix("'s").unwrap_or(&self.buffer).trim_matches('\'');
        if plain.len() < 2 && !plain.starts_with(|c: char| c.is_ascii_digit()) || plain.len() > 40 {
            return None;
        }
        if let Some(id) = self.words.get(plain) {
            return Some(*id);
        }
        let id = self.seen.len() as u32;
        self.words.insert(plain.into(), id);
        self.seen.push(Word::default());
        Some(id)
    }

    /// Makes terms of the words of all articles.
    pub fn terms(self, counted: &[WordsRead]) -> Terms {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut spelled: Vec<Box<str>> = vec![Box::default(); self.seen.len()];
        self.words.into_iter().for_each(|(word, id)| spelled[id as usize] = word);
        let mut name_words = vec![(0, 0); self.names.len()];
        self.names.into_iter().for_each(|(words, id)| name_words[id as usize] = words);
        let mut stems: Map<String, TermId> = Map::default();
        let mut of_word = vec![0; self.seen.len()];
        let mut form: Vec<u32> = Vec::new();
        let mut capital: Vec<(u32, u32)> = Vec::new();
        for (id, word) in spelled.iter().enumerate() {
            let stem = stemmer.stem(word);
            let term = *stems.entry_ref(&*stem).or_insert_with(|| {
                form.push(id as u32);
                capital.push((0, 0));
                (form.len() - 1) as TermId
            });
            of_word[id] = term;
            let seen = &self.seen[id];
            let entry = &mut capital[term as usize];
            entry.0 += seen.capital;
            entry.1 += seen.inside;
        }
        let mut articles = vec![0_u32; form.len()];
        let mut last = vec![u32::MAX; form.len()];
        for (i, words) in counted.iter().enumerate() {
            for word in &words.words {
                let term = of_word[word.term() as usize] as usize;
                if last[term] != i as u32 {
                    last[term] = i as u32;
                    articles[term] += 1;
                }
            }
        }
        let general = general(&stemmer, &stems);
        let all = counted.len() as f32 + GENERAL;
        let weigh = |(term, n): (usize, &u32)| {
            let with = *n as f32 + GENERAL * general.get(&(term as TermId)).copied().unwrap_or(0.0);
            (all / with.max(1.0)).ln().max(0.0)
        };
        let weights = TermWeights::new(articles.iter().enumerate().map(weigh).collect());
        let digit = |form: &str| form.starts_with(|c: char| c.is_ascii_digit());
        let name = |(at, (capital, inside)): (usize, &(u32, u32))| {
            *capital * 10 > *inside * 7 || digit(&spelled[form[at] as usize])
        };
        let named = capital.iter().enumerate().map(name).collect();
        let name_weight = self.names_in.iter().map(|n| (all / *n as f32).ln()).collect();
        Terms { of_word, articles, weights, named, spelled, form, name_words, names_in: self.names_in, name_weight }
    }
}

/// The share of articles of general news that have a term.
fn general(stemmer: &Stemmer, stems: &Map<String, TermId>) -> Map<TermId, f32> {
    let mut shares: Map<TermId, f32> = Map::default();
    for line in COMMON.lines() {
        let mut words = line.split(' ');
        let share = words.next().and_then(|n| n.parse::<f32>().ok()).unwrap_or(0.0) / 1000.0;
        for word in words {
            if let Some(term) = stems.get(&*stemmer.stem(word)) {
                let entry = shares.entry(*term).or_insert(0.0);
                *entry = entry.max(share);
            }
        }
    }
    shares
}

impl Terms {
    /// The weighted terms of counted words.
    pub fn weigh(&self, counted: &[TermCount]) -> Weighted {
        let mut terms: Vec<(TermId, u32)> =
            counted.iter().map(|its| (self.of_word[its.term() as usize], its.count())).collect();
        add_up(&mut terms);
        let terms: Vec<TermCount> = terms
            .into_iter()
            .filter_map(|(term, count)| TermCount::new(term, count))
            .filter(|term| self.weights.of(*term) > 0.0)
            .collect();
        let length = terms.iter().map(|t| self.weights.of(*t).powi(2)).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        let (named, rest): (Vec<_>, Vec<_>) = terms.into_iter().partition(|term| self.named(term.term()));
        let named_length = named.iter().map(|t| (self.weights.of(*t) / length).powi(2)).sum::<f32>().sqrt();
        Weighted { named: named.into(), rest: rest.into(), length, named_length }
    }

    /// What the terms weigh.
    pub fn weights(&self) -> &TermWeights {
        &self.weights
    }

    /// The weighted names of an article. Names of one article only are left out, but count in the length.
    pub fn weigh_names(&self, names: &[u32]) -> NameTerms {
        let all: f32 = names.iter().map(|n| self.name_weight[*n as usize].powi(2)).sum();
        let length = all.sqrt().max(f32::MIN_POSITIVE);
        let shared = names.iter().filter(|n| self.names_in[**n as usize] > 1);
        NameTerms { list: shared.map(|n| (*n, self.name_weight[*n as usize] / length)).collect() }
    }

    /// In how many articles a name is.
    pub fn articles_with_name(&self, name: u32) -> u32 {
        self.names_in[name as usize]
    }

    /// How many terms there are.
    pub fn count(&self) -> usize {
        self.form.len()
    }

    /// In how many articles a term is.
    pub fn articles(&self, term: TermId) -> u32 {
        self.articles[term as usize]
    }

    /// Whether a term is a name or number.
    pub fn named(&self, term: TermId) -> bool {
        self.named[term as usize]
    }

    /// A word of a term, folded.
    pub fn form(&self, term: TermId) -> &str {
        &self.spelled[self.form[term as usize] as usize]
    }

    /// The two words of a name, folded.
    pub fn name(&self, name: u32) -> (&str, &str) {
        let (first, second) = self.name_words[name as usize];
        (&self.spelled[first as usize], &self.spelled[second as usize])
    }
}

/// Orders counted terms and adds up the same ones.
fn add_up(counted: &mut Vec<(u32, u32)>) {
    counted.sort_unstable_by_key(|w| w.0);
    counted.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
}

/// The words of a text with the byte at which each begins: letters and digits, with apostrophes inside.
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|c: char| c.is_alphanumeric())?;
        let rest = &text[start..];
        let end = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        at = start + end;
        Some((start, &text[start..at]))
    })
}
