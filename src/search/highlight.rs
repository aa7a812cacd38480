//! Which characters of a text a hit is about.

use std::ops::Range;

use super::fold::fold;
use super::rank::{Fit, Ranker};

/// The bytes of `text` that the found words take: of a word that was typed as it is or begun, the letters typed; of
/// a fuzzy one, its letters; of one guessed at, the whole word. In order, without overlap.
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
                Fit::Slip | Fit::Sound => (0..letters.len()).collect(),
            };
            // A letter that folds to several (ß, æ) makes the rest stand one further; then the word is marked whole.
            let simple = letters.len() == folded.chars().count();
            if simple {
                found.extend(taken.into_iter().filter_map(|l| letters.get(l).cloned()));
            } else {
                found.push(token.clone());
            }
        }
    }
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

/// Words of a text as the index cuts them: apostrophes inside belong to the word.
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
    fn what_was_typed_is_marked_as_it_is_written() {
        assert_eq!(marked("Attack in Türkiye", "turkiye", Fit::Prefix, "turk"), "Türk");
        assert_eq!(marked("Kerman memorial", "kerman", Fit::Fuzzy, "krmn"), "K|rm|n");
        assert_eq!(marked("Gwadar port", "gwadar", Fit::Slip, "gwader"), "Gwadar");
        assert_eq!(marked("Isis’s men", "isiss", Fit::Prefix, "isis"), "Isis");
        assert_eq!(marked("nothing here", "kerman", Fit::Word, "kerman"), "");
    }
}
