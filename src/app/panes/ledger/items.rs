//! The selectable items of a ledger, the movement of the selection, and the target of each item. Draws nothing.

use std::sync::Arc;

use crate::app::pane::Lead;
use crate::model::ledger::{Ledger, LedgerRow};
use crate::model::{ClaimId, In, Key, NoteId, PassageId, PassageKind, QuoteId, Subject, Topic, Verdict};
use crate::present::citation::Cited;
use crate::present::words;
use crate::ui::canvas::Content;
use crate::ui::list::{List, Move};

/// A selectable item of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A cell of the ledger: its row, its column, and the claim shown first in it.
    Cell(usize, usize, In<ClaimId>),
    /// A link to another incident, by its position.
    Relation(In<usize>),
    /// A quotation about the incident.
    Quote(In<QuoteId>),
    /// A note.
    Note(In<NoteId>),
    /// A source cited by a record.
    Citation(In<PassageId>),
}

/// Selection and scroll of the pane. The list's cursor counts items, its offset lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selection {
    /// Selection and scroll.
    pub list: List,
    /// Whether the ledger is drawn as a list instead of a table.
    pub stacked: bool,
}

/// All selectable items, in reading order.
pub fn items(subject: &Subject) -> Vec<Item> {
    let mut items = Vec::new();
    for (r, row) in subject.ledger().rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            items.extend(cell.first().map(|&claim| Item::Cell(r, c, claim)));
        }
    }
    for (member, m) in subject.numbered() {
        items.extend(m.notes().ids().map(|id| Item::Note(In { member, id })));
    }
    for (member, m) in subject.numbered() {
        let relations = 0..m.relations().len();
        items.extend(relations.map(|id| Item::Relation(In { member, id })));
    }
    for (member, m) in subject.numbered() {
        items.extend(m.quotes_about().iter().map(|&id| Item::Quote(In { member, id })));
    }
    // Only the corpus of a record has such passages.
    for (member, m) in subject.numbered().filter(|(_, m)| m.record.is_some()) {
        let passages = m.corpus.passages().filter(|(_, p)| p.kind == PassageKind::Citation);
        items.extend(passages.map(|(id, _)| Item::Citation(In { member, id })));
    }
    items
}

/// The target of `item`; `None` for notes, which have no linked passage.
pub fn lead(subject: &Arc<Subject>, item: Item) -> Option<Lead> {
    let passage = |at: In<PassageId>| Some(Lead::Passage(Arc::clone(subject), at));
    match item {
        Item::Cell(_, _, claim) => passage(subject.passage_of(claim)),
        Item::Relation(at) => {
            let relation = subject.member(at.member).relations().get(at.id)?;
            Some(Lead::Entry(Key::incident(subject.corpus(at.member), relation.to)))
        }
        Item::Quote(quote) => passage(quote.with(subject.quote(quote).passage)),
        Item::Citation(at) => passage(at),
        Item::Note(_) => None,
    }
}

/// The citable part of `item`; `None` for a link that is not there.
pub fn cited(subject: &Subject, item: Item) -> Option<In<Cited>> {
    Some(match item {
        Item::Citation(passage) => passage.with(Cited::Passage(passage.id)),
        Item::Cell(_, _, claim) => claim.with(Cited::Claim(claim.id)),
        Item::Quote(quote) => quote.with(Cited::Quote(quote.id)),
        Item::Relation(at) => at.with(Cited::Relation(subject.member(at.member).topic.incident()?, at.id)),
        Item::Note(note) => note.with(Cited::Note(note.id)),
    })
}

