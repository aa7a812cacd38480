//! The ledger pane: what can be selected in it, and where the selection leads.

use super::list::{List, Move};
use crate::model::ledger::{Ledger, LedgerRow};
use crate::model::{ClaimId, Corpus, IncidentId, NoteId, PassageId, PassageKind, QuoteId, Verdict};

/// Something in the pane that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A cell of the ledger: its row, its column, and the claim shown first in it.
    Cell(usize, usize, ClaimId),
    /// A link to another incident, by its position.
    Relation(usize),
    /// A quotation about the incident.
    Quote(QuoteId),
    /// A note.
    Note(NoteId),
    /// A source that a record names.
    Citation(PassageId),
}

/// Where an item leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// To a passage.
    Passage(PassageId),
    /// To another incident.
    Incident(IncidentId),
    /// Nowhere.
    Nowhere,
}

/// Selection and scroll of the pane. The list's cursor counts items, its offset lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Detail {
    /// Selection and scroll.
    pub list: List,
    /// Whether the ledger is drawn as a list rather than a table, for want of width.
    pub stacked: bool,
}

/// Everything that can be selected, in reading order.
pub fn items(corpus: &Corpus, ledger: &Ledger) -> Vec<Item> {
    let record = corpus.incident(ledger.incident);
    let mut items = Vec::new();
    for (r, row) in ledger.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            items.extend(cell.first().map(|&claim| Item::Cell(r, c, claim)));
        }
    }
    items.extend(record.notes.ids().map(Item::Note));
    items.extend((0..record.relations.len()).map(Item::Relation));
    items.extend(corpus.quotes_about(ledger.incident).iter().map(|&q| Item::Quote(q)));
    // Only a record's own corpus has such passages.
    let passages = corpus.accounts_in(record.accounts).first().map(|a| corpus.article(corpus.article_of(a)).passages);
    let cited = passages.into_iter().flat_map(crate::model::Span::ids);
    items.extend(cited.filter(|&p| corpus.passage(p).kind == PassageKind::Citation).map(Item::Citation));
    items
}

/// Where `item` leads.
pub fn lead(corpus: &Corpus, incident: IncidentId, item: Item) -> Lead {
    match item {
        Item::Cell(_, _, claim) => Lead::Passage(corpus.account(corpus.claim(claim).account).passage),
        Item::Relation(at) => Lead::Incident(corpus.incident(incident).relations[at].to),
        Item::Quote(quote) => Lead::Passage(corpus.quote(quote).passage),
        Item::Citation(passage) => Lead::Passage(passage),
        Item::Note(_) => Lead::Nowhere,
    }
}

impl Detail {
    /// At the beginning of another ledger; how the pane is drawn stays.
    #[must_use]
    pub fn anew(self) -> Self {
        Self { stacked: self.stacked, ..Self::default() }
    }

    /// The selected item.
    pub fn selected(&self, items: &[Item]) -> Option<Item> {
        items.get(self.list.cursor).copied()
    }

    /// Moves up or down: in a table by rows, keeping the column as far as that row has it.
    pub fn go(&mut self, movement: Move, items: &[Item]) {
        let from = self.list.cursor;
        self.list.cursor = self.list.moved(movement, items.len());
        if let (false, Move::By(by), Some(&Item::Cell(row, column, _))) = (self.stacked, movement, items.get(from)) {
            let last =
                items.iter().rev().find_map(|i| if let Item::Cell(r, ..) = i { Some(*r) } else { None }).unwrap_or(0);
            // Several steps stop at the edge of the table; one step from its last row leaves it.
            let wanted = match row.saturating_add_signed(by) {
                to if to > last && row < last => Some(last),
                to => Some(to),
            };
            let near = |&(_, item): &(usize, &Item)| match *item {
                Item::Cell(_, c, _) => c.abs_diff(column),
                _ => usize::MAX,
            };
            let in_row = |r: usize| {
                let cells = items.iter().enumerate().filter(move |(_, i)| matches!(i, Item::Cell(at, ..) if *at == r));
                cells.min_by_key(near).map(|(at, _)| at)
            };
            self.list.cursor = match wanted.map(in_row) {
                Some(Some(at)) => at,
                // Below the last row begins what stands under the table; above the first is nothing.
                Some(None) if by > 0 => items.iter().position(|i| !matches!(i, Item::Cell(..))).unwrap_or(from),
                _ => from,
            };
        }
    }

    /// Moves to the next cell of the same row in that direction; `false` at its end.
    pub fn sideways(&mut self, right: bool, items: &[Item]) -> bool {
        let to = if right { self.list.cursor.checked_add(1) } else { self.list.cursor.checked_sub(1) };
        let row = |at: Option<usize>| match at.and_then(|at| items.get(at)) {
            Some(&Item::Cell(row, ..)) => Some(row),
            _ => None,
        };
        if row(to).is_some() && row(to) == row(Some(self.list.cursor)) {
            self.list.cursor = to.unwrap_or_default();
            return true;
        }
        false
    }

    /// Selects the first cell of a row.
    pub fn select_row(&mut self, row: usize, items: &[Item]) {
        if let Some(at) = items.iter().position(|i| matches!(i, Item::Cell(r, ..) if *r == row)) {
            self.list.cursor = at;
        }
    }

    /// The row the selection is in, or the last one if it stands below the table.
    pub fn row(&self, items: &[Item]) -> usize {
        let upto = items.iter().take(self.list.cursor + 1).rev();
        upto.into_iter().find_map(|i| if let Item::Cell(r, ..) = i { Some(*r) } else { None }).unwrap_or(0)
    }
}

/// Whether the sources differ on a row.
pub fn differs(row: &LedgerRow) -> bool {
    matches!(row.verdict, Some(Verdict::Compatible | Verdict::Conflict))
}

/// The next row after `from` (before it, if not `forward`) on which sources differ.
pub fn disagreement(ledger: &Ledger, from: usize, forward: bool) -> Option<usize> {
    let differing = |&r: &usize| differs(&ledger.rows[r]);
    if forward {
        (from + 1..ledger.rows.len()).find(differing)
    } else {
        (0..from.min(ledger.rows.len())).rev().find(differing)
    }
}
