//! What was known of the incidents of a workspace when the program ended: prints of them, so that the next start can tell what
//! is new or changed. Knows no incidents: a print is a line of text.

use serde::{Deserialize, Serialize};

/// Maximum number of incidents of a workspace whose prints are kept; of larger ones none are.
pub const MOST_PRINTS: usize = 5_000;
/// Maximum number of prints of all workspaces; the oldest visits are dropped first.
const MOST_IN_ALL: usize = 20_000;

/// The end of a visit to a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// The name of the workspace: its paths, or `built-in`.
    pub of: String,
    /// The form of the prints. Those of another form cannot be compared.
    pub form: u32,
    /// The day on which the visit ended, in UTC: `2026-11-27`.
    pub day: String,
    /// A print of each incident.
    pub prints: Vec<String>,
}

/// The number of the latest visits that fit beside each other.
pub(super) fn fitting(visits: &[Visit]) -> usize {
    let mut left = MOST_IN_ALL;
    let fits = |visit: &&Visit| {
        let rest = left.checked_sub(visit.prints.len());
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    visits.iter().rev().take_while(fits).count()
}
