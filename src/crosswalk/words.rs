//! The words of records: which are rare, and what it says that two records share some. The words themselves are not kept, only
//! their hashes, and those only of the records that are compared.
//!
//! How rare a word is in a data set is estimated from some thousand of its rows, spread evenly over the file: a word that is
//! not met there is rare. That takes some kilobytes a data set, and no pass over all texts.

use hashbrown::HashMap;

use super::actor_signature::{hash_on, word_hash};
use super::evidence::WordFit;
use crate::fold::fold;
use crate::model::dataset::{DataSet, NOT_GIVEN, Record, RecordDetail};

/// Number of rows from which rareness is estimated.
pub(super) const SAMPLED: usize = 2000;
/// The share of true pairs in which a word of one record's text is in that of the other too: more of names and targets, less
/// of the words for what happens every day, which two reports of different bombings share too.
const SHARED_BY_TRUE: f32 = 0.2;
/// Maximum of what one word says.
const MOST_OF_ONE: f32 = 4.5;
/// Words of one text come together: a name has two, a headline is repeated. So several say less than their sum.
const TOGETHER: f32 = 0.6;
/// Maximum of what all words say.
const MOST: f32 = 6.0;
/// What it says against a pair that two long texts share nothing: accounts of one event nearly always share a name, a target
/// or a number.
const NOTHING_SHARED: f32 = -1.2;
/// How much the words of the shorter text must be able to say before that counts.
const LONG: f32 = 8.0;
/// Words in more than this share of the rows are not kept.
const TOO_COMMON: f32 = 0.15;
/// The share of true pairs that cite one outlet, where both name outlets.
const OUTLET_BY_TRUE: f32 = 0.35;
/// Maximum of what a common outlet says.
const MOST_OF_OUTLET: f32 = 1.5;

/// How often words are met in a data set.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    rows: u32,
    found: HashMap<u32, u16, foldhash::fast::FixedState>,
    /// What a word says that is in so many of the rows.
    says: Vec<f32>,
}

/// Hashes of the words of one record.
#[derive(Debug, Default, Clone)]
pub(super) struct WordProfile {
    /// Of its text and of the names of its places and actors, in order.
    words: Vec<u32>,
    /// Of those names alone, in order.
    names: Vec<u32>,
    /// The outlets that it cites, in order.
    outlets: Vec<u32>,
    /// What all words can say.
    weight: f32,
}

impl WordTable {
    /// The table of the rows whose details `read` hands over.
    pub(super) fn of<E>(read: impl FnOnce(&mut dyn FnMut(&RecordDetail)) -> Result<(), E>) -> Result<Self, E> {
        let mut table = Self::default();
        read(&mut |detail| table.add(detail))?;
        table.says = (0..=table.rows).map(|found| says(table.share_of(found))).collect();
        Ok(table)
    }

    /// The numbers of the rows that are sampled.
    pub(super) fn sample(set: &DataSet) -> Vec<u32> {
        let (all, wanted) = (set.len(), SAMPLED.min(set.len()));
        (0..wanted).map(|n| (n * all / wanted) as u32).collect()
    }

    /// Counts the words of a row.
    fn add(&mut self, detail: &RecordDetail) {
        self.rows += 1;
        let mut all = Vec::new();
        words_of(detail, &mut |word| all.push(word));
        outlets_of(detail, &mut |outlet| all.push(outlet_hash(outlet)));
        all.sort_unstable();
        all.dedup();
        for hash in all {
            *self.found.entry(hash).or_default() += 1;
        }
    }

    /// The number of rows that have a word.
    fn found(&self, hash: u32) -> u32 {
        self.found.get(&hash).copied().unwrap_or(0).into()
    }

    /// The share of all rows of which a word is in so many.
    fn share_of(&self, found: u32) -> f32 {
        (found as f32 + 0.5) / (self.rows as f32 + 1.0)
    }

    /// What a word says that is in so many rows, if two records have it.
    fn says(&self, found: u32) -> f32 {
        self.says.get(found as usize).copied().unwrap_or_else(|| says(self.share_of(found)))
    }
}

