//! Finds where a word of a query can stand in raw bytes, without decoding them. Knows no records and no cells.
//!
//! Words of ASCII are found by three of their letters in any case, with SIMD. Words with other bytes, or with an apostrophe,
//! which folding drops, are folded letter by letter, and only as far as they agree.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::packed::{self, MatchKind, Searcher};

use super::cells::text;

/// Letters of an anchor that are searched for: more are rarer, but have more forms.
const WINDOW: usize = 3;

/// The word by which candidates are found.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    /// The word, folded.
    pub(super) word: String,
    /// The rarest letters of an ASCII word in all cases.
    window: Option<Window>,
}

/// Adjacent letters of an anchor.
#[derive(Debug, Clone)]
struct Window {
    /// Where they stand in the anchor.
    offset: usize,
    first: [u8; 2],
    /// Finds them in all cases; `None` on processors without SIMD, where their first one is searched for.
    searcher: Option<Arc<Searcher>>,
}

impl Anchor {
    pub(super) fn new(word: String) -> Self {
        let window = word.is_ascii().then(|| Window::of(word.as_bytes())).flatten();
        Self { word, window }
    }

    /// The next place from `from` on where an ASCII word begins with the anchor.
    pub(super) fn next_plain(&self, bytes: &[u8], mut from: usize) -> Option<usize> {
        let window = self.window.as_ref()?;
        loop {
            let at = window.next(bytes, from + window.offset)? - window.offset;
            let found = bytes.get(at..at + self.word.len());
            if found.is_some_and(|f| f.eq_ignore_ascii_case(self.word.as_bytes()))
                && at.checked_sub(1).is_none_or(|before| !is_inner(bytes[before]))
            {
                return Some(at);
            }
            from = at + 1;
        }
    }
}

impl Window {
    fn of(word: &[u8]) -> Option<Self> {
        // Letters by their share in reports of events, rarest first.
        const RARE: &[u8] = b"zqxj9876543vkw210ybpgfmuhcdlsrniotae";
        let rank = |b: &u8| RARE.iter().position(|r| r == b).unwrap_or(RARE.len());
        let len = word.len().min(WINDOW);
        let sums = word.windows(len.max(1)).map(|w| w.iter().map(rank).sum::<usize>());
        let (offset, _) = sums.enumerate().min_by_key(|(_, sum)| *sum)?;
        let letters = &word[offset..offset + len];
        let mut forms: Vec<Vec<u8>> = vec![Vec::new()];
        for letter in letters {
            let (lower, upper) = (letter.to_ascii_lowercase(), letter.to_ascii_uppercase());
            let longer = |form: &Vec<u8>, b: u8| form.iter().copied().chain([b]).collect::<Vec<u8>>();
            let uppers: Vec<Vec<u8>> = forms.iter().filter(|_| upper != lower).map(|f| longer(f, upper)).collect();
            forms = forms.iter().map(|f| longer(f, lower)).chain(uppers).collect();
        }
        let mut builder = packed::Config::new().match_kind(MatchKind::LeftmostFirst).builder();
        let searcher = builder.extend(&forms).build().map(Arc::new);
        let first = [letters[0].to_ascii_lowercase(), letters[0].to_ascii_uppercase()];
        Some(Self { offset, first, searcher })
    }

    /// The next place of the letters from `from` on; without SIMD, of their first one.
    fn next(&self, bytes: &[u8], from: usize) -> Option<usize> {
        if from >= bytes.len() {
            return None;
        }
        match &self.searcher {
            Some(searcher) => searcher.find_in(bytes, (from..bytes.len()).into()).map(|found| found.start()),
            None => Some(from + memchr::memchr2(self.first[0], self.first[1], &bytes[from..])?),
        }
    }
}

/// Whether a byte can be part of a word. Other bytes than ASCII may be letters.
fn is_inner(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || is_special(byte)
}

/// Whether the word of a byte is to be folded to be compared.
fn is_special(byte: u8) -> bool {
    !byte.is_ascii() || byte == b'\''
}

/// The next word from `from` on that is to be folded.
pub(super) fn next_special(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    const STEP: usize = 64;
    let mut at = from;
    // Most blocks have none; the sum needs no branches.
    while let Some(block) = bytes.get(at..at + STEP)
        && block.iter().fold(0_u8, |any, &b| any | u8::from(is_special(b))) == 0
    {
        at += STEP;
    }
    let special = at + bytes.get(at..)?.iter().position(|b| is_special(*b))?;
    let begin = bytes[from..special].iter().rposition(|b| !is_inner(*b)).map_or(from, |before| from + before + 1);
    let end = bytes[special..].iter().position(|b| !is_inner(*b)).map_or(bytes.len(), |len| special + len);
    Some(begin..end)
}

