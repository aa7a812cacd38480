//! Which pairs of texts share enough rare runs of words to be compared word by word.
//!
//! Runs of three words whose hash is even are kept of every text. Which ones are kept does not depend on the words around,
//! so an edit changes only the runs that it touches. A run that many texts share pairs each of them only with the one
//! before it and with the first: the work stays linear in the number of texts.

use super::words::ComparedWord;

/// Words of a run.
const RUN: usize = 3;
/// A run of more texts pairs neighbours only.
const COMMON: usize = 32;
/// A run of more texts is a phrase of the language.
const PHRASE: usize = 1000;
/// Weight of the runs that two texts share at least; a run of few texts weighs 4.
const LEAST: u32 = 12;
/// And of the runs of the shorter of them: four in this number.
const SHARE: u32 = 16;
/// Weight that is always enough.
const ENOUGH: u32 = 60;

/// What a run of this number of texts weighs.
fn weight(texts: usize) -> u32 {
    match texts {
        0..=4 => 4,
        5..=16 => 2,
        _ => 1,
    }
}

/// Hash of two numbers; the same on every machine.
pub(super) fn mix(a: u32, b: u32) -> u32 {
    let both = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let folded = (both ^ (both >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (folded >> 32) as u32
}

/// Runs of texts, gathered text by text.
#[derive(Debug, Default)]
pub(super) struct WordRuns {
    /// Hashes of the runs kept of each text, one text after the other.
    hashes: Vec<u32>,
    /// Number of different runs kept of each text.
    kept: Vec<u32>,
    /// The runs of one text, while they are gathered.
    own: Vec<u32>,
}

impl WordRuns {
    /// Adds the runs of the next text.
    pub fn add(&mut self, words: &[ComparedWord]) {
        self.own.clear();
        for run in words.windows(RUN) {
            if run[1..].iter().all(|w| w.joined) {
                let hash = mix(mix(run[0].key, run[1].key), run[2].key);
                if hash & 1 == 0 {
                    self.own.push(hash);
                }
            }
        }
        self.own.sort_unstable();
        self.own.dedup();
        self.hashes.extend_from_slice(&self.own);
        self.kept.push(self.own.len() as u32);
    }

    /// Adds the runs of the texts after these.
    pub fn join(&mut self, other: Self) {
        self.hashes.extend(other.hashes);
        self.kept.extend(other.kept);
    }

    /// The runs that several texts share, and few others: hash above, number of the text below. Sorted.
    fn shared(&mut self) -> Vec<u64> {
        // Most runs stand in one text only; a table of bits says so without sorting them.
        let bits = (self.hashes.len() * 8).next_power_of_two().clamp(64, 1 << 31);
        let place = |hash: u32| {
            let bit = (hash >> 1) as usize & (bits - 1);
            (bit / 64, 1_u64 << (bit % 64))
        };
        let (mut once, mut again) = (vec![0_u64; bits / 64], vec![0_u64; bits / 64]);
        for (word, bit) in self.hashes.iter().map(|hash| place(*hash)) {
            again[word] |= once[word] & bit;
            once[word] |= bit;
        }
        drop(once);
        let hashes = std::mem::take(&mut self.hashes);
        let of = self.kept.iter().enumerate().flat_map(|(text, kept)| std::iter::repeat_n(text as u64, *kept as usize));
        let several = |hash: u32| {
            let (word, bit) = place(hash);
            again[word] & bit != 0
        };
        let entry = |(hash, text): (&u32, u64)| several(*hash).then_some(u64::from(*hash) << 32 | text);
        let mut entries: Vec<u64> = hashes.iter().zip(of).filter_map(entry).collect();
        entries.sort_unstable();
        entries
    }

    /// Pairs of texts that share enough runs, the smaller number first, in order.
    pub fn candidates(mut self) -> Vec<(u32, u32)> {
        let entries = self.shared();
        let lists = entries.chunk_by(|a, b| a >> 32 == b >> 32);
        let lists: Vec<&[u64]> = lists.filter(|list| (2..=PHRASE).contains(&list.len())).collect();
        let partners = Partners::of(&lists, self.kept.len());
        let mut shared = vec![0_u32; self.kept.len()];
        let mut found = Vec::new();
        for later in 0..self.kept.len() as u32 {
            let mut touched = Vec::new();
            for (list, place) in partners.places(later) {
                let list = lists[list];
                let before = &list[..place];
                let few = if list.len() <= COMMON { before } else { &before[before.len().saturating_sub(1)..] };
                let first = if few.len() < before.len() { &before[..1] } else { &[] };
                for entry in few.iter().chain(first) {
                    let earlier = *entry as u32;
                    if shared[earlier as usize] == 0 {
                        touched.push(earlier);
                    }
                    shared[earlier as usize] += weight(list.len());
                }
            }
            touched.sort_unstable();
            for earlier in touched {
                let count = std::mem::take(&mut shared[earlier as usize]);
                let shorter = self.kept[earlier as usize].min(self.kept[later as usize]);
                if count >= LEAST.max(4 * shorter / SHARE).min(ENOUGH) {
                    found.push((earlier, later));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// Where each text stands in the lists.
struct Partners {
    places: Vec<(u32, u32)>,
    starts: Vec<u32>,
}

impl Partners {
    fn of(lists: &[&[u64]], texts: usize) -> Self {
        let mut starts = vec![0_u32; texts + 1];
        for entry in lists.iter().copied().flatten() {
            starts[*entry as u32 as usize + 1] += 1;
        }
        for i in 0..texts {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut places = vec![(0, 0); starts[texts] as usize];
        for (number, list) in lists.iter().enumerate() {
            for (place, entry) in list.iter().enumerate() {
                let slot = &mut next[*entry as u32 as usize];
                places[*slot as usize] = (number as u32, place as u32);
                *slot += 1;
            }
        }
        Self { places, starts }
    }

    fn places(&self, text: u32) -> impl Iterator<Item = (usize, usize)> {
        let range = self.starts[text as usize] as usize..self.starts[text as usize + 1] as usize;
        self.places[range].iter().map(|(list, place)| (*list as usize, *place as usize))
    }
}
