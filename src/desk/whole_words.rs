//! Whether words stand in a text by themselves, not as parts of longer ones. Capitals and spelling are the caller's. Knows no model.

use crate::reading::TextSpan;

/// Whether whole words stand in a text, both folded alike.
pub(super) fn stand_in(text: &str, words: &str) -> bool {
    let span = |(at, found): (usize, &str)| TextSpan::new(at, at + found.len());
    !words.is_empty() && text.match_indices(words).any(|found| are_whole(text, span(found)))
}

/// Whether no letter or digit stands directly before or after a part of a text.
pub(super) fn are_whole(text: &str, span: TextSpan) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !goes_on(text[..span.start].chars().next_back()) && !goes_on(text[span.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(stand_in(text, words), stand, "{text}: {words}");
        }
    }
}
