//! Finds wordings in the copy of an article. A wording mostly stands in the short passage that is searched first; only for
//! others the words of the copy are listed, once, so that many lost wordings in a long copy are no search each.

use std::hash::BuildHasher as _;
use std::sync::OnceLock;

use super::words::{even, is_whole, places};
use crate::model::AnchorState;

/// A longer passage is not searched by itself.
const SHORT: usize = 1 << 14;

/// The normalised texts of a copy: those of the passages, and after them those of other paragraphs.
#[derive(Debug)]
pub struct Wordings {
    texts: Vec<String>,
    passages: usize,
    /// All words: hash, text and byte, in this order. Made when they are first needed.
    words: OnceLock<Vec<(u32, u32, u32)>>,
}

/// A place of a wording.
pub struct WordingPlace<'w> {
    /// The position of its passage; `None` in another paragraph.
    pub passage: Option<usize>,
    /// The position of that paragraph among the others.
    pub paragraph: usize,
    /// The normalised text.
    pub text: &'w str,
    /// The byte in it.
    pub at: usize,
}

impl Wordings {
    /// The texts of the passages, of which some have none, and of the other paragraphs; not yet normalised.
    pub fn new<'t>(passages: impl Iterator<Item = Option<&'t str>>, rest: impl Iterator<Item = &'t str>) -> Self {
        let mut texts: Vec<String> = passages.map(|text| text.map(even).unwrap_or_default()).collect();
        let passages = texts.len();
        texts.extend(rest.map(even));
        Self { texts, passages, words: OnceLock::new() }
    }

    /// The state of `words`, which should stand in the passage at this position. Other paragraphs count only if no passage
    /// has the words.
    pub fn locate(&self, words: &str, passage: Option<usize>) -> AnchorState {
        let words = even(words);
        let own = passage.filter(|passage| *passage < self.passages);
        let in_own = match own {
            Some(own) if self.texts[own].len() <= SHORT => places(&self.texts[own], &words).take(2).count(),
            Some(own) => self.places(&words).filter(|(text, _)| *text == own).take(2).count(),
            None => 0,
        };
        let found = match in_own {
            1 => return AnchorState::Exact,
            2.. => return AnchorState::Ambiguous,
            0 => match self.places(&words).filter(|(text, _)| *text < self.passages).take(2).count() {
                0 => self.places(&words).take(2).count(),
                in_passages => in_passages,
            },
        };
        match found {
            0 => AnchorState::Orphan,
            1 => AnchorState::Moved,
            2.. => AnchorState::Ambiguous,
        }
    }

    /// The first places of `words`, at most `most`: in passages, or if no passage has them, in other paragraphs. And the
    /// length of the words, normalised.
    pub fn shown(&self, words: &str, most: usize) -> (Vec<WordingPlace<'_>>, usize) {
        let words = even(words);
        let place = |(text, at): (usize, usize)| WordingPlace {
            passage: (text < self.passages).then_some(text),
            paragraph: text.saturating_sub(self.passages),
            text: &self.texts[text],
            at,
        };
        let in_passages = self.places(&words).filter(|(text, _)| *text < self.passages).take(most);
        let mut all: Vec<_> = in_passages.map(place).collect();
        if all.is_empty() {
            all.extend(self.places(&words).take(most).map(place));
        }
        (all, words.len())
    }

    /// All places of normalised words as whole words: text and byte, in order.
    fn places<'w>(&'w self, words: &'w str) -> Box<dyn Iterator<Item = (usize, usize)> + 'w> {
        let all = self.words.get_or_init(|| list(&self.texts));
        let of = |word: &str| {
            let hash = hash(word);
            let from = all.partition_point(|(other, ..)| *other < hash);
            from..from + all[from..].partition_point(|(other, ..)| *other == hash)
        };
        // Where the words stand, each of them does; the rarest stands in the fewest places.
        let rarest = each(words).map(|(at, word)| (of(word), at)).min_by_key(|(range, _)| range.len());
        let Some((range, offset)) = rarest else {
            let in_text = move |(n, text): (usize, &'w String)| places(text, words).map(move |at| (n, at));
            return Box::new(self.texts.iter().enumerate().flat_map(in_text));
        };
        Box::new(all[range].iter().filter_map(move |&(_, text, at)| {
            let (text, from) = (text as usize, (at as usize).checked_sub(offset)?);
            let held = &self.texts[text];
            (held.get(from..)?.starts_with(words) && is_whole(held, from..from + words.len())).then_some((text, from))
        }))
    }
}

/// The words of all texts.
fn list(texts: &[String]) -> Vec<(u32, u32, u32)> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let of_text = |(n, text): (usize, &String)| {
        each(text).map(|(at, word)| (hash(word), number(n), number(at))).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = texts.iter().enumerate().flat_map(of_text).collect();
    all.sort_unstable();
    all
}

/// The words of a text: its unbroken letters and digits, each with its byte.
fn each(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

fn hash(word: &str) -> u32 {
    foldhash::fast::FixedState::default().hash_one(word) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wordings(passages: &[Option<&str>], rest: &[&str]) -> Wordings {
        Wordings::new(passages.iter().copied(), rest.iter().copied())
    }

    #[test]
    fn words_are_exact_moved_ambiguous_or_lost() {
        let wordings = wordings(&[Some("one two three"), Some("four two"), None], &["six two", "seven seven"]);
        let state = |words: &str, passage: usize| wordings.locate(words, Some(passage));
        assert_eq!(state("three", 0), AnchorState::Exact);
        assert_eq!(state("four", 0), AnchorState::Moved);
        assert_eq!(state("two", 2), AnchorState::Ambiguous);
        assert_eq!(state("five", 0), AnchorState::Orphan);
        assert_eq!(state("six", 0), AnchorState::Moved, "in the rest of the copy");
        assert_eq!(state("seven", 0), AnchorState::Ambiguous);
    }

    #[test]
    fn a_passage_that_is_long_is_searched_like_others() {
        let long = "word ".repeat(SHORT);
        let wordings = wordings(&[Some(&format!("{long}twice once {long}twice"))], &[]);
        assert_eq!(wordings.locate("once", Some(0)), AnchorState::Exact);
        assert_eq!(wordings.locate("twice", Some(0)), AnchorState::Ambiguous);
        assert_eq!(wordings.locate("never", Some(0)), AnchorState::Orphan);
    }

    proptest! {
        /// The list of words gives what a search of each text gives.
        #[test]
        fn listed_words_are_found_as_by_a_search(
            texts in prop::collection::vec("[ab .é-]{0,16}", 0..5),
            words in "[ab .é-]{1,6}",
        ) {
            let texts: Vec<String> = texts.iter().map(|text| even(text)).collect();
            let words = even(&words);
            let listed = wordings(&[], &texts.iter().map(String::as_str).collect::<Vec<_>>());
            let found: Vec<_> = listed.places(&words).collect();
            let searched: Vec<_> =
                texts.iter().enumerate().flat_map(|(n, text)| places(text, &words).map(move |at| (n, at))).collect();
            prop_assert_eq!(found, searched);
        }
    }
}
