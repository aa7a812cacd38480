//! The outer layer: the terminal, the threads, the loop. Everything that waits or touches the world.
//!
//! ```text
//!  input thread ───┐
//!  signal thread ──┤
//!  hang-up thread ─┤
//!  reading thread ─┴─► events ─► session.step ─► effect ─► carried out here
//!                               session.draw ─► terminal, once per burst of events
//! ```

mod events;
pub mod picture;
pub mod reading;
mod search_worker;
pub mod signals;
mod state_writer;
mod term;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::state::Reading;
use crate::app::{Effect, Msg};
use crate::keymap::chord;
use crate::load::{Loaded, Opened};
use crate::saved_state::Change;
use crate::saved_state::folder::Folder;
use crate::session::Session;
use crate::ui::theme::Theme;
use events::{Event, Events};
use search_worker::Worker;
use state_writer::StateWriter;
use term::Terminal;
pub use term::Wish;

/// Runs the workbench until it is left. An error is for the user; the terminal is whole again either way.
///
/// `open` runs while the terminal is asked for its background, so that neither waits for the other; data sets are
/// read beside the workbench. What `open` gives back besides something to work with is for the caller.
///
/// `memory` is where things are remembered from run to run, and the name under which what is open is, if it lasts.
pub fn run<E>(
    wish: Wish,
    memory: Option<(Folder, Option<String>)>,
    open: impl FnOnce() -> Result<Opened, E>,
) -> io::Result<Result<(), E>> {
    Terminal::possible()?;
    let asked = std::thread::spawn(move || term::theme(wish));
    let opened = open();
    let theme = asked.join().unwrap_or(Theme::Dark);
    let opened = match opened {
        Ok(opened) => opened,
        Err(unusable) => return Ok(Err(unusable)),
    };
    work(opened, memory, theme).map(Ok)
}

fn work(opened: Opened, memory: Option<(Folder, Option<String>)>, theme: Theme) -> io::Result<()> {
    let mut terminal = Terminal::enter()?;
    let events = Events::start()?;
    let Opened { mut loaded, sets } = opened;
    loaded.files = sets.iter().map(|set| Arc::clone(&set.file)).collect();
    let library = loaded.library.clone();
    let mut session = Session::new(loaded, terminal.size()?, theme);
    let worker = Worker::start(session.seeker(), events.sender())?;
    let mut keeper = None;
    let mut begun = Effect::None;
    if let Some((folder, of)) = memory {
        let found = folder.read();
        if found.ours {
            begun = session.step(&Msg::Recalled(Box::new(found.memory), of.clone()));
            keeper = Some((StateWriter::start(folder, events.sender())?, of));
        }
        if let Some(said) = found.said {
            let _ = session.step(&Msg::Notice(said));
        }
    }
    let stop = Arc::new(AtomicBool::new(false));
    if sets.is_empty() {
        worker.prepare();
    } else {
        let _ = session.step(&Msg::Reading(Some(Reading::default())));
        reading::start(library, sets, events.sender(), Arc::clone(&stop))?;
    }
    #[cfg(debug_assertions)]
    events::panic_if_asked();
    let hands = EffectRunner {
        events: &events,
        worker: &worker,
        keeper: keeper.as_ref().map(|(keeper, _)| keeper),
        stop: &stop,
    };
    hands.carry_out(&mut terminal, begun)?;
    session.look();
    terminal.draw(&session)?;
    let outcome = run_loop(&mut terminal, &mut session, &hands);
    // The terminal is given back first: nobody waits for a disk before a screen.
    drop(terminal);
    let lost = keeper.and_then(|(keeper, of)| keeper.finish(of.map(|of| Change::Leave(session.left(&of)))));
    // Reading ends with the workbench; its thread is not waited for.
    stop.store(true, Ordering::Relaxed);
    // A signal that ended the loop takes its usual course once the terminal is whole and nothing is left to write.
    term::die_if_asked();
    outcome.and_then(|()| lost.map_or(Ok(()), |why| Err(io::Error::other(why))))
}

