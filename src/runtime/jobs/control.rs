//! The job's side of the runner: whether it is still wanted, and where it reports. It knows no threads and no other jobs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::app::Msg;
use crate::app::job::{JobEnd, JobId, JobProgress, JobReport, JobResult, Revision};
use crate::runtime::events::Event;
use crate::runtime::panics::guard;

/// Opens what was asked for, and hands it over as it grows. An error is a reason for the user.
pub(in crate::runtime) type Opener = Box<dyn FnOnce(&Control) -> Result<(), String> + Send>;

/// What a job is done with; `None` from one that noticed that it is no longer wanted.
pub(super) type Work = Box<dyn FnOnce(&Control) -> Result<Option<JobResult>, String> + Send>;

/// Whether a job is still wanted.
#[derive(Debug, Default)]
pub(super) struct Token {
    cancelled: AtomicBool,
    /// Whether a later job was the reason.
    superseded: AtomicBool,
}

impl Token {
    pub(super) fn supersede(&self) {
        self.superseded.store(true, Ordering::Relaxed);
        self.cancelled.store(true, Ordering::Release);
    }

    pub(super) fn stop(&self) {
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
pub(in crate::runtime) struct Control {
    id: JobId,
    token: Arc<Token>,
    events: Sender<Event>,
}

impl Control {
    pub(super) fn new(id: JobId, token: Arc<Token>, events: Sender<Event>) -> Self {
        Self { id, token, events }
    }

    /// Whether the job is no longer wanted.
    pub(super) fn is_cancelled(&self) -> bool {
        self.token.cancelled.load(Ordering::Relaxed)
    }

    /// Set once the job is no longer wanted.
    pub(super) fn cancelled(&self) -> &AtomicBool {
        &self.token.cancelled
    }

    /// Hands over a revision of the workspace.
    pub(super) fn revise(&self, revision: Revision) {
        self.send(Msg::Revised(self.id, revision));
    }

    /// Tells how far the job is. A revision tells it too.
    #[expect(dead_code, reason = "data sets tell it with their revisions; a job without revisions needs this")]
    pub(super) fn progress(&self, progress: JobProgress) {
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
    pub(super) fn run(self, work: Work) {
        let end = self.token.end().unwrap_or_else(|| match guard(|| work(&self)) {
            Ok(Some(result)) => self.token.end().unwrap_or(JobEnd::Done(result)),
            Ok(None) => self.token.end().unwrap_or(JobEnd::Superseded),
            Err(why) => JobEnd::Failed(why),
        });
        self.send(Msg::Job(self.id, JobReport::Ended(end)));
    }
}
