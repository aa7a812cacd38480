//! The state of the application: panes, views, overlay, filter, marks, jobs.
//!
//! Only [`update`](super::update::update) changes it. It does not know what keys do.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::also::AlsoState;
use super::effect::Effect;
use super::entries::changes::LastVisit;
use super::entries::{Entries, order};
use super::filter::Filter;
use super::history::{History, HistoryItem};
use super::job::{Job, JobId, JobProgress};
use super::jobs::Jobs;
use super::marks::{Mark, Marks, brief};
use super::overlays::Overlay;
use super::overlays::facets::Facets;
use super::overlays::finder::Finder;
use super::overlays::saved::SavedFilters;
use super::pane::{Cx, Pane, cx};
use super::panes::View;
use super::panes::ledger::LedgerPane;
use super::panes::timeline::Timeline;
use super::screen::Areas;
use super::settings::{Focus, Settings};
use super::split::{Boundary, PaneSplit};
use super::typed::Typed;
use super::undo::columns::ComparedColumns;
use super::undo::{UndoHistory, UndoState, ViewSnapshot};
use super::view_search::{HitTrail, ViewSearch};
use crate::keymap::{Action, Context, Keymap};
use crate::model::{Entry, RecordId, Subject, Workspace};
use crate::saved_state::saved_filter::SavedFilter;
use crate::saved_state::{Change, SavedView};
use crate::search::Target;

/// The state of the application.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Display settings.
    pub settings: Settings,
    /// The entries of the timeline.
    pub entries: Entries,
    /// The filter of the timeline.
    pub filter: Filter,
    /// The timeline.
    pub timeline: Timeline,
    /// The subject of the selected entry.
    pub subject: Option<Arc<Subject>>,
    /// The ledger of that subject.
    pub ledger: LedgerPane,
    /// The focused pane while no view is open.
    pub focus: Focus,
    /// The views over the panes, the topmost last.
    pub views: Vec<View>,
    /// The open overlay.
    pub overlay: Option<Overlay>,
    /// The box over which the signs and keys were opened, which comes back when they are closed.
    pub covered: Option<Overlay>,
    /// The search in what is open, if one is on.
    pub view_search: Option<ViewSearch>,
    /// The hits of the finder, while the last jump led to one of them.
    pub hit_trail: Option<HitTrail>,
    /// Where a range to mark begins: the number of an item, while the same list is open.
    pub range_from: Option<usize>,
    /// What the next copy depends on.
    pub copying: super::copying::Copying,
    /// Whether the program captures the mouse.
    pub mouse: bool,
    /// The boundary of panes that the mouse holds, and how many columns right of the pointer it is.
    pub dragged: Option<(Boundary, i32)>,
    /// Whether the user has pressed a key or clicked.
    pub touched: bool,
    /// The bindings in force.
    pub keymap: Arc<Keymap>,
    /// What has been typed of a command, and the command before.
    pub typed: Typed,
    /// Who annotates; empty if the configuration does not say.
    pub author: String,
    /// Status message, cleared by the next key.
    pub notice: Option<String>,
    /// All marks.
    pub marks: Marks,
    /// Earlier queries whose hits were opened, the latest last.
    pub queries: Vec<String>,
    /// Saved filters.
    pub saved_filters: Arc<Vec<SavedFilter>>,
    /// Whether marks and queries are saved.
    pub saves: bool,
    /// What is known of the last visit.
    pub last_visit: LastVisit,
    /// The prints of the incidents, to be kept until the next visit; `None` until a job has made them.
    pub prints: Option<Arc<[String]>>,
    /// Whether the message about changes has been shown.
    pub told_changes: bool,
    /// The entry selected at the end of the last run, until its source is open.
    pub left_at: Option<Mark>,
    /// History of jumps.
    pub history: History,
    /// Changes of the view and of the marks, to undo.
    pub undo: UndoHistory,
    /// The running jobs.
    pub jobs: Jobs,
    /// The job that reads a record's row, and that record.
    pub row: Option<(JobId, RecordId)>,
    /// Whether the user chose text or digests, in this run or the one whose view was restored.
    pub text_choice: Option<bool>,
    /// The targets that were picked in `parallax pick`; `None` unless the user accepted them.
    pub picked: Option<Vec<Target>>,
    /// The progress at which opening was stopped or failed, if it was.
    pub stopped: Option<JobProgress>,
    /// How the files of the corpus folder stand to what is shown.
    pub folder: super::folder_state::FolderState,
    /// What may be the same as an entry, and where answers are kept.
    pub also: AlsoState,
    /// The reason why the last save failed, if it did.
    pub unsaved: Option<String>,
}

