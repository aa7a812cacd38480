//! Signals for commands that work without a terminal: half-written files are removed before the program ends. It knows no
//! files; commands ask it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};

/// The signal that has asked the program to end, if one has.
#[derive(Debug, Clone, Default)]
pub struct TerminationRequest(Arc<AtomicUsize>);

impl TerminationRequest {
    /// Whether one has.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// Ends by that signal, if there is one.
    pub fn die_if_asked(&self) {
        if let signal @ 1.. = self.0.load(Ordering::Relaxed) {
            let _ = signal_hook::low_level::emulate_default_handler(signal as i32);
        }
    }
}

/// Notes INT, TERM and HUP from now on; a second one ends the program at once.
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

/// Makes a file that grows beyond its limit (`ulimit -f`) an error that can be reported instead of a signal.
pub fn errors_for_large_files() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(|_| ())
}
