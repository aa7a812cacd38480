//! Finds the known word that a misspelt one resembles. Knows no messages.

/// Maximum number of characters of a word that is compared with others.
const LONGEST_WORD: usize = 100;

/// The word of `known` most similar to `word`, as a question; empty if none is similar. Words of more than 100 characters
/// are not compared: the time to compare two words grows with both lengths.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let is_short = |word: &str| word.chars().nth(LONGEST_WORD).is_none();
    if !is_short(word) {
        return String::new();
    }
    let word = word.to_lowercase();
    let mut near: Vec<(f64, &str)> = known
        .into_iter()
        .filter(|k| is_short(k))
        .map(|k| (strsim::jaro_winkler(&word, &k.to_lowercase()), k))
        .filter(|(score, _)| *score > 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.first().map_or_else(String::new, |(_, k)| format!("did you mean “{k}”?"))
}
