//! Tests hostile text in articles, names, ids, file names, cells and queries: none of it reaches the screen, standard
//! output, an error message or the clipboard as a control sequence or invisible character.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::payload::{articles, corpus, payload, set};
use crate::terminal::{Scratch, Terminal, foreign, program};

/// Runs a command and checks that all its output is plain text.
fn is_tame(args: &[&OsStr], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Most commands do not read their input and may have ended.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    for (bytes, where_to) in [(&output.stdout, "standard output"), (&output.stderr, "standard error")] {
        let found = foreign(bytes);
        assert!(found.is_empty(), "{args:?} wrote {found:?} to {where_to}");
        assert!(!bytes.contains(&0x1b), "{args:?} wrote an escape to {where_to}");
        assert!(!bytes.contains(&b'\r'), "{args:?} wrote a carriage return to {where_to}");
    }
    assert!(output.status.code().is_some_and(|c| c <= 2), "{args:?}: {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

fn args<'a>(words: &'a [&'a str], paths: &'a [PathBuf]) -> Vec<&'a OsStr> {
    words.iter().map(OsStr::new).chain(paths.iter().map(|p| p.as_os_str())).collect()
}

#[test]
fn commands_write_no_byte_of_it_whatever_the_format() {
    let scratch = Scratch::new("hostile");
    let mut all = vec![corpus(&scratch.0)];
    all.extend(["ged-251.csv", "acled-2024.csv", "gtd-full.csv"].map(|name| set(&scratch.0, name)));
    let lines = is_tame(&args(&["export", "--format", "csv"], &all), "").lines().count();
    assert!(lines > 4, "an incident and a record of each data set: {lines} lines");
    for words in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--sources", "tests/fixtures/tiny-copies"],
        &["find", "pwn"],
        &["find", "hidden", "--format", "json"],
        &["show", "i"],
        &["show", "i", "--format", "json"],
        &["show", "a"],
        &["show", "n"],
        &["show", "ged:1"],
        &["show", "acl:1"],
        &["show", "gtd:1"],
        &["ledger", "i"],
        &["ledger", "ged:1", "--format", "json"],
        &["compare", "i"],
        &["compare", "i", "--format", "json"],
        &["export"],
        &["export", "--format", "csv"],
        &["export", "--format", "geojson"],
        &["export", "--format", "md"],
        &["export", "--private", "--format", "csv"],
        &["--print"],
        &["--print", "--svg"],
        &["--print", "--keys", "gq<enter>"],
        &["--print", "--keys", "G<enter>"],
    ] {
        is_tame(&args(words, &all), "");
    }
    let shown = is_tame(&args(&["show", "i"], &all), "");
    assert!(shown.contains("␛]0;PWN␇") && shown.contains("<202E>"), "hostile characters are visible: {shown}");
    let answered = is_tame(&args(&["--plain"], &all), &format!("list\n1\n{}\nledger\nquit\n", payload()));
    assert!(answered.contains('␛'), "{answered}");
}

#[test]
fn arguments_are_repeated_only_as_text() {
    let text = payload().replace('\0', "");
    let scratch = Scratch::new("hostile");
    let here = scratch.0.join(&text[..40]);
    let here = here.display().to_string();
    for words in [
        &["find", &text][..],
        &["show", &text],
        &["ledger", &text],
        &["check", &here],
        &["--print", &here],
        &["export", "--filter", &text],
        &["export", "--filter", &format!("killed:{text}")],
        &["export", "--out", &format!("{here}/x")],
        &["find", "x", "--kind", &text],
        &["find", "x", "--limit", &text],
        &["--keys", &text, "--print"],
        &["--size", &text, "--print"],
        &["--theme", &text],
        &["--sources", &here, "check"],
        &[&format!("--{text}")],
        &["completions", &text],
    ] {
        is_tame(&words.iter().map(OsStr::new).collect::<Vec<_>>(), "");
    }
}

