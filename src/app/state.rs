//! Everything the workbench is in: panes, views, the overlay, the filter, marks, jobs.
//!
//! Changed by [`update`](super::update::update) only. Knows its parts; what keys do to them is for `update`.

use std::sync::Arc;

use super::effect::Effect;
use super::entries::{Entries, order};
use super::filter::Filter;
use super::history::{History, Place};
use super::job::{Job, JobId, Progress};
use super::jobs::Jobs;
use super::marks::{Marked, Marks, brief};
use super::overlays::Overlay;
use super::overlays::facets::Facets;
use super::overlays::finder::Finder;
use super::pane::{Cx, Pane, cx};
use super::panes::View;
use super::panes::ledger::LedgerPane;
use super::panes::timeline::Timeline;
use super::settings::{Focus, Settings};
use crate::keymap::Context;
use crate::model::{Entry, RecordId, Subject, Workspace};
use crate::saved_state::{Change, SavedView};

/// The state.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// How things are shown.
    pub settings: Settings,
    /// The entries of the timeline.
    pub entries: Entries,
    /// What the timeline is narrowed to.
    pub filter: Filter,
    /// The timeline.
    pub timeline: Timeline,
    /// The subject selected in it.
    pub subject: Option<Arc<Subject>>,
    /// The ledger of that subject.
    pub ledger: LedgerPane,
    /// Which of the two takes the keys.
    pub focus: Focus,
    /// Views over them, the topmost last.
    pub views: Vec<View>,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// Whether the mouse is the program's rather than the terminal's.
    pub mouse: bool,
    /// Whether anything has been pressed or clicked yet.
    pub touched: bool,
    /// Status message, cleared by the next key.
    pub notice: Option<String>,
    /// What is marked.
    pub marks: Marks,
    /// Queries that led somewhere, the latest last.
    pub queries: Vec<String>,
    /// Whether marks and queries are saved, to outlive the program.
    pub saves: bool,
    /// The entry selected when the program was left the last time, until it has been read.
    pub left_at: Option<Marked>,
    /// Places to go back and forward to.
    pub history: History,
    /// The jobs that run beside the workbench.
    pub jobs: Jobs,
    /// The job that reads a record's row, and the record.
    pub row: Option<(JobId, RecordId)>,
    /// How far opening had come when it was stopped, if it was.
    pub stopped: Option<Progress>,
    /// Why marks and queries could not be saved the last time, if they could not.
    pub unsaved: Option<String>,
}

impl State {
    /// The start: the latest entry selected. Text is read where any is attached.
    pub fn new(workspace: &Workspace, settings: Settings) -> Self {
        let settings = Settings { text: workspace.corpus.has_text(), ..settings };
        let entries = Entries::new(workspace, order(workspace));
        let mut state = Self { settings, entries, ..Self::default() };
        state.look(workspace);
        state
    }

    /// What panes look at.
    pub fn cx<'a>(&'a self, workspace: &'a Workspace) -> Cx<'a> {
        cx!(self, workspace)
    }

    /// The number of the selected entry; `None` only in an empty timeline.
    pub fn selected(&self) -> Option<u32> {
        self.entries.shown.get(self.timeline.list.cursor).copied()
    }

    /// The selected entry.
    pub fn entry(&self, workspace: &Workspace) -> Option<Entry> {
        self.selected().map(|number| workspace.entry(number))
    }

    /// Selects an entry in the timeline; `false` if it is not shown.
    pub fn select(&mut self, workspace: &Workspace, entry: u32) -> bool {
        let Some(at) = self.entries.position(workspace, entry) else { return false };
        self.timeline.list.cursor = at;
        true
    }

    /// Shows these entries; keeps the selection if it is among them.
    pub fn show(&mut self, workspace: &Workspace, shown: Arc<[u32]>) {
        let selected = self.selected();
        self.entries.show(workspace, shown);
        self.timeline.list.cursor = 0;
        if let Some(entry) = selected {
            self.select(workspace, entry);
        }
    }

    /// Shows all entries.
    pub fn show_all(&mut self, workspace: &Workspace) {
        self.show(workspace, Arc::clone(&self.entries.all));
    }

    /// Looks at the selected entry, unless it is looked at already. Gives whether it was another one.
    pub fn look(&mut self, workspace: &Workspace) -> bool {
        let entry = self.entry(workspace);
        // Two files can hold records of one key.
        let record = if let Some(Entry::Record(id)) = entry { Some(id) } else { None };
        let key = entry.map(|entry| workspace.key(entry));
        if self.subject.as_ref().map(|subject| (subject.key(), subject.record())) == key.as_ref().map(|k| (k, record)) {
            return false;
        }
        self.subject = entry.map(|entry| Arc::new(Subject::entry(workspace, entry)));
        true
    }

