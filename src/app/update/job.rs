//! Reports of jobs: hits, filtered entries, rows, revisions, and the end of each job. Passes each result to the part of
//! the state that requested it. It does not know how jobs run.

use std::sync::Arc;

use super::accept;
use super::also;
use super::arrange;
use super::decided;
use super::desk;
use super::export;
use super::follow;
use super::map;
use super::todo;
use super::view_search;
use super::visit;
use crate::app::counting::FilterCounting;
use crate::app::effect::{Effect, Effects};
use crate::app::job::{Job, JobEnd, JobId, JobKind, JobProgress, JobReport, JobResult, Revision};
use crate::app::jobs::{Jobs, Running};
use crate::app::linked::relink;
use crate::app::navigate::{ask_counts, ask_filter, left_entry, return_to, select_filtered};
use crate::app::noted::renote;
use crate::app::overlays::Overlay;
use crate::app::panes::View;
use crate::app::panes::articles::Articles;
use crate::app::state::State;
use crate::keymap::Action;
use crate::model::dataset::RecordDetail;
use crate::model::{Member, Workspace};
use crate::present::words::count;
use crate::search::Answer;
use crate::search::filter_result::{FilterCount, FilterResult};
use crate::search::texts::TextAnswer;

/// Starts the first job: opens further sources, or builds the search index.
pub(super) fn begin(state: &mut State, workspace: &Workspace, more: bool) -> Effects {
    list_articles(state, workspace);
    let (_, effect) = state.jobs.start(if more { Job::Open } else { Job::Index });
    visit::compare(state, workspace).and(effect)
}

/// Opens the list of articles if they are all there is besides drafts, and the user has done nothing yet.
fn list_articles(state: &mut State, workspace: &Workspace) {
    let corpus = &workspace.corpus;
    let drafts = corpus.incidents().all(|(_, incident)| incident.drafted.is_some());
    let alone = workspace.sets.is_empty() && corpus.articles().len() > 0 && drafts;
    if alone && !state.touched && state.views.is_empty() && state.overlay.is_none() {
        state.views.push(View::Articles(Articles::default()));
    }
}

/// Applies a job's report. The end of a superseded job changes nothing.
pub(super) fn reported(state: &mut State, workspace: &Workspace, id: JobId, report: JobReport) -> Effects {
    let end = match report {
        JobReport::Progress(progress) => {
            state.jobs.progress(id, Some(progress));
            export::progressed(state, id, progress);
            return Effects::none();
        }
        JobReport::Texts(answer) => {
            if let Some(finder) = state.finder_mut().filter(|f| f.texts.job == Some(id)) {
                finder.take_texts(answer);
            }
            return Effects::none();
        }
        JobReport::Ended(end) => end,
    };
    let Some(job) = state.jobs.end(id) else { return Effects::none() };
    match end {
        JobEnd::Done(result) => return done(state, workspace, id, result),
        JobEnd::Superseded => {}
        JobEnd::Stopped => {
            if job.kind == JobKind::Export {
                export::stopped(state);
            }
            return unfinished(state, workspace, job);
        }
        JobEnd::Failed(why) => {
            failed(state, workspace, job, why);
            return unfinished(state, workspace, job);
        }
    }
    Effects::none()
}

fn done(state: &mut State, workspace: &Workspace, id: JobId, result: JobResult) -> Effects {
    match result {
        JobResult::Found(answer) => return found(state, workspace, id, answer),
        JobResult::Texts(answer) => return found_in_texts(state, workspace, id, answer),
        JobResult::Filtered(passed) => return filtered(state, workspace, id, &passed),
        JobResult::Counted(counts) => return counted(state, workspace, id, counts),
        JobResult::Rows(rows) => view_search::found(state, workspace, id, rows),
        JobResult::Sorted(sorted) => arrange::sorted(state, workspace, &sorted),
        JobResult::Compared(compared) => visit::compared(state, workspace, &compared),
        JobResult::Row(detail) => row_read(state, workspace, id, Ok(&detail)),
        JobResult::Opened => return opened(state, workspace),
        JobResult::Indexed | JobResult::Prepared => {}
        JobResult::Exported(what) => export::done(state, &what),
        JobResult::Taken(request) => export::taken(state, workspace, request),
        JobResult::Queued(drafts) => desk::ordered(state, workspace, &drafts),
        JobResult::LeftToDo(found) => todo::found(state, workspace, &found),
        JobResult::Decided(outcome) => decided::done(state, id, outcome),
        JobResult::Followed(outcome) => follow::done(state, outcome),
        JobResult::LinkIndexed(indexes) => also::indexed(state, indexes),
        JobResult::Joined(all) => also::joined(state, all),
        JobResult::Near(found) => also::near(state, id, *found),
        JobResult::Linked(outcome) => also::done(state, id, outcome),
        JobResult::Towns(towns) => map::take(state, workspace, &towns),
        JobResult::Saved => state.unsaved = None,
    }
    Effects::none()
}