impl WordProfile {
    /// The profile of a record of a data set with this table.
    pub(super) fn new(set: &DataSet, row: &Record, detail: &RecordDetail, table: &WordTable) -> Self {
        let mut profile = Self::default();
        let location = set.location(row);
        for name in std::iter::once(&location.name).chain(location.within.iter()) {
            each_word(name, &mut |word| profile.names.push(word));
        }
        for (name, _) in set.actor_group(row) {
            each_word(name, &mut |word| profile.names.push(word));
        }
        profile.words.clone_from(&profile.names);
        // The numbers killed are compared by themselves.
        let tolls =
            [row.low, row.best, row.high].map(|n| if n == NOT_GIVEN { None } else { Some(word_hash(&n.to_string())) });
        words_of(detail, &mut |word| {
            if !tolls.contains(&Some(word)) {
                profile.words.push(word);
            }
        });
        outlets_of(detail, &mut |outlet| profile.outlets.push(outlet_hash(outlet)));
        for list in [&mut profile.words, &mut profile.names, &mut profile.outlets] {
            list.sort_unstable();
            list.dedup();
        }
        let weight = &mut profile.weight;
        profile.words.retain(|word| {
            let found = table.found(*word);
            let is_kept = table.share_of(found) <= TOO_COMMON;
            *weight += if is_kept { table.says(found) } else { 0.0 };
            is_kept
        });
        profile
    }

    /// What the words of two records say; each comes with the table of its data set.
    pub(super) fn fit(&self, other: &Self, tables: [&WordTable; 2]) -> WordFit {
        // As in the data set in which it is in more of the rows.
        let found = |hash: u32| tables.map(|table| (table, table.found(hash)));
        let says = |hash: u32| found(hash).map(|(table, found)| table.says(found)).into_iter().fold(f32::MAX, f32::min);
        let share = |hash: u32| found(hash).map(|(table, found)| table.share_of(found)).into_iter().fold(0.0, f32::max);
        let mut fit = WordFit::default();
        let mut sum = 0.0;
        each_common(&self.words, &other.words, |word| {
            // Names of both are compared as places and actors.
            if self.names.binary_search(&word).is_err() || other.names.binary_search(&word).is_err() {
                let says = says(word);
                fit.shared = fit.shared.saturating_add(u16::from(says > 1.0));
                sum += says;
            }
        });
        fit.weight = (sum * TOGETHER).min(MOST);
        if fit.shared == 0 && self.weight.min(other.weight) >= LONG {
            fit.weight = NOTHING_SHARED;
        }
        each_common(&self.outlets, &other.outlets, |outlet| {
            fit.same_outlet = true;
            let says = (OUTLET_BY_TRUE / share(outlet)).ln().clamp(0.0, MOST_OF_OUTLET);
            fit.outlet_weight = fit.outlet_weight.max(says);
        });
        fit
    }
}

/// What a word says that is in such a share of rows, if two records have it.
fn says(share: f32) -> f32 {
    (SHARED_BY_TRUE / share).ln().clamp(0.0, MOST_OF_ONE)
}

/// How many times as long a list is at least that is searched for the words of another instead of being walked through with it.
const SEARCHED: usize = 8;

/// Calls `found` with what two ordered lists without repeats have in common, in order.
#[inline]
fn each_common(a: &[u32], b: &[u32], mut found: impl FnMut(u32)) {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if few.len() * SEARCHED < many.len() {
        few.iter().filter(|word| many.binary_search(word).is_ok()).for_each(|word| found(*word));
        return;
    }
    let (mut i, mut j) = (0, 0);
    // Which of two hashes is the smaller is a coin toss, so no branch depends on it.
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        if one == other {
            found(*one);
        }
        i += usize::from(one <= other);
        j += usize::from(other <= one);
    }
}

fn outlet_hash(outlet: &str) -> u32 {
    outlet.bytes().fold(word_hash("outlet "), hash_on)
}

/// Calls `found` with the words of a record's description and of the headlines that it cites.
fn words_of(detail: &RecordDetail, found: &mut dyn FnMut(u32)) {
    for text in std::iter::once(&detail.text).chain(detail.citations.iter().map(|citation| &citation.title)) {
        each_word(text, found);
    }
}

