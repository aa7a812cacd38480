//! Reads the value of a cell: text, counts, codes, degrees. Every spelling accepted here occurs in a published
//! file. Knows no columns and no formats.

use std::borrow::Cow;

/// A cell that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bad;

/// Text of a cell: UTF-8, else Windows-1252, which decodes any byte.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// A text that was encoded twice, as it was before: `CÃ´te` is `Côte`. `None` if it was not: `São` stays.
pub(super) fn encoded_once(text: &str) -> Option<String> {
    // Fast path: it takes two letters beyond ASCII, one after the other, of which the first is the first byte of a letter.
    let mut letters = text[text.bytes().position(|b| !b.is_ascii())?..].chars();
    if !matches!((letters.next()?, letters.next()?), ('\u{c2}'..='\u{f4}', '\u{80}'..)) {
        return None;
    }
    let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    let once = String::from_utf8(bytes.into_owned()).ok().filter(|_| !is_lossy)?;
    (once.chars().count() < text.chars().count()).then_some(once)
}

/// A cell without surrounding blanks; empty if it holds a code for a missing value.
pub(super) fn trimmed(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    match cell {
        b"" | b"." | b"-" | b"NA" | b"N/A" | b"n/a" | b"nan" | b"NaN" | b"None" | b"NULL" | b"null" => b"",
        cell => cell,
    }
}

/// The same of a text.
pub(super) fn trimmed_text(cell: &str) -> &str {
    let rest = cell.trim_matches(|c: char| c.is_ascii_whitespace());
    if trimmed(rest.as_bytes()).is_empty() { "" } else { rest }
}

/// A cell without the mark by which a spreadsheet is told that it holds text, not a number: `'2025-01-13`,
/// `="2025-01-13"`. For cells of dates, numbers and ids; in others an apostrophe is text.
pub(super) fn unmarked(cell: &[u8]) -> &[u8] {
    match trimmed(cell) {
        [b'\'', rest @ ..] => trimmed(rest),
        [b'=', b'"', rest @ .., b'"'] => trimmed(rest),
        cell => cell,
    }
}

