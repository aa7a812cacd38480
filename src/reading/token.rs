//! Splits a text into words, numbers and marks, each with its place and its classes in the lexicon.
//!
//! Rules read tokens, never characters. Knows nothing of sentences or of what rules look for.

use super::lexicon::{self, Is};
use super::span::TextSpan;

/// What a token is by its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenClass {
    /// Letters, with apostrophes inside and the stops of "U.S.".
    Word,
    /// Digits, with separators inside: `1,329`, `2.5`.
    Number,
    /// `'s` after a word, or an apostrophe that stands for it.
    Possessive,
    /// A full stop, question mark, exclamation mark or ellipsis.
    Stop,
    /// A comma.
    Comma,
    /// A colon or semicolon.
    Colon,
    /// A hyphen between two words, without spaces.
    Hyphen,
    /// A dash between phrases.
    Dash,
    /// A quotation mark of any language.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The end of a passage.
    Break,
    /// Any other character.
    Other,
}

/// One word, number or mark.
#[derive(Debug, Clone, Copy)]
pub struct TextToken {
    /// Where it stands.
    pub span: TextSpan,
    /// What it is by its characters.
    pub kind: TokenClass,
    /// Its classes in the lexicon.
    pub is: Is,
    /// The number, month, weekday or other value that the lexicon or its digits give; 0 if none.
    pub value: u32,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Its first byte, a letter in small: most comparisons with a word end here.
    first: u8,
}

impl TextToken {
    /// Whether it has one of the classes.
    pub fn has(&self, is: Is) -> bool {
        self.is.any(is)
    }

    /// Whether it is a word.
    pub fn word(&self) -> bool {
        self.kind == TokenClass::Word
    }

    /// Whether it is a word with a capital.
    pub fn named(&self) -> bool {
        self.kind == TokenClass::Word && self.capital
    }
}

/// The tokens of one text.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens in order. Each passage ends with a [`TokenClass::Break`].
    pub list: Vec<TextToken>,
    /// Whether the text is written in capitals throughout, so that capitals tell nothing.
    pub upper: bool,
}

impl<'a> Tokens<'a> {
    /// Splits `text`, whose passages are `passages`.
    pub fn new(text: &'a str, passages: &[TextSpan]) -> Self {
        let mut list = Vec::with_capacity(text.len() / 5 + passages.len());
        for passage in passages {
            split(text, *passage, &mut list);
            list.push(end_of_passage(passage.end));
        }
        let (small, large) = list.iter().filter(|t| t.word()).fold((0usize, 0usize), |(small, large), t| {
            let word = t.span.of(text);
            if word.len() > 1 && word.chars().any(char::is_lowercase) { (small + 1, large) } else { (small, large + 1) }
        });
        let upper = large > 40 && large > small * 8;
        if !upper {
            unmask(text, &mut list);
        }
        Self { text, list, upper }
    }

    /// The text of token `i`; empty beyond the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether token `i` is the word `word` (given in small letters), in any case.
    #[inline]
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.list.get(i).is_some_and(|t| self.same(t, word))
    }

    #[inline]
    fn same(&self, token: &TextToken, word: &str) -> bool {
        let length = token.span.end - token.span.start;
        length == word.len()
            && word.as_bytes().first() == Some(&token.first)
            && self.text.as_bytes()[token.span.start..token.span.end].eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether token `i` is one of `words`, in any case.
    #[inline]
    pub fn one_of(&self, i: usize, words: &[&str]) -> bool {
        self.list.get(i).is_some_and(|t| words.iter().any(|w| self.same(t, w)))
    }

    /// Whether the tokens from `i` are `words`, in any case.
    #[inline]
    pub fn are(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, w)| self.is(i + n, w))
    }

    /// The classes of token `i`; none beyond the end.
    pub fn classes(&self, i: usize) -> Is {
        self.list.get(i).map_or(Is::NONE, |t| t.is)
    }

    /// Whether token `i` has one of the classes.
    pub fn has(&self, i: usize, is: Is) -> bool {
        self.classes(i).any(is)
    }

    /// The kind of token `i`; [`TokenClass::Break`] beyond the end.
    pub fn kind(&self, i: usize) -> TokenClass {
        self.list.get(i).map_or(TokenClass::Break, |t| t.kind)
    }

    /// The bytes of the tokens from `start` up to `end`.
    pub fn span(&self, start: usize, end: usize) -> TextSpan {
        let last = end.saturating_sub(1).max(start);
        match (self.list.get(start), self.list.get(last)) {
            (Some(a), Some(b)) => a.span.to(b.span),
            _ => TextSpan::new(self.text.len(), self.text.len()),
        }
    }

    /// The first token that starts at `byte` or later.
    pub fn at(&self, byte: usize) -> usize {
        self.list.partition_point(|t| t.span.start < byte)
    }
}

