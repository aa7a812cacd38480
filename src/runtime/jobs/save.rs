//! Saves state in the background so that input never blocks on disk. It knows no state: it is given changes.

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

/// Takes changes and writes them.
pub(in crate::runtime) struct StateWriter {
    changes: Sender<(Option<JobId>, Change)>,
    /// Why the last changes could not be written, once the thread has ended.
    ended: Receiver<Option<String>>,
}

impl StateWriter {
    /// Starts the thread.
    pub(in crate::runtime) fn start(folder: Folder, events: Sender<Event>) -> io::Result<Self> {
        let (changes, asked) = channel();
        let (ending, ended) = channel();
        thread::Builder::new().name("save".into()).spawn(move || {
            let left = write_all(&folder, &asked, &events);
            // The receiver may have run out of patience.
            let _ = ending.send(left);
        })?;
        Ok(Self { changes, ended })
    }

    /// Writes a change, as this job.
    pub(super) fn save(&self, job: JobId, change: Change) {
        self.send(Some(job), change);
    }

    /// Waits until everything is written, but not for a disk that hangs. Gives the reason if something could not be.
    pub(in crate::runtime) fn finish(self, last: Option<Change>) -> Option<String> {
        const PATIENCE: Duration = Duration::from_secs(5);
        if let Some(last) = last {
            self.send(None, last);
        }
        drop(self.changes);
        self.ended
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|_| Some("what is to be remembered could not be written in time".to_owned()))
    }

    fn send(&self, job: Option<JobId>, change: Change) {
        // The thread lives as long as this sender.
        let _ = self.changes.send((job, change));
    }
}

/// Writes changes as they come, several at once when they come fast. A change that could not be written stays and is
/// tried again with the next one. Gives the reason if some could not be written in the end.
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
            // Once the loop has ended it hears nothing more; the caller of `finish` does.
            let _ = events.send(Event::Msg(Msg::Job(job, JobReport::Ended(end.clone()))));
        }
    }
    last_error.and_then(|_| guard(|| folder.write(&pending)).err())
}
