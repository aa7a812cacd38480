//! The whole program without a terminal: corpus, index, state and screen.
//!
//! The runtime, the tests, the benchmarks and `--print` all step this one session, so what is tested is what
//! runs. It knows no terminal, no clock and no files.

use std::sync::{Arc, OnceLock};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::finder::MOST_HITS;
use crate::app::msg::Pointed;
use crate::app::update::update;
use crate::app::{Effect, Msg, State};
use crate::headless::words::count;
use crate::load::Loaded;
use crate::load::diagnostic::Severity;
use crate::model::Corpus;
use crate::search::engine::search;
use crate::search::{Answer, Index, Query};
use crate::ui::theme::Theme;
use crate::ui::{self, Ctx};

/// Answers the finder's questions.
#[derive(Debug, Clone)]
pub struct Seeker {
    corpus: Arc<Corpus>,
    index: Arc<OnceLock<Index>>,
}

impl Seeker {
    /// Prepares the corpus for looking up, once; the first question would otherwise wait for it.
    pub fn prepare(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.corpus))
    }

    /// The answer; `None` if `stale` says that nobody waits for it any more.
    pub fn seek(&self, query: &str, stale: &dyn Fn() -> bool) -> Option<Answer> {
        search(&self.corpus, self.prepare(), &Query::parse(query), MOST_HITS, stale)
    }
}

/// A running workbench.
pub struct Session {
    corpus: Arc<Corpus>,
    index: Arc<OnceLock<Index>>,
    state: State,
    theme: Theme,
}

impl Session {
    /// Opens what was loaded on a screen of `size` columns and rows.
    pub fn new(loaded: Loaded, size: (u16, u16), theme: Theme) -> Self {
        let Loaded { corpus, report } = loaded;
        let mut state = State::new(&corpus, size);
        let errors = report.count(Severity::Error);
        if errors > 0 {
            let first = report.sorted().into_iter().find(|m| m.spot.is_none() && m.severity == Severity::Error);
            state.notice = Some(match first {
                Some(about_file) => about_file.message.clone(),
                None => format!("{}; `parallax check` lists them", count(errors, "mistake")),
            });
        }
        let mut session = Self { index: Arc::default(), corpus: Arc::new(corpus), state, theme };
        session.fit();
        session
    }

    /// Takes in one fact.
    pub fn step(&mut self, msg: &Msg) -> Effect {
        let effect = update(&mut self.state, &self.corpus, msg);
        self.fit();
        effect
    }

    /// Takes in one fact, and answers at once what it makes the finder ask: for whoever has no other thread.
    pub fn step_through(&mut self, msg: &Msg) -> Effect {
        match self.step(msg) {
            Effect::Search(generation, query) => {
                let answer = self.seeker().seek(&query, &|| false).unwrap_or_default();
                self.step(&Msg::Found(generation, answer))
            }
            effect => effect,
        }
    }

    /// What answers the finder's questions; can be given to another thread.
    pub fn seeker(&self) -> Seeker {
        Seeker { corpus: Arc::clone(&self.corpus), index: Arc::clone(&self.index) }
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

    /// The state, to look at.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The corpus, to look at.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    fn ctx(&self) -> Ctx<'_> {
        Ctx { corpus: &self.corpus, theme: self.theme }
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
