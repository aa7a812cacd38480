//! The work of jobs that compare the records of what is open, and what their revisions change. Knows no view.

use std::io;
use std::sync::Arc;

use super::task::Task;
use crate::app::also::AlsoState;
use crate::app::job::{JobKind, JobProgress, JobReport, JobResult, Revision};
use crate::app::{Msg, State};
use crate::crosswalk::incident_set::WordsOfAll;
use crate::crosswalk::{ActorNames, JoinProgress, LinkIndexes};
use crate::datasets::DataSetFile;
use crate::load::RecordFiles;
use crate::load::linked::curie;
use crate::model::{Entry, Workspace};

/// Makes the indexes; those of data sets are taken over from earlier ones.
pub(super) fn index(workspace: &Arc<Workspace>, files: &[Arc<DataSetFile>], known: Option<Arc<LinkIndexes>>) -> Task {
    let (workspace, rows) = (Arc::clone(workspace), RecordFiles(files.to_vec()));
    Box::new(move |_, _| {
        let names = ActorNames::new(workspace.names.iter().map(|corpus| &**corpus));
        let rows = WordsOfAll { corpus: &workspace.corpus, rows: &rows };
        let of = (&workspace.sets[..], &workspace.corpus);
        let indexes = LinkIndexes::of(of, &names, &rows, known.as_deref()).map_err(|error| told(&error))?;
        Ok(Some(JobResult::LinkIndexed(Arc::new(indexes))))
    })
}

/// Finds all pairs; those of records are taken over if they are known.
pub(super) fn join(also: &AlsoState, workspace: &Arc<Workspace>, files: &[Arc<DataSetFile>]) -> Option<Task> {
    let (indexes, known) = (also.indexes.clone()?, also.known.1.clone());
    let (workspace, rows) = (Arc::clone(workspace), RecordFiles(files.to_vec()));
    Some(Box::new(move |stale, partial| {
        let done = |done: usize, all: usize| {
            let percent = Some((done * 100 / all.max(1)) as u8);
            partial(JobReport::Progress(JobProgress { percent, left: None }));
        };
        let stop = || stale();
        let progress = JoinProgress { stop: &stop, done: &done };
        let rows = WordsOfAll { corpus: &workspace.corpus, rows: &rows };
        let all = indexes.all(&rows, &progress, known.as_deref()).map_err(|error| told(&error))?;
        Ok(all.map(|all| JobResult::Joined(all.into())))
    }))
}

/// Compares the words of what may be the same as an entry, and reads its names.
pub(super) fn near(
    indexes: Arc<LinkIndexes>,
    workspace: &Arc<Workspace>,
    files: &[Arc<DataSetFile>],
    entry: Entry,
) -> Task {
    let (workspace, files) = (Arc::clone(workspace), files.to_vec());
    Box::new(move |stale, _| {
        let rows = RecordFiles(files.clone());
        let rows = WordsOfAll { corpus: &workspace.corpus, rows: &rows };
        let mut near = indexes.near(entry, Some(&rows)).map_err(|error| told(&error))?;
        for link in &mut near.links {
            if stale() {
                return Ok(None);
            }
            link.name = curie(&workspace, &files, link.other);
        }
        Ok(Some(JobResult::Near(Box::new(near))))
    })
}

fn told(error: &io::Error) -> String {
    error.to_string()
}

/// A revision with what other jobs have done meanwhile: of one that answers pairs only the links count, of one that changes
/// the corpus all but them.
pub(super) fn merged(state: &State, now: &Arc<Workspace>, msg: Msg) -> Msg {
    let Msg::Revised(id, Revision { workspace, order, progress }) = msg else { return msg };
    let (workspace, order) = match state.jobs.kind(id) {
        Some(JobKind::Link) => {
            let linked = Arc::clone(&workspace.linked);
            (Arc::new(Workspace { linked, ..Workspace::clone(now) }), Arc::clone(&state.entries.all))
        }
        Some(JobKind::Decide | JobKind::Follow | JobKind::WriteCorpus | JobKind::Outside) => {
            let linked = Arc::clone(&now.linked);
            // One that only annotates records has the order that there is.
            let order = if order.is_empty() { Arc::clone(&state.entries.all) } else { order };
            (Arc::new(Workspace { linked, ..Workspace::clone(&workspace) }), order)
        }
        _ => (workspace, order),
    };
    Msg::Revised(id, Revision { workspace, order, progress })
}
