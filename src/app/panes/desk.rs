//! The desk: the queue of drafts on the left; on the right the selected one, its words in the article, and what others say on
//! the same.
//!
//! Knows the queue and its own selection; decides nothing itself.

mod alike;
mod detail;
mod follow;
mod offered;
mod row;
mod ticks;
mod worked_on;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::pane::{Cx, Lead, Pane, Reason, Shown};
use crate::app::pointed::Pointed;
use crate::app::view_search::rows::SearchedRows;
use crate::desk::item::{DraftItem, DraftKey, TopicKey};
use crate::desk::queue::{DraftQueue, QueuedDraft};
use crate::desk::same_day::{self, SameDay};
use crate::keymap::{Action, Context};
use crate::model::{Grade, In, Key, KeyKind, Member, PassageId, Subject, Topic, Workspace};
use crate::present::citation::Cited;
use crate::present::words::count;
use crate::ui::canvas::{self, Content, inner, row_at, window};
use crate::ui::list::{List, Move, has_list};
use crate::ui::theme::Role;

/// The signs of the list, below it.
const LEGEND: &str = "⊗ ⊘ sources disagree · ~ likely · ? a guess · ✓ ticked";

/// The queue.
#[derive(Debug, Clone)]
pub struct Desk {
    order: Arc<DraftQueue>,
    /// The drafts in that order, those put off last.
    queue: Arc<[QueuedDraft]>,
    /// Those put off, in that order; they stand at the end of the queue.
    put_off: Vec<DraftKey>,
    list: List,
    /// The incident or name of the selected draft with its ledger, as of the last layout.
    subject: Option<Arc<Subject>>,
    /// The incidents of the same day and place as that one.
    same_day: Arc<[SameDay]>,
    /// The incident or name that was selected when it was opened.
    topic: Option<Topic>,
    /// Whether the drafts are still being ordered.
    waits: bool,
    /// Where the cursor goes once what is being decided is done.
    after: AfterDecision,
    /// What was decided about last, as long as nobody has moved the cursor since.
    worked_on: Option<TopicKey>,
    /// The drafts that go to another incident together.
    ticked: Vec<DraftKey>,
}

/// Where the cursor of the queue goes once a decision is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum AfterDecision {
    /// It stays on its draft, or goes to the one after it.
    #[default]
    Stay,
    /// To what comes back, as a decision is undone.
    Returned,
    /// To the first draft of the incident with this id.
    Incident(String),
}

/// The drafts of more claims are ordered beside the workbench.
const MOST_AT_ONCE: usize = 10_000;

impl Shown for Desk {
    const NAME: &'static str = "desk";

    /// The selected draft is the first of the incident that somebody has gone to below, if it has one; else the first of all.
    fn show(cx: &Cx, below: &dyn Pane) -> Result<Self, &'static str> {
        Self::can_show(cx, below)?;
        // A list shows no incident; which one the timeline below it has may be left over from the last run.
        let subject = below.subject(cx).filter(|_| below.is_chosen());
        let topic = subject.map(|subject| subject.member(0).topic);
        let corpus = &cx.workspace.corpus;
        let mut desk = Self {
            order: Arc::default(),
            queue: Arc::default(),
            put_off: Vec::new(),
            list: List::default(),
            subject: None,
            same_day: Arc::default(),
            topic,
            waits: true,
            after: AfterDecision::Stay,
            worked_on: None,
            ticked: Vec::new(),
        };
        if corpus.claims().len() <= MOST_AT_ONCE {
            desk.take(cx.workspace, Arc::new(DraftQueue::of(corpus)));
        }
        Ok(desk)
    }

    fn can_show(cx: &Cx, _below: &dyn Pane) -> Result<(), &'static str> {
        let any = crate::desk::item::all(&cx.workspace.corpus).next().is_some();
        if any { Ok(()) } else { Err("nothing waits for a decision: no claim, quotation or incident is a draft") }
    }
}

impl Desk {
    /// Whether the drafts are still to be ordered.
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Takes the ordered drafts; the first of the incident it was opened on is selected.
    pub fn take(&mut self, workspace: &Workspace, order: Arc<DraftQueue>) {
        let of_topic = |queued: &QueuedDraft| queued.item.topic(&workspace.corpus);
        self.waits = false;
        self.queue = order.drafts().collect();
        self.order = order;
        self.list.cursor =
            self.queue.iter().position(|q| self.topic.is_some() && of_topic(q) == self.topic).unwrap_or(0);
    }

    /// The selected draft.
    pub fn selected(&self) -> Option<DraftItem> {
        self.queue.get(self.list.cursor).map(|queued| queued.item)
    }

    /// Goes on to the next draft, as the selected one is being settled.
    pub fn go_on(&mut self) {
        self.list.cursor = self.list.moved(Move::By(1), self.queue.len());
    }

