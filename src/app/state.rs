//! Everything the workbench is in.

use std::sync::Arc;

use super::compare::Compare;
use super::detail::{Detail, Item, items};
use super::filter::{Facets, Filter};
use super::finder::Finder;
use super::job::{JobId, Jobs, Progress};
use super::list::List;
use super::marks::Marked;
use super::palette::Palette;
pub use super::place::{Here, Mark, Place, Zoom};
use super::reader::Reader;
use super::timeline::{Timeline, order};
use crate::keymap::Context;
use crate::model::ledger::Ledger;
use crate::model::{ArticleId, Corpus, Entry, IncidentId, QuoteId, RecordId, Sight, Workspace};
use crate::present::citation::Cited;
use crate::saved_state::Bookmark;

/// Which of the two panes takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The timeline.
    #[default]
    Timeline,
    /// The ledger.
    Ledger,
}

/// What stands over the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// An article.
    Reader(Reader),
    /// Sources side by side.
    Compare(Compare),
    /// All quotations.
    Quotes(List),
    /// All articles.
    Articles(List),
    /// What was marked.
    Marks(List),
    /// The incidents that a passage tells of, to choose from.
    Told(List, Vec<IncidentId>),
}

impl View {
    /// The record that the view is about, if it is about one.
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Self::Reader(reader) => reader.record,
            Self::Compare(view) => view.record,
            _ => None,
        }
    }
}

