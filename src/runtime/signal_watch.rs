//! Ends the program by a signal, or when its terminal goes away, and leaves the terminal whole: from before it is first
//! touched until the end.
//!
//! While the loop runs it is asked to end, so that state is saved. Before and after that, and where the loop does not end in
//! time, the thread of this file restores the terminal and takes the signal's default action itself. Knows no session.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::signal::{
    SIGABRT, SIGALRM, SIGBUS, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGXCPU,
};
use signal_hook::iterator::Signals;

use super::events::Event;
use super::term;

/// The signals that end a program unless it takes them. ILL, FPE and SEGV cannot be taken safely, and KILL not at all; a
/// closed pipe and a file beyond its limit are errors, which `main` and `signals.rs` see to.
const FATAL: [i32; 15] = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGABRT, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS, SIGTRAP,
    SIGBUS, SIGIO,
];
/// Real-time signals, and what else a system has beyond the usual ones.
const OTHERS: std::ops::RangeInclusive<i32> = 34..=64;

/// Where signals are reported while the loop runs.
#[derive(Debug, Clone, Default)]
pub(super) struct SignalWatch(Arc<Mutex<Option<Sender<Event>>>>);

impl SignalWatch {
    /// Starts the thread; it ends with the process.
    pub(super) fn start() -> io::Result<Self> {
        let watch = Self::default();
        let signals = Signals::new(FATAL.iter().chain(&[SIGTSTP]))?;
        for signal in OTHERS {
            // Not every system has all of them.
            let _ = signals.handle().add_signal(signal);
        }
        let shared = watch.clone();
        thread::Builder::new().name("signals".into()).spawn(move || shared.watch(signals))?;
        Ok(watch)
    }

    /// The loop runs and takes events.
    pub(super) fn attach(&self, sender: Sender<Event>) -> io::Result<()> {
        let gone = sender.clone();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
        thread::Builder::new().name("hang-up".into()).spawn(move || hang_up(&gone)).map(drop)
    }

    /// The loop has ended, and everything is saved.
    pub(super) fn detach(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    fn watch(&self, mut signals: Signals) {
        for signal in signals.forever() {
            // A program that has the terminal takes what is typed for it; with it, this one stops too.
            match signal {
                SIGINT | SIGQUIT if term::is_lent() => continue,
                SIGTSTP if term::is_lent() => {
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                _ => {}
            }
            let sender = || self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            match sender() {
                None if signal == SIGTSTP => {
                    term::suspend_early();
                    // The terminal has been entered meanwhile, and the loop is about to run.
                    if !term::is_left() {
                        thread::sleep(Duration::from_millis(50));
                        if let Some(sender) = sender() {
                            drop(sender.send(Event::Stopped));
                        }
                    }
                }
                Some(sender) if signal == SIGTSTP => drop(sender.send(Event::Stopped)),
                Some(sender) => end(signal, &sender),
                None => {
                    term::leave_for_good();
                    term::die(signal);
                }
            }
        }
    }
}

/// Waits until the terminal is gone. If the terminal does not control the session, no signal reports this, and the
/// thread that reads the terminal would never end.
fn hang_up(sender: &Sender<Event>) {
    let terminal = io::stdout();
    loop {
        // `poll` reports a hang-up without being asked for any event.
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(Errno::INTR) => {}
            Ok(n) if n > 0 => break,
            // `poll` does not work on this terminal; only the signal remains.
            Ok(_) | Err(_) => return,
        }
    }
    end(SIGHUP, sender);
}

/// Ends the program by a signal: asks the loop to end, and after two seconds restores the terminal and ends without it.
fn end(signal: i32, sender: &Sender<Event>) {
    const GRACE: Duration = Duration::from_secs(2);
    const LAST_WORDS: Duration = Duration::from_secs(6);
    term::dying(signal);
    let _ = sender.send(Event::Ended);
    thread::sleep(GRACE);
    if term::is_left() {
        // The loop has ended and state is being saved, which has its own time limit.
        thread::sleep(LAST_WORDS);
    }
    term::leave_for_good();
    term::die(signal);
}