/// The decoded texts sent to the clipboard.
fn copied(written: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(written).into_owned();
    let sent = text.split("\u{1b}]52;c;").skip(1).map(|t| t.split(['\u{7}', '\u{1b}']).next().unwrap().to_owned());
    sent.map(|letters| {
        let value = |b: u8| match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        let bits = letters.bytes().filter(|b| *b != b'=').map(value);
        let mut bytes = Vec::new();
        let (mut held, mut count) = (0_u32, 0);
        for six in bits {
            held = (held << 6) | u32::from(six);
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push((held >> count) as u8);
            }
        }
        String::from_utf8(bytes).unwrap()
    })
    .collect()
}

#[test]
fn a_terminal_gets_no_byte_of_it_nor_does_its_clipboard() {
    let scratch = Scratch::new("hostile");
    let all = [corpus(&scratch.0), set(&scratch.0, "ged-251.csv"), set(&scratch.0, "acled-2024.csv")];
    let state = scratch.0.join("state");
    let mut command = program(&state, &["--theme", "dark"]);
    command.args(all.iter().map(|p| Path::as_os_str(p)));
    let mut t = Terminal::run(command, 120, 40);
    t.until_text("Timeline");
    // Visits every view, and cites and marks on the way.
    let views = [
        "G", "\r", "j", "j", "\r", "y", "Y", "m", "\x1bOQ", "c", "j", "j", "\r", "\x1bOQ", "ga", "\r", "y", "v",
        "\x1bOQ", "gq", "\r", "Y", "gt", "m", "'", "gt", "gr", "?", "?", "gg", "\r", "y", "m", "\r", "gt", "f", "\t",
        "\t",
    ];
    for key in views {
        t.press(key);
        std::thread::sleep(std::time::Duration::from_millis(30));
    }
    t.press("\u{18}");
    std::thread::sleep(std::time::Duration::from_millis(100));
    t.press("\u{1b}");
    std::thread::sleep(std::time::Duration::from_millis(100));
    t.press("/");
    t.press(&format!("\u{1b}[200~pwn {}\u{1b}[201~", payload().replace("\u{1b}[201~", "")));
    std::thread::sleep(std::time::Duration::from_millis(200));
    t.press("\u{15}hidden");
    t.until_text("hidden");
    t.press("\r");
    std::thread::sleep(std::time::Duration::from_millis(200));
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
    let written = t.written.lock().unwrap().clone();
    let found = foreign(&written);
    assert!(found.is_empty(), "{found:?}");
    assert!(String::from_utf8_lossy(&written).contains('␛'), "hostile characters are on the screen as symbols");
    let copied = copied(&written);
    assert!(!copied.is_empty(), "something was copied");
    for text in copied {
        assert!(foreign(text.as_bytes()).is_empty() && !text.contains('\r'), "{text:?}");
    }
}

/// Opens `paths` in a terminal, presses the keys of each view and waits for what tells that it is open; `y` and `Y` copy in
/// each. Nothing foreign may be written, and nothing foreign copied.
fn visits(paths: &[PathBuf], views: &[(&str, &str)]) {
    let state = Scratch::new("hostile-state");
    let mut command = program(&state.0, &["--theme", "dark"]);
    command.args(paths.iter().map(|p| Path::as_os_str(p)));
    let mut t = Terminal::run(command, 120, 40);
    for (keys, shown) in views {
        t.press(keys);
        if *keys == "\u{1b}" {
            // Escape alone, and not the beginning of another key.
            std::thread::sleep(std::time::Duration::from_millis(150));
        }
        t.until_text(shown);
    }
    t.press("\u{3}");
    assert!(t.ended().success());
    t.restored();
    let written = t.written.lock().unwrap().clone();
    let found = foreign(&written);
    assert!(found.is_empty(), "{found:?}");
    assert!(String::from_utf8_lossy(&written).contains('␛'), "hostile characters are on the screen as symbols");
    for text in copied(&written) {
        assert!(foreign(text.as_bytes()).is_empty() && !text.contains('\r'), "{text:?}");
    }
}

