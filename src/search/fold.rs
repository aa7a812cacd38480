//! Evening out what spelling leaves open, so that `turkiye` finds *Türkiye*.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, every run of other characters than letters and digits a single space.
///
/// Letters of other scripts stay as they are but for the pairs that keyboards mix up (Arabic and Persian
/// yeh and kaf). Apostrophes inside words vanish: *Isis's* and *Isiss* are one.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    // Most text is plain; it needs no tables.
    if text.is_ascii() {
        for b in text.bytes().filter(|b| *b != b'\'') {
            if !b.is_ascii_alphanumeric() {
                space = !out.is_empty();
                continue;
            }
            if std::mem::take(&mut space) {
                out.push(' ');
            }
            out.push(char::from(b.to_ascii_lowercase()));
        }
        return out;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if matches!(c, '\'' | '’' | 'ʼ' | '‘' | '\u{200c}' | '\u{200d}') {
            continue;
        }
        if !c.is_alphanumeric() {
            space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        for c in c.to_lowercase() {
            match c {
                'ي' | 'ى' => out.push('ی'),
                'ك' => out.push('ک'),
                'ı' => out.push('i'),
                'ß' => out.push_str("ss"),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' => out.push('d'),
                'æ' => out.push_str("ae"),
                c if !is_combining_mark(c) => out.push(c),
                _ => {}
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for (a, b) in [
            ("Türkiye", "turkiye"),
            ("Mazar-e-Sherif", "mazar e sherif"),
            ("Isis’s", "ISISS"),
            ("İstanbul", "istanbul"),
            ("كرمان", "کرمان"),
            ("Żółć", "zolc"),
            ("  El País ", "el pais"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
    }

    proptest! {
        #[test]
        fn plain_text_folds_as_any_other(text in "[ -~]{0,40}") {
            // One letter that is not plain takes the long way.
            let long = fold(&format!("{text} é"));
            let short = fold(&text);
            prop_assert_eq!(long.strip_suffix("e").map(str::trim_end), Some(short.as_str()));
        }

        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
