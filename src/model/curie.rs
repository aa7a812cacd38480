//! Compact names of events across sources: `ged:412650`, `acled:LBY1234`, `incident:moscow-crocus-city-hall`. Knows no
//! file and no workspace.
//!
//! A CURIE is the id that a source itself gives to an event, after a prefix for the source; never the number of a row.

use std::borrow::Cow;
use std::fmt;

use super::dataset::About;

/// The name of an event: the prefix of its source, and its id there.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Curie {
    /// The whole text. CURIEs have the order of their texts, as the lines of a sorted file have.
    text: Box<str>,
    /// Length of the prefix, which the colon follows.
    prefix: u16,
}

impl Curie {
    /// The prefix of incidents of corpora.
    pub const INCIDENT: &'static str = "incident";

    /// The name of an event of the source with that prefix. `None` if the id is empty, or the prefix is no word.
    pub fn new(prefix: &str, id: &str) -> Option<Self> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let length = u16::try_from(prefix.len()).ok()?;
        let sound = length > 0 && prefix.chars().all(is_word) && !id.is_empty();
        sound.then(|| Self { text: format!("{prefix}:{}", encoded(id)).into(), prefix: length })
    }

    /// The name of an incident of a corpus, by its id.
    pub fn incident(id: &str) -> Option<Self> {
        Self::new(Self::INCIDENT, id)
    }

    /// The name of a record of a data set, by its id in the file. `None` if it has none: the number of a row is no name.
    pub fn record(about: &About, id: &str) -> Option<Self> {
        Self::new(&prefix(about), id)
    }

    /// Reads `ged:412650`. `None` if it is no name of an event.
    pub fn parse(text: &str) -> Option<Self> {
        let (prefix, id) = text.split_once(':')?;
        // Only what a name is written as is a name, so that no two texts mean one event.
        Self::new(prefix, &decoded(id)?).filter(|read| *read.text == *text)
    }

    /// The prefix of its source.
    pub fn prefix(&self) -> &str {
        &self.text[..self.prefix.into()]
    }

    /// Its id in its source.
    pub fn id(&self) -> Cow<'_, str> {
        let id = &self.text[usize::from(self.prefix) + 1..];
        decoded(id).unwrap_or(Cow::Borrowed(id))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Curie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Curie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The prefix of the records of a data set: its usual short name, which for some is longer than the tag in lists.
pub fn prefix(about: &About) -> String {
    let named = [("ACL", "acled"), ("ICE", "icews"), ("POL", "polecat")];
    let known = named.iter().find(|(tag, _)| *tag == about.tag);
    known.map_or_else(|| about.tag.to_lowercase(), |(_, prefix)| (*prefix).to_owned())
}

/// Whether a character of an id is written as its bytes in hexadecimal: what would end or hide a cell of a table.
fn is_encoded(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '%' || c == '"' || c == ','
}

fn encoded(id: &str) -> Cow<'_, str> {
    if !id.contains(is_encoded) {
        return Cow::Borrowed(id);
    }
    let mut text = String::with_capacity(id.len() + 8);
    for c in id.chars() {
        if is_encoded(c) {
            text.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|b| format!("%{b:02X}")));
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

fn decoded(id: &str) -> Option<Cow<'_, str>> {
    if !id.contains('%') {
        return Some(Cow::Borrowed(id));
    }
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (hex, after) = rest.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for id in ["412650", "LBY1234", "Case 12, north\t“x”", "50%", "a:b", "Şehir"] {
            let name = Curie::new("ged", id).unwrap();
            assert!(!name.as_str().contains(['\t', ' ', ',', '"']), "{name}");
            assert_eq!(Curie::parse(name.as_str()).as_ref(), Some(&name));
            assert_eq!((name.prefix(), &*name.id()), ("ged", id));
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in ["", "ged", "ged:", ":1", "g d:1", "ged:1 2", "ged:%4", "ged:%zz", "ged:%31", "ged:%ff", "ged:%2c"]
        {
            assert_eq!(Curie::parse(text), None, "{text}");
        }
        assert_eq!(Curie::incident(""), None);
    }

    #[test]
    fn names_have_the_order_of_their_texts() {
        let mut names: Vec<Curie> =
            ["ged:1", "ged2:1", "acled:9", "ged:10"].into_iter().filter_map(Curie::parse).collect();
        let mut texts: Vec<String> = names.iter().map(ToString::to_string).collect();
        names.sort();
        texts.sort();
        assert_eq!(names.iter().map(Curie::as_str).collect::<Vec<_>>(), texts);
    }
}
