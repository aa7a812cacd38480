//! The job runner: everything that takes time runs here, beside the loop, by one protocol. A job has a number, may report
//! progress and hand over revisions, and ends once: done, superseded, stopped or failed.
//!
//! ```text
//! Effect::Start ─► start ─► lane: search   searches, filters, builds the index
//!                       ├─► lane: rows     reads the row of the record looked at
//!                       ├─► lane: open     opens what was asked for        (jobs/open.rs)
//!                       └─► state writer   saves marks and queries         (jobs/save.rs)
//! Effect::Stop  ─► stop
//! ```
//!
//! Each lane is a thread that starts with its first job; its jobs run one after the other. A job of a kind of which only
//! the latest counts supersedes the one before it, whether that runs or waits.
//!
//! A panic in a job is a failed job, which the user is told of, and the workbench goes on. The release build aborts on
//! every panic, as all builds do on a panic in any other thread. The runner knows no terminal and no state.

pub mod open;
pub(super) mod save;

use std::cell::{Cell, RefCell};
use std::io;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::events::Event;
use crate::app::Msg;
use crate::app::job::{Job, JobEnd, JobId, JobKind, JobReport, JobResult, Progress, Revision};
use crate::session::Session;
use save::StateWriter;

/// Opens what was asked for, and hands it over as it grows. An error is a reason for the user.
pub(super) type Opener = Box<dyn FnOnce(&Control) -> Result<(), String> + Send>;

/// What a job is done with; `None` from one that noticed that it is no longer wanted.
type Work = Box<dyn FnOnce(&Control) -> Result<Option<JobResult>, String> + Send>;

/// Whether a job is still wanted.
#[derive(Debug, Default)]
struct Token {
    cancelled: AtomicBool,
    /// Whether a later job was the reason.
    superseded: AtomicBool,
}

impl Token {
    fn supersede(&self) {
        self.superseded.store(true, Ordering::Relaxed);
        self.cancelled.store(true, Ordering::Release);
    }

    fn stop(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    /// How a job ends that is no longer wanted.
    fn end(&self) -> Option<JobEnd> {
        if !self.cancelled.load(Ordering::Acquire) {
            return None;
        }
        let superseded = self.superseded.load(Ordering::Relaxed);
        Some(if superseded { JobEnd::Superseded } else { JobEnd::Stopped })
    }
}

/// What a job sees of its runner.
pub(super) struct Control {
    id: JobId,
    token: Arc<Token>,
    events: Sender<Event>,
}

impl Control {
    /// Set once the job is no longer wanted.
    pub(super) fn cancelled(&self) -> &AtomicBool {
        &self.token.cancelled
    }

    /// Hands over a new state of what is open.
    pub(super) fn revise(&self, revision: Revision) {
        self.send(Msg::Revised(self.id, revision));
    }

    /// Tells how far the job is. A revision tells it too.
    #[expect(dead_code, reason = "data sets tell it with their revisions; a job without revisions needs this")]
    pub(super) fn progress(&self, progress: Progress) {
        self.send(Msg::Job(self.id, JobReport::Progress(progress)));
    }

    /// Tells the user something besides.
    pub(super) fn notice(&self, text: String) {
        self.send(Msg::Notice(text));
    }

    fn send(&self, msg: Msg) {
        // Once the workbench is left there is no receiver, and nothing is wanted any more.
        if self.events.send(Event::Msg(msg)).is_err() {
            self.token.stop();
        }
    }

    /// Does the work and reports how it ended.
    fn run(self, work: Work) {
        let end = self.token.end().unwrap_or_else(|| match guard(|| work(&self)) {
            Ok(Some(result)) => self.token.end().unwrap_or(JobEnd::Done(result)),
            Ok(None) => self.token.end().unwrap_or(JobEnd::Superseded),
            Err(why) => JobEnd::Failed(why),
        });
        self.send(Msg::Job(self.id, JobReport::Ended(end)));
    }
}

/// The threads that run jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane {
    Search,
    Rows,
    Open,
}

/// Runs jobs.
pub(super) struct JobRunner {
    events: Sender<Event>,
    lanes: [Option<Sender<(Control, Work)>>; 3],
    /// The latest job of each kind, unless each of them counts.
    latest: Vec<(JobKind, JobId, Arc<Token>)>,
    opener: Option<Opener>,
    writer: Option<StateWriter>,
}

impl JobRunner {
    /// A runner that sends its reports to `events`. It opens with `opener` and saves with `writer`, if there is
    /// anything to open and any place to save.
    pub(super) fn new(events: Sender<Event>, opener: Option<Opener>, writer: Option<StateWriter>) -> Self {
        Self { events, lanes: [const { None }; 3], latest: Vec::new(), opener, writer }
    }

