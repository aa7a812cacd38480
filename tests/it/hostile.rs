//! Text from strangers: whatever stands in articles, names, ids, file names, cells and queries, no byte of it reaches
//! the screen, the standard output, an error message or the clipboard as a command or unseen.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::fixture::path;
use crate::terminal::{Scratch, Terminal, foreign, program};

/// What is tried: titles, clipboard, colours, queries for an answer, C0 and C1, direction, what is invisible, what
/// overwrites.
const PAYLOADS: [&str; 22] = [
    "\u{1b}]0;PWN\u{7}",
    "\u{1b}]52;c;cHduZWQ=\u{7}",
    "\u{1b}]8;;http://example.org\u{1b}\\link",
    "\u{1b}[5m\u{1b}[8mhidden",
    "\u{1b}[2J\u{1b}[6n",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}0;PWN\u{9c}",
    "\u{85}\u{90}q",
    "\u{0}\u{8}\u{e}\u{7f}",
    "one\ttwo\rthree\u{b}\u{c}",
    "\u{202e}desrever\u{202c}",
    "\u{2066}isolated\u{2069}",
    "zero\u{200b}width",
    "pass\u{200d}word\u{200c}",
    "lone\u{2028}line\u{2029}breaks",
    "\u{feff}mark",
    "soft\u{ad}hyphen\u{2060}",
    "\u{e0041}\u{e0042}tags",
    "\u{61c}\u{200f}\u{200e}",
    "\u{fff9}note\u{fffb}",
    "=cmd|' /C calc'!A0",
];

/// All of them, and a letter with five hundred marks.
fn payload() -> String {
    format!("{}e{}", PAYLOADS.join("_"), "\u{301}".repeat(500))
}

/// A TOML string: what TOML does not allow raw is escaped, the rest is raw.
fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A corpus in which every text is hostile; files that must be refused are hostile too.
fn corpus(scratch: &Scratch) -> PathBuf {
    let folder = scratch.0.join("corpus\u{1b}]0;PWN\u{7}\u{202e}");
    for part in ["articles", "incidents", "quotes"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).unwrap();
    let (raw, t) = (payload(), toml(&payload()));
    let line = raw.replace(['\n', '\r'], " ");
    write("corpus.toml", format!("title = {t}\ndescription = {t}\nlanguage = \"en\"\nlicence = {t}\n"));
    for id in ["a", "b"] {
        write(
            &format!("articles/{id}.md"),
            format!(
                "+++\ntitle = {t}\npublisher = {t}\nauthors = [{t}]\npublished = \"2024-01-0{}\"\nnote = {t}\n+++\n### 1 \"first words\"\n{line}\n\n### 2 \"{}\"\n{line}\n",
                if id == "a" { 1 } else { 2 },
                "more words"
            ),
        );
    }
    write(
        "incidents/i.toml",
        format!(
            "title = {t}\naliases = [{t}]\nkind = \"bombing\"\n[[account]]\narticle = \"a\"\npassage = 1\nclaims = [{{ facet = \"killed\", figure = 3, words = {t}, hedge = {t}, according_to = [{t}], whom = {t} }}]\n[[account]]\narticle = \"b\"\npassage = 2\nclaims = [{{ facet = \"killed\", figure = 9, words = \"nine\" }}, {{ facet = \"method\", value = {t} }}]\n[[note]]\ntext = {t}\nby = {t}\n"
        ),
    );
    write(
        "quotes/a.toml",
        format!(
            "[[quote]]\npassage = 1\nspeaker = {t}\nrole = {t}\ngist = {t}\nopening = {t}\nlength = 3\nincidents = [\"i\"]\n"
        ),
    );
    write("names.toml", format!("[[name]]\nid = \"n\"\nname = {t}\nkind = \"person\"\nvariants = [{t}]\n"));
    // Refused, and named in a message: an id that is no id, a key nobody knows, a broken line.
    write("incidents/x\u{1b}[5m\u{202e}\n.toml", format!("title = {t}\n{t} = 1\n"));
    write("incidents/broken.toml", format!("title = {raw}\n"));
    folder
}

/// A data set whose every cell of text is hostile, made of the rows of an invented one.
fn set(scratch: &Scratch, from: &str) -> PathBuf {
    let bytes = std::fs::read(path("tests/fixtures/sets").join(from)).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let row = cells(lines.next().unwrap());
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let hostile: Vec<String> = row
        .iter()
        .map(|cell| {
            let word = !cell.is_empty() && !cell.chars().any(|c| c.is_ascii_digit());
            if word { quoted(&format!("{cell} {}", payload())) } else { quoted(cell) }
        })
        .collect();
    // And one whose numbers and days are hostile: it cannot be read, and the message must not repeat it raw.
    let unreadable: Vec<String> = row.iter().map(|cell| quoted(&format!("{cell}{}", payload()))).collect();
    let file = scratch.0.join(format!("\u{1b}]0;PWN\u{7}\u{202e}{from}"));
    std::fs::write(&file, format!("{header}\n{}\n{}\n", hostile.join(","), unreadable.join(","))).unwrap();
    file
}

/// The cells of a line of CSV.
fn cells(line: &str) -> Vec<String> {
    let (mut all, mut cell, mut inside) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => inside = !inside,
            ',' if !inside => all.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    all.push(cell);
    all
}

/// Runs a command; whatever it writes, and wherever, is text and nothing else.
fn is_tame(args: &[&OsStr], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Most commands read nothing and may be gone by now.
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
    let mut all = vec![corpus(&scratch)];
    all.extend(["ged-251.csv", "acled-2024.csv", "gtd-full.csv"].map(|name| set(&scratch, name)));
    let listed = is_tame(&args(&["find", "kind:incident at:AF,PK,SY,IQ,ML,NG,SO,YE"], &all), "");
    assert!(!listed.is_empty() || !is_tame(&args(&["export", "--format", "csv"], &all), "").is_empty());
    for words in [
        &["check"][..],
        &["check", "--format", "json"],
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
        &["--print", "--keys", "3<enter>"],
        &["--print", "--keys", "G<enter>"],
    ] {
        is_tame(&args(words, &all), "");
    }
    let shown = is_tame(&args(&["show", "i"], &all), "");
    assert!(shown.contains("␛]0;PWN␇") && shown.contains("<202E>"), "what is hostile is seen: {shown}");
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

/// What was sent to the clipboard, decoded.
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
    let all = [corpus(&scratch), set(&scratch, "ged-251.csv"), set(&scratch, "acled-2024.csv")];
    let state = scratch.0.join("state");
    let mut command = program(&state, &["--theme", "dark"]);
    command.args(all.iter().map(|p| Path::as_os_str(p)));
    let mut t = Terminal::run(command, 120, 40);
    t.until_text("Timeline");
    // Through every view, with what is cited and marked on the way.
    let views = [
        "G", "\r", "j", "j", "\r", "y", "Y", "m", "1", "c", "j", "j", "\r", "1", "2", "\r", "y", "v", "1", "3", "\r",
        "Y", "1", "m", "'", "1", "i", "?", "?", "g", "\r", "y", "m", "\r", "1", "f", "\t", "\t",
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
    assert!(String::from_utf8_lossy(&written).contains('␛'), "what is hostile was on the screen, as symbols");
    let copied = copied(&written);
    assert!(!copied.is_empty(), "something was copied");
    for text in copied {
        assert!(foreign(text.as_bytes()).is_empty() && !text.contains('\r'), "{text:?}");
    }
}
