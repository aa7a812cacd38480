//! How the ends of an interval were written. Knows no dates.

use serde::{Deserialize, Serialize};

/// Whether the ends of an interval were written as days. It changes how a date is shown, not which days it means: two dates
/// that differ only in this are equal.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) start: bool,
    pub(super) end: bool,
}

impl Written {
    /// Of an EDTF expression.
    pub(super) fn of(edtf: &str) -> Self {
        let is_day = |text: &str| {
            let text = text.trim_start_matches('-').trim_end_matches(['~', '?', '%']);
            text.split('-').count() == 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        };
        edtf.split_once('/').map_or_else(Self::default, |(start, end)| Self { start: is_day(start), end: is_day(end) })
    }
}

impl PartialEq for Written {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Written {}

impl std::hash::Hash for Written {
    fn hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}