/// Shows why a job failed.
fn failed(state: &mut State, workspace: &Workspace, job: Running, why: String) {
    match job.kind {
        JobKind::ReadRow => row_read(state, workspace, job.id, Err(&why)),
        // Every change fails while the disk cannot be written, so the message is shown once.
        JobKind::Save => {
            if state.unsaved.as_ref() != Some(&why) {
                state.notice = Some(why.clone());
            }
            state.unsaved = Some(why);
        }
        JobKind::Export => state.notice = Some(format!("nothing was written: {why}")),
        JobKind::Follow => follow::failed(state, why),
        // The decision that comes will say it.
        JobKind::Prepare => {}
        // The reason says what was not done.
        JobKind::Decide | JobKind::WriteCorpus => decided::refused(state, workspace, job.id, why),
        JobKind::LinkIndex | JobKind::Join | JobKind::Near => also::failed(state, workspace, job.kind, why),
        JobKind::Link => also::refused(state, job.id, why),
        JobKind::Search
        | JobKind::Queue
        | JobKind::Todo
        | JobKind::Towns
        | JobKind::Texts
        | JobKind::Filter
        | JobKind::Count
        | JobKind::FindRows
        | JobKind::Sort
        | JobKind::Compare
        | JobKind::Open
        | JobKind::Index
        | JobKind::Outside => {
            state.notice = Some(format!("{} failed: {why}", job.kind.words()));
        }
    }
}

/// Handles the end of a job without a result: stops waiting for it. If the job was opening sources, those opened so far
/// remain, and the header shows that it stopped.
fn unfinished(state: &mut State, workspace: &Workspace, job: Running) -> Effects {
    if state.filter.job == Some(job.id) {
        state.filter.job = None;
    }
    if let Some(finder) = state.finder_mut().filter(|f| f.job == Some(job.id)) {
        finder.job = None;
    }
    if let Some(finder) = state.finder_mut().filter(|f| f.texts.job == Some(job.id)) {
        finder.texts.job = None;
    }
    if let Some(facets) = state.facets_mut().filter(|f| f.job == Some(job.id)) {
        facets.job = None;
    }
    if let Some((counting, _)) = counting_mut(state).filter(|(counting, _)| counting.is_of(job.id)) {
        counting.fail();
    }
    if job.kind != JobKind::Open {
        return Effects::none();
    }
    state.stopped = Some(JobProgress { left: None, ..job.progress.unwrap_or_default() });
    opened(state, workspace)
}

/// Handles the end of opening: finds the targets of marks and builds the search index.
fn opened(state: &mut State, workspace: &Workspace) -> Effects {
    state.marks.resolve(workspace);
    return_to(state, workspace);
    let drafts = workspace.corpus.incidents().filter(|(_, incident)| incident.drafted.is_some()).count();
    if drafts > 0 && matches!(state.views.last(), Some(View::Articles(_))) {
        let key = state.key(Action::Timeline);
        let read = format!("{} read by rule; {key} shows them on the timeline", count(drafts, "draft incident"));
        // What was said of the files just before stays.
        state.notice = Some(state.notice.take().map_or_else(|| read.clone(), |other| format!("{read} · {other}")));
    }
    visit::compare(state, workspace).and(state.jobs.start(Job::Index).1)
}

