//! The whole program without a terminal: workspace, search, state and screen.
//!
//! The runtime, the tests, the benchmarks and `--print` all use this session, so tests run the same code as the program.
//! It defines the work of a job, not where it runs. Knows no terminal, no threads and no clock; the only files it reads
//! are data sets, for single records.

mod links;
mod task;

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::draw::{draw, draw_in_text_order, fit};
use crate::app::effect::{Effect, Effects};
use crate::app::entries::changes::ComparedIncidents;
use crate::app::entries::sort;
use crate::app::job::{FoundIn, Job, JobEnd, JobReport, JobResult, Revision};
use crate::app::overlays::finder::MOST_HITS;
use crate::app::panes::row_text;
use crate::app::settings::Settings;
use crate::app::update::{exported, update, visit};
use crate::app::view_search::SearchWords;
use crate::app::view_search::rows::SearchedRows;
use crate::app::{Msg, State};
use crate::datasets::DataSetFile;
use crate::desk::queue::DraftQueue;
use crate::desk::todo::Todo;
use crate::diagnostic::Severity;
use crate::keymap::Keymap;
use crate::load::{Loaded, RecordFiles};
use crate::map::towns;
use crate::model::{Corpus, Workspace};
use crate::present::exported::ExportedView;
use crate::present::words::count;
use crate::saved_state::SavedView;
use crate::saved_state::visit::Visit;
use crate::search::SearchService;
use crate::search::filter_result::FilterResult;
use crate::search::hit::Stale;
use crate::search::texts::TextAnswer;
use crate::ui::bidi::arrange::leave;
use crate::ui::theme::Theme;
pub use task::{Partial, Task};

/// A session of the workbench.
pub struct Session {
    workspace: Arc<Workspace>,
    files: Vec<Arc<DataSetFile>>,
    search: SearchService,
    state: State,
}

impl Session {
    /// Opens a workspace on a screen of `size` columns and rows, for a caller that runs jobs. The caller's first message
    /// must be [`Msg::Begin`].
    pub fn open(loaded: Loaded, size: (u16, u16), theme: Theme) -> Self {
        let Loaded { workspace, files, report } = loaded;
        let mut state = State::new(&workspace, Settings { size, theme, ..Settings::default() });
        state.folder.beside = files.iter().map(|file| file.annotations.is_some()).collect();
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
        search.read_texts(Arc::new(RecordFiles(files.clone())));
        let mut session = Self { workspace, files, search, state };
        fit(&mut session.state, &session.workspace);
        session
    }

    /// Opens a workspace for a caller that runs no jobs: the session runs them at once.
    pub fn new(loaded: Loaded, size: (u16, u16), theme: Theme) -> Self {
        let mut session = Self::open(loaded, size, theme);
        let left = session.step_through(Msg::Begin { more: false });
        debug_assert!(left.is_empty(), "a session begins only with jobs: {left:?}");
        session
    }

    /// Puts other bindings in force.
    pub fn bind(&mut self, keymap: Arc<Keymap>) {
        self.state.keymap = keymap;
    }

    /// Begins with the order of the timeline and the form of the ledger that a view had.
    pub fn begin_as(&mut self, view: &SavedView) {
        self.state.begin_as(&self.workspace, view);
        fit(&mut self.state, &self.workspace);
    }

    /// Says whether the corpus is a folder in which decisions are kept.
    pub fn keep_decisions(&mut self, kept: bool) {
        self.state.settings.keeps_decisions = kept;
    }

    /// Says who annotates.
    pub fn annotate_as(&mut self, author: &str) {
        author.clone_into(&mut self.state.author);
    }

    /// Says whether letters that are read from right to left are put into their order on the screen.
    pub fn order_letters(&mut self, ordered: bool) {
        self.state.settings.orders_letters = ordered;
    }

    /// Says whether tmux stands between the program and the terminal's clipboard.
    pub fn copy_through_tmux(&mut self, is_there: bool) {
        self.state.copying.is_tmux_unsaid = is_there;
    }

