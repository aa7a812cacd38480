//! Jobs: work that runs beside the workbench, as the state sees it. The state numbers each job when it asks for it and
//! keeps the register of those that run; the runner reports progress and one end for each.
//!
//! It knows no threads and no files: `session` says what a job does, `runtime/jobs.rs` where it runs.

use std::sync::Arc;

use super::effect::Effect;
use super::filter::SharedFilterResult;
use crate::model::dataset::RecordDetail;
use crate::model::{RecordId, Workspace};
use crate::saved_state::Change;
use crate::search::Answer;

/// The number of a job. No two jobs of one run of the program share a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct JobId(u64);

/// A job, with everything it needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Search for this query.
    Search(String),
    /// Find the entries that pass a filter.
    Filter {
        /// The filter, a query.
        filter: String,
        /// Whether to count the values of all facets too.
        facets: bool,
    },
    /// Read the row of a record from its file.
    ReadRow(RecordId),
    /// Open what was asked for, beside the workbench: data sets, corpora.
    Open,
    /// Prepare for searching.
    Index,
    /// Write a change into the saved state.
    Save(Change),
}

/// The kinds of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// See [`Job::Search`].
    Search,
    /// See [`Job::Filter`].
    Filter,
    /// See [`Job::ReadRow`].
    ReadRow,
    /// See [`Job::Open`].
    Open,
    /// See [`Job::Index`].
    Index,
    /// See [`Job::Save`].
    Save,
}

impl Job {
    /// Its kind.
    pub fn kind(&self) -> JobKind {
        match self {
            Self::Search(_) => JobKind::Search,
            Self::Filter { .. } => JobKind::Filter,
            Self::ReadRow(_) => JobKind::ReadRow,
            Self::Open => JobKind::Open,
            Self::Index => JobKind::Index,
            Self::Save(_) => JobKind::Save,
        }
    }
}

impl JobKind {
    /// Whether a later job of the kind supersedes an earlier one. Each save counts; of everything else only the latest.
    pub fn supersedes(self) -> bool {
        self != Self::Save
    }

    /// What the user calls it, as the subject of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Search => "the search",
            Self::Filter => "filtering",
            Self::ReadRow => "reading the record's row",
            Self::Open => "opening",
            Self::Index => "preparing the search",
            Self::Save => "saving marks and queries",
        }
    }
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Percent done; `None` if the whole is not known.
    pub percent: Option<u8>,
    /// Seconds left at this pace, once there is a pace.
    pub left: Option<u32>,
}

/// The result of a job that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobResult {
    /// The hits of a search.
    Found(Answer),
    /// The entries that pass a filter.
    Filtered(SharedFilterResult),
    /// The row of a record.
    Row(Box<RecordDetail>),
    /// Everything asked for is open; the last [`Revision`] came before this.
    Opened,
    /// Searching is prepared.
    Indexed,
    /// The change is written.
    Saved,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd {
    /// It was done.
    Done(JobResult),
    /// A later job of its kind took its place.
    Superseded,
    /// The user stopped it.
    Stopped,
    /// It failed, for this reason, which is for the user.
    Failed(String),
}

/// What a job reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobReport {
    /// How far it is.
    Progress(Progress),
    /// It has ended. Nothing comes after this.
    Ended(JobEnd),
}

/// A revision of the workspace: what is open from now on.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Everything that is open now.
    pub workspace: Arc<Workspace>,
    /// All entries in the order of the timeline.
    pub order: Arc<[u32]>,
    /// How far its job is. The end of the job says that this was its last revision.
    pub progress: Option<Progress>,
}

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
