//! Looks a typed word up in the vocabulary. Knows nothing of records.

use std::collections::HashSet;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use super::index::{Index, Posting};
use super::phonetic;
use super::query::{Mode, Term};
use super::rank::{Fit, Ranker, allowed, slip};
use super::vocabulary;

/// A word of the vocabulary that matches a typed word.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordMatch {
    pub(super) word: usize,
    pub(super) fit: Fit,
    /// Breaks ties between equal fits; lower is better.
    pub(super) penalty: u16,
}

/// All words of the vocabulary that match a typed word.
#[derive(Debug, Clone, Default)]
pub(super) struct Matches {
    /// Words that begin with the typed one; the first may equal it.
    beginning: Range<usize>,
    /// Length of the typed word in bytes.
    typed: usize,
    others: Vec<WordMatch>,
}

impl Matches {
    pub(super) fn is_empty(&self) -> bool {
        self.beginning.is_empty() && self.others.is_empty()
    }

    pub(super) fn all<'w>(&'w self, index: &'w Index) -> impl Iterator<Item = WordMatch> + 'w {
        let prefixed = self.beginning.clone().map(|word| {
            let longer = index.length(word) - self.typed;
            let fit = if longer == 0 { Fit::Word } else { Fit::Prefix };
            WordMatch { word, fit, penalty: u16::try_from(longer).unwrap_or(u16::MAX) }
        });
        prefixed.chain(self.others.iter().copied())
    }

    fn has_word(&self, index: &Index) -> bool {
        !self.beginning.is_empty() && index.length(self.beginning.start) == self.typed
    }
}

/// The words that a negated term excludes: only words and prefixes, no fuzzy matches.
pub(super) fn look_up_banned(index: &Index, ranker: &Ranker, term: &Term) -> Matches {
    let mode = if term.mode == Mode::Loose { Mode::Prefix } else { term.mode };
    look_up(index, ranker, &Term { mode, ..term.clone() }, true)
}

/// The words of the vocabulary that match a term. If it is not `alone`, a whole word of the language is no beginning of
/// another: *metro bombing* asks for no Metrojet.
pub(super) fn look_up(index: &Index, ranker: &Ranker, term: &Term, alone: bool) -> Matches {
    let typed = term.text.as_str();
    let beginning = index.beginning(typed);
    let mut words = Matches { beginning: beginning.clone(), typed: typed.len(), others: Vec::new() };
    match term.mode {
        Mode::Prefix => return words,
        Mode::Exact => {
            let end = beginning.start + usize::from(words.has_word(index));
            return Matches { beginning: beginning.start..end, ..words };
        }
        // Look up the rarest word; the caller compares the whole phrase.
        Mode::Phrase => {
            let parts = typed.split(' ').map(|w| (index.beginning(w), w.len()));
            let rarest = parts.min_by_key(|(range, _)| range.clone().map(|w| index.postings(w).len()).sum::<usize>());
            return rarest
                .map(|(beginning, typed)| Matches { beginning, typed, others: Vec::new() })
                .unwrap_or_default();
        }
        Mode::Loose => {}
    }
    let is_word = vocabulary::is_common_word(typed);
    if let Some(first) = typed.chars().next().filter(|_| !is_word && typed.chars().nth(2).is_some()) {
        for word in index.beginning(first.encode_utf8(&mut [0; 4])).filter(|w| !beginning.contains(w)) {
            if let Some(score) = ranker.fuzzy(typed, index.word(word)) {
                let penalty = u16::try_from(1_000 - score.clamp(0, 1_000)).unwrap_or(1_000);
                words.others.push(WordMatch { word, fit: Fit::Fuzzy, penalty });
            }
        }
    }
    words.others.extend(forms(index, typed));
    // What is a word is no misspelling of another.
    if is_word {
        const SHORTEST: usize = 4;
        if !alone && typed.len() >= SHORTEST {
            let end = beginning.start + usize::from(words.has_word(index));
            let longer = (end..beginning.end).filter(|&word| are_forms(typed, index.word(word)));
            let longer = longer.map(|word| {
                let penalty = u16::try_from(index.length(word) - typed.len()).unwrap_or(u16::MAX);
                WordMatch { word, fit: Fit::Prefix, penalty }
            });
            words.others.extend(longer.collect::<Vec<_>>());
            words.beginning = beginning.start..end;
        }
        return words;
    }
    if words.is_empty() {
        let slips = index.near(typed, allowed(typed)).filter_map(|word| {
            let edits = slip(typed, index.word(word))?;
            Some(WordMatch { word, fit: Fit::Slip, penalty: u16::try_from(edits).unwrap_or(u16::MAX) })
        });
        words.others.extend(slips);
    }
    // Phonetic matches come in addition to the others: `krokus` is *Krokus* and *Crocus*.
    if !words.has_word(index) {
        let key = phonetic::key(typed);
        let latin = phonetic::latin(typed);
        for word in key.iter().flat_map(|k| index.sounding(k)) {
            let other = index.word(word);
            let apart = strsim::osa_distance(&latin, &phonetic::latin(other));
            let known = beginning.contains(&word) || words.others.iter().any(|f| f.word == word);
            if !known && apart <= latin.len().max(other.len()) / 2 {
                let penalty = u16::try_from(apart).unwrap_or(u16::MAX);
                words.others.push(WordMatch { word, fit: Fit::Sound, penalty });
            }
        }
    }
    words
}

