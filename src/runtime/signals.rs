//! Signals of commands that work without a terminal: what is half done is undone before the program ends.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};

/// The signal that asks the program to end, once one does.
#[derive(Debug, Clone, Default)]
pub struct TerminationRequest(Arc<AtomicUsize>);

impl TerminationRequest {
    /// Whether one does.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// Takes the signal's usual course.
    pub fn die_if_asked(&self) {
        if let signal @ 1.. = self.0.load(Ordering::Relaxed) {
            let _ = signal_hook::low_level::emulate_default_handler(signal as i32);
        }
    }
}

/// From now on INT, TERM and HUP are noted; a second one ends the program at once.
pub fn asked_to_end() -> io::Result<TerminationRequest> {
    let asked = TerminationRequest::default();
    let again = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // In this order: the first time the flag is not yet set.
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&again))?;
        signal_hook::flag::register(signal, Arc::clone(&again))?;
        signal_hook::flag::register_usize(signal, Arc::clone(&asked.0), signal as usize)?;
    }
    Ok(asked)
}

/// Has a file that grows beyond what is allowed (`ulimit -f`) end in an error that can be told, not in a signal.
pub fn errors_for_large_files() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(|_| ())
}
