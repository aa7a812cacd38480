//! What comes from outside the articles: references, and names that no source prints. Views decide how they mark it.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// The mark after a name that no source prints.
pub const OUTSIDE_MARK: char = '*';

/// A publication that bears out what no article of the corpus says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Title as printed.
    pub title: Text,
    /// Publisher.
    pub publisher: Text,
    /// Date of publication in words; empty if it is not known.
    pub date: Text,
    /// Address, or another way to find it.
    pub locator: Text,
}

/// A name that no source prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideName {
    /// The name, which is also the title, an alias or a variant.
    pub name: Text,
    /// Remark on it; empty if none.
    pub note: Text,
    /// Publications that use it; without any it is unchecked.
    pub references: Vec<Reference>,
}
