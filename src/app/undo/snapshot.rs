//! What the view shows, to compare it before and after a message and to put it back.
//!
//! Pure values; restores nothing.

use crate::app::entries::arrange::{Arrangement, EntryGroup};
use crate::app::settings::Settings;

/// What the view shows: the filter, the order, the folded groups, the display settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewSnapshot {
    /// The filter's query.
    pub filter: String,
    /// The parts of the filter that are switched off.
    pub off: Vec<String>,
    /// The order of the timeline, and which entries are listed.
    pub arrangement: Arrangement,
    /// The folded groups.
    pub folded: Vec<EntryGroup>,
    /// The display settings, without the size of the screen.
    pub settings: Settings,
}

impl ViewSnapshot {
    /// This view with the parts that differ between `from` and `to` as they are in `to`.
    #[must_use]
    pub fn with_changed(mut self, from: &Self, to: &Self) -> Self {
        if (&from.filter, &from.off) != (&to.filter, &to.off) {
            self.filter.clone_from(&to.filter);
            self.off.clone_from(&to.off);
        }
        if from.arrangement != to.arrangement {
            self.arrangement = to.arrangement;
        }
        if from.folded != to.folded {
            self.folded.clone_from(&to.folded);
        }
        self.settings = with_changed(self.settings, &from.settings, &to.settings);
        self
    }
}

/// The settings `present`, with those that differ between `from` and `to` as they are in `to`. Those of the layout are one.
fn with_changed(present: Settings, from: &Settings, to: &Settings) -> Settings {
    let mut changed = if layout(from) == layout(to) { present } else { *to };
    (changed.theme, changed.colours) =
        if from.theme == to.theme { (present.theme, present.colours) } else { (to.theme, to.colours) };
    changed.zoom = if from.zoom == to.zoom { present.zoom } else { to.zoom };
    changed.text = if from.text == to.text { present.text } else { to.text };
    changed.drafts = if from.drafts == to.drafts { present.drafts } else { to.drafts };
    changed.matrix = if from.matrix == to.matrix { present.matrix } else { to.matrix };
    changed
}

/// The settings without those that are changed one by one: the layout of the panes.
pub fn layout(settings: &Settings) -> Settings {
    Settings { split: settings.split, ..Settings::default() }
}
