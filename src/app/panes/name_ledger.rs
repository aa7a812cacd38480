//! The ledger of a name, over the timeline: what each source says about a person, organisation or place.
//!
//! Knows its subject; the ledger pane shows it and handles its keys.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::ledger::LedgerPane;
use super::passages;
use crate::app::pane::{Cx, Lead, Pane, Reason};
use crate::app::pointed::Pointed;
use crate::app::view_search::Occurrence;
use crate::keymap::{Action, Context};
use crate::model::{Facet, NameId, Party, Subject, Workspace};
use crate::present::exported::ExportedView;
use crate::ui::canvas::Content;
use crate::ui::list::{List, Move};

/// The ledger of a name.
#[derive(Debug, Clone)]
pub struct NameLedger {
    /// The name as its sources speak of it.
    pub subject: Arc<Subject>,
    /// Its ledger.
    ledger: LedgerPane,
}

impl NameLedger {
    /// The ledger of this subject.
    pub fn new(subject: Subject) -> Self {
        Self { subject: Arc::new(subject), ledger: LedgerPane { focused: true, ..LedgerPane::default() } }
    }

    /// Selects the row of a facet.
    pub fn select_row_of(&mut self, facet: Facet, party: Party) {
        self.ledger.select_row_of(&self.subject, facet, party);
    }

    /// The context of the ledger pane: the name is its subject.
    fn own<'a>(&'a self, cx: &Cx<'a>) -> Cx<'a> {
        Cx { subject: Some(&self.subject), ..*cx }
    }

    /// Changes the ledger pane in that context.
    fn with_ledger<T>(&mut self, cx: &Cx, change: impl FnOnce(&mut LedgerPane, &Cx) -> T) -> T {
        let own = Cx { subject: Some(&self.subject), ..*cx };
        change(&mut self.ledger, &own)
    }

    /// The areas of the ledger and, on wide screens, of the passages beside it.
    fn areas(cx: &Cx, area: Rect) -> [Rect; 2] {
        let beside = if cx.settings.is_wide() { area.width / 2 } else { 0 };
        Layout::horizontal([Constraint::Min(1), Constraint::Length(beside)]).areas(area)
    }
}

impl Pane for NameLedger {
    fn context(&self) -> Context {
        self.ledger.context()
    }

    fn title(&self, cx: &Cx) -> String {
        self.ledger.title(&self.own(cx))
    }

    fn content(&self, cx: &Cx, columns: u16) -> Content {
        self.ledger.content(&self.own(cx), columns)
    }

    fn searched(&self, cx: &Cx, area: Rect) -> Content {
        self.ledger.searched(&self.own(cx), Self::areas(cx, area)[0])
    }

    fn select_occurrence(&mut self, cx: &Cx, area: Rect, at: &Occurrence) {
        let [left, _] = Self::areas(cx, area);
        self.with_ledger(cx, |ledger, cx| ledger.select_occurrence(cx, left, at));
    }

    fn reveal(&mut self, cx: &Cx, area: Rect, at: &Occurrence) -> Option<Position> {
        let [left, _] = Self::areas(cx, area);
        self.with_ledger(cx, |ledger, cx| ledger.reveal(cx, left, at))
    }

    fn item_count(&self, cx: &Cx) -> usize {
        self.ledger.item_count(&self.own(cx))
    }

    fn list(&self) -> &List {
        self.ledger.list()
    }

    fn list_mut(&mut self) -> &mut List {
        self.ledger.list_mut()
    }

    fn open(&self, cx: &Cx) -> Result<Lead, Reason> {
        self.ledger.open(&self.own(cx))
    }

    fn subject<'a>(&'a self, _cx: &Cx<'a>) -> Option<&'a Arc<Subject>> {
        Some(&self.subject)
    }

    fn ledger_row(&self, cx: &Cx) -> Option<usize> {
        self.ledger.ledger_row(&self.own(cx))
    }

    fn rebase(&mut self, _old: &Workspace, new: &Workspace) -> bool {
        let rebased = self.subject.rebased(new);
        rebased.map(|subject| self.subject = Arc::new(subject)).is_some()
    }

    fn named(&self, cx: &Cx) -> Option<NameId> {
        self.subject.key().name_in(&cx.workspace.corpus)
    }

    fn pointed<'a>(&'a self, cx: &Cx<'a>) -> Option<Pointed<'a>> {
        self.ledger.pointed(&self.own(cx))
    }

    fn exported(&self, cx: &Cx) -> ExportedView {
        self.ledger.exported(&self.own(cx))
    }

    fn available(&self, cx: &Cx, action: Action) -> Result<(), &'static str> {
        match action {
            Action::NextPane => Err("the timeline is under this ledger; close it first"),
            action => self.ledger.available(&self.own(cx), action),
        }
    }

    fn act(&mut self, cx: &Cx, action: Action) -> Option<Option<String>> {
        if let Action::Left | Action::Right = action {
            self.ledger.sideways(&self.subject, action == Action::Right);
            return Some(None);
        }
        self.with_ledger(cx, |ledger, cx| ledger.act(cx, action))
    }

    fn go(&mut self, cx: &Cx, area: Rect, movement: Move) {
        let [left, _] = Self::areas(cx, area);
        self.with_ledger(cx, |ledger, cx| ledger.go(cx, left, movement));
    }

    fn fit(&mut self, cx: &Cx, area: Rect) {
        let [left, _] = Self::areas(cx, area);
        self.with_ledger(cx, |ledger, cx| ledger.fit(cx, left));
    }

    fn draw(&self, cx: &Cx, focused: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let ([left, right], own) = (Self::areas(cx, area), self.own(cx));
        if right.width > 0 {
            passages::draw(&own, &self.ledger, right, buf);
        }
        self.ledger.draw(&own, focused, left, buf)
    }

    fn select_at(&mut self, cx: &Cx, area: Rect, at: Position) -> bool {
        let [left, _] = Self::areas(cx, area);
        left.contains(at) && self.with_ledger(cx, |ledger, cx| ledger.select_at(cx, left, at))
    }
}
