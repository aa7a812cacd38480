//! The real program in a real pseudo-terminal: what only a terminal shows.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::terminal::{PATIENCE, Scratch, Terminal, kill, nonzero, program};

#[test]
fn start_find_compare_quit() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.until("the alternate screen", vt100::Screen::alternate_screen);
    t.press("/ker\r");
    t.until_text("¶22 94");
    t.press("c");
    t.until_text("side by side");
    t.press("q");
    t.until_text("Timeline");
    t.press("qq");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn ctrl_j_and_ctrl_k_move_in_the_finder_and_are_not_enter() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("/bomb");
    t.until_text("Find · 34 hits");
    // Two down and one up: the second hit. A terminal sends Ctrl-j as a line feed, and Enter as a carriage return.
    t.press("\n\n\u{b}\r");
    t.until_text("┌ Fayzabad police headquarters");
    t.press("qq");
    assert!(t.ended().success());
}

#[test]
fn the_shell_gets_its_terminal_back() {
    let mut t = Terminal::shell("$parallax; echo status $?; stty -a | grep -c -- ' icanon'; sleep 5", 80, 24);
    t.until_text("Timeline");
    t.press("\u{3}");
    t.until_text("status 0");
    t.until_text("\n1");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn signals_that_end_it_leave_the_terminal_whole() {
    for name in ["-TERM", "-HUP", "-INT", "-QUIT", "-USR1"] {
        let mut t = Terminal::start(&[], 80, 24);
        t.until_text("Timeline");
        t.signal(name);
        let ended = t.ended();
        assert!(ended.signal().is_some(), "{name} is what it ended by: {ended}");
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
    t.until_text("Kerman bombings");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn pasted_text_is_taken_by_the_prompt_only() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("\u{1b}[200~qqq\u{1b}[201~");
    t.until_text("only the finder takes pasted text");
    t.press("/\u{1b}[200~gwadar\nport\u{1b}[201~");
    t.until_text("gwadar port");
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn it_can_be_suspended_and_resumed() {
    let mut t = Terminal::job(&[], 80, 24);
    t.until_text("Timeline");
    t.press("/ker\r");
    t.until_text("¶22 94");
    t.press("\u{1a}");
    t.resume();
    t.until_text("¶22 94");
    t.press("c");
    t.until_text("side by side");
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
}

#[test]
fn where_no_shell_waits_it_is_not_suspended() {
    // Started by the terminal itself, and by a script without jobs.
    for mut t in [Terminal::start(&[], 80, 24), Terminal::shell("$parallax; exit $?", 80, 24)] {
        t.until_text("Timeline");
        t.press("\u{1a}");
        t.until_text("not suspended: no shell waits here");
        t.press("/ker\r");
        t.until_text("¶22 94");
        t.press("\u{3}");
        assert!(t.ended().success());
    }
}

#[test]
fn a_panic_in_any_thread_leaves_the_terminal_whole() {
    let t = Terminal::shell(
        "PARALLAX_TEST_PANIC=1 $parallax; echo status $?; stty -a | grep -c -- ' icanon'; sleep 5",
        100,
        24,
    );
    t.until_text("a test asked for this panic");
    t.until_text("please report");
    t.until_text("status 134");
    t.until_text("\n1");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn a_citation_goes_to_the_terminals_clipboard() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("/ker\r");
    t.until_text("¶22 94");
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
    t.until_bytes(b"\x1b[?1000h\x1b[?1002h\x1b[?1006h");
    // A click on the third incident selects it; a second one opens its ledger.
    t.press("\u{1b}[<0;20;8M");
    t.until("the click", |s| {
        s.contents_between(7, 0, 7, 36).contains("Crocus") || s.contents().contains("Crocus City Hall attack ─")
    });
    t.press("q\u{3}");
    assert!(t.ended().success());
    t.until_bytes(b"\x1b[?1006l\x1b[?1002l\x1b[?1000l");
}

#[test]
fn a_move_in_the_ledger_writes_hundreds_of_bytes() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    t.press("/ker\r");
    t.until_text("¶22 94");
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
    let mut terminal = Terminal::shell("(cat tests/fixtures/sets/ged-251.csv; sleep 60) | $parallax -", 100, 30);
    terminal.until("the records so far", |s| s.contents().contains("GED 8 records"));
    terminal.press("X");
    terminal.until("that reading has stopped", |s| s.contents().contains("reading stopped"));
    terminal.press("/910002\r");
    terminal.until("the record", |s| s.contents().contains("record 910002"));
    terminal.press("\x03");
    let _ = terminal.child.kill();
}

/// In a session of its own, the program gets no signal when its terminal goes away.
#[test]
fn a_terminal_that_goes_away_without_a_signal_ends_the_program() {
    if std::process::Command::new("setsid").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: no setsid here; it starts the program in another session");
        return;
    }
    let scratch = Scratch::new("hang-up");
    let file = scratch.0.join("pid");
    let mut command = CommandBuilder::new("setsid");
    // The program's own number: the one who waits for it is told by a signal, and proves nothing.
    command.args(["--wait", "/bin/sh", "-c", "echo $$ > $pid; exec $parallax"]);
    command.env("pid", &file);
    command.env("parallax", env!("CARGO_BIN_EXE_parallax"));
    command.env("XDG_STATE_HOME", &scratch.0);
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
    let pid = std::fs::read_to_string(&file).unwrap().trim().to_owned();
    // Whether it runs: one that has ended and that nobody has asked after is dead too.
    let runs = || {
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let dead = state.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z'));
        !dead && kill("-0", &pid)
    };
    assert!(runs());
    // Closes all handles of the terminal.
    drop((output, pair.master));
    let begun = Instant::now();
    while runs() {
        assert!(begun.elapsed() < PATIENCE, "it goes on without a terminal");
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.wait();
}

#[test]
fn what_is_piped_in_without_a_word_is_opened_and_keys_come_from_the_terminal() {
    let mut t = Terminal::shell("cat tests/fixtures/sets/ged-251.csv | $parallax; echo status $?; sleep 5", 100, 30);
    t.until_text("GED 8 records");
    t.press("/910002\r");
    t.until_text("record 910002");
    t.press("\u{3}");
    t.until_text("status 0");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn nothing_on_standard_input_is_the_built_in_corpus() {
    let mut t = Terminal::shell("$parallax < /dev/null; echo status $?; sleep 5", 80, 24);
    t.until_text("ISIS-K in five articles");
    t.press("qq");
    t.until_text("status 0");
    t.signal("-KILL");
}

#[test]
fn an_empty_pipe_says_so_and_leaves_the_terminal_alone() {
    let t = Terminal::shell(": | $parallax; echo status $?; sleep 5", 100, 24);
    t.until_text("standard input:");
    t.until_text("status 2");
    assert!(!t.written.lock().unwrap().windows(6).any(|w| w == b"?1049h"), "the alternate screen was never entered");
    t.signal("-KILL");
}

#[test]
fn terminals_that_can_do_little_are_drawn_on_without_colour() {
    for term in ["TERM=dumb", "-u TERM", "TERM=no-such-terminal"] {
        let mut t = Terminal::shell(&format!("env {term} $parallax; echo status $?; sleep 5"), 80, 24);
        t.until_text("Timeline");
        t.press("/ker\r");
        t.until_text("¶22 94");
        t.press("\u{3}");
        t.until_text("status 0");
        t.restored();
        if term != "TERM=no-such-terminal" {
            let written = String::from_utf8_lossy(&t.written.lock().unwrap()).into_owned();
            assert!(!written.contains("38;5;") && !written.contains("38;2;") && !written.contains("[31m"), "{term}");
        }
        t.signal("-KILL");
    }
}

#[test]
fn it_starts_on_a_screen_of_any_size() {
    for (columns, rows) in [(1, 1), (5, 2), (20, 5), (59, 15), (500, 200)] {
        let mut t = Terminal::start(&[], columns, rows);
        t.until_bytes(b"\x1b[?1049h");
        t.press("/ker\rcj]vq?q");
        if columns == 500 {
            t.until_text("Kerman bombings");
        }
        t.press("\u{3}");
        assert!(t.ended().success(), "{columns}x{rows}");
    }
}

#[test]
fn a_storm_of_sizes_up_to_the_largest_while_a_data_set_is_read() {
    let mut t = Terminal::start(&["data", "tests/fixtures/sets/ged-251.csv"], 80, 24);
    t.until_text("Timeline");
    for i in 0..30_u16 {
        let (columns, rows) = (1 + (i * 97) % 500, 1 + (i * 61) % 200);
        t.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        t.press("jc?\u{1b}q/a\u{1b}f\u{1b}");
    }
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn stopped_by_a_signal_and_continued_it_is_there_again() {
    let mut t = Terminal::start(&[], 80, 24);
    t.until_text("Timeline");
    // What a terminal sends for Ctrl-z; no shell waits here.
    t.signal("-TSTP");
    t.until_text("not suspended: no shell waits here");
    // Stopped the hard way nothing can be restored, but it goes on.
    t.signal("-STOP");
    t.signal("-CONT");
    t.press("/ker\r");
    t.until_text("¶22 94");
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn an_error_at_the_start_is_told_on_a_whole_terminal() {
    let t =
        Terminal::shell("$parallax no-such-folder; echo status $?; stty -a | grep -c -- ' icanon'; sleep 5", 100, 24);
    t.until_text("no such file or folder");
    t.until_text("status 2");
    t.until_text("\n1");
    t.signal("-KILL");
}

/// Whoever writes to a terminal that takes nothing waits, and whoever writes after that.
#[test]
fn a_terminal_that_takes_no_output_does_not_keep_the_program() {
    let scratch = Scratch::new("mute");
    let size = PtySize { rows: 200, cols: 500, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut child = pair.slave.spawn_command(program(&scratch.0, &["--theme", "dark"])).unwrap();
    drop(pair.slave);
    // Nothing reads the terminal, so the first screen fills its buffer.
    std::thread::sleep(Duration::from_secs(1));
    let pid = child.process_id().unwrap().to_string();
    assert!(child.try_wait().unwrap().is_none() && kill("-TERM", &pid));
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < PATIENCE, "it waits for its terminal");
        std::thread::sleep(Duration::from_millis(50));
    }
}
