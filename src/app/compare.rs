//! Sources side by side, locked: one selected facet moves all columns.

use super::list::List;
use crate::model::ledger::Ledger;
use crate::model::{ArticleId, IncidentId, RecordId};

/// The comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compare {
    /// The incident.
    pub incident: IncidentId,
    /// The record of a data set that is looked at, if it is no incident of the corpus.
    pub record: Option<RecordId>,
    /// The selected row of its ledger.
    pub row: usize,
    /// The articles compared, in order of columns; also such as say nothing on the incident.
    pub columns: Vec<ArticleId>,
    /// The selected column and the first in sight.
    pub across: List,
    /// Lines scrolled beyond where the selected facet puts the columns.
    pub scroll: usize,
    /// Lines in sight, as last fitted.
    pub height: usize,
}

impl Compare {
    /// All sources on an incident, at a row of its ledger.
    pub fn new(ledger: &Ledger, row: usize) -> Self {
        let columns = ledger.columns.iter().map(|c| c.article).collect();
        Self { incident: ledger.incident, record: None, row, columns, across: List::default(), scroll: 0, height: 1 }
    }

    /// The selected article.
    pub fn selected(&self) -> Option<ArticleId> {
        self.columns.get(self.across.cursor).copied()
    }

    /// Adds a column, or selects it if it is there.
    pub fn add(&mut self, article: ArticleId) {
        let at = self.columns.iter().position(|&a| a == article).unwrap_or_else(|| {
            self.columns.push(article);
            self.columns.len() - 1
        });
        self.across.cursor = at;
    }

    /// Takes back the columns that were dropped, in their order; those added stay behind them.
    pub fn restore(&mut self, ledger: &Ledger) {
        let selected = self.selected();
        let all: Vec<ArticleId> = ledger.columns.iter().map(|c| c.article).collect();
        let added = self.columns.iter().copied().filter(|a| !all.contains(a));
        self.columns = all.iter().copied().chain(added.collect::<Vec<_>>()).collect();
        self.across.cursor = self.columns.iter().position(|&a| Some(a) == selected).unwrap_or(0);
    }

    /// Drops the selected column; the last one stays.
    pub fn drop_selected(&mut self) -> bool {
        if self.columns.len() < 2 {
            return false;
        }
        self.columns.remove(self.across.cursor);
        self.across.cursor = self.across.cursor.min(self.columns.len() - 1);
        true
    }

    /// Takes in how many columns fit, how many lines, and how far the longest column goes on.
    pub fn fit(&mut self, shown: usize, height: usize, longest: usize) {
        self.height = height.max(1);
        self.scroll = self.scroll.min(longest.saturating_sub(self.height));
        let at = self.across.cursor;
        self.across.show(at, at, self.columns.len(), shown.max(1));
    }
}
