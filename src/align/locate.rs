//! Finds the passages of an article in a copy of it.
//!
//! The corpus has an anchor of a few words for each passage. The copy is searched for the anchors word for
//! word, ignoring typography (kinds of quotation marks and dashes, white space, invisible characters). The
//! longest sequence of passages in reading order determines their places. The others are marked as ambiguous or
//! moved, never guessed.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use unicode_normalization::UnicodeNormalization;

use super::copy::Copy;
use crate::diagnostic::SourceSpan;
use crate::model::AnchorState;

/// An article before it has a copy.
#[derive(Debug)]
pub struct KnownArticle<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title as printed.
    pub title: &'a str,
    /// Its passages, in reading order.
    pub passages: Vec<KnownPassage<'a>>,
}

/// A passage before it has a text.
#[derive(Debug)]
pub struct KnownPassage<'a> {
    /// Its first few words.
    pub anchor: &'a str,
    /// Their place in the corpus.
    pub span: SourceSpan,
    /// Its last few words, where it is printed in several blocks.
    pub end: Option<&'a str>,
}

/// An article's passages as found in one copy.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// The text, if found, and the state of each passage.
    pub passages: Vec<(Option<String>, AnchorState)>,
    /// Number of passages found exactly and in order.
    pub exact: usize,
    /// Whether the article's title is a block of the copy.
    pub titled: bool,
}

/// A copy prepared for looking up anchors.
#[derive(Debug)]
pub struct PreparedCopy<'c> {
    copy: &'c Copy,
    folded: Vec<String>,
}

/// `text` with normalised typography, so that only its words count.
pub fn even(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfc() {
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
            '‘' | '’' | '‛' | 'ʼ' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' | '‟' => '"',
            '‐'..='―' | '−' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' {
            space = !out.is_empty();
        } else {
            if std::mem::take(&mut space) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

/// The places of `words` in `text` as whole words; both are normalised.
pub fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (words.chars().next(), words.chars().next_back());
    let mut from = 0;
    // Places may overlap: one inside a word must not hide the next.
    let all = std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words)?;
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        Some(at)
    });
    all.take_while(move |_| !words.is_empty()).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let inside_a_word = (inner(before) && inner(first)) || (inner(last) && inner(after));
        !inside_a_word
    })
}

impl<'c> PreparedCopy<'c> {
    /// Prepares a copy.
    pub fn new(copy: &'c Copy) -> Self {
        Self { copy, folded: copy.blocks.iter().map(|b| even(b)).collect() }
    }

    /// Searches for the passages of `article`. `None` if `stop` was set.
    pub fn align(&self, article: &KnownArticle<'_>, stop: &AtomicBool) -> Option<Alignment> {
        let search = |p: &KnownPassage<'_>| (!stop.load(Ordering::Relaxed)).then(|| self.candidates(&even(p.anchor)));
        let found: Vec<Vec<Place>> = article.passages.iter().map(search).collect::<Option<_>>()?;
        let chain = longest_in_order(&found);
        let mut moved = HashSet::new();
        let mut passages = Vec::with_capacity(found.len());
        for (i, candidates) in found.iter().enumerate() {
            let Some(place) = chain[i] else {
                let state = match candidates.len() {
                    0 => AnchorState::Orphan,
                    1 => AnchorState::Moved,
                    _ => AnchorState::Ambiguous,
                };
                // Passages that share a block would repeat it, however long it is.
                let block = Some(candidates).filter(|all| all.len() == 1).map(|all| all[0].block);
                let text = block.filter(|&block| moved.insert(block)).map(|block| self.copy.blocks[block].clone());
                passages.push((text, state));
                continue;
            };
            let before = chain[..i].iter().rev().flatten().next().copied();
            let after = chain[i + 1..].iter().flatten().next().copied();
            let rival =
                candidates.iter().any(|&c| c != place && before.is_none_or(|b| b < c) && after.is_none_or(|a| c < a));
            let end = article.passages[i].end.map(even);
            let (text, complete) = self.cut(place, before, after, end.as_deref());
            let state = if rival || !complete { AnchorState::Ambiguous } else { AnchorState::Exact };
            passages.push((Some(text), state));
        }
        let title = even(article.title);
        Some(Alignment {
            exact: passages.iter().filter(|(_, s)| *s == AnchorState::Exact).count(),
            titled: self.folded.contains(&title),
            passages,
        })
    }

    /// Blocks that begin with the anchor, or else those that hold it. A block printed twice in a row (a
    /// caption, on many pages) is one place.
    fn candidates(&self, anchor: &str) -> Vec<Place> {
        let mut all: Vec<Place> = Vec::new();
        for (block, text) in self.folded.iter().enumerate() {
            if all.last().is_some_and(|p| self.folded[p.block] == *text && p.block + 1 == block) {
                continue;
            }
            all.extend(places(text, anchor).map(|at| Place { block, at }));
        }
        let leads = |p: &Place| !self.folded[p.block][..p.at].contains(char::is_alphanumeric);
        if all.iter().any(leads) {
            all.retain(leads);
        }
        all
    }

