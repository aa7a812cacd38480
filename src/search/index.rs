//! Every word that can be found, each distinct word once, with the records it stands in.

mod gather;
mod values;

use super::query::TargetKind;
use crate::model::{ArticleId, IncidentId, NameId, PassageId, QuoteId, RecordId};
pub use values::Values;

/// What a hit leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An incident.
    Incident(IncidentId),
    /// An article.
    Article(ArticleId),
    /// A quotation.
    Quote(QuoteId),
    /// A name.
    Name(NameId),
    /// A passage.
    Passage(PassageId),
    /// A record of a data set.
    Record(RecordId),
}

impl Target {
    /// Its kind.
    pub fn kind(self) -> TargetKind {
        match self {
            Self::Incident(_) | Self::Record(_) => TargetKind::Incident,
            Self::Article(_) => TargetKind::Article,
            Self::Quote(_) => TargetKind::Quote,
            Self::Name(_) => TargetKind::Name,
            Self::Passage(_) => TargetKind::Passage,
        }
    }
}

/// Through what a word was found. The order breaks ties: titles before aliases before places before names,
/// all of them before prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The title.
    Title,
    /// Another name of it.
    Alias,
    /// A place.
    Place,
    /// A person or organisation.
    Name,
    /// What kind of incident.
    TargetKind,
    /// Who speaks.
    Speaker,
    /// What a quotation says.
    Gist,
    /// What a passage says.
    Digest,
    /// The attached text.
    Text,
}

impl Why {
    /// All fields, in that order.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Alias,
        Self::Place,
        Self::Name,
        Self::TargetKind,
        Self::Speaker,
        Self::Gist,
        Self::Digest,
        Self::Text,
    ];

    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Alias => "alias",
            Self::Place => "place",
            Self::Name => "name",
            Self::TargetKind => "kind",
            Self::Speaker => "speaker",
            Self::Gist => "gist",
            Self::Digest => "digest",
            Self::Text => "text",
        }
    }

    /// Whether it is running text, in which only whole words and beginnings mean anything.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Gist | Self::Digest | Self::Text)
    }
}

/// Where a word stands: record and field in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    const FIELDS: u32 = 16;

    fn new(doc: u32, why: Why) -> Self {
        Self(doc * Self::FIELDS + why as u32)
    }

    /// The record's position.
    pub fn doc(self) -> usize {
        (self.0 / Self::FIELDS) as usize
    }

    /// The field's place in the order of fields.
    pub fn field(self) -> u32 {
        self.0 % Self::FIELDS
    }

    /// The field.
    pub fn why(self) -> Why {
        Why::ALL[(self.0 % Self::FIELDS) as usize]
    }
}

/// The prepared corpus.
#[derive(Debug, Default)]
pub struct Index {
    /// Records; those of more origins come first among equals.
    pub(super) docs: Vec<Target>,
    pub(super) origins: Vec<u8>,
    /// Distinct words in order, in one string.
    letters: String,
    words: Vec<u32>,
    /// Which letters each word has, for telling quickly that two words are far apart.
    masks: Vec<u32>,
    /// Where each word's postings begin.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// Words by what they sound like.
    sounds: Vec<(String, u32)>,
}

impl Index {
    /// How many distinct words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Bytes held, without what allocators add.
    pub fn bytes(&self) -> usize {
        let sounds: usize = self.sounds.iter().map(|(key, _)| key.len() + size_of::<(String, u32)>()).sum();
        self.docs.len() * (size_of::<Target>() + 1)
            + self.letters.len()
            + (self.words.len() + self.masks.len() + self.starts.len() + self.postings.len()) * 4
            + sounds
    }

    /// Whether nothing can be found.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// A word by position.
    pub fn word(&self, at: usize) -> &str {
        word_at(&self.letters, &self.words, at)
    }

    /// The words from which on, and up to which, all begin with `prefix`.
    pub fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let from = self.first(|w| w < prefix);
        let to = self.first(|w| w < prefix || w.starts_with(prefix));
        from..to
    }

    /// The first word for which `before` is false.
    fn first(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.words.len());
        while low < high {
            let mid = usize::midpoint(low, high);
            if before(self.word(mid)) { low = mid + 1 } else { high = mid }
        }
        low
    }

    /// How many bytes a word has.
    pub fn length(&self, at: usize) -> usize {
        let end = self.words.get(at + 1).map_or(self.letters.len(), |&e| e as usize);
        end - self.words[at] as usize
    }

    /// Where a word stands.
    pub fn postings(&self, word: usize) -> &[Posting] {
        let end = self.starts.get(word + 1).map_or(self.postings.len(), |&e| e as usize);
        &self.postings[self.starts[word] as usize..end]
    }

    /// Words that may be within `edits` wrong letters of `typed`: about as long, with about the same letters. Words
    /// with digits are ids and numbers; a wrong digit is another one.
    pub fn near(&self, typed: &str, edits: usize) -> impl Iterator<Item = usize> + '_ {
        let (mask, length) = (mask(typed), typed.len());
        // An edit changes two letters at most; letters of other scripts take up to four bytes.
        let (letters, bytes) = (u32::try_from(2 * edits).unwrap_or(u32::MAX), 4 * edits);
        let fits = move |at: &usize| {
            let other = self.masks[*at];
            other & DIGIT == 0
                && (other ^ mask).count_ones() <= letters
                && self.word(*at).len().abs_diff(length) <= bytes
        };
        (0..self.masks.len()).filter(fits)
    }

    /// Words that sound like `key`.
    pub fn sounding(&self, key: &str) -> impl Iterator<Item = usize> + '_ {
        let from = self.sounds.partition_point(|(k, _)| k.as_str() < key);
        let key = key.to_owned();
        self.sounds[from..].iter().take_while(move |(k, _)| *k == key).map(|&(_, word)| word as usize)
    }
}

/// The word that begins at the place with that number.
fn word_at<'l>(letters: &'l str, words: &[u32], at: usize) -> &'l str {
    let end = words.get(at + 1).map_or(letters.len(), |&e| e as usize);
    &letters[words[at] as usize..end]
}

/// Set in the mask of a word that has a digit.
const DIGIT: u32 = 1 << 31;

/// A bit for each Latin letter; the other letters share a few.
fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| {
        mask | match c {
            'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
            '0'..='9' => DIGIT,
            c => 1 << (26 + u32::from(c) % 5),
        }
    })
}
