//! Signals at any time, through a real pseudo-terminal: the terminal is as it was before.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{MasterPty, PtySize, native_pty_system};

use crate::terminal::{PATIENCE, Scratch, Terminal, kill, nonzero, program};

/// Starts the program, sends it a signal after a time, and gives what is wrong with the terminal after its end.
fn after_a_signal(signal: &str, delay: Duration, answers: bool) -> Result<(), String> {
    let scratch = Scratch::new("signal");
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let attributes = |master: &dyn MasterPty| format!("{:?}", master.get_termios().unwrap());
    let before = attributes(&*pair.master);
    let mut child = pair.slave.spawn_command(program(&scratch.0, &["--no-memory"])).unwrap();
    drop(pair.slave);
    let screen = Arc::new(Mutex::new(vt100::Parser::new(nonzero(24), nonzero(80), 0)));
    let mut output = pair.master.try_clone_reader().unwrap();
    let mut keys = pair.master.take_writer().unwrap();
    let shared = Arc::clone(&screen);
    let reader = std::thread::spawn(move || {
        let (mut bytes, mut asked) = ([0; 4096], false);
        while let Ok(n @ 1..) = output.read(&mut bytes) {
            shared.lock().unwrap().process(&bytes[..n]);
            if answers && !asked && bytes[..n].windows(5).any(|w| w == b"\x1b]11;") {
                asked = true;
                // It may have ended by now.
                let _ = keys.write_all(b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c");
            }
        }
    });
    std::thread::sleep(delay);
    kill(signal, &child.process_id().unwrap().to_string());
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            return Err("it does not end".to_owned());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    reader.join().unwrap();
    let after = attributes(&*pair.master);
    if before != after {
        return Err(format!("{after} instead of {before}"));
    }
    let parser = screen.lock().unwrap();
    let seen = parser.screen();
    if seen.alternate_screen() || seen.hide_cursor() || seen.bracketed_paste() {
        return Err(format!("the screen was left as it is: {}", seen.contents()));
    }
    Ok(())
}

#[test]
fn a_signal_at_any_time_of_the_start_leaves_the_terminal_whole() {
    for answers in [true, false] {
        // Every millisecond of it is tried by .ci/measure-signals.
        for delay in [0, 3, 6, 10, 15, 25, 40, 60, 80, 105, 130, 200, 300] {
            for signal in ["-TERM", "-INT"] {
                let outcome = after_a_signal(signal, Duration::from_millis(delay), answers);
                assert_eq!(outcome, Ok(()), "{signal} after {delay} ms, answers: {answers}");
            }
        }
    }
}

#[test]
fn every_signal_that_ends_it_leaves_the_terminal_whole() {
    for name in
        ["-HUP", "-QUIT", "-USR2", "-ABRT", "-ALRM", "-VTALRM", "-PROF", "-XCPU", "-SYS", "-TRAP", "-BUS", "-40"]
    {
        let mut t = Terminal::start(&[], 80, 24);
        t.until_text("Timeline");
        t.signal(name);
        let ended = t.ended();
        // A real-time signal has no default action that can be taken by name.
        assert!(ended.signal().is_some() || ended.exit_code() == 128 + 40, "{name}: {ended}");
        t.restored();
        assert_eq!(after_a_signal(name, Duration::from_millis(50), false), Ok(()), "{name} at the start");
    }
}

#[test]
fn the_largest_size_that_a_terminal_can_claim_is_not_allocated() {
    let scratch = Scratch::new("size");
    for (cols, rows) in [(65_535, 65_535), (65_535, 1), (1, 65_535)] {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut child = pair.slave.spawn_command(program(&scratch.0, &["--theme", "dark"])).unwrap();
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().unwrap();
        let mut keys = pair.master.take_writer().unwrap();
        let drawn = Arc::new(Mutex::new(0));
        let shared = Arc::clone(&drawn);
        std::thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(n @ 1..) = output.read(&mut bytes) {
                *shared.lock().unwrap() += n;
            }
        });
        let begun = Instant::now();
        while *drawn.lock().unwrap() < 60 {
            assert!(begun.elapsed() < PATIENCE, "{cols}x{rows}: nothing is drawn");
            std::thread::sleep(Duration::from_millis(10));
        }
        keys.write_all(b"jj/ker\r").unwrap();
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.process_id().unwrap()));
        if let Ok(status) = status {
            let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
            assert!(peak.is_some_and(|kib: u64| kib < 400 << 10), "{cols}x{rows}: {peak:?} KiB");
        }
        keys.write_all(b"\x03").unwrap();
        let begun = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < PATIENCE, "{cols}x{rows}: it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn an_input_that_does_not_answer_can_be_given_up() {
    let script = "mkfifo $XDG_STATE_HOME/pipe; $parallax $XDG_STATE_HOME/pipe; echo status $?; stty -a | grep -c -- ' icanon'; sleep 5";
    let mut t = Terminal::shell(script, 80, 24);
    t.until_text("waiting for the input");
    t.press("j");
    t.until_text("waiting for the input");
    t.press("q");
    t.until_text("status 0");
    t.until_text("\n1");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn an_input_that_answers_late_is_opened() {
    let mut t =
        Terminal::shell("(sleep 2; cat tests/fixtures/sets/ged-251.csv) | $parallax; echo status $?; sleep 5", 100, 24);
    t.until_text("waiting for the input");
    t.until_text("8 records");
    t.press("q");
    t.until_text("status 0");
    t.restored();
    t.signal("-KILL");
}

#[test]
fn an_input_that_turns_out_empty_is_told_on_a_whole_terminal() {
    let t = Terminal::shell("(sleep 1) | $parallax; echo status $?; stty -a | grep -c -- ' icanon'; sleep 5", 100, 24);
    t.until_text("waiting for the input");
    t.until_text("status 2");
    t.until_text("\n1");
    t.restored();
    t.signal("-KILL");
}
