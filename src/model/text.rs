//! One arena for all text; records hold eight-byte handles into it.
//!
//! Strings that repeat (publishers, countries, facets' wordings) are interned: equal strings get equal
//! handles, so comparing handles is comparing text. The arena grows only while building.

use std::collections::HashMap;

/// A handle to a string of the arena; the default is the empty string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Text {
    at: u32,
    len: u32,
}

impl Text {
    /// Whether the string is empty, which the model uses for "not given".
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// The finished arena.
#[derive(Debug, Default)]
pub struct Texts {
    bytes: String,
}

impl Texts {
    /// The string behind `text`, which must be a handle of this arena.
    pub fn get(&self, text: Text) -> &str {
        let at = text.at as usize;
        &self.bytes[at..at + text.len as usize]
    }

    /// Bytes held.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// The arena while it grows.
#[derive(Debug, Default)]
pub struct TextsBuilder {
    texts: Texts,
    known: HashMap<Box<str>, Text>,
}

impl TextsBuilder {
    /// Adds `string` without looking for an equal one: for digests and texts, which do not repeat.
    pub fn add(&mut self, string: &str) -> Text {
        if string.is_empty() {
            return Text::default();
        }
        let at = u32::try_from(self.texts.bytes.len()).expect("a corpus holds less than 4 GiB of text");
        let len = u32::try_from(string.len()).expect("a corpus holds less than 4 GiB of text");
        self.texts.bytes.push_str(string);
        Text { at, len }
    }

    /// The handle of `string`, adding it only if no equal string was interned before.
    pub fn intern(&mut self, string: &str) -> Text {
        if let Some(&text) = self.known.get(string) {
            return text;
        }
        let text = self.add(string);
        self.known.insert(string.into(), text);
        text
    }

    /// The string behind a handle made so far.
    pub fn get(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// Ends the growth.
    pub fn finish(self) -> Texts {
        self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_share_a_handle_only_when_interned() {
        let mut texts = TextsBuilder::default();
        let (a, b) = (texts.intern("Kerman"), texts.intern("Kerman"));
        let c = texts.add("Kerman");
        assert_eq!(a, b);
        assert_ne!(a, c);
        let texts = texts.finish();
        assert_eq!(texts.get(a), texts.get(c));
        assert_eq!(texts.len(), 12);
    }

    #[test]
    fn the_empty_string_is_the_default_handle() {
        let mut texts = TextsBuilder::default();
        texts.add("x");
        assert_eq!(texts.intern(""), Text::default());
        assert!(texts.add("").is_empty());
    }
}
