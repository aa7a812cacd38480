//! Collects words and where they stand: numbers words in order of first use, then sorts them and their postings.
//!
//! Knows no records. A word counts once in each field of a record.

use super::{Index, MatchField, Posting, mask, word_at};
use crate::model::interner::Interner;
use crate::search::fold::fold;
use crate::search::phonetic;

/// Collects words and their postings.
#[derive(Default)]
pub(super) struct VocabularyBuilder {
    /// Distinct words in order of first use.
    words: Interner,
    /// What was added here and by those that were joined.
    parts: Vec<CollectedWords>,
}

/// Words in the order in which they were added, in few bytes: there are millions.
#[derive(Default)]
struct CollectedWords {
    /// The numbers of the words of each run, in order, each as the distance to the one before, seven bits a byte.
    distances: Vec<u8>,
    /// Where words stand, and the end of these words in `distances`.
    runs: Vec<(Posting, u32)>,
    /// The words that stand where the last one was added, and where that is.
    open: Vec<u32>,
    posting: Option<Posting>,
    /// The numbers that the words have now; empty where they are as they were.
    renumbered: Vec<u32>,
}

impl CollectedWords {
    fn push(&mut self, posting: Posting, word: u32) {
        if self.posting != Some(posting) {
            self.close();
            self.posting = Some(posting);
        }
        self.open.push(word);
    }

    /// Ends the run, in which each word is needed once.
    fn close(&mut self) {
        let Some(posting) = self.posting.take() else { return };
        self.open.sort_unstable();
        self.open.dedup();
        let mut before = 0;
        for word in self.open.drain(..) {
            let mut distance = word - before;
            before = word;
            while distance >= 0x80 {
                self.distances.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            self.distances.push(distance as u8);
        }
        let end = u32::try_from(self.distances.len()).expect("a processor's share of an index has less than 4 GiB");
        self.runs.push((posting, end));
    }

    /// Each word with where it stands.
    fn each(&self, mut each: impl FnMut(u32, Posting)) {
        let mut begin = 0;
        for &(posting, end) in &self.runs {
            let (mut word, mut distance, mut shift) = (0, 0, 0);
            for byte in &self.distances[begin..end as usize] {
                distance |= u32::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    word += distance;
                    each(self.renumbered.get(word as usize).copied().unwrap_or(word), posting);
                    (distance, shift) = (0, 0);
                }
            }
            begin = end as usize;
        }
    }
}

impl VocabularyBuilder {
    /// Adds the words of a field.
    pub(super) fn field(&mut self, doc: u32, field: MatchField, text: &str) {
        let posting = Posting::new(doc, field);
        for word in fold(text).split(' ').filter(|w| !w.is_empty()) {
            self.word(posting, word);
        }
    }

    /// Adds the words of a field in which names may stand as owners: *Muzammil's assassination* names Muzammil.
    pub(super) fn prose(&mut self, doc: u32, field: MatchField, text: &str) {
        self.field(doc, field, text);
        for word in text.split_whitespace() {
            if let Some(owner) = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
                self.field(doc, field, owner);
            }
        }
    }

    /// Adds a word.
    pub(super) fn word(&mut self, posting: Posting, word: &str) {
        let number = self.number(word);
        self.extend(posting, [number]);
    }

    /// Adds words by their numbers.
    pub(super) fn extend(&mut self, posting: Posting, words: impl IntoIterator<Item = u32>) {
        if self.parts.is_empty() {
            self.parts.push(CollectedWords::default());
        }
        words.into_iter().for_each(|word| self.parts[0].push(posting, word));
    }

    /// The numbers of the words of a text.
    pub(super) fn numbers(&mut self, text: &str) -> Vec<u32> {
        fold(text).split(' ').filter(|w| !w.is_empty()).map(|w| self.number(w)).collect()
    }

    /// The number of a word; adds the word if it is new.
    fn number(&mut self, word: &str) -> u32 {
        self.words.intern(word.as_bytes()).0
    }

    /// Adds what another one has collected of later records, which has not joined any.
    pub(super) fn join(&mut self, other: Self) {
        if self.parts.is_empty() {
            self.parts.push(CollectedWords::default());
        }
        let Self { words, mut parts } = other;
        let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
        let here: Vec<u32> = (0..count).map(|number| self.words.intern(words.get(number)).0).collect();
        for part in &mut parts {
            part.close();
            part.renumbered.clone_from(&here);
        }
        self.parts.append(&mut parts);
    }

    /// Sorts the words, then the postings by word (a counting sort).
    pub(super) fn finish(mut self) -> Index {
        self.parts.iter_mut().for_each(CollectedWords::close);
        let mut order: Vec<u32> = (0..u32::try_from(self.words.len()).unwrap_or(u32::MAX)).collect();
        // UTF-8 sorts by bytes as it does by letters.
        order.sort_unstable_by(|&a, &b| self.words.get(a).cmp(self.words.get(b)));
        let mut place = vec![0_u32; order.len()];
        let (mut letters, mut words) = (Vec::new(), Vec::with_capacity(order.len()));
        for (at, &number) in order.iter().enumerate() {
            place[number as usize] = u32::try_from(at).unwrap_or(u32::MAX);
            words.push(u32::try_from(letters.len()).expect("an index holds less than 4 GiB of words"));
            letters.extend_from_slice(self.words.get(number));
        }
        let letters = String::from_utf8(letters).expect("words are whole strings");
        let masks = (0..words.len()).map(|at| mask(word_at(&letters, &words, at))).collect();
        let mut starts = vec![0_u32; order.len() + 1];
        for part in &self.parts {
            part.each(|word, _| starts[place[word as usize] as usize + 1] += 1);
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut postings = vec![Posting(0); starts.last().map_or(0, |&all| all as usize)];
        for part in self.parts {
            part.each(|word, posting| {
                let at = &mut next[place[word as usize] as usize];
                postings[*at as usize] = posting;
                *at += 1;
            });
        }
        starts.pop();
        let mut sounds: Vec<(String, u32)> = (0..words.len())
            .filter_map(|at| Some((phonetic::key(word_at(&letters, &words, at))?, u32::try_from(at).ok()?)))
            .collect();
        sounds.sort_unstable();
        Index {
            docs: Vec::new(),
            origins: Vec::new(),
            singles: Vec::new(),
            letters,
            words,
            masks,
            starts,
            postings,
            sounds,
        }
    }
}
