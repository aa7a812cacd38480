//! What a pane is, and what it can look at. Each pane is one file in `panes/`.
//!
//! A pane holds its own selection and nothing else of the state; what it shows comes from [`Cx`]. Knows no other pane,
//! no state and no terminal.

use std::fmt::Debug;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entries::Entries;
use super::filter::Filter;
use super::marks::Marks;
use super::settings::Settings;
use crate::keymap::{Action, Context};
use crate::model::{Entry, In, Key, PassageId, Subject, Workspace};
use crate::ui::canvas::{self, Content, inner, row_at};
use crate::ui::list::{List, Move};
use crate::ui::theme::Theme;

/// What panes look at.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// The subject selected in the timeline.
    pub subject: Option<&'a Arc<Subject>>,
    /// The entries of the timeline.
    pub entries: &'a Entries,
    /// What the timeline is narrowed to.
    pub filter: &'a Filter,
    /// What is marked.
    pub marks: &'a Marks,
    /// How things are shown.
    pub settings: &'a Settings,
}

impl Cx<'_> {
    /// How roles look.
    pub fn theme(&self) -> Theme {
        self.settings.theme
    }

    /// Whether the timeline shows an entry.
    pub fn shows(&self, entry: Entry) -> bool {
        self.entries.shows(self.workspace, self.workspace.number(entry))
    }
}

/// Borrows a [`Cx`] from the fields of a state, so that its panes stay free to change.
macro_rules! cx {
    ($state:expr, $workspace:expr) => {
        $crate::app::pane::Cx {
            workspace: $workspace,
            subject: $state.subject.as_ref(),
            entries: &$state.entries,
            filter: &$state.filter,
            marks: &$state.marks,
            settings: &$state.settings,
        }
    };
}
pub(super) use cx;

/// Where Enter leads.
#[derive(Debug, Clone)]
pub enum Lead {
    /// To a passage of a subject.
    Passage(Arc<Subject>, In<PassageId>),
    /// To a passage of the workspace's corpus that is read on no subject's trail.
    Untrailed(PassageId),
    /// To the ledger of an entry.
    Entry(Key),
    /// To a choice of entries.
    Choose(Vec<Key>),
    /// Into the ledger of the selection.
    Ledger,
}

/// Why an action is not available, or why Enter leads nowhere.
pub type Why = std::borrow::Cow<'static, str>;

/// A part of the screen that takes keys.
pub trait Pane: Debug {
    /// Where its keys stand in the table of bindings.
    fn context(&self) -> Context;

    /// What stands in its frame.
    fn title(&self, cx: &Cx) -> String;

    /// Everything it would show in so many columns.
    fn content(&self, cx: &Cx, columns: u16) -> Content;

    /// How many items can be selected.
    fn item_count(&self, cx: &Cx) -> usize;

    /// Its selection and scroll.
    fn list(&self) -> &List;

    /// The same, to change.
    fn list_mut(&mut self) -> &mut List;

    /// Where Enter leads.
    fn open(&self, cx: &Cx) -> Result<Lead, Why>;

    /// The subject that the pane is about; `None` if it is about none.
    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        None
    }

    /// The row of its subject's ledger that it is on, if it is on one.
    fn ledger_row(&self, _cx: &Cx) -> Option<usize> {
        None
    }

    /// Takes the subject anew, as when the row of its record was read.
    fn set_subject(&mut self, _subject: &Arc<Subject>) {}

    /// Finds its things again by their keys in a workspace that takes the place of `old`; `false` if they are gone.
    fn rebase(&mut self, _old: &Workspace, _new: &Workspace) -> bool {
        true
    }

    /// A citation of what is under the cursor, as plain text or Markdown.
    fn citation(&self, _cx: &Cx, _markdown: bool) -> Option<String> {
        None
    }

    /// What `m` marks: a key, and the key of the incident on whose trail it was found.
    fn marked(&self, cx: &Cx) -> Option<(Key, Option<Key>)>;

    /// Whether one of the pane's own actions is available, and if not, why.
    fn available(&self, _cx: &Cx, _action: Action) -> Result<(), &'static str> {
        Ok(())
    }

    /// Does one of the pane's own actions. `None` if it has no such action; else what the user should know, if anything.
    fn act(&mut self, _cx: &Cx, _action: Action) -> Option<Option<String>> {
        None
    }

    /// Moves the selection.
    fn go(&mut self, cx: &Cx, movement: Move) {
        let len = self.item_count(cx);
        let list = self.list_mut();
        list.cursor = list.moved(movement, len);
    }

    /// Keeps the selection in sight in an area of that size.
    fn fit(&mut self, cx: &Cx, area: Rect) {
        let inner = inner(area);
        let content = self.content(cx, inner.width);
        content.fit(self.list_mut(), inner.height);
    }

    /// Draws it; gives the place of the selection.
    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        canvas::frame(cx.theme(), &self.title(cx), focused, area, buf);
        self.content(cx, inner(area).width).draw(self.list(), cx.theme(), area, buf)
    }

    /// Selects what lies at a cell of the screen; `false` if nothing does.
    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let inner = inner(area);
        let Some(row) = row_at(inner, at) else { return false };
        let Some(item) = self.content(cx, inner.width).at(self.list(), row) else { return false };
        self.list_mut().cursor = item;
        true
    }
}

/// A view that an action shows by name.
pub trait Shown: Pane + Sized {
    /// The name that the table of bindings shows it by.
    const NAME: &'static str;

    /// The view as it opens over another pane, or why it cannot be opened now.
    fn show(cx: &Cx, over: &dyn Pane) -> Result<Self, &'static str>;
}
