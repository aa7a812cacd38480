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

/// The words of a text as ranges of bytes: what stands between blanks, without punctuation at its ends.
pub fn words(text: &str) -> Vec<TextSpan> {
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let bare = |word: &'_ str| -> Option<TextSpan> {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = start_of(word) + word.find(inner)?;
        (!inner.is_empty()).then(|| TextSpan::new(start, start + inner.len()))
    };
    text.split_whitespace().filter_map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_stands_between_blanks_without_marks() {
        let text = "“Nine — or ten — people,” he said (later): 1,329.";
        let found: Vec<&str> = words(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["Nine", "or", "ten", "people", "he", "said", "later", "1,329"]);
        assert!(words(" — … ").is_empty());
    }
}
