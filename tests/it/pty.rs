//! The real program in a real pseudo-terminal: what only a terminal shows.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::fixture::path;

/// Longer than this, and something hangs.
const PATIENCE: Duration = Duration::from_secs(10);

fn nonzero(n: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(n).unwrap()
}

/// A program on a terminal that is watched.
struct Terminal {
    screen: Arc<(Mutex<vt100::Parser>, Condvar)>,
    written: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(args: &[&str], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.cwd(path(""));
        Self::run(command, columns, rows)
    }

    /// A shell that starts the program and then says how it left the terminal.
    fn in_shell(columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.env("TERM", "xterm-256color");
        command.env("PS1", "");
        let script =
            format!("{} ; echo status $? ; stty -a | grep -c -- ' icanon' ; sleep 5", env!("CARGO_BIN_EXE_parallax"));
        command.args(["-c", &script]);
        Self::run(command, columns, rows)
    }

    fn run(command: CommandBuilder, columns: u16, rows: u16) -> Self {
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
        Self { screen, written, keys, child, master: pair.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen is as wanted.
    fn until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        let mut parser = self.screen.0.lock().unwrap();
        while !wanted(parser.screen()) {
            assert!(start.elapsed() < PATIENCE, "never saw {what}; the screen is:\n{}", parser.screen().contents());
            parser = self.screen.1.wait_timeout(parser, Duration::from_millis(50)).unwrap().0;
        }
    }

    fn until_text(&self, text: &str) {
        self.until(text, |s| s.contents().contains(text));
    }

    /// Waits until these bytes were written.
    fn until_bytes(&self, wanted: &[u8]) {
        let start = Instant::now();
        while !self.written.lock().unwrap().windows(wanted.len()).any(|w| w == wanted) {
            assert!(start.elapsed() < PATIENCE, "never wrote {:?}", String::from_utf8_lossy(wanted));
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    fn ended(&mut self) -> portable_pty::ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn restored(&self) {
        self.until("the main screen", |s| !s.alternate_screen() && !s.hide_cursor() && !s.bracketed_paste());
    }
}

#[test]
fn start_find_compare_quit() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.until("the alternate screen", vt100::Screen::alternate_screen);
    t.press("/ker\r");
    t.until_text("94");
    t.press("c");
    t.until_text("side by side");
    t.press("q");
    t.until_text("Timeline");
    t.press("qq");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn the_shell_gets_its_terminal_back() {
    let mut t = Terminal::in_shell(80, 24);
    t.until_text("Timeline");
    t.press("\u{3}");
    t.until_text("status 0");
    t.until_text("\n1");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn signals_that_end_it_leave_the_terminal_whole() {
    for name in ["-TERM", "-HUP", "-INT"] {
        let mut t = Terminal::start(&[], 80, 24);
        t.until_text("Timeline");
        t.signal(name);
        assert!(!t.ended().success(), "{name} is what it ended by");
        t.restored();
    }
}

#[test]
fn a_storm_of_sizes_does_no_harm() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    for i in 0..40_u16 {
        let (columns, rows) = (1 + (i * 37) % 200, 1 + (i * 13) % 60);
        t.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        t.press("j");
    }
    t.screen.0.lock().unwrap().screen_mut().set_size(nonzero(30), nonzero(100));
    t.master.resize(PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 }).unwrap();
    t.press("/ker\r");
    t.until_text("Kerman memorial bombings");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn pasted_text_is_taken_by_the_prompt_only() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("\u{1b}[200~qqq\u{1b}[201~");
    t.until_text("pasted text is taken by the finder only");
    t.press("/\u{1b}[200~gwadar\nport\u{1b}[201~");
    t.until_text("gwadar port");
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn it_can_be_suspended_and_resumed() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("/ker\r");
    t.until_text("94");
    t.press("\u{1a}");
    t.restored();
    t.signal("-CONT");
    t.until("the alternate screen again", vt100::Screen::alternate_screen);
    t.until_text("94");
    t.press("c");
    t.until_text("side by side");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn a_panic_in_any_thread_leaves_the_terminal_whole() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
    command.env("TERM", "xterm-256color");
    command.env("PARALLAX_TEST_PANIC", "1");
    let mut t = Terminal::run(command, 80, 24);
    t.until_text("a test asked for this panic");
    t.restored();
    t.signal("-KILL");
    assert!(!t.ended().success());
}

#[test]
fn a_citation_goes_to_the_terminals_clipboard() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("/ker\r");
    t.until_text("94");
    t.press("y");
    t.until_text("sent to the terminal's clipboard");
    t.until_bytes(b"\x1b]52;c;");
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn the_mouse_is_the_terminals_until_asked_for_and_given_back_at_the_end() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    assert!(!t.written.lock().unwrap().windows(6).any(|w| w == b"?1000h"));
    t.press("M");
    t.until_bytes(b"\x1b[?1000h\x1b[?1006h");
    // A click on the third incident selects it; a second one opens its ledger.
    t.press("\u{1b}[<0;20;7M");
    t.until("the click", |s| {
        s.contents_between(6, 0, 6, 36).contains("Moscow") || s.contents().contains("Moscow concert hall attack ─")
    });
    t.press("q\u{3}");
    assert!(t.ended().success());
    t.until_bytes(b"\x1b[?1006l\x1b[?1000l");
}

#[test]
fn a_move_in_the_ledger_writes_hundreds_of_bytes() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("/ker\r");
    t.until_text("94");
    std::thread::sleep(Duration::from_millis(200));
    let before = t.written.lock().unwrap().len();
    t.press("j");
    std::thread::sleep(Duration::from_millis(300));
    let moved = t.written.lock().unwrap().len() - before;
    assert!((1..1500).contains(&moved), "{moved} bytes");
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn a_pipe_that_is_still_open_shows_what_it_has_given_while_keys_come_from_the_terminal() {
    let mut command = CommandBuilder::new("/bin/sh");
    command.env("TERM", "xterm-256color");
    let file = path("tests/fixtures/sets/ged-251.csv").display().to_string();
    let script = format!("(cat {file}; sleep 60) | {} -", env!("CARGO_BIN_EXE_parallax"));
    command.args(["-c", &script]);
    let mut terminal = Terminal::run(command, 100, 30);
    terminal.until("the records so far", |s| s.contents().contains("GED 8 records"));
    terminal.press("X");
    terminal.until("that reading is stopped", |s| s.contents().contains("reading is stopped"));
    terminal.press("/910002\r");
    terminal.until("the record", |s| s.contents().contains("record 910002"));
    terminal.press("\x03");
    let _ = terminal.child.kill();
}

/// In a session of its own the program is told by no signal that its terminal is gone.
#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_the_program() {
    if std::process::Command::new("setsid").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: no setsid here; it starts the program in another session");
        return;
    }
    let mut command = CommandBuilder::new("setsid");
    command.args(["--wait", env!("CARGO_BIN_EXE_parallax")]);
    command.env("TERM", "xterm-256color");
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut output = pair.master.try_clone_reader().unwrap();
    let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("Timeline") {
        let n = output.read(&mut bytes).unwrap();
        seen.extend_from_slice(&bytes[..n]);
    }
    // All hands off: now nobody holds the terminal.
    drop((output, pair.master));
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < PATIENCE, "it goes on without a terminal");
        std::thread::sleep(Duration::from_millis(20));
    }
}
