//! What holds whatever the bytes: for the tests here, and for the fuzzer (`fuzz/fuzz_targets/intake.rs`).

use parallax::intake::run;
use parallax::intake::unpack::IntakeLimits;
use parallax::intake::{ArticleLocation, IntakeItem, Particular, RawArticle, StatedDate};

/// Bounds that keep an input of the fuzzer short.
pub const SMALL: IntakeLimits = IntakeLimits {
    file: 4 << 20,
    floor: 8 << 20,
    ratio: 20,
    text_floor: 4 << 20,
    text_ratio: 20,
    members: 1000,
    depth: 3,
};

/// Reads bytes and checks what came of them.
pub fn intake(bytes: &[u8]) {
    let at = ArticleLocation::file("any");
    let items = run::bytes(&at, bytes, &SMALL);
    assert!(!items.is_empty(), "every file is told");
    for item in &items {
        assert_eq!(item.at().path, at.path);
        match item {
            IntakeItem::Article(article) => sound(article),
            IntakeItem::Suggestion(suggestion) => assert!(suggestion.line > 0),
            IntakeItem::Other(other) => assert!(!other.why.to_string().is_empty()),
        }
    }
    assert_eq!(run::bytes(&at, bytes, &SMALL), items, "the same bytes give the same items");
}

fn sound(article: &RawArticle) {
    assert!(!article.body.is_empty());
    for text in article.body.iter().map(|p| &p.text) {
        let mut words = text.split_whitespace();
        assert!(words.next().is_some(), "no paragraph is empty");
        assert!(!text.contains(['\n', '\r', '\t']) && text.trim() == text, "white space is collapsed");
    }
    assert_eq!(article.hash.len(), 64);
    let stated = [&article.published, &article.modified, &article.accessed];
    for when in stated.into_iter().flatten() {
        day(when);
    }
    if let Some(url) = &article.url {
        assert!(url.value.contains(':') && !url.value.contains(char::is_whitespace), "{}", url.value);
    }
}

fn day(when: &Particular<StatedDate>) {
    let parts: Vec<&str> = when.value.edtf.split('-').collect();
    let digits = parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()));
    assert!(digits && parts[0].len() == 4 && parts[1..].iter().all(|p| p.len() == 2) && parts.len() <= 3, "{when:?}");
}
