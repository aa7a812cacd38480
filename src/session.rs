//! The whole program without a terminal: what is open, its index, state and screen.
//!
//! The runtime, the tests, the benchmarks and `--print` all step this one session, so what is tested is what
//! runs. It knows no terminal and no clock, and of files only the rows of records that are looked at.

use std::sync::{Arc, Mutex, PoisonError};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::filter::SharedFilterResult;
use crate::app::finder::MOST_HITS;
use crate::app::msg::Pointed;
use crate::app::state::Reading;
use crate::app::update::update;
use crate::app::{Effect, Msg, State};
use crate::datasets::SetFile;
use crate::diagnostic::Severity;
use crate::load::Loaded;
use crate::model::{Corpus, Workspace};
use crate::present::words::count;
use crate::saved_state::SavedView;
use crate::search::engine::Stale;
use crate::search::filter_result::survey;
use crate::search::workspace::{WorkspaceIndex, search};
use crate::search::{Answer, Query};
use crate::ui::theme::Theme;
use crate::ui::{self, Ctx};

/// What is open just now, and what has been prepared of it for looking up.
#[derive(Debug, Default)]
struct Now {
    library: Arc<Workspace>,
    order: Arc<[u32]>,
    prepared: Option<Arc<WorkspaceIndex>>,
    /// Whether that is of this library, or of what it has grown from.
    fresh: bool,
}

/// Answers questions about what is open: the finder's, and what a filter lets through.
#[derive(Debug, Clone, Default)]
pub struct SearchService(Arc<Mutex<Now>>);

impl SearchService {
    fn now(&self) -> std::sync::MutexGuard<'_, Now> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn grow(&self, library: &Arc<Workspace>, order: &Arc<[u32]>) {
        let mut now = self.now();
        (now.library, now.order, now.fresh) = (Arc::clone(library), Arc::clone(order), false);
    }

    /// Prepares what is open for looking up, once; the first question would otherwise wait for it.
    pub fn prepare(&self) -> (Arc<Workspace>, Arc<[u32]>, Arc<WorkspaceIndex>) {
        let (library, order, before) = {
            let now = self.now();
            if let (true, Some(prepared)) = (now.fresh, &now.prepared) {
                return (Arc::clone(&now.library), Arc::clone(&now.order), Arc::clone(prepared));
            }
            (Arc::clone(&now.library), Arc::clone(&now.order), now.prepared.clone())
        };
        let prepared = Arc::new(WorkspaceIndex::new(&library, before.as_deref()));
        let mut now = self.now();
        now.fresh = Arc::ptr_eq(&now.library, &library);
        now.prepared = Some(Arc::clone(&prepared));
        (library, order, prepared)
    }

    /// The answer; `None` if `stale` says that nobody waits for it any more.
    pub fn seek(&self, query: &str, stale: Stale<'_>) -> Option<Answer> {
        let (library, _, prepared) = self.prepare();
        search(&library, &prepared, &Query::parse(query), MOST_HITS, stale)
    }

    /// What a filter lets through, with facets if they are `wanted`.
    pub fn survey(&self, filter: &str, wanted: bool, stale: Stale<'_>) -> Option<SharedFilterResult> {
        let (library, order, prepared) = self.prepare();
        survey(&library, &prepared, &order, &Query::parse(filter), wanted, stale).map(Arc::new)
    }
}

/// A running workbench.
pub struct Session {
    library: Arc<Workspace>,
    files: Vec<Arc<SetFile>>,
    seeker: SearchService,
    state: State,
    theme: Theme,
}

impl Session {
    /// Opens what was loaded on a screen of `size` columns and rows.
    pub fn new(loaded: Loaded, size: (u16, u16), theme: Theme) -> Self {
        let Loaded { library, files, report } = loaded;
        let mut state = State::new(&library, size);
        let errors = report.count(Severity::Error);
        if errors > 0 {
            let whole = |m: &&crate::diagnostic::Diagnostic| report.place(m).is_none();
            let first = report.sorted().into_iter().filter(whole).find(|m| m.severity == Severity::Error);
            state.notice = Some(match first {
                Some(about_file) => about_file.message.clone(),
                None => format!("{}; `parallax check` lists them", count(errors, "mistake")),
            });
        }
        let library = Arc::new(library);
        let seeker = SearchService::default();
        seeker.grow(&library, &state.timeline.all);
        let mut session = Self { library, files, seeker, state, theme };
        session.look();
        session.fit();
        session
    }