    /// Says where the cursor goes once what is being decided is done.
    pub fn go_after(&mut self, after: AfterDecision) {
        self.after = after;
    }

    /// Selects a draft, if it still waits.
    pub fn select(&mut self, workspace: &Workspace, key: &DraftKey) {
        if let Some(at) = self.queue.iter().position(|queued| key.names(&workspace.corpus, queued.item)) {
            self.list.cursor = at;
        }
    }

    /// Puts the selected draft off to the end of the queue; the next one is selected.
    pub fn put_off(&mut self, workspace: &Workspace) {
        let Some(item) = self.selected() else { return };
        self.work_on(workspace);
        let key = item.key(&workspace.corpus);
        self.put_off.retain(|other| *other != key);
        self.put_off.push(key);
        let mut all = self.queue.to_vec();
        let off = all.remove(self.list.cursor);
        all.push(off);
        self.queue = all.into();
    }

    /// Takes the subject of the selected draft.
    fn look(&mut self, workspace: &Workspace) {
        let topic = self.selected().and_then(|item| item.topic(&workspace.corpus));
        let member = topic.map(|topic| Member::topic(&workspace.corpus, topic));
        let is_same = |subject: &Arc<Subject>| {
            let first = subject.member(0);
            member.as_ref().is_some_and(|m| m.topic == first.topic && Arc::ptr_eq(&m.corpus, &first.corpus))
        };
        if !self.subject.as_ref().is_some_and(is_same) {
            self.subject = member.map(|member| Arc::new(Subject::of(member)));
            let incident = topic.and_then(Topic::incident);
            self.same_day = incident.map(|id| same_day::beside(&workspace.corpus, id).into()).unwrap_or_default();
        }
    }

    /// The first draft of the next or previous incident.
    fn next_topic(&self, workspace: &Workspace, forward: bool) -> Option<usize> {
        let topic = |at: usize| self.queue.get(at).and_then(|q| q.item.topic(&workspace.corpus));
        let here = topic(self.list.cursor);
        let begins = |at: usize| at == 0 || topic(at - 1) != topic(at);
        if forward {
            (self.list.cursor + 1..self.queue.len()).find(|&at| topic(at) != here)
        } else {
            let first = (0..=self.list.cursor).rev().find(|&at| begins(at)).unwrap_or(0);
            (0..first).rev().find(|&at| begins(at))
        }
    }

    /// The list, the selected draft, and the line of the legend, in the area inside the frame.
    fn areas(area: Rect) -> [Rect; 3] {
        let inner = inner(area);
        let left = (inner.width * 2 / 5).clamp(26.min(inner.width), 56);
        let height = inner.height.saturating_sub(1);
        let list = Rect { width: left, height, ..inner };
        let detail = Rect { x: inner.x + left + 3, width: inner.width.saturating_sub(left + 3), height, ..inner };
        let legend = Rect { y: inner.y + height, height: inner.height.min(1), ..inner };
        [list, detail, legend]
    }

    fn passage_in(&self, workspace: &Workspace) -> Option<PassageId> {
        self.selected()?.passage(&workspace.corpus)
    }
}

/// The text of a draft for the search in the queue.
pub(super) fn row_text(workspace: &Workspace, queued: QueuedDraft) -> String {
    row::text(&workspace.corpus, queued.item)
}

impl Pane for Desk {
    fn context(&self) -> Context {
        Context::Desk
    }

    fn title(&self, cx: &Cx) -> String {
        let at = format!("{} of {}", self.list.cursor + 1, count(self.queue.len(), "draft"));
        let here = self.waiting_here(cx.workspace);
        let ticked = if self.ticked.is_empty() { String::new() } else { format!(" · {} ticked", self.ticked.len()) };
        let place = if cx.settings.keeps_decisions { "" } else { " · not kept yet" };
        format!("Desk · {at}{here}{ticked}{place}")
    }

    /// The rows of the list that are on the screen; the others are empty.
    fn content(&self, cx: &Cx, columns: u16) -> Content {
        let mut content = Content::default();
        let shown = self.list.offset..self.list.offset + self.list.height.max(1);
        for (at, queued) in self.queue.iter().enumerate() {
            let line = if shown.contains(&at) {
                row::row(cx, *queued, self.has_tick(cx.workspace, queued.item), columns.into())
            } else {
                Line::default()
            };
            content.item([line]);
        }
        content
    }

    fn item_count(&self, _cx: &Cx) -> usize {
        self.queue.len()
    }

    /// Only the rows on the screen are made.
    fn searched_rows(&self, _cx: &Cx) -> Option<SearchedRows> {
        Some(SearchedRows::Drafts(Arc::clone(&self.queue)))
    }

    has_list!();

