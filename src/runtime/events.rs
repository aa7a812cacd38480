//! The event queue, and the thread that reads the terminal. Knows no session, no jobs and no signals; jobs and
//! `signal_watch.rs` send to the same queue.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};

use crate::app::Msg;
use crate::keymap::{Chord, ChordKey};

/// An event for the loop.
#[derive(Debug)]
pub(super) enum Event {
    /// A message for the session.
    Msg(Msg),
    /// The terminal asks the program to suspend (Ctrl-Z).
    Stopped,
    /// The input is open.
    Opened,
    /// The terminal is gone or a signal asks the program to end.
    Ended,
}

/// The queue of events.
#[derive(Debug)]
pub(super) struct Events(Receiver<Event>, Sender<Event>, Arc<Lending>);

impl Events {
    /// An empty queue.
    pub(super) fn new() -> Self {
        let (sender, receiver) = channel();
        Self(receiver, sender, Arc::default())
    }

    /// Reads the terminal from now on, in a thread that ends with the process.
    pub(super) fn listen(&self) -> io::Result<()> {
        let (sender, lending) = (self.sender(), self.lending());
        thread::Builder::new().name("input".into()).spawn(move || read(&sender, &lending)).map(drop)
    }

    /// The sending end of the queue.
    pub(super) fn sender(&self) -> Sender<Event> {
        self.1.clone()
    }

    /// Whether the thread that reads the terminal may read it.
    pub(super) fn lending(&self) -> Arc<Lending> {
        Arc::clone(&self.2)
    }

    /// Waits for the next event; `None` if all senders are gone.
    pub(super) fn next(&self) -> Option<Event> {
        self.0.recv().ok()
    }

    /// The next event, if one is waiting.
    pub(super) fn queued(&self) -> Option<Event> {
        self.0.try_recv().ok()
    }

    /// The next event, if one arrives within `patience`.
    pub(super) fn next_within(&self, patience: Duration) -> Option<Event> {
        self.0.recv_timeout(patience).ok()
    }
}

/// Lends the terminal's input to another program: meanwhile the thread that reads it waits.
#[derive(Debug, Default)]
pub(super) struct Lending {
    /// Whether it is lent, and whether the thread waits.
    state: Mutex<(bool, bool)>,
    changed: Condvar,
}

impl Lending {
    /// Keeps the thread from reading until [`end`](Self::end). Waits a little until it does.
    pub(super) fn begin(&self) {
        const PATIENCE: Duration = Duration::from_millis(500);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 = true;
        // The thread waits for a key; a change of size wakes it.
        let _ = signal_hook::low_level::raise(signal_hook::consts::signal::SIGWINCH);
        let _ = self.changed.wait_timeout_while(state, PATIENCE, |state| !state.1);
    }

    /// Lets the thread read again.
    pub(super) fn end(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0 = false;
        self.changed.notify_all();
    }

    /// Waits while the terminal is lent.
    fn wait(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1 = state.0;
        if state.1 {
            self.changed.notify_all();
        }
        let mut state = self.changed.wait_while(state, |state| state.0).unwrap_or_else(PoisonError::into_inner);
        state.1 = false;
    }
}

fn read(sender: &Sender<Event>, lending: &Lending) {
    loop {
        lending.wait();
        let event = match event::read() {
            Ok(event) => translate(event),
            Err(_) => Some(Event::Ended),
        };
        let ended = matches!(event, Some(Event::Ended));
        if event.is_some_and(|e| sender.send(e).is_err()) || ended {
            return;
        }
    }
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.is_press() || key.is_repeat() => chord(key).map(Msg::Key).map(Event::Msg),
        event::Event::Paste(text) => Some(Event::Msg(Msg::Paste(text))),
        event::Event::Resize(columns, rows) => Some(Event::Msg(Msg::Resize(columns, rows))),
        event::Event::Mouse(mouse) => {
            const STEPS: i16 = 3;
            let (column, row) = (mouse.column, mouse.row);
            Some(Event::Msg(match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Msg::Point(column, row),
                MouseEventKind::Drag(MouseButton::Left) => Msg::Drag(column, row),
                MouseEventKind::Up(MouseButton::Left) => Msg::Release,
                MouseEventKind::ScrollDown => Msg::Wheel(column, row, STEPS),
                MouseEventKind::ScrollUp => Msg::Wheel(column, row, -STEPS),
                _ => return None,
            }))
        }
        _ => None,
    }
}

fn chord(event: KeyEvent) -> Option<Chord> {
    let key = match event.code {
        KeyCode::Char(c) => ChordKey::Char(c),
        KeyCode::Enter => ChordKey::Enter,
        KeyCode::Esc => ChordKey::Esc,
        KeyCode::Tab | KeyCode::BackTab => ChordKey::Tab,
        KeyCode::Backspace => ChordKey::Backspace,
        KeyCode::Delete => ChordKey::Delete,
        KeyCode::Up => ChordKey::Up,
        KeyCode::Down => ChordKey::Down,
        KeyCode::Left => ChordKey::Left,
        KeyCode::Right => ChordKey::Right,
        KeyCode::Home => ChordKey::Home,
        KeyCode::End => ChordKey::End,
        KeyCode::PageUp => ChordKey::PageUp,
        KeyCode::PageDown => ChordKey::PageDown,
        KeyCode::F(n) => ChordKey::F(n),
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    let shift = held(KeyModifiers::SHIFT) && !matches!(key, ChordKey::Char(_));
    let ctrl = held(KeyModifiers::CONTROL);
    // Over a slow line Esc and the next key arrive as one key with Alt; Ctrl-C must still quit.
    let alt = held(KeyModifiers::ALT) && !(ctrl && key == ChordKey::Char('c'));
    Some(Chord { key, ctrl, alt, shift })
}

/// In debug builds, for tests: panics in a separate thread shortly after the first screen if the environment asks for it,
/// so that a test can check the terminal after a panic.
#[cfg(debug_assertions)]
pub(super) fn panic_if_asked() {
    if std::env::var_os("PARALLAX_TEST_PANIC").is_some() {
        thread::spawn(|| {
            thread::sleep(Duration::from_millis(300));
            panic!("a test asked for this panic");
        });
    }
}
