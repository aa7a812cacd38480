//! The pairs that may be one event: a list of those that wait for an answer, the likely ones first; below it both entries of the
//! selected one side by side, with what speaks for and against it facet by facet.
//!
//! Knows the pairs and its own selection; finds and decides nothing itself.

mod detail;
mod listed;
mod made_of;
mod row;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::also::is_several;
use crate::app::job::JobId;
use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::app::queued_pair::QueuedPair;
use crate::app::view_search::rows::SearchedRows;
use crate::crosswalk::{PairEvidence, precision};
use crate::keymap::{Action, Context};
use crate::model::{Entry, Subject, Workspace};
use crate::present::evidence::{RowContents, reason};
use crate::present::words::count;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::{List, Move, has_list};
use crate::ui::theme::Role;
use made_of::{LinkScope, MadeOf};

/// The signs, below the list.
const LEGEND: &str = "+ speaks for one event · − against · ~ likely · ? possible · ✓ ✗ ◦ answered";

/// The list of pairs.
#[derive(Debug, Clone)]
pub struct LinkDesk {
    scope: LinkScope,
    /// The entry that was selected when it was opened.
    entry: Option<Entry>,
    pairs: Arc<[QueuedPair]>,
    /// Those put off; they stand at the end.
    put_off: Vec<[Entry; 2]>,
    /// Those whose answers are being written.
    settling: Vec<(JobId, [Entry; 2])>,
    /// The one whose answer was undone or given again, until something else is selected.
    turned: Option<QueuedPair>,
    list: List,
    /// Both entries of the selected pair.
    subject: Option<Arc<Subject>>,
    /// The pair that this is.
    shown: Option<[Entry; 2]>,
    /// Why it may be one event.
    evidence: Option<PairEvidence>,
    /// What is scrolled of it.
    below: List,
    made_of: MadeOf,
}

impl Shown for LinkDesk {
    const NAME: &'static str = "links";

    /// The pairs of the entry that is selected below: those that wait, else those that are answered. All if no entry is selected.
    fn show(cx: &Cx, below: &dyn Pane) -> Result<Self, &'static str> {
        Self::can_show(cx, below)?;
        let subject = below.subject(cx).or(cx.subject);
        let entry = subject.and_then(|subject| subject.entry_in(cx.workspace));
        let mut desk = Self {
            scope: LinkScope::Waiting,
            entry,
            pairs: Arc::default(),
            put_off: Vec::new(),
            settling: Vec::new(),
            turned: None,
            list: List::default(),
            subject: None,
            shown: None,
            evidence: None,
            below: List::default(),
            made_of: MadeOf::default(),
        };
        if let Some(entry) = entry {
            desk.scope = Self::scope_of(cx, entry);
        }
        desk.collect(cx);
        Ok(desk)
    }

    fn can_show(cx: &Cx, _below: &dyn Pane) -> Result<(), &'static str> {
        let any = cx.also.indexes.is_some() || !cx.workspace.linked.links().is_empty();
        match (any, cx.reading) {
            (true, _) => Ok(()),
            (false, true) => Err("sources are still being read; what may be the same is looked for after that"),
            (false, false) if is_several(cx.workspace) => Err("records are not compared yet"),
            (false, false) => {
                Err("one source is open: give two, as `parallax GED.csv ACLED.csv`, to find the same event in both")
            }
        }
    }
}

impl LinkDesk {
    /// The entry whose suggestions are needed.
    pub fn looked_at(&self) -> Option<Entry> {
        self.selected().map(|pair| pair.entries[0]).or(self.entry)
    }

    /// The selected pair.
    pub fn selected(&self) -> Option<QueuedPair> {
        self.pairs.get(self.list.cursor).copied()
    }

    /// The entries of the pairs in the rows of the list that are on the screen.
    pub fn pictured(&self) -> Vec<Entry> {
        let rows = self.pairs.iter().skip(self.list.offset).take(self.list.height);
        rows.flat_map(|pair| pair.entries).collect()
    }

    /// Both entries of the selected pair, each in a few words.
    pub fn named(&self) -> [String; 2] {
        let name = |n: u16| {
            let Some(subject) = &self.subject else { return String::new() };
            let member = subject.member(n);
            match &member.about {
                Some(about) if member.full => format!("{} {}", about.tag, member.id()),
                Some(about) => format!("{}, {}", about.tag, member.title()),
                None => member.title().to_owned(),
            }
        };
        [name(0), name(1)]
    }

