//! How well a typed word fits a word of the index: the ladder exact, word start, fuzzy, slip of the finger, sound.
//!
//! The only file that names the crate fuzzy-matcher. Its matcher sees folded text only (it folds ASCII case
//! alone), single words only (its memory grows with the product of the lengths, and it takes a space for a
//! letter). `fuzzy_indices` is used for scores too, since on a reused matcher only it is repeatable.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// How a word fits; the lower, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The whole title or alias is the query.
    Exact,
    /// It is the word.
    Word,
    /// It begins the word.
    Prefix,
    /// Its letters stand in the word in this order.
    Fuzzy,
    /// The word has one or two letters wrong, missing or swapped.
    Slip,
    /// It is spelled otherwise and sounds alike.
    Sound,
}

impl Fit {
    /// Whether the word is what was typed, as far as it was typed.
    pub fn is_plain(self) -> bool {
        self <= Self::Prefix
    }
}

/// Longer words are no words.
const LONGEST: usize = 64;

/// Scores words against words.
pub struct Ranker {
    matcher: SkimMatcherV2,
}

impl Default for Ranker {
    fn default() -> Self {
        Self { matcher: SkimMatcherV2::default().respect_case() }
    }
}

impl Ranker {
    /// How `typed` fits the folded string `field`, word by word; `None` if it does not.
    pub fn fit(&self, typed: &str, field: &str) -> Option<Fit> {
        let one = |word: &str| match () {
            () if word == typed => Some(Fit::Word),
            () if word.starts_with(typed) => Some(Fit::Prefix),
            () => self.fuzzy(typed, word).map(|_| Fit::Fuzzy).or_else(|| slip(typed, word).map(|_| Fit::Slip)),
        };
        field.split(' ').filter_map(one).min()
    }

    /// Letters in order within one word, dense enough to be meant: the word starts with the first letter, and at
    /// most a third of what the match spans is left out. The score is fuzzy-matcher's.
    pub fn fuzzy(&self, typed: &str, word: &str) -> Option<i64> {
        let length = typed.chars().count();
        if !(3..=LONGEST).contains(&length) || word.len() > 4 * LONGEST || !ordered(typed, word) {
            return None;
        }
        let (score, at) = self.matcher.fuzzy_indices(word, typed)?;
        let span = at.last()? - at.first()? + 1;
        (at.first() == Some(&0) && span <= length * 3 / 2).then_some(score)
    }

    /// Which characters of `word` the fuzzy match takes.
    pub fn letters(&self, typed: &str, word: &str) -> Vec<usize> {
        self.matcher.fuzzy_indices(word, typed).map(|(_, at)| at).unwrap_or_default()
    }
}

/// Whether the letters stand in the word in this order: a cheap test before the score.
fn ordered(typed: &str, word: &str) -> bool {
    let mut letters = word.chars();
    typed.chars().all(|c| letters.any(|l| l == c))
}

/// How many wrong letters a typed word may have.
pub fn allowed(typed: &str) -> usize {
    match typed.chars().count() {
        4..=6 => 1,
        7..=LONGEST => 2,
        _ => 0,
    }
}

/// Wrong, missing, doubled or swapped letters: one in words of four letters, two from seven on. In short words
/// the first letter stands, but for a swap.
pub fn slip(typed: &str, word: &str) -> Option<usize> {
    let length = typed.chars().count();
    let allowed = allowed(typed);
    if allowed == 0 || word.chars().count().abs_diff(length) > allowed {
        return None;
    }
    let mut first = typed.chars().zip(word.chars());
    let same = first.next().is_some_and(|(a, b)| a == b);
    if !same
        && length < 6
        && !word.starts_with(&typed.chars().take(2).collect::<Vec<_>>().iter().rev().collect::<String>())
    {
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
        let fit = |typed, field| ranker.fit(typed, field);
        assert_eq!(fit("kerman", "kerman memorial bombings"), Some(Fit::Word));
        assert_eq!(fit("memo", "kerman memorial bombings"), Some(Fit::Prefix));
        assert_eq!(fit("krmn", "kerman memorial bombings"), Some(Fit::Fuzzy));
        assert_eq!(fit("kermna", "kerman memorial bombings"), Some(Fit::Slip));
        assert_eq!(fit("gwader", "gwadar port"), Some(Fit::Slip));
        assert_eq!(fit("ekrman", "kerman"), Some(Fit::Slip));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let ranker = Ranker::default();
        for word in ["bataclan", "beslan", "christchurch", "mumbai", "x"] {
            assert_eq!(ranker.fit(word, "kerman memorial bombings"), None, "{word}");
        }
    }
}
