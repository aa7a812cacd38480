//! The terminal: entered once, left on every way out.
//!
//! `Terminal` is the proof that the terminal is in raw mode on the alternate screen. Dropping it restores
//! everything; so do the panic hook, and the signal thread when the loop is stuck or does not run (`leave` may be called
//! any number of times; whoever may not wait for a terminal that takes no output calls `leave_soon`, and whoever ends the
//! program from another thread `leave_for_good`).

use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd as _, OwnedFd};
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, style, terminal};
use ratatui::layout::Rect;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::asked;
use super::screen::Screen;
use crate::session::Session;
use crate::ui::theme::Theme;

static ENTERED: AtomicBool = AtomicBool::new(false);
static LENT: AtomicBool = AtomicBool::new(false);
static SIGNAL: AtomicI32 = AtomicI32::new(0);
/// The terminal, and its attributes before the program changed them.
static ORIGINAL: OnceLock<(OwnedFd, Termios)> = OnceLock::new();
/// Held by whoever changes the terminal's modes.
static MODES: Mutex<Modes> = Mutex::new(Modes { asking: false, ending: false });
/// Held by whoever restores the terminal, so that nobody ends the program half way.
static LEAVING: Mutex<()> = Mutex::new(());

/// What is being done with the modes of the terminal.
struct Modes {
    /// The terminal is asked for its colours, for which it does not echo meanwhile.
    asking: bool,
    /// The program is about to end: nothing changes the modes any more.
    ending: bool,
}

/// How long a signal waits for the terminal's answer, and for a thread that changes the modes.
const SETTLED: Duration = Duration::from_millis(500);
/// The largest screen that is drawn: more columns and cells than any display has. What lies beyond stays blank.
const LARGEST: (u16, u32) = (2_000, 500_000);

/// The terminal in raw mode.
pub(super) struct Terminal {
    screen: Screen,
}

/// What the user wants the colours to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wish {
    /// As the terminal's background is; without colour if `NO_COLOR` is set or the terminal is dumb.
    #[default]
    Auto,
    /// This theme, whatever the surroundings say.
    Fixed(Theme),
}

/// The theme for a wish. Asks the terminal at most once, before it is in raw mode, and waits no longer than a
/// blink: a terminal that does not answer is taken for dark.
pub(super) fn theme(wish: Wish) -> Theme {
    const PATIENCE: Duration = Duration::from_millis(100);
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    match wish {
        Wish::Fixed(theme) => theme,
        Wish::Auto if set("NO_COLOR").is_some() || set("TERM").is_none_or(|t| t == "dumb") => Theme::Mono,
        Wish::Auto => {
            let mut options = QueryOptions::default();
            options.timeout = PATIENCE;
            let mut modes = modes();
            if modes.ending {
                return Theme::Dark;
            }
            modes.asking = true;
            drop(modes);
            let answer = theme_mode(options);
            self::modes().asking = false;
            match answer {
                Ok(ThemeMode::Light) => Theme::Light,
                Ok(ThemeMode::Dark) | Err(_) => Theme::Dark,
            }
        }
    }
}

/// The most that terminals take into their clipboard at once, in bytes of text.
const LARGEST_COPY: usize = 74_994 / 4 * 3;

impl Terminal {
    /// Whether there is a terminal to enter. An error says what to do without.
    pub(super) fn possible() -> io::Result<()> {
        if io::stdout().is_terminal() {
            return Ok(());
        }
        Err(io::Error::other(
            "the workbench needs a terminal; for a pipe use --print, show, ledger, compare, export or --plain",
        ))
    }

