//! A suggestion that another program makes about an article, as its line has it. Knows no articles and no facets:
//! `load/suggestions.rs` holds it against what is open.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a line of a file of suggestions says; its fields are the keys of the line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSuggestion {
    /// The file of the article, from the folder of the suggestions on; or the article's id.
    pub file: String,
    /// The words of the article that it is made from.
    pub words: String,
    /// The facet, or `quote`.
    pub facet: String,
    /// The value: a number or text; of a quotation who speaks.
    pub value: Value,
    /// Who suggests it.
    pub by: String,
    /// The number of the passage, where the words stand in several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<u32>,
    /// How the source qualifies a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// Whom a figure counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The stance of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<String>,
    /// What the source doubts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<String>,
    /// The grade, as whoever suggests it has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The rule or model that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}
