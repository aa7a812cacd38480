//! The thread that answers the finder: only the latest question, given up when a later one comes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::events::Event;
use crate::app::Msg;
use crate::session::Seeker;

/// The worker.
pub(super) struct Worker {
    questions: Sender<(u64, String)>,
    /// The number of the latest question.
    latest: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the thread; it ends with the worker.
    pub(super) fn start(seeker: Seeker, answers: Sender<Event>) -> io::Result<Self> {
        let (questions, asked) = channel::<(u64, String)>();
        let latest = Arc::new(AtomicU64::new(0));
        let newest = Arc::clone(&latest);
        thread::Builder::new().name("finder".into()).spawn(move || {
            // While the first screen is drawn, not before it.
            seeker.prepare();
            while let Ok(mut question) = asked.recv() {
                // A burst of keys is one question: the last.
                while let Ok(later) = asked.try_recv() {
                    question = later;
                }
                let (number, query) = question;
                let stale = || newest.load(Ordering::Relaxed) != number;
                if let Some(answer) = seeker.seek(&query, &stale)
                    && answers.send(Event::Msg(Msg::Found(number, answer))).is_err()
                {
                    return;
                }
            }
        })?;
        Ok(Self { questions, latest })
    }

    /// Asks. A finder that was closed and opened again counts from the start, so numbers only need to differ.
    pub(super) fn ask(&self, number: u64, query: String) {
        self.latest.store(number, Ordering::Relaxed);
        // The thread lives as long as this sender; if it died, the finder stays without answer.
        let _ = self.questions.send((number, query));
    }
}
