//! Links that were made with another version of a data set than the one that is open: it is said once a source, with a number and
//! examples, by each of `link`, `check` and the status line.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::terminal::{Scratch, Terminal};

const GED: &str = include_str!("../fixtures/linking/ged.csv");
const ACLED: &str = include_str!("../fixtures/linking/acled.csv");
/// A record that ACLED has added since.
const ADDED: &str = "VEL6,2014-12-01,1,Violence against civilians,Attack,Vermal Brigade,Civilians,Velmark,Tessin,Orvala,32.9,13.2,1,\
                     Harbour Courier,A ferry was shelled.,3\n";

/// A folder with links between GED 24.1 and six records of ACLED, the first of them confirmed.
fn linked(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    let put = |name: &str, text: &str| std::fs::write(scratch.0.join(name), text).unwrap();
    put("ged241.csv", GED);
    put(
        "ged251.csv",
        &GED.lines().filter(|line| !line.starts_with("503,")).fold(String::new(), |all, l| all + l + "\n"),
    );
    put("acled.csv", ACLED);
    put("later.csv", &format!("{ACLED}{ADDED}"));
    let (output, _) = run(&scratch.0, &["link", "ged241.csv", "acled.csv", "--out", "l.tsv"]);
    assert!(output.contains("5 of them new"), "{output}");
    let text = std::fs::read_to_string(scratch.0.join("l.tsv")).unwrap();
    let columns: Vec<&str> = text.lines().find(|line| !line.starts_with('#')).unwrap().split('\t').collect();
    let agreement = columns.iter().position(|column| *column == "reviewer_agreement").unwrap();
    let answered = text.lines().map(|line| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        if line.starts_with("acled:VEL1\t") {
            cells[agreement] = "1.0";
        }
        cells.join("\t") + "\n"
    });
    put("l.tsv", &answered.collect::<String>());
    scratch
}

/// What a command says on standard output, and on standard error.
fn run(folder: &Path, args: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    let output = command.args(args).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// The lines of `check` about links.
fn checked(folder: &Path, sets: [&str; 2]) -> Vec<String> {
    let (said, _) = run(folder, &["check", sets[0], sets[1], "--links", "l.tsv"]);
    said.lines().filter(|line| line.contains("P039")).map(str::to_owned).collect()
}

const OTHER_GED: &str = "5 links were made with UCDP GED 24.1, such as ged:501, ged:502, ged:503; open: UCDP GED 25.1";
const GONE: &str = "a link names ged:503, which is in no open file";
const GROWN: &str = "4 links were made with 6 records of ACLED, such as acled:VEL2, acled:VEL3, acled:VEL4; open: 7";

#[test]
fn the_versions_that_links_were_made_with_are_open_and_nothing_is_said() {
    let scratch = linked("versions-same");
    assert_eq!(checked(&scratch.0, ["ged241.csv", "acled.csv"]), [""; 0]);
    assert_eq!(checked(&scratch.0, ["acled.csv", "ged241.csv"]), [""; 0]);
}

#[test]
fn another_version_is_said_once_a_source_with_a_number_and_examples() {
    let scratch = linked("versions-other");
    let said = checked(&scratch.0, ["ged251.csv", "later.csv"]);
    let heads: Vec<&str> = said.iter().map(|line| line.split_once("]: ").unwrap().1).collect();
    assert_eq!(heads, [OTHER_GED, GROWN, GONE], "an answer holds whatever ACLED adds; 503 is not in 25.1");
    assert!(said.iter().all(|line| line.contains("warning")), "no row is wrong: {said:?}");
}

#[test]
fn many_ids_that_no_open_file_has_are_one_message() {
    let scratch = linked("versions-gone");
    let rows: String = (0..30).map(|n| format!("9{n:02},VEL1\n")).collect();
    std::fs::write(scratch.0.join("l.tsv"), format!("ged,event_id_cnty\n501,VEL1\n{rows}")).unwrap();
    let said = checked(&scratch.0, ["ged241.csv", "acled.csv"]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].ends_with("30 events that links name are in no open file of GED, such as ged:900, ged:901, ged:902"),
        "{said:?}"
    );
}

#[test]
fn comparing_again_says_it_and_makes_suggestions_of_what_is_open() {
    let scratch = linked("versions-again");
    let (output, said) = run(&scratch.0, &["link", "ged251.csv", "later.csv", "--out", "l.tsv"]);
    for wanted in [OTHER_GED, GONE, GROWN] {
        assert_eq!(said.matches(wanted).count(), 1, "{wanted} in\n{said}");
    }
    assert!(output.contains("kept as they were answered: 1 link"), "{output}");
    // Now only the answer, and what GED 25.1 has no longer, are of the earlier versions.
    let heads = checked(&scratch.0, ["ged251.csv", "later.csv"]);
    let heads: Vec<&str> = heads.iter().map(|line| line.split_once("]: ").unwrap().1).collect();
    assert_eq!(
        heads,
        [
            "3 links were made with UCDP GED 24.1, such as ged:501, ged:503; open: UCDP GED 25.1",
            "2 links were made with 6 records of ACLED, such as acled:VEL4, acled:VEL5; open: 7",
            GONE
        ]
    );
    // A second time nothing is written.
    let before = std::fs::read(scratch.0.join("l.tsv")).unwrap();
    run(&scratch.0, &["link", "later.csv", "ged251.csv", "--out", "l.tsv"]);
    assert_eq!(std::fs::read(scratch.0.join("l.tsv")).unwrap(), before);
}

#[test]
fn the_status_line_says_it_once_everything_is_read() {
    let scratch = linked("versions-status");
    let at = |name: &str| -> PathBuf { scratch.0.join(name) };
    let [ged, acled, links] = ["ged251.csv", "acled.csv", "l.tsv"].map(|name| at(name).display().to_string());
    let mut terminal = Terminal::start(&[&ged, &acled, "--links", &links, "--no-memory"], 120, 30);
    terminal.until_text("5 links were made with UCDP GED 24.1, such as ged:501, ged:502, ged:503; open: UCDP GED 25.1");
    terminal.press("j");
    terminal.until("the message to be gone", |screen| !screen.contents().contains("were made with"));
    terminal.press("q");
    assert!(terminal.ended().success());
}
