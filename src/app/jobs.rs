//! The register of running jobs. The state numbers each job when it requests it; the job runner reports progress and
//! one end for each. It does not know what a job does.

use super::effect::Effect;
use super::job::{Job, JobId, JobKind, JobProgress};

/// A running job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Its number.
    pub id: JobId,
    /// Its kind.
    pub kind: JobKind,
    /// Its progress, if it has reported any.
    pub progress: Option<JobProgress>,
}

/// The register of running jobs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jobs {
    last: u64,
    running: Vec<Running>,
}

impl Jobs {
    /// Registers a job. Returns its number and the effect that starts it.
    #[must_use = "a registered job must be started"]
    pub fn start(&mut self, job: Job) -> (JobId, Effect) {
        self.last += 1;
        let (id, kind) = (JobId(self.last), job.kind());
        if kind.supersedes() {
            self.running.retain(|r| r.kind != kind);
        }
        self.running.push(Running { id, kind, progress: None });
        (id, Effect::Start(id, job))
    }

    /// The latest running job of a kind.
    pub fn running(&self, kind: JobKind) -> Option<&Running> {
        self.running.iter().rev().find(|r| r.kind == kind)
    }

    /// The kind of a running job; `None` if it is superseded or has ended.
    pub fn kind(&self, id: JobId) -> Option<JobKind> {
        self.running.iter().find(|r| r.id == id).map(|r| r.kind)
    }

    /// Whether sources are being opened.
    pub fn is_opening(&self) -> bool {
        self.running(JobKind::Open).is_some()
    }

    /// Whether a job is running and not superseded.
    pub fn runs(&self, id: JobId) -> bool {
        self.running.iter().any(|r| r.id == id)
    }

    /// Records the progress of a job.
    pub(super) fn progress(&mut self, id: JobId, progress: Option<JobProgress>) {
        if let Some(running) = self.running.iter_mut().find(|r| r.id == id) {
            running.progress = progress;
        }
    }

    /// Removes an ended job from the register; `None` if it was superseded.
    pub(super) fn end(&mut self, id: JobId) -> Option<Running> {
        let at = self.running.iter().position(|r| r.id == id)?;
        Some(self.running.remove(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saved_state::Change;

    #[test]
    fn a_later_search_supersedes_an_earlier_one_and_saves_do_not() {
        let mut jobs = Jobs::default();
        let (first, _) = jobs.start(Job::Search("a".into()));
        let (second, effect) = jobs.start(Job::Search("ab".into()));
        assert_eq!(effect, Effect::Start(second, Job::Search("ab".into())));
        assert!(!jobs.runs(first) && jobs.end(first).is_none());
        assert!(jobs.runs(second));
        let saves = ["x", "y"].map(|q| jobs.start(Job::Save(Change::Query(q.into()))).0);
        assert!(saves.iter().all(|&id| jobs.end(id).is_some_and(|r| r.kind == JobKind::Save)));
        assert_eq!(jobs.end(second).map(|r| r.id), Some(second));
        assert!(jobs.running(JobKind::Search).is_none());
    }
}
