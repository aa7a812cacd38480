//! Jobs: background work, its reports and its end.
//!
//! It knows no threads and no files: `session` defines the work of each job, `runtime/jobs.rs` runs it.

use std::sync::Arc;

use super::desk_step::{DecisionOutcome, DeskStep, FollowOutcome};
use super::entries::SortedEntries;
use super::entries::arrange::Arrangement;
use super::entries::changes::{ComparedIncidents, EntryChange, LastVisit};
use super::link_step::{LinkOutcome, LinkStep};
use super::view_search::rows::SearchedRows;
use crate::crosswalk::{LinkIndexes, NearLinks, WaitingPair};
use crate::desk::queue::DraftQueue;
use crate::desk::todo::Todo;
use crate::map::towns::TownList;
use crate::model::dataset::RecordDetail;
use crate::model::{Corpus, Entry, RecordId, Workspace};
use crate::present::exported::ViewFormat;
use crate::saved_state::Change;
use crate::search::Answer;
use crate::search::filter_result::{FilterCount, FilterResult};
use crate::search::texts::TextAnswer;

/// The number of a job. No two jobs of one run of the program share a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct JobId(pub(super) u64);

/// A job with its input.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Search for this query.
    Search(String),
    /// Search the texts of records for this query.
    Texts(String),
    /// Find the entries that pass a filter.
    Filter {
        /// The filter, a query.
        filter: String,
        /// Whether to count the values of all facets too.
        facets: bool,
        /// The filter by which they are counted, if it is another one.
        counted: Option<String>,
    },
    /// Count what each of these filters shows.
    Count(Vec<String>),
    /// Find the rows of a long list that hold these words.
    FindRows(String, SearchedRows),
    /// Sort the entries of the timeline.
    Sort {
        /// Those that pass the filter certainly, in order of time.
        shown: Arc<[u32]>,
        /// Those that pass it only possibly, in order of time.
        possible: Arc<[u32]>,
        /// The order.
        arrangement: Arrangement,
        /// How each incident stands to the last visit.
        changes: Arc<[EntryChange]>,
    },
    /// Compare the incidents with the last visit, and make the prints for the next one.
    Compare(LastVisit),
    /// Read the row of a record from its file.
    ReadRow(RecordId),
    /// Open the data sets and corpora requested on the command line.
    Open,
    /// Build the search index.
    Index,
    /// Show or hide outside knowledge.
    Outside {
        /// Whether to show it.
        shown: bool,
    },
    /// Write the focused pane into a file.
    Export(ExportRequest),
    /// Order the drafts of the corpus.
    Queue,
    /// Find what is left to do in the corpus.
    Todo,
    /// Read the corpus folder, so that the first decision need not.
    Prepare,
    /// Write a decision into the corpus folder, or take one back.
    Decide(DeskStep),
    /// Read again what others have changed in the corpus folder.
    Follow,
    /// Prepare comparing the records of what is open.
    LinkIndex,
    /// Find all pairs that may be one event.
    Join,
    /// Compare the words of what may be the same as an entry, and read its names.
    Near(Entry),
    /// Write what somebody says of a pair, take it back, or read again what others said.
    Link(LinkStep),
    /// Read the towns of the map.
    Towns,
    /// Write a change into the saved state.
    Save(Change),
}

/// What a job found out about a corpus.
#[derive(Debug, Clone)]
pub struct FoundIn<T> {
    /// What it found.
    pub found: Arc<T>,
    /// The corpus.
    pub of: Arc<Corpus>,
}

impl<T: PartialEq> PartialEq for FoundIn<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.of, &other.of) && self.found == other.found
    }
}

impl<T: Eq> Eq for FoundIn<T> {}

/// A file to write the focused pane into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The format.
    pub format: ViewFormat,
    /// The file as it was typed: from the working folder on, or after `~/` from the home folder on.
    pub file: String,
    /// Whether a file of that name may be replaced.
    pub replaces: bool,
}

/// The kinds of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// See [`Job::Search`].
    Search,
    /// See [`Job::Texts`].
    Texts,
    /// See [`Job::Filter`].
    Filter,
    /// See [`Job::Count`].
    Count,
    /// See [`Job::FindRows`].
    FindRows,
    /// See [`Job::Sort`].
    Sort,
    /// See [`Job::Compare`].
    Compare,
    /// See [`Job::ReadRow`].
    ReadRow,
    /// See [`Job::Open`].
    Open,
    /// See [`Job::Index`].
    Index,
    /// See [`Job::Outside`].
    Outside,
    /// See [`Job::Export`].
    Export,
    /// See [`Job::Queue`].
    Queue,
    /// See [`Job::Todo`].
    Todo,
    /// See [`Job::Prepare`].
    Prepare,
    /// See [`Job::Decide`].
    Decide,
    /// See [`Job::Follow`].
    Follow,
    /// See [`DeskStep::WriteTo`].
    WriteCorpus,
    /// See [`Job::LinkIndex`].
    LinkIndex,
    /// See [`Job::Join`].
    Join,
    /// See [`Job::Near`].
    Near,
    /// See [`Job::Link`].
    Link,
    /// See [`Job::Towns`].
    Towns,
    /// See [`Job::Save`].
    Save,
}

