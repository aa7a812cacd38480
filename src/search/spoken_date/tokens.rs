//! Cuts a query into the words and numbers that a date can be made of. Knows no order of them.

use std::ops::Range;

use super::numeric::{self, DatePart};
use crate::model::time::month_names::{NameForm, month};
use crate::search::fold::fold;

/// A word, a number, a dash, or a date that is written in digits.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A whole number of at most four digits.
    Number {
        value: u16,
        digits: usize,
        /// As in *22nd*.
        ordinal: bool,
        /// As in *’24*.
        short: bool,
    },
    /// The name of a month.
    Month(u8, NameForm),
    /// `2024-03-22`, `22/3/24`; several where the order is open.
    Numeric(Vec<DatePart>),
    /// A dash or slash between the parts of a word, or alone.
    Dash,
    /// Anything else, folded.
    Word(String),
    /// What is no plain word: a field, a phrase, a word with an operator.
    Other,
}

/// A piece of a query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct QueryToken {
    pub(super) kind: TokenKind,
    /// Its bytes in the query.
    pub(super) at: Range<usize>,
    /// Whether a word between spaces begins with it.
    pub(super) starts: bool,
    /// Whether one ends with it.
    pub(super) ends: bool,
}

/// The tokens of a query.
pub(super) fn tokens(text: &str) -> Vec<QueryToken> {
    let mut found = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            if let Some(start) = start.take() {
                word(text, start..at, &mut found);
            }
        } else {
            start.get_or_insert(at);
        }
    }
    if let Some(start) = start {
        word(text, start..text.len(), &mut found);
    }
    found
}

/// The tokens of one word between spaces.
fn word(text: &str, range: Range<usize>, found: &mut Vec<QueryToken>) {
    let raw = &text[range.clone()];
    let push = |found: &mut Vec<QueryToken>, kind, at, starts, ends| found.push(QueryToken { kind, at, starts, ends });
    let single = |found: &mut Vec<QueryToken>, kind| push(found, kind, range.clone(), true, true);
    let short = raw.strip_prefix(['\'', '’']).filter(|d| d.len() == 2).and_then(|d| d.parse().ok());
    if let Some(value) = short {
        return single(found, TokenKind::Number { value, digits: 2, ordinal: false, short: true });
    }
    if raw.contains([':', '"']) || raw.starts_with(['!', '\'', '’', '^']) {
        return single(found, TokenKind::Other);
    }
    let digits: String = raw.chars().map(western).collect();
    if let Some(parts) = numeric::edtf(&digits) {
        return single(found, TokenKind::Numeric(parts));
    }
    let trimmed = digits.trim_matches(|c: char| !c.is_alphanumeric());
    if trimmed.is_empty() {
        let dash = matches!(raw, "-" | "–" | "—" | "/");
        return single(found, if dash { TokenKind::Dash } else { TokenKind::Other });
    }
    if let Some(parts) = numeric::parts(trimmed) {
        return single(found, TokenKind::Numeric(parts));
    }
    if let Some((within, parts)) = numeric::chinese(&digits) {
        // Digits of other scripts have other lengths: only then is the whole word the date.
        let at = if digits.len() == raw.len() { range.start + within.start..range.start + within.end } else { range };
        return push(found, TokenKind::Numeric(parts), at, true, true);
    }
    // `22-march-2024`, `3rd,2024`, `22.März`.
    let first = found.len();
    let mut start = range.start;
    for (at, c) in raw.char_indices().map(|(at, c)| (range.start + at, c)) {
        if !matches!(c, '-' | '–' | '—' | '/' | ',' | '.') {
            continue;
        }
        if start < at {
            push(found, kind(&text[start..at]), start..at, false, false);
        }
        start = at + c.len_utf8();
        if !matches!(c, ',' | '.') {
            push(found, TokenKind::Dash, at..start, false, false);
        }
    }
    if start < range.end {
        push(found, kind(&text[start..range.end]), start..range.end, false, false);
    }
    // Punctuation alone is no part.
    let pieces = found.split_off(first);
    found.extend(pieces.into_iter().filter(|t| t.kind != TokenKind::Word(String::new())));
    if let Some(token) = found.get_mut(first) {
        token.starts = true;
    }
    if let Some(token) = found[first..].last_mut() {
        token.ends = true;
    }
}

/// The kind of a part of a word.
fn kind(text: &str) -> TokenKind {
    let folded: String = fold(text).chars().map(western).collect();
    let digits = folded.len() - folded.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = folded.split_at(digits);
    if let Ok(value) = number.parse()
        && (1..=4).contains(&digits)
    {
        let ordinal = matches!(rest, "st" | "nd" | "rd" | "th" | "er" | "re" | "o" | "a" | "го");
        if ordinal || rest.is_empty() {
            return TokenKind::Number { value, digits, ordinal, short: false };
        }
    }
    match month(&folded) {
        Some((month, form)) => TokenKind::Month(month, form),
        None => TokenKind::Word(folded),
    }
}

/// Arabic, Persian and full-width digits as Western ones; dashes as one.
fn western(c: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(c).wrapping_sub(zero), 10);
    match c {
        '٠'..='٩' => digit(0x660).unwrap_or(c),
        '۰'..='۹' => digit(0x6f0).unwrap_or(c),
        '０'..='９' => digit(0xff10).unwrap_or(c),
        '–' | '—' | '‐' | '‑' => '-',
        '／' => '/',
        '．' => '.',
        _ => c,
    }
}
