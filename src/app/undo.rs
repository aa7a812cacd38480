//! The history of undo: changes of what the view shows and of the marks, each with the view before and after it.
//!
//! A change is found by comparison of two snapshots, so that nothing that makes one needs to know of it. Jumps are no changes: the
//! history of jumps goes back to where they began. Knows what is changed; [`update`](super::update::update) takes it back.

pub mod columns;
mod snapshot;
mod words;

use std::collections::{HashSet, VecDeque};

use super::marks::{Mark, Marks};
use crate::model::Key;
pub use snapshot::ViewSnapshot;

/// Maximum number of changes that can be undone.
const MAX_CHANGES: usize = 200;

/// The entry that the cursor is on: its key, and its number at that time, where the search for it begins.
pub type CursorEntry = (Key, u32);

/// What undo compares and restores, at one time.
#[derive(Debug)]
pub struct UndoState {
    /// What the view shows.
    pub view: ViewSnapshot,
    /// All marks.
    pub marks: Marks,
    /// The entry that the cursor is on.
    pub cursor: Option<CursorEntry>,
    /// The number of jumps so far.
    pub jumps: u64,
}

/// A change of the view or of the marks.
#[derive(Debug, Clone)]
pub struct ViewChange {
    before: ViewSnapshot,
    after: ViewSnapshot,
    /// The entries that the cursor was on before it and after it.
    cursors: [Option<CursorEntry>; 2],
    /// The marks it removed and those it added, each with its position.
    removed: Vec<(usize, Mark)>,
    added: Vec<(usize, Mark)>,
}

/// What is to be restored.
#[derive(Debug)]
pub struct UndoStep {
    /// What the view shows then.
    pub view: ViewSnapshot,
    /// All marks then, if they change, in their order.
    pub marks: Option<Marks>,
    /// The entries for the cursor, the first that is listed: the one that it was on then, unless it has moved since.
    pub cursors: [Option<CursorEntry>; 2],
    /// What is undone or done again, for the message.
    pub what: String,
}

impl ViewChange {
    /// The change between two states; `None` if there is none.
    fn between(before: &UndoState, after: &UndoState) -> Option<Self> {
        let (removed, added) = if before.marks.is_same(&after.marks) {
            (Vec::new(), Vec::new())
        } else {
            (missing(&before.marks, &after.marks), missing(&after.marks, &before.marks))
        };
        let mut view = after.view.clone();
        view.drop_opened(&before.view);
        let is_none = before.view == view && removed.is_empty() && added.is_empty();
        let cursors = [before.cursor.clone(), after.cursor.clone()];
        (!is_none).then(|| Self { before: before.view.clone(), after: view, cursors, removed, added })
    }

    /// Whether it is one of the widths of the panes alone.
    fn is_of_widths(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty() && self.after.is_resized(&self.before)
    }

    /// What restores the state before the change, or the one after it if not `back`; `None` if that is the present state.
    fn step(&self, now: &UndoState, back: bool) -> Option<UndoStep> {
        let (from, to) = if back { (&self.after, &self.before) } else { (&self.before, &self.after) };
        let (gone, back_again) = if back { (&self.added, &self.removed) } else { (&self.removed, &self.added) };
        let view = now.view.clone().with_changed(from, to);
        let marks = restored_marks(&now.marks, gone, back_again);
        if view == now.view && marks.is_none() {
            return None;
        }
        let has_moved = now.cursor != self.cursors[usize::from(back)];
        let then = self.cursors[usize::from(!back)].clone();
        let cursors = if has_moved { [now.cursor.clone(), then] } else { [then, now.cursor.clone()] };
        let mut what = words::view(&self.before, &self.after);
        // A mark that is both gone and new has other tags.
        let tagged = shared(&self.added, &self.removed, true);
        what.extend(words::marks("the tags of", "tags of ", &tagged));
        what.extend(words::marks("marking", "", &shared(&self.added, &self.removed, false)));
        what.extend(words::marks("unmarking", "removal of ", &shared(&self.removed, &self.added, false)));
        Some(UndoStep { view, marks, cursors, what: what.join(", ") })
    }
}

/// The marks on keys that others have too, or have not.
fn shared(marks: &[(usize, Mark)], others: &[(usize, Mark)], are_shared: bool) -> Vec<(usize, Mark)> {
    let known: HashSet<&Key> = others.iter().map(|(_, mark)| &mark.key).collect();
    marks.iter().filter(|(_, mark)| known.contains(&mark.key) == are_shared).cloned().collect()
}