    /// Takes in one fact.
    pub fn step(&mut self, msg: &Msg) -> Effect {
        let effect = update(&mut self.state, &self.library, msg);
        self.fit();
        effect
    }

    /// Takes in that more has been read: what is open now, all entries in their order, and how far reading is.
    pub fn grow(&mut self, library: Arc<Workspace>, order: Arc<[u32]>, reading: Option<Reading>) -> Effect {
        self.seeker.grow(&library, &order);
        self.library = library;
        let _ = self.step(&Msg::Reading(reading));
        self.step(&Msg::Grown(order))
    }

    /// Reads the row of the record that is looked at, unless it has been read. One row of one file; the loop does it
    /// once per burst of events.
    pub fn look(&mut self) {
        let Some((record, false)) = self.state.sight.as_ref().map(|s| (s.record, s.full)) else { return };
        let Some(file) = self.files.get(usize::from(record.set)) else { return };
        let sheet = file.sheet(&self.library.row(record)).map(Box::new).map_err(|error| error.to_string());
        let _ = self.step(&Msg::RecordDetail(record, sheet));
    }

    /// Takes in one fact, and answers at once what it asks: for whoever has no other thread.
    pub fn step_through(&mut self, msg: &Msg) -> Effect {
        let effect = self.step(msg);
        self.answer(effect)
    }

    /// Answers what an effect asks.
    fn answer(&mut self, effect: Effect) -> Effect {
        let effect = match effect {
            Effect::Both(first, second) => {
                let first = self.answer(*first);
                first.and(self.answer(*second))
            }
            Effect::Search(generation, query) => {
                let answer = self.seeker.seek(&query, &|| false).unwrap_or_default();
                self.step_through(&Msg::Found(generation, answer))
            }
            Effect::Filter(number, filter, wanted) => {
                let surveyed = self.seeker.survey(&filter, wanted, &|| false).unwrap_or_default();
                self.step_through(&Msg::Filtered(number, surveyed))
            }
            effect => effect,
        };
        self.look();
        effect
    }

    /// What answers questions; can be given to another thread.
    pub fn seeker(&self) -> SearchService {
        self.seeker.clone()
    }

    /// What lies at a cell of the screen, for the mouse.
    pub fn pointed(&self, column: u16, row: u16) -> Pointed {
        ui::pointed(&self.ctx(), &self.state, Position { x: column, y: row })
    }

    /// Draws the screen; gives where the terminal's cursor belongs.
    pub fn draw(&self, buf: &mut Buffer) -> Option<Position> {
        ui::draw(&self.ctx(), &self.state, buf)
    }

    /// Draws the screen into a buffer of its own.
    pub fn screen(&self) -> Buffer {
        let (columns, rows) = self.state.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
        let _ = self.draw(&mut buf);
        buf
    }

    /// Where one is, to be there again the next time; `of` names what is open.
    pub fn left(&self, of: &str) -> SavedView {
        self.state.left(&self.library, of)
    }

    /// The state, to look at.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The corpus, to look at.
    pub fn corpus(&self) -> &Corpus {
        &self.library.corpus
    }

    /// Everything that is open, to look at.
    pub fn library(&self) -> &Workspace {
        &self.library
    }

    fn ctx(&self) -> Ctx<'_> {
        Ctx { library: &self.library, corpus: self.state.corpus(&self.library), theme: self.theme }
    }

    fn fit(&mut self) {
        let before = self.state.detail.stacked;
        let sizes = ui::sizes(&self.ctx(), &self.state);
        self.state.fit(&sizes);
        // Whether the ledger is a list decides its lines, so a change of form is fitted once more.
        if self.state.detail.stacked != before {
            let again = ui::sizes(&self.ctx(), &self.state);
            self.state.fit(&again);
        }
    }
}