/// What effects are carried out with.
struct EffectRunner<'r> {
    events: &'r Events,
    worker: &'r Worker,
    keeper: Option<&'r StateWriter>,
    stop: &'r AtomicBool,
}

/// What is left to do once an effect has been carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    GoOn,
    /// Every cell is to be drawn anew.
    Anew,
    Quit,
}

impl EffectRunner<'_> {
    fn carry_out(&self, terminal: &mut Terminal, effect: Effect) -> io::Result<Flow> {
        let mut then = Flow::GoOn;
        let mut asked = vec![effect];
        while let Some(effect) = asked.pop() {
            match effect {
                Effect::None => {}
                Effect::Quit => return Ok(Flow::Quit),
                Effect::Repaint => then = Flow::Anew,
                Effect::Both(first, second) => asked.extend([*second, *first]),
                Effect::Copy(text) => terminal.copy(&text)?,
                Effect::Search(generation, query) => self.worker.find(generation, query),
                Effect::Filter(number, filter, wanted) => self.worker.survey(number, filter, wanted),
                Effect::Remember(change) => {
                    if let Some(keeper) = self.keeper {
                        keeper.keep(change);
                    }
                }
                Effect::StopReading => self.stop.store(true, Ordering::Relaxed),
                Effect::Mouse(on) => terminal.mouse(on)?,
                Effect::Suspend => {
                    terminal.suspend()?;
                    then = Flow::Anew;
                }
            }
        }
        Ok(then)
    }
}

fn run_loop(terminal: &mut Terminal, session: &mut Session, hands: &EffectRunner<'_>) -> io::Result<()> {
    let EffectRunner { events, worker, .. } = hands;
    while let Some(first) = events.next() {
        // Sizes come late and out of order during a storm of them: the terminal is asked, once per burst.
        let mut anew = false;
        for event in std::iter::once(first).chain(events.queued()) {
            let effect = match event {
                Event::Msg(Msg::Resize(..)) => Effect::Repaint,
                Event::Msg(msg) => session.step(&msg),
                Event::Grown(grown) => {
                    let reading::Grown { library, order, reading } = *grown;
                    if reading.as_ref().is_none_or(|r| r.stopped) {
                        worker.prepare();
                    }
                    session.grow(library, order, reading)
                }
                Event::Mouse(column, row, wheel) => {
                    let at = session.pointed(column, row);
                    session.step(&wheel.map_or(Msg::Point(at), |steps| Msg::Wheel(at, steps)))
                }
                Event::Stopped => Effect::Suspend,
                Event::Ended => return Ok(()),
            };
            match hands.carry_out(terminal, effect)? {
                Flow::GoOn => {}
                Flow::Anew => anew = true,
                Flow::Quit => return Ok(()),
            }
        }
        if anew {
            terminal.resize()?;
            let (columns, rows) = terminal.size()?;
            let _ = session.step(&Msg::Resize(columns, rows));
        }
        session.look();
        terminal.draw(session)?;
    }
    Ok(())
}

/// Presses `keys` in a session that has no terminal and gives it as it then is. An error says what is wrong
/// with the keys.
pub fn play(loaded: Loaded, keys: &str, size: (u16, u16), theme: Theme) -> Result<Session, String> {
    let keys = chord::script(keys)?;
    let mut session = Session::new(loaded, size, theme);
    for key in keys {
        if session.step_through(&Msg::Key(key)) == Effect::Quit {
            break;
        }
    }
    Ok(session)
}

/// A screen's characters, row by row, without the blanks at the ends of rows.
pub fn text(buf: &Buffer) -> String {
    let Rect { width, height, .. } = buf.area;
    let mut out = String::new();
    for y in 0..height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..width {
            // The cells that a wide glyph covers hold nothing of their own.
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf.cell((x, y)).map_or(" ", |c| c.symbol());
            skip = crate::ui::text::width(symbol).saturating_sub(1);
            row.push_str(symbol);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}