    /// Before anything changes the terminal: remembers its attributes, and makes a panic of any thread restore them.
    pub(super) fn prepare() {
        if let Ok(terminal) = rustix::io::fcntl_dupfd_cloexec(io::stdout().as_fd(), 3)
            && let Ok(attributes) = tcgetattr(&terminal)
        {
            let _ = ORIGINAL.set((terminal, attributes));
        }
        let old = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if super::panics::takes(info) {
                return;
            }
            // Who panics while drawing holds the output and can go on writing; any other thread would wait for it.
            if thread::current().name() == Some("main") {
                settle();
                leave();
            } else {
                leave_for_good();
            }
            old(info);
            // Whichever thread it was: nobody works on with half a program. Nothing can be done if this is not heard.
            let _ = writeln!(
                io::stderr(),
                "parallax: a mistake in the program has ended it; please report the lines above. Your files are as they were."
            );
            std::process::abort();
        }));
    }

    /// Enters.
    pub(super) fn enter() -> io::Result<Self> {
        // crossterm answers NO_COLOR with bare resets that undo bold and reverse too; the theme honours it.
        style::force_color_output(true);
        raw()?;
        match area() {
            Ok(area) => Ok(Self { screen: Screen::new(area) }),
            Err(error) => {
                leave();
                Err(error)
            }
        }
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        area().map(|area| (area.width, area.height))
    }

    /// Takes in the terminal's present size; everything is drawn anew.
    pub(super) fn resize(&mut self) -> io::Result<()> {
        self.screen.resize(area()?);
        Ok(())
    }

    /// Draws what changed, as one synchronised update.
    pub(super) fn draw(&mut self, session: &Session) -> io::Result<()> {
        let frame = self.screen.frame(|buf| {
            // A size that is no longer the terminal's would draw outside; the next event brings the new one.
            let (columns, rows) = session.state().settings.size;
            if (buf.area.width, buf.area.height) == (columns, rows) { session.draw(buf) } else { None }
        });
        write_whole(&frame)
    }

    /// Puts text into the terminal's clipboard (OSC 52). Too long a text is cut where terminals would drop it.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let end = (0..=text.len().min(LARGEST_COPY)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(&text[..end]))
    }

    /// Takes the mouse from the terminal or gives it back: clicks and wheel, not every motion.
    pub(super) fn mouse(&mut self, on: bool) -> io::Result<()> {
        execute!(io::stdout(), style::Print(asked::mouse(on)))
    }

    /// Lends the terminal to another program while `run` runs it.
    pub(super) fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        LENT.store(true, Ordering::SeqCst);
        leave();
        let ran = run();
        let entered = raw();
        LENT.store(false, Ordering::SeqCst);
        entered.map(|()| ran)
    }

    /// Gives the shell back until the program is continued. Gives `false`, and does nothing, where no shell waits for it.
    pub(super) fn suspend(&mut self) -> io::Result<bool> {
        if !has_shell() {
            return Ok(false);
        }
        leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::signal::SIGTSTP)?;
        raw().map(|()| true)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Writes a frame past the buffer of standard output, which would part it at its last line feed. The lock keeps other
