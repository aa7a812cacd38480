//! Which passage of a newer version stands for which of the older one.

use std::collections::HashMap;

use super::super::pair::{PreparedText, TextComparer};
use super::super::words::{ComparedWord, passage_words};

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassageFate {
    /// It is there, perhaps changed: its positions in the older and the newer version.
    Kept(usize, usize),
    /// It is new.
    Added(usize),
    /// It is gone.
    Removed(usize),
}

/// The fates of all passages, in the order of the newer version; those that are gone stand after what they followed.
pub(super) fn fates(old: &[&str], new: &[&str]) -> Vec<PassageFate> {
    let mut partner = vec![None; new.len()];
    let mut gone = vec![true; old.len()];
    let pair = |before: usize, after: usize, partner: &mut Vec<Option<usize>>, gone: &mut Vec<bool>| {
        if gone[before] && partner[after].is_none() {
            gone[before] = false;
            partner[after] = Some(before);
        }
    };
    for (before, after) in equal(old, new) {
        pair(before, after, &mut partner, &mut gone);
    }
    for (before, after) in alike(old, new) {
        pair(before, after, &mut partner, &mut gone);
    }
    // Short ones that changed, between the same neighbours.
    for (after, text) in new.iter().enumerate() {
        let before = match after.checked_sub(1) {
            None => Some(0),
            Some(above) => partner[above].map(|before: usize| before + 1),
        };
        if let Some(before) = before.filter(|at| *at < old.len() && overlap(old[*at], text)) {
            pair(before, after, &mut partner, &mut gone);
        }
    }
    order(&partner, &gone)
}

/// Passages that are the same, each taken once, in order.
fn equal(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, text) in old.iter().enumerate().rev() {
        places.entry(text).or_default().push(at);
    }
    let taken = new.iter().enumerate().filter_map(|(after, text)| Some((places.get_mut(text)?.pop()?, after)));
    taken.collect()
}

/// Passages that share a third of their words in order, those that share most first.
fn alike(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let prepared = [old, new].map(|passages| {
        let mut words = Vec::new();
        for (number, passage) in passages.iter().enumerate() {
            passage_words(passage, &[], number as u32, &mut words);
        }
        PreparedText::new(words)
    });
    let lengths = [0, 1].map(|side| {
        let mut lengths = vec![0; [old, new][side].len()];
        for word in &prepared[side].words {
            lengths[word.passage as usize] += 1;
        }
        lengths
    });
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for stretch in TextComparer::default().shared(&prepared[0], &prepared[1]) {
        for (i, j) in &stretch.equal {
            let passage = |side: usize, at: u32| prepared[side].words[at as usize].passage as usize;
            *shared.entry((passage(0, *i), passage(1, *j))).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = shared.into_iter().map(|(pair, count)| (usize::MAX - count, pair)).collect();
    pairs.retain(|(count, (before, after))| (usize::MAX - count) * 3 >= lengths[0][*before].min(lengths[1][*after]));
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// Whether two passages share half of their words in any order.
fn overlap(old: &str, new: &str) -> bool {
    let [mut old, mut new] = [old, new].map(|text| {
        let mut words: Vec<ComparedWord> = Vec::new();
        passage_words(text, &[], 0, &mut words);
        words.into_iter().map(|w| w.key).collect::<Vec<_>>()
    });
    old.sort_unstable();
    new.sort_unstable();
    let most = old.len().max(new.len());
    let shared = old.iter().filter(|key| new.binary_search(key).is_ok()).count();
    shared * 2 >= most && most > 0
}

fn order(partner: &[Option<usize>], gone: &[bool]) -> Vec<PassageFate> {
    let mut found = Vec::new();
    let mut next = 0;
    for (after, before) in partner.iter().enumerate() {
        match before {
            Some(before) => {
                found.extend((next..*before).filter(|at| gone[*at]).map(PassageFate::Removed));
                next = next.max(before + 1);
                found.push(PassageFate::Kept(*before, after));
            }
            None => found.push(PassageFate::Added(after)),
        }
    }
    found.extend((next..gone.len()).filter(|at| gone[*at]).map(PassageFate::Removed));
    found
}
