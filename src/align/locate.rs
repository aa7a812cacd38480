//! Finds the passages of an article in a copy of it.
//!
//! The corpus has an anchor of a few words for each passage. The copy is searched for the anchors word for
//! word, ignoring typography (kinds of quotation marks and dashes, white space, invisible characters). The
//! order of the passages determines their places ([`order`](super::order)). The others are marked as ambiguous or
//! moved, never guessed. The rest of the copy is kept too, so that a reader sees all of it.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::atomic::AtomicBool;

use super::copy::Copy;
use super::index::{AnchorIndex, FoundAnchors};
use super::known::KnownArticle;
use super::order::{CopyPlace, choose};
use super::words::{even, places};
use crate::model::AnchorState;

/// An article's passages as found in one copy.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// The text, if found, and the state of each passage.
    pub passages: Vec<(Option<String>, AnchorState)>,
    /// Number of passages found exactly and in order.
    pub exact: usize,
    /// Whether the article's title is a block of the copy.
    pub titled: bool,
    /// The blocks in which the first words of each passage stand, at most [`MOST_SHOWN`] of them.
    pub blocks: Vec<Vec<usize>>,
    /// The blocks that belong to no passage, in order.
    pub rest: Vec<Rest>,
}

/// A block of a copy that belongs to no passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// The block.
    pub block: usize,
    /// The position of the next passage; the number of passages after the last.
    pub before: usize,
    /// Its number among the article's paragraphs; 0 if that is not certain.
    pub number: u32,
}

/// Maximum number of places of an anchor or wording that a message names.
pub const MOST_SHOWN: usize = 4;

/// A copy in which the anchors of all articles have been looked up.
#[derive(Debug)]
pub struct PreparedCopy<'c> {
    copy: &'c Copy,
    folded: Vec<String>,
    index: &'c AnchorIndex,
    found: FoundAnchors,
}

impl<'c> PreparedCopy<'c> {
    /// Looks up all anchors in a copy. `None` if `stop` was set.
    pub fn new(copy: &'c Copy, index: &'c AnchorIndex, stop: &AtomicBool) -> Option<Self> {
        let folded: Vec<String> = copy.blocks.iter().map(|b| even(b)).collect();
        let found = index.find(&folded, stop)?;
        Some(Self { copy, folded, index, found })
    }

    /// What was found.
    pub fn found(&self) -> &FoundAnchors {
        &self.found
    }

    /// Chooses the places of the passages of `article`, which has this position in the index.
    pub fn align(&self, position: usize, article: &KnownArticle<'_>) -> Alignment {
        let found = self.index.places(position, &self.found);
        let numbers: Vec<u32> = article.passages.iter().map(|p| p.number).collect();
        let choices = choose(&found, &numbers, &self.folded);
        let mut moved = HashSet::new();
        // The blocks of each passage that has a place.
        let mut taken: Vec<Option<RangeInclusive<usize>>> = Vec::with_capacity(found.len());
        let mut passages = Vec::with_capacity(found.len());
        for (i, candidates) in found.iter().enumerate() {
            let Some(choice) = choices[i] else {
                let state = match candidates.len() {
                    0 => AnchorState::Orphan,
                    1 => AnchorState::Moved,
                    _ => AnchorState::Ambiguous,
                };
                // Passages that share a block would repeat it, however long it is.
                let block = Some(candidates).filter(|all| all.len() == 1).map(|all| all[0].block);
                let text = block.filter(|&block| moved.insert(block)).map(|block| self.copy.blocks[block].clone());
                passages.push((text, state));
                taken.push(None);
                continue;
            };
            let before = choices[..i].iter().rev().flatten().next().map(|c| c.place);
            let after = choices[i + 1..].iter().flatten().next().map(|c| c.place);
            let end = article.passages[i].end.map(even);
            let (text, last) = self.cut(choice.place, before, after, end.as_deref());
            let exact = choice.decided && last.is_some();
            let state = if exact { AnchorState::Exact } else { AnchorState::Ambiguous };
            passages.push((Some(text), state));
            taken.push(Some(choice.place.block..=last.unwrap_or(choice.place.block)));
        }
        let blocks = found.iter().map(|all| {
            let mut blocks: Vec<usize> = all.iter().map(|place| place.block).take(MOST_SHOWN).collect();
            blocks.dedup();
            blocks
        });
        Alignment {
            exact: passages.iter().filter(|(_, s)| *s == AnchorState::Exact).count(),
            titled: self.found.is_titled(position),
            blocks: blocks.collect(),
            rest: self.rest(article, &taken, &moved),
            passages,
        }
    }

