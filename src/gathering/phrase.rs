//! Looks for words and phrases in a text without splitting it.

/// Whether a text has one of some words or phrases, whole. The case of plain letters does not matter; phrases are small and
/// begin with a letter.
pub fn has_any(text: &str, phrases: &[&str]) -> bool {
    let bytes = text.as_bytes();
    let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    // Most words begin with a letter that no phrase begins with.
    let bit = |b: u8| 1_u32 << (b & 31);
    let begins = phrases.iter().filter_map(|p| p.bytes().next()).fold(0, |all, b| all | bit(b));
    let mut before = false;
    for (i, &byte) in bytes.iter().enumerate() {
        let inside = std::mem::replace(&mut before, letter(Some(&byte)));
        if inside || !byte.is_ascii_alphabetic() || begins & bit(byte) == 0 {
            continue;
        }
        let starts = |p: &&str| {
            let p = p.as_bytes();
            bytes.get(i..i + p.len()).is_some_and(|b| b.eq_ignore_ascii_case(p)) && !letter(bytes.get(i + p.len()))
        };
        if phrases.iter().any(starts) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whole_and_in_any_case() {
        let phrases = ["killed", "went off"];
        for text in ["Killed", "it WENT OFF.", "(killed)", "é killed", "12 killed"] {
            assert!(has_any(text, &phrases), "{text}");
        }
        for text in ["", "skilled", "killeds", "killedé", "ékilled", "went of", "went  off", "1killed"] {
            assert!(!has_any(text, &phrases), "{text}");
        }
        assert!(!has_any("killed", &[]));
    }
}