impl Job {
    /// Its kind.
    pub fn kind(&self) -> JobKind {
        match self {
            Self::Search(_) => JobKind::Search,
            Self::Texts(_) => JobKind::Texts,
            Self::Filter { .. } => JobKind::Filter,
            Self::Count(_) => JobKind::Count,
            Self::FindRows(..) => JobKind::FindRows,
            Self::Sort { .. } => JobKind::Sort,
            Self::Compare(_) => JobKind::Compare,
            Self::ReadRow(_) => JobKind::ReadRow,
            Self::Open => JobKind::Open,
            Self::Index => JobKind::Index,
            Self::Outside { .. } => JobKind::Outside,
            Self::Export(_) => JobKind::Export,
            Self::Queue => JobKind::Queue,
            Self::Todo => JobKind::Todo,
            Self::Prepare => JobKind::Prepare,
            Self::Decide(DeskStep::WriteTo(_)) => JobKind::WriteCorpus,
            Self::Decide(_) => JobKind::Decide,
            Self::Follow => JobKind::Follow,
            Self::LinkIndex => JobKind::LinkIndex,
            Self::Join => JobKind::Join,
            Self::Near(_) => JobKind::Near,
            Self::Link(_) => JobKind::Link,
            Self::Towns => JobKind::Towns,
            Self::Save(_) => JobKind::Save,
        }
    }
}

impl JobKind {
    /// Whether a later job of this kind supersedes an earlier one. Saves and decisions do not: each one carries its own
    /// change. Nor does following: what it has read, the next one does not read again.
    pub fn supersedes(self) -> bool {
        !matches!(self, Self::Save | Self::Decide | Self::Follow | Self::WriteCorpus | Self::Link)
    }

    /// The name for messages, as the subject of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Search => "the search",
            Self::Texts => "searching the texts of records",
            Self::Filter => "filtering",
            Self::Count => "counting",
            Self::FindRows => "the search in this list",
            Self::Sort => "sorting",
            Self::Compare => "comparing with the last visit",
            Self::ReadRow => "reading the record's row",
            Self::Open => "opening",
            Self::Index => "preparing the search",
            Self::Outside => "hiding or showing outside knowledge",
            Self::Export => "the export",
            Self::Queue => "ordering the drafts",
            Self::Todo => "finding what is left to do",
            Self::Prepare => "reading the corpus folder",
            Self::Decide => "the decision",
            Self::Follow => "reading changed files",
            Self::WriteCorpus => "writing the corpus",
            Self::LinkIndex => "preparing to compare records",
            Self::Join => "comparing records",
            Self::Near => "comparing the words of records",
            Self::Link => "the answer",
            Self::Towns => "reading the towns of the map",
            Self::Save => "saving marks and queries",
        }
    }
}

/// The progress of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobProgress {
    /// Percent done; `None` if the total is unknown.
    pub percent: Option<u8>,
    /// Seconds left at the present speed, once it is known.
    pub left: Option<u32>,
}

/// The result of a completed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobResult {
    /// The hits of a search.
    Found(Answer),
    /// What the texts of records say.
    Texts(TextAnswer),
    /// The entries that pass a filter.
    Filtered(Arc<FilterResult>),
    /// The numbers of some filters, in their order.
    Counted(Vec<FilterCount>),
    /// The positions of the rows of a list that hold the words.
    Rows(Arc<[u32]>),
    /// The entries in their order.
    Sorted(Arc<SortedEntries>),
    /// The incidents compared with the last visit.
    Compared(Arc<ComparedIncidents>),
    /// The row of a record.
    Row(Box<RecordDetail>),
    /// All requested sources are open; the last [`Revision`] was delivered before this.
    Opened,
    /// The search index is built.
    Indexed,
    /// The view is written: what, and the whole path of the file.
    Exported(String),
    /// A file of that name is there and was not replaced.
    Taken(ExportRequest),
    /// The drafts in order.
    Queued(FoundIn<DraftQueue>),
    /// What is left to do.
    LeftToDo(FoundIn<Todo>),
    /// The corpus folder is read.
    Prepared,
    /// The decision is written; the [`Revision`] was delivered before this.
    Decided(DecisionOutcome),
    /// The corpus folder is looked at; if it is read again, the [`Revision`] was delivered before this.
    Followed(FollowOutcome),
    /// The records can be compared.
    LinkIndexed(Arc<LinkIndexes>),
    /// All pairs that may be one event.
    Joined(Arc<[WaitingPair]>),
    /// What may be the same as an entry.
    Near(Box<NearLinks>),
    /// What a step did; the [`Revision`] was delivered before this.
    Linked(LinkOutcome),
    /// The towns of the map.
    Towns(Arc<TownList>),
    /// The change is written.
    Saved,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd {
    /// It is completed.
    Done(JobResult),
    /// A later job of its kind replaced it.
    Superseded,
    /// The user stopped it.
    Stopped,
    /// It failed, with a message for the user.
    Failed(String),
}

/// A report of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobReport {
    /// Its progress.
    Progress(JobProgress),
    /// What a search of texts has found so far.
    Texts(TextAnswer),
    /// Its end; the last report.
    Ended(JobEnd),
}

/// A new state of the workspace, which replaces the earlier one.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The new workspace.
    pub workspace: Arc<Workspace>,
    /// All entries in the order of the timeline.
    pub order: Arc<[u32]>,
    /// The progress of its job. The job may deliver further revisions until it ends.
    pub progress: Option<JobProgress>,
}
