//! The interface of panes, and the context that they read. Each pane is one file in `panes/`.
//!
//! A pane holds only its own selection; its contents come from [`Cx`]. This file knows no concrete pane, no state and
//! no terminal.

use std::fmt::Debug;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::also::AlsoState;
use super::entries::Entries;
use super::filter::Filter;
use super::marks::{self, MarkTarget, Marks};
use super::pointed::Pointed;
use super::settings::Settings;
use super::view_search::rows::SearchedRows;
use super::view_search::{Occurrence, OwnWords};
use crate::keymap::{Action, Context, Keymap};
use crate::model::{Corpus, Entry, Facet, In, Key, NameId, NameKind, Party, PassageId, Subject, Workspace};
use crate::present::exported::ExportedView;
use crate::sanitize;
use crate::ui::canvas::{self, Content, inner, row_at};
use crate::ui::list::{List, Move};
use crate::ui::text::{cut, width};
use crate::ui::theme::{Role, Theme};

/// The context of panes, read only.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// All open sources.
    pub workspace: &'a Workspace,
    /// The subject selected in the timeline.
    pub subject: Option<&'a Arc<Subject>>,
    /// The entries of the timeline.
    pub entries: &'a Entries,
    /// The filter of the timeline.
    pub filter: &'a Filter,
    /// All marks.
    pub marks: &'a Marks,
    /// Display settings.
    pub settings: &'a Settings,
    /// The bindings in force, for messages that name a key.
    pub keymap: &'a Keymap,
    /// Whether sources are still being opened.
    pub reading: bool,
    /// What may be the same as an entry.
    pub also: &'a AlsoState,
    /// The item at which a range was begun, in the focused list.
    pub range_from: Option<usize>,
}

impl Cx<'_> {
    /// The theme.
    pub fn theme(&self) -> Theme {
        self.settings.theme
    }

    /// The number of the entry that is selected in the timeline.
    pub fn selected(&self) -> Option<u32> {
        self.subject?.entry_in(self.workspace).map(|entry| self.workspace.number(entry))
    }

    /// The sign of a mark on something of a corpus, a blank if there is none. What is marked is of the workspace's own corpus.
    pub fn mark_sign(&self, corpus: &Corpus, target: MarkTarget) -> &'static str {
        let is_own = std::ptr::eq(corpus, Arc::as_ptr(&self.workspace.corpus));
        if is_own && self.marks.are_on(target) { marks::SIGN } else { " " }
    }

    /// The sign of a mark before the title of a subject, with a blank; empty if there is none.
    pub fn subject_sign(&self, subject: &Subject) -> String {
        if self.marks.has(subject.key()) { format!("{} ", marks::SIGN) } else { String::new() }
    }

    /// Whether an entry passes the filter certainly.
    pub fn shows(&self, entry: Entry) -> bool {
        self.entries.shows(self.workspace, self.workspace.number(entry))
    }
}

/// Borrows a [`Cx`] from single fields of a state, so that its panes can be borrowed mutably at the same time.
macro_rules! cx {
    ($state:expr, $workspace:expr) => {
        $crate::app::pane::Cx {
            workspace: $workspace,
            subject: $state.subject.as_ref(),
            entries: &$state.entries,
            filter: &$state.filter,
            marks: &$state.marks,
            settings: &$state.settings,
            keymap: &$state.keymap,
            reading: $state.jobs.is_opening(),
            also: &$state.also,
            range_from: $state.range_from,
        }
    };
}
pub(super) use cx;

/// The target of Enter.
#[derive(Debug, Clone)]
pub enum Lead {
    /// A passage of a subject.
    Passage(Arc<Subject>, In<PassageId>),
    /// A passage of the workspace's corpus, without the trail of a subject.
    Untrailed(PassageId),
    /// The ledger of an entry or a name.
    Entry(Key),
    /// A facet in the ledger of an entry or a name of the workspace's corpus.
    Facet(Key, Facet, Party),
    /// A choice of entries and names.
    Choose(Vec<Key>),
    /// The ledger of the selected entry.
    Ledger,
}

/// The reason why Enter leads nowhere, for the user.
pub type Reason = std::borrow::Cow<'static, str>;

/// A part of the screen that handles keys.
pub trait Pane: Debug {
    /// Its context in the table of bindings.
    fn context(&self) -> Context;

    /// The title in its frame.
    fn title(&self, cx: &Cx) -> String;

    /// The sign of a mark on what the whole pane shows, before its title; empty if there is none.
    fn title_sign(&self, cx: &Cx) -> String {
        self.subject(cx).map_or_else(String::new, |subject| cx.subject_sign(subject))
    }

    /// Its lines at a width of `columns`.
    fn content(&self, cx: &Cx, columns: u16) -> Content;

    /// Whether its contents are the visible lines only, one for each item.
    fn has_visible_lines_only(&self) -> bool {
        false
    }

    /// Number of selectable items.
    fn item_count(&self, cx: &Cx) -> usize;

    /// Its selection and scroll.
    fn list(&self) -> &List;

    /// Its selection and scroll, mutable.
    fn list_mut(&mut self) -> &mut List;

