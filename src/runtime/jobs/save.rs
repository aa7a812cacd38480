//! Saves state in the background so that input never blocks on disk. Knows changes, not the state of the workbench.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::app::Msg;
use crate::app::job::{JobEnd, JobId, JobReport, JobResult};
use crate::runtime::events::Event;
use crate::runtime::panics::guard;
use crate::saved_state::Change;
use crate::saved_state::folder::Folder;

/// Writes changes to the saved state, in a thread.
pub(in crate::runtime) struct StateWriter {
    changes: Sender<(Option<JobId>, Change)>,
    /// Receives, when the thread ends, the reason if changes could not be written.
    ended: Receiver<Option<String>>,
}

impl StateWriter {
    /// Starts the thread.
    pub(in crate::runtime) fn start(folder: Folder, events: Sender<Event>) -> io::Result<Self> {
        let (changes, asked) = channel();
        let (ending, ended) = channel();
        thread::Builder::new().name("save".into()).spawn(move || {
            let left = write_all(&folder, &asked, &events);
            // The receiver may have timed out.
            let _ = ending.send(left);
        })?;
        Ok(Self { changes, ended })
    }

    /// Writes a change, as the job `job`.
    pub(super) fn save(&self, job: JobId, change: Change) {
        self.send(Some(job), change);
    }

    /// Writes the last changes and waits for all changes to be written, up to a limit in case the disk hangs. Gives the
    /// reason if some could not be written.
    pub(in crate::runtime) fn finish(self, last: Vec<Change>) -> Option<String> {
        const PATIENCE: Duration = Duration::from_secs(5);
        for last in last {
            self.send(None, last);
        }
        drop(self.changes);
        self.ended
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|_| Some("marks, queries and the view could not be saved in time".to_owned()))
    }

    fn send(&self, job: Option<JobId>, change: Change) {
        // The thread lives as long as this sender.
        let _ = self.changes.send((job, change));
    }
}

/// Writes changes as they arrive, all waiting ones together. A change that could not be written is tried again with the
/// next one and at the end. Gives the reason if some could not be written.
fn write_all(folder: &Folder, asked: &Receiver<(Option<JobId>, Change)>, events: &Sender<Event>) -> Option<String> {
    let mut pending = Vec::new();
    let mut last_error = None;
    while let Ok(first) = asked.recv() {
        let mut jobs = Vec::new();
        for (job, change) in std::iter::once(first).chain(asked.try_iter()) {
            jobs.extend(job);
            pending.push(change);
        }
        let end = match guard(|| folder.write(&pending)) {
            Ok(remark) => {
                pending.clear();
                last_error = None;
                if let Some(remark) = remark {
                    let _ = events.send(Event::Msg(Msg::Notice(remark)));
                }
                JobEnd::Done(JobResult::Saved)
            }
            Err(why) => {
                last_error = Some(why.clone());
                JobEnd::Failed(why)
            }
        };
        for job in jobs {
            // After the loop has ended nobody receives this; `finish` gives the reason instead.
            let _ = events.send(Event::Msg(Msg::Job(job, JobReport::Ended(end.clone()))));
        }
    }
    last_error.and_then(|_| guard(|| folder.write(&pending)).err())
}