/// The state. Built from a corpus, changed by [`update`](super::update::update) only.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The timeline.
    pub timeline: Timeline,
    /// What the timeline is narrowed to.
    pub filter: Filter,
    /// The selected record as a corpus of its own, if a record is selected.
    pub sight: Option<Arc<Sight>>,
    /// The jobs that run beside the workbench.
    pub jobs: Jobs,
    /// The job that reads a record's row, and the record.
    pub row: Option<(JobId, RecordId)>,
    /// How far opening had come when it was stopped, if it was.
    pub stopped: Option<Progress>,
    /// Why marks and queries could not be saved the last time, if they could not.
    pub unsaved: Option<String>,
    /// The ledger of the selected incident.
    pub detail: Detail,
    /// Which pane takes the keys.
    pub focus: Focus,
    /// Views over the panes, the topmost last.
    pub views: Vec<View>,
    /// The finder, while it is open.
    pub finder: Option<Finder>,
    /// The list of what the timeline can be narrowed to, while it is open.
    pub facets: Option<Facets>,
    /// The palette, while it is open.
    pub palette: Option<Palette>,
    /// The list of keys, while it is open.
    pub help: Option<List>,
    /// The unit of the strip.
    pub zoom: Zoom,
    /// Whether attached text is read rather than digests.
    pub text: bool,
    /// Whether the mouse is the program's rather than the terminal's.
    pub mouse: bool,
    /// Whether anything has been pressed or clicked yet.
    pub touched: bool,
    /// A word to the user, until the next key.
    pub notice: Option<String>,
    /// What was marked, in that order.
    pub marks: Vec<Marked>,
    /// Whether marks and queries are saved, to outlive the program.
    pub remembers: bool,
    /// Where one was the last time, until that has been read.
    pub left_at: Option<Bookmark>,
    /// Queries that led somewhere, the latest last.
    pub queries: Vec<String>,
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
    /// Values of a facet in sight.
    pub facets: usize,
    /// Whether the ledger is a list.
    pub stacked: bool,
    /// Lines of the ledger pane.
    pub detail: Lines,
    /// The same of the view on top, where its items are lines.
    pub view: Lines,
    /// Columns in sight, lines in sight, and the most lines that any of the columns goes on below its start.
    pub compare: (usize, usize, usize),
    /// Hits or actions in sight.
    pub overlay: usize,
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
    pub fn new(library: &Workspace, size: (u16, u16)) -> Self {
        let text = library.corpus.has_text();
        let mut state = Self { size, timeline: Timeline::new(library, order(library)), text, ..Self::default() };
        state.look(library);
        state
    }

    /// The entry selected in the timeline.
    pub fn entry(&self, library: &Workspace) -> Option<Entry> {
        self.timeline.selected().map(|number| library.entry(number))
    }

    /// The corpus that the topmost view is about: that of the record looked at, or the one that is open.
    pub fn corpus<'c>(&'c self, library: &'c Workspace) -> &'c Corpus {
        let record = self.about_record(library);
        let sight = self.sight.as_deref().filter(|s| record == Some(s.record));
        sight.map_or(&*library.corpus, |s| &s.corpus)
    }

    /// The record that the topmost view, or the selection, is about.
    pub fn about_record(&self, library: &Workspace) -> Option<RecordId> {
        self.views.last().map_or_else(|| self.record(library), View::record)
    }

    /// The same, to hold on to while the state changes.
    pub fn here(&self, library: &Workspace) -> Here {
        let main = std::ptr::eq(self.corpus(library), &raw const *library.corpus);
        let sight = if main { None } else { self.sight.clone() };
        Here { sight, corpus: Arc::clone(&library.corpus) }
    }

    /// The selected record, if a record is selected.
    pub fn record(&self, library: &Workspace) -> Option<RecordId> {
        match self.entry(library) {
            Some(Entry::Record(record)) => Some(record),
            _ => None,
        }
    }

    /// The selected incident, in the corpus that it is in: a record is the only one of its own.
    pub fn incident(&self, library: &Workspace) -> Option<IncidentId> {
        self.entry(library).map(|entry| match entry {
            Entry::Incident(id) => id,
            Entry::Record(_) => Sight::incident(),
        })
    }

    /// Looks at the selected record as far as its numbers go, unless it is looked at already.
    pub fn look(&mut self, library: &Workspace) {
        // A view over a record keeps that record, whatever becomes of the timeline beneath it.
        let viewed = self.views.iter().rev().find_map(View::record);
        let record = viewed.or_else(|| self.record(library));
        if self.sight.as_ref().map(|s| s.record) != record {
            self.sight = record.map(|r| Arc::new(Sight::new(library.set(r), r, None)));
        }
    }

    /// Where keys go.
    pub fn context(&self) -> Context {
        match (&self.help, &self.palette, &self.finder, &self.facets) {
            (Some(_), ..) => Context::Help,
            (_, Some(_), ..) => Context::Palette,
            (_, _, Some(_), _) => Context::Finder,
            (.., Some(_)) => Context::Filter,
            (None, None, None, None) => self.beneath(),
        }
    }

    /// Where keys would go if nothing lay over the view.
    pub fn beneath(&self) -> Context {
        match (self.views.last(), self.focus) {
            (Some(View::Reader(_)), _) => Context::Reader,
            (Some(View::Compare(_)), _) => Context::Compare,
            (Some(View::Quotes(_) | View::Articles(_) | View::Marks(_) | View::Told(..)), _) => Context::List,
            (None, Focus::Timeline) => Context::Timeline,
            (None, Focus::Ledger) => Context::Ledger,
        }
    }

    /// The incident on which the topmost view is.
    pub fn current(&self, library: &Workspace) -> Option<IncidentId> {
        match self.views.last() {
            Some(View::Reader(reader)) => reader.incident,
            Some(View::Compare(view)) => Some(view.incident),
            Some(View::Quotes(_) | View::Articles(_) | View::Marks(_) | View::Told(..)) => None,
            None => self.incident(library),
        }
    }

    /// What is under the cursor, as something to cite.
    pub fn cited(&self, library: &Workspace) -> Option<Cited> {
        let corpus = self.corpus(library);
        match self.views.last() {
            Some(View::Reader(reader)) => Some(Cited::Passage(reader.passage(corpus))),
            Some(View::Quotes(list)) => self.quotes(library).get(list.cursor).map(|&quote| Cited::Quote(quote)),
            Some(View::Compare(view)) => {
                let ledger = Ledger::of(corpus, view.incident);
                let column = ledger.columns.iter().position(|c| Some(c.article) == view.selected())?;
                ledger.rows.get(view.row)?.cells[column].first().map(|&claim| Cited::Claim(claim))
            }
            Some(View::Articles(_) | View::Marks(_) | View::Told(..)) => None,
            None if self.focus == Focus::Timeline => None,
            None => {
                let (ledger, items) = self.ledger_items(library)?;
                match self.detail.selected(&items)? {
                    Item::Citation(passage) => Some(Cited::Passage(passage)),
                    Item::Cell(_, _, claim) => Some(Cited::Claim(claim)),
                    Item::Quote(quote) => Some(Cited::Quote(quote)),
                    Item::Relation(at) => {
                        Some(Cited::Passage(corpus.incident(ledger.incident).relations.get(at)?.passage))
                    }
                    Item::Note(_) => None,
                }
            }
        }
    }

    /// The article at the cursor of the list of articles.
    pub fn listed_article(&self, library: &Workspace) -> Option<ArticleId> {
        match self.views.last() {
            Some(View::Articles(list)) => self.articles(library).get(list.cursor).copied(),
            _ => None,
        }
    }

    /// Whether the timeline shows an incident.
    fn shows(&self, library: &Workspace, incident: IncidentId) -> bool {
        self.timeline.shows(library, library.number(Entry::Incident(incident)))
    }

    /// The quotations listed: under a filter those about incidents that it lets through.
    pub fn quotes(&self, library: &Workspace) -> Vec<QuoteId> {
        let all = library.corpus.quotes();
        if !self.filter.is_on() {
            return all.map(|(id, _)| id).collect();
        }
        all.filter(|(_, q)| q.incidents.iter().any(|&i| self.shows(library, i))).map(|(id, _)| id).collect()
    }

    /// The articles listed: under a filter those that tell of incidents that it lets through.
    pub fn articles(&self, library: &Workspace) -> Vec<ArticleId> {
        let corpus = &library.corpus;
        let tells = |article: ArticleId| {
            let accounts = corpus.article(article).passages.ids().flat_map(|p| corpus.accounts_of(p));
            accounts.map(|&a| corpus.account(a).incident).any(|i| self.shows(library, i))
        };
        corpus.articles().map(|(id, _)| id).filter(|&id| !self.filter.is_on() || tells(id)).collect()
    }

    /// The ledger of the selected incident.
    pub fn ledger(&self, library: &Workspace) -> Option<Ledger> {
        self.incident(library).map(|incident| Ledger::of(self.corpus(library), incident))
    }

    /// The ledger of the selected incident, and what can be selected in it.
    pub fn ledger_items(&self, library: &Workspace) -> Option<(Ledger, Vec<Item>)> {
        let ledger = self.ledger(library)?;
        let items = items(self.corpus(library), &ledger);
        Some((ledger, items))
    }

    /// This place, to come back to.
    pub fn place(&self) -> Place {
        Place {
            entry: self.timeline.selected(),
            timeline: self.timeline.list,
            filter: self.filter.text.clone(),
            sight: self.sight.clone(),
            detail: self.detail,
            focus: self.focus,
            views: self.views.clone(),
        }
    }

    /// Goes to a place. The filter it had is asked for again by who calls this.
    pub fn go_to(&mut self, library: &Workspace, place: Place) {
        self.timeline.list = place.timeline;
        if self.timeline.selected() != place.entry
            && let Some(entry) = place.entry
            && !self.timeline.select(library, entry)
        {
            self.timeline.show_all(library);
            self.timeline.select(library, entry);
        }
        self.sight = place.sight;
        self.detail = place.detail;
        self.focus = place.focus;
        self.views = place.views;
        self.look(library);
    }

    /// Applies what the layout made of the state.
    pub fn fit(&mut self, sizes: &Sizes) {
        self.timeline.fit(sizes.timeline);
        self.detail.stacked = sizes.stacked;
        sizes.detail.fit(&mut self.detail.list);
        match self.views.last_mut() {
            Some(View::Reader(reader)) => sizes.view.fit(&mut reader.list),
            Some(View::Quotes(list) | View::Articles(list) | View::Marks(list) | View::Told(list, _)) => {
                sizes.view.fit(list);
            }
            Some(View::Compare(compare)) => compare.fit(sizes.compare.0, sizes.compare.1, sizes.compare.2),
            None => {}
        }
        if let Some(finder) = &mut self.finder {
            let (at, len) = (finder.list.cursor, finder.answer.hits.len());
            finder.list.show(at, at, len, sizes.overlay);
        }
        if let Some(facets) = &mut self.facets {
            let (at, len) = (facets.list.cursor, facets.values.len());
            facets.list.show(at, at, len, sizes.facets);
        }
        if let Some(palette) = &mut self.palette {
            let (at, len) = (palette.list.cursor, palette.len());
            palette.list.show(at, at, len, sizes.overlay);
        }
        if let Some(help) = &mut self.help {
            let (all, height) = sizes.help;
            help.height = height;
            help.offset = help.offset.min(all.saturating_sub(height));
        }
    }
}
