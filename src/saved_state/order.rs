//! The order of the timeline, as it is saved. Knows words only: which of them mean something is the timeline's to say.

use serde::{Deserialize, Serialize};

/// The order of the timeline, and which entries are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedOrder {
    /// What the timeline was sorted by: `date`, `killed`, `origins`, `verdict` or `changes`; empty for the date.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Whether that order was turned round.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub turned: bool,
    /// Which entries were listed; empty for all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub told_by: String,
}
