//! Panics in jobs. In a build that unwinds, a panic in a guarded piece of work is an error: the user reads a message, and the
//! workbench goes on. The release build aborts on every panic, as all builds do on a panic anywhere else; then the hook
//! of the terminal restores it first. Nothing here knows what the work is.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Whether a panic in this thread is caught here.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where it was, and its message.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does some of a job; a panic is an error.
pub(super) fn guard<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    GUARDED.set(true);
    // What a job shares with others is behind locks, and they take what a panic leaves as it is.
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.unwrap_or_else(|_| {
        let panic = PANIC.take();
        Err(format!("a mistake in the program ({panic}); please report it"))
    })
}

/// For the panic hook: whether the panic becomes a failed job, and nothing else is to be done about it.
pub(super) fn takes(info: &PanicHookInfo<'_>) -> bool {
    let taken = cfg!(panic = "unwind") && GUARDED.get();
    if taken {
        let message = info.payload_as_str().unwrap_or_default();
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        PANIC.set(format!("{place}: {message}"));
    }
    taken
}
