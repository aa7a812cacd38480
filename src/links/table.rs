//! A table of links in memory: its bytes, and the links they hold. A change touches only the cells that change.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

use super::cells::{quoted, with_cell};
use super::head;
use super::pairs::PairColumns;
use super::slot::{Slot, position};
use super::sources::LinkSources;
use crate::datasets::csv::Dialect;
use crate::model::{Curie, Link, Links};

/// A table of links.
#[derive(Debug, Clone)]
pub struct LinkTable {
    /// What stands before the first row, with the line of columns, if there is one yet.
    pub(super) head: Vec<u8>,
    /// Where that line begins.
    pub(super) columns: usize,
    pub(super) kind: TableKind,
    pub(super) dialect: Dialect,
    pub(super) line_end: &'static str,
    pub(super) rows: Vec<TableRow>,
    /// What stands behind the last row.
    pub(super) tail: Vec<u8>,
}

/// What the columns are.
#[derive(Debug, Clone)]
pub(super) enum TableKind {
    /// The columns of SSSOM; `None` for one of others.
    Sssom(Vec<Option<Slot>>),
    /// Two columns of ids.
    Pairs(PairColumns),
    /// No table of links.
    Unknown,
}

/// A row with the lines before it that are none.
#[derive(Debug, Clone, Default)]
pub(super) struct TableRow {
    pub(super) before: Vec<u8>,
    /// Its bytes, with the break.
    pub(super) raw: Vec<u8>,
    /// Subject and object, as the row has them.
    pub(super) pair: Option<(Curie, Curie)>,
    /// The link; `None` if there is a mistake.
    pub(super) link: Option<Link>,
}

/// Why a table does not take a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritable {
    /// It has two columns of ids only.
    Pairs,
    /// It is no table of links.
    Unknown,
    /// The row of the pair has a mistake.
    Mistaken,
    /// Somebody else has changed the link.
    Changed,
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pairs => "two columns of ids have no room for an answer; give a new .tsv file",
            Self::Unknown => "this is no file of links",
            Self::Mistaken => "the row of this pair has a mistake; `parallax check` says which",
            Self::Changed => "somebody else has changed this link",
        })
    }
}

impl Default for LinkTable {
    fn default() -> Self {
        Self::new()
    }
}

impl LinkTable {
    /// A table without links, as a new file has it.
    pub fn new() -> Self {
        let head = head::new();
        let columns = head.iter().rposition(|b| *b == b'#').unwrap_or(0);
        let columns = columns + head[columns..].iter().position(|b| *b == b'\n').map_or(0, |at| at + 1);
        Self {
            head,
            columns,
            kind: TableKind::Sssom(Slot::ALL.iter().copied().map(Some).collect()),
            dialect: Dialect { delimiter: b'\t', quoted: true },
            line_end: "\n",
            rows: Vec::new(),
            tail: Vec::new(),
        }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let rows = self.rows.iter().flat_map(|row| [&row.before, &row.raw]);
        std::iter::once(&self.head).chain(rows).chain([&self.tail]).flatten().copied().collect()
    }

    /// The links.
    pub fn links(&self) -> Links {
        self.rows.iter().filter_map(|row| row.link.clone()).collect()
    }

    /// Puts a link in place of what the table has of its pair; a new one gets a row in the order of the rows.
    ///
    /// # Errors
    ///
    /// The table has no room for it, or the row of the pair has a mistake. Then it is unchanged.
    pub fn put(&mut self, link: &Link, sources: &LinkSources) -> Result<(), Unwritable> {
        let at = self.rows_of(link.pair())?;
        if at.is_empty() {
            self.add(vec![link.clone()], sources);
        }
        for at in at {
            self.update(at, link, sources);
        }
        Ok(())
    }

    /// Removes the rows of a pair, given in order. Comments before them stay.
    ///
    /// # Errors
    ///
    /// As for [`LinkTable::put`].
    pub fn remove(&mut self, pair: (&Curie, &Curie)) -> Result<(), Unwritable> {
        for at in self.rows_of(pair)?.into_iter().rev() {
            let before = self.rows.remove(at).before;
            let next = self.rows.get_mut(at).map_or(&mut self.tail, |row| &mut row.before);
            next.splice(0..0, before);
        }
        Ok(())
    }

