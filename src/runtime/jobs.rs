//! The job runner: runs everything slow outside the event loop, by one protocol. A job has an id, may report progress and
//! send revisions, and ends once: done, superseded, stopped or failed.
//!
//! ```text
//! Effect::Start ─► start ─► lane: search   searches, filters, counts, builds the index
//!                       ├─► lane: texts    searches the texts of records
//!                       ├─► lane: rows     reads the row of the selected record
//!                       ├─► lane: open     reads large corpora and data sets                 (jobs/open.rs)
//!                       ├─► lane: export   writes a view into a file                         (jobs/export.rs)
//!                       ├─► lane: links    compares the records of what is open
//!                       ├─► lane: desk     writes decisions into the corpus folder, follows it (jobs/desk.rs)
//!                       │                  and answers to pairs into the file of links       (jobs/links.rs)
//!                       │                  and notes on records beside their data sets       (jobs/noted.rs)
//!                       └─► state writer   saves marks, queries and views  (jobs/save.rs)
//! Effect::Stop  ─► stop
//! ```
//!
//! Each lane is a thread that starts with its first job and runs its jobs one after the other. A new job supersedes the
//! running or waiting job of its kind, except jobs that save, decide or follow.
//!
//! A job that panics has failed, in builds that unwind; a release build ends (`panics.rs`). The runner knows no terminal and no state.

mod control;
pub mod desk;
mod evidence;
mod export;
pub mod links;
pub mod noted;
pub mod open;
pub(super) mod save;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::events::Event;
use crate::app::Msg;
use crate::app::job::{Job, JobEnd, JobId, JobKind, JobReport, JobResult, Revision};
use crate::pack::GivenPaths;
use crate::session::Session;
pub(super) use control::Opener;
use control::{Control, Token, Work};
use desk::DeskFolder;
use links::LinksKeeper;
use save::StateWriter;

/// The threads that run jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane {
    Search,
    Texts,
    Rows,
    Open,
    Export,
    Desk,
    Links,
}

/// Runs jobs.
pub(super) struct JobRunner {
    events: Sender<Event>,
    lanes: [Option<Sender<(Control, Work)>>; 7],
    /// The thread of the desk, which ends with its last decision.
    desk: Option<thread::JoinHandle<()>>,
    /// Where decisions are kept.
    folder: DeskFolder,
    /// Where answers to pairs are kept.
    links: LinksKeeper,
    /// The latest job of each kind, except jobs that save or decide.
    latest: Vec<(JobKind, JobId, Arc<Token>)>,
    opener: Option<Opener>,
    writer: Option<StateWriter>,
    /// The paths of what is open, which no export replaces.
    paths: Arc<[PathBuf]>,
    /// Where packs take copies of articles from.
    given: GivenPaths,
}

impl JobRunner {
    /// A runner that sends its reports to `events`, reads large corpora and data sets with `opener` and saves with `writer`. Without one
    /// of them, its jobs fail. `paths` are those of what is open.
    pub(super) fn new(
        events: Sender<Event>,
        opener: Option<Opener>,
        writer: Option<StateWriter>,
        paths: &[PathBuf],
    ) -> Self {
        Self {
            paths: paths.into(),
            given: GivenPaths::default(),
            events,
            lanes: [const { None }; 7],
            desk: None,
            folder: DeskFolder::default(),
            links: LinksKeeper::default(),
            latest: Vec::new(),
            opener,
            writer,
        }
    }

    /// Keeps decisions in a folder.
    pub(super) fn keep_decisions(&mut self, folder: DeskFolder) {
        self.folder = folder;
    }

    /// Takes copies of articles for packs from what the user gave.
    pub(super) fn pack_from(&mut self, given: GivenPaths) {
        self.given = given;
    }

    /// Keeps answers to pairs.
    pub(super) fn keep_links(&mut self, links: LinksKeeper) {
        self.links = links;
    }

