//! The job's side of the runner: cancellation and reports. Knows no threads and no other jobs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::app::Msg;
use crate::app::job::{JobEnd, JobId, JobProgress, JobReport, JobResult, Revision};
use crate::runtime::events::Event;
use crate::runtime::panics::guard;

/// Reads corpora and data sets and sends revisions of the workspace. `false` if it ended early because it was cancelled. An
/// error is a reason for the user.
pub(in crate::runtime) type Opener = Box<dyn FnOnce(&Control) -> Result<bool, String> + Send>;

/// The work of a job; `None` if it noticed that it was cancelled. An error is a reason for the user.
pub(super) type Work = Box<dyn FnOnce(&Control) -> Result<Option<JobResult>, String> + Send>;

/// The cancellation token of a job.
#[derive(Debug, Default)]
pub(super) struct Token {
    cancelled: AtomicBool,
    /// Whether a later job cancelled it.
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

    /// The end of a cancelled job; `None` if it is not cancelled.
    fn end(&self) -> Option<JobEnd> {
        if !self.cancelled.load(Ordering::Acquire) {
            return None;
        }
        let superseded = self.superseded.load(Ordering::Relaxed);
        Some(if superseded { JobEnd::Superseded } else { JobEnd::Stopped })
    }
}

/// A job's access to its runner.
pub(in crate::runtime) struct Control {
    id: JobId,
    token: Arc<Token>,
    events: Sender<Event>,
}

impl Control {
    pub(super) fn new(id: JobId, token: Arc<Token>, events: Sender<Event>) -> Self {
        Self { id, token, events }
    }

    /// Whether the job is cancelled.
    pub(super) fn is_cancelled(&self) -> bool {
        self.token.cancelled.load(Ordering::Relaxed)
    }

    /// Becomes true when the job is cancelled.
    pub(super) fn cancelled(&self) -> &AtomicBool {
        &self.token.cancelled
    }

    /// Sends a revision of the workspace.
    pub(super) fn revise(&self, revision: Revision) {
        self.send(Msg::Revised(self.id, revision));
    }

    /// Reports progress. A revision contains it too.
    pub(super) fn progress(&self, progress: JobProgress) {
        self.send(Msg::Job(self.id, JobReport::Progress(progress)));
    }

    /// Reports how far it is, or what it has found so far.
    pub(super) fn report(&self, report: JobReport) {
        self.send(Msg::Job(self.id, report));
    }

    /// Shows a status message.
    pub(super) fn notice(&self, text: String) {
        self.send(Msg::Notice(text));
    }

    fn send(&self, msg: Msg) {
        // There is no receiver after the workbench has closed, so the job is cancelled.
        if self.events.send(Event::Msg(msg)).is_err() {
            self.token.stop();
        }
    }

    /// Does the work and reports how it ended.
    pub(super) fn run(self, work: Work) {
        let end = self.token.end().unwrap_or_else(|| match guard(|| work(&self)) {
            // A job that was stopped too late has done its work.
            Ok(Some(_)) if self.token.superseded.load(Ordering::Relaxed) => JobEnd::Superseded,
            Ok(Some(result)) => JobEnd::Done(result),
            Ok(None) => self.token.end().unwrap_or(JobEnd::Superseded),
            Err(why) => JobEnd::Failed(why),
        });
        self.send(Msg::Job(self.id, JobReport::Ended(end)));
    }
}
