//! A version of a source that links were made with. Knows no file.

use super::curie::Curie;

/// A version of a source as links name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceVersion {
    /// The prefix of the names of its events.
    pub prefix: String,
    /// The version: as the publisher has it, or a number of records.
    pub version: String,
    /// How many links name it.
    pub links: usize,
    /// Some of its events that they name.
    pub examples: Vec<Curie>,
}

/// A source whose events links name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSource {
    /// The prefix of the names of its events.
    pub prefix: String,
    /// How many links name it.
    pub links: usize,
    /// The line of the first of them, from 1.
    pub line: usize,
}
