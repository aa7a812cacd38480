//! The levels of letters: even ones are read from left to right, odd ones from right to left. They are those of the whole
//! paragraph; a row of it that was wrapped only has blanks at its end. Knows text only.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo};

use crate::sanitize::ascii_len;

/// The direction in which a paragraph is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BaseDirection {
    /// As its first letter is.
    #[default]
    Auto,
    /// From left to right.
    Left,
    /// From right to left.
    Right,
}

/// The levels of the rows of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphLevels {
    /// That of the paragraph.
    pub base: u8,
    /// Those of each row, for each byte.
    pub rows: Vec<Vec<u8>>,
}

impl ParagraphLevels {
    /// Whether the paragraph is read from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.base % 2 == 1
    }
}

/// Whether a text has letters, digits or controls that can change the order of a row. All of them begin with bytes from D6
/// on, which most texts lack; typographic signs have such bytes too, so that these are told apart without decoding.
#[inline]
pub fn has_right_to_left(text: &str) -> bool {
    has_high_byte(text.as_bytes()) && has_right_to_left_letter(text.as_bytes())
}

/// Whether a byte is 0xd6 or higher: eight bytes are looked at once, and a short text takes two steps.
#[inline]
fn has_high_byte(bytes: &[u8]) -> bool {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    const TO_HIGH: u64 = u64::from_ne_bytes([0x80 - 0x56; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let is_high = |word: u64| ((word & LOW) + TO_HIGH) & word & HIGH != 0;
    let both = |first: &[u8; 4], last: &[u8; 4]| {
        u64::from(u32::from_ne_bytes(*first)) | u64::from(u32::from_ne_bytes(*last)) << 32
    };
    match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // The last eight may have been looked at in part.
        (Some(last), ..) => {
            let (blocks, _) = bytes.as_chunks::<8>();
            blocks.iter().any(|block| is_high(u64::from_ne_bytes(*block))) || is_high(u64::from_ne_bytes(*last))
        }
        (None, Some(first), Some(last)) => is_high(both(first, last)),
        _ => bytes.iter().any(|byte| *byte >= 0xd6),
    }
}

fn has_right_to_left_letter(text: &[u8]) -> bool {
    let mut rest = text;
    loop {
        // No continuation byte is among them.
        rest = &rest[ascii_len(rest, |byte| byte < 0xd6)..];
        match rest {
            [] => return false,
            // Armenian.
            [0xd6, 0x80..=0x8f, after @ ..] => rest = after,
            // 0590–08FF
            [0xd6..=0xdf, ..] | [0xe0, 0xa0..=0xa3, ..] => return true,
            // 200F, 202B, 202E, 2067
            [0xe2, 0x80, 0x8f | 0xab | 0xae, ..] | [0xe2, 0x81, 0xa7, ..] => return true,
            // FB1D–FDFF, FE70–FEFF
            [0xef, 0xac, 0x9d..=0xbf, ..] | [0xef, 0xad..=0xb7 | 0xba | 0xbb, ..] | [0xef, 0xb9, 0xb0..=0xbf, ..] => {
                return true;
            }
            // 10800–10FFF, 1E800–1EFFF
            [0xf0, 0x90 | 0x9e, 0xa0..=0xbf, ..] => return true,
            [_, after @ ..] => rest = after,
        }
    }
}

/// Whether a text is read from right to left by its first letter.
pub fn is_right_to_left(text: &str) -> bool {
    has_right_to_left(text) && of_rows(text, BaseDirection::Auto, &[]).is_right_to_left()
}

/// The levels of a paragraph that is shown in these rows. What stands in quotation marks (“ ”) is ordered by itself, as its
/// own letters say, for the marks are those of whoever quotes.
pub fn of_rows(text: &str, base: BaseDirection, rows: &[Range<usize>]) -> ParagraphLevels {
    let base = match base {
        BaseDirection::Auto => None,
        BaseDirection::Left => Some(Level::ltr()),
        BaseDirection::Right => Some(Level::rtl()),
    };
    let apart = apart(text);
    let mut with_isolates = String::new();
    let mut from = 0;
    for &(at, sign) in &apart {
        with_isolates.push_str(&text[from..at]);
        with_isolates.push(sign);
        from = at;
    }
    with_isolates.push_str(&text[from..]);
    let info = ParagraphBidiInfo::new(&with_isolates, base);
    let whole = info.paragraph_level;
    // Both signs have three bytes.
    let place = |at: usize| at + 3 * apart.partition_point(|&(sign, _)| sign <= at);
    let rows = rows.iter().map(|row| {
        let places = row.clone().map(place);
        let mut levels: Vec<u8> = places.clone().map(|at| info.levels[at].number()).collect();
        let mut ends = true;
        for (n, at) in places.enumerate().rev() {
            match info.original_classes[at] {
                BidiClass::B | BidiClass::S => ends = true,
                BidiClass::WS | BidiClass::FSI | BidiClass::LRI | BidiClass::RLI | BidiClass::PDI => {}
                // These count as not there.
                BidiClass::BN | BidiClass::LRE | BidiClass::RLE | BidiClass::LRO | BidiClass::RLO | BidiClass::PDF => {}
                _ => ends = false,
            }
            if ends {
                levels[n] = whole.number();
            }
        }
        levels
    });
    ParagraphLevels { base: whole.number(), rows: rows.collect() }
}

/// The level of a paragraph that is shown in one row, and those of its bytes.
pub fn of_row(text: &str, base: BaseDirection) -> (u8, Vec<u8>) {
    let found = of_rows(text, base, std::slice::from_ref(&(0..text.len())));
    (found.base, found.rows.concat())
}

/// Where what is quoted begins and ends, with the signs that set it apart there. They are only for finding the levels.
fn apart(text: &str) -> Vec<(usize, char)> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, sign) in text.match_indices(['“', '”']) {
        if sign == "“" {
            open.push(at + sign.len());
        } else if let Some(begin) = open.pop() {
            found.extend([(begin, '\u{2068}'), (at, '\u{2069}')]);
        }
    }
    // An empty quotation begins before it ends.
    found.sort_by_key(|&(at, sign)| (at, sign));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_change_the_order_is_looked_at() {
        for text in ["", "Kerman – “quoted” 94", "Türkiye", "│ ▌ …", "한글 अ", "ƒϿ", "👩 🏻"] {
            assert!(!has_right_to_left(text), "{text}");
        }
        for text in ["שלום", "a سلام", "…— ٣", "\u{fb1d}", "\u{1e900}", "\u{10900}", "ߊ"] {
            assert!(has_right_to_left(text), "{text}");
        }
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let wanted = matches!(u32::from(c),
                0x590..=0x8ff | 0x200f | 0x202b | 0x202e | 0x2067 | 0xfb1d..=0xfdff | 0xfe70..=0xfeff
                | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff);
            assert_eq!(has_right_to_left(&format!("… {c}a")), wanted, "{c:?}");
        }
        assert!(is_right_to_left("94 שלום abc") && !is_right_to_left("abc שלום") && !is_right_to_left("٣"));
    }

    #[test]
    fn a_high_byte_is_found_wherever_it_stands() {
        for length in 0..40 {
            let mut bytes = vec![0xd5; length];
            assert!(!has_high_byte(&bytes), "{length}");
            for at in 0..length {
                for high in [0xd6, 0xff] {
                    bytes[at] = high;
                    assert!(has_high_byte(&bytes), "{length} {at}");
                }
                bytes[at] = if at % 2 == 0 { 0x7f } else { 0x56 };
                assert!(!has_high_byte(&bytes), "{length} {at}");
            }
        }
    }

    #[test]
    fn what_is_quoted_is_ordered_by_itself() {
        let of = |text: &str| of_row(text, BaseDirection::Auto);
        // The exclamation mark belongs to what is quoted, and what follows stays as it is.
        let text = "“שלום!” 94";
        let levels = of(text);
        assert_eq!(levels.0, 0);
        let at = text.find('!').unwrap();
        assert_eq!((levels.1[at], levels.1[text.len() - 1]), (1, 0));
        // A mark that closes nothing sets nothing apart.
        assert_eq!(of("”שלום").0, 1);
        assert_eq!(of("“שלום").0, 1);
        assert_eq!(of("“” “a “ש” b”").0, 0);
    }

    #[test]
    fn blanks_at_the_end_of_a_row_have_the_level_of_the_paragraph() {
        let text = "abc שלום עולם";
        let space = text.rfind(' ').unwrap();
        let levels = of_rows(text, BaseDirection::Auto, &[0..space + 1, space + 1..text.len()]);
        assert_eq!((levels.rows[0][space - 1], levels.rows[0][space], levels.rows[1][0]), (1, 0, 1));
    }
}