    /// The pane that keys are for if no overlay is open.
    pub fn pane(&self) -> &dyn Pane {
        match (self.views.last(), self.focus) {
            (Some(view), _) => view.pane(),
            (None, Focus::Timeline) => &self.timeline,
            (None, Focus::Ledger) => &self.ledger,
        }
    }

    /// Changes that pane; the rest of the state is there to look at.
    pub fn with_pane<T>(&mut self, workspace: &Workspace, change: impl FnOnce(&mut dyn Pane, &Cx) -> T) -> T {
        let pane: &mut dyn Pane = match (self.views.last_mut(), self.focus) {
            (Some(view), _) => view.pane_mut(),
            (None, Focus::Timeline) => &mut self.timeline,
            (None, Focus::Ledger) => &mut self.ledger,
        };
        change(pane, &cx!(self, workspace))
    }

    /// The subject that the pane is about.
    pub fn current<'a>(&'a self, workspace: &'a Workspace) -> Option<&'a Arc<Subject>> {
        self.pane().subject(&self.cx(workspace))
    }

    /// The record that the pane is about, if it is about one.
    pub fn current_record(&self, workspace: &Workspace) -> Option<RecordId> {
        self.current(workspace).and_then(|subject| subject.record())
    }

    /// The record whose row is to be read next: of the pane's subject, or of the selection.
    pub fn unread(&self, workspace: &Workspace) -> Option<RecordId> {
        let of_pane = self.current(workspace).and_then(|subject| subject.unread());
        of_pane.or_else(|| self.subject.as_ref().and_then(|subject| subject.unread()))
    }

    /// Where keys go.
    pub fn context(&self) -> Context {
        self.overlay.as_ref().map_or_else(|| self.beneath(), |overlay| overlay.over().context())
    }

    /// Where keys would go if no overlay were open.
    pub fn beneath(&self) -> Context {
        self.pane().context()
    }

    /// The finder, if it is open.
    pub fn finder(&self) -> Option<&Finder> {
        match &self.overlay {
            Some(Overlay::Finder(finder)) => Some(finder),
            _ => None,
        }
    }

    /// The same, to change.
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

    /// Whether the list of facets is open.
    pub fn has_facets(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Facets(_)))
    }

    /// The present place, to come back to.
    pub fn place(&self) -> Place {
        Place {
            entry: self.subject.as_ref().map(|subject| subject.key().clone()),
            number: self.selected(),
            timeline: self.timeline.list,
            filter: self.filter.text.clone(),
            ledger: self.ledger,
            focus: self.focus,
            views: self.views.clone(),
        }
    }

    /// Has a change saved, where anything is saved.
    pub fn save(&mut self, change: Change) -> Option<Effect> {
        self.saves.then(|| self.jobs.start(Job::Save(change)).1)
    }

    /// The view to restore the next time; `of` names what is open.
    pub fn left(&self, of: &str) -> SavedView {
        // A record looked at in a view over the timeline is what one was at.
        let viewed = self.views.iter().rev().find_map(|view| match view {
            View::Reader(reader) => reader.trail.as_ref(),
            View::Compare(compare) => Some(&compare.subject),
            _ => None,
        });
        let at = viewed.filter(|subject| subject.record().is_some()).or(self.subject.as_ref());
        // Left before the place of the last time had been read, and without having gone anywhere.
        let waited = self.left_at.clone().filter(|_| self.timeline.list.cursor == 0 && self.views.is_empty());
        let here = || {
            let subject = at?;
            let label = brief(subject.title());
            Some(Marked { key: subject.key().clone(), trail: None, label, on: None })
        };
        SavedView {
            of: of.to_owned(),
            at: waited.or_else(here).map(|marked| marked.bookmark()),
            filter: self.filter.text.clone(),
            zoom: self.settings.zoom.word().to_owned(),
            text: self.settings.text,
        }
    }

    /// Finds everything again by its key in a workspace that takes the place of `old`, whose entries stand in `order`.
    pub fn rebase(&mut self, old: &Workspace, new: &Workspace, order: Arc<[u32]>) {
        let subject = self.subject.take();
        self.entries = Entries::new(new, order);
        self.subject = subject.as_ref().and_then(|subject| subject.rebased(new)).map(Arc::new);
        self.timeline.list.cursor = 0;
        if let Some(entry) = self.subject.as_ref().and_then(|subject| new.find(subject.key())) {
            self.select(new, new.number(entry));
        }
        self.views.retain_mut(|view| view.pane_mut().rebase(old, new));
        self.history.rebase(old, new);
        self.marks.rebase(new);
        if self.look(new) {
            self.ledger = self.ledger.anew();
        }
    }
}
