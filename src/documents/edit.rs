//! Edits of a corpus, and the reasons to refuse one.
//!
//! An edit names a file, a place in it and a field. Applying it patches the file's text once. The inverse patch
//! undoes it and restores the same bytes.

use std::fmt;

/// One change of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Sets a field, whether it had a value or not.
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
    /// Removes a field.
    Unset {
        /// The file's path within the corpus.
        file: String,
        /// The table or passage.
        at: EditPlace,
        /// The field's key.
        field: String,
    },
    /// Sets and removes fields of tables at once, which need not be right one by one.
    Fill {
        /// The file's path within the corpus.
        file: String,
        /// The tables with their fields.
        tables: Vec<TableFill>,
    },
    /// Adds a table to a list of tables, or a passage at the end of an article.
    Create {
        /// The file's path within the corpus.
        file: String,
        /// The table that holds the list.
        at: EditPlace,
        /// The list's key; [`PASSAGES`] for passages.
        list: String,
        /// Its position in the list.
        position: usize,
        /// Its fields.
        fields: Fields,
    },
    /// Removes a table from its list, or the last passage from its article.
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
    /// Removes a file.
    RemoveFile {
        /// Its path within the corpus.
        file: String,
    },
    /// Replaces a range of a file's text: the inverse of the other edits.
    Patch {
        /// The file's path within the corpus.
        file: String,
        /// The range.
        patch: Patch,
    },
}

/// Fields of a table that are set or removed.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFill {
    /// The table, from the top level inwards, as in [`EditPlace::Table`].
    pub at: Vec<(String, usize)>,
    /// The fields with their new values; `None` removes one.
    pub fields: Vec<(String, Option<EditValue>)>,
}

/// The key of an article's list of passages, for [`Edit::Create`].
pub const PASSAGES: &str = "passages";

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditPlace {
    /// A table: from the top level inwards, the key of each list and the position in it. Empty for the top level, or
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
    Number(u64),
    /// A number.
    Decimal(f64),
    /// `true` or `false`.
    Flag(bool),
    /// A list of strings.
    Texts(Vec<String>),
    /// A table.
    Table(Fields),
    /// A list of tables.
    Tables(Vec<Fields>),
    /// A list of strings and tables.
    Mixed(Vec<EditValue>),
}

/// A range of text and its replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The byte at which it begins.
    pub at: usize,
    /// The present text.
    pub removed: String,
    /// The new text.
    pub inserted: String,
}

/// The reason why an edit is refused. A refused edit changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file does not exist.
    NoFile,
    /// The file already exists.
    FileExists,
    /// No file of a corpus has this path.
    WrongPath,
    /// The file cannot be read, or is not TOML; the message says why.
    Unreadable(String),
    /// The table, list or passage does not exist.
    NoPlace,
    /// The table has no such field.
    NoField(String),
    /// The field takes values of another type.
    WrongType(String),
    /// The file would not load correctly; the messages say why.
    Mistakes(Vec<String>),
    /// The file no longer contains the text to replace.
    Changed,
    /// Only the last passage of an article can be removed: accounts and quotations refer to passages by number.
    NotLast,
    /// What was to be decided is not there any more.
    Settled,
    /// Something else stands there by now; the message says what.
    Stale(String),
    /// It is the only account of its incident.
    LastAccount,
    /// It is the only account of its name, on which there is a note.
    LastOfName,
    /// A joint figure in the file of the incident with this id covers it.
    JointFigure(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile => write!(f, "the file does not exist"),
            Self::FileExists => write!(f, "the file already exists"),
            Self::WrongPath => {
                let folders = "articles/*.md, incidents/*.toml, names/*.toml, quotes/*.toml, texts/*.toml";
                write!(f, "a corpus has corpus.toml, names.toml, {folders}, annotations/*.toml and rejected/*.toml")
            }
            Self::Unreadable(why) => write!(f, "the file cannot be edited: {why}"),
            Self::NoPlace => write!(f, "the file has no such place"),
            Self::NoField(field) => write!(f, "there is no field “{field}” here"),
            Self::WrongType(field) => write!(f, "“{field}” takes a value of another type"),
            Self::Mistakes(messages) => write!(f, "{}", messages.join("; ")),
            Self::Changed => write!(f, "the file has changed since"),
            Self::NotLast => write!(f, "only the last passage can be removed"),
            Self::Settled => write!(f, "it is settled already, or its file has changed"),
            Self::Stale(what) => write!(f, "{what}"),
            Self::LastAccount => write!(f, "nothing else is said of it; reject the incident itself instead"),
            Self::LastOfName => write!(
                f,
                "nothing else is said of the name; its note would be left alone: take that out of its file first"
            ),
            Self::JointFigure(id) => write!(f, "a joint figure of {id} covers it; settle that claim first"),
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
            | Self::Fill { file, .. }
            | Self::Create { file, .. }
            | Self::Remove { file, .. }
            | Self::CreateFile { file, .. }
            | Self::RemoveFile { file }
            | Self::Patch { file, .. } => file,
        }
    }
}

impl Patch {
    /// The patch that turns `before` into `after`.
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

    /// The text with this patch; `None` if it does not contain the text to replace.
    pub fn apply(&self, text: &str) -> Option<String> {
        let rest = text.get(self.at..)?.strip_prefix(self.removed.as_str())?;
        Some([&text[..self.at], &self.inserted, rest].concat())
    }

    /// The inverse patch.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { at: self.at, removed: self.inserted.clone(), inserted: self.removed.clone() }
    }
}