/// A text with single blanks between its words.
pub(super) fn one_line(text: &str) -> String {
    // Fast path: most texts are so. All white space beyond ASCII begins with one of these bytes.
    let mut before = b' ';
    let is_next = |b: u8| {
        let is_other = matches!(b, b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3) || b == b' ' && before == b' ';
        before = b;
        !is_other
    };
    if text.bytes().all(is_next) && !text.ends_with(' ') {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A count of people: `3`, `3.0`, `1,204`. `-9`, `-99` and `-999` are missing values. Fractions are kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Count {
    /// Missing.
    None,
    /// A whole number.
    Whole(u32),
    /// A number with a fraction.
    Fraction(f64),
}

impl Count {
    /// Whether it has a fraction.
    pub(super) fn is_fraction(self) -> bool {
        matches!(self, Self::Fraction(_))
    }

    /// The whole number below a fraction.
    pub(super) fn floored(self) -> Self {
        match self {
            Self::Fraction(n) => Self::Whole(n.floor() as u32),
            whole => whole,
        }
    }

    /// The whole number above a fraction.
    pub(super) fn raised(self) -> Self {
        match self {
            Self::Fraction(n) => Self::Whole(n.ceil() as u32),
            whole => whole,
        }
    }

    /// The nearest whole number.
    pub(super) fn rounded(self) -> Option<u32> {
        match self {
            Self::None => None,
            Self::Whole(n) => Some(n),
            Self::Fraction(n) => Some(n.round() as u32),
        }
    }
}

/// What a dot before three figures is in the counts of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Dots {
    /// It is not known: such a count cannot be read.
    #[default]
    Doubtful,
    /// It parts thousands, since commas are decimal.
    Thousands,
    /// It is decimal.
    Decimal,
}

/// Reads a count.
pub(super) fn count(cell: &[u8], dots: Dots) -> Result<Count, Bad> {
    // Fast path: most cells are a few digits.
    if !cell.is_empty() && cell.len() < 10 && cell.iter().all(u8::is_ascii_digit) {
        return Ok(Count::Whole(cell.iter().fold(0, |n, d| n * 10 + u32::from(d - b'0'))));
    }
    let cell = unmarked(cell);
    if cell.is_empty() {
        return Ok(Count::None);
    }
    let number = figure(cell, dots).ok_or(Bad)?;
    if [-9.0, -99.0, -999.0].contains(&number) {
        return Ok(Count::None);
    }
    if dots == Dots::Doubtful && is_doubtful(cell) {
        return Err(Bad);
    }
    if !number.is_finite() || !(0.0..4_000_000_000.0).contains(&number) {
        return Err(Bad);
    }
    Ok(if number.fract() == 0.0 { Count::Whole(number as u32) } else { Count::Fraction(number) })
}

/// A number. A comma before every three digits separates thousands; any other comma is a decimal comma.
fn number(cell: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(cell).ok()?;
    if !text.contains(',') {
        return text.parse().ok();
    }
    let whole = text.trim_start_matches('-').split('.').next().unwrap_or("");
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let thousands = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    let plain = if thousands { text.replace(',', "") } else { text.replacen(',', ".", 1) };
    plain.parse().ok()
}

/// Whether a number may be thousands or a fraction: `1.204`.
pub(super) fn is_doubtful(cell: &[u8]) -> bool {
    match cell.iter().position(|b| *b == b'.') {
        Some(dot @ 1..=3) => {
            let all = || cell[..dot].iter().chain(&cell[dot + 1..]);
            cell[0] != b'0' && cell.len() == dot + 4 && all().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

/// A figure in any grouping of thousands.
fn figure(cell: &[u8], dots: Dots) -> Option<f64> {
    let text = text(cell);
    // Blanks and apostrophes mean nothing else in a number.
    let group = text.chars().find(|c| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’'));
    let text = match group {
        Some(mark) => Cow::Owned(ungrouped(&text, mark)?),
        None => text,
    };
    let several = text.matches('.').count() > 1;
    if dots != Dots::Thousands && !several {
        return number(text.as_bytes());
    }
    match ungrouped(&text, '.') {
        Some(plain) => plain.replacen(',', ".", 1).parse().ok(),
        None => number(text.as_bytes()),
    }
}

/// A number without the marks between its groups of three figures; `None` if they part no such groups.
fn ungrouped(text: &str, mark: char) -> Option<String> {
    let tail = text.trim_start_matches('-').find(|c: char| !c.is_ascii_digit() && c != mark);
    let tail = tail.map_or(text.len(), |at| at + text.len() - text.trim_start_matches('-').len());
    let (whole, tail) = text.split_at(tail);
    let mut groups = whole.trim_start_matches('-').split(mark);
    let first = groups.next().unwrap_or_default();
    let mut others = groups.peekable();
    let fits = (1..=3).contains(&first.len()) && others.peek().is_some() && others.all(|group| group.len() == 3);
    fits.then(|| whole.replace(mark, "") + tail)
}

/// Whether a cell shows that its file writes decimal commas, so that dots part thousands: `1,5`, `1.204.500`; of degrees any
/// number with one comma, since no degree has thousands.
pub(super) fn shows_decimal_comma(cell: &[u8], is_degrees: bool) -> bool {
    let cell = unmarked(cell);
    let is_number = cell.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b','));
    let mut parts = cell.split(|b| *b == b',');
    match (is_number, parts.next(), parts.next(), parts.next()) {
        (true, Some(whole), Some(fraction), None) if !whole.is_empty() => {
            fraction.iter().all(u8::is_ascii_digit) && !fraction.is_empty() && (is_degrees || fraction.len() != 3)
        }
        (true, Some(whole), None, None) => !is_degrees && memchr::memchr_iter(b'.', whole).count() > 1,
        _ => false,
    }
}

/// A code, a small whole number: `2`, `2.0`. `None` if the cell holds none.
pub(super) fn code(cell: &[u8]) -> Option<i32> {
    match cell {
        [d @ b'0'..=b'9'] => return Some(i32::from(d - b'0')),
        [] => return None,
        _ => {}
    }
    let number = number(unmarked(cell))?;
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i32)
}

/// Degrees. `None` if the cell holds none, or more than `most` to either side.
pub(super) fn degrees(cell: &[u8], most: f64) -> Option<f64> {
    let cell = unmarked(cell);
    // No degree has thousands, so a comma is a decimal comma whatever follows it.
    let number = match memchr::memchr_iter(b',', cell).count() {
        1 if !cell.contains(&b'.') => text(cell).replacen(',', ".", 1).parse().ok()?,
        _ => number(cell)?,
    };
    (number.abs() <= most).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_encoded_twice_is_known_by_its_bytes() {
        assert_eq!(encoded_once("CÃ´te d'Ivoire").as_deref(), Some("Côte d'Ivoire"));
        for right in ["São João", "Côte d'Ivoire", "Ñuñoa", "Kabul", "Кабул", ""] {
            assert_eq!(encoded_once(right), None, "{right}");
        }
    }

    #[test]
    fn counts_distinguish_missing_from_zero() {
        for (cell, wanted) in [
            ("0", Count::Whole(0)),
            ("12", Count::Whole(12)),
            ("3.0", Count::Whole(3)),
            ("1,204", Count::Whole(1204)),
            ("19.8", Count::Fraction(19.8)),
            ("1,204.0", Count::Whole(1204)),
            ("3,0", Count::Whole(3)),
            ("1,5", Count::Fraction(1.5)),
            ("1 204", Count::Whole(1204)),
            ("1\u{202f}204\u{202f}500", Count::Whole(1_204_500)),
            ("1’204", Count::Whole(1204)),
            ("1.204.500", Count::Whole(1_204_500)),
            ("0.204", Count::Fraction(0.204)),
            ("'3", Count::Whole(3)),
            ("", Count::None),
            ("-99", Count::None),
            ("NA", Count::None),
        ] {
            assert_eq!(count(cell.as_bytes(), Dots::Doubtful), Ok(wanted), "{cell}");
        }
        for bad in ["many", "-3", "1e99", "inf", "1.204", "12 20", "1 2"] {
            assert_eq!(count(bad.as_bytes(), Dots::Doubtful), Err(Bad), "{bad}");
        }
        for (cell, wanted) in [
            ("1.204", Count::Whole(1204)),
            ("1.204,5", Count::Fraction(1204.5)),
            ("1,204", Count::Whole(1204)),
            ("3,0", Count::Whole(3)),
        ] {
            assert_eq!(count(cell.as_bytes(), Dots::Thousands), Ok(wanted), "{cell} beside decimal commas");
        }
        assert_eq!(count(b"78.125", Dots::Decimal), Ok(Count::Fraction(78.125)));
        assert_eq!(degrees(b"-1,190", 90.0), Some(-1.19));
    }

    #[test]
    fn text_is_utf8_or_windows() {
        assert_eq!(text("Café".as_bytes()), "Café");
        assert_eq!(text(b"Caf\xe9 \x93so\x94"), "Café “so”");
    }

    proptest! {
        #[test]
        fn a_line_has_single_blanks(text in "[a\u{e4} \t\n\u{85}\u{a0}\u{1680}\u{2003}\u{2028}\u{202f}\u{205f}\u{3000}]{0,6}") {
            prop_assert_eq!(one_line(&text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }

        #[test]
        fn no_cell_panics(cell in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = (count(&cell, Dots::Thousands), count(&cell, Dots::Doubtful), code(&cell), degrees(&cell, 90.0), unmarked(&cell));
            let _ = (is_doubtful(&cell), shows_decimal_comma(&cell, true), shows_decimal_comma(&cell, false));
            let _ = text(&cell);
        }
    }
}
