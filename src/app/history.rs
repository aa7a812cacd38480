//! History of jumps, to go back and forward as in a browser.
//!
//! Knows the state of the screen at each jump; restoring it is for `navigate`.

use super::panes::View;
use super::panes::ledger::LedgerPane;
use super::settings::Focus;
use crate::model::{Key, Workspace};
use crate::ui::list::List;

/// The state of the screen before a jump.
#[derive(Debug, Clone)]
pub struct HistoryItem {
    /// The entry selected in the timeline.
    pub entry: Option<Key>,
    /// Its number at that time, where the search for it begins.
    pub number: Option<u32>,
    /// Selection and scroll of the timeline, valid while the timeline shows the same entries.
    pub timeline: List,
    /// The filter of the timeline.
    pub filter: String,
    /// The parts of the filter that were switched off.
    pub off: Vec<String>,
    /// Selection in the ledger.
    pub ledger: LedgerPane,
    /// The focused pane.
    pub focus: Focus,
    /// The views over the panes.
    pub views: Vec<View>,
}

/// Screens to go back and forward to.
#[derive(Debug, Clone, Default)]
pub struct History {
    past: Vec<HistoryItem>,
    future: Vec<HistoryItem>,
    /// The number of jumps so far, back and forward too.
    jumps: u64,
}

/// Maximum number of jumps to go back.
const MAX_ITEMS: usize = 500;

impl History {
    /// Adds the screen before a jump, and drops the screens to go forward to.
    pub fn push(&mut self, item: HistoryItem) {
        if self.past.len() == MAX_ITEMS {
            self.past.remove(0);
        }
        self.past.push(item);
        self.future.clear();
        self.jumps += 1;
    }

    /// Exchanges the current screen for the one that lies `steps` jumps back (or forward), or as many as there are; `None` if
    /// there is none.
    pub fn travel(&mut self, back: bool, steps: usize, current: HistoryItem) -> Option<HistoryItem> {
        let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        let mut item = from.pop()?;
        to.push(current);
        for _ in 1..steps {
            let Some(next) = from.pop() else { break };
            to.push(std::mem::replace(&mut item, next));
        }
        self.jumps += 1;
        Some(item)
    }

    /// The screens to go back to and those to go forward to, the nearest last.
    pub fn items(&self) -> (&[HistoryItem], &[HistoryItem]) {
        (&self.past, &self.future)
    }

    /// Whether there is a screen to go back to.
    pub fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a screen to go forward to.
    pub fn has_future(&self) -> bool {
        !self.future.is_empty()
    }

    /// The number of jumps so far, back and forward too.
    pub fn jumps(&self) -> u64 {
        self.jumps
    }

    /// The screen before the last jump.
    pub fn last(&self) -> Option<&HistoryItem> {
        self.past.last()
    }

    /// Moves the history to a workspace that replaces `old`. Views whose contents no longer exist are removed.
    pub fn rebase(&mut self, old: &Workspace, new: &Workspace) {
        for item in self.past.iter_mut().chain(&mut self.future) {
            item.views.retain_mut(|view| view.pane_mut().rebase(old, new));
        }
    }
}
