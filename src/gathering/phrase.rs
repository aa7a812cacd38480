//! Looks for words and phrases in a text without splitting it.

use aho_corasick::AhoCorasick;

/// Words and phrases that are looked for together.
#[derive(Debug)]
pub struct Phrases(AhoCorasick);

impl Phrases {
    /// These. The case of plain letters does not matter.
    pub fn new(phrases: &[&str]) -> Self {
        let searcher = AhoCorasick::builder().ascii_case_insensitive(true).build(phrases);
        Self(searcher.expect("the lists are short"))
    }

    /// Whether a text has one of them, whole.
    pub fn is_any_in(&self, text: &str) -> bool {
        let is_letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        let bytes = text.as_bytes();
        let is_whole = |start: usize, end: usize| {
            !is_letter(start.checked_sub(1).and_then(|at| bytes.get(at))) && !is_letter(bytes.get(end))
        };
        self.0.find_overlapping_iter(text).any(|found| is_whole(found.start(), found.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whole_and_in_any_case() {
        let phrases = Phrases::new(&["killed", "went off", "killed in"]);
        for text in ["Killed", "it WENT OFF.", "(killed)", "é killed", "12 killed", "killed inside"] {
            assert!(phrases.is_any_in(text), "{text}");
        }
        for text in ["", "skilled", "killeds", "killedé", "ékilled", "went of", "went  off", "1killed"] {
            assert!(!phrases.is_any_in(text), "{text}");
        }
        assert!(!Phrases::new(&[]).is_any_in("killed"));
    }
}
