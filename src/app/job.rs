//! Jobs: work that runs beside the workbench, what it reports and how it ends.
//!
//! It knows no threads and no files: `session` says what a job does, `runtime/jobs.rs` where it runs.

use std::sync::Arc;

use crate::model::dataset::RecordDetail;
use crate::model::{RecordId, Workspace};
use crate::saved_state::Change;
use crate::search::Answer;
use crate::search::filter_result::FilterResult;

/// The number of a job. No two jobs of one run of the program share a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct JobId(pub(super) u64);

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
    Filtered(Arc<FilterResult>),
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
