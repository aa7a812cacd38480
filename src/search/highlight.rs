//! Finds the characters of a text that a hit matches. Knows nothing of styles.

use std::ops::Range;

use super::fold::fold;
use super::rank::{Fit, Ranker};
use crate::model::dataset::TextPhrase;

/// The byte ranges of `text` to highlight for the words of a [`Hit`](super::Hit): for words and prefixes the typed
/// letters, for fuzzy matches the matching letters, for typos and phonetic matches the whole word. In order, without
/// overlap.
pub fn highlight(text: &str, words: &[(String, Fit, String)]) -> Vec<Range<usize>> {
    let ranker = Ranker::default();
    let mut found: Vec<Range<usize>> = Vec::new();
    for token in tokens(text) {
        let folded = fold(&text[token.clone()]);
        for (word, fit, typed) in words {
            let at = folded.split(' ').position(|w| w == word);
            if at.is_none() {
                continue;
            }
            let letters: Vec<Range<usize>> = text[token.clone()]
                .char_indices()
                .map(|(i, c)| token.start + i..token.start + i + c.len_utf8())
                .filter(|r| !fold(&text[r.clone()]).is_empty())
                .collect();
            let taken: Vec<usize> = match fit {
                Fit::Exact | Fit::Word | Fit::Prefix => (0..typed.chars().count()).collect(),
                Fit::Fuzzy => ranker.letters(typed, word),
                Fit::Form | Fit::Meaning | Fit::Slip | Fit::Sound | Fit::Possible => (0..letters.len()).collect(),
            };
            // Letters that fold to several (ß, æ) shift the rest; then the whole word is highlighted.
            let simple = letters.len() == folded.chars().count();
            if simple {
                found.extend(taken.into_iter().filter_map(|l| letters.get(l).cloned()));
            } else {
                found.push(token.clone());
            }
        }
    }
    merged(found)
}

/// The byte ranges of `text` that have one of the phrases, from the beginning of a word to the end of one. In order, without
/// overlap.
pub fn phrases(text: &str, wanted: &[TextPhrase]) -> Vec<Range<usize>> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    for token in tokens(text) {
        let folded = fold(&text[token.clone()]);
        words.extend(folded.split(' ').filter(|w| !w.is_empty()).map(|word| (word.to_owned(), token.clone())));
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for phrase in wanted {
        let parts: Vec<&str> = phrase.words.split(' ').collect();
        let Some((last, first)) = parts.split_last() else { continue };
        for run in words.windows(parts.len()) {
            let (end, begin) = (&run[parts.len() - 1], &run[..parts.len() - 1]);
            let ends = if phrase.whole { end.0 == *last } else { end.0.starts_with(last) };
            if ends && begin.iter().zip(first).all(|((word, _), part)| word == part) {
                found.push(run[0].1.start..end.1.end);
            }
        }
    }
    merged(found)
}

/// Ranges in order, without overlap.
fn merged(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_unstable_by_key(|r| (r.start, r.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The words of a text as the index splits them: apostrophes belong to the word.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let inside = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '\'' | '’' | 'ʼ' | '‘' | '\u{200c}' | '\u{200d}')
            || !fold(&format!("a{c}a")).contains(' ')
    };
    let (mut found, mut start) = (Vec::new(), None);
    for (at, c) in text.char_indices() {
        if inside(c) {
            start.get_or_insert(at);
        } else {
            found.extend(start.take().map(|s| s..at));
        }
    }
    found.extend(start.map(|s| s..text.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, word: &str, fit: Fit, typed: &str) -> String {
        highlight(text, &[(word.into(), fit, typed.into())])
            .into_iter()
            .map(|r| text[r].to_owned())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn matches_are_marked_in_the_original_spelling() {
        assert_eq!(marked("Attack in Türkiye", "turkiye", Fit::Prefix, "turk"), "Türk");
        assert_eq!(marked("Kerman memorial", "kerman", Fit::Fuzzy, "krmn"), "K|rm|n");
        assert_eq!(marked("Gwadar port", "gwadar", Fit::Slip, "gwader"), "Gwadar");
        assert_eq!(marked("Isis’s men", "isiss", Fit::Prefix, "isis"), "Isis");
        assert_eq!(marked("nothing here", "kerman", Fit::Word, "kerman"), "");
    }
}
