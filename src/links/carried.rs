//! Carries what another table of links says over into a table that is written. Knows no file.

use std::collections::HashMap;

use super::cells::{text, with_cell};
use super::slot::{Slot, position};
use super::sources::LinkSources;
use super::table::{LinkTable, TableKind, TableRow, Unwritable};
use crate::datasets::csv;
use crate::model::{Curie, Link};

/// Columns that say which event relates how to which.
const OF_PAIR: [Slot; 4] = [Slot::SubjectId, Slot::PredicateId, Slot::PredicateModifier, Slot::ObjectId];

impl LinkTable {
    /// Takes what another table says. A new table becomes the other one as it stands; else the answers are taken, with who gave them,
    /// when, and of which versions. Gives the pairs whose answers are not: this table has another one, or a mistake there.
    ///
    /// # Errors
    ///
    /// One of the two is no table of links, or this one has no room for answers. Then it is unchanged.
    pub fn carry_over(&mut self, other: &Self) -> Result<Vec<(Curie, Curie)>, Unwritable> {
        self.check_room()?;
        let is_new = self.rows.is_empty() && (self.head.is_empty() || self.head == Self::new().head);
        match other.kind {
            TableKind::Unknown => return Err(Unwritable::Unknown),
            TableKind::Sssom(_) if is_new => {
                self.clone_from(other);
                return Ok(Vec::new());
            }
            TableKind::Sssom(_) | TableKind::Pairs(_) => {}
        }
        let links = other.links();
        let answers: Vec<&Link> = links.iter().filter(|link| !link.is_open()).collect();
        let known = self.by_pair();
        let (mut new, mut taken, mut left) = (Vec::new(), Vec::new(), Vec::new());
        for link in answers {
            let rows = known.get(&owned(link.pair())).map_or(&[][..], Vec::as_slice);
            let own: Vec<Option<&Link>> = rows.iter().map(|at| self.rows[*at].link.as_ref()).collect();
            let says =
                |own: Option<&Link>| own.is_some_and(|own| (own.answer, own.relation) == (link.answer, link.relation));
            if rows.is_empty() {
                new.push(link.clone());
            } else if own.iter().all(|own| own.is_some_and(Link::is_open)) {
                for &at in rows {
                    let answered =
                        self.rows[at].link.as_ref().map_or_else(|| link.clone(), |own| other.said(link, own));
                    self.update(at, &answered, &LinkSources::default());
                }
            } else {
                if !own.iter().copied().any(says) {
                    left.push(owned(link.pair()));
                }
                continue;
            }
            taken.push(link.clone());
        }
        self.add(new, &LinkSources::default());
        self.copy_cells(other, &taken);
        Ok(left)
    }

    /// What this table says by a link, beside what another one's link of the pair has: what this one has no column for stays.
    fn said(&self, link: &Link, own: &Link) -> Link {
        let has = |slot| matches!(&self.kind, TableKind::Sssom(slots) if position(slots, slot).is_some());
        let mut said = link.clone();
        if !has(Slot::Comment) {
            (said.strength, said.reason) = (own.strength, own.reason.clone());
        }
        if !has(Slot::Confidence) {
            said.precision = own.precision;
        }
        said
    }

    /// Writes into the rows of these links what the other table has beside them: versions, who and when.
    fn copy_cells(&mut self, other: &Self, links: &[Link]) {
        let TableKind::Sssom(theirs) = &other.kind else { return };
        let (own, known) = (self.by_pair(), other.by_pair());
        for link in links {
            let pair = owned(link.pair());
            let rows = known.get(&pair).map_or(&[][..], Vec::as_slice);
            let is_it = |at: &&usize| other.rows[**at].link.as_ref().is_some_and(|row| row == link);
            let Some(from) = rows.iter().find(is_it).map(|at| &other.rows[*at]) else { continue };
            let mut ranges = Vec::new();
            csv::cell_ranges(&from.raw, other.dialect, true, &mut ranges);
            for at in own.get(&pair).map_or(&[][..], Vec::as_slice) {
                let turned = first(&self.rows[*at]) != first(from);
                for slot in Slot::ALL.iter().copied().filter(|slot| !OF_PAIR.contains(slot)) {
                    let there = if turned { slot.of_other_end() } else { slot };
                    // What the other table has no column for, it does not say.
                    let Some(there) = position(theirs, there) else { continue };
                    let range = ranges.get(there);
                    let cell = range.and_then(|range| text(&from.raw[range.clone()], other.dialect));
                    let cell = cell.unwrap_or_default();
                    if let Some(column) = self.column(slot, cell.is_empty()) {
                        self.rows[*at].raw = with_cell(&self.rows[*at].raw, column, &cell, self.dialect);
                    }
                }
            }
        }
    }

    /// The rows of each pair, given in order.
    fn by_pair(&self) -> HashMap<(Curie, Curie), Vec<usize>> {
        let mut all: HashMap<(Curie, Curie), Vec<usize>> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(pair) = row.ordered() {
                all.entry(owned(pair)).or_default().push(at);
            }
        }
        all
    }
}

fn owned((a, b): (&Curie, &Curie)) -> (Curie, Curie) {
    (a.clone(), b.clone())
}

/// The subject, as the row has it.
fn first(row: &TableRow) -> Option<&Curie> {
    row.pair.as_ref().map(|(subject, _)| subject)
}
