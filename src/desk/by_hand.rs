//! Claims that a person makes of selected words. Knows the text of a passage, and what is typed of it.

use super::claim_line::TypedClaim;
pub use crate::reading::TextSpan;

/// The words of a claim at most.
pub const MOST_WORDS: usize = crate::documents::schema::MOST_WORDS;

/// A claim to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct HandClaim {
    /// The article's id.
    pub article: String,
    /// The passage's number.
    pub passage: u32,
    /// The source's words.
    pub words: String,
    /// What it says.
    pub claim: TypedClaim,
}

/// The words of a text as ranges of bytes: what stands between blanks and dashes, without punctuation at its ends. The dash of
/// a range of numbers parts none.
pub fn words(text: &str) -> Vec<TextSpan> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts_words = |at: usize, c: char| {
        let between = || is_digit(text[..at].chars().next_back()) && is_digit(text[at + c.len_utf8()..].chars().next());
        c.is_whitespace() || c == '—' || c == '–' && !between()
    };
    let mut found = Vec::new();
    let mut add = |start: usize, end: usize| {
        let word = &text[start..end];
        let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = end - inner.len();
        let inner = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !inner.is_empty() {
            found.push(TextSpan::new(start, start + inner.len()));
        }
    };
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|&(at, c)| parts_words(at, c)) {
        add(start, at);
        start = at + c.len_utf8();
    }
    add(start, text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_stands_between_blanks_and_dashes_without_marks() {
        let text = "“Nine — or ten — people,” he said (later): 1,329.";
        let found: Vec<&str> = words(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["Nine", "or", "ten", "people", "he", "said", "later", "1,329"]);
        assert!(words(" — … ").is_empty());
        // A dash without blanks parts words, but not the numbers of a range.
        let text = "the four from Tarn—most of them young–died: 90–94.";
        let found: Vec<&str> = words(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["the", "four", "from", "Tarn", "most", "of", "them", "young", "died", "90–94"]);
    }
}
