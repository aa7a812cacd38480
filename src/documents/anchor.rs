//! Anchors of texts that have none: their first words. Knows no articles.

use super::read::article::heading;

/// Number of words of an anchor.
const WORDS: usize = 6;
/// Maximum length in bytes, for texts without spaces.
const LONGEST: usize = 120;

/// The first words of a text, so few that they can stand in the heading of a passage. Empty if the text has no words.
pub fn first_words(text: &str) -> &str {
    let text = text.trim_start();
    let mut end = 0;
    let mut spaces = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            spaces += 1;
            let another = text[at..].chars().nth(1).is_some_and(char::is_whitespace);
            // White space that a heading would not keep.
            if c != ' ' || another || spaces == WORDS {
                break;
            }
        } else {
            end = at + c.len_utf8();
        }
        if end > LONGEST {
            break;
        }
    }
    let mut words = &text[..end];
    while !words.is_empty() && !can_be_anchor(words) {
        let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
        words = words[..last].trim_end();
    }
    words
}

/// Whether a heading with this anchor is read as having it.
fn can_be_anchor(words: &str) -> bool {
    let line = format!("1 \"{words}\"");
    heading(&line).is_some_and(|read| read.end.is_none() && line[read.anchor] == *words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_anchor_is_the_first_words() {
        for (text, words) in [
            ("Two days after the blast the cause is open.", "Two days after the blast the"),
            ("  Short.", "Short."),
            ("One\ttwo three", "One"),
            ("One  two three", "One"),
            ("“Never again,” said \"the\" mayor of Ellery yesterday", "“Never again,” said \"the\" mayor of"),
            ("a\" … \"b c", "a\" …"),
            ("", ""),
            (" \n ", ""),
        ] {
            assert_eq!(first_words(text), words, "{text}");
        }
        assert!(first_words(&"火".repeat(1000)).len() <= LONGEST + 4);
    }

    proptest! {
        #[test]
        fn whatever_the_text_a_heading_can_hold_its_anchor(text in any::<String>(), more in r#"[a" …\.\n]{0,24}"#) {
            for text in [text, more] {
                let words = first_words(&text);
                prop_assert!(words.is_empty() || can_be_anchor(words));
                prop_assert!(text.trim_start().starts_with(words) && words.is_empty() == text.trim().is_empty());
            }
        }
    }
}