/// The marks that `others` lack or have with other tags, with their positions.
fn missing(marks: &Marks, others: &Marks) -> Vec<(usize, Mark)> {
    marks.without(others).into_iter().map(|(at, mark)| (at, mark.clone())).collect()
}

/// The marks without some and with others at their positions; `None` if nothing changes.
fn restored_marks(present: &Marks, gone: &[(usize, Mark)], back: &[(usize, Mark)]) -> Option<Marks> {
    let drop: HashSet<&Key> = gone.iter().map(|(_, mark)| &mark.key).collect();
    let mut marks: Vec<Mark> = present.all().iter().filter(|mark| !drop.contains(&mark.key)).cloned().collect();
    let kept: HashSet<Key> = marks.iter().map(|mark| mark.key.clone()).collect();
    for (at, mark) in back.iter().filter(|(_, mark)| !kept.contains(&mark.key)) {
        marks.insert((*at).min(marks.len()), mark.clone());
    }
    let marks = Marks::from(marks);
    (!marks.is_same(present)).then_some(marks)
}

/// Changes to undo and to do again.
#[derive(Debug, Clone, Default)]
pub struct UndoHistory {
    past: VecDeque<ViewChange>,
    future: Vec<ViewChange>,
    /// Whether the message that is being handled has undone or done something again, which is no change of its own.
    has_turned: bool,
    /// Whether the last change was a part of a drag, which is one change however far it goes.
    drags: bool,
}

impl UndoHistory {
    /// Whether there is something to undo.
    pub fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    pub fn has_future(&self) -> bool {
        !self.future.is_empty()
    }

    /// The entry that the cursor was last on before a change, for where no entry is listed.
    pub fn last_cursor(&self) -> Option<&CursorEntry> {
        self.past.iter().rev().find_map(|change| change.cursors[0].as_ref())
    }

    /// Adds a change, and drops what could be done again. Panes that are resized several times in a row are one change.
    fn push(&mut self, change: ViewChange) {
        if let Some(last) = self.past.back_mut().filter(|last| last.is_of_widths() && change.is_of_widths()) {
            let [_, cursor] = change.cursors;
            (last.after, last.cursors[1]) = (change.after, cursor);
            self.future.clear();
            return;
        }
        if self.past.len() == MAX_CHANGES {
            self.past.pop_front();
        }
        self.past.push_back(change);
        self.future.clear();
    }

    /// Drops all changes.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves the changes to a workspace that replaces another: the marks' targets are no longer known.
    pub fn rebase(&mut self) {
        for change in self.past.iter_mut().chain(&mut self.future) {
            let marks = change.removed.iter_mut().chain(&mut change.added);
            marks.for_each(|(_, mark)| mark.target = None);
        }
    }

    /// Records what a message has changed, unless it was a jump or itself undid something. Where a job then puts the cursor
    /// (`by_job`) belongs to the change that asked for it. `drags` says that a boundary is being dragged.
    pub fn record(&mut self, before: &UndoState, after: &UndoState, by_job: bool, drags: bool) {
        let goes_on = drags && self.drags;
        self.drags = drags && (self.drags || before.view != after.view);
        if std::mem::take(&mut self.has_turned) || before.jumps != after.jumps {
            return;
        }
        if let Some(last) = self.past.back_mut().filter(|_| goes_on) {
            last.after.clone_from(&after.view);
        } else if let Some(change) = ViewChange::between(before, after) {
            self.push(change);
        } else if by_job && before.cursor != after.cursor {
            let last = self.past.back_mut().map(|change| &mut change.cursors[1]);
            let undone = self.future.last_mut().map(|change| &mut change.cursors[0]);
            for known in last.into_iter().chain(undone).filter(|known| **known == before.cursor) {
                known.clone_from(&after.cursor);
            }
        }
    }

    /// Takes the last change that is still in effect, to undo it, or if not `back` the last one undone, to do it again; `None`
    /// if there is none. The caller restores it.
    pub fn take(&mut self, now: &UndoState, back: bool) -> Option<UndoStep> {
        self.has_turned = true;
        loop {
            let change = if back { self.past.pop_back() } else { self.future.pop() }?;
            let step = change.step(now, back);
            if back {
                self.future.push(change);
            } else {
                self.past.push_back(change);
            }
            if step.is_some() {
                return step;
            }
        }
    }
}
