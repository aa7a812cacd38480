//! What a data set is: its name, publisher, terms, citation, and how it counts. What is said here comes from the format.

use crate::model::figure::Party;

/// How the columns of a record bound its figure of the killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A best estimate between a low and a high one.
    Between,
    /// The number is a least.
    AtLeast,
    /// The number is what is stated.
    Stated,
}

/// How a data set counts the dead, in its publisher's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountingRule {
    /// How its columns bound the figure.
    pub bound: Bound,
    /// Whom the figure counts.
    pub party: Party,
    /// Whether the dead by party are parts of the figure.
    pub parties_are_parts: bool,
    /// The rule in a word, for a column of an export.
    pub word: &'static str,
    /// In a few words, to stand beside a figure.
    pub words: &'static str,
    /// As sentences for the reader.
    pub sentence: &'static str,
    /// Numbers that can stand for words, with what they stand for.
    pub coded: &'static [(u32, &'static str)],
}

/// What a data set is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Three or four letters for lists: `GED`.
    pub tag: &'static str,
    /// Its name, with the version where the file or its name tells: `UCDP GED 25.1`.
    pub title: String,
    /// Who publishes it.
    pub publisher: &'static str,
    /// The file it was read from, as the reader named it.
    pub file: String,
    /// Its licence in a few words.
    pub licence: &'static str,
    /// Whether its rows may be passed on; if not, exports hold ids, citation and our own fields.
    pub shareable: bool,
    /// How to cite it, a line each.
    pub citation: Vec<String>,
    /// How it counts.
    pub rule: CountingRule,
    /// A name for an actor that, in some countries, stands for a branch that others name; empty for none.
    pub wider_name: &'static str,
    /// What was decided when reading (encoding, order of day and month), for the reader.
    pub reading: Vec<String>,
}
