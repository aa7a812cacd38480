//! The words of a text as keys that can be compared, without quoted speech.
//!
//! Knows nothing of other texts.

use std::ops::Range;

use super::furniture::is_furniture;
use super::text::EchoText;

/// A word outside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ComparedWord {
    /// Hash of its letters, folded. Always the same for the same letters.
    pub key: u32,
    /// Position of its passage.
    pub passage: u32,
    /// Bytes of the passage.
    pub start: u32,
    /// End of these bytes.
    pub end: u32,
    /// What a match of it tells: 2 for a word of four small letters or more, else 1. Names and numbers are facts, which
    /// two reporters of one event share; short words are in every text.
    pub weight: u8,
    /// Whether the word before it in the text is the one before it in the list.
    pub joined: bool,
}

impl ComparedWord {
    /// Whether it is no number and no short word: what stays the same where an outlet's line names a year.
    pub fn telling(&self) -> bool {
        self.weight == 2
    }

    /// Its bytes in its passage.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a text outside quotation marks, in order; without the passages that belong to the page around it.
pub(super) fn words(text: &EchoText<'_>) -> Vec<ComparedWord> {
    let mut found = Vec::new();
    for (number, passage) in text.passages.iter().enumerate().filter(|(_, passage)| !is_furniture(passage)) {
        let quoted = text.quoted.get(number).map_or(&[][..], Vec::as_slice);
        passage_words(passage, quoted, number as u32, &mut found);
    }
    found
}

/// Appends the words of a passage that lie outside `quoted`.
pub(super) fn passage_words(passage: &str, quoted: &[Range<usize>], number: u32, found: &mut Vec<ComparedWord>) {
    let begin = found.len();
    let mut capitals = 0;
    let mut joined = false;
    let mut quoted = quoted.iter().peekable();
    let mut skipped = 0;
    for bytes in Split::new(passage) {
        while quoted.next_if(|q| q.end <= bytes.start).is_some() {}
        skipped = skipped.max(quoted.peek().filter(|q| q.start < bytes.end).map_or(0, |q| q.end));
        if bytes.start < skipped {
            joined = false;
            continue;
        }
        let (key, kind) = fold(&passage[bytes.clone()]);
        capitals += usize::from(kind == Kind::Capital);
        let weight = 1 + u8::from(kind == Kind::Small);
        found.push(ComparedWord {
            key,
            passage: number,
            start: bytes.start as u32,
            end: bytes.end as u32,
            weight,
            joined,
        });
        joined = true;
    }
    // Headlines and whole texts in capitals: a capital tells no name from a word.
    if capitals * 2 > found.len() - begin {
        for word in &mut found[begin..] {
            word.weight = 1 + u8::from(fold(&passage[word.bytes()]).1 != Kind::Other);
        }
    }
}

/// What a word may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Four small letters or more.
    Small,
    /// Four letters or more, one of them a capital: a name, where other words have none.
    Capital,
    /// A short word, or a number.
    Other,
}

/// Cuts a text into runs of letters and digits. An apostrophe inside a word belongs to it; a letter of a script without
/// spaces is a word.
struct Split<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Split<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

fn without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

impl Iterator for Split<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut start = None;
        while self.at < bytes.len() {
            let byte = bytes[self.at];
            if byte.is_ascii_alphanumeric() {
                start.get_or_insert(self.at);
                self.at += 1;
                continue;
            }
            if byte.is_ascii() {
                let inside = byte == b'\'' && bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic);
                match start {
                    Some(start) if !inside => return Some(start..self.at),
                    _ => self.at += 1,
                }
                continue;
            }
            let c = self.text[self.at..].chars().next()?;
            let next = self.at + c.len_utf8();
            if without_spaces(c) {
                if let Some(start) = start {
                    return Some(start..self.at);
                }
                self.at = next;
                return Some(next - c.len_utf8()..next);
            }
            let inside = c.is_alphanumeric()
                || is_mark(c)
                || apostrophe(c) && bytes.get(next).is_some_and(u8::is_ascii_alphabetic);
            match start {
                Some(start) if !inside => return Some(start..self.at),
                None if !c.is_alphanumeric() => {}
                _ => {
                    start.get_or_insert(self.at);
                }
            }
            self.at = next;
        }
        start.map(|start| start..self.at)
    }
}

/// Marks that combine with the letter before, and characters of no width inside words.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{93a}'..='\u{94f}' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

/// The key and the kind of a word.
fn fold(word: &str) -> (u32, Kind) {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut letters = 0_usize;
    let (mut small, mut alphabetic) = (true, true);
    let mut add = |unit: u32| hash = (hash ^ u64::from(unit)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        for byte in word.bytes().filter(|b| *b != b'\'') {
            small &= byte.is_ascii_lowercase();
            alphabetic &= byte.is_ascii_alphabetic();
            letters += 1;
            add(u32::from(byte.to_ascii_lowercase()));
        }
    } else {
        for c in word.chars().filter(|c| !apostrophe(*c) && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}')) {
            alphabetic &= c.is_alphabetic() || is_mark(c);
            small &= !c.is_uppercase();
            letters += 1;
            c.to_lowercase().for_each(|c| add(c as u32));
        }
    }
    let kind = match letters >= 4 && alphabetic {
        true if small => Kind::Small,
        true => Kind::Capital,
        false => Kind::Other,
    };
    ((hash ^ (hash >> 32)) as u32, kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        Split::new(text).map(|b| &text[b]).collect()
    }

    #[test]
    fn words_are_cut_at_what_is_no_letter() {
        assert_eq!(split("It’s 9 dead—\"not 31\", he said."), ["It’s", "9", "dead", "not", "31", "he", "said"]);
        assert_eq!(split("the ‘old’ town's men's'"), ["the", "old", "town's", "men's"]);
        assert_eq!(split("爆炸 bomb"), ["爆", "炸", "bomb"]);
        assert_eq!(split("вибух у місті"), ["вибух", "у", "місті"]);
    }

    #[test]
    fn case_and_kind_of_apostrophe_do_not_matter() {
        assert_eq!(fold("Town’s").0, fold("town's").0);
        assert_eq!(fold("ÉCOLE").0, fold("école").0);
        assert_ne!(fold("nine").0, fold("none").0);
        assert_eq!([fold("Tarn").1, fold("said").1, fold("was").1], [Kind::Capital, Kind::Small, Kind::Other]);
    }

    #[test]
    fn quoted_words_are_left_out_and_break_the_chain() {
        let passage = "He said “we saw it” and left.";
        let start = passage.find('“').unwrap();
        let mut found = Vec::new();
        let quoted = start..passage.find(" and").unwrap();
        passage_words(passage, std::slice::from_ref(&quoted), 0, &mut found);
        let texts: Vec<_> = found.iter().map(|w| (&passage[w.bytes()], w.joined)).collect();
        assert_eq!(texts, [("He", false), ("said", true), ("and", false), ("left", true)]);
    }
}