    /// The blocks that belong to no passage, without the section headings, which passages have, and without blocks printed
    /// twice in a row.
    fn rest(
        &self,
        article: &KnownArticle<'_>,
        taken: &[Option<RangeInclusive<usize>>],
        moved: &HashSet<usize>,
    ) -> Vec<Rest> {
        let passages = &article.passages;
        let mut headings: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, passage) in passages.iter().enumerate() {
            if let Some(heading) = passage.heading {
                headings.entry(even(heading)).or_default().push(at);
            }
        }
        let mut rest: Vec<Rest> = Vec::new();
        let mut placed = taken.iter().enumerate().filter_map(|(i, t)| Some((i, t.clone()?))).peekable();
        let mut last: Option<usize> = None;
        let mut begin = 0;
        let mut end = 0;
        for block in 0..self.folded.len() {
            while let Some((i, blocks)) = placed.next_if(|(_, blocks)| *blocks.start() <= block) {
                number(&mut rest[begin..], last.map(|l| passages[l].number), passages[i].number);
                begin = rest.len();
                end = end.max(blocks.end() + 1);
                last = Some(i);
            }
            let repeated = block > 0 && self.folded[block] == self.folded[block - 1];
            if block < end || repeated || moved.contains(&block) {
                continue;
            }
            let before = placed.peek().map_or(passages.len(), |(i, _)| *i);
            // Passages without a place stand before the next that has one.
            let from = last.map_or(0, |l| l + 1);
            let is_heading = headings
                .get(&self.folded[block])
                .is_some_and(|all| all.get(all.partition_point(|at| *at < from)).is_some_and(|at| *at <= before));
            if !is_heading {
                rest.push(Rest { block, before, number: 0 });
            }
        }
        rest
    }

    /// The text from `place` to the end of the block, or to the block that contains `end`, or to the next passage if
    /// that begins in the same block; and its last block, unless `end` is given and not found.
    fn cut(
        &self,
        place: CopyPlace,
        before: Option<CopyPlace>,
        after: Option<CopyPlace>,
        end: Option<&str>,
    ) -> (String, Option<usize>) {
        // Offsets refer to normalised text, so a block is cut in its normalised form.
        let shares = |other: Option<CopyPlace>| other.is_some_and(|o| o.block == place.block);
        if shares(before) || shares(after) {
            let text = &self.folded[place.block];
            let from = if shares(before) { place.at } else { 0 };
            let to = after.filter(|a| a.block == place.block).map_or(text.len(), |a| a.at);
            let complete = end.is_none_or(|e| text[from..to].contains(e));
            return (text[from..to].trim().to_owned(), complete.then_some(place.block));
        }
        let Some(end) = end else {
            return (self.copy.blocks[place.block].clone(), Some(place.block));
        };
        let limit = after.map_or(self.folded.len(), |a| a.block);
        match (place.block..limit).find(|&b| places(&self.folded[b], end).next().is_some()) {
            Some(last) => (self.copy.blocks[place.block..=last].join(" "), Some(last)),
            None => (self.copy.blocks[place.block].clone(), None),
        }
    }
}

/// Numbers the blocks between two neighbouring passages, if they are as many as their numbers leave out.
fn number(between: &mut [Rest], before: Option<u32>, after: u32) {
    let Some(first) = before.and_then(|before| before.checked_add(1)) else { return };
    if after.checked_sub(first).is_some_and(|gap| gap as usize == between.len()) {
        for (rest, number) in between.iter_mut().zip(first..after) {
            rest.number = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::known::KnownPassage;
    use super::*;
    use crate::diagnostic::SourceSpan;

    fn known<'a>(anchors: &[&'a str]) -> KnownArticle<'a> {
        let span = SourceSpan::new(0, 0..1);
        let passage = |(anchor, number)| KnownPassage { number, heading: None, anchor, span, end: None };
        KnownArticle { id: "a", title: "t", passages: anchors.iter().copied().zip(1..).map(passage).collect() }
    }

    fn aligned(copy: &Copy, article: &KnownArticle<'_>) -> Alignment {
        let index = AnchorIndex::new(std::slice::from_ref(article));
        PreparedCopy::new(copy, &index, &AtomicBool::new(false)).unwrap().align(0, article)
    }

    fn copy_of(blocks: &[&str]) -> Copy {
        Copy { name: "c".into(), blocks: blocks.iter().map(|b| (*b).to_owned()).collect() }
    }

    #[test]
    fn the_rest_of_the_copy_is_kept_with_numbers_where_they_are_certain() {
        let copy = copy_of(&["nav", "a one", "x", "Head", "b two", "b two", "ad", "y", "z", "c three", "foot"]);
        let mut article = known(&["a", "b", "c"]);
        for (passage, number) in article.passages.iter_mut().zip([3, 5, 7]) {
            passage.number = number;
        }
        article.passages[1].heading = Some("Head");
        let found = aligned(&copy, &article);
        let rest: Vec<_> = found.rest.iter().map(|r| (r.block, r.before, r.number)).collect();
        // One paragraph is left out before ¶5 and one is there; before ¶7 there are three for one.
        assert_eq!(rest, [(0, 0, 0), (2, 1, 4), (6, 2, 0), (7, 2, 0), (8, 2, 0), (10, 3, 0)]);
    }

    #[test]
    fn moved_passages_of_one_block_do_not_repeat_it() {
        let copy = copy_of(&["c b a", "d", "e"]);
        let article = known(&["d", "e", "a", "b", "c"]);
        let found = aligned(&copy, &article);
        let texts: Vec<_> = found.passages.iter().map(|(text, state)| (text.as_deref(), *state)).collect();
        let (exact, moved) = (AnchorState::Exact, AnchorState::Moved);
        assert_eq!(
            texts,
            [(Some("d"), exact), (Some("e"), exact), (Some("c b a"), moved), (None, moved), (None, moved)]
        );
    }
}
