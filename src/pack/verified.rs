//! What verifying a pack found, in sentences. Knows no pack.

/// What verifying found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// The SHA-256 of the last manifest, which no manifest lists; `None` if there is none.
    pub seal: Option<String>,
    /// What differs, a sentence each: files first, then anchors.
    pub problems: Vec<String>,
    /// What was looked at, a sentence each.
    pub looked_at: Vec<String>,
    /// What could not be looked at, and how it can be.
    pub open: Vec<String>,
}
