//! The whole program without a terminal: workspace, index, state and screen.
//!
//! The runtime, the tests, the benchmarks and `--print` all step this one session, so tests cover what
//! runs. It says what a job does, not where it runs; it knows no terminal, no threads and no clock, and of files only the
//! rows of records that are looked at.

use std::collections::VecDeque;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::draw::{draw, fit};
use crate::app::effect::{Effect, Effects};
use crate::app::job::{Job, JobEnd, JobReport, JobResult};
use crate::app::overlays::finder::MOST_HITS;
use crate::app::settings::Settings;
use crate::app::update::update;
use crate::app::{Msg, State};
use crate::datasets::DataSetFile;
use crate::diagnostic::Severity;
use crate::load::Loaded;
use crate::model::{Corpus, Workspace};
use crate::present::words::count;
use crate::saved_state::SavedView;
use crate::search::SearchService;
use crate::search::engine::Stale;
use crate::ui::theme::Theme;

/// What a job does. It is asked now and then whether it is still wanted, and gives nothing if it is not; an error is a
/// reason for the user.
pub type Task = Box<dyn FnOnce(Stale<'_>) -> Result<Option<JobResult>, String> + Send>;

/// A running workbench.
pub struct Session {
    workspace: Arc<Workspace>,
    files: Vec<Arc<DataSetFile>>,
    search: SearchService,
    state: State,
}

impl Session {
    /// Opens what was loaded on a screen of `size` columns and rows, for a caller that runs jobs. Its first message is
    /// [`Msg::Begin`].
    pub fn open(loaded: Loaded, size: (u16, u16), theme: Theme) -> Self {
        let Loaded { workspace, files, report } = loaded;
        let mut state = State::new(&workspace, Settings { size, theme, ..Settings::default() });
        let errors = report.count(Severity::Error);
        if errors > 0 {
            let whole = |m: &&crate::diagnostic::Diagnostic| report.place(m).is_none();
            let first = report.sorted().into_iter().filter(whole).find(|m| m.severity == Severity::Error);
            state.notice = Some(match first {
                Some(about_file) => about_file.message.clone(),
                None => format!("{}; `parallax check` lists them", count(errors, "mistake")),
            });
        }
        let workspace = Arc::new(workspace);
        let search = SearchService::default();
        search.revise(&workspace, &state.entries.all);
        let mut session = Self { workspace, files, search, state };
        fit(&mut session.state, &session.workspace);
        session
    }

    /// Opens what was loaded, for a caller that runs no jobs: they are done at once.
    pub fn new(loaded: Loaded, size: (u16, u16), theme: Theme) -> Self {
        let mut session = Self::open(loaded, size, theme);
        let left = session.step_through(Msg::Begin { more: false });
        debug_assert!(left.is_empty(), "nothing but jobs at the beginning: {left:?}");
        session
    }

    /// Takes in one message.
    pub fn step(&mut self, msg: Msg) -> Effects {
        let revised = match &msg {
            Msg::Revised(id, revision) if self.state.jobs.runs(*id) => Some(Arc::clone(&revision.workspace)),
            _ => None,
        };
        let effects = update(&mut self.state, &self.workspace, msg);
        if let Some(revised) = revised {
            self.search.revise(&revised, &self.state.entries.all);
            self.workspace = revised;
        }
        fit(&mut self.state, &self.workspace);
        effects
    }

    /// Takes in one message, and does at once the jobs that it starts: for a caller without threads. Gives the effects
    /// that are left for the caller.
    pub fn step_through(&mut self, msg: Msg) -> Effects {
        let mut left = Effects::none();
        let mut next: VecDeque<Effect> = self.step(msg).into_iter().collect();
        while let Some(effect) = next.pop_front() {
            let Effect::Start(id, job) = effect else {
                left = left.and(effect);
                continue;
            };
            // The first search builds the index, if there is one.
            let done = if job == Job::Index {
                Ok(Some(JobResult::Indexed))
            } else {
                let Some(task) = self.task(&job) else {
                    left = left.and(Effect::Start(id, job));
                    continue;
                };
                task(&|| false)
            };
            let end = match done {
                Ok(result) => result.map_or(JobEnd::Superseded, JobEnd::Done),
                Err(why) => JobEnd::Failed(why),
            };
            // What a result leads to comes before what was asked for after it.
            for effect in self.step(Msg::Job(id, JobReport::Ended(end))).into_iter().rev() {
                next.push_front(effect);
            }
        }
        left
    }

    /// What a job does; `None` for the jobs that need more than the session has.
    pub fn task(&self, job: &Job) -> Option<Task> {
        let search = self.search.clone();
        Some(match job {
            Job::Search(query) => {
                let query = query.clone();
                Box::new(move |stale| Ok(search.search(&query, MOST_HITS, stale).map(JobResult::Found)))
            }
            Job::Filter { filter, facets } => {
                let (filter, facets) = (filter.clone(), *facets);
                Box::new(move |stale| Ok(search.filter(&filter, facets, stale).map(JobResult::Filtered)))
            }
            Job::Index => Box::new(move |_| {
                search.prepare();
                Ok(Some(JobResult::Indexed))
            }),
            Job::ReadRow(record) => {
                let file = self.files.get(usize::from(record.set)).cloned();
                let row = self.workspace.row(*record);
                Box::new(move |_| {
                    let file = file.ok_or("its file is not open")?;
                    let detail = file.detail(&row).map_err(|error| error.to_string())?;
                    Ok(Some(JobResult::Row(Box::new(detail))))
                })
            }
            Job::Open | Job::Save(_) => return None,
        })
    }

    /// The search service.
    pub fn search(&self) -> &SearchService {
        &self.search
    }

    /// Draws the screen; returns the position of the terminal's cursor.
    pub fn draw(&self, buf: &mut Buffer) -> Option<Position> {
        draw(&self.state, &self.workspace, buf)
    }

    /// Draws the screen into a new buffer.
    pub fn screen(&self) -> Buffer {
        let (columns, rows) = self.state.settings.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
        let _ = self.draw(&mut buf);
        buf
    }

    /// The view to restore the next time; `of` is the name of the workspace.
    pub fn left(&self, of: &str) -> SavedView {
        self.state.left(of)
    }

    /// The state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The corpus.
    pub fn corpus(&self) -> &Corpus {
        &self.workspace.corpus
    }

    /// Everything that is open.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }
}
