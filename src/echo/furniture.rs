//! Passages that belong to the page around an article, or that every report of an incident has: where to call and write,
//! subscriptions, copyright lines, posts of others, lists of films.
//!
//! Goes by the marks and words of one passage. What one outlet repeats is found in `boilerplate.rs`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Bytes of such a passage at most.
const MOST: usize = 500;

/// What such a passage contains: addresses, handles, and the words of sites that are published in English.
const PARTS: [&str; 17] = [
    "@",
    "©",
    "http",
    "www.",
    "rights reserved",
    "subscri",
    "newsletter",
    "sign in",
    "log in",
    "sign up",
    "registration",
    "your inbox",
    "email notifications",
    "email address",
    "privacy policy",
    "terms of service",
    "crime stoppers",
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = AhoCorasick::builder().ascii_case_insensitive(true).build(PARTS);
    builder.expect("a few short words build")
});

/// Whether a passage is of this kind.
pub(super) fn is_furniture(passage: &str) -> bool {
    passage.len() <= MOST && (FINDER.is_match(passage) || has_telephone(passage) || is_film(passage))
}

/// Whether a number like 555-0123, 555.0123 or 555-TIPS stands in a text, with no more digits around.
fn has_telephone(text: &str) -> bool {
    let digit = |b: &u8| b.is_ascii_digit();
    let mut before = b' ';
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let number = bytes.get(at..at + 8).is_some_and(|n| {
            n[..3].iter().all(digit)
                && matches!(n[3], b'-' | b'.' | b' ')
                && n[4..].iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        });
        if number && !before.is_ascii_digit() && !bytes.get(at + 8).is_some_and(digit) {
            return true;
        }
        before = *byte;
    }
    false
}

/// Whether a passage is the title of a film with its length: `1:15 Officers search the harbour`.
fn is_film(passage: &str) -> bool {
    let length = passage.split(' ').next().unwrap_or("");
    let rest = passage[length.len()..].trim_start();
    let (minutes, seconds) = length.split_once(':').unwrap_or(("", ""));
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    number(minutes)
        && minutes.len() <= 2
        && number(seconds)
        && seconds.len() == 2
        && rest.starts_with(char::is_uppercase)
        && !rest.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_around_an_article_is_told_from_it() {
        for passage in [
            "Anyone who saw the cart is asked to call 555-0123.",
            "Call 1-800-555-TIPS with what you know.",
            "Write to desk@herald.example.",
            "Subscribe now and read every story.",
            "1:15 Officers search the harbour",
            "© 2031 Northern Herald",
        ] {
            assert!(is_furniture(passage), "{passage}");
        }
        for passage in [
            "The bomb went off at 6:15 on Tuesday.",
            "6:15 is when the market opens, he said.",
            "In 2030-2031 the market was shut.",
            "He paid 120 crowns for 1500 crates.",
        ] {
            assert!(!is_furniture(passage), "{passage}");
        }
        assert!(!is_furniture(&"He asked them to call 555-0123. ".repeat(20)), "a whole text in one passage");
    }
}
