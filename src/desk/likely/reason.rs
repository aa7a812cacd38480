//! A reason for which an incident is likely the one that some words are about. Knows no corpus.

/// A reason with its weight.
pub(super) struct LikelyReason {
    pub(super) weight: u32,
    pub(super) reason: String,
}

pub(super) fn evidence(weight: u32, reason: impl Into<String>) -> LikelyReason {
    LikelyReason { weight, reason: reason.into() }
}