/// The status line of what stands below the rows of the table: where it is said, or where Enter leads; `None` for a cell.
pub fn below_the_rows(subject: &Subject, item: Item) -> Option<String> {
    let place = |what: &str, at: In<PassageId>| {
        let (corpus, passage) = (subject.corpus(at.member), subject.passage(at));
        let article = corpus.article(passage.article);
        let id = corpus.str(article.id);
        format!("{what} · {id} ¶{} · {}", passage.number, words::source(corpus, article))
    };
    Some(match item {
        Item::Cell(..) => return None,
        Item::Relation(at) => {
            let (corpus, relation) = (subject.corpus(at.member), subject.member(at.member).relations().get(at.id)?);
            format!("link to {}", corpus.str(corpus.topic_title(Topic::Incident(relation.to))))
        }
        Item::Quote(quote) => place("quotation", quote.with(subject.quote(quote).passage)),
        Item::Citation(at) => place("cited source", at),
        Item::Note(_) => "note, linked with no passage".to_owned(),
    })
}

impl Selection {
    /// The selection for another ledger: reset, layout kept.
    #[must_use]
    pub fn anew(self) -> Self {
        Self { stacked: self.stacked, ..Self::default() }
    }

    /// The selected item.
    pub fn selected(&self, items: &[Item]) -> Option<Item> {
        items.get(self.list.cursor).copied()
    }

    /// Moves up or down; by screens, among `lines`. In a table it moves by rows, to the nearest filled column.
    pub fn go(&mut self, movement: Move, items: &[Item], lines: Option<&Content>) {
        if let Some(lines) = lines {
            return self.turn(lines, movement, items);
        }
        let from = self.list.cursor;
        self.list.cursor = self.list.moved(movement, items.len());
        if let (false, Move::By(by), Some(&Item::Cell(row, column, _))) = (self.stacked, movement, items.get(from)) {
            let last =
                items.iter().rev().find_map(|i| if let Item::Cell(r, ..) = i { Some(*r) } else { None }).unwrap_or(0);
            // Several steps stop at the last row of the table; one step from there leaves the table.
            let wanted = match row.saturating_add_signed(by) {
                to if to > last && row < last => Some(last),
                to => Some(to),
            };
            self.list.cursor = match wanted.map(|row| nearest(items, row, column)) {
                Some(Some(at)) => at,
                // The items under the table follow its last row; nothing precedes its first row.
                Some(None) if by > 0 => items.iter().position(|i| !matches!(i, Item::Cell(..))).unwrap_or(from),
                _ => from,
            };
        }
    }

    /// Moves by screens among the lines that are drawn. In a table it stays in the column, or goes to the nearest filled one.
    fn turn(&mut self, lines: &Content, movement: Move, items: &[Item]) {
        // Below the table, it has its first columns in sight.
        let column = if let Some(&Item::Cell(_, column, _)) = items.get(self.list.cursor) { column } else { 0 };
        self.list = lines.moved(&self.list, movement);
        if let (false, Some(&Item::Cell(row, ..))) = (self.stacked, items.get(self.list.cursor)) {
            let to = nearest(items, row, column).unwrap_or(self.list.cursor);
            self.list = self.list.of_items(|_| to);
        }
    }

    /// Selects the next cell of the row to the right or left. Returns `false` at its end.
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

    /// The selected row, or the last one if the selection is below the table.
    pub fn row(&self, items: &[Item]) -> usize {
        let upto = items.iter().take(self.list.cursor + 1).rev();
        upto.into_iter().find_map(|i| if let Item::Cell(r, ..) = i { Some(*r) } else { None }).unwrap_or(0)
    }
}

/// The filled cell of a row of the table that is nearest to a column.
fn nearest(items: &[Item], row: usize, column: usize) -> Option<usize> {
    let cells = items.iter().enumerate().filter_map(|(at, item)| match *item {
        Item::Cell(r, c, _) if r == row => Some((c.abs_diff(column), at)),
        _ => None,
    });
    cells.min().map(|(_, at)| at)
}

/// Whether the sources differ on a row, or one of them from itself.
pub fn differs(row: &LedgerRow) -> bool {
    row.shown() >= Some(Verdict::Compatible)
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

/// The reason why there is no difference to go to.
pub const AGREE: &str = "the sources do not differ on any facet";

/// Message at the last difference, with the key for the other direction.
pub fn no_difference(forward: bool) -> String {
    let (side, other) = if forward { ("further down", "[ goes up") } else { ("further up", "] goes down") };
    format!("no difference between the sources {side}; {other}")
}
