//! Everything the workbench is in.

use super::compare::Compare;
use super::detail::{Detail, Item, items};
use super::finder::Finder;
use super::list::List;
use super::reader::Reader;
use super::timeline::Timeline;
use crate::keymap::Context;
use crate::model::Corpus;
use crate::model::ledger::Ledger;

/// Which of the two panes takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The timeline.
    #[default]
    Timeline,
    /// The ledger.
    Ledger,
}

/// What stands over the two panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// An article.
    Reader(Reader),
    /// Sources side by side.
    Compare(Compare),
}

/// A place one can come back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Selection in the timeline.
    pub timeline: List,
    /// Selection in the ledger.
    pub detail: Detail,
    /// Pane.
    pub focus: Focus,
    /// Views over it.
    pub views: Vec<View>,
}

/// The state. Built from a corpus, changed by [`update`](super::update::update) only.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The timeline.
    pub timeline: Timeline,
    /// The ledger of the selected incident.
    pub detail: Detail,
    /// Which pane takes the keys.
    pub focus: Focus,
    /// Views over the panes, the topmost last.
    pub views: Vec<View>,
    /// The finder, while it is open.
    pub finder: Option<Finder>,
    /// The list of keys, while it is open.
    pub help: Option<List>,
    /// Whether attached text is read rather than digests.
    pub text: bool,
    /// A word to the user, until the next key.
    pub notice: Option<String>,
    /// Places left by jumps, the latest last.
    pub past: Vec<Place>,
    /// Places gone back from, the latest last.
    pub future: Vec<Place>,
}

/// What the screen's layout makes of the state: lines and heights. Worked out by the views, applied here.
#[derive(Debug, Clone, Default)]
pub struct Sizes {
    /// Rows of the timeline.
    pub timeline: usize,
    /// Whether the ledger is a list.
    pub stacked: bool,
    /// Lines of the ledger pane: first and last line of each item, all lines, lines in sight.
    pub detail: Lines,
    /// The same of the reader, by passage.
    pub reader: Lines,
    /// Columns in sight, of how many, and lines.
    pub compare: (usize, usize, usize),
    /// Hits in sight.
    pub finder: usize,
    /// Lines of help, and those in sight.
    pub help: (usize, usize),
}

/// Lines that items take in a pane.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// First and last line of each item.
    pub items: Vec<(usize, usize)>,
    /// All lines.
    pub all: usize,
    /// Lines in sight.
    pub height: usize,
}

impl Lines {
    /// Keeps the item under the cursor in sight; the first item brings what stands above it.
    fn fit(&self, list: &mut List) {
        let (first, last) = self.items.get(list.cursor).copied().unwrap_or((0, 0));
        let first = if list.cursor == 0 { 0 } else { first };
        // An item taller than the pane is read by paging; its beginning is what counts.
        let last = if last - first >= self.height { first + self.height.saturating_sub(1) } else { last };
        list.show(first, last, self.all, self.height);
    }
}

impl State {
    /// The start: the latest incident selected. Text is read where any is attached.
    pub fn new(corpus: &Corpus, size: (u16, u16)) -> Self {
        let text = corpus.passages().any(|(_, p)| p.text.is_some());
        Self { size, timeline: Timeline::new(corpus), text, ..Self::default() }
    }

    /// Where keys go.
    pub fn context(&self) -> Context {
        match (&self.help, &self.finder, self.views.last(), self.focus) {
            (Some(_), ..) => Context::Help,
            (_, Some(_), ..) => Context::Finder,
            (_, _, Some(View::Reader(_)), _) => Context::Reader,
            (_, _, Some(View::Compare(_)), _) => Context::Compare,
            (_, _, None, Focus::Timeline) => Context::Timeline,
            (_, _, None, Focus::Ledger) => Context::Ledger,
        }
    }

    /// The ledger of the selected incident.
    pub fn ledger(&self, corpus: &Corpus) -> Option<Ledger> {
        self.timeline.selected().map(|incident| Ledger::of(corpus, incident))
    }

    /// The ledger of the selected incident, and what can be selected in it.
    pub fn ledger_items(&self, corpus: &Corpus) -> Option<(Ledger, Vec<Item>)> {
        let ledger = self.ledger(corpus)?;
        let items = items(corpus, &ledger);
        Some((ledger, items))
    }

    /// This place, to come back to.
    pub fn place(&self) -> Place {
        Place { timeline: self.timeline.list, detail: self.detail, focus: self.focus, views: self.views.clone() }
    }

    /// Goes to a place.
    pub fn go_to(&mut self, place: Place) {
        self.timeline.list = place.timeline;
        self.detail = place.detail;
        self.focus = place.focus;
        self.views = place.views;
    }

    /// Applies what the layout made of the state.
    pub fn fit(&mut self, sizes: &Sizes) {
        self.timeline.fit(sizes.timeline);
        self.detail.stacked = sizes.stacked;
        sizes.detail.fit(&mut self.detail.list);
        match self.views.last_mut() {
            Some(View::Reader(reader)) => sizes.reader.fit(&mut reader.list),
            Some(View::Compare(compare)) => compare.fit(sizes.compare.0, sizes.compare.1, sizes.compare.2),
            None => {}
        }
        if let Some(finder) = &mut self.finder {
            let (at, len) = (finder.list.cursor, finder.hits.len());
            finder.list.show(at, at, len, sizes.finder);
        }
        if let Some(help) = &mut self.help {
            let (all, height) = sizes.help;
            help.height = height;
            help.offset = help.offset.min(all.saturating_sub(height));
        }
    }
}