    /// Adds suggestions, and renews earlier ones. What a person answered stays as it is, and so does a row with a mistake.
    /// Gives how many are new.
    ///
    /// # Errors
    ///
    /// The table has no room for them. Then it is unchanged.
    pub fn suggest(
        &mut self,
        links: impl IntoIterator<Item = Link>,
        sources: &LinkSources,
    ) -> Result<usize, Unwritable> {
        self.check_room()?;
        let mut known: HashMap<(Curie, Curie), usize> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let Some((a, b)) = &row.pair {
                let pair = if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
                known.entry(pair).or_insert(at);
            }
        }
        let mut new = Vec::new();
        for link in Links::of(links).iter() {
            match known.get(&(link.subject.clone(), link.object.clone())) {
                None => new.push(link.clone()),
                Some(&at) if self.rows[at].link.as_ref().is_some_and(Link::is_open) && link.is_open() => {
                    self.update(at, link, sources);
                    self.renew(at, link, sources);
                }
                Some(_) => {}
            }
        }
        let number = new.len();
        self.add(new, sources);
        Ok(number)
    }

    pub(super) fn check_room(&self) -> Result<(), Unwritable> {
        match self.kind {
            TableKind::Sssom(_) => Ok(()),
            TableKind::Pairs(_) => Err(Unwritable::Pairs),
            TableKind::Unknown => Err(Unwritable::Unknown),
        }
    }

    /// The rows of a pair, given in order.
    fn rows_of(&self, pair: (&Curie, &Curie)) -> Result<Vec<usize>, Unwritable> {
        self.check_room()?;
        let is_of = |row: &TableRow| row.ordered() == Some(pair);
        let at: Vec<usize> = (0..self.rows.len()).filter(|at| is_of(&self.rows[*at])).collect();
        let sound = at.iter().all(|at| self.rows[*at].link.is_some());
        if sound { Ok(at) } else { Err(Unwritable::Mistaken) }
    }

    /// Writes into a row what a link says otherwise than the row.
    pub(super) fn update(&mut self, at: usize, link: &Link, sources: &LinkSources) {
        let Some(old) = self.rows[at].link.clone() else { return };
        let mut slots = Vec::new();
        if (old.answer, &old.by, old.on) != (link.answer, &link.by, link.on) {
            slots.extend([Slot::ReviewerLabel, Slot::ReviewerAgreement, Slot::ReviewDate]);
        }
        if old.relation != link.relation {
            slots.extend([Slot::PredicateId, Slot::PredicateModifier]);
        }
        if (old.strength, old.precision, &old.reason) != (link.strength, link.precision, &link.reason) {
            slots.extend([Slot::Confidence, Slot::Comment]);
        }
        // What a program suggested otherwise is a person's own.
        if old.strength.is_some() != link.strength.is_some() {
            slots.extend([Slot::MappingJustification, Slot::AuthorLabel, Slot::MappingDate]);
            slots.extend([Slot::MappingTool, Slot::MappingToolVersion]);
        }
        let flipped = self.rows[at].pair.as_ref().is_some_and(|(subject, _)| *subject != link.subject);
        let shown = if flipped { reversed(link) } else { link.clone() };
        for slot in slots {
            let cell = slot.cell(&shown, sources);
            if let Some(column) = self.column(slot, cell.is_empty()) {
                let raw = &self.rows[at].raw;
                self.rows[at].raw = with_cell(raw, column, &cell, self.dialect);
            }
        }
        self.rows[at].link = Some(link.clone());
    }

    /// Writes the versions of the sources with which a suggestion was made again, where the table has columns for them.
    fn renew(&mut self, at: usize, link: &Link, sources: &LinkSources) {
        let TableKind::Sssom(slots) = &self.kind else { return };
        let flipped = self.rows[at].pair.as_ref().is_some_and(|(subject, _)| *subject != link.subject);
        let shown = if flipped { reversed(link) } else { link.clone() };
        for slot in [Slot::SubjectSourceVersion, Slot::ObjectSourceVersion] {
            if let Some(column) = position(slots, slot) {
                let cell = slot.cell(&shown, sources);
                self.rows[at].raw = with_cell(&self.rows[at].raw, column, &cell, self.dialect);
            }
        }
    }

    /// The position of a column, which is added behind the others if something must be written into it.
    pub(super) fn column(&mut self, slot: Slot, is_empty: bool) -> Option<usize> {
        let TableKind::Sssom(slots) = &mut self.kind else { return None };
        if let Some(at) = position(slots, slot) {
            return Some(at);
        }
        if is_empty {
            return None;
        }
        slots.push(Some(slot));
        let last = slots.len() - 1;
        let line = with_cell(&self.head[self.columns..], last, slot.name(), self.dialect);
        self.head.truncate(self.columns);
        self.head.extend(line);
        // What could not be read stays as it is: where a quotation mark is not closed, no cell ends.
        for row in self.rows.iter_mut().filter(|row| row.link.is_some()) {
            row.raw = with_cell(&row.raw, last, "", self.dialect);
        }
        Some(last)
    }

    /// Adds the line of columns to a file that has none, and the description unless it has one.
    fn begin(&mut self) {
        let new = Self::new();
        if !self.head.is_empty() && !self.head.ends_with(b"\n") {
            self.head.push(b'\n');
        }
        let from = if self.head.contains(&b'#') { new.columns } else { 0 };
        self.columns = self.head.len() + new.columns - from;
        self.head.extend_from_slice(&new.head[from..]);
    }

    /// Adds rows. They stand in the order of their pairs if the others do, else behind them.
    pub(super) fn add(&mut self, links: Vec<Link>, sources: &LinkSources) {
        if links.is_empty() {
            return;
        }
        if self.head.len() == self.columns {
            self.begin();
        }
        let events = links.iter().flat_map(|link| [&link.subject, &link.object]);
        let prefixes: BTreeSet<String> = events.map(|event| event.prefix().to_owned()).collect();
        self.columns = head::declare(&mut self.head, self.columns, &prefixes, self.line_end);
        let filled = |slot: Slot| links.iter().any(|link| !slot.cell(link, sources).is_empty());
        for slot in Slot::ALL.iter().copied().filter(|slot| filled(*slot)) {
            self.column(slot, false);
        }
        let TableKind::Sssom(slots) = &self.kind else { return };
        let pairs: Vec<_> = self.rows.iter().filter_map(TableRow::ordered).collect();
        let is_sorted = pairs.is_sorted();
        let line_end = self.line_end.as_bytes();
        for line in [&mut self.head].into_iter().chain(self.rows.last_mut().map(|row| &mut row.raw)) {
            if !line.ends_with(b"\n") {
                line.extend_from_slice(line_end);
            }
        }
        for link in links {
            let mut raw = Vec::new();
            for (at, slot) in slots.iter().enumerate() {
                if at > 0 {
                    raw.push(self.dialect.delimiter);
                }
                let cell = slot.map_or(Cow::Borrowed(""), |slot| slot.cell(&link, sources));
                raw.extend(quoted(&cell, self.dialect));
            }
            raw.extend_from_slice(line_end);
            let pair = Some((link.subject.clone(), link.object.clone()));
            self.rows.push(TableRow { before: Vec::new(), raw, pair, link: Some(link) });
        }
        if is_sorted {
            sort(&mut self.rows);
        }
    }
}

impl TableRow {
    /// Both events, in order.
    pub(super) fn ordered(&self) -> Option<(&Curie, &Curie)> {
        self.pair.as_ref().map(|(a, b)| if a <= b { (a, b) } else { (b, a) })
    }
}

/// Sorts rows by their pairs. A row without one stays behind the row it stands behind.
fn sort(rows: &mut Vec<TableRow>) {
    let mut key: Option<(Curie, Curie)> = None;
    let mut keyed: Vec<_> = std::mem::take(rows)
        .into_iter()
        .map(|row| {
            if let Some((a, b)) = row.ordered() {
                key = Some((a.clone(), b.clone()));
            }
            (key.clone(), row)
        })
        .collect();
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

/// The same link from its other end.
fn reversed(link: &Link) -> Link {
    let relation = link.relation.reversed();
    Link { subject: link.object.clone(), object: link.subject.clone(), relation, ..link.clone() }
}
