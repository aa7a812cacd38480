//! Numbers in digits and words: "14", "two dozen", "twenty-one", "one hundred and ten", "1,329".
//!
//! Knows nothing of what is counted, nor of qualifiers.

use super::lexicon::Is;
use super::token::{TokenClass, Tokens};

/// A number and where its words end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberWords {
    /// Its value.
    pub value: u32,
    /// The token after its last.
    pub end: usize,
    /// Whether it is in digits.
    pub digits: bool,
}

/// The number whose words begin at token `i`. Ordinals, decades and decimals are none.
pub fn read(tokens: &Tokens, i: usize) -> Option<NumberWords> {
    let t = tokens;
    if t.kind(i) == TokenClass::Number {
        let word = t.word(i);
        if !word.bytes().last()?.is_ascii_digit() || decimal(word) {
            return scaled_decimal(t, i);
        }
        let mut value = t.list[i].value;
        let mut end = i + 1;
        if t.has(end, Is::SCALE) {
            value = value.checked_mul(t.list[end].value)?;
            end += 1;
        }
        return Some(NumberWords { value, end, digits: true });
    }
    if t.kind(i) != TokenClass::Word {
        return None;
    }
    let mut total = 0u32;
    let mut part = 0u32;
    let mut at = i;
    let mut any = false;
    if t.one_of(i, &["a", "an"]) && (t.has(i + 1, Is::SCALE) || t.are(i + 1, &["half", "dozen"])) {
        if t.are(i + 1, &["half", "dozen"]) {
            return Some(NumberWords { value: 6, end: i + 3, digits: false });
        }
        part = 1;
        at = i + 1;
        any = true;
    } else if t.are(i, &["half", "a", "dozen"]) {
        return Some(NumberWords { value: 6, end: i + 3, digits: false });
    }
    let mut last = u32::MAX;
    loop {
        if t.has(at, Is::NUMBER) && t.kind(at) == TokenClass::Word {
            let value = t.list[at].value;
            // "thirty two" goes on, "two three" does not.
            if last <= value || last < 20 {
                break;
            }
            part = part.checked_add(value)?;
            last = value;
            any = true;
            at += 1;
            if t.kind(at) == TokenClass::Hyphen && t.has(at + 1, Is::NUMBER) && value >= 20 {
                at += 1;
            }
        } else if t.has(at, Is::SCALE) && any {
            let scale = t.list[at].value;
            if scale >= 1_000 {
                total = total.checked_add(part.checked_mul(scale)?)?;
                part = 0;
            } else {
                part = part.max(1).checked_mul(scale)?;
            }
            last = u32::MAX;
            at += 1;
            if t.is(at, "and") && t.has(at + 1, Is::NUMBER) && t.kind(at + 1) == TokenClass::Word && scale == 100 {
                at += 1;
            }
        } else {
            break;
        }
    }
    any.then(|| NumberWords { value: total.saturating_add(part), end: at, digits: false })
}

/// Whether digits hold a decimal point rather than a separator of thousands.
fn decimal(word: &str) -> bool {
    word.contains('.') && !word.split('.').skip(1).all(|p| p.len() == 3)
        || word.split(',').skip(1).any(|p| p.len() != 3)
}

/// "1.5 million".
fn scaled_decimal(t: &Tokens, i: usize) -> Option<NumberWords> {
    if !t.has(i + 1, Is::SCALE) {
        return None;
    }
    let value: f64 = t.word(i).parse().ok()?;
    let scaled = value * f64::from(t.list[i + 1].value);
    (scaled <= f64::from(u32::MAX)).then(|| NumberWords { value: scaled.round() as u32, end: i + 2, digits: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::sentence::passages;

    fn value(text: &str) -> Option<u32> {
        let spans = passages(text);
        read(&Tokens::new(text, &spans), 0).map(|n| n.value)
    }

    #[test]
    fn reads_digits_and_words() {
        for (text, wanted) in [
            ("14", 14),
            ("1,329", 1_329),
            ("two dozen", 24),
            ("a dozen", 12),
            ("twenty-one", 21),
            ("one hundred and ten", 110),
            ("two thousand five hundred", 2_500),
            ("half a dozen", 6),
            ("1.5 million", 1_500_000),
            ("three", 3),
        ] {
            assert_eq!(value(text), Some(wanted), "{text}");
        }
        assert_eq!(value("7.62"), None);
        assert_eq!(value("the"), None);
    }
}
