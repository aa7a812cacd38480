//! Exports of views from the workbench: keys in, files out.

use std::fs;
use std::path::Path;

use parallax::app::job::{ExportRequest, JobEnd, JobKind, JobReport, JobResult};
use parallax::app::{Effect, Msg};
use parallax::exporting::views;
use parallax::keymap::chord;
use parallax::present::exported::{ExportedView, ViewFormat};
use parallax::session::Session;

use crate::fixture::{built_in, path, press, screen, session, tiny};
use crate::terminal::{Scratch, Terminal, program};

/// A workbench on `paths`, in a working folder of its own.
fn workbench(scratch: &Scratch, paths: &[&str]) -> Terminal {
    let mut command = program(&scratch.0, paths);
    command.cwd(&scratch.0);
    let t = Terminal::run(command, 100, 30);
    t.until_text("Timeline");
    t
}

/// Clears the message by keys that change nothing, so that the next one is a new one.
fn clear(t: &mut Terminal, message: &str) {
    t.press("\x1b[A\x1b[B");
    t.until("no message", |screen| !screen.contents().contains(message));
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
fn what_matches_the_filter_only_possibly_and_is_not_written_is_counted() {
    let scratch = Scratch::new("left-out");
    let mut t = workbench(&scratch, &[]);
    t.press("fkilled:>=5\r\x1b");
    t.until_text("possibly");
    let mut written = |keys: &str, name: &str| {
        t.press(&format!("{keys}E\u{15}{name}.json\r"));
        t.until_text(": written to ");
        clear(&mut t, "written to");
        let json: serde_json::Value = serde_json::from_str(&read(&scratch, &format!("{name}.json"))).unwrap();
        let incidents = json["incidents"].as_array().unwrap();
        let possible = incidents.iter().filter(|incident| incident["certainty"] == "possible").count() as u64;
        (possible, json["possible_left_out"].as_u64().unwrap())
    };
    let (all, none) = written("", "all");
    assert!(all > 0 && none == 0, "{all} {none}");
    // A range of two that match certainly leaves all of them out; those told by several sources are some.
    assert_eq!(written("gtggVj", "range"), (0, all));
    let (some, others) = written("\x1bS", "several");
    assert!(some < all && some + others == all, "{some} {others} {all}");
}

#[test]
fn the_evidence_of_what_is_shown_is_packed_and_written_by_key() {
    let scratch = Scratch::new("evidence");
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let mut t = workbench(&scratch, &[&tiny]);
    // The ledger of one incident, as a folder that the program itself verifies.
    t.press("\rE\u{15}evidence");
    t.press(&"\x1b[B".repeat(4));
    t.until_text("writes the folder evidence");
    t.press("\r");
    t.until_text("packed into ");
    let mut verify = program(&scratch.0, &["verify", "evidence"]);
    verify.cwd(&scratch.0);
    let verified = Terminal::run(verify, 100, 30);
    verified.until_text("all files have the bytes that the manifest lists");
    // A folder that holds something is not written into.
    t.press("E\u{15}evidence");
    t.press(&"\x1b[B".repeat(4));
    t.press("\r");
    t.until_text("the folder is not empty");
    clear(&mut t, "is not empty");
    // Each file alone, as the command writes it.
    for (ending, begins) in
        [("csl.json", "["), ("bib", "@"), ("ris", "TY  - "), ("jsonld", "{"), ("ftm.json", "{\"id\":\"parallax-")]
    {
        t.press(&format!("E\u{15}one.{ending}\r"));
        t.until_text(": written to ");
        let text = read(&scratch, &format!("one.{ending}"));
        assert!(text.trim_start().starts_with(begins), "{ending}: {text}");
        clear(&mut t, "written to");
    }
    // Names have no evidence.
    t.press("gnE");
    t.until("the form", |screen| screen.contents().contains("Export · ") && !screen.contents().contains("BibLaTeX"));
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn records_have_no_place_among_annotated_passages_and_that_is_said() {
    let scratch = Scratch::new("no-place");
    let set = path("tests/fixtures/linking/ged.csv").display().to_string();
    let mut t = workbench(&scratch, &[&set]);
    t.until_text("Duny town");
    t.press("E\u{15}none.jsonld\r");
    t.until_text("annotated, and these are records of data sets");
    assert!(!scratch.0.join("none.jsonld").exists());
    t.press("\u{3}");
    assert!(t.ended().success());
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
    // Nor is a new one written where it would be read at the next start.
    t.press("E\u{15}corpus/new.csv\r");
    t.until_text("belongs to what is open");
    assert!(!corpus.join("new.csv").exists());
    clear(&mut t, "belongs to");
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
    for (set, id, is_told) in [(&acled, "VEL31", false), (&ged, "910008", true)] {
        let mut t = workbench(&scratch, &[set, "--no-memory"]);
        t.until("all rows", |s| s.contents().contains("▸") && !s.contents().contains("reading"));
        t.press("m'E\u{15}marked.csv\r");
        t.until_text(": written to ");
        t.press("\u{3}");
        assert!(t.ended().success());
        let text = read(&scratch, "marked.csv");
        let row = text.lines().nth(1).unwrap();
        // The id is that of the row, whose number says nothing elsewhere.
        assert!(row.starts_with("record,") && row.contains(&format!(" record {id}. ")), "{text}");
        assert_eq!(row.contains("killed: "), is_told, "{text}");
        fs::remove_file(scratch.0.join("marked.csv")).unwrap();
    }
}

/// What a session's pane exports in a format.
/// What the view on top is exported as.
pub fn text(session: &Session, format: ViewFormat) -> String {
    let (view, loaded) = session.exported();
    String::from_utf8(views::text(&loaded, &view, format).unwrap().unwrap()).unwrap()
}

#[test]
fn an_address_stands_in_the_list_of_articles_with_how_it_was_found() {
    let csv = text(&session(built_in(), (100, 30), "ga"), ViewFormat::Csv);
    let mut lines = csv.lines();
    assert_eq!(lines.next().unwrap(), "id,title,publisher,published,origin,url,url_basis,passages");
    let with_address = lines.filter(|line| line.contains(",https://")).collect::<Vec<_>>();
    assert!(!with_address.is_empty() && with_address.iter().all(|line| line.contains("found by the title")), "{csv}");
}

#[test]
fn no_picture_of_a_record_is_written_whose_rows_may_not_be_passed_on() {
    let scratch = Scratch::new("pictures");
    let acled = path("tests/fixtures/sets/acled-2024.csv").display().to_string();
    let mut t = workbench(&scratch, &[&acled, "--no-memory"]);
    t.until("all rows", |s| s.contents().contains("▸") && !s.contents().contains("reading"));
    // The timeline shows rows, and the message says so.
    t.press("E\u{15}timeline.svg\r");
    t.until_text("for your own use");
    assert!(read(&scratch, "timeline.svg").starts_with("<svg"));
    for (keys, name) in [("\r", "ledger"), ("c", "comparison"), ("q\r\r", "reader")] {
        t.press(keys);
        t.press(&format!("E\u{15}{name}.svg\r"));
        t.until_text("nothing was written: rows of");
        clear(&mut t, "nothing was written");
        assert!(!scratch.0.join(format!("{name}.svg")).exists());
    }
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn the_folders_of_copies_are_protected_too() {
    let scratch = Scratch::new("copies");
    copy(&path("tests/fixtures/tiny-copies"), &scratch.0.join("copies"));
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let mut t = workbench(&scratch, &[&tiny, "--sources", "copies", "--no-memory"]);
    t.press("E\u{15}copies/new.md\r");
    t.until_text("belongs to what is open");
    assert!(!scratch.0.join("copies/new.md").exists());
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn a_picture_shows_no_message_of_its_own_export() {
    let scratch = Scratch::new("message");
    let tiny = path("tests/fixtures/tiny").display().to_string();
    let mut t = workbench(&scratch, &[&tiny, "--no-memory"]);
    t.press("E\u{15}picture.svg\r");
    t.until_text(": written to ");
    assert!(!read(&scratch, "picture.svg").contains("writing "));
    t.press("\u{3}");
    assert!(t.ended().success());
}

#[test]
fn an_export_says_that_sources_were_still_being_read() {
    let scratch = Scratch::new("reading");
    let [tiny, ged] =
        ["tests/fixtures/tiny", "tests/fixtures/sets/ged-251.csv"].map(|inner| path(inner).display().to_string());
    let mut command = program(&scratch.0, &[&tiny, &ged, "--no-memory"]);
    command.cwd(&scratch.0);
    let now = scratch.0.join("now");
    command.env("PARALLAX_TEST_JOB", format!("Open until {}", now.display()));
    let mut t = Terminal::run(command, 160, 30);
    t.until_text("Timeline");
    t.press("E\u{15}early.csv\r");
    t.until_text("sources are still being read");
    std::fs::write(&now, "").unwrap();
    t.press("\u{3}");
    assert!(t.ended().success());
}

/// The effects of keys, whose jobs are not run.
fn effects(session: &mut Session, keys: &str) -> Vec<Effect> {
    chord::script(keys).unwrap().into_iter().flat_map(|key| session.step(Msg::Key(key))).collect()
}

#[test]
fn no_entries_are_exported_while_their_filter_is_not_applied() {
    let mut s = session(tiny(false), (100, 30), "");
    let _ = effects(&mut s, "fverdict:conflict<enter>");
    let filter = s.state().jobs.running(JobKind::Filter).map(|job| job.id).expect("the filter is being applied");
    let _ = effects(&mut s, "<esc>E");
    assert!(screen(&s).contains("the filter is still being applied"), "{}", screen(&s));
    assert!(s.state().overlay.is_none());
    let _ = s.step(Msg::Job(filter, JobReport::Ended(JobEnd::Superseded)));
}

#[test]
fn a_stopped_export_says_that_nothing_was_written_only_once_it_has_ended() {
    let mut s = session(tiny(false), (100, 30), "");
    let _ = effects(&mut s, "E<enter>");
    let export = s.state().jobs.running(JobKind::Export).unwrap().id;
    let stop = effects(&mut s, "X");
    assert_eq!(stop, [Effect::Stop(export)]);
    assert!(!screen(&s).contains("nothing was written"), "{}", screen(&s));
    let _ = s.step(Msg::Job(export, JobReport::Ended(JobEnd::Stopped)));
    assert!(screen(&s).contains("the export is stopped; nothing was written"), "{}", screen(&s));
}

#[test]
fn a_name_that_is_taken_is_told_under_another_overlay() {
    let mut s = session(tiny(false), (100, 30), "");
    let _ = effects(&mut s, "E<enter>");
    let export = s.state().jobs.running(JobKind::Export).unwrap().id;
    let _ = effects(&mut s, "?");
    let request = ExportRequest { format: ViewFormat::Csv, file: "mine.csv".into(), replaces: false };
    let _ = s.step(Msg::Job(export, JobReport::Ended(JobEnd::Done(JobResult::Taken(request)))));
    let shown = screen(&s);
    assert!(shown.contains("nothing was written: mine.csv is there") && !shown.contains("replaces it"), "{shown}");
}

#[test]
fn a_comparison_is_exported_as_it_is_shown() {
    let mut s = session(built_in(), (160, 40), "/kerman bombings<enter>c");
    let (ExportedView::Comparison(subject, all), _) = s.exported() else { panic!("no comparison") };
    assert!(all.len() > 1 && subject.ledger().columns.len() == all.len());
    assert!(!text(&s, ViewFormat::Markdown).contains("left out"));
    press(&mut s, "x");
    let markdown = text(&s, ViewFormat::Markdown);
    assert!(markdown.contains("1 source left out; the verdicts are of all."), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&text(&s, ViewFormat::Json)).unwrap();
    assert_eq!(json["columns"].as_array().unwrap().len(), all.len() - 1);
    assert_eq!(json["left_out"].as_array().unwrap().len(), 1);
    // An article that reports nothing of it stands there as it does on screen.
    let loaded = built_in();
    let silent = loaded.corpus().articles().map(|(id, _)| all[0].with(id)).find(|article| !all.contains(article));
    let silent = silent.expect("an article that does not report it");
    let view = ExportedView::Comparison(subject.clone(), vec![all[0], silent]);
    let written = |format| String::from_utf8(views::text(&loaded, &view, format).unwrap().unwrap()).unwrap();
    assert!(written(ViewFormat::Markdown).contains("It does not report this."));
    let json: serde_json::Value = serde_json::from_str(&written(ViewFormat::Json)).unwrap();
    assert_eq!(json["columns"][1]["passages"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_columns_of_quotations_are_called_what_they_hold() {
    let s = session(built_in(), (100, 30), "gq");
    let table = text(&s, ViewFormat::Csv);
    let head: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    let at = head.iter().position(|name| *name == "word_count").expect("a column of numbers");
    assert!(!head.contains(&"words") && at > 0);
}