impl State {
    /// The initial state: the latest entry is selected, and passages show attached text if there is any.
    pub fn new(workspace: &Workspace, settings: Settings) -> Self {
        let entries = Entries::new(workspace, order(workspace));
        let mut state = Self { settings, entries, ..Self::default() };
        state.choose_text(workspace);
        state.update_subject(workspace);
        state
    }

    /// The context of panes.
    pub fn cx<'a>(&'a self, workspace: &'a Workspace) -> Cx<'a> {
        cx!(self, workspace)
    }

    /// The number of the selected entry; `None` in an empty timeline and on a folded group.
    pub fn selected(&self) -> Option<u32> {
        self.entries.get(self.timeline.list.cursor)
    }

    /// What undo compares and restores.
    pub fn undo_state(&self, workspace: &Workspace) -> UndoState {
        let view = ViewSnapshot {
            filter: self.filter.text.trim().to_owned(),
            off: self.filter.off.clone(),
            arrangement: self.entries.arrangement,
            folded: self.entries.folded().to_vec(),
            settings: Settings { size: (0, 0), ..self.settings },
            saved_filters: Arc::clone(&self.saved_filters),
            columns: ComparedColumns::of(&self.views),
        };
        let cursor = self.selected().map(|number| (workspace.key(workspace.entry(number)), number));
        UndoState { view, marks: self.marks.clone(), cursor, jumps: self.history.jumps() }
    }

    /// The selected entry.
    pub fn entry(&self, workspace: &Workspace) -> Option<Entry> {
        self.selected().map(|number| workspace.entry(number))
    }

    /// Selects an entry in the timeline. Returns `false` if it is not shown.
    pub fn select(&mut self, workspace: &Workspace, entry: u32) -> bool {
        self.entries.reveal(workspace, entry);
        let Some(at) = self.entries.position(workspace, entry) else { return false };
        self.timeline.list.cursor = at;
        true
    }

    /// Shows these entries: those that pass the filter certainly, and those that pass possibly. Keeps the selection, an entry or
    /// a folded group, if it is among them.
    pub fn show(&mut self, workspace: &Workspace, shown: Arc<[u32]>, possible: Arc<[u32]>) {
        let selected = self.selected();
        let group = self.entries.group_at(self.timeline.list.cursor).filter(|_| selected.is_none());
        self.range_from = None;
        self.entries.show(workspace, shown, possible);
        self.timeline.list.cursor = group.and_then(|group| self.entries.first_of(group)).unwrap_or(0);
        if let Some(entry) = selected {
            self.select(workspace, entry);
        }
    }

    /// Shows all entries.
    pub fn show_all(&mut self, workspace: &Workspace) {
        self.show(workspace, Arc::clone(&self.entries.all), Arc::default());
    }

    /// Updates the subject to the selected entry. If it has changed, its ledger begins at the top.
    pub fn update_subject(&mut self, workspace: &Workspace) {
        let entry = self.entry(workspace);
        // Two files can have records with the same key, so the record is compared too.
        let record = if let Some(Entry::Record(id)) = entry { Some(id) } else { None };
        let key = entry.map(|entry| workspace.key(entry));
        if self.subject.as_ref().map(|subject| (subject.key(), subject.record())) == key.as_ref().map(|k| (k, record)) {
            return;
        }
        self.subject = entry.map(|entry| Arc::new(Subject::joined(workspace, entry)));
        self.ledger = self.ledger.anew();
    }

