//! The terminal: entered once, left on every way out.
//!
//! `Terminal` is the proof that the terminal is in raw mode on the alternate screen. Dropping it restores
//! everything; so do the panic hook, and the signal thread when the loop is stuck (`leave` may be called
//! from anywhere and any number of times).

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, execute, queue, style, terminal};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{TerminalOptions, Viewport};

use crate::session::Session;

static ENTERED: AtomicBool = AtomicBool::new(false);
static SIGNAL: AtomicI32 = AtomicI32::new(0);

/// The terminal in raw mode.
pub(super) struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

/// Whether colours are wanted: not with `NO_COLOR` set to anything, nor on a dumb terminal.
pub(super) fn colour() -> bool {
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|t| t != "dumb")
}

impl Terminal {
    /// Enters. An error says what the program needs, and changes nothing.
    pub(super) fn enter() -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other(
                "the workbench needs a terminal; for a pipe use --print, show, ledger, compare or export",
            ));
        }
        // crossterm answers NO_COLOR with bare resets that undo bold and reverse too; the theme honours it.
        style::force_color_output(true);
        let old = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            leave();
            old(info);
        }));
        raw()?;
        let options = TerminalOptions { viewport: Viewport::Fixed(area()?) };
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        match ratatui::Terminal::with_options(backend, options) {
            Ok(screen) => Ok(Self { screen }),
            Err(error) => {
                leave();
                Err(error)
            }
        }
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    /// Takes in the terminal's present size; everything is drawn anew.
    pub(super) fn resize(&mut self) -> io::Result<()> {
        self.screen.resize(area()?)
    }

    /// Draws what changed, as one synchronised update.
    pub(super) fn draw(&mut self, session: &Session) -> io::Result<()> {
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        self.screen.draw(|frame| {
            let (columns, rows) = session.state().size;
            let area = frame.area();
            // A size that is no longer the terminal's would draw outside; the next event brings the new one.
            if (area.width, area.height) == (columns, rows)
                && let Some(cursor) = session.draw(frame.buffer_mut())
            {
                frame.set_cursor_position(cursor);
            }
        })?;
        execute!(self.screen.backend_mut(), EndSynchronizedUpdate)
    }

    /// Gives the shell back until the program is continued.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::signal::SIGTSTP)?;
        raw()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
        // A signal that ended the loop takes its usual course once the terminal is whole.
        let signal = SIGNAL.load(Ordering::SeqCst);
        if signal != 0 {
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    }
}

fn area() -> io::Result<Rect> {
    let (columns, rows) = terminal::size()?;
    Ok(Rect::new(0, 0, columns, rows))
}

fn raw() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
}

/// Remembers the signal by which the program ends.
pub(super) fn dying(signal: i32) {
    SIGNAL.store(signal, Ordering::SeqCst);
}

/// Restores the terminal. Does nothing the second time.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Nothing can be done about a terminal that does not take this.
    let _ = execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}
