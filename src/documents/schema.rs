//! The one list of fields: which keys each table of a corpus has, of which type, and what must be there.
//!
//! `record!` ([`fields`](super::fields)) makes of each list in [`draft`](super::draft) the draft that a table is read into
//! and its [`Shape`]. Reading, unknown keys and their nearest neighbours, and editing all go by it.

/// The most words of a source that may stand anywhere in a corpus.
pub const MOST_WORDS: usize = 8;

/// A closed set of words with their meanings.
pub trait Vocabulary: Copy + 'static {
    /// All meanings.
    fn all() -> &'static [Self];
    /// The word of a meaning.
    fn word(self) -> &'static str;
    /// The meaning of a word.
    fn meaning(word: &str) -> Option<Self> {
        Self::all().iter().find(|v| v.word() == word).copied()
    }
}

/// What the value of a field is.
#[derive(Clone, Copy)]
pub enum FieldKind {
    /// A string.
    Text,
    /// A few words of a source.
    Wording,
    /// A date in EDTF.
    Date,
    /// A whole number from 0.
    Number,
    /// A number.
    Decimal,
    /// `true` or `false`.
    Flag,
    /// A list of strings.
    Texts,
    /// A word of a vocabulary.
    Word(fn() -> Vec<&'static str>),
    /// A list of tables.
    Tables(&'static Shape),
}

/// A field of a table.
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// What its value is.
    pub kind: FieldKind,
    /// If it must be there, a value as an example.
    pub needed: Option<&'static str>,
}

/// The fields of a table, in the order in which they are written.
pub struct Shape {
    /// What the table is ("a claim"); empty where that depends on its key.
    pub what: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// Further fields, which only some of these tables have.
    pub more: &'static [&'static Shape],
}

impl Shape {
    /// All fields.
    pub fn all(&'static self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().chain(self.more.iter().flat_map(|shape| shape.fields))
    }

    /// The field with that key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        let more = self.more.iter().flat_map(|shape| shape.fields);
        self.fields.iter().chain(more).find(|field| field.key == key)
    }
}
