//! Places to come back to, as a browser keeps them.
//!
//! Knows what a place is made of; going there is for `navigate`.

use super::panes::View;
use super::panes::ledger::LedgerPane;
use super::settings::Focus;
use crate::model::{Key, Workspace};
use crate::ui::list::List;

/// A place one can come back to.
#[derive(Debug, Clone)]
pub struct Place {
    /// The entry selected in the timeline.
    pub entry: Option<Key>,
    /// The number it had: where to look for it first.
    pub number: Option<u32>,
    /// Selection and scroll there, as long as it shows the same.
    pub timeline: List,
    /// The filter it had.
    pub filter: String,
    /// Selection in the ledger.
    pub ledger: LedgerPane,
    /// Which pane took the keys.
    pub focus: Focus,
    /// Views over it.
    pub views: Vec<View>,
}

/// Places left by jumps, and those gone back from.
#[derive(Debug, Clone, Default)]
pub struct History {
    past: Vec<Place>,
    future: Vec<Place>,
}

/// Maximum number of places to go back to.
const MOST: usize = 500;

impl History {
    /// Keeps a place that is left by a jump.
    pub fn leave(&mut self, place: Place) {
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(place);
        self.future.clear();
    }

    /// The place to go back to (or forward to), in exchange for the present one.
    pub fn travel(&mut self, back: bool, here: Place) -> Option<Place> {
        let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        let place = from.pop()?;
        to.push(here);
        Some(place)
    }

    /// Whether there is a place to go back to.
    pub fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a place to go forward to.
    pub fn has_future(&self) -> bool {
        !self.future.is_empty()
    }

    /// The place left last.
    pub fn last(&self) -> Option<&Place> {
        self.past.last()
    }

    /// Finds every place again in a workspace that takes the place of another; views that are gone are left out.
    pub fn rebase(&mut self, old: &Workspace, new: &Workspace) {
        for place in self.past.iter_mut().chain(&mut self.future) {
            place.views.retain_mut(|view| view.pane_mut().rebase(old, new));
        }
    }
}
