//! How well a typed word fits a string: the ladder exact, word, word start, fuzzy, slip of the finger.
//!
//! The only file that names the crate fuzzy-matcher. Its matcher sees folded text only (it folds ASCII case
//! alone), short strings only (its memory grows with their product), and one word at a time (it takes a space
//! for a letter). `fuzzy_indices` is used for scores too, since on a reused matcher only it is repeatable.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// How a word fits; the lower, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The whole string is the query.
    Exact,
    /// A word of the string.
    Word,
    /// The start of a word.
    Prefix,
    /// The letters of the query stand in a word of the string in this order.
    Fuzzy,
    /// A word of the string with one or two letters wrong, missing or swapped.
    Slip,
}

/// Longer strings are not names; the matcher's matrix would grow without need.
const LONGEST_FIELD: usize = 256;
/// Nor are longer words.
const LONGEST_WORD: usize = 64;

/// Scores words against strings.
pub struct Ranker {
    matcher: SkimMatcherV2,
}

impl Default for Ranker {
    fn default() -> Self {
        Self { matcher: SkimMatcherV2::default().respect_case() }
    }
}

impl Ranker {
    /// How `word` fits the folded string `field`, and how well; `None` if it does not.
    pub fn fit(&self, word: &str, field: &str) -> Option<(Fit, i64)> {
        if word.is_empty() || word.len() > LONGEST_WORD || field.len() > LONGEST_FIELD {
            return field.contains(word).then_some((Fit::Prefix, 0)).filter(|_| !word.is_empty());
        }
        let words = || field.split(' ');
        // A shorter field is filled more by the same word.
        let filled = (100 * word.len() / field.len().max(1)) as i64;
        if field == word {
            return Some((Fit::Exact, 100));
        }
        if words().any(|w| w == word) {
            return Some((Fit::Word, filled));
        }
        if words().any(|w| w.starts_with(word)) {
            return Some((Fit::Prefix, filled));
        }
        words()
            .filter_map(|w| self.fuzzy(word, w))
            .max()
            .map(|score| (Fit::Fuzzy, score))
            .or_else(|| words().filter_map(|w| slip(word, w)).min().map(|edits| (Fit::Slip, -(edits as i64))))
    }

    /// Letters in order within one word, dense enough to be meant: the word starts with the first letter and
    /// at most half of what the match spans is left out.
    fn fuzzy(&self, typed: &str, word: &str) -> Option<i64> {
        if typed.chars().count() < 3 || typed.chars().next() != word.chars().next() {
            return None;
        }
        let (score, at) = self.matcher.fuzzy_indices(word, typed)?;
        let span = at.last()? - at.first()? + 1;
        (span <= typed.chars().count() * 3 / 2).then_some(score)
    }
}

/// Wrong, missing, doubled or swapped letters: one in words of four letters, two from seven on.
fn slip(typed: &str, word: &str) -> Option<usize> {
    let length = typed.chars().count();
    let allowed = match length {
        0..=3 => return None,
        4..=6 => 1,
        _ => 2,
    };
    if word.chars().count().abs_diff(length) > allowed {
        return None;
    }
    let edits = strsim::osa_distance(typed, word);
    (edits <= allowed).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_has_its_rungs() {
        let ranker = Ranker::default();
        let fit = |word, field| ranker.fit(word, field).map(|(fit, _)| fit);
        assert_eq!(fit("kerman", "kerman"), Some(Fit::Exact));
        assert_eq!(fit("kerman", "kerman memorial bombings"), Some(Fit::Word));
        assert_eq!(fit("memo", "kerman memorial bombings"), Some(Fit::Prefix));
        assert_eq!(fit("krmn", "kerman memorial bombings"), Some(Fit::Fuzzy));
        assert_eq!(fit("kermna", "kerman memorial bombings"), Some(Fit::Slip));
        assert_eq!(fit("gwader", "gwadar port"), Some(Fit::Slip));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let ranker = Ranker::default();
        for word in ["bataclan", "beslan", "christchurch", "mumbai", "x"] {
            assert_eq!(ranker.fit(word, "kerman memorial bombings"), None, "{word}");
        }
        assert_eq!(ranker.fit("", "kerman"), None);
    }
}