/// Shows hits, unless the query has changed meanwhile. If the user has already pressed Enter, opens the first hit.
fn found(state: &mut State, workspace: &Workspace, id: JobId, answer: Answer) -> Effects {
    let Some(finder) = state.finder_mut().filter(|f| f.job == Some(id)) else { return Effects::none() };
    finder.take(answer);
    let grown = std::mem::take(&mut finder.grown);
    // What has been read meanwhile may hold the hit that Enter waits for.
    if finder.eager && !(grown && finder.answer.hits.is_empty()) {
        let texts = if finder.answer.hits.is_empty() { ask_texts(state, workspace) } else { Effects::none() };
        return texts.and(accept::finder(state, workspace));
    }
    if grown { search_again(state) } else { ask_texts(state, workspace) }
}

/// Searches the texts of records for the finder's query.
fn ask_texts(state: &mut State, workspace: &Workspace) -> Effects {
    let State { overlay: Some(Overlay::Finder(finder)), jobs, .. } = state else { return Effects::none() };
    finder.ask_texts(jobs, workspace).into()
}

/// Shows what texts say, unless the query has changed meanwhile. If the user has already pressed Enter, and nothing else
/// was found, opens the first hit.
fn found_in_texts(state: &mut State, workspace: &Workspace, id: JobId, answer: TextAnswer) -> Effects {
    let Some(finder) = state.finder_mut().filter(|f| f.texts.job == Some(id)) else { return Effects::none() };
    finder.take_texts(answer);
    finder.texts.job = None;
    if std::mem::take(&mut finder.texts.grown) {
        return ask_texts(state, workspace);
    }
    if !finder.eager || finder.is_waiting() {
        return Effects::none();
    }
    // It said that Enter waits.
    state.notice = None;
    accept::finder(state, workspace)
}

/// Stops a search of texts whose finder is closed or has another query.
pub(super) fn stop_texts(state: &mut State) -> Option<Effect> {
    let id = state.jobs.running(JobKind::Texts)?.id;
    if state.finder().is_some_and(|finder| finder.texts.job == Some(id)) {
        return None;
    }
    state.jobs.end(id);
    Some(Effect::Stop(id))
}

/// Shows the entries that pass the filter, unless it has changed meanwhile.
fn filtered(state: &mut State, workspace: &Workspace, id: JobId, result: &FilterResult) -> Effects {
    if state.filter.job != Some(id) {
        return Effects::none();
    }
    state.filter.job = None;
    if let Some(facets) = state.facets_mut() {
        facets.take(result);
    }
    let left = left_entry(state, workspace);
    if state.filter.is_on() {
        state.filter.readings.clone_from(&result.readings);
        state.show(workspace, Arc::clone(&result.shown), Arc::clone(&result.possible));
    } else {
        state.show_all(workspace);
    }
    select_filtered(state, workspace, left);
    let again = if std::mem::take(&mut state.filter.grown) { ask_filter(state) } else { Effects::none() };
    again.and(ask_counts(state))
}

/// Shows the numbers of what the text typed into the filter can mean, unless it has changed meanwhile. If the user has
/// already pressed Enter, chooses the first meaning.
fn counted(state: &mut State, workspace: &Workspace, id: JobId, counts: Vec<FilterCount>) -> Effects {
    if let Some((counting, jobs)) = counting_mut(state).filter(|(counting, _)| counting.is_of(id)) {
        return counting.take(jobs, counts).into();
    }
    let Some(facets) = state.facets_mut().filter(|f| f.job == Some(id)) else { return Effects::none() };
    facets.take_counts(counts);
    if !facets.is_undecided() && std::mem::take(&mut facets.eager) {
        accept::facets(state, &workspace.corpus)
    } else {
        Effects::none()
    }
}

/// Applies a record's row to all its subjects, or shows why it could not be read.
fn row_read(state: &mut State, workspace: &Workspace, id: JobId, row: Result<&RecordDetail, &String>) {
    let Some((_, record)) = state.row.take_if(|(job, _)| *job == id) else { return };
    let set = workspace.set(record);
    let member = match row {
        Ok(detail) => Member::record(set, record, Some(detail)).noted_in(workspace),
        Err(why) => {
            state.notice = Some(format!("the record's row cannot be read: {why}"));
            Member::unread_record(set, record, why).noted_in(workspace)
        }
    };
    if let Some(before) = &state.subject
        && let Some(subject) = before.with_member(&member)
    {
        state.ledger.keep_row(before, &subject);
        state.subject = Some(Arc::new(subject));
    }
    for at in 0..state.views.len() {
        let subject = state.views[at].pane().subject(&state.cx(workspace));
        if let Some(subject) = subject.and_then(|subject| subject.with_member(&member)) {
            state.views[at].pane_mut().set_subject(&Arc::new(subject));
        }
    }
}