/// Folds letters, each once.
#[derive(Debug)]
pub(super) struct Letters {
    fold: fn(&str) -> String,
    /// The first letters of Unicode, with all of Latin, Greek, Cyrillic, Hebrew and Arabic.
    low: Vec<Option<Box<str>>>,
    others: HashMap<char, Box<str>>,
}

impl Letters {
    /// `fold` must fold each letter by itself.
    pub(super) fn new(fold: fn(&str) -> String) -> Self {
        Self { fold, low: vec![None; 0x800], others: HashMap::new() }
    }

    /// A folded letter: nothing if folding drops it, a space if it parts words.
    fn folded(&mut self, letter: char) -> &str {
        let fold = self.fold;
        let new = || {
            let folded = fold(&format!("a{letter}a"));
            folded.strip_prefix('a').and_then(|f| f.strip_suffix('a')).unwrap_or_default().into()
        };
        match self.low.get_mut(letter as usize) {
            Some(known) => known.get_or_insert_with(new),
            None => self.others.entry(letter).or_insert_with(new),
        }
    }

    /// Whether a word of some bytes, folded, begins with one of the anchors; gives the number of the anchor.
    pub(super) fn begins<'a>(&mut self, bytes: &[u8], anchors: impl Iterator<Item = &'a str> + Clone) -> Option<usize> {
        let Ok(word) = std::str::from_utf8(bytes) else {
            let folded = (self.fold)(&text(bytes));
            return anchors.enumerate().find(|(_, a)| folded.split(' ').any(|w| w.starts_with(a))).map(|(n, _)| n);
        };
        let mut begins = true;
        for (at, letter) in word.char_indices() {
            let folded = self.folded(letter);
            // `½` is two words.
            if folded.len() > 1 && folded.contains(' ') {
                let folded = (self.fold)(word);
                return anchors.enumerate().find(|(_, a)| folded.split(' ').any(|w| w.starts_with(a))).map(|(n, _)| n);
            }
            if folded.is_empty() {
                continue;
            }
            let parts = folded == " ";
            if begins && !parts {
                let found = anchors.clone().position(|anchor| self.agrees(&word[at..], anchor));
                if found.is_some() {
                    return found;
                }
            }
            begins = parts;
        }
        None
    }

    /// Whether some text, folded, begins with the anchor.
    fn agrees(&mut self, text: &str, anchor: &str) -> bool {
        let mut rest = anchor;
        for letter in text.chars() {
            let folded = self.folded(letter);
            if folded.starts_with(rest) {
                return true;
            }
            match rest.strip_prefix(folded) {
                Some(left) => rest = left,
                None => return false,
            }
        }
        rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lower case, some accents, no apostrophes; other characters part words.
    fn fold(text: &str) -> String {
        let mut folded = String::new();
        for letter in text.chars() {
            match letter {
                '\'' | '’' | '\u{301}' => {}
                'é' | 'É' => folded.push('e'),
                'ß' => folded.push_str("ss"),
                '½' => folded.push_str("1 2"),
                c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
                _ => folded.push(' '),
            }
        }
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn piece() -> impl Strategy<Value = String> {
        let pieces =
            vec!["k", "K", "e", "é", "É", "\u{301}", "'", "’", "ß", "s", "½", "1", "2", "–", "“", "и", "И", "م", "€"];
        prop::collection::vec(prop::sample::select(pieces), 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_word_folded_letter_by_letter_begins_as_if_it_were_folded(word in piece(), anchors in prop::collection::vec(piece(), 1..3)) {
            let anchors: Vec<String> = anchors.iter().map(|a| fold(a).replace(' ', "")).filter(|a| !a.is_empty()).collect();
            let found = Letters::new(fold).begins(word.as_bytes(), anchors.iter().map(String::as_str));
            let folded = fold(&word);
            let expected = anchors.iter().any(|a| folded.split(' ').any(|w| w.starts_with(a.as_str())));
            prop_assert_eq!(found.is_some(), expected, "{} {:?}", folded, anchors);
            if let Some(n) = found {
                prop_assert!(folded.split(' ').any(|w| w.starts_with(&anchors[n])));
            }
        }

        #[test]
        fn plain_words_are_found_at_their_beginnings(text in "[kKeE .7x]{0,60}", word in "[ke7]{1,5}", from in 0..20_usize) {
            let (bytes, lower) = (text.as_bytes(), text.to_lowercase());
            let inner = |at: usize| at > 0 && bytes[at - 1].is_ascii_alphanumeric();
            let expected = (from..text.len()).find(|&at| lower[at..].starts_with(&word) && !inner(at));
            prop_assert_eq!(Anchor::new(word).next_plain(bytes, from), expected);
        }
    }
}