    /// Shows attached text if there is any, unless digests have been chosen.
    pub fn choose_text(&mut self, workspace: &Workspace) {
        self.settings.text = workspace.corpus.has_text() && self.text_choice.unwrap_or(true);
    }

    /// The pane that handles keys if no overlay is open.
    pub fn pane(&self) -> &dyn Pane {
        match (self.views.last(), self.focus) {
            (Some(view), _) => view.pane(),
            (None, Focus::Timeline) => &self.timeline,
            (None, Focus::Ledger) => &self.ledger,
        }
    }

    /// Changes that pane, which reads the rest of the state.
    pub fn with_pane<T>(&mut self, workspace: &Workspace, change: impl FnOnce(&mut dyn Pane, &Cx) -> T) -> T {
        let pane: &mut dyn Pane = match (self.views.last_mut(), self.focus) {
            (Some(view), _) => view.pane_mut(),
            (None, Focus::Timeline) => &mut self.timeline,
            (None, Focus::Ledger) => &mut self.ledger,
        };
        change(pane, &cx!(self, workspace))
    }

    /// Lets the selection move away from the current match of the search in what is open.
    pub fn loosen_search(&mut self) {
        if let Some(search) = &mut self.view_search {
            search.at = None;
        }
    }

    /// Lets go of what the mouse holds.
    pub fn let_go(&mut self) {
        self.dragged = None;
        self.timeline.sweep = None;
    }

    /// The area of what handles keys: the overlay, if one is open, else that pane.
    pub fn focused_area(&self) -> Option<Rect> {
        Areas::of(&self.settings, self.focus, self.views.is_empty()).ok()?.focused(self.overlay.is_some(), self.focus)
    }

    /// The subject of that pane.
    pub fn current<'a>(&'a self, workspace: &'a Workspace) -> Option<&'a Arc<Subject>> {
        self.pane().subject(&self.cx(workspace))
    }

    /// The record that the subject of that pane is, if it is one.
    pub fn current_record(&self, workspace: &Workspace) -> Option<RecordId> {
        self.current(workspace).and_then(|subject| subject.record())
    }

    /// The next record whose row must be read: of the pane's subject, else of the selected entry.
    pub fn unread(&self, workspace: &Workspace) -> Option<RecordId> {
        let of_pane = self.current(workspace).and_then(|subject| subject.unread());
        of_pane.or_else(|| self.subject.as_ref().and_then(|subject| subject.unread()))
    }

    /// The context that keys are resolved in.
    pub fn context(&self) -> Context {
        if self.view_search.as_ref().is_some_and(|search| search.typing) {
            return Context::Search;
        }
        self.overlay.as_ref().map_or_else(|| self.beneath(), |overlay| overlay.pane().context())
    }

    /// The context below the overlay.
    pub fn beneath(&self) -> Context {
        self.pane().context()
    }

    /// The label of the key that performs an action now, for messages.
    pub fn key(&self, action: Action) -> String {
        self.keymap.label(self.beneath(), action)
    }

    /// The finder, if it is open.
    pub fn finder(&self) -> Option<&Finder> {
        if let Some(Overlay::Finder(finder)) = &self.overlay { Some(finder) } else { None }
    }