/// Applies a revision of the workspace. Revisions of superseded jobs are ignored.
pub(super) fn revised(state: &mut State, old: &Workspace, id: JobId, revision: Revision) -> Effects {
    if !state.jobs.runs(id) {
        return Effects::none();
    }
    let Revision { workspace, order, progress } = revision;
    let mut compared = Effects::none();
    state.jobs.progress(id, progress);
    if Arc::ptr_eq(&old.corpus, &workspace.corpus) {
        // Data sets only grow, so entry numbers stay valid.
        let untouched = !state.touched && state.left_at.is_none();
        let unfiltered = Arc::ptr_eq(&state.entries.all, &state.entries.shown);
        let selected = state.selected();
        state.range_from = None;
        state.entries.grow(&workspace, order);
        if unfiltered {
            state.timeline.list.cursor = 0;
            if let Some(entry) = selected.filter(|_| !untouched) {
                state.select(&workspace, entry);
            }
        }
        if !Arc::ptr_eq(&old.linked, &workspace.linked) {
            relink(state, &workspace);
        }
    } else {
        // Every other job has read the files.
        if state.jobs.running(JobKind::Outside).is_none_or(|job| job.id != id) {
            state.folder.held_back = None;
        }
        state.rebase(old, &workspace, order);
        // Members may be gone, or others.
        relink(state, &workspace);
        // Results of jobs that run would hold numbers of the old workspace.
        state.filter.job = None;
        if let Some(finder) = state.finder_mut() {
            finder.forget_hits();
        }
        if let Some(facets) = state.facets_mut() {
            facets.job = None;
        }
        list_articles(state, &workspace);
        if !std::ptr::eq(old.whole_corpus(), workspace.whole_corpus()) {
            compared = visit::compare(state, &workspace);
        }
    }
    if !Arc::ptr_eq(&old.noted, &workspace.noted) || old.hides_outside() != workspace.hides_outside() {
        renote(state, &workspace);
    }
    compared.and(filter_again(state)).and(search_again(state)).and(count_again(state))
}

/// The counting of the list of filters that is open, with the register of jobs.
fn counting_mut(state: &mut State) -> Option<(&mut FilterCounting, &mut Jobs)> {
    match &mut state.overlay {
        Some(Overlay::ActiveFilters(active)) => Some((&mut active.counting, &mut state.jobs)),
        Some(Overlay::SavedFilters(saved)) => Some((&mut saved.counting, &mut state.jobs)),
        _ => None,
    }
}

/// Counts the filters of an open list again after the workspace has grown.
fn count_again(state: &mut State) -> Effects {
    let State { overlay, jobs, .. } = state;
    match overlay {
        Some(Overlay::ActiveFilters(active)) => active.grow(jobs).into(),
        Some(Overlay::SavedFilters(saved)) => saved.counting.grow(jobs).into(),
        _ => Effects::none(),
    }
}

/// Applies the filter again after the workspace has grown. A running job finishes first, so that results appear even
/// while the workspace keeps growing.
fn filter_again(state: &mut State) -> Effects {
    if !state.filter.is_on() && !state.has_facets() {
        return Effects::none();
    }
    if state.filter.is_waiting() {
        state.filter.grown = true;
        return Effects::none();
    }
    ask_filter(state)
}

/// Searches again after the workspace has grown. A running search finishes first.
fn search_again(state: &mut State) -> Effects {
    match state.finder_mut() {
        Some(finder) if finder.prompt.text().trim().is_empty() => Effects::none(),
        Some(finder) if finder.is_waiting() => {
            finder.grown = true;
            Effects::none()
        }
        Some(_) => {
            let State { overlay: Some(Overlay::Finder(finder)), jobs, .. } = state else { return Effects::none() };
            finder.ask(jobs, true).into()
        }
        None => Effects::none(),
    }
}
