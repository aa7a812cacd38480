//! The work of a job as the session gives it out. Knows no job.

use crate::app::job::{JobReport, JobResult};
use crate::search::hit::Stale;

/// The work of a job. It checks from time to time whether it is stale, and then gives `None`, and it may report what it has
/// found so far. An error is a reason for the user.
pub type Task = Box<dyn FnOnce(Stale<'_>, Partial<'_>) -> Result<Option<JobResult>, String> + Send>;

/// Takes how far a job is, and what it has found so far; called from several threads.
pub type Partial<'p> = &'p (dyn Fn(JobReport) + Sync);
