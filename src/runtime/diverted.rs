//! Standard input and output that are no terminal: another terminal stands in for them.

use std::io::{self, IsTerminal};
use std::os::fd::OwnedFd;

use rustix::fs::{Mode, OFlags};

/// Standard output leads to a terminal for a while, so that the screen is drawn there while the real one takes data.
pub(super) struct Diverted {
    /// The real one; `None` if it is itself the terminal.
    real: Option<OwnedFd>,
}

impl Diverted {
    /// Leads standard output to standard error's terminal, else to the controlling one.
    pub(super) fn start() -> io::Result<Self> {
        if io::stdout().is_terminal() {
            return Ok(Self { real: None });
        }
        let real = rustix::io::fcntl_dupfd_cloexec(io::stdout(), 3)?;
        if io::stderr().is_terminal() {
            rustix::stdio::dup2_stdout(io::stderr())?;
        } else {
            let no_terminal = |_| io::Error::other("picking needs a terminal, and there is none");
            let terminal = rustix::fs::open("/dev/tty", OFlags::RDWR | OFlags::CLOEXEC, Mode::empty());
            rustix::stdio::dup2_stdout(terminal.map_err(no_terminal)?)?;
        }
        Ok(Self { real: Some(real) })
    }

    /// Leads standard output back.
    pub(super) fn end(self) -> io::Result<()> {
        if let Some(real) = self.real {
            rustix::stdio::dup2_stdout(real)?;
        }
        Ok(())
    }
}

/// The terminal as the input of a program, where standard input is something else.
pub(super) fn input() -> Option<OwnedFd> {
    if io::stdin().is_terminal() {
        return None;
    }
    rustix::fs::open("/dev/tty", OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()).ok()
}
