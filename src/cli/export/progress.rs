//! How far an export is, on standard error if that is a terminal. Knows no formats.

use std::io::{self, IsTerminal, Write as _};
use std::time::{Duration, Instant};

/// Nothing is shown of an export that takes no longer.
const PATIENCE: Duration = Duration::from_millis(500);
/// Time between two lines.
const PAUSE: Duration = Duration::from_millis(200);

/// The line that shows how far an export is; removed when dropped.
pub(super) struct ExportProgress {
    all: usize,
    done: usize,
    next: Option<Instant>,
    shown: bool,
}

impl ExportProgress {
    /// Of so many entries.
    pub(super) fn of(all: usize) -> Self {
        // Where the data itself goes to the terminal, it shows how far it is.
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { all, done: 0, next: watched.then(|| Instant::now() + PATIENCE), shown: false }
    }

    /// So many more are written.
    pub(super) fn add(&mut self, more: usize) {
        self.done += more;
        let now = Instant::now();
        if self.next.is_some_and(|next| now >= next) {
            self.next = Some(now + PAUSE);
            self.shown = true;
            let percent = self.done * 100 / self.all.max(1);
            // A terminal that takes nothing does not end an export.
            let _ = write!(io::stderr(), "\rparallax: {} of {} entries written ({percent} %)", self.done, self.all);
        }
    }
}

impl Drop for ExportProgress {
    fn drop(&mut self) {
        if self.shown {
            // The line is cleared to its end.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