    /// The finder, mutable, if it is open.
    pub fn finder_mut(&mut self) -> Option<&mut Finder> {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => Some(finder),
            _ => None,
        }
    }

    /// The list of facets, if it is open.
    pub fn facets_mut(&mut self) -> Option<&mut Facets> {
        match &mut self.overlay {
            Some(Overlay::Facets(facets)) => Some(facets),
            _ => None,
        }
    }

    /// The list of saved filters, if it is open.
    pub fn saved_filters_mut(&mut self) -> Option<&mut SavedFilters> {
        match &mut self.overlay {
            Some(Overlay::SavedFilters(saved)) => Some(saved),
            _ => None,
        }
    }

    /// Whether the list of facets is open.
    pub fn has_facets(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Facets(_)))
    }

    /// The current screen, for the history.
    pub fn history_item(&self) -> HistoryItem {
        HistoryItem {
            entry: self.subject.as_ref().map(|subject| subject.key().clone()),
            number: self.selected(),
            timeline: self.timeline.list,
            filter: self.filter.text.clone(),
            off: self.filter.off.clone(),
            ledger: self.ledger,
            focus: self.focus,
            views: self.views.clone(),
        }
    }

    /// Saves a change in the background, if anything is saved.
    pub fn save(&mut self, change: Change) -> Option<Effect> {
        self.saves.then(|| self.jobs.start(Job::Save(change)).1)
    }

    /// The view to restore in the next run; `of` names the workspace.
    pub fn left(&self, of: &str) -> SavedView {
        // A record in a view over the timeline takes precedence over the selected entry.
        let viewed = self.views.iter().rev().find_map(|view| match view {
            View::Reader(reader) => reader.trail.as_ref(),
            View::Compare(compare) => Some(&compare.subject),
            _ => None,
        });
        let at = viewed.filter(|subject| subject.record().is_some()).or(self.subject.as_ref());
        // The source of the last run's entry is not open yet and the user has not moved, so that entry is kept.
        let pending = self.left_at.clone().filter(|_| self.timeline.list.cursor == 0 && self.views.is_empty());
        let here = || {
            let subject = at?;
            let label = brief(subject.title());
            Some(Mark { key: subject.key().clone(), trail: None, label, target: None, tags: Vec::new() })
        };
        SavedView {
            of: of.to_owned(),
            at: pending.or_else(here).map(|mark| mark.bookmark()),
            filter: self.filter.text.clone(),
            zoom: self.settings.zoom.word().to_owned(),
            text: self.text_choice.unwrap_or(true),
            matrix: self.settings.matrix,
            panes: self.settings.split.saved(),
            ..self.entries.saved()
        }
    }

    /// Takes the order of the timeline and the form of the ledger of a view.
    pub fn begin_as(&mut self, workspace: &Workspace, view: &SavedView) {
        self.settings.matrix = view.matrix;
        self.settings.split = PaneSplit::restored(view.panes);
        let selected = self.selected();
        self.entries.restore(workspace, view);
        // The cursor of a list that has just been opened is at its head.
        match selected.filter(|_| self.touched) {
            Some(entry) => {
                self.select(workspace, entry);
            }
            None => {
                self.timeline.list.cursor = 0;
                self.update_subject(workspace);
            }
        }
    }

    /// Moves the state by its keys to a workspace that replaces `old`, with its entries in `order`.
    pub fn rebase(&mut self, old: &Workspace, new: &Workspace, order: Arc<[u32]>) {
        let subject = self.subject.take();
        self.range_from = None;
        // Positions of the old workspace mean nothing in the new one.
        if let Some(picked) = self.finder_mut().and_then(|finder| finder.picked.as_mut())
            && !std::mem::take(picked).is_empty()
        {
            self.notice = Some("a corpus was read; pick again".into());
        }
        (self.hit_trail, self.covered) = (None, None);
        self.entries = self.entries.rebased(old, new, order);
        self.choose_text(new);
        self.subject = subject.as_ref().and_then(|subject| subject.rebased(new)).map(Arc::new);
        self.timeline.list.cursor = 0;
        if let Some(entry) = self.subject.as_ref().and_then(|subject| new.find(subject.key())) {
            self.select(new, new.number(entry));
        }
        self.views.retain_mut(|view| view.pane_mut().rebase(old, new));
        self.history.rebase(old, new);
        self.undo.rebase();
        self.marks.rebase(new);
        self.update_subject(new);
    }
}
