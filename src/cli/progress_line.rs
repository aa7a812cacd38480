//! How far long work is, on standard error if that is a terminal. Knows no commands.

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

/// Nothing is shown of work that takes no longer.
const PATIENCE: Duration = Duration::from_millis(500);
/// Time between two lines.
const PAUSE: Duration = Duration::from_millis(200);

/// The line that shows how far work is; removed when dropped.
pub(super) struct ProgressLine {
    what: &'static str,
    all: usize,
    done: usize,
    next: Option<Instant>,
    shown: bool,
}

impl ProgressLine {
    /// Of so many; `what` follows their number. It is shown if the work is `watched`.
    pub(super) fn of(all: usize, what: &'static str, watched: bool) -> Self {
        Self { what, all, done: 0, next: watched.then(|| Instant::now() + PATIENCE), shown: false }
    }

    /// So many more are done.
    pub(super) fn add(&mut self, more: usize) {
        self.at(self.done + more, self.all);
    }

    /// So many are done, of all.
    pub(super) fn at(&mut self, done: usize, all: usize) {
        (self.done, self.all) = (done, all);
        let now = Instant::now();
        if self.next.is_some_and(|next| now >= next) {
            self.next = Some(now + PAUSE);
            self.shown = true;
            let percent = self.done * 100 / self.all.max(1);
            // A terminal that takes nothing does not end the work.
            let _ = write!(io::stderr(), "\rparallax: {} of {} {} ({percent} %)", self.done, self.all, self.what);
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if self.shown {
            // The line is cleared to its end.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