/// Where a name of one or several words stands exactly, all its words in one field of one record.
pub(super) fn look_up_name(index: &Index, name: &str) -> Vec<(Posting, usize)> {
    let mut words: Vec<usize> = Vec::new();
    for word in name.split(' ') {
        match index.exactly(word).next() {
            Some(word) => words.push(word),
            None => return Vec::new(),
        }
    }
    words.sort_by_key(|&word| index.postings(word).len());
    let Some((&rarest, others)) = words.split_first() else { return Vec::new() };
    let mut found: Vec<Posting> = index.postings(rarest).to_vec();
    for &word in others {
        let with: HashSet<Posting> = index.postings(word).iter().copied().collect();
        found.retain(|posting| with.contains(posting));
    }
    found.into_iter().map(|posting| (posting, rarest)).collect()
}

/// The words that are another form of the typed one: *warned*, *warning* for *warns*; after them those of the same root,
/// such as *bomber* and *bombing*, *threatens* and *threat*.
fn forms(index: &Index, typed: &str) -> Vec<WordMatch> {
    const SHORTEST: usize = 4;
    const OF_ROOT: u16 = 100;
    if typed.len() < SHORTEST || !typed.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = stemmer.stem(typed);
    let base = root(&stem);
    // The last letter of a stem may differ from the word's: *injury* has the stem *injuri*.
    let begin = base.trim_end_matches(['i', 'e']);
    let mut found = Vec::new();
    for word in index.beginning(begin) {
        let other = index.word(word);
        if other.starts_with(typed) || !other.bytes().all(|b| b.is_ascii_lowercase()) {
            continue;
        }
        let other_stem = stemmer.stem(other);
        let penalty = u16::try_from(other.len().abs_diff(typed.len())).unwrap_or(u16::MAX);
        if other_stem == stem {
            found.push(WordMatch { word, fit: Fit::Form, penalty });
        } else if root(&other_stem) == base {
            found.push(WordMatch { word, fit: Fit::Form, penalty: penalty.saturating_add(OF_ROOT) });
        }
    }
    found
}

/// Whether two words are forms of one, or of the same root.
pub(super) fn are_forms(a: &str, b: &str) -> bool {
    let stemmer = Stemmer::create(Algorithm::English);
    root(&stemmer.stem(a)) == root(&stemmer.stem(b))
}

/// A stem without the ending by which English makes a noun or verb of another word.
fn root(stem: &str) -> &str {
    const SHORTEST: usize = 4;
    let rest = ["ist", "er", "or", "en"].iter().find_map(|ending| stem.strip_suffix(ending));
    rest.filter(|rest| rest.len() >= SHORTEST).unwrap_or(stem)
}