    /// Starts a job of the session's state.
    pub(super) fn start(&mut self, session: &Session, id: JobId, job: Job) {
        let kind = job.kind();
        let (lane, work): (Lane, Option<Work>) = match job {
            Job::Save(change) => return self.save(id, change),
            Job::Open => (Lane::Open, self.opener.take().map(opening)),
            Job::ReadRow(_) => (Lane::Rows, task(session, &job)),
            Job::Search(_) | Job::Filter { .. } | Job::Index => (Lane::Search, task(session, &job)),
        };
        let Some(work) = work else {
            return self.report(id, JobEnd::Failed("there is nothing to do it with".to_owned()));
        };
        self.run(lane, kind, id, work);
    }

    /// Stops a job, if it still runs.
    pub(super) fn stop(&self, id: JobId) {
        for (_, _, token) in self.latest.iter().filter(|(_, latest, _)| *latest == id) {
            token.stop();
        }
    }

    /// Ends: no job is wanted any more, except what is to be saved. Threads are not waited for. Gives the writer.
    pub(super) fn finish(self) -> Option<StateWriter> {
        for (_, _, token) in &self.latest {
            token.stop();
        }
        self.writer
    }

    fn save(&self, id: JobId, change: crate::saved_state::Change) {
        match &self.writer {
            Some(writer) => writer.save(id, change),
            None => self.report(id, JobEnd::Failed("there is no place to save it".to_owned())),
        }
    }

    fn run(&mut self, lane: Lane, kind: JobKind, id: JobId, work: Work) {
        let token = Arc::new(Token::default());
        if let Some(latest) = self.latest.iter_mut().find(|(k, ..)| *k == kind) {
            latest.2.supersede();
            *latest = (kind, id, Arc::clone(&token));
        } else {
            self.latest.push((kind, id, Arc::clone(&token)));
        }
        let control = Control { id, token, events: self.events.clone() };
        match self.lane(lane) {
            // The thread lives as long as this sender.
            Ok(orders) => drop(orders.send((control, work))),
            Err(error) => self.report(id, JobEnd::Failed(error.to_string())),
        }
    }

    /// The queue of a lane, whose thread is started by the first job.
    fn lane(&mut self, lane: Lane) -> io::Result<&Sender<(Control, Work)>> {
        let name = match lane {
            Lane::Search => "search",
            Lane::Rows => "rows",
            Lane::Open => "open",
        };
        let place = &mut self.lanes[lane as usize];
        if let Some(orders) = place {
            return Ok(orders);
        }
        let (orders, ordered) = channel::<(Control, Work)>();
        thread::Builder::new().name(name.into()).spawn(move || {
            for (control, work) in ordered {
                control.run(work);
            }
        })?;
        Ok(place.insert(orders))
    }

    fn report(&self, id: JobId, end: JobEnd) {
        // The loop holds the receiver as long as it holds this runner.
        let _ = self.events.send(Event::Msg(Msg::Job(id, JobReport::Ended(end))));
    }
}

/// What the session knows how to do.
fn task(session: &Session, job: &Job) -> Option<Work> {
    let task = session.task(job)?;
    #[cfg(debug_assertions)]
    let kind = job.kind();
    Some(Box::new(move |control: &Control| {
        #[cfg(debug_assertions)]
        disturb_if_asked(kind);
        let token = Arc::clone(&control.token);
        task(&move || token.cancelled.load(Ordering::Relaxed))
    }))
}

fn opening(opener: Opener) -> Work {
    Box::new(move |control: &Control| opener(control).map(|()| Some(JobResult::Opened)))
}

thread_local! {
    /// Whether a panic in this thread is caught here.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where it was, and its message.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does some of a job; a panic is an error.
fn guard<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    GUARDED.set(true);
    // What a job shares with others is behind locks, and they take what a panic leaves as it is.
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.unwrap_or_else(|_| {
        let panic = PANIC.take();
        Err(format!("a mistake in the program ({panic}); please report it"))
    })
}

/// For the panic hook: whether the panic becomes a failed job, and nothing else is to be done about it.
pub(super) fn takes_panic(info: &PanicHookInfo<'_>) -> bool {
    let taken = cfg!(panic = "unwind") && GUARDED.get();
    if taken {
        let message = info.payload_as_str().unwrap_or_default();
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        PANIC.set(format!("{place}: {message}"));
    }
    taken
}

/// In builds for tests: `PARALLAX_TEST_JOB="Search panic"` has every search panic, `"ReadRow sleep"` makes every row
/// come two seconds late.
#[cfg(debug_assertions)]
fn disturb_if_asked(kind: JobKind) {
    let asked = std::env::var("PARALLAX_TEST_JOB").unwrap_or_default();
    match asked.strip_prefix(&format!("{kind:?} ")) {
        Some("panic") => panic!("a test asked for this panic"),
        Some("sleep") => thread::sleep(std::time::Duration::from_secs(2)),
        _ => {}
    }
}