/// Takes the classes of small words from abbreviations that are spelled like them: "US", "IS", "WHO" among other words.
fn unmask(text: &str, list: &mut [TextToken]) {
    let small = Is::AUX | Is::PRON | Is::PREP | Is::OBJECT | Is::DET | Is::CONJ | Is::ADV;
    let capitals = |token: Option<&TextToken>| {
        token.is_some_and(|t| {
            t.word() && t.span.end - t.span.start > 1 && t.span.of(text).bytes().all(|b| b.is_ascii_uppercase())
        })
    };
    for i in 0..list.len() {
        let alone = !capitals(i.checked_sub(1).and_then(|p| list.get(p))) && !capitals(list.get(i + 1));
        if list[i].has(small) && alone && capitals(list.get(i)) {
            list[i].is = list[i].is.and(Is::DATE | Is::LEAD);
        }
    }
}

/// The most tokens of a passage; what is longer is read in parts.
const LONGEST_PASSAGE: usize = 1_200;

/// The token that ends a passage at `byte`.
fn end_of_passage(byte: usize) -> TextToken {
    TextToken {
        span: TextSpan::new(byte, byte),
        kind: TokenClass::Break,
        is: Is::NONE,
        value: 0,
        capital: false,
        spaced: true,
        first: 0,
    }
}

/// Splits one passage.
fn split(text: &str, passage: TextSpan, list: &mut Vec<TextToken>) {
    let body = passage.of(text);
    let mut first_token = list.len();
    let mut at = 0;
    let mut spaced = true;
    while let Some(first) = body[at..].chars().next() {
        if first.is_whitespace() || first == '\u{200b}' || first == '\u{feff}' {
            at += first.len_utf8();
            spaced = true;
            continue;
        }
        let rest = &body[at..];
        let before = list.last().filter(|_| !spaced).map(|t| t.kind);
        let (kind, len) = shape(rest, first, before, spaced);
        let word = &rest[..len];
        // No passage that people write is as long; the rules look through whole passages, and must end in any text.
        if list.len() - first_token >= LONGEST_PASSAGE && spaced {
            list.push(end_of_passage(passage.start + at));
            first_token = list.len();
        }
        let (is, value) = match kind {
            TokenClass::Word => lexicon::look_up(word),
            TokenClass::Number => (Is::NUMBER, digits(word)),
            _ => (Is::NONE, 0),
        };
        list.push(TextToken {
            span: TextSpan::new(passage.start + at, passage.start + at + len),
            kind,
            is,
            value,
            capital: first.is_uppercase(),
            spaced,
            first: word.as_bytes().first().map_or(0, u8::to_ascii_lowercase),
        });
        at += len;
        spaced = false;
    }
}