    /// Why the selected pair may be one event, without what rows hold.
    pub fn reason(&self) -> String {
        self.evidence.as_ref().map_or_else(String::new, |evidence| reason(evidence, RowContents::KeptBack))
    }

    /// How often suggestions as that of the selected pair are right, as far as that was measured.
    pub fn precision(&self) -> Option<u16> {
        let (pair, evidence) = (self.selected()?, self.evidence.as_ref()?);
        precision(pair.strength?, pair.entries, evidence)
    }

    /// The list, and what is selected, in the area inside the frame; the line of the legend.
    fn areas(&self, area: Rect) -> [Rect; 3] {
        let inner = inner(area);
        let most = (inner.height / 3).max(3);
        let rows = u16::try_from(self.pairs.len().max(1)).unwrap_or(u16::MAX).min(most);
        let list = Rect { height: rows.min(inner.height), ..inner };
        let below = inner.height.saturating_sub(rows + 2);
        let detail = Rect { y: inner.y + rows + 1, height: below, ..inner };
        let legend = Rect { y: inner.bottom().saturating_sub(1), height: inner.height.min(1), ..inner };
        [list, detail, legend]
    }

    /// What is said of the selected pair.
    fn detail(&self, cx: &Cx, area: Rect) -> Vec<Line<'static>> {
        let (Some(pair), Some(subject)) = (self.selected(), &self.subject) else { return Vec::new() };
        detail::lines(cx, pair, subject, self.evidence.as_ref(), area.width.into())
    }

    /// A pair in a line: by the entry that is not known yet.
    fn row(&self, cx: &Cx, pair: QueuedPair, columns: u16) -> Line<'static> {
        let shown = pair.entries[usize::from(self.scope.is_of_entry())];
        row::row(cx, pair, shown, columns.into())
    }

    /// What is said instead of the list if it is empty.
    fn empty(&self, cx: &Cx) -> String {
        if let (Some(progress), true) = (cx.also.progress, !self.scope.is_answered()) {
            let percent = progress.percent.map_or_else(String::new, |percent| format!(" {percent} %"));
            return format!("All records are being compared …{percent}");
        }
        let is_known = match self.scope {
            LinkScope::OfEntry => {
                self.entry.is_none() || cx.also.near.as_ref().is_some_and(|near| Some(near.of) == self.entry)
            }
            LinkScope::Waiting => cx.also.all.is_some(),
            LinkScope::Answered | LinkScope::AnsweredOfEntry => true,
        };
        if !is_known && is_several(cx.workspace) {
            return match &cx.also.failed {
                Some(failed) => format!("Records are not compared: {}", failed.why),
                None => "All records are being compared …".to_owned(),
            };
        }
        match self.scope {
            LinkScope::OfEntry => {
                let key = cx.keymap.label(Context::Links, Action::NextKind);
                format!("{} {key} lists all pairs that wait.", self.scope.none())
            }
            _ => self.scope.none().to_owned(),
        }
    }
}

/// The text of a pair for the search in the list.
pub(super) fn row_text(workspace: &Workspace, pair: QueuedPair) -> String {
    row::text(workspace, pair)
}

impl Pane for LinkDesk {
    fn context(&self) -> Context {
        Context::Links
    }

    fn title(&self, cx: &Cx) -> String {
        let number = self.pairs.len();
        let at = if number == 0 { String::new() } else { format!("{} of ", self.list.cursor + 1) };
        let which = self.scope.words();
        let running = cx.also.progress.filter(|_| !self.scope.is_answered() && number > 0);
        let running = running.map_or_else(String::new, |progress| {
            progress
                .percent
                .map_or_else(|| " · comparing …".to_owned(), |percent| format!(" · comparing … {percent} %"))
        });
        let kept = cx.also.file.as_ref().map_or_else(|| " · not kept yet".to_owned(), |file| format!(" · {file}"));
        format!("The same event? {at}{} {which}{running}{kept}", count(number, "pair"))
    }

