//! Generates malicious files: every text contains sequences that a terminal would execute or hide. Generated anew for
//! each test.

use std::path::{Path, PathBuf};

/// Payloads: titles, clipboard, colours, terminal queries, C0 and C1 controls, text direction, invisible characters,
/// overwriting.
pub const PAYLOADS: [&str; 22] = [
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

/// All payloads, and a letter with five hundred combining marks.
pub fn payload() -> String {
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
pub fn corpus(folder: &Path) -> PathBuf {
    let folder = folder.join("corpus\u{1b}]0;PWN\u{7}\u{202e}");
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
    // File names become ids.
    let id = "c\u{1b}]0;PWN\u{7}\u{9b}\u{202e}\r\u{200b}";
    write(
        &format!("articles/{id}.md"),
        format!("+++\ntitle = {t}\npublisher = {t}\n+++\n### 1 \"first words\"\n{line}\n"),
    );
    let c = toml(id);
    write(
        "incidents/i.toml",
        format!(
            "title = {t}\naliases = [{t}]\nkind = \"bombing\"\n[[account]]\narticle = \"a\"\npassage = 1\nclaims = [{{ facet = \"killed\", figure = 3, words = {t}, hedge = {t}, according_to = [{t}], whom = {t} }}]\n[[account]]\narticle = \"b\"\npassage = 2\nclaims = [{{ facet = \"killed\", figure = 9, words = \"nine\" }}, {{ facet = \"method\", value = {t} }}]\n[[account]]\narticle = {c}\npassage = 1\nclaims = [{{ facet = \"killed\", figure = 12, words = \"twelve\" }}]\n[[note]]\ntext = {t}\nby = {t}\n"
        ),
    );
    write(
        "quotes/a.toml",
        format!(
            "[[quote]]\npassage = 1\nspeaker = {t}\nrole = {t}\ngist = {t}\nopening = {t}\nlength = 3\nincidents = [\"i\"]\n"
        ),
    );
    write("names.toml", format!("[[person]]\nid = \"n\"\nname = {t}\nvariants = [{t}]\n"));
    // Rejected and quoted in messages: an invalid id, an unknown key, a broken line.
    write("incidents/x\u{1b}[5m\u{202e}\n.toml", format!("title = {t}\n{t} = 1\n"));
    write("incidents/broken.toml", format!("title = {raw}\n"));
    folder
}

/// A data set whose every cell of text is hostile, made of the rows of an invented one.
pub fn set(folder: &Path, from: &str) -> PathBuf {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sets").join(from)).unwrap();
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
    let file = folder.join(format!("\u{1b}]0;PWN\u{7}\u{202e}{from}"));
    std::fs::write(&file, format!("{header}\n{}\n{}\n", hostile.join(","), unreadable.join(","))).unwrap();
    file
}

/// Articles as they are, whose every text is hostile. They tell one incident, in Kabul, so that there are drafts.
pub fn articles(folder: &Path) -> Vec<PathBuf> {
    // A file that holds this one is no text.
    let raw = payload().replace('\0', "");
    let line = raw.replace(['\n', '\r'], " ");
    let told = format!(
        "A suicide bombing killed 12 people in Kabul, Afghanistan, on 3 January 2024, spokesman John {line} Smith said. \
         The attack wounded 30 others near the market {line}. \"We will find them {line}\", the mayor of Kabul said."
    );
    let file = |name: &str, text: String| {
        let path = folder.join(format!("\u{1b}]0;PWN\u{7}\u{9b}\u{202e}{name}"));
        std::fs::write(&path, text).unwrap();
        path
    };
    vec![
        file(
            "a.html",
            format!(
                "<!doctype html><html><title>Kabul bombing {raw}</title><meta name=author content='{line}'><h1>Kabul bombing {raw}</h1><p>{told}<p>{told}"
            ),
        ),
        file(
            "b.txt",
            format!("Kabul bombing kills 15 {line}\n\n{}\n\n{told}\n", told.replace("12 people", "15 people")),
        ),
        file(
            "c.eml",
            format!(
                "From: {line} <a@example.org>\nSubject: Kabul {line}\nDate: Thu, 4 Jan 2024 10:00:00 +0000\n\n{told}\n"
            ),
        ),
    ]
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