    /// The folder in which decisions are kept, if there is one.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.folder.path()
    }

    /// Asks for a look at a file that was edited. `false` if it is not watched.
    pub(super) fn look_at(&self, file: &Path) -> bool {
        self.folder.look_at(file)
    }

    /// Starts a job of the session.
    pub(super) fn start(&mut self, session: &Session, id: JobId, job: Job) {
        let kind = job.kind();
        let (lane, work): (Lane, Option<Work>) = match job {
            Job::Save(change) => return self.save(id, change),
            Job::Export(request) => {
                let open = self.paths.iter().cloned().chain(self.folder.path()).collect::<Vec<_>>();
                let work = if request.format.is_of_evidence() {
                    // The folder may have been made since the start.
                    let mut given = GivenPaths::clone(&self.given);
                    given.opened.extend(self.folder.path().filter(|folder| !self.given.opened.contains(folder)));
                    evidence::writing(session, request, open, given)
                } else {
                    export::writing(session, request, open)
                };
                (Lane::Export, Some(work))
            }
            Job::Follow => (Lane::Desk, Some(desk::following(session, self.folder.clone()))),
            Job::Prepare => (Lane::Desk, Some(desk::preparing(self.folder.clone()))),
            Job::Decide(step) => (Lane::Desk, Some(desk::deciding(session, step, self.folder.clone()))),
            Job::Link(step) => (Lane::Desk, Some(links::answering(session, step, self.links.clone()))),
            Job::LinkIndex | Job::Join => (Lane::Links, task(session, &job)),
            Job::Open => (Lane::Open, self.opener.take().map(opening)),
            Job::Texts(_) => (Lane::Texts, task(session, &job)),
            Job::ReadRow(_) | Job::Compare(_) | Job::Near(_) | Job::Towns => (Lane::Rows, task(session, &job)),
            Job::Outside { .. } => (Lane::Search, session.revision(&job).map(revising)),
            Job::Queue
            | Job::Todo
            | Job::Search(_)
            | Job::FindRows(..)
            | Job::Filter { .. }
            | Job::Count(_)
            | Job::Sort { .. }
            | Job::Index => (Lane::Search, task(session, &job)),
        };
        let Some(work) = work else {
            return self.report(id, JobEnd::Failed("this session cannot run the job".to_owned()));
        };
        self.run(lane, kind, id, work);
    }

    /// Cancels a job, if it is running or waiting.
    pub(super) fn stop(&self, id: JobId) {
        for (_, _, token) in self.latest.iter().filter(|(_, latest, _)| *latest == id) {
            token.stop();
        }
    }

    /// Cancels all jobs except saving and deciding, without waiting for their threads; waits until every decision is
    /// written. Gives the writer, and the decisions that could not be written.
    pub(super) fn finish(self) -> (Option<StateWriter>, Vec<String>) {
        self.folder.end();
        for (_, _, token) in &self.latest {
            token.stop();
        }
        drop(self.lanes);
        if let Some(desk) = self.desk {
            // A decision that panicked has said so.
            let _ = desk.join();
        }
        (self.writer, self.folder.lost())
    }

    fn save(&self, id: JobId, change: crate::saved_state::Change) {
        match &self.writer {
            Some(writer) => writer.save(id, change),
            None => self.report(id, JobEnd::Failed("there is no state folder".to_owned())),
        }
    }

    fn run(&mut self, lane: Lane, kind: JobKind, id: JobId, work: Work) {
        let token = Arc::new(Token::default());
        // Every decision is carried out.
        if kind.supersedes() {
            match self.latest.iter_mut().find(|(k, ..)| *k == kind) {
                Some(latest) => {
                    latest.2.supersede();
                    *latest = (kind, id, Arc::clone(&token));
                }
                None => self.latest.push((kind, id, Arc::clone(&token))),
            }
        }
        let control = Control::new(id, token, self.events.clone());
        match self.lane(lane) {
            // Cannot fail: the thread lives as long as this sender.
            Ok(queue) => drop(queue.send((control, work))),
            Err(error) => self.report(id, JobEnd::Failed(error.to_string())),
        }
    }

    /// The queue of a lane. The first call starts its thread. An error if that fails.
    fn lane(&mut self, lane: Lane) -> io::Result<&Sender<(Control, Work)>> {
        let name = match lane {
            Lane::Search => "search",
            Lane::Texts => "texts",
            Lane::Rows => "rows",
            Lane::Open => "open",
            Lane::Export => "export",
            Lane::Desk => "desk",
            Lane::Links => "links",
        };
        let slot = &mut self.lanes[lane as usize];
        if let Some(queue) = slot {
            return Ok(queue);
        }
        let (queue, jobs) = channel::<(Control, Work)>();
        let thread = thread::Builder::new().name(name.into()).spawn(move || {
            for (control, work) in jobs {
                control.run(work);
            }
        })?;
        if lane == Lane::Desk {
            self.desk = Some(thread);
        }
        Ok(slot.insert(queue))
    }

    fn report(&self, id: JobId, end: JobEnd) {
        // The loop holds the receiver as long as it holds this runner.
        let _ = self.events.send(Event::Msg(Msg::Job(id, JobReport::Ended(end))));
    }
}

