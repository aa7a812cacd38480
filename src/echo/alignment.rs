//! The stretch that two runs of words share best, in order, with some words changed (local alignment).
//!
//! Knows words only.

use super::words::ComparedWord;

/// The best shared stretch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AlignedStretch {
    /// Weights of the equal words less one for each word changed, left out or put in.
    pub score: i32,
    /// Positions of equal words, in order.
    pub equal: Vec<(u32, u32)>,
}

/// Room for one alignment, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Aligner {
    row: Vec<i32>,
    steps: Vec<u8>,
}

const STOP: u8 = 0;
const BOTH: u8 = 1;
const FIRST: u8 = 2;
const SECOND: u8 = 3;

impl Aligner {
    /// The best stretch that `a` and `b` share. Its work is the product of their lengths: callers bound them.
    pub fn align(&mut self, a: &[ComparedWord], b: &[ComparedWord]) -> AlignedStretch {
        let width = b.len() + 1;
        self.row.clear();
        self.row.resize(width, 0);
        self.steps.clear();
        self.steps.resize(width * (a.len() + 1), STOP);
        let mut best = (0, 0, 0);
        for (i, word) in a.iter().enumerate() {
            let mut diagonal = 0;
            let mut left = 0;
            let steps = &mut self.steps[(i + 1) * width + 1..][..b.len()];
            for (j, ((other, cell), step)) in b.iter().zip(&mut self.row[1..]).zip(steps).enumerate() {
                let equal = word.key == other.key;
                let both = diagonal + if equal { i32::from(word.weight.min(other.weight)) } else { -1 };
                diagonal = *cell;
                let (up, before) = (*cell - 1, left - 1);
                let (score, how) = if both >= up && both >= before {
                    (both, BOTH)
                } else if up >= before {
                    (up, FIRST)
                } else {
                    (before, SECOND)
                };
                (*cell, *step) = if score > 0 { (score, how) } else { (0, STOP) };
                left = *cell;
                if left > best.0 {
                    best = (left, i + 1, j + 1);
                }
            }
        }
        let (score, mut i, mut j) = best;
        let mut equal = Vec::new();
        while i > 0 && j > 0 {
            match self.steps[i * width + j] {
                BOTH => {
                    (i, j) = (i - 1, j - 1);
                    if a[i].key == b[j].key {
                        equal.push((i as u32, j as u32));
                    }
                }
                FIRST => i -= 1,
                SECOND => j -= 1,
                _ => break,
            }
        }
        equal.reverse();
        AlignedStretch { score, equal }
    }
}
