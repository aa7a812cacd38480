//! What jobs report: hits, entries that pass the filter, rows, new states of what is open, and how each job ended.
//! Every result goes from here to the view that asked for it; nothing else in `update` knows the register's ends.

use super::{narrow, overlay, record, remember};
use crate::app::effect::Effects;
use crate::app::job::{Job, JobEnd, JobId, JobKind, JobReport, JobResult, Progress, Revision};
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
        JobEnd::Stopped => {
            given_up(state, id);
            if job.kind == JobKind::Open {
                state.stopped = Some(Progress { left: None, ..job.progress.unwrap_or_default() });
            }
            Effects::none()
        }
        JobEnd::Failed(why) => {
            failed(state, library, id, job.kind, why);
            Effects::none()
        }
    }
}

fn done(state: &mut State, library: &Workspace, id: JobId, result: JobResult) -> Effects {
    match result {
        JobResult::Found(answer) => return overlay::found(state, library, id, answer),
        JobResult::Filtered(passed) => return narrow::filtered(state, library, id, &passed),
        JobResult::Row(detail) => record::row_read(state, library, id, Ok(&detail)),
        JobResult::Opened | JobResult::Indexed => {}
        JobResult::Saved => state.unsaved = None,
    }
    Effects::none()
}

/// Tells the user why a job failed.
fn failed(state: &mut State, library: &Workspace, id: JobId, kind: JobKind, why: String) {
    given_up(state, id);
    match kind {
        JobKind::ReadRow => record::row_read(state, library, id, Err(&why)),
        // A disk that takes nothing fails every change; the reason is told once.
        JobKind::Save => {
            if state.unsaved.as_ref() != Some(&why) {
                state.notice = Some(why.clone());
            }
            state.unsaved = Some(why);
        }
        JobKind::Search | JobKind::Filter | JobKind::Open | JobKind::Index => {
            state.notice = Some(format!("{} failed: {why}", kind.words()));
        }
    }
}

/// Nothing waits for a job any more that gives no result.
fn given_up(state: &mut State, id: JobId) {
    if state.filter.job == Some(id) {
        state.filter.job = None;
    }
    if let Some(finder) = state.finder.as_mut().filter(|f| f.job == Some(id)) {
        finder.job = None;
    }
}

/// Takes in a new state of what is open, which is now `library`. A superseded job has nothing more to hand over.
pub(super) fn revised(state: &mut State, library: &Workspace, id: JobId, revision: Revision) -> Effects {
    if !state.jobs.runs(id) {
        return Effects::none();
    }
    let Revision { order, progress, last, .. } = revision;
    state.jobs.progress(id, progress);
    let before = state.timeline.selected();
    let untouched = !state.touched && state.left_at.is_none();
    state.timeline.grow(library, order, untouched);
    if last {
        remember::read_to_the_end(state, library);
    }
    if state.timeline.selected() != before && state.views.is_empty() {
        state.detail = state.detail.anew();
    }
    let prepared = last.then(|| state.jobs.start(Job::Index).1);
    Effects::from(prepared).and(narrow::refresh(state)).and(overlay::refresh(state))
}