#[test]
fn no_view_of_a_corpus_and_data_sets_lets_it_through() {
    let scratch = Scratch::new("hostile");
    let mut all = vec![corpus(&scratch.0)];
    all.extend(["ged-251.csv", "acled-2024.csv", "gtd-full.csv"].map(|name| set(&scratch.0, name)));
    let views = [
        ("", "mistakes"),
        ("", "4 records in 3"),
        ("/verdict:conflict", "Find · 1 hit"),
        ("\r", "✗ conflict"),
        ("j", "✗ conflict"),
        ("y", "clipboard"),
        ("Gi", "Timeline"),
        ("/pwn", "Find ·"),
        ("\u{14}", "Find ·"),
        ("\u{e}\u{14}", "Find ·"),
        ("\u{1b}", "Timeline"),
        ("c", "next difference"),
        ("v", "next difference"),
        ("w", "Why ·"),
        ("w", "next difference"),
        ("qga", "Articles"),
        ("Yl", "¶1"),
        ("qgq", "Quotes"),
        ("Ygn", "Names"),
        ("y\r", "PWN"),
        ("gtf", "Filter ·"),
        ("\tpwn", "Filter ·"),
        ("\u{1b}", "Timeline"),
        ("?", "Keys"),
        ("?:", "Actions ·"),
        ("\u{1b}[200~pwn\u{1b}]0;PWN\u{7}\u{1b}[201~", "Actions ·"),
        ("\u{1b}", "Timeline"),
        // A note, on which the ledger's cursor is, cannot be marked.
        ("m", "cannot be marked"),
        ("\u{1b}", "Timeline"),
        ("m'", "Marks"),
    ];
    visits(&all, &views);
}

#[test]
fn no_view_of_drafts_lets_it_through() {
    let scratch = Scratch::new("hostile");
    let all = articles(&scratch.0);
    let views = [
        ("", "Articles"),
        ("yY\r", "¶1"),
        ("vw", "¶1"),
        ("qgq", "Quotes"),
        ("jyY\r", "¶2"),
        ("qgn", "Names"),
        ("gt", "Timeline"),
        ("gd", "Timeline"),
        ("yY\r\r", "¶1"),
        ("qgtw", "Why ·"),
        ("w/kabul", "Find ·"),
        ("\u{14}\u{e}\u{14}", "Find ·"),
        ("\u{1b}", "Timeline"),
        ("c", "side by side"),
        ("yYw", "Why ·"),
        ("wq1f", "Filter ·"),
        ("\t\t", "Filter ·"),
        ("\u{1b}", "Timeline"),
        ("m'", "Marks"),
        ("?", "Keys"),
    ];
    visits(&all, &views);
}

#[test]
fn no_message_of_an_export_lets_it_through() {
    let scratch = Scratch::new("hostile");
    let mut all = vec![corpus(&scratch.0)];
    all.extend(["acled-2024.csv", "gtd-full.csv"].map(|name| set(&scratch.0, name)));
    all.extend(articles(&scratch.0));
    let out = scratch.0.join("no\u{1b}]0;PWN\u{7}\u{202e}/folder");
    for (format, out) in
        [("csv", None), ("json", None), ("geojson", None), ("md", None), ("csv", Some(&out)), ("csv", Some(&all[1]))]
    {
        let mut command =
            program(&scratch.0.join("state"), &["export", "--format", format, "--filter", "killed:>0", "--possibly"]);
        command.args(out.map(|out| [OsStr::new("--out").to_owned(), out.as_os_str().to_owned()]).into_iter().flatten());
        command.args(all.iter().map(|p| Path::as_os_str(p)));
        let mut t = Terminal::run(command, 120, 40);
        let _ = t.ended();
        std::thread::sleep(std::time::Duration::from_millis(100));
        let written = t.written.lock().unwrap().clone();
        let found = foreign(&written);
        assert!(found.is_empty() && !written.is_empty(), "{format}: {found:?}");
    }
}
