//! The inverted index: each distinct word once, with its postings. Knows nothing of queries but the kinds of targets.

mod builder;
mod values;
mod vocabulary_builder;

use super::query::TargetKind;
use crate::model::{ArticleId, IncidentId, NameId, PassageId, QuoteId, RecordId};
pub use values::Values;

/// A record that can be found.
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
    /// Its kind; records of data sets are incidents.
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

/// The field in which a word was found. Among equal matches the earlier field comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchField {
    /// The title.
    Title,
    /// An alias.
    Alias,
    /// An alias that no source prints.
    OutsideAlias,
    /// A place.
    Place,
    /// A date.
    Date,
    /// A figure.
    Figure,
    /// A person or organisation.
    Name,
    /// The event type.
    EventType,
    /// The speaker of a quotation.
    Speaker,
    /// The gist of a quotation.
    Gist,
    /// A claim: its value and its wording.
    Claim,
    /// The digest of a passage.
    Digest,
    /// The attached text.
    Text,
}

impl MatchField {
    /// All fields, in order.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Alias,
        Self::OutsideAlias,
        Self::Place,
        Self::Date,
        Self::Figure,
        Self::Name,
        Self::EventType,
        Self::Speaker,
        Self::Gist,
        Self::Claim,
        Self::Digest,
        Self::Text,
    ];

    /// The word on screen and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Alias => "alias",
            Self::OutsideAlias => "alias in no source",
            Self::Place => "place",
            Self::Date => "date",
            Self::Figure => "figure",
            Self::Name => "name",
            Self::EventType => "kind",
            Self::Speaker => "speaker",
            Self::Gist => "gist",
            Self::Claim => "claim",
            Self::Digest => "digest",
            Self::Text => "text",
        }
    }

    /// Whether it is prose, in which only words and prefixes match.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Gist | Self::Claim | Self::Digest | Self::Text)
    }
}

/// An occurrence of a word: position of the record and field, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Posting(u32);

impl Posting {
    const FIELDS: u32 = 16;

    fn new(doc: u32, field: MatchField) -> Self {
        Self(doc * Self::FIELDS + field as u32)
    }

    /// The record's position.
    pub fn doc(self) -> usize {
        (self.0 / Self::FIELDS) as usize
    }

    /// The field's position in [`MatchField::ALL`].
    pub fn field_order(self) -> u32 {
        self.0 % Self::FIELDS
    }

    /// The field.
    pub fn field(self) -> MatchField {
        MatchField::ALL[(self.0 % Self::FIELDS) as usize]
    }
}

/// An inverted index of a corpus, or of the distinct values of a data set.
#[derive(Debug, Default)]
pub struct Index {
    /// Records by position, and the number of origins of each, which breaks ties in ranking.
    pub(super) docs: Vec<Target>,
    pub(super) origins: Vec<u8>,
    /// For each name of the corpus, the number of single incidents with it as an actor or at it, those in places inside
    /// included.
    pub(super) singles: Vec<u8>,
    /// Distinct words in order, joined in one string, and where each begins.
    letters: String,
    words: Vec<u32>,
    /// Letters of each word as a bit set: a fast lower bound of the edit distance.
    masks: Vec<u32>,
    /// Where the postings of each word begin.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// Phonetic keys with positions of words, sorted.
    sounds: Vec<(String, u32)>,
}

impl Index {
    /// Number of distinct words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Size in bytes, without overhead of the allocator.
    pub fn bytes(&self) -> usize {
        let sounds: usize = self.sounds.iter().map(|(key, _)| key.len() + size_of::<(String, u32)>()).sum();
        self.docs.len() * (size_of::<Target>() + 1)
            + self.singles.len()
            + self.letters.len()
            + (self.words.len() + self.masks.len() + self.starts.len() + self.postings.len()) * 4
            + sounds
    }

    /// Whether it has no records.
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// The word at a position.
    pub fn word(&self, at: usize) -> &str {
        word_at(&self.letters, &self.words, at)
    }

    /// Positions of the words that begin with `prefix`.
    pub fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let from = self.first(|w| w < prefix);
        let to = self.first(|w| w < prefix || w.starts_with(prefix));
        from..to
    }

    /// The position of a word, as a range; empty if the index does not hold it.
    pub fn exactly(&self, word: &str) -> std::ops::Range<usize> {
        let from = self.first(|w| w < word);
        let found = from < self.words.len() && self.word(from) == word;
        from..from + usize::from(found)
    }

    /// Position of the first word for which `before` is false.
    fn first(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.words.len());
        while low < high {
            let mid = usize::midpoint(low, high);
            if before(self.word(mid)) { low = mid + 1 } else { high = mid }
        }
        low
    }

    /// Length of a word in bytes.
    pub fn length(&self, at: usize) -> usize {
        let end = self.words.get(at + 1).map_or(self.letters.len(), |&e| e as usize);
        end - self.words[at] as usize
    }

    /// Postings of a word.
    pub fn postings(&self, word: usize) -> &[Posting] {
        let end = self.starts.get(word + 1).map_or(self.postings.len(), |&e| e as usize);
        &self.postings[self.starts[word] as usize..end]
    }

    /// Positions of words that may be within edit distance `edits` of `typed`, by length and letters. Words with digits
    /// are left out: an id with another digit is another id.
    pub fn near(&self, typed: &str, edits: usize) -> impl Iterator<Item = usize> + '_ {
        let (mask, length) = (mask(typed), typed.len());
        // An edit changes at most two bits of the mask, and the length by at most four bytes.
        let (letters, bytes) = (u32::try_from(2 * edits).unwrap_or(u32::MAX), 4 * edits);
        let fits = move |at: &usize| {
            let other = self.masks[*at];
            other & DIGIT == 0
                && (other ^ mask).count_ones() <= letters
                && self.word(*at).len().abs_diff(length) <= bytes
        };
        (0..self.masks.len()).filter(fits)
    }

    /// Positions of words with the phonetic key `key`.
    pub fn sounding(&self, key: &str) -> impl Iterator<Item = usize> + '_ {
        let from = self.sounds.partition_point(|(k, _)| k.as_str() < key);
        let key = key.to_owned();
        self.sounds[from..].iter().take_while(move |(k, _)| *k == key).map(|&(_, word)| word as usize)
    }
}

/// The word at position `at`; `words` holds where each word begins in `letters`.
fn word_at<'l>(letters: &'l str, words: &[u32], at: usize) -> &'l str {
    let end = words.get(at + 1).map_or(letters.len(), |&e| e as usize);
    &letters[words[at] as usize..end]
}

/// Bit of the mask for words with a digit.
const DIGIT: u32 = 1 << 31;

/// The letters of a word as a bit set: one bit for each Latin letter; all others share five bits.
fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| {
        mask | match c {
            'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
            '0'..='9' => DIGIT,
            c => 1 << (26 + u32::from(c) % 5),
        }
    })
}
