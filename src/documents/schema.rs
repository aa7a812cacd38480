//! The schema of a corpus: the keys of each table, their types, and which are required.
//!
//! `record!` ([`fields`](super::fields)) generates from each list in [`draft`](super::draft) the draft of a table and
//! its [`Shape`]. Reading, editing and the suggestions for unknown keys use the shape.

/// Maximum number of consecutive words of a source that a corpus may contain.
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

/// The type of a field's value.
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
    /// A list of strings and tables.
    TextsOrTables(&'static Shape),
}

/// A field of a table.
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// The type of its value.
    pub kind: FieldKind,
    /// An example of a value, if the field is required.
    pub needed: Option<&'static str>,
}

/// The fields of a table, in the order in which they are written; `more` stand after the first.
pub struct Shape {
    /// The noun for the table ("a claim"); empty if it depends on the key.
    pub what: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// Further fields that only some of these tables have.
    pub more: &'static [&'static Shape],
}

impl Shape {
    /// All fields, in the order in which they are written.
    pub fn all(&'static self) -> impl Iterator<Item = &'static Field> {
        let (first, others) = self.fields.split_at(self.fields.len().min(1));
        first.iter().chain(self.more.iter().flat_map(|shape| shape.fields)).chain(others)
    }

    /// The field with that key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        let more = self.more.iter().flat_map(|shape| shape.fields);
        self.fields.iter().chain(more).find(|field| field.key == key)
    }
}
