//! Words as they are compared: without regard to typography, and whole. Knows no articles and no copies.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` with normalised typography, so that only its words count.
pub fn even(text: &str) -> String {
    // Composing is slow, and most text is composed.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => evened(text.chars(), text.len()),
        IsNormalized::No | IsNormalized::Maybe => evened(text.nfc(), text.len()),
    }
}

fn evened(text: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let mut space = false;
    for c in text {
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
    let mut from = 0;
    // Places may overlap: one inside a word must not hide the next.
    let all = std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words)?;
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        Some(at)
    });
    all.take_while(move |_| !words.is_empty()).filter(move |&at| is_whole(text, at..at + words.len()))
}

/// Whether `words` stand in `text` as whole words; capitals and spelling are the caller's.
pub fn stand_in(text: &str, words: &str) -> bool {
    places(text, words).next().is_some()
}

/// Whether these bytes of `text` neither begin nor end inside a word.
pub fn is_whole(text: &str, at: Range<usize>) -> bool {
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let words = &text[at.clone()];
    let begins_inside = inner(words.chars().next()) && inner(text[..at.start].chars().next_back());
    let ends_inside = inner(words.chars().next_back()) && inner(text[at.end..].chars().next());
    !begins_inside && !ends_inside
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

    #[test]
    fn words_stand_in_a_text_where_they_are_no_part_of_others() {
        for (text, words, stand) in [
            ("the mill burns", "mill", true),
            ("the “mill”", "mill", true),
            ("millers at the mill", "mill", true),
            ("the windmill", "mill", false),
            ("mill2 burns", "mill", false),
            ("an über-mill", "mill", true),
            ("the müll", "m", false),
            ("the mill", "", false),
            // A sign at the end parts words itself, and a place inside a word hides no other.
            ("the mill (old)burns", "mill (old)", true),
            ("xa a a", "a a", true),
        ] {
            assert_eq!(stand_in(text, words), stand, "{text}: {words}");
        }
    }

    #[test]
    fn a_message_quotes_a_few_words_on_each_side() {
        let text = "one two three four five six seven eight nine ten eleven";
        let at = text.find("six").unwrap();
        assert_eq!(around(text, at, 3), "… two three four five six seven eight nine ten …");
        assert_eq!(around("six seven", 0, 3), "six seven");
    }
}
