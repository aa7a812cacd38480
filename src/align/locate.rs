//! Finds the passages of an article in a copy of it.
//!
//! The corpus has an anchor of a few words for each passage. The copy is searched for the anchors word for
//! word, ignoring typography (kinds of quotation marks and dashes, white space, invisible characters). The
//! order of the passages determines their places ([`order`](super::order)). The others are marked as ambiguous or
//! moved, never guessed. The rest of the copy is kept too, so that a reader sees all of it.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, Ordering};

use unicode_normalization::UnicodeNormalization;

use super::copy::Copy;
use super::order::{CopyPlace, choose};
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
    /// Its number among the article's paragraphs.
    pub number: u32,
    /// The section heading before it, if any.
    pub heading: Option<&'a str>,
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
        let found: Vec<Vec<CopyPlace>> = article.passages.iter().map(search).collect::<Option<_>>()?;
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
        let title = even(article.title);
        let blocks = found.iter().map(|all| {
            let mut blocks: Vec<usize> = all.iter().map(|place| place.block).take(MOST_SHOWN).collect();
            blocks.dedup();
            blocks
        });
        Some(Alignment {
            exact: passages.iter().filter(|(_, s)| *s == AnchorState::Exact).count(),
            titled: self.folded.contains(&title),
            blocks: blocks.collect(),
            rest: self.rest(article, &taken, &moved),
            passages,
        })
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

    /// Blocks that begin with the anchor, or else those that hold it. A block printed twice in a row (a
    /// caption, on many pages) is one place.
    fn candidates(&self, anchor: &str) -> Vec<CopyPlace> {
        let mut all: Vec<CopyPlace> = Vec::new();
        for (block, text) in self.folded.iter().enumerate() {
            if all.last().is_some_and(|p| self.folded[p.block] == *text && p.block + 1 == block) {
                continue;
            }
            all.extend(places(text, anchor).map(|at| CopyPlace { block, at }));
        }
        let leads = |p: &CopyPlace| !self.folded[p.block][..p.at].contains(char::is_alphanumeric);
        if all.iter().any(leads) {
            all.retain(leads);
        }
        all
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

/// The state of `words`, given the normalised texts of their passage and of all passages, and those of the rest of the
/// copy, which count if no passage has the words.
pub fn locate(words: &str, passage: Option<usize>, texts: &[Option<String>], rest: &[String]) -> AnchorState {
    let words = even(words);
    let count = |text: &str| places(text, &words).take(2).count();
    let own = passage.and_then(|passage| texts.get(passage)?.as_deref());
    match own.map_or(0, count) {
        1 => return AnchorState::Exact,
        2.. => return AnchorState::Ambiguous,
        0 => {}
    }
    let of = |counts: &mut dyn Iterator<Item = usize>| counts.sum::<usize>();
    let found = match of(&mut texts.iter().flatten().map(|text| count(text))) {
        0 => of(&mut rest.iter().map(|text| count(text))),
        found => found,
    };
    match found {
        0 => AnchorState::Orphan,
        1 => AnchorState::Moved,
        2.. => AnchorState::Ambiguous,
    }
}

/// The words of `text` around those at byte `at`, as a message quotes them.
pub fn around(text: &str, at: usize, length: usize) -> String {
    const WORDS: usize = 4;
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + length..).unwrap_or(""));
    let start = before.char_indices().rev().filter(|(_, c)| *c == ' ').nth(WORDS).map_or(0, |(at, _)| at + 1);
    let end = after.char_indices().filter(|(_, c)| *c == ' ').nth(WORDS).map_or(after.len(), |(at, _)| at);
    let lead = if start > 0 { "… " } else { "" };
    let tail = if end < after.len() { " …" } else { "" };
    let shown = &text[start..at + length + end];
    // A block may be one long word.
    match shown.char_indices().nth(200) {
        Some((cut, _)) => format!("{lead}{} …", &shown[..cut]),
        None => format!("{lead}{shown}{tail}"),
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

    fn known<'a>(anchors: &[&'a str]) -> KnownArticle<'a> {
        let span = SourceSpan::new(0, 0..1);
        let passage = |(anchor, number)| KnownPassage { number, heading: None, anchor, span, end: None };
        KnownArticle { id: "a", title: "t", passages: anchors.iter().copied().zip(1..).map(passage).collect() }
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
        let found = PreparedCopy::new(&copy).align(&article, &AtomicBool::new(false)).unwrap();
        let rest: Vec<_> = found.rest.iter().map(|r| (r.block, r.before, r.number)).collect();
        // One paragraph is left out before ¶5 and one is there; before ¶7 there are three for one.
        assert_eq!(rest, [(0, 0, 0), (2, 1, 4), (6, 2, 0), (7, 2, 0), (8, 2, 0), (10, 3, 0)]);
    }

    #[test]
    fn a_message_quotes_a_few_words_on_each_side() {
        let text = "one two three four five six seven eight nine ten eleven";
        let at = text.find("six").unwrap();
        assert_eq!(around(text, at, 3), "… two three four five six seven eight nine ten …");
        assert_eq!(around("six seven", 0, 3), "six seven");
    }

    #[test]
    fn moved_passages_of_one_block_do_not_repeat_it() {
        let copy = copy_of(&["c b a", "d", "e"]);
        let article = known(&["d", "e", "a", "b", "c"]);
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
        let rest = ["six two".to_owned(), "seven seven".to_owned()];
        let state = |words: &str, passage: usize| locate(words, Some(passage), &texts, &rest);
        assert_eq!(state("three", 0), AnchorState::Exact);
        assert_eq!(state("four", 0), AnchorState::Moved);
        assert_eq!(state("two", 2), AnchorState::Ambiguous);
        assert_eq!(state("five", 0), AnchorState::Orphan);
        assert_eq!(state("six", 0), AnchorState::Moved, "in the rest of the copy");
        assert_eq!(state("seven", 0), AnchorState::Ambiguous);
    }
}