    /// The rows of the list that are on the screen; the others are empty.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        let shown = self.list.offset..self.list.offset + self.list.height.max(1);
        for (at, pair) in self.pairs.iter().enumerate() {
            let line = if shown.contains(&at) { self.row(cx, *pair, columns) } else { Line::default() };
            content.item([line]);
        }
        content
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.pairs.len()
    }

    /// Only the rows on the screen are made.
    fn searched_rows(&self, _cx: &Cx) -> Option<SearchedRows> {
        Some(SearchedRows::Pairs(Arc::clone(&self.pairs)))
    }

    has_list!();

    /// Either entry, to choose from.
    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let pair = self.selected().ok_or("no pair is selected")?;
        Ok(Lead::Choose(pair.entries.iter().map(|entry| cx.workspace.key(*entry)).collect()))
    }

    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        self.subject.as_ref()
    }

    fn set_subject(&mut self, subject: &Arc<Subject>) {
        self.subject = Some(Arc::clone(subject));
    }

    fn pointed<'a>(&'a self, _cx: &Cx<'a>) -> Option<Pointed<'a>> {
        self.subject.as_ref().map(Pointed::topic)
    }

    fn has_ranges(&self) -> bool {
        false
    }

    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        let again = |entry: Entry| new.find(&old.key(entry));
        self.entry = self.entry.and_then(again);
        // Positions of incidents are others now; the list is made again.
        (self.pairs, self.subject, self.shown) = (Arc::default(), None, None);
        self.made_of = MadeOf::default();
        self.put_off.clear();
        self.turned = None;
        true
    }

    fn available(&self, cx: &Cx, action: Action) -> Result<(), &'static str> {
        let need = |condition: bool, why: &'static str| if condition { Ok(()) } else { Err(why) };
        if action.decides() {
            need(!cx.reading, "sources are still being read")?;
        }
        match action {
            Action::UndoDecision => need(cx.also.turns.0 > 0, "no answer of this session can be undone"),
            Action::RedoDecision => need(cx.also.turns.1 > 0, "no answer was undone"),
            Action::PutOff => need(!self.scope.is_answered() && self.selected().is_some(), "no pair waits here"),
            Action::AcceptDraft
            | Action::RejectDraft
            | Action::LinkSame
            | Action::LinkPart
            | Action::LinkWhole
            | Action::LinkRelated
            | Action::LinkUnsure => need(self.selected().is_some(), "no pair is selected"),
            action if action.decides() => Err("this is a list of pairs, not of drafts"),
            _ => Ok(()),
        }
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        (action == Action::NextKind).then(|| {
            self.scope = self.next_scope(cx);
            self.turned = None;
            self.list = List { height: self.list.height, ..List::default() };
            self.pairs = Arc::default();
            self.collect(cx);
            None
        })
    }

    /// Pages scroll what is said of the pair; other movements select another one.
    fn go(&mut self, _cx: &Cx, _area: Rect, movement: Move) {
        match movement {
            Move::Page(_) | Move::Half(_) => self.below.cursor = self.below.moved(movement, usize::MAX),
            _ => {
                self.list.cursor = self.list.moved(movement, self.pairs.len());
                self.turned = None;
            }
        }
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        if self.selected().map(|pair| pair.entries) != self.shown {
            self.look(cx);
        }
        let [list, detail, _] = self.areas(area);
        self.list.show(self.list.cursor, self.list.cursor, self.pairs.len(), list.height.into());
        let (lines, height) = (self.detail(cx, detail).len(), usize::from(detail.height));
        let cursor = self.below.cursor.min(lines.saturating_sub(height));
        self.below = List { cursor, offset: cursor, height, turned: None };
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.theme();
        canvas::frame(theme, &self.title(cx), focused, area, buf);
        let [list, detail, legend] = self.areas(area);
        let visible = self.pairs.iter().skip(self.list.offset).take(list.height.into());
        let lines: Vec<Line> = visible.map(|pair| self.row(cx, *pair, list.width)).collect();
        canvas::rows(theme, &lines, &self.list, self.pairs.len(), list, buf);
        if self.pairs.is_empty() {
            window(&[Line::styled(self.empty(cx), theme.style(Role::Text))], 0, list, buf);
        }
        let rule = "─".repeat(list.width.into());
        buf.set_string(list.x, list.bottom(), rule, theme.style(Role::Border));
        let lines = self.detail(cx, detail);
        window(&lines, self.below.offset, detail, buf);
        canvas::more_rows(theme, &self.below, lines.len(), detail, buf);
        buf.set_stringn(legend.x, legend.y, LEGEND, legend.width.into(), theme.style(Role::Dim));
        let row = u16::try_from(self.list.cursor.checked_sub(self.list.offset)?).ok()?;
        (row < list.height).then_some(Position { x: list.x, y: list.y + row })
    }

    fn select_at(&mut self, _cx: &Cx, area: Rect, at: Position) -> bool {
        let [list, ..] = self.areas(area);
        let Some(row) = row_at(list, at) else { return false };
        let item = self.list.offset + row;
        if item >= self.pairs.len() {
            return false;
        }
        self.list.cursor = item;
        self.turned = None;
        true
    }
}
