//! What the view shows, to compare it before and after a message and to put it back.
//!
//! Pure values; restores nothing.

use crate::app::entries::arrange::{Arrangement, EntryGroup};
use std::sync::Arc;

use crate::app::settings::Settings;
use crate::app::undo::columns::ComparedColumns;
use crate::saved_state::saved_filter::SavedFilter;

/// What the view shows: the filter, the order, the folded groups, the display settings, the saved filters.
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
    /// The saved filters.
    pub saved_filters: Arc<Vec<SavedFilter>>,
    /// The columns of the comparison, if one is open.
    pub columns: Option<ComparedColumns>,
}

impl ViewSnapshot {
    /// Takes the columns of `before`, unless both views have a comparison of one subject: to open or leave one is no change.
    pub fn drop_opened(&mut self, before: &Self) {
        let both = self.columns.as_ref().zip(before.columns.as_ref());
        if !both.is_some_and(|(now, then)| now.is_of_same(then)) {
            self.columns.clone_from(&before.columns);
        }
    }

    /// Whether it differs from another at most in the widths of the panes.
    pub fn is_resized(&self, other: &Self) -> bool {
        let split = other.settings.split.with_widths_of(self.settings.split);
        *self == Self { settings: Settings { split, ..other.settings }, ..other.clone() }
    }

    /// This view with the parts that differ between `from` and `to` as they are in `to`, as far as they still are as in `from`.
    #[must_use]
    pub fn with_changed(mut self, from: &Self, to: &Self) -> Self {
        if (&self.filter, &self.off) == (&from.filter, &from.off) {
            self.filter.clone_from(&to.filter);
            self.off.clone_from(&to.off);
        }
        self.arrangement = turn(self.arrangement, from.arrangement, to.arrangement);
        if self.folded == from.folded {
            self.folded.clone_from(&to.folded);
        }
        if self.saved_filters == from.saved_filters {
            self.saved_filters = Arc::clone(&to.saved_filters);
        }
        if self.columns == from.columns {
            self.columns.clone_from(&to.columns);
        }
        self.settings = turned(self.settings, &from.settings, &to.settings);
        self
    }
}

/// The settings `now`, with those that still are as in `from` as they are in `to`. The size is the screen's.
fn turned(now: Settings, from: &Settings, to: &Settings) -> Settings {
    let themes = |settings: &Settings| (settings.theme, settings.colours);
    let (theme, colours) = turn(themes(&now), themes(from), themes(to));
    Settings {
        size: now.size,
        theme,
        colours,
        zoom: turn(now.zoom, from.zoom, to.zoom),
        text: turn(now.text, from.text, to.text),
        drafts: turn(now.drafts, from.drafts, to.drafts),
        matrix: turn(now.matrix, from.matrix, to.matrix),
        split: turn(now.split, from.split, to.split),
        keeps_decisions: now.keeps_decisions,
        orders_letters: now.orders_letters,
    }
}

fn turn<T: Copy + PartialEq>(now: T, from: T, to: T) -> T {
    if now == from { to } else { now }
}
