//! The language of a text, from its words. Says nothing where it is not sure.

/// The words looked at.
const LOOKED_AT: usize = 1200;

/// BCP 47 code of the language of `text`, if it is beyond doubt.
pub fn detect(text: &str) -> Option<String> {
    let end = text.char_indices().take_while(|(i, _)| *i < LOOKED_AT).last().map_or(0, |(i, c)| i + c.len_utf8());
    let text = &text[..end];
    if is_english(text) {
        return Some("en".to_owned());
    }
    let info = whatlang::detect(text)?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 60 && info.is_reliable()).then(|| short(info.lang().code()).to_owned())
}

/// Whether a fifth of the words are the most frequent ones of English, and enough different ones.
fn is_english(text: &str) -> bool {
    const FREQUENT: [&str; 16] =
        ["the", "of", "and", "to", "in", "a", "that", "was", "for", "on", "with", "were", "at", "by", "said", "from"];
    let (mut all, mut frequent, mut seen) = (0_u32, 0_u32, 0_u16);
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| !w.is_empty()) {
        all += 1;
        if let Some(at) = FREQUENT.iter().position(|f| f.eq_ignore_ascii_case(word)) {
            frequent += 1;
            seen |= 1 << at;
        }
    }
    all >= 20 && frequent * 5 >= all && seen.count_ones() >= 5
}

/// The two-letter code, where there is one.
fn short(code: &str) -> &str {
    const CODES: [(&str, &str); 50] = [
        ("eng", "en"),
        ("deu", "de"),
        ("fra", "fr"),
        ("spa", "es"),
        ("ita", "it"),
        ("por", "pt"),
        ("nld", "nl"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("bel", "be"),
        ("pol", "pl"),
        ("ces", "cs"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("bul", "bg"),
        ("ron", "ro"),
        ("hun", "hu"),
        ("ell", "el"),
        ("tur", "tr"),
        ("aze", "az"),
        ("uzb", "uz"),
        ("tuk", "tk"),
        ("ara", "ar"),
        ("pes", "fa"),
        ("urd", "ur"),
        ("heb", "he"),
        ("hin", "hi"),
        ("ben", "bn"),
        ("pan", "pa"),
        ("guj", "gu"),
        ("mar", "mr"),
        ("tam", "ta"),
        ("tel", "te"),
        ("kan", "kn"),
        ("mal", "ml"),
        ("nep", "ne"),
        ("sin", "si"),
        ("mya", "my"),
        ("tha", "th"),
        ("vie", "vi"),
        ("ind", "id"),
        ("cmn", "zh"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("swe", "sv"),
        ("dan", "da"),
        ("amh", "am"),
    ];
    CODES.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

/// The code that a page declares, if it looks like one: `en-GB`, `en_GB`.
pub fn declared(code: &str) -> Option<String> {
    let code = code.trim().replace('_', "-");
    let first = code.split('-').next().unwrap_or("");
    let sound = (2..=3).contains(&first.len())
        && code.len() <= 12
        && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && first.bytes().all(|b| b.is_ascii_alphabetic());
    sound.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_only_when_sure() {
        let english = "The blast at the market was heard in the whole of the valley, and the police said that three people were taken to a hospital by the fire brigade.";
        assert_eq!(detect(english).as_deref(), Some("en"));
        let russian = "Взрыв на рынке был слышен во всей долине, и полиция сообщила, что трое раненых доставлены в больницу пожарными.";
        assert_eq!(detect(russian).as_deref(), Some("ru"));
        assert_eq!(detect("Harlow 3 – 2"), None);
        assert_eq!(detect(""), None);
    }

    #[test]
    fn declared_codes_are_checked() {
        assert_eq!(declared("en_GB").as_deref(), Some("en-GB"));
        assert_eq!(declared("English"), None);
    }
}
