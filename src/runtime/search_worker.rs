//! The thread that answers questions: the finder's, and what filters let through. Only the latest of each kind, given
//! up when a later one comes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::events::Event;
use crate::app::Msg;
use crate::session::SearchService;

/// Something to answer.
enum Question {
    /// Prepare for questions.
    Prepare,
    /// Look a query up.
    Find(u64, String),
    /// See what a filter lets through, with facets or without.
    Filter(u64, String, bool),
}

/// The worker.
pub(super) struct Worker {
    questions: Sender<Question>,
    /// The numbers of the latest questions of each kind.
    find: Arc<AtomicU64>,
    survey: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the thread; it ends with the worker.
    pub(super) fn start(seeker: SearchService, answers: Sender<Event>) -> io::Result<Self> {
        let (questions, asked) = channel::<Question>();
        let (find, survey) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (newest_find, newest_survey) = (Arc::clone(&find), Arc::clone(&survey));
        thread::Builder::new().name("finder".into()).spawn(move || {
            while let Ok(question) = asked.recv() {
                let answer = match question {
                    Question::Prepare => {
                        seeker.prepare();
                        continue;
                    }
                    Question::Find(number, query) => {
                        let stale = || newest_find.load(Ordering::Relaxed) != number;
                        // A burst of keys is one question: the last.
                        let found = if stale() { None } else { seeker.seek(&query, &stale) };
                        found.map(|answer| Msg::Found(number, answer))
                    }
                    Question::Filter(number, filter, wanted) => {
                        let stale = || newest_survey.load(Ordering::Relaxed) != number;
                        let surveyed = if stale() { None } else { seeker.survey(&filter, wanted, &stale) };
                        surveyed.map(|survey| Msg::Filtered(number, survey))
                    }
                };
                if answer.is_some_and(|msg| answers.send(Event::Msg(msg)).is_err()) {
                    return;
                }
            }
        })?;
        Ok(Self { questions, find, survey })
    }

    /// Prepares for questions while nobody asks any.
    pub(super) fn prepare(&self) {
        self.send(Question::Prepare);
    }

    /// Looks a query up. A finder that was closed and opened again counts on, so numbers only need to differ.
    pub(super) fn find(&self, number: u64, query: String) {
        self.find.store(number, Ordering::Relaxed);
        self.send(Question::Find(number, query));
    }

    /// Sees what a filter lets through.
    pub(super) fn survey(&self, number: u64, filter: String, wanted: bool) {
        self.survey.store(number, Ordering::Relaxed);
        self.send(Question::Filter(number, filter, wanted));
    }

    fn send(&self, question: Question) {
        // The thread lives as long as this sender; if it died, questions stay without answer.
        let _ = self.questions.send(question);
    }
}
