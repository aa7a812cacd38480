//! What can be changed in a corpus, and what stands in the way.
//!
//! An edit names a file, a place in it and a field. Applied, it becomes one patch of the file's text, and the patch
//! that takes it back is its inverse: whatever the edit was, undoing it gives the very bytes that were there.

use std::fmt;

/// One change of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Gives a field a value, whether it had one or not.
    Set {
        /// The file's path within the corpus.
        file: String,
        /// The table or passage.
        at: EditPlace,
        /// The field's key.
        field: String,
        /// Its new value.
        value: EditValue,
    },
    /// Takes a field away.
    Unset {
        /// The file's path within the corpus.
        file: String,
        /// The table or passage.
        at: EditPlace,
        /// The field's key.
        field: String,
    },
    /// Adds a table to a list of tables, or a passage at the end of an article.
    Create {
        /// The file's path within the corpus.
        file: String,
        /// The table that holds the list.
        at: EditPlace,
        /// The list's key; [`PASSAGES`] for passages.
        list: String,
        /// The position it will have there.
        position: usize,
        /// Its fields.
        fields: Fields,
    },
    /// Takes a table out of its list, or the last passage out of its article.
    Remove {
        /// The file's path within the corpus.
        file: String,
        /// The table or passage.
        at: EditPlace,
    },
    /// Adds a file.
    CreateFile {
        /// Its path within the corpus.
        file: String,
        /// Its text.
        text: String,
    },
    /// Takes a file away.
    RemoveFile {
        /// Its path within the corpus.
        file: String,
    },
    /// Replaces a stretch of a file's text: the inverse of the others.
    Patch {
        /// The file's path within the corpus.
        file: String,
        /// The stretch.
        patch: Patch,
    },
}

/// The list that the passages of an article are, for [`Edit::Create`].
pub const PASSAGES: &str = "passages";

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditPlace {
    /// A table: from the whole file inwards, the key of each list and the position in it. Empty for the whole file, or
    /// for the front matter of an article.
    Table(Vec<(String, usize)>),
    /// A passage of an article, by its number.
    Passage(usize),
}

/// Fields with their values.
pub type Fields = Vec<(String, EditValue)>;

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum EditValue {
    /// A string, a date, or a word of a vocabulary.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A number.
    Decimal(f64),
    /// `true` or `false`.
    Flag(bool),
    /// A list of strings.
    Texts(Vec<String>),
    /// A list of tables.
    Tables(Vec<Fields>),
}

/// A stretch of text and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The byte at which it begins.
    pub at: usize,
    /// What is there.
    pub removed: String,
    /// What will be there.
    pub inserted: String,
}

/// Why an edit is refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such file.
    NoFile,
    /// There is such a file already.
    FileExists,
    /// The file cannot be read, or is not TOML; the message says why.
    Unreadable(String),
    /// There is no such table, list or passage.
    NoPlace,
    /// Such a table has no such field.
    NoField(String),
    /// The field takes values of another type.
    WrongType(String),
    /// The file would not load as it is meant; the messages say why.
    Mistakes(Vec<String>),
    /// The stretch to be replaced is no longer there: the file has changed.
    Changed,
    /// Only the last passage of an article can be removed: accounts and quotations know the others by number.
    NotLast,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile => write!(f, "there is no such file"),
            Self::FileExists => write!(f, "there is such a file already"),
            Self::Unreadable(why) => write!(f, "the file cannot be edited: {why}"),
            Self::NoPlace => write!(f, "there is no such place in the file"),
            Self::NoField(field) => write!(f, "there is no field “{field}” here"),
            Self::WrongType(field) => write!(f, "“{field}” takes a value of another type"),
            Self::Mistakes(messages) => write!(f, "{}", messages.join("; ")),
            Self::Changed => write!(f, "the file has changed meanwhile"),
            Self::NotLast => write!(f, "only the last passage can be removed"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Edit {
    /// The file that it changes.
    pub fn file(&self) -> &str {
        match self {
            Self::Set { file, .. }
            | Self::Unset { file, .. }
            | Self::Create { file, .. }
            | Self::Remove { file, .. }
            | Self::CreateFile { file, .. }
            | Self::RemoveFile { file }
            | Self::Patch { file, .. } => file,
        }
    }
}

impl Patch {
    /// What makes `after` of `before`.
    pub fn between(before: &str, after: &str) -> Self {
        let (a, b) = (before.as_bytes(), after.as_bytes());
        let mut start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
            start -= 1;
        }
        let most = a.len().min(b.len()) - start;
        let mut end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
        while !before.is_char_boundary(a.len() - end) || !after.is_char_boundary(b.len() - end) {
            end -= 1;
        }
        let (removed, inserted) = (&before[start..a.len() - end], &after[start..b.len() - end]);
        Self { at: start, removed: removed.to_owned(), inserted: inserted.to_owned() }
    }

    /// The text with this patch; `None` if what is to be replaced is not there.
    pub fn apply(&self, text: &str) -> Option<String> {
        let rest = text.get(self.at..)?.strip_prefix(self.removed.as_str())?;
        Some([&text[..self.at], &self.inserted, rest].concat())
    }

    /// What takes it back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { at: self.at, removed: self.inserted.clone(), inserted: self.removed.clone() }
    }
}
