//! Exports of views from the workbench: keys in, files out.

use std::fs;
use std::path::Path;

use crate::fixture::path;
use crate::terminal::{Scratch, Terminal, program};

/// A workbench on `paths`, in a working folder of its own.
fn workbench(scratch: &Scratch, paths: &[&str]) -> Terminal {
    let mut command = program(&scratch.0, paths);
    command.cwd(&scratch.0);
    let t = Terminal::run(command, 100, 30);
    t.until_text("Timeline");
    t
}

fn read(scratch: &Scratch, name: &str) -> String {
    fs::read_to_string(scratch.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn each_view_is_written_in_each_of_its_formats() {
    let scratch = Scratch::new("views");
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let mut t = workbench(&scratch, &[&tiny]);
    for (keys, name, endings) in [
        ("", "parallax-entries", &["md", "csv", "json", "geojson", "svg"][..]),
        ("\r", "ledger", &["md", "csv", "json", "svg"]),
        ("c", "compared", &["md", "csv", "json", "svg"]),
        ("ga", "parallax-articles", &["md", "csv", "json", "svg"]),
        ("gq", "parallax-quotations", &["md", "csv", "json", "svg"]),
        ("gn", "parallax-names", &["md", "csv", "json", "svg"]),
        ("ga\r", "article", &["md", "csv", "json", "svg"]),
    ] {
        t.press(keys);
        for ending in endings {
            t.press("E");
            t.until_text("Export · ");
            // The proposed name is replaced.
            t.press(&format!("\u{15}{name}.{ending}\r"));
            t.until_text(": written to ");
            let text = read(&scratch, &format!("{name}.{ending}"));
            match *ending {
                "json" | "geojson" => {
                    serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|e| panic!("{name}: {e}\n{text}"));
                }
                "csv" => {
                    let columns = text.lines().next().unwrap().split(',').count();
                    assert!(text.lines().count() > 1 && columns > 2, "{name}: {text}");
                }
                "svg" => assert!(text.starts_with("<svg") && text.contains("</svg>"), "{name}"),
                _ => assert!(text.lines().count() >= 3, "{name}: {text}"),
            }
            t.press("\x1b[A\x1b[B");
        }
        t.press("gt");
    }
    t.press("\u{3}");
    assert!(t.ended().success());
    assert!(read(&scratch, "compared.md").contains("| facet | verdict |"));
    assert!(read(&scratch, "ledger.csv").starts_with("id,facet,verdict,origins,"));
}

#[test]
fn no_file_is_replaced_unasked_and_none_that_is_open() {
    let scratch = Scratch::new("taken");
    let corpus = scratch.0.join("corpus");
    copy(&path("tests/fixtures/tiny"), &corpus);
    fs::write(scratch.0.join("mine.csv"), "mine").unwrap();
    let before = fs::read_to_string(corpus.join("corpus.toml")).unwrap();
    let mut t = workbench(&scratch, &["corpus"]);
    t.press("E\u{15}mine.csv\r");
    t.until_text("writing again replaces it");
    assert_eq!(read(&scratch, "mine.csv"), "mine");
    t.press("\r");
    t.until_text(": written to ");
    assert_ne!(read(&scratch, "mine.csv"), "mine");
    fs::write(corpus.join("own.csv"), "of the corpus").unwrap();
    t.press("E\u{15}corpus/own.csv\r");
    t.until_text("belongs to what is open");
    assert_eq!(fs::read_to_string(corpus.join("own.csv")).unwrap(), "of the corpus");
    t.press("E\u{15}nowhere/x.csv\r");
    t.until_text("No such file");
    t.press("E\u{15}\r");
    t.until_text("type the name of the file");
    t.press("\x1b");
    t.until("the form closed", |screen| !screen.contents().contains("Export · "));
    t.press("q");
    assert!(t.ended().success());
    assert_eq!(fs::read_to_string(corpus.join("corpus.toml")).unwrap(), before);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &target) } else { fs::copy(path, target).map(drop).unwrap() }
    }
}

#[test]
fn marks_on_rows_that_may_not_be_passed_on_are_exported_by_their_ids() {
    let scratch = Scratch::new("marked-rows");
    let acled = path("tests/fixtures/sets/acled-2024.csv").display().to_string();
    let ged = path("tests/fixtures/sets/ged-251.csv").display().to_string();
    for (set, is_told) in [(&acled, false), (&ged, true)] {
        let mut t = workbench(&scratch, &[set, "--no-memory"]);
        t.until("a row", |screen| screen.contents().contains("killed"));
        t.press("m'E\u{15}marked.csv\r");
        t.until("the end", |s| s.contents().contains(": written to ") || s.contents().contains("replaces it"));
        t.press("\r");
        t.until_text(": written to ");
        t.press("\u{3}");
        assert!(t.ended().success());
        let text = read(&scratch, "marked.csv");
        let row = text.lines().nth(1).unwrap();
        assert!(row.starts_with("record,") && row.contains(" record "), "{text}");
        assert_eq!(row.contains("killed: "), is_told, "{text}");
        fs::remove_file(scratch.0.join("marked.csv")).unwrap();
    }
}