    /// The text from `place` to the end of the block, or to the block that contains `end`, or to the next passage if
    /// that begins in the same block; and whether `end` was found, if given.
    fn cut(&self, place: Place, before: Option<Place>, after: Option<Place>, end: Option<&str>) -> (String, bool) {
        // Offsets refer to normalised text, so a block is cut in its normalised form.
        let shares = |other: Option<Place>| other.is_some_and(|o| o.block == place.block);
        if shares(before) || shares(after) {
            let text = &self.folded[place.block];
            let from = if shares(before) { place.at } else { 0 };
            let to = after.filter(|a| a.block == place.block).map_or(text.len(), |a| a.at);
            return (text[from..to].trim().to_owned(), end.is_none_or(|e| text[from..to].contains(e)));
        }
        let Some(end) = end else {
            return (self.copy.blocks[place.block].clone(), true);
        };
        let limit = after.map_or(self.folded.len(), |a| a.block);
        match (place.block..limit).find(|&b| places(&self.folded[b], end).next().is_some()) {
            Some(last) => (self.copy.blocks[place.block..=last].join(" "), true),
            None => (self.copy.blocks[place.block].clone(), false),
        }
    }
}

/// A place in a copy: block, then byte in the block's normalised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    block: usize,
    at: usize,
}

/// Chooses at most one candidate per passage, so that places increase and as many passages as possible have one:
/// the longest increasing subsequence, by patience sorting.
fn longest_in_order(found: &[Vec<Place>]) -> Vec<Option<Place>> {
    // The top of each pile is the lowest place at which a sequence of that length can end.
    let mut nodes: Vec<(usize, Place, Option<usize>)> = Vec::new();
    let mut tops: Vec<usize> = Vec::new();
    for (passage, candidates) in found.iter().enumerate() {
        // Descending order, so that a passage never follows itself.
        for &place in candidates.iter().rev() {
            let pile = tops.partition_point(|&n| nodes[n].1 < place);
            nodes.push((passage, place, pile.checked_sub(1).map(|p| tops[p])));
            let node = nodes.len() - 1;
            match tops.get_mut(pile) {
                Some(top) => *top = node,
                None => tops.push(node),
            }
        }
    }
    let mut chain = vec![None; found.len()];
    let mut at = tops.last().copied();
    while let Some(node) = at {
        let (passage, place, before) = nodes[node];
        chain[passage] = Some(place);
        at = before;
    }
    chain
}

/// The place of `words`, given the normalised texts of their passage and of all passages.
pub fn locate(words: &str, passage: usize, texts: &[Option<String>]) -> AnchorState {
    let words = even(words);
    let count = |text: &Option<String>| text.as_deref().map_or(0, |t| places(t, &words).take(2).count());
    match texts.get(passage).map_or(0, count) {
        1 => AnchorState::Exact,
        2.. => AnchorState::Ambiguous,
        0 => match texts.iter().map(count).sum::<usize>() {
            0 => AnchorState::Orphan,
            1 => AnchorState::Moved,
            2.. => AnchorState::Ambiguous,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_evened_words_are_not() {
        assert_eq!(even("It’s\u{a0}“so” – co\u{ad}operate  "), "It's \"so\" - cooperate");
        assert_ne!(even("Kerman"), even("kerman"));
    }

    #[test]
    fn words_are_found_whole() {
        assert_eq!(places("killing 940 and killing 94.", "killing 94").collect::<Vec<_>>(), [16]);
        assert_eq!(places("anything", "").count(), 0);
    }

    #[test]
    fn the_longest_run_in_order_wins() {
        let at = |block| Place { block, at: 0 };
        let found = vec![vec![at(5)], vec![at(1)], vec![at(2), at(9)], vec![], vec![at(3)]];
        assert_eq!(longest_in_order(&found), [None, Some(at(1)), Some(at(2)), None, Some(at(3))]);
    }

    #[test]
    fn moved_passages_of_one_block_do_not_repeat_it() {
        let copy = Copy { name: "c".into(), blocks: ["c b a", "d", "e"].map(String::from).into() };
        let passage = |anchor| KnownPassage { anchor, span: SourceSpan::new(0, 0..1), end: None };
        let passages = ["d", "e", "a", "b", "c"].map(passage).into();
        let article = KnownArticle { id: "a", title: "t", passages };
        let found = PreparedCopy::new(&copy).align(&article, &AtomicBool::new(false)).unwrap();
        let texts: Vec<_> = found.passages.iter().map(|(text, state)| (text.as_deref(), *state)).collect();
        let (exact, moved) = (AnchorState::Exact, AnchorState::Moved);
        assert_eq!(
            texts,
            [(Some("d"), exact), (Some("e"), exact), (Some("c b a"), moved), (None, moved), (None, moved)]
        );
    }

    #[test]
    fn words_are_exact_moved_ambiguous_or_lost() {
        let texts = [Some("one two three".to_owned()), Some("four two".to_owned()), None];
        assert_eq!(locate("three", 0, &texts), AnchorState::Exact);
        assert_eq!(locate("four", 0, &texts), AnchorState::Moved);
        assert_eq!(locate("two", 2, &texts), AnchorState::Ambiguous);
        assert_eq!(locate("five", 0, &texts), AnchorState::Orphan);
    }
}
