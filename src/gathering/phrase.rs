//! Looks for words and phrases in a text without splitting it.

/// Whether a text has one of some words or phrases, whole. The case of plain letters does not matter; phrases are small.
pub fn has_any(text: &str, phrases: &[&str]) -> bool {
    let bytes = text.as_bytes();
    let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    (0..bytes.len()).filter(|i| bytes[*i].is_ascii_alphabetic() && (*i == 0 || !letter(bytes.get(i - 1)))).any(|i| {
        let first = bytes[i].to_ascii_lowercase();
        let starts = |p: &&&str| {
            let p = p.as_bytes();
            p[0] == first
                && bytes.get(i..i + p.len()).is_some_and(|b| b.eq_ignore_ascii_case(p))
                && !letter(bytes.get(i + p.len()))
        };
        phrases.iter().any(|p| starts(&p))
    })
}