/// Calls `found` with the outlets that a record cites, folded. A citation in one piece names its outlet between commas, after the
/// headline in quotation marks and before the day.
fn outlets_of(detail: &RecordDetail, found: &mut dyn FnMut(&str)) {
    for citation in &detail.citations {
        if !citation.outlet.is_empty() {
            found(&fold(&citation.outlet));
            continue;
        }
        let behind = citation.title.rsplit(['"', '”']).next().unwrap_or_default();
        for part in behind.split([',', ';']).map(fold) {
            let is_name = part.contains(char::is_alphabetic) && !part.contains(|c: char| c.is_ascii_digit());
            if is_name && part.split(' ').count() <= 5 {
                found(&part);
            }
        }
    }
}

/// Calls `found` with the hashes of the words of a text, folded, that may tell an event from others. Days, months as numbers and
/// years are left out.
fn each_word(text: &str, found: &mut dyn FnMut(u32)) {
    // Folding is done on the way where it is simple: it goes on from word to word nowhere, and most words are ASCII.
    let (mut word, mut from, mut is_ascii) = (Word::default(), 0, true);
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte.is_ascii_alphanumeric() {
            word.put(byte.to_ascii_lowercase());
        } else if !byte.is_ascii() {
            is_ascii = false;
        } else if byte != b'\'' {
            if is_ascii {
                word.end(found);
            } else {
                each_folded(&text[from..at], found);
            }
            (word, from, is_ascii) = (Word::default(), at + 1, true);
        }
    }
}

/// The same of a text that is folded first.
fn each_folded(text: &str, found: &mut dyn FnMut(u32)) {
    for folded in fold(text).split(' ') {
        let mut word = Word::default();
        folded.bytes().for_each(|byte| word.put(byte));
        word.end(found);
    }
}

/// A folded word as far as it is read.
struct Word {
    hash: u32,
    /// The hash without the last byte.
    before: u32,
    /// The last two bytes.
    last: [u8; 2],
    bytes: usize,
    chars: usize,
    /// Whether it is digits only.
    is_number: bool,
    /// The number of its digits.
    number: u64,
}

impl Default for Word {
    fn default() -> Self {
        let hash = word_hash("");
        Self { hash, before: hash, last: [0; 2], bytes: 0, chars: 0, is_number: true, number: 0 }
    }
}

impl Word {
    #[inline]
    fn put(&mut self, byte: u8) {
        self.before = self.hash;
        self.hash = hash_on(self.hash, byte);
        self.last = [self.last[1], byte];
        self.bytes += 1;
        self.chars += usize::from(byte & 0xC0 != 0x80);
        self.is_number &= byte.is_ascii_digit();
        self.number = self.number.saturating_mul(10).saturating_add((byte & 0x0f).into());
    }

    #[inline]
    fn end(self, found: &mut dyn FnMut(u32)) {
        // Longer ones are names rather than numbers.
        let is_number = self.is_number && self.number <= u32::MAX.into();
        match self.number {
            _ if self.bytes == 0 => {}
            number if is_number => {
                if number > 31 && !(1900..=2100).contains(&number) {
                    found(self.hash);
                }
            }
            _ if self.chars < 3 => {}
            // The plural of most nouns.
            _ if self.bytes > 4 && self.last[1] == b's' && self.last[0] != b's' => found(self.before),
            _ => found(self.hash),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_those_of_the_folded_text(text in "([a-zA-Z0-9']{0,7}[ ,.’-]{0,2}|[0-9]{1,12} |[äßŁСталин字\u{10348}]{1,3}s{0,2} ){0,9}") {
            let folded = fold(&text);
            let tells = |word: &&str| match word.parse::<u32>() {
                Ok(number) => number > 31 && !(1900..=2100).contains(&number),
                Err(_) => word.chars().count() >= 3,
            };
            let singular = |word: &str| {
                let stem = word.strip_suffix('s').filter(|stem| stem.len() >= 4 && !stem.ends_with('s'));
                word_hash(if word.parse::<u32>().is_ok() { word } else { stem.unwrap_or(word) })
            };
            let mut found = Vec::new();
            each_word(&text, &mut |word| found.push(word));
            prop_assert_eq!(found, folded.split(' ').filter(tells).map(singular).collect::<Vec<_>>());
        }
    }
}
