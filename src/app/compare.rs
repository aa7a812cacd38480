//! Sources side by side, locked: one selected facet moves all columns.

use crate::model::IncidentId;

/// The comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compare {
    /// The incident.
    pub incident: IncidentId,
    /// The selected row of its ledger.
    pub row: usize,
    /// The first column in sight.
    pub first: usize,
    /// How many columns are in sight, as last fitted.
    pub shown: usize,
    /// Lines scrolled beyond where the selected facet puts the columns.
    pub scroll: usize,
    /// Lines in sight, as last fitted.
    pub height: usize,
}

impl Compare {
    /// The sources on `incident`, at a row of its ledger.
    pub fn new(incident: IncidentId, row: usize) -> Self {
        Self { incident, row, first: 0, shown: 1, scroll: 0, height: 1 }
    }

    /// Takes in how many columns of how many there are fit, and how many lines.
    pub fn fit(&mut self, shown: usize, columns: usize, height: usize) {
        self.shown = shown.max(1);
        self.height = height.max(1);
        self.first = self.first.min(columns.saturating_sub(self.shown));
    }
}