    fn go(&mut self, _cx: &Cx, _area: Rect, movement: Move) {
        self.moved();
        self.list.cursor = self.list.moved(movement, self.queue.len());
    }

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        let passage = self.passage_in(cx.workspace).ok_or("no passage tells of it")?;
        Ok(match &self.subject {
            Some(subject) => Lead::Passage(Arc::clone(subject), In::first(passage)),
            None => Lead::Untrailed(passage),
        })
    }

    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        self.subject.as_ref()
    }

    fn ledger_row(&self, cx: &Cx) -> Option<usize> {
        let Some(DraftItem::Claim(id)) = self.selected() else { return None };
        let rows = &self.subject(cx)?.ledger().rows;
        rows.iter().position(|row| row.cells.iter().flatten().any(|claim| claim.id == id))
    }

    fn passage(&self, cx: &Cx) -> Option<PassageId> {
        self.passage_in(cx.workspace)
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        let corpus = &*cx.workspace.corpus;
        Some(match self.selected()? {
            DraftItem::Incident(id) => Pointed::new(corpus, Cited::Incident(id)),
            item => Pointed::new(corpus, Cited::Passage(item.passage(corpus)?)),
        })
    }

    fn mark_target(&self, cx: &Cx) -> Option<(Key, Option<Key>)> {
        let corpus = &cx.workspace.corpus;
        let trail = self.selected()?.topic(corpus).map(|topic| Key::topic(corpus, topic));
        let (key, own) = self.pointed(cx)?.mark_target()?;
        Some(if key.kind == KeyKind::Passage { (key, trail) } else { (key, own) })
    }

    fn has_ranges(&self) -> bool {
        false
    }

    fn status(&self, cx: &Cx, _columns: usize) -> Option<String> {
        let corpus = &*cx.workspace.corpus;
        let drafted = self.selected()?.drafted(corpus)?;
        let rule = corpus.given(drafted.rule).map_or_else(String::new, |rule| format!(" · by the rule “{rule}”"));
        Some(format!("{}{rule}", crate::present::words::draft_by(corpus, drafted)))
    }

    fn rebase(&mut self, old: &Workspace, new: &Workspace) -> bool {
        self.follow(old, new);
        true
    }

    fn available(&self, cx: &Cx, action: Action) -> Result<(), &'static str> {
        self.offers(cx, action)
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        match action {
            Action::NextDisagreement | Action::PreviousDisagreement => {
                let forward = action == Action::NextDisagreement;
                let Some(at) = self.next_topic(cx.workspace, forward) else {
                    let which = if forward { "last" } else { "first" };
                    return Some(Some(format!("these are the drafts of the {which} incident")));
                };
                self.moved();
                self.list.cursor = at;
                Some(None)
            }
            Action::NextKind => Some(self.go_to_grade(cx, Grade::Plain)),
            Action::NextLikely => Some(self.go_to_grade(cx, Grade::Likely)),
            Action::TickDraft => {
                self.tick(cx.workspace);
                Some(None)
            }
            Action::TickPassage => Some(Some(self.tick_passage(cx.workspace))),
            _ => None,
        }
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        let [list, ..] = Self::areas(area);
        self.list.show(self.list.cursor, self.list.cursor, self.queue.len(), list.height.into());
        self.look(cx.workspace);
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let theme = cx.theme();
        canvas::frame(theme, &self.title(cx), focused, area, buf);
        let [list, detail, legend] = Self::areas(area);
        let visible = self.queue.iter().skip(self.list.offset).take(list.height.into());
        let lines: Vec<Line> = visible
            .map(|queued| row::row(cx, *queued, self.has_tick(cx.workspace, queued.item), list.width.into()))
            .collect();
        canvas::rows(theme, &lines, &self.list, self.queue.len(), list, buf);
        for y in list.top()..list.bottom() {
            buf.set_string(list.right() + 1, y, "│", theme.style(Role::Border));
        }
        if self.queue.is_empty() {
            let said = if self.waits { "The drafts are being ordered …" } else { "Everything is decided." };
            let line = Line::styled(said, theme.style(Role::Text));
            window(&[line], 0, list, buf);
        }
        let lines = detail::lines(cx, self.selected(), (self.subject.as_ref(), &self.same_day), detail.width.into());
        window(&lines, 0, detail, buf);
        canvas::more_rows(theme, &List::default(), lines.len(), detail, buf);
        buf.set_stringn(legend.x, legend.y, LEGEND, legend.width.into(), theme.style(Role::Dim));
        let row = u16::try_from(self.list.cursor.checked_sub(self.list.offset)?).ok()?;
        (row < list.height).then_some(Position { x: list.x, y: list.y + row })
    }

    fn select_at(&mut self, _cx: &Cx, area: Rect, at: Position) -> bool {
        let [list, ..] = Self::areas(area);
        let Some(row) = row_at(list, at) else { return false };
        let item = self.list.offset + row;
        if item >= self.queue.len() {
            return false;
        }
        self.moved();
        self.list.cursor = item;
        true
    }
}