    /// Handles a message and gives its effects, for the caller to carry out.
    pub fn step(&mut self, msg: Msg) -> Effects {
        let msg = links::merged(&self.state, &self.workspace, msg);
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

    /// Says in which file answers to pairs are kept, if in one, and which name is proposed for it.
    pub fn keep_links(&mut self, file: Option<String>, proposed: String) {
        (self.state.also.file, self.state.also.proposed) = (file, proposed);
    }

    /// Compares everything beside the work, before it is asked for.
    pub fn compare_beside(&mut self) {
        self.state.also.beside = true;
    }

    /// Handles a message and runs the jobs that it starts, for a caller without threads. Gives the other effects.
    pub fn step_through(&mut self, msg: Msg) -> Effects {
        let mut left = Effects::none();
        let mut next: VecDeque<Effect> = self.step(msg).into_iter().collect();
        while let Some(effect) = next.pop_front() {
            let Effect::Start(id, job) = effect else {
                left = left.and(effect);
                continue;
            };
            if let Some(revision) = self.revision(&job) {
                next.extend(self.step(Msg::Revised(id, revision())));
            }
            // The first search builds the index, if there is one.
            let done = if job == Job::Index {
                Ok(Some(JobResult::Indexed))
            } else if matches!(job, Job::Outside { .. }) {
                Ok(Some(JobResult::Opened))
            } else {
                let Some(task) = self.task(&job) else {
                    left = left.and(Effect::Start(id, job));
                    continue;
                };
                task(&|| false, &|_| {})
            };
            let end = match done {
                Ok(result) => result.map_or(JobEnd::Superseded, JobEnd::Done),
                Err(why) => JobEnd::Failed(why),
            };
            // Effects of a result precede effects that were queued after its job.
            for effect in self.step(Msg::Job(id, JobReport::Ended(end))).into_iter().rev() {
                next.push_front(effect);
            }
        }
        left
    }

    /// The work of a job; `None` for opening and saving, which the runtime does, and for a [`revision`](Self::revision).
    pub fn task(&self, job: &Job) -> Option<Task> {
        let search = self.search.clone();
        Some(match job {
            Job::Search(query) => {
                let query = query.clone();
                Box::new(move |stale, _| {
                    let answer = search.search(&query, MOST_HITS, stale).map_err(|error| error.to_string())?;
                    Ok(answer.map(JobResult::Found))
                })
            }
            Job::Texts(query) => {
                let query = query.clone();
                Box::new(move |stale, partial| {
                    let partial = |answer| partial(JobReport::Texts(answer));
                    let answer = search.search_texts(&query, MOST_HITS, stale, &partial);
                    let answer = answer.map_err(|error| error.to_string())?;
                    Ok(answer.or_else(|| (!stale()).then(TextAnswer::default)).map(JobResult::Texts))
                })
            }
            Job::Filter { filter, facets, counted } => {
                let (filter, facets, counted) = (filter.clone(), *facets, counted.clone());
                Box::new(move |stale, _| {
                    let counts = facets && counted.is_none();
                    let passed = search.filter(&filter, counts, stale).map_err(|error| error.to_string())?;
                    let (Some(passed), Some(counted)) = (&passed, counted) else {
                        return Ok(passed.map(JobResult::Filtered));
                    };
                    let counted = search.filter(&counted, facets, stale).map_err(|error| error.to_string())?;
                    let whole = |counted: Arc<FilterResult>| passed.with_facets_of(&counted);
                    Ok(counted.map(|counted| JobResult::Filtered(Arc::new(whole(counted)))))
                })
            }
            Job::Count(filters) => {
                let filters = filters.clone();
                Box::new(move |stale, _| {
                    let counts = search.count(&filters, stale).map_err(|error| error.to_string())?;
                    Ok(counts.map(JobResult::Counted))
                })
            }
            Job::FindRows(words, rows) => {
                let (workspace, words, rows) = (Arc::clone(&self.workspace), words.clone(), rows.clone());
                Box::new(move |stale, _| Ok(found_rows(&workspace, &words, &rows, stale).map(JobResult::Rows)))
            }
            Job::Sort { shown, possible, arrangement, changes } => {
                let (workspace, changes) = (Arc::clone(&self.workspace), Arc::clone(changes));
                let (shown, possible, arrangement) = (Arc::clone(shown), Arc::clone(possible), *arrangement);
                Box::new(move |_, _| {
                    let sorted = sort(&workspace, &shown, &possible, arrangement, &changes);
                    Ok(Some(JobResult::Sorted(Arc::new(sorted))))
                })
            }
            Job::Queue => {
                let of = Arc::clone(&self.workspace.corpus);
                Box::new(move |_, _| {
                    let found = Arc::new(DraftQueue::of(&of));
                    Ok(Some(JobResult::Queued(FoundIn { found, of })))
                })
            }
            Job::Todo => {
                let workspace = Arc::clone(&self.workspace);
                Box::new(move |_, _| {
                    let found = Arc::new(Todo::of(&workspace));
                    let of = Arc::clone(&workspace.corpus);
                    Ok(Some(JobResult::LeftToDo(FoundIn { found, of })))
                })
            }
            Job::Compare(last) => {
                let (workspace, last) = (Arc::clone(&self.workspace), last.clone());
                Box::new(move |stale, _| {
                    let compared = ComparedIncidents::of(&last, workspace.whole_corpus(), stale);
                    Ok(compared.map(|compared| JobResult::Compared(Arc::new(compared))))
                })
            }
            Job::Index => Box::new(move |_, _| {
                search.prepare();
                Ok(Some(JobResult::Indexed))
            }),
            Job::ReadRow(record) => {
                let file = self.files.get(usize::from(record.set)).cloned();
                let row = self.workspace.row(*record);
                Box::new(move |_, _| {
                    let file = file.ok_or("the file of its data set is not open")?;
                    let detail = file.detail(&row).map_err(|error| error.to_string())?;
                    Ok(Some(JobResult::Row(Box::new(detail))))
                })
            }
            Job::Towns => Box::new(|_, _| Ok(Some(JobResult::Towns(towns::all())))),
            Job::LinkIndex => links::index(&self.workspace, &self.files, self.state.also.known.0.clone()),
            Job::Join => links::join(&self.state.also, &self.workspace, &self.files)?,
            Job::Near(entry) => links::near(self.state.also.indexes.clone()?, &self.workspace, &self.files, *entry),
            Job::Link(_)
            | Job::Open
            | Job::Outside { .. }
            | Job::Export(_)
            | Job::Prepare
            | Job::Decide(_)
            | Job::Follow
            | Job::Save(_) => {
                return None;
            }
        })
    }

    /// What the focused pane shows, and the sources that it is written from.
    pub fn exported(&self) -> (ExportedView, Loaded) {
        let files = self.files.clone();
        let loaded = Loaded { workspace: (*self.workspace).clone(), files, ..Loaded::default() };
        (exported(&self.state, &self.workspace), loaded)
    }

    /// The workspace that a job makes of the present one.
    pub fn revision(&self, job: &Job) -> Option<impl FnOnce() -> Revision + Send + use<>> {
        let &Job::Outside { shown } = job else { return None };
        let (workspace, order) = (Arc::clone(&self.workspace), Arc::clone(&self.state.entries.all));
        Some(move || Revision { workspace: Arc::new(workspace.with_outside(shown)), order, progress: None })
    }

    /// The files of the data sets.
    pub fn files(&self) -> &[Arc<DataSetFile>] {
        &self.files
    }

    /// The search service.
    pub fn search(&self) -> &SearchService {
        &self.search
    }

    /// Draws the screen; gives the position of the terminal's cursor.
    pub fn draw(&self, buf: &mut Buffer) -> Option<Position> {
        draw(&self.state, &self.workspace, buf)
    }

    /// Draws the screen into a new buffer, with all letters in the order of the text: for what is printed and exported.
    pub fn screen(&self) -> Buffer {
        let (columns, rows) = self.state.settings.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
        let _ = draw_in_text_order(&self.state, &self.workspace, &mut buf);
        leave(&mut buf);
        buf
    }

    /// The view to restore in the next run; `of` is the name of the workspace.
    pub fn saved_view(&self, of: &str) -> SavedView {
        self.state.left(of)
    }

    /// What is known of the workspace named `of` at the end of the session, on a day in UTC; `None` if not all of it has been
    /// read, or there is nothing to compare or too much.
    pub fn visit(&self, of: &str, day: NaiveDate) -> Option<Visit> {
        visit(&self.state, &self.workspace, of, day)
    }

    /// The workspace and its files, when the session is over.
    pub fn into_loaded(self) -> Loaded {
        let Self { workspace, files, .. } = self;
        Loaded { workspace: Arc::unwrap_or_clone(workspace), files, ..Loaded::default() }
    }

    /// The state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The corpus.
    pub fn corpus(&self) -> &Corpus {
        &self.workspace.corpus
    }

    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }
}

/// The positions of the rows that hold the words; `None` if the job is stale.
fn found_rows(workspace: &Workspace, words: &str, rows: &SearchedRows, stale: Stale<'_>) -> Option<Arc<[u32]>> {
    /// Rows between two looks at whether the job is stale.
    const STEP: usize = 1 << 10;
    let Some(words) = SearchWords::new(words) else { return Some(Arc::default()) };
    let mut found = Vec::new();
    for at in 0..rows.len() {
        if at % STEP == 0 && stale() {
            return None;
        }
        if words.are_in(&row_text(workspace, rows, at)) {
            found.extend(u32::try_from(at));
        }
    }
    Some(found.into())
}