/// The work of a job that the session can do by itself.
fn task(session: &Session, job: &Job) -> Option<Work> {
    let task = session.task(job)?;
    #[cfg(debug_assertions)]
    let kind = job.kind();
    Some(Box::new(move |control: &Control| {
        #[cfg(debug_assertions)]
        disturb_if_asked(kind);
        task(&|| control.is_cancelled(), &|report| control.report(report))
    }))
}

/// The work that hands over a revision.
fn revising(revision: impl FnOnce() -> Revision + Send + 'static) -> Work {
    Box::new(move |control: &Control| {
        control.revise(revision());
        Ok(Some(JobResult::Opened))
    })
}

fn opening(opener: Opener) -> Work {
    Box::new(move |control: &Control| {
        #[cfg(debug_assertions)]
        disturb_if_asked(JobKind::Open);
        opener(control).map(|complete| complete.then_some(JobResult::Opened))
    })
}

/// In debug builds, for tests: `PARALLAX_TEST_JOB="Search panic"` makes every search panic, `"ReadRow until FILE"`
/// keeps every row back until there is such a file.
#[cfg(debug_assertions)]
fn disturb_if_asked(kind: JobKind) {
    let asked = std::env::var("PARALLAX_TEST_JOB").unwrap_or_default();
    match asked.strip_prefix(&format!("{kind:?} ")) {
        Some("panic") => panic!("a test asked for this panic"),
        Some(other) => {
            let file = other.strip_prefix("until ").map(std::path::Path::new);
            while file.is_some_and(|file| !file.exists()) {
                thread::sleep(std::time::Duration::from_millis(10));
            }
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;
    use std::time::Duration;

    use super::*;
    use crate::app::jobs::Jobs;
    use crate::search::Answer;

    /// The tests fail if a report takes longer.
    const PATIENCE: Duration = Duration::from_secs(10);

    fn runner() -> (JobRunner, Receiver<Event>, Jobs) {
        let (sender, reports) = channel();
        (JobRunner::new(sender, None, None, &[]), reports, Jobs::default())
    }

    fn next(reports: &Receiver<Event>) -> (JobId, JobEnd) {
        match reports.recv_timeout(PATIENCE) {
            Ok(Event::Msg(Msg::Job(id, JobReport::Ended(end)))) => (id, end),
            other => panic!("{other:?}"),
        }
    }

    /// Work that signals its start on `begun` and runs until it is cancelled.
    fn endless(begun: Sender<()>) -> Work {
        Box::new(move |control: &Control| {
            begun.send(()).unwrap();
            while !control.is_cancelled() {
                thread::yield_now();
            }
            Ok(None)
        })
    }

    fn found() -> Work {
        Box::new(|_: &Control| Ok(Some(JobResult::Found(Answer::default()))))
    }

    fn search(jobs: &mut Jobs) -> JobId {
        jobs.start(Job::Search(String::new())).0
    }

    #[test]
    fn a_later_job_supersedes_running_and_waiting_ones() {
        let (mut runner, reports, mut jobs) = runner();
        let ids = [search(&mut jobs), search(&mut jobs), search(&mut jobs)];
        let (begun, beginning) = channel();
        runner.run(Lane::Search, JobKind::Search, ids[0], endless(begun));
        beginning.recv_timeout(PATIENCE).unwrap();
        runner.run(Lane::Search, JobKind::Search, ids[1], Box::new(|_: &Control| panic!("it must never run")));
        runner.run(Lane::Search, JobKind::Search, ids[2], found());
        assert_eq!(next(&reports), (ids[0], JobEnd::Superseded));
        assert_eq!(next(&reports), (ids[1], JobEnd::Superseded));
        assert_eq!(next(&reports), (ids[2], JobEnd::Done(JobResult::Found(Answer::default()))));
        assert!(reports.try_recv().is_err(), "each job ends once");
    }

    #[test]
    fn a_stopped_job_reports_it_and_a_job_of_another_kind_continues() {
        let (mut runner, reports, mut jobs) = runner();
        let (open, other) = (jobs.start(Job::Open).0, search(&mut jobs));
        let (begun, beginning) = channel();
        runner.run(Lane::Open, JobKind::Open, open, endless(begun));
        beginning.recv_timeout(PATIENCE).unwrap();
        runner.run(Lane::Search, JobKind::Search, other, found());
        assert_eq!(next(&reports), (other, JobEnd::Done(JobResult::Found(Answer::default()))));
        runner.stop(open);
        assert_eq!(next(&reports), (open, JobEnd::Stopped));
    }

    #[test]
    fn a_job_that_is_stopped_after_its_work_is_done() {
        let (mut runner, reports, mut jobs) = runner();
        let (open, _) = jobs.start(Job::Open);
        let (begun, beginning) = channel();
        let work = Box::new(move |control: &Control| {
            begun.send(()).unwrap();
            while !control.is_cancelled() {
                thread::yield_now();
            }
            Ok(Some(JobResult::Opened))
        });
        runner.run(Lane::Open, JobKind::Open, open, work);
        beginning.recv_timeout(PATIENCE).unwrap();
        runner.stop(open);
        assert_eq!(next(&reports), (open, JobEnd::Done(JobResult::Opened)));
    }

    #[test]
    fn a_job_that_panics_fails_and_its_lane_continues() {
        let (mut runner, reports, mut jobs) = runner();
        let ids = [search(&mut jobs), search(&mut jobs)];
        runner.run(
            Lane::Search,
            JobKind::Search,
            ids[0],
            Box::new(|_: &Control| panic!("a test asked for this panic")),
        );
        let (id, end) = next(&reports);
        assert!(id == ids[0] && matches!(&end, JobEnd::Failed(why) if why.contains("please report it")), "{end:?}");
        runner.run(Lane::Search, JobKind::Search, ids[1], found());
        assert_eq!(next(&reports).0, ids[1]);
    }

    #[test]
    fn a_job_without_opener_or_writer_fails() {
        let (mut runner, reports, mut jobs) = runner();
        let session = Session::open(crate::load::Loaded::default(), (80, 24), crate::ui::theme::Theme::Dark);
        for job in [Job::Open, Job::Save(crate::saved_state::Change::Query("x".into()))] {
            let (id, _) = jobs.start(job.clone());
            runner.start(&session, id, job);
            assert!(matches!(next(&reports), (ended, JobEnd::Failed(_)) if ended == id));
        }
    }
}
