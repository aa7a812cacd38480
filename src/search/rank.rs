//! Scores a typed word against a word of the index: exact, prefix, fuzzy, typo, phonetic.
//!
//! The only file that names the crate fuzzy-matcher. Its matcher gets folded text only (it folds ASCII case alone) and
//! single words only (its memory grows with the product of the lengths, and it treats a space as a letter).
//! `fuzzy_indices` also gives the scores, since on a reused matcher only its results are repeatable.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// How well a typed word matches; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// A title, alias or name equals the whole query.
    Exact,
    /// It equals the word.
    Word,
    /// It is a prefix of the word.
    Prefix,
    /// It is another form of the word: *warned*, *warning*.
    Form,
    /// It means the word: a synonym, or a word of another language.
    Meaning,
    /// Its letters occur in the word in this order.
    Fuzzy,
    /// The word has one or two letters wrong, missing or swapped.
    Slip,
    /// It has the same phonetic key.
    Sound,
    /// A statement leaves open whether it holds.
    Possible,
}

impl Fit {
    /// All, the best first.
    pub const ALL: [Self; 9] = [
        Self::Exact,
        Self::Word,
        Self::Prefix,
        Self::Form,
        Self::Meaning,
        Self::Fuzzy,
        Self::Slip,
        Self::Sound,
        Self::Possible,
    ];

    /// Whether it is a word, a prefix or a form, not a guess.
    pub fn is_plain(self) -> bool {
        self <= Self::Form
    }

    /// Whether it is a match of letters that are not the word's own.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Fuzzy | Self::Slip | Self::Sound)
    }
}

/// Matches by letters that are not a word's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guesses {
    /// All.
    All,
    /// Other spellings of a name, no mistakes.
    Spellings,
}

impl Guesses {
    /// Whether a fit is allowed.
    #[inline]
    pub fn allow(self, fit: Fit) -> bool {
        !fit.is_guess() || self == Self::All || fit == Fit::Sound
    }
}

/// Maximum length of a typed word for fuzzy matching, in characters.
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
    /// The best fit of `typed` among the words of the folded string `field`.
    pub fn fit(&self, typed: &str, field: &str) -> Option<Fit> {
        let one = |word: &str| match () {
            () if word == typed => Some(Fit::Word),
            () if word.starts_with(typed) => Some(Fit::Prefix),
            () => self.fuzzy(typed, word).map(|_| Fit::Fuzzy).or_else(|| slip(typed, word).map(|_| Fit::Slip)),
        };
        field.split(' ').filter_map(one).min()
    }

    /// Score of a fuzzy match, from fuzzy-matcher. The word must start with the first letter, and the match must skip at
    /// most a third of the letters that it spans.
    pub fn fuzzy(&self, typed: &str, word: &str) -> Option<i64> {
        let length = typed.chars().count();
        if !(3..=LONGEST).contains(&length) || word.len() > 4 * LONGEST || !ordered(typed, word) {
            return None;
        }
        let (score, at) = self.matcher.fuzzy_indices(word, typed)?;
        let span = at.last()? - at.first()? + 1;
        (at.first() == Some(&0) && span <= length * 3 / 2).then_some(score)
    }

    /// Positions of the characters of `word` in the fuzzy match.
    pub fn letters(&self, typed: &str, word: &str) -> Vec<usize> {
        self.matcher.fuzzy_indices(word, typed).map(|(_, at)| at).unwrap_or_default()
    }
}

/// Whether the letters occur in the word in this order: a cheap test before the score.
fn ordered(typed: &str, word: &str) -> bool {
    let mut letters = word.chars();
    typed.chars().all(|c| letters.any(|l| l == c))
}

/// Maximum edit distance for a typed word, by its length.
pub fn allowed(typed: &str) -> usize {
    match typed.chars().count() {
        4..=6 => 1,
        7..=LONGEST => 2,
        _ => 0,
    }
}

/// Edit distance (optimal string alignment) of a typo: at most one from four letters on, two from seven on. In words
/// shorter than six letters the first letter must match, unless the first two are swapped.
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
    fn each_fit_is_recognised() {
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
    fn other_words_do_not_match() {
        let ranker = Ranker::default();
        for word in ["bataclan", "beslan", "christchurch", "mumbai", "x"] {
            assert_eq!(ranker.fit(word, "kerman memorial bombings"), None, "{word}");
        }
    }
}
