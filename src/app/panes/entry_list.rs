//! The entries of what a cursor is on, such as a cell of the map or a day of the calendar: whether the list of them has the cursor, and
//! which one is selected in it. Knows neither places nor days.

pub(super) mod row;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::pane::Cx;
use crate::model::{Entry, Subject, Workspace};
use crate::ui::canvas::{self, Content, window};
use crate::ui::list::{List, Move};

/// A list of entries beside what they are of.
#[derive(Debug, Clone, Default)]
pub(super) struct EntryList {
    /// Their numbers.
    entries: Arc<[u32]>,
    /// Which one is selected, and which are visible.
    pub(super) list: List,
    has_cursor: bool,
    /// The selected one, while the list has the cursor.
    subject: Option<Arc<Subject>>,
    /// The one that was selected before the entries were counted anew.
    kept: Option<u32>,
}

impl EntryList {
    /// The numbers of the entries.
    pub(super) fn entries(&self) -> &[u32] {
        &self.entries
    }

    /// Whether the list has the cursor.
    pub(super) fn has_cursor(&self) -> bool {
        self.has_cursor
    }

    /// The number of the selected entry, whether or not the list has the cursor.
    pub(super) fn listed(&self) -> Option<u32> {
        self.entries.get(self.list.cursor).copied()
    }

    /// The number of the entry under the cursor, if the list has it.
    pub(super) fn selected(&self) -> Option<u32> {
        self.listed().filter(|_| self.has_cursor)
    }

    /// Gives the list the cursor. It has none without an entry.
    pub(super) fn enter(&mut self) {
        self.has_cursor = !self.entries.is_empty();
    }

    /// Gives the list the cursor, if it has several entries and not the cursor yet. Gives whether it did.
    pub(super) fn enter_several(&mut self) -> bool {
        let several = !self.has_cursor && self.entries.len() > 1;
        self.has_cursor |= several;
        several
    }

    /// Takes the cursor from the list. Gives whether it had it.
    pub(super) fn leave(&mut self) -> bool {
        std::mem::take(&mut self.has_cursor)
    }

    /// Remembers what is under the cursor, as the entries are about to be counted anew.
    pub(super) fn keep(&mut self) {
        self.kept = self.selected().or(self.kept);
    }

    /// Holds other entries. What was kept is selected, if it is among them.
    pub(super) fn hold(&mut self, entries: Vec<u32>) {
        let kept = self.kept.take().and_then(|kept| entries.iter().position(|entry| *entry == kept));
        self.entries = entries.into();
        self.list = List { cursor: kept.unwrap_or(0), height: self.list.height, ..List::default() };
    }

    /// Looks up the entry under the cursor, if it is another one.
    pub(super) fn look(&mut self, cx: &Cx) {
        self.has_cursor &= !self.entries.is_empty();
        let entry = self.selected().map(|number| cx.workspace.entry(number));
        let key = entry.map(|entry| cx.workspace.key(entry));
        let record = if let Some(Entry::Record(id)) = entry { Some(id) } else { None };
        let shown = self.subject.as_ref().map(|subject| (subject.key().clone(), subject.record()));
        if shown != key.map(|key| (key, record)) {
            self.subject = entry.map(|entry| Arc::new(Subject::joined(cx.workspace, entry)));
        }
    }

    /// The entry under the cursor, or that of the timeline if the list has no cursor.
    pub(super) fn subject<'a>(&'a self, cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        if self.has_cursor { self.subject.as_ref() } else { cx.subject }
    }

    /// Takes what was read of the entry under the cursor.
    pub(super) fn set_subject(&mut self, subject: &Arc<Subject>) {
        if self.subject.as_ref().is_some_and(|own| own.key() == subject.key()) {
            self.subject = Some(Arc::clone(subject));
        }
    }

    /// Goes over to another workspace: the entry under the cursor stays there, if it still exists.
    pub(super) fn rebase(&mut self, old: &Workspace, new: &Workspace) {
        let found = self.selected().and_then(|number| new.find(&old.key(old.entry(number))));
        self.kept = found.map(|entry| new.number(entry));
        self.subject = found.map(|entry| Arc::new(Subject::joined(new, entry)));
        self.has_cursor &= found.is_some();
        // Their numbers are those of the old one.
        self.entries = Arc::default();
    }

    /// Moves the cursor of the list.
    pub(super) fn go(&mut self, movement: Move) {
        self.list.cursor = self.list.moved(movement, self.entries.len());
    }

    /// Selects the entry in a visible row, and gives the list the cursor. Gives whether there is one.
    pub(super) fn select(&mut self, row: usize) -> bool {
        let item = self.list.offset + row;
        let is_there = item < self.entries.len();
        if is_there {
            (self.has_cursor, self.list.cursor) = (true, item);
        }
        is_there
    }

    /// Scrolls to the selected entry in so many rows.
    pub(super) fn fit(&mut self, rows: u16) {
        self.list.show(self.list.cursor, self.list.cursor, self.entries.len(), rows.into());
    }

    /// The visible entries, a line each.
    pub(super) fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        for (at, entry) in self.entries.iter().enumerate().skip(self.list.offset).take(self.list.height) {
            let selected = self.has_cursor && at == self.list.cursor;
            content.put([row::line(cx, *entry, selected, columns.into())]);
        }
        content
    }

    /// Draws the visible entries. Gives the place of the cursor, if the list has it.
    pub(super) fn draw(&self, cx: &Cx, area: Rect, buf: &mut Buffer) -> Option<Position> {
        window(&self.content(cx, area.width).lines, 0, area, buf);
        canvas::more_rows(cx.theme(), &self.list, self.entries.len(), area, buf);
        let row = u16::try_from(self.list.cursor.checked_sub(self.list.offset)?).ok()?;
        (self.has_cursor && row < area.height).then_some(Position { x: area.x, y: area.y + row })
    }
}