/// The kind and length in bytes of the token that `rest` begins with.
fn shape(rest: &str, first: char, before: Option<TokenClass>, spaced: bool) -> (TokenClass, usize) {
    if first.is_ascii_digit() {
        return (TokenClass::Number, number(rest));
    }
    if first.is_alphabetic() || (first == '_' || first == '@' || first == '#') && follows_letter(rest, first) {
        return (TokenClass::Word, word(rest));
    }
    let len = first.len_utf8();
    let next = rest[len..].chars().next();
    match first {
        '\'' | '’' | '‘' if before == Some(TokenClass::Word) && matches!(next, Some('s' | 'S')) => {
            let after = rest[len + 1..].chars().next();
            if after.is_some_and(char::is_alphanumeric) {
                (TokenClass::Quote, len)
            } else {
                (TokenClass::Possessive, len + 1)
            }
        }
        '\'' if next == Some('\'') => (TokenClass::Quote, 2),
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '\'' | '「' | '」' | '『' | '』'
        | '＂' => (TokenClass::Quote, len),
        '`' => (TokenClass::Quote, if next == Some('`') { 2 } else { 1 }),
        '.' => (TokenClass::Stop, rest.bytes().take_while(|b| *b == b'.').count()),
        '!' | '?' | '…' | '。' | '！' | '？' => (TokenClass::Stop, len),
        ',' | '،' | '，' | '、' => (TokenClass::Comma, len),
        ':' | ';' | '：' => (TokenClass::Colon, len),
        '-' | '‐' | '‑' => {
            let run = rest.bytes().take_while(|b| *b == b'-').count();
            if run > 1 {
                (TokenClass::Dash, run)
            } else if spaced || next.is_none_or(|c| !c.is_alphanumeric()) {
                (TokenClass::Dash, len)
            } else {
                (TokenClass::Hyphen, len)
            }
        }
        '–' | '—' | '―' | '−' => (TokenClass::Dash, len),
        '(' | '[' | '{' => (TokenClass::Open, len),
        ')' | ']' | '}' => (TokenClass::Close, len),
        _ => (TokenClass::Other, len),
    }
}

fn follows_letter(rest: &str, first: char) -> bool {
    rest[first.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric)
}

/// The length of a number: digits with separators, and the letters of an ordinal or a decade (`20th`, `1990s`).
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let inside = matches!(bytes[end], b',' | b'.') && end + 1 < bytes.len() && bytes[end + 1].is_ascii_digit();
        if bytes[end].is_ascii_digit() || inside {
            end += 1;
        } else {
            break;
        }
    }
    let tail: String = rest[end..].chars().take_while(|c| c.is_alphabetic()).collect();
    let ending = matches!(tail.to_ascii_lowercase().as_str(), "th" | "st" | "nd" | "rd" | "s" | "d");
    if ending { end + tail.len() } else { end }
}

/// The length of a word: letters and digits, an apostrophe inside, or letters with stops (`U.S.`, `a.m.`).
fn word(rest: &str) -> usize {
    // Most words are plain letters.
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let ends = |byte: &u8| matches!(byte, b' ' | b',' | b'.' | b'\n' | b'-' | b':' | b';' | b')' | b'"');
    if plain > 1 && rest.as_bytes().get(plain).is_none_or(ends) {
        return plain;
    }
    let initials = initials(rest);
    if initials > 0 {
        return initials;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        if c.is_alphanumeric() || matches!(c, '_' | '@' | '#') || is_mark(c) {
            end = at + c.len_utf8();
        } else if matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic) && end > 0 {
            let tail: String = rest[at + c.len_utf8()..].chars().take_while(|c| c.is_alphanumeric()).collect();
            if tail.eq_ignore_ascii_case("s") {
                break;
            }
        } else {
            break;
        }
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Combining marks and joiners belong to the letter before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// The length of letters each followed by a stop, at least two; 0 if `rest` does not begin so.
fn initials(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while end + 1 < bytes.len() && bytes[end].is_ascii_alphabetic() && bytes[end + 1] == b'.' {
        end += 2;
    }
    let glued = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    if end >= 4 && !glued { end } else { 0 }
}

/// The number that digits give: separators of thousands ignored, decimals cut; 0 if it is too large.
fn digits(word: &str) -> u32 {
    let whole = match word.rfind('.') {
        Some(at) if word[at + 1..].bytes().take_while(u8::is_ascii_digit).count() != 3 => &word[..at],
        _ => word,
    };
    let mut value = 0u32;
    for digit in whole.bytes().filter(u8::is_ascii_digit) {
        match value.checked_mul(10).and_then(|v| v.checked_add(u32::from(digit - b'0'))) {
            Some(next) => value = next,
            None => return 0,
        }
    }
    value
}
