//! The register of the jobs that run. The state numbers each job when it asks for it; the runner reports progress and
//! one end for each.

use super::effect::Effect;
use super::job::{Job, JobId, JobKind, Progress};

/// A job that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Its number.
    pub id: JobId,
    /// Its kind.
    pub kind: JobKind,
    /// How far it is, as far as it says.
    pub progress: Option<Progress>,
}

/// The register of the jobs that run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Jobs {
    last: u64,
    running: Vec<Running>,
}

impl Jobs {
    /// Registers a job. Gives its number and the effect that has it run.
    #[must_use = "a job that is registered must be run"]
    pub fn start(&mut self, job: Job) -> (JobId, Effect) {
        self.last += 1;
        let (id, kind) = (JobId(self.last), job.kind());
        if kind.supersedes() {
            self.running.retain(|r| r.kind != kind);
        }
        self.running.push(Running { id, kind, progress: None });
        (id, Effect::Start(id, job))
    }

    /// The latest job of a kind that runs.
    pub fn running(&self, kind: JobKind) -> Option<&Running> {
        self.running.iter().rev().find(|r| r.kind == kind)
    }

    /// Whether a job runs and none has superseded it.
    pub fn runs(&self, id: JobId) -> bool {
        self.running.iter().any(|r| r.id == id)
    }

    /// Takes in how far a job is.
    pub(super) fn progress(&mut self, id: JobId, progress: Option<Progress>) {
        if let Some(running) = self.running.iter_mut().find(|r| r.id == id) {
            running.progress = progress;
        }
    }

    /// Takes a job that has ended from the register; `None` if it was superseded meanwhile.
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
    fn a_later_search_takes_the_place_of_the_earlier_and_every_save_counts() {
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
