//! Two texts held against each other word by word: which stretches they share.
//!
//! Knows no other texts and no grades.

use std::cmp::Ordering;
use std::ops::Range;

use super::alignment::{AlignedStretch, Aligner};
use super::shingle::mix;
use super::words::ComparedWord;

/// Words that are aligned at once at most; a longer passage is cut.
const UNIT: usize = 120;
/// A stretch scores this at least.
const LEAST_SCORE: i32 = 5;
/// A unit is aligned with this number of units, those that share most pairs of words.
const PARTNERS: usize = 2;
/// A pair of words that two texts repeat in more combinations tells nothing.
const REPEATED: usize = 64;

/// A stretch that two texts share, as positions in their lists of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SharedStretch {
    /// Equal words, in order.
    pub equal: Vec<(u32, u32)>,
    /// Weights of the equal words less one for each changed word.
    pub score: i32,
}

impl SharedStretch {
    /// Whether no word within is changed.
    pub fn is_exact(&self) -> bool {
        self.spans().iter().all(|span| span.len() == self.equal.len())
    }

    /// The words from the first to the last equal one, in each text.
    pub fn spans(&self) -> [Range<usize>; 2] {
        let (first, last) = match (self.equal.first(), self.equal.last()) {
            (Some(first), Some(last)) => (*first, *last),
            _ => return [0..0, 0..0],
        };
        [first.0 as usize..last.0 as usize + 1, first.1 as usize..last.1 as usize + 1]
    }
}

/// Compares pairs of texts; holds room that is used again.
#[derive(Debug, Default)]
pub(super) struct TextComparer {
    aligner: Aligner,
    met: Vec<(u32, u32)>,
}

/// A text prepared for comparing.
#[derive(Debug, Default)]
pub(super) struct PreparedText {
    /// Its words.
    pub words: Vec<ComparedWord>,
    units: Vec<Range<usize>>,
    /// Hashes of two words that follow each other, with the unit, sorted.
    pairs: Vec<(u32, u32)>,
}

impl PreparedText {
    /// Cuts the words into units and gathers their pairs.
    pub fn new(words: Vec<ComparedWord>) -> Self {
        let mut units = Vec::new();
        let mut start = 0;
        for passage in words.chunk_by(|a, b| a.passage == b.passage) {
            let parts = passage.len().div_ceil(UNIT);
            for part in 0..parts {
                units.push(start + passage.len() * part / parts..start + passage.len() * (part + 1) / parts);
            }
            start += passage.len();
        }
        let mut pairs = Vec::new();
        for (number, unit) in units.iter().enumerate() {
            for pair in words[unit.clone()].windows(2) {
                if pair[1].joined && pair[0].weight + pair[1].weight > 2 {
                    pairs.push((mix(pair[0].key, pair[1].key), number as u32));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self { words, units, pairs }
    }
}

impl TextComparer {
    /// The stretches that two texts share, in the order of the first.
    pub fn shared(&mut self, a: &PreparedText, b: &PreparedText) -> Vec<SharedStretch> {
        let mut stretches: Vec<SharedStretch> = Vec::new();
        for (first, second) in self.partners(a, b) {
            let (first, second) = (&a.units[first as usize], &b.units[second as usize]);
            let AlignedStretch { score, equal } = self.aligner.align(&a.words[first.clone()], &b.words[second.clone()]);
            if score >= LEAST_SCORE {
                let shift = |(i, j): (u32, u32)| (i + first.start as u32, j + second.start as u32);
                stretches.push(SharedStretch { equal: equal.into_iter().map(shift).collect(), score });
            }
        }
        stretches.sort_by_key(|s| (-s.score, s.equal.first().copied()));
        let mut used = [vec![false; a.words.len()], vec![false; b.words.len()]];
        stretches.retain_mut(|stretch| {
            let before = stretch.equal.len();
            stretch.equal.retain(|(i, j)| !used[0][*i as usize] && !used[1][*j as usize]);
            let keep = stretch.equal.len() * 2 > before;
            if keep {
                for (i, j) in &stretch.equal {
                    used[0][*i as usize] = true;
                    used[1][*j as usize] = true;
                }
            }
            keep
        });
        stretches.sort_by_key(|s| s.equal.first().copied());
        stretches
    }

    /// Pairs of units that are worth aligning: for each unit those of the other text that share most pairs of words.
    fn partners(&mut self, a: &PreparedText, b: &PreparedText) -> Vec<(u32, u32)> {
        self.met.clear();
        let (mut first, mut second) = (a.pairs.as_slice(), b.pairs.as_slice());
        while let (Some((one, _)), Some((two, _))) = (first.first(), second.first()) {
            match one.cmp(two) {
                Ordering::Less => first = &first[1..],
                Ordering::Greater => second = &second[1..],
                Ordering::Equal => {
                    let here = first.iter().take_while(|p| p.0 == *one).count();
                    let there = second.iter().take_while(|p| p.0 == *one).count();
                    if here * there <= REPEATED {
                        for (_, i) in &first[..here] {
                            self.met.extend(second[..there].iter().map(|(_, j)| (*i, *j)));
                        }
                    }
                    (first, second) = (&first[here..], &second[there..]);
                }
            }
        }
        self.met.sort_unstable();
        let mut counted: Vec<(usize, u32, u32)> =
            self.met.chunk_by(|x, y| x == y).map(|same| (same.len(), same[0].0, same[0].1)).collect();
        counted.retain(|(count, ..)| *count >= 2);
        counted.sort_unstable_by_key(|(count, i, j)| (usize::MAX - count, *i, *j));
        let (mut first, mut second) = (vec![0; a.units.len()], vec![0; b.units.len()]);
        let mut chosen = Vec::new();
        for (_, i, j) in counted {
            let (of_a, of_b) = (&mut first[i as usize], &mut second[j as usize]);
            if *of_a < PARTNERS || *of_b < PARTNERS {
                *of_a += 1;
                *of_b += 1;
                chosen.push((i, j));
            }
        }
        chosen
    }
}