    /// The target of Enter, or the reason why there is none.
    fn open(&self, cx: &Cx) -> Result<Lead, Reason>;

    /// The subject that the pane shows, if any.
    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        None
    }

    /// Whether somebody has gone to what it shows, rather than that it was selected as the program began.
    fn is_chosen(&self) -> bool {
        true
    }

    /// The name that is selected or shown, if any.
    fn named(&self, _cx: &Cx) -> Option<NameId> {
        None
    }

    /// The field and the value of a query that narrows the timeline to what is under the cursor, if there is one.
    fn narrowing(&self, cx: &Cx) -> Option<(&'static str, String)> {
        let corpus = &cx.workspace.corpus;
        if let Some(name) = self.named(cx) {
            let record = corpus.name(name);
            let field = if record.kind == NameKind::Place { "at" } else { "who" };
            return Some((field, format!("={}", corpus.str(record.name))));
        }
        // A data set's rows have no article.
        let article = corpus.passage(self.passage(cx)?).article;
        Some(("in", format!("={}", corpus.str(corpus.article(article).id))))
    }

    /// The passage of the workspace's corpus that is selected, or the first of the selected article, if any.
    fn passage(&self, _cx: &Cx) -> Option<PassageId> {
        None
    }

    /// The selected row of its subject's ledger, if any.
    fn ledger_row(&self, _cx: &Cx) -> Option<usize> {
        None
    }

    /// Replaces the subject, for example when the row of its record has been read.
    fn set_subject(&mut self, _subject: &Arc<Subject>) {}

    /// Moves the pane to a workspace that replaces `old`. Returns `false` if its contents no longer exist.
    fn rebase(&mut self, _old: &Workspace, _new: &Workspace) -> bool {
        true
    }

    /// What the cursor is on, if it can be cited.
    fn pointed<'a>(&'a self, _cx: &Cx<'a>) -> Option<Pointed<'a>> {
        None
    }

    /// What the pane shows, for export; only the picture of the screen if it does not say.
    fn exported(&self, _cx: &Cx) -> ExportedView {
        ExportedView::Picture
    }

    /// What writes its contents where the export is only a picture of the screen.
    fn written_by(&self) -> Option<&'static str> {
        None
    }

    /// The selected item in one line, for the status line; `columns` is the width of the pane inside its frame. `None` if there is
    /// nothing to add to what the pane shows.
    fn status(&self, _cx: &Cx, _columns: usize) -> Option<String> {
        None
    }

    /// Where its selection is, from the whole to the part: article, heading, passage; incident, facet. Empty if it says no more than
    /// the title.
    fn trail(&self, _cx: &Cx) -> Vec<String> {
        Vec::new()
    }

    /// The query that the finder begins with over the pane; empty for none.
    fn finder_query(&self) -> &'static str {
        ""
    }

    /// Whether a range of its items can be marked: each is something else to mark.
    fn has_ranges(&self) -> bool {
        !matches!(self.context(), Context::Compare | Context::Beside)
    }

    /// The target of `m`, which is what `y` copies: its key, and the key of the incident on whose trail it was found; `None` if it
    /// cannot be marked.
    fn mark_target(&self, cx: &Cx) -> Option<(Key, Option<Key>)> {
        self.pointed(cx)?.mark_target()
    }

    /// Checks whether one of the pane's own actions is available. The error is the reason, for the user.
    fn available(&self, _cx: &Cx, _action: Action) -> Result<(), &'static str> {
        Ok(())
    }

    /// Performs one of the pane's own actions. `None` if it has no such action; else an optional status message.
    fn act(&mut self, _cx: &Cx, _action: Action) -> Option<Option<String>> {
        None
    }

    /// Moves the selection; by screens, among the lines that the pane has in `area`.
    fn go(&mut self, cx: &Cx, area: Rect, movement: Move) {
        if movement.is_by_screens() && !self.has_visible_lines_only() {
            *self.list_mut() = self.content(cx, inner(area).width).moved(self.list(), movement);
            return;
        }
        let len = self.item_count(cx);
        let list = self.list_mut();
        list.cursor = list.moved(movement, len);
    }

    /// Scrolls so that the selection is visible in `area`.
    fn fit(&mut self, cx: &Cx, area: Rect) {
        let inner = inner(area);
        if self.has_visible_lines_only() {
            let (cursor, len) = (self.list().cursor, self.item_count(cx));
            self.list_mut().show(cursor, cursor, len, inner.height.into());
            return;
        }
        let content = self.content(cx, inner.width);
        content.fit(self.list_mut(), inner.height);
    }

    /// Draws the pane. Returns the position of the selection, if it is visible.
    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        canvas::frame(cx.theme(), &(self.title_sign(cx) + &self.title(cx)), focused, area, buf);
        let trail = trail_line(&self.trail(cx), usize::from(area.width).saturating_sub(8));
        if !trail.is_empty() {
            canvas::foot(cx.theme(), &sanitize::line(&trail), Role::Dim, area, buf);
        }
        let content = self.content(cx, inner(area).width);
        let at = if self.has_visible_lines_only() {
            content.draw_visible(self.list(), self.item_count(cx), cx.theme(), area, buf)
        } else {
            content.draw(self.list(), cx.theme(), area, buf)
        };
        if focused {
            let items = (!self.has_visible_lines_only()).then_some(content.items.as_slice());
            draw_range(cx, self.list(), items, area, buf);
        }
        at
    }

    /// Its lines for the search in what is open, and their items. They do not depend on the selection.
    fn searched(&self, cx: &Cx, area: Rect) -> Content {
        self.content(cx, inner(area).width)
    }

    /// Which of these lines are words of an article's passages; `None` if they are of no article.
    fn own_words(&self, _cx: &Cx, _searched: &Content, _area: Rect) -> Option<OwnWords> {
        None
    }

    /// Its rows for that search, if it makes only the lines on the screen.
    fn searched_rows(&self, _cx: &Cx) -> Option<SearchedRows> {
        None
    }

    /// Selects the item that holds an occurrence, or the one before it.
    fn select_occurrence(&mut self, cx: &Cx, area: Rect, at: &Occurrence) {
        let items = self.searched(cx, area).items;
        self.list_mut().cursor = items.partition_point(|&(first, _)| first <= at.line).saturating_sub(1);
    }

    /// Makes the line of an occurrence visible, within an item that is taller than the pane too. Gives the cell in which
    /// the occurrence begins.
    fn reveal(&mut self, cx: &Cx, area: Rect, at: &Occurrence) -> Option<Position> {
        let inner = inner(area);
        let content = self.content(cx, inner.width);
        let of_item = |(item, below): (usize, usize)| content.items.get(item).map(|&(first, _)| first + below);
        let line = at.item.map_or(Some(at.line), of_item)?;
        let list = self.list_mut();
        list.show(line, line, content.lines.len(), inner.height.into());
        canvas::cell(inner, line.checked_sub(list.offset)?, at.column)
    }

    /// Goes to the part of the pane under the pointer, which the wheel then moves.
    fn focus_at(&mut self, _area: Rect, _at: Position) {}

    /// Selects the item at a cell of the screen. Returns `false` if there is none.
    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let inner = inner(area);
        let Some(row) = row_at(inner, at) else { return false };
        let item = if self.has_visible_lines_only() {
            Some(self.list().offset + row).filter(|item| *item < self.item_count(cx))
        } else {
            self.content(cx, inner.width).at(self.list(), row)
        };
        let Some(item) = item else { return false };
        self.list_mut().cursor = item;
        true
    }
}

