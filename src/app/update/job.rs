//! What jobs report: hits, entries that pass the filter, rows, revisions, and how each job ended.
//! Every result goes from here to the view that asked for it; nothing else in `update` knows the register's ends.

use super::{narrow, overlay, record, remember};
use crate::app::effect::Effects;
use crate::app::job::{Job, JobEnd, JobId, JobKind, JobReport, JobResult, Progress, Revision, Running};
use crate::app::state::State;
use crate::model::Workspace;

/// The workbench begins.
pub(super) fn begin(state: &mut State, more: bool) -> Effects {
    let (_, effect) = state.jobs.start(if more { Job::Open } else { Job::Index });
    effect.into()
}

/// Takes in a job's report. One about a job that was superseded changes nothing.
pub(super) fn reported(state: &mut State, library: &Workspace, id: JobId, report: JobReport) -> Effects {
    let end = match report {
        JobReport::Progress(progress) => {
            state.jobs.progress(id, Some(progress));
            return Effects::none();
        }
        JobReport::Ended(end) => end,
    };
    let Some(job) = state.jobs.end(id) else { return Effects::none() };
    match end {
        JobEnd::Done(result) => done(state, library, id, result),
        JobEnd::Superseded => Effects::none(),
        JobEnd::Stopped => unfinished(state, library, job),
        JobEnd::Failed(why) => {
            failed(state, library, job, why);
            unfinished(state, library, job)
        }
    }
}

fn done(state: &mut State, library: &Workspace, id: JobId, result: JobResult) -> Effects {
    match result {
        JobResult::Found(answer) => return overlay::found(state, library, id, answer),
        JobResult::Filtered(passed) => return narrow::filtered(state, library, id, &passed),
        JobResult::Row(detail) => record::row_read(state, library, id, Ok(&detail)),
        JobResult::Opened => return opened(state, library),
        JobResult::Indexed => {}
        JobResult::Saved => state.unsaved = None,
    }
    Effects::none()
}

/// Tells the user why a job failed.
fn failed(state: &mut State, library: &Workspace, job: Running, why: String) {
    match job.kind {
        JobKind::ReadRow => record::row_read(state, library, job.id, Err(&why)),
        // A disk that takes nothing fails every change; the user reads the reason once.
        JobKind::Save => {
            if state.unsaved.as_ref() != Some(&why) {
                state.notice = Some(why.clone());
            }
            state.unsaved = Some(why);
        }
        JobKind::Search | JobKind::Filter | JobKind::Open | JobKind::Index => {
            state.notice = Some(format!("{} failed: {why}", job.kind.words()));
        }
    }
}

/// A job has ended without its result: nothing waits for it any more. What was opened so far is all there is, and the
/// header says so.
fn unfinished(state: &mut State, library: &Workspace, job: Running) -> Effects {
    if state.filter.job == Some(job.id) {
        state.filter.job = None;
    }
    if let Some(finder) = state.finder.as_mut().filter(|f| f.job == Some(job.id)) {
        finder.job = None;
    }
    if job.kind != JobKind::Open {
        return Effects::none();
    }
    state.stopped = Some(Progress { left: None, ..job.progress.unwrap_or_default() });
    opened(state, library)
}

/// Nothing more is opened: marks are looked for in all that is open, and searching is prepared.
fn opened(state: &mut State, library: &Workspace) -> Effects {
    remember::read_to_the_end(state, library);
    state.jobs.start(Job::Index).1.into()
}

/// Takes in a revision of the workspace, which is now `library`. A superseded job has nothing more to hand over.
pub(super) fn revised(state: &mut State, library: &Workspace, id: JobId, revision: Revision) -> Effects {
    if !state.jobs.runs(id) {
        return Effects::none();
    }
    let Revision { order, progress, .. } = revision;
    state.jobs.progress(id, progress);
    let before = state.timeline.selected();
    let untouched = !state.touched && state.left_at.is_none();
    state.timeline.grow(library, order, untouched);
    if state.timeline.selected() != before && state.views.is_empty() {
        state.detail = state.detail.anew();
    }
    Effects::from(narrow::refresh(state)).and(overlay::refresh(state))
}
