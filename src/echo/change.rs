//! What changed between two versions of an article, the most telling first.
//!
//! Knows words, not which incident they are about.

mod classify;
mod kind;
mod passages;

pub use kind::{ChangeKind, ChangedText, VersionChange};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::{ComparedWord, passage_words};
use classify::{classify, near_harm};
use passages::{PassageFate, fates};

/// Words of a passage that are compared; the rest of a longer one counts as wording.
const MOST: usize = 3000;

/// What changed from the passages of `old` to those of `new`: figures first (those of people harmed before others), then
/// dates, names, passages added and removed, and other words; within a kind in the order of the newer version.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<VersionChange> {
    let mut found = Vec::new();
    for fate in fates(old, new) {
        match fate {
            PassageFate::Kept(before, after) if old[before] != new[after] => {
                within([before, after], [old[before], new[after]], &mut found);
            }
            PassageFate::Kept(..) => {}
            PassageFate::Added(after) => {
                let new = Some(ChangedText { passage: after, range: 0..new[after].len() });
                found.push((false, VersionChange { kind: ChangeKind::Added, old: None, new }));
            }
            PassageFate::Removed(before) => {
                let old = Some(ChangedText { passage: before, range: 0..old[before].len() });
                found.push((false, VersionChange { kind: ChangeKind::Removed, old, new: None }));
            }
        }
    }
    found.sort_by_key(|(harm, change)| (change.kind, !harm));
    found.into_iter().map(|(_, change)| change).collect()
}

/// The changes within a passage; the flag says that people harmed are spoken of nearby.
fn within(passages: [usize; 2], texts: [&str; 2], found: &mut Vec<(bool, VersionChange)>) {
    let words = texts.map(|text| {
        let mut words = Vec::new();
        passage_words(text, &[], 0, &mut words);
        words.truncate(MOST);
        words
    });
    let keys = [0, 1].map(|side| words[side].iter().map(|w: &ComparedWord| w.key).collect::<Vec<_>>());
    for op in capture_diff_slices(Algorithm::Myers, &keys[0], &keys[1]) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let ranges = [op.old_range(), op.new_range()];
        let harm = [0, 1].iter().any(|side| near_harm(texts[*side], &words[*side], &ranges[*side]));
        let kind = classify(&[0, 1].map(|side| (texts[side], &words[side][..], ranges[side].clone())), harm);
        let changed = |side: usize| {
            let range = ranges[side].clone();
            let (first, last) = (words[side].get(range.start)?, words[side].get(range.end.checked_sub(1)?)?);
            let range = (!range.is_empty()).then(|| first.bytes().start..last.bytes().end)?;
            Some(ChangedText { passage: passages[side], range })
        };
        found.push((harm, VersionChange { kind, old: changed(0), new: changed(1) }));
    }
}