/// threads, which restore the terminal through that buffer, from writing within a frame.
fn write_whole(frame: &str) -> io::Result<()> {
    let out = io::stdout().lock();
    let mut rest = frame.as_bytes();
    while !rest.is_empty() {
        match rustix::io::write(&out, rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => rest = &rest[written..],
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn area() -> io::Result<Rect> {
    let (columns, rows) = bounded(terminal::size()?);
    Ok(Rect::new(0, 0, columns, rows))
}

/// A size of which every cell can be held: a terminal may claim any.
fn bounded((columns, rows): (u16, u16)) -> (u16, u16) {
    let columns = columns.min(LARGEST.0);
    let most = LARGEST.1 / u32::from(columns.max(1));
    (columns, u32::from(rows).min(most) as u16)
}

fn modes() -> MutexGuard<'static, Modes> {
    MODES.lock().unwrap_or_else(PoisonError::into_inner)
}

fn raw() -> io::Result<()> {
    let modes = modes();
    if modes.ending {
        drop(modes);
        // Another thread has restored the terminal and ends the program.
        loop {
            thread::park();
        }
    }
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide, style::Print(asked::on_entry()))?;
    drop(modes);
    Ok(())
}

/// Lets nothing change the terminal's modes any more, and waits a little until nothing does. Gives whether the terminal is
/// still asked for its colours.
fn settle() -> bool {
    let begun = Instant::now();
    loop {
        let modes = match MODES.try_lock() {
            Ok(modes) => Some(modes),
            Err(TryLockError::Poisoned(modes)) => Some(modes.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        let asking = modes.map(|mut modes| {
            modes.ending = true;
            modes.asking
        });
        if asking == Some(false) || begun.elapsed() > SETTLED {
            return asking == Some(true);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Restores the terminal before the program ends, as far as that is possible within a second, whatever other threads do
/// with it. None of them changes its modes afterwards.
pub(super) fn leave_for_good() {
    let asking = settle();
    leave_soon();
    if asking && let Some((terminal, attributes)) = ORIGINAL.get() {
        // The terminal answers nothing and takes no output; who asked it waits, and ends with the program.
        let _ = tcsetattr(terminal, OptionalActions::Now, attributes);
    }
}

/// Stops the program before its terminal is entered, until it is continued. Does nothing once it is.
pub(super) fn suspend_early() {
    let begun = Instant::now();
    while begun.elapsed() < SETTLED {
        let modes = modes();
        if !is_left() || modes.ending {
            return;
        }
        if !modes.asking {
            if has_shell() {
                let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::signal::SIGTSTP);
            }
            return;
        }
        drop(modes);
        thread::sleep(Duration::from_millis(1));
    }
}

/// Whether a shell waits that can continue the program. In the process group of the session's leader there is none: the
/// terminal itself started the program, or a script, as `ssh -t HOST parallax` does. POSIX calls such a group orphaned.
fn has_shell() -> bool {
    use rustix::process::{getpgrp, getsid};
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Remembers the signal by which the program ends.
pub(super) fn dying(signal: i32) {
    SIGNAL.store(signal, Ordering::SeqCst);
}

/// Whether another program has the terminal.
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Whether the terminal has been restored.
pub(super) fn is_left() -> bool {
    !ENTERED.load(Ordering::SeqCst)
}

/// Takes the usual course of the signal by which the program ends, if it does by one.
pub(super) fn die_if_asked() {
    let signal = SIGNAL.load(Ordering::SeqCst);
    if signal != 0 {
        die(signal);
    }
}

/// Takes the default action of a signal that ends programs.
pub(super) fn die(signal: i32) {
    // This knows not every signal, and takes some for harmless.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(128 + signal);
}

/// Restores the terminal as far as that is possible within half a second: a terminal that takes no output keeps whoever
/// writes to it, and everybody who would write after that.
pub(super) fn leave_soon() {
    const PATIENCE: Duration = Duration::from_millis(500);
    let _ = disable_raw_mode();
    let (done, ended) = std::sync::mpsc::channel();
    let left = thread::Builder::new().name("leaving".into()).spawn(move || {
        leave();
        let _ = done.send(());
    });
    if left.is_ok() {
        let _ = ended.recv_timeout(PATIENCE);
    }
}

/// Restores the terminal. Does nothing the second time.
pub(super) fn leave() {
    let _one = LEAVING.lock().unwrap_or_else(PoisonError::into_inner);
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Nothing can be done about a terminal that does not take this.
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        style::Print(asked::on_exit()),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_bounded_and_that_of_a_display_is_kept() {
        for usual in [(0, 0), (1, 1), (80, 24), (500, 200), (1_280, 360), (2_000, 250)] {
            assert_eq!(bounded(usual), usual);
        }
        for (columns, rows) in [(65_535, 65_535), (65_535, 1), (1, 65_535), (2_000, 600), (0, 65_535)] {
            let (width, height) = bounded((columns, rows));
            assert!(u32::from(width) * u32::from(height) <= LARGEST.1 && width <= columns && height <= rows);
            assert!((columns, rows) == (0, 65_535) || u32::from(width) * u32::from(height) > 0);
        }
    }
}
