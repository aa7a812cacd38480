//! `parallax link`: a file of links that holds ids and reasons only, keeps what people answered, and replaces nothing else.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::terminal::Scratch;

/// Two views of some events.
const GED: &str = include_str!("../fixtures/linking/ged.csv");
const ACLED: &str = include_str!("../fixtures/linking/acled.csv");

/// A folder with both data sets.
struct Sets {
    folder: Scratch,
}

impl Sets {
    fn new(name: &str) -> Self {
        let folder = Scratch::new(name);
        std::fs::create_dir_all(&folder.0).unwrap();
        std::fs::write(folder.0.join("ged.csv"), GED).unwrap();
        std::fs::write(folder.0.join("acled.csv"), ACLED).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    fn link(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.arg("link").args(args).current_dir(&self.folder.0).stdin(Stdio::null()).output().unwrap()
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Subject, predicate, object and comment of each link.
fn links(text: &str) -> Vec<[String; 4]> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let at = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    let wanted = ["subject_id", "predicate_id", "object_id", "comment"].map(at);
    let cells = lines.map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    cells.map(|cells| wanted.map(|at| cells[at].clone())).collect()
}

#[test]
fn what_may_be_one_event_is_written_with_its_relation_and_its_strength() {
    let sets = Sets::new("link-writes");
    let output = sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert!(output.status.success(), "{}", shown(&output.stderr));
    let text = read(&sets.path("l.tsv"));
    let found = links(&text);
    let short: Vec<String> = found
        .iter()
        .map(|[subject, predicate, object, comment]| {
            format!("{subject} {predicate} {object} {}", comment.split(':').next().unwrap())
        })
        .collect();
    assert_eq!(
        short,
        [
            "acled:VEL1 plx:sameEvent ged:501 likely",
            "acled:VEL2 plx:partOfEvent ged:502 likely",
            "acled:VEL3 plx:partOfEvent ged:502 likely",
            "acled:VEL4 plx:sameEvent ged:503 possible",
            "acled:VEL5 plx:sameEvent ged:503 possible",
        ],
        "{text}"
    );
    assert!(found[0][3].contains("same day") && found[0][3].contains("equal numbers killed"), "{:?}", found[0]);
    // The row that stands twice is linked once, which is said.
    assert!(
        shown(&output.stderr).contains("acled.csv: 1 repeated record; each is linked once"),
        "{}",
        shown(&output.stderr)
    );
    assert!(shown(&output.stdout).contains("3 likely and 2 possible links suggested, 5 of them new"));
}

#[test]
fn a_file_of_links_says_nothing_of_what_rows_hold() {
    let sets = Sets::new("link-ids-only");
    let text = shown(&sets.link(&["ged.csv", "acled.csv"]).stdout);
    assert_eq!(links(&text).len(), 5);
    let rows = text.lines().filter(|line| line.contains("ged:50")).collect::<String>();
    for content in ["Vermal", "Orvala", "Kordal", "depot", "24", "2014", "Courier", "Tessin", "13.2", "clash"] {
        assert!(!rows.contains(content), "{content} in {rows}");
    }
}

#[test]
fn the_order_of_files_changes_no_byte_and_a_second_run_none() {
    let sets = Sets::new("link-order");
    let forth = sets.link(&["ged.csv", "acled.csv"]).stdout;
    assert_eq!(shown(&forth), shown(&sets.link(&["acled.csv", "ged.csv"]).stdout));
    sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert_eq!(read(&sets.path("l.tsv")), shown(&forth));
    let again = sets.link(&["acled.csv", "ged.csv", "--out", "l.tsv"]);
    assert!(shown(&again.stdout).contains("0 of them new"), "{}", shown(&again.stdout));
    assert_eq!(read(&sets.path("l.tsv")), shown(&forth));
}

#[test]
fn what_people_answered_stays() {
    let sets = Sets::new("link-answers");
    sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    let text = read(&sets.path("l.tsv"));
    let columns: Vec<&str> = text.lines().find(|line| !line.starts_with('#')).unwrap().split('\t').collect();
    let agreement = columns.iter().position(|column| *column == "reviewer_agreement");
    let mut answers = ["-1.0", "1.0", "0.0"].into_iter();
    let mut answered = String::new();
    for line in text.lines() {
        let mut cells: Vec<&str> = line.split('\t').collect();
        match agreement {
            Some(at) if line.contains(":VEL") => cells[at] = answers.next().unwrap_or(""),
            None if line.starts_with("subject_id") => cells.push("reviewer_agreement"),
            None if line.contains(":VEL") => cells.push(answers.next().unwrap_or("")),
            _ => {}
        }
        answered.push_str(&cells.join("\t"));
        answered.push('\n');
    }
    std::fs::write(sets.path("l.tsv"), &answered).unwrap();
    let again = sets.link(&["ged.csv", "acled.csv", "--out", "l.tsv"]);
    assert_eq!(read(&sets.path("l.tsv")), answered);
    assert!(shown(&again.stdout).contains("kept as they were answered: 3 links"), "{}", shown(&again.stdout));
}

#[test]
fn no_other_file_is_replaced() {
    let sets = Sets::new("link-refuses");
    std::fs::write(sets.path("notes.txt"), "my notes\n").unwrap();
    for other in ["notes.txt", "ged.csv", "acled.csv", "."] {
        let before = std::fs::read(sets.path(other)).ok();
        let output = sets.link(&["ged.csv", "acled.csv", "--out", other]);
        assert_eq!(output.status.code(), Some(2), "{other}");
        assert!(shown(&output.stderr).contains(other), "{}", shown(&output.stderr));
        assert_eq!(std::fs::read(sets.path(other)).ok(), before, "{other}");
    }
}

#[test]
fn one_data_set_has_nothing_to_be_compared_with() {
    let sets = Sets::new("link-alone");
    let output = sets.link(&["ged.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(shown(&output.stderr).contains("give two or more sources"));
    // Nor have two files of one publisher.
    std::fs::write(sets.path("other.csv"), GED.replace("\n50", "\n90")).unwrap();
    let output = sets.link(&["ged.csv", "other.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(shown(&output.stderr).contains("ged.csv and other.csv: of one publisher"), "{}", shown(&output.stderr));
    std::fs::write(sets.path("far.csv"), ACLED.replace(",2014-", ",1999-")).unwrap();
    let output = sets.link(&["ged.csv", "far.csv", "--out", "l.tsv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!sets.path("l.tsv").exists());
}
