//! A real pseudo-terminal with the real program on it, watched.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::fixture::path;

/// Tests fail if something takes longer.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A folder for one test, taken away when it is dropped.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(what: &str) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("parallax-{what}-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Sends a signal with the shell's `kill`, which every system has; gives whether the process exists.
pub fn kill(signal: &str, pid: &str) -> bool {
    let script = format!("kill {signal} {pid} 2> /dev/null");
    std::process::Command::new("/bin/sh").args(["-c", &script]).status().unwrap().success()
}

/// The program, with a state folder of its own and nothing of the surroundings that changes what it does.
pub fn program(state: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(args);
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", state);
    command.env_remove("NO_COLOR");
    command.cwd(path(""));
    command
}

pub fn nonzero(n: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(n).unwrap()
}

/// A program on a terminal that is watched.
pub struct Terminal {
    pub screen: Arc<(Mutex<vt100::Parser>, Condvar)>,
    pub written: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    state: Option<Scratch>,
}

impl Terminal {
    /// The program as a first-time user starts it.
    pub fn start(args: &[&str], columns: u16, rows: u16) -> Self {
        let state = Scratch::new("state");
        let mut terminal = Self::run(program(&state.0, args), columns, rows);
        terminal.state = Some(state);
        terminal
    }

    /// The program as a job of a shell, which [`Terminal::resume`] continues.
    pub fn job(args: &[&str], columns: u16, rows: u16) -> Self {
        let quoted: Vec<String> = args.iter().map(|arg| format!("'{arg}'")).collect();
        let run = format!("set -m; $parallax {}; status=$?", quoted.join(" "));
        let script =
            format!("{run}; while [ $status -gt 128 ]; do echo stopped; read go; fg; status=$?; done; exit $status");
        Self::shell(&script, columns, rows)
    }

    /// A shell that runs `script`, in which `$parallax` is the program.
    pub fn shell(script: &str, columns: u16, rows: u16) -> Self {
        let state = Scratch::new("state");
        let mut command = CommandBuilder::new("/bin/sh");
        command.env("TERM", "xterm-256color");
        command.env("PS1", "");
        command.env("parallax", env!("CARGO_BIN_EXE_parallax"));
        command.env("XDG_STATE_HOME", &state.0);
        command.env_remove("NO_COLOR");
        command.cwd(path(""));
        command.args(["-c", script]);
        let mut terminal = Self::run(command, columns, rows);
        terminal.state = Some(state);
        terminal
    }

    pub fn run(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new((Mutex::new(vt100::Parser::new(nonzero(rows), nonzero(columns), 0)), Condvar::new()));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&screen);
        let written = Arc::new(Mutex::new(Vec::new()));
        let bytes_seen = Arc::clone(&written);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n) = output.read(&mut bytes) {
                if n == 0 {
                    break;
                }
                bytes_seen.lock().unwrap().extend_from_slice(&bytes[..n]);
                shared.0.lock().unwrap().process(&bytes[..n]);
                shared.1.notify_all();
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { screen, written, keys, child, master: pair.master, state: None }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen is as wanted.
    pub fn until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        let mut parser = self.screen.0.lock().unwrap();
        while !wanted(parser.screen()) {
            if start.elapsed() >= PATIENCE {
                let contents = parser.screen().contents();
                // A panic that holds it would end the thread that reads with a message that hides this one.
                drop(parser);
                panic!("never saw {what}; the screen is:\n{contents}");
            }
            parser = self.screen.1.wait_timeout(parser, Duration::from_millis(50)).unwrap().0;
        }
    }

    pub fn until_text(&self, text: &str) {
        self.until(text, |s| s.contents().contains(text));
    }

    /// Waits until these bytes were written.
    pub fn until_bytes(&self, wanted: &[u8]) {
        let start = Instant::now();
        while !self.written.lock().unwrap().windows(wanted.len()).any(|w| w == wanted) {
            assert!(start.elapsed() < PATIENCE, "never wrote {:?}", String::from_utf8_lossy(wanted));
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn signal(&self, name: &str) {
        assert!(kill(name, &self.child.process_id().unwrap().to_string()));
    }

    /// Continues the stopped job of a shell, until it is back on the screen.
    pub fn resume(&mut self) {
        // Until it has stopped, it reads what is pressed.
        self.until("that it has stopped", |s| !s.alternate_screen() && s.contents().contains("stopped"));
        self.press("\n");
        self.until("the program again", vt100::Screen::alternate_screen);
    }

    pub fn ended(&mut self) -> portable_pty::ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn restored(&self) {
        self.until("the main screen", |s| !s.alternate_screen() && !s.hide_cursor() && !s.bracketed_paste());
    }
}

/// What of `bytes` is neither text nor one of the sequences that a screen is drawn with: the payloads that got
/// through. Text is looked through for what is invisible.
pub fn foreign(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    let mut rest = text.as_ref();
    let mut marks = 0;
    while let Some(c) = rest.chars().next() {
        if c == '\u{1b}' {
            let len = sequence(rest);
            if len == 0 {
                found.push(rest.chars().take(12).collect());
            }
            rest = &rest[len.max(1)..];
            continue;
        }
        marks = if matches!(u32::from(c), 0x300..=0x36f) { marks + 1 } else { 0 };
        if marks > 12 {
            found.push("a pile of marks".to_owned());
        }
        let hidden = matches!(u32::from(c), 0xad | 0x34f | 0x115f | 0x1160 | 0x180b..=0x180f | 0x3164 | 0xfe00..=0xfe0d | 0x61c | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f
            | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff);
        if hidden || (c.is_control() && !matches!(c, '\r' | '\n')) {
            found.push(format!("{c:?}"));
        }
        rest = &rest[c.len_utf8()..];
    }
    found
}

/// The length of the sequence that `text` begins with, if it is one that we write; 0 if it is not.
fn sequence(text: &str) -> usize {
    if let Some(rest) = text.strip_prefix("\u{1b}[") {
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
        let (inner, last) = (&rest[..end], rest[end..].chars().next());
        let numbers = |s: &str| s.chars().all(|c| c.is_ascii_digit() || c == ';' || c == ':');
        let ours = match (inner.strip_prefix('?'), last) {
            // Modes: cursor, alternate screen, paste, synchronised update, mouse.
            (Some(mode), Some('h' | 'l')) => ["25", "1049", "2004", "2026", "1000", "1002", "1006"].contains(&mode),
            // Letters stay where they are written.
            (None, Some('h' | 'l')) => inner == "8",
            // Blinking and hiding are not ours.
            (None, Some('m')) => numbers(inner) && !["5", "6", "8"].contains(&inner),
            (None, Some('H' | 'J' | 'K' | 'A' | 'B' | 'C' | 'D' | 'G' | 'X' | 'd')) => numbers(inner),
            // What the terminal is: asked once, together with its background.
            (None, Some('c')) => inner.is_empty(),
            _ => false,
        };
        return if ours { 2 + end + 1 } else { 0 };
    }
    // The clipboard, in letters that command nothing; the colour of the background, asked.
    for (start, fits) in [
        ("\u{1b}]52;c;", (|c: char| c.is_ascii_alphanumeric() || "+/=".contains(c)) as fn(char) -> bool),
        ("\u{1b}]1", |c: char| c.is_ascii_digit() || ";?".contains(c)),
    ] {
        if let Some(rest) = text.strip_prefix(start) {
            let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
            for last in ["\u{7}", "\u{1b}\\"] {
                if rest[end..].starts_with(last) {
                    return start.len() + end + last.len();
                }
            }
        }
    }
    // Keypad and character sets, as crossterm restores them.
    0
}