/// Draws what is visible of the range that is begun in a list. `items` has the first and last line of each item; without it, each
/// item has one line.
pub fn draw_range(cx: &Cx, list: &List, items: Option<&[(usize, usize)]>, area: Rect, buf: &mut Buffer) {
    let (Some(from), inner) = (cx.range_from, inner(area)) else { return };
    let lines = list.offset..list.offset + usize::from(inner.height);
    let visible = items.map_or(lines.clone(), |items| {
        let above = items.partition_point(|(_, last)| *last < lines.start);
        above..items.partition_point(|(first, _)| *first < lines.end)
    });
    let range = from.min(list.cursor).max(visible.start)..(from.max(list.cursor) + 1).min(visible.end);
    for (first, last) in range.map(|item| items.map_or((item, item), |items| items[item])) {
        for line in first.max(lines.start)..(last + 1).min(lines.end) {
            let Some(at) = canvas::cell(inner, line - list.offset, 0) else { break };
            buf.set_style(Rect { x: at.x, y: at.y, width: inner.width, height: 1 }, cx.theme().style(Role::Marked));
            if line == first {
                // In the margin inside the frame, so that it hides no letter.
                buf.set_string(at.x - 1, at.y, RANGE_SIGN, cx.theme().style(Role::Key));
            }
        }
    }
}

/// The sign before each item of a range.
pub const RANGE_SIGN: &str = "▹";

/// A trail in a line of so many columns: `article ❭ heading ❭ ¶3`. Where room is short, its beginning is cut or left out.
pub fn trail_line(trail: &[String], columns: usize) -> String {
    const LEAST: usize = 8;
    let Some((first, rest)) = trail.split_first() else { return String::new() };
    let rest: String = rest.iter().map(|part| format!(" ❭ {part}")).collect();
    let room = columns.saturating_sub(width(&rest));
    if room >= width(first).min(LEAST) {
        format!("{}{rest}", cut(first, room))
    } else {
        trail_line(&trail[1..], columns)
    }
}

/// A view that `Action::Show` opens by name.
pub trait Shown: Pane + Sized {
    /// The name in the table of bindings.
    const NAME: &'static str;

    /// Opens the view over another pane. The error is the reason why it cannot be opened, for the user.
    fn show(cx: &Cx, below: &dyn Pane) -> Result<Self, &'static str>;

    /// Whether the view can be opened. The error is the reason, for the user. Help asks for each frame.
    fn can_show(cx: &Cx, below: &dyn Pane) -> Result<(), &'static str> {
        Self::show(cx, below).map(drop)
    }
}
